import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { RULES } from "./rules.js";

const FOLDER = join(import.meta.dirname, "rules");
const files = readdirSync(FOLDER);

test("every rule in the folder is in the list, and every rule in the list is a file of its name", () => {
  const named = files.filter((file) => !file.endsWith(".test.ts")).map((file) => file.replace(/\.ts$/, ""));
  expect(RULES.map((rule) => rule.name).sort()).toEqual(named.sort());
});

test.each(RULES.map((rule) => rule.name))(
  "%s has a test beside it with an example it accepts and one it refuses",
  (name) => {
    const text = readFileSync(join(FOLDER, `${name}.test.ts`), "utf8");
    expect(text).toMatch(/\btest\("accepts /);
    expect(text).toMatch(/"refuses /);
  },
);

test("every rule says why in one sentence", () => {
  for (const rule of RULES) expect(rule.why).toMatch(/^[A-Z`].*\.$/);
});
