import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openProduct, type Product } from "../product.js";
import { EXAMPLE_LANGUAGES, EXAMPLE_PARTS, examplePath, playExample } from "./example.js";
import { playStories } from "./play.js";
import { callerOf, readAccess } from "./sandbox.js";
import { type Staff, staffOf } from "./staff.js";

let product: Product;
let staff: Staff;
beforeAll(async () => {
  product = await openProduct();
  await product.start();
  staff = staffOf(product.access());
}, 120_000);
afterAll(() => product.close());

test.each(EXAMPLE_PARTS.flatMap((part) => EXAMPLE_LANGUAGES.map((language) => [part, language] as const)))(
  "the stories end as the example %s in %s tells, to the letter",
  async (part, language) => {
    const told = await playExample(product.access(), staff, part, language);
    expect(told, "renew the examples with: npm run story -- --write").toBe(
      readFileSync(examplePath(part, language), "utf8"),
    );
  },
  240_000,
);

test("a story that goes otherwise than told ends with an error that says where", async () => {
  const access = product.access();
  const { url, apiKey } = access;
  const lines: string[] = [];
  await callerOf(url, apiKey, "en").post("/v1/sandbox/alipay/script", { outcomes: ["refused:PAYEE_NOT_EXIST"] });
  const played = playStories({
    ...{ access, staff },
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
