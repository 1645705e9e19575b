import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openProduct, type Product } from "../product.js";
import { EXAMPLE_LANGUAGES, examplePath, playExample } from "./example.js";
import { playStories } from "./play.js";
import { callerOf, readAccess } from "./sandbox.js";

let product: Product;
beforeAll(async () => {
  product = await openProduct();
  await product.start();
}, 120_000);
afterAll(() => product.close());

test.each(EXAMPLE_LANGUAGES)(
  "both stories end as the example in %s tells, to the letter",
  async (language) => {
    const told = await playExample(product.access(), language);
    expect(told, "renew the examples with: npm run story -- --write").toBe(readFileSync(examplePath(language), "utf8"));
  },
  60_000,
);

test("a story that goes otherwise than told ends with an error that says where", async () => {
  const { url, apiKey } = product.access();
  const lines: string[] = [];
  await callerOf(url, apiKey, "en").post("/v1/sandbox/alipay/script", { outcomes: ["refused:PAYEE_NOT_EXIST"] });
  const played = playStories({
    access: { url, apiKey },
    language: "en",
    asExample: false,
    say: (line) => lines.push(line),
  });
  await expect(played).rejects.toThrow(/the claim is paid once/);
  expect(lines.at(-1)).toContain("approved");
}, 60_000);

test("who has no sandbox is told how to start one", async () => {
  expect(() => readAccess(join(product.directory, "nowhere"), "en")).toThrow(/npm start/);
  const gone = callerOf("http://127.0.0.1:9", "ak_test_none", "en");
  await expect(gone.get("/v1/sandbox/clock")).rejects.toThrow(/does not answer[\s\S]*npm start/);
});
