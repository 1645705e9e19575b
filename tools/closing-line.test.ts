import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const VITEST = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
const REPORTER = fileURLToPath(new URL("closing-line.ts", import.meta.url));

/** Runs vitest on a folder with these files; its last line, and whether it was content. */
function run(files: Readonly<Record<string, string>>): { readonly last: string; readonly green: boolean } {
  const root = mkdtempSync(join(tmpdir(), "anxin-closing-line-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  const words = [VITEST, "run", "--root", root, "--globals", "--reporter=default", `--reporter=${REPORTER}`];
  // The tests in there are a run of their own, and not one inside ours.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^VITEST|^NODE_ENV$|^TEST$/.test(name)),
  );
  const { stdout, status } = spawnSync(process.execPath, words, { encoding: "utf8", env, cwd: root });
  expect(stdout.endsWith("\n")).toBe(true);
  return { last: stdout.slice(0, -1).split("\n").at(-1) ?? "", green: status === 0 };
}

const PASSES = 'test("one", () => {}); describe("two", () => { test("three", () => {}); });';

test("a green run ends in its count of tests", () => {
  expect(run({ "a.test.js": PASSES, "b.test.js": PASSES })).toEqual({ last: "4 passed, 0 failed", green: true });
});

test("failed and skipped tests are counted, skipped ones only when there are any", () => {
  const mixed = `${PASSES} test("bad", () => { throw new Error("bad"); }); test.skip("not now", () => {}); test.todo("later");`;
  expect(run({ "a.test.js": mixed })).toEqual({ last: "2 passed, 1 failed, 2 skipped", green: false });
});

test.each([
  ["a file that can't be loaded", { "a.test.js": PASSES, "b.test.js": 'import "./nowhere.js"' }],
  ["an error that nobody caught", { "a.test.js": `${PASSES} setTimeout(() => { throw new Error("late"); });` }],
  ["a hook that fails", { "a.test.js": `${PASSES} afterAll(() => { throw new Error("hook"); });` }],
])("%s is counted as failed", (_, files) => {
  expect(run(files)).toEqual({ last: "2 passed, 1 failed", green: false });
});

test("a run that could not begin does not end as if all were well", () => {
  const files = { "a.test.js": PASSES, "setup.js": 'export function setup() { throw new Error("no database"); }' };
  const config = 'export default { test: { globalSetup: ["./setup.js"] } };';
  expect(run({ ...files, "vitest.config.js": config })).toEqual({ last: "0 passed, 1 failed", green: false });
});
