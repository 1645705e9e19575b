// Starts the console.

import "@anxin/ui/style/all.css";
import "./console.css";
import { startPortal } from "@anxin/ui/pieces/start";
import { routes } from "./routes.js";

await startPortal({ base: "/console", words: ["pieces"], routes });
