// Starts the console.

import "@anxin/ui/style/all.css";
import "./console.css";
import { readSession } from "@anxin/client/operations.generated";
import { ask } from "@anxin/ui/api";
import { startPortal } from "@anxin/ui/pieces/start";
import { routes } from "./routes.js";

await startPortal({ base: "/console", words: ["pieces"], routes, begins: () => ask(readSession, {}) });
