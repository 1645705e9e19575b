import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { present } from "@anxin/core/assert";
import { parseInstant } from "@anxin/core/time";
import { addTenant } from "@anxin/store/tenant";
import { createTestDatabase, type TestDatabase } from "@anxin/store/testing/database";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { catalogue } from "../catalogue.js";
import { readConfig } from "../config.js";
import { INVARIANTS } from "./checks.js";
import { EXIT_ERROR, EXIT_HOLDS, EXIT_VIOLATED, verify } from "./verify.js";

const NOW = present(parseInstant("2026-11-11T00:00:00.000Z"), "an instant");
let directory: string;
let database: TestDatabase;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "anxin-verify-"));
});
afterAll(() => rmSync(directory, { recursive: true }));
beforeEach(async () => {
  database = await createTestDatabase();
  await addTenant(database.owner, { tenantId: 1, code: "one", name: "一" }, NOW);
  await addTenant(database.owner, { tenantId: 2, code: "two", name: "二" }, NOW);
});
afterEach(() => database.drop());

async function run(settings: Readonly<Record<string, string>>): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const config = readConfig({ ANXIN_DATA: directory, ...settings });
  const code = await verify(config, catalogue, (line) => lines.push(line));
  return { code, lines };
}

test("every invariant of every tenant is printed, and the exit code says that they hold", async () => {
  const { code, lines } = await run({ DATABASE_URL: database.ownerUrl });
  expect(code).toBe(EXIT_HOLDS);
  expect(lines.filter((line) => line.startsWith("  ✓ "))).toHaveLength(2 * INVARIANTS.length);
  expect(lines.filter((line) => line.startsWith("tenant "))).toEqual(["tenant 1 one (一)", "tenant 2 two (二)"]);
  expect(lines.at(-1)).toBe("all invariants hold for 2 tenants");
});

test("a violation is printed with what is wrong and how often, and the exit code says so", async () => {
  await database.owner.query(
    "insert into order_directory select 0, 2, 'T-' || n, 0, 'shop' from generate_series(1, 25) as n",
  );
  const { code, lines } = await run({ DATABASE_URL: database.ownerUrl });
  expect(code).toBe(EXIT_VIOLATED);
  const broken = lines.findIndex((line) => line.startsWith("  ✗ I3 "));
  expect(lines[broken]).toMatch(/\(25 violations\)$/);
  expect(lines[broken + 1]).toMatch(/^ +order T-1: the directory knows it/);
  expect(lines[broken + 21]?.trim()).toBe("and 5 more");
  expect(lines.at(-1)).toBe("1 invariants are violated");
});

test("a database that this release does not know is an error, and names what it lacks", async () => {
  await database.owner.query("delete from public.migration where file like '0004%'");
  const { code, lines } = await run({ DATABASE_URL: database.ownerUrl });
  expect(code).toBe(EXIT_ERROR);
  expect(lines).toEqual([expect.stringMatching(/^could not verify: the database lacks 0004-claim.sql/)]);
});

test("a database that is not there is an error", async () => {
  expect((await run({ DATABASE_URL: "postgresql://postgres@127.0.0.1:9/none" })).code).toBe(EXIT_ERROR);
  const { code, lines } = await run({});
  expect(code).toBe(EXIT_ERROR);
  expect(lines).toEqual([expect.stringContaining(`no database below ${directory}`)]);
});
