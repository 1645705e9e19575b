import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../testing/server.js";
import { elementRoutes } from "./element-routes.js";

/** What a product page may cost its shop. */
const GZIP_BYTES_MAX = 15_000;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ rooms: [elementRoutes] });
});
afterAll(() => server?.close());

const get = (url: string, headers: Record<string, string> = {}) => server.api.inject({ url, headers });

/** Every file that a page gets by loading the first one. */
async function loaded(name: string, known = new Map<string, string>()): Promise<ReadonlyMap<string, string>> {
  if (known.has(name)) return known;
  const answer = await get(`/elements/${name}`);
  expect(answer.statusCode, name).toBe(200);
  known.set(name, answer.body);
  for (const [, next = ""] of answer.body.matchAll(/from "\.\/([^"]+)"/g)) await loaded(next, known);
  return known;
}

it("any site may load them: typed, not to be sniffed, and asked about again by their tag", async () => {
  const answer = await get("/elements/anxin.js", { origin: "https://shop.example" });
  expect(answer.headers).toMatchObject({
    "content-type": "text/javascript; charset=utf-8",
    "x-content-type-options": "nosniff",
    "access-control-allow-origin": "*",
    "cross-origin-resource-policy": "cross-origin",
    "cache-control": "public, no-cache",
  });
  const tag = String(answer.headers.etag);
  expect(tag).toMatch(/^"[\w-]{43}"$/);
  const again = await get("/elements/anxin.js", { "if-none-match": tag });
  expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, "", tag]);
  expect((await get("/elements/badge.js")).headers.etag).not.toBe(tag);
});

it("all of it together stays below its budget", async () => {
  const files = await loaded("anxin.js");
  const bytes = [...files.values()].reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0);
  console.log(`elements: ${files.size} files, ${bytes} bytes gzip`);
  expect(bytes).toBeLessThanOrEqual(GZIP_BYTES_MAX);
});

it("they bring nothing from elsewhere, no markup and no code from strings", async () => {
  for (const [name, text] of await loaded("anxin.js")) {
    expect(text, name).not.toMatch(
      /from "(?!\.\/)|import\(|innerHTML|outerHTML|insertAdjacentHTML|eval\(|new Function/,
    );
    expect(text, name).not.toMatch(/https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
  }
});

it("tests and types stay at home", async () => {
  for (const name of ["offer.test.js", "anxin.d.ts", "testing/answer.js", "..%2fpackage.json"]) {
    expect((await get(`/elements/${name}`)).statusCode, name).toBe(404);
  }
});
