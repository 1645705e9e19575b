// Starts the console.

import "@anxin/ui/style/all.css";
import "./console.css";
import { readSession } from "@anxin/client/operations.generated";
import { asking, queries } from "@anxin/ui/api";
import { startPortal } from "@anxin/ui/pieces/start";
import { roleOf } from "./role.js";
import { fetchFirstPage } from "./rooms.js";
import { routes } from "./routes.js";

const BASE = "/console";

/** Asks who is here; at the console's own address, their first page is fetched before anything is drawn. */
async function begin(): Promise<void> {
  const { body } = await queries.fetchQuery(asking(readSession, {}));
  const role = roleOf(body.role);
  if (role !== null && [BASE, `${BASE}/`].includes(location.pathname)) await fetchFirstPage(role, body.subject);
}

await startPortal({
  ...{ base: BASE, words: [], routes },
  // Whatever fails is asked again by what needs it, and told there.
  begins: () => void begin().catch(() => undefined),
});
