// Starts the demo shop.

import "@anxin/ui/style/all.css";
import "./shop.css";
import { startPortal } from "@anxin/ui/pieces/start";
import { routes } from "./routes.js";

await startPortal({ base: "/shop", words: ["shop"], routes });
