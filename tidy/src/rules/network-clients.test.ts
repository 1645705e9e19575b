import { expect, test } from "vitest";
import { treeOf } from "../tree.js";
import { networkClients } from "./network-clients.js";

test("accepts the outside, tests, the simulator, and types", () => {
  const call = 'import { request } from "node:http"; fetch("https://example.com");';
  const tree = treeOf({
    "server/src/outside/alipay.ts": call,
    "server/src/http.test.ts": call,
    "sim/src/story.ts": call,
    "server/assets/home.js": call,
    "apps/elements/src/badge.ts": "fetch(address);",
    "server/src/http.ts": 'import type { IncomingMessage } from "node:http"; store.fetch(1);',
  });
  expect(networkClients.check(tree)).toEqual([]);
});

test.each([
  'fetch("https://example.com");',
  'import { request } from "node:https";',
  'import { request } from "undici";',
  'import { AlipaySdk } from "alipay-sdk";',
  'const { request } = await import("node:http");',
])("refuses %s elsewhere", (text) => {
  expect(networkClients.check(treeOf({ "server/src/payout/send.ts": text }))).toHaveLength(1);
});
