// Starts the buyer's portal.

import "@anxin/ui/style/all.css";
import "./buyer.css";
import { readSession } from "@anxin/client/operations.generated";
import { ask } from "@anxin/ui/api";
import { startPortal } from "@anxin/ui/pieces/start";
import { routes } from "./routes.js";

await startPortal({
  base: "/buyer",
  words: ["buyer"],
  routes,
  begins: () => ask(readSession, {}),
});
