import ts from "typescript";
import type { Rule } from "../rule.js";
import { isForTests, isForTools, judgeNodes, moduleNeeded } from "../syntax.js";

const CLIENTS = /^(?:(?:node:)?https?2?|undici|axios|got|node-fetch|alipay-sdk)(?:\/|$)/;
const OUTSIDE = "server/src/outside/";
/** What is sent to a browser and runs there calls back to us. */
const IN_THE_BROWSER = ["server/assets/", "apps/"];
const ALLOWED = [OUTSIDE, ...IN_THE_BROWSER, "sim/", "bench/"];

/** `fetch(…)`, unless something else in the file is called so. */
function isGlobalFetch(node: ts.Node): boolean {
  if (!ts.isCallExpression(node)) return false;
  return ["fetch", "globalThis.fetch"].includes(node.expression.getText());
}

export const networkClients: Rule = {
  name: "network-clients",
  why: "`ls server/src/outside` says whom we talk to; a call from anywhere else would be neither faked, timed nor recorded.",
  check: (tree) =>
    judgeNodes(
      tree,
      (path) => !ALLOWED.some((folder) => path.startsWith(folder)) && !isForTests(path) && !isForTools(path),
      (node) => {
        if (isGlobalFetch(node)) return `fetch is called under ${OUTSIDE} only`;
        const module = moduleNeeded(node);
        return module !== null && CLIENTS.test(module) ? `${module} is used under ${OUTSIDE} only` : null;
      },
    ),
};
