import type { PoolClient } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { passSwitches, waitForPassed } from "./kill-switch.js";
import { createTestDatabase, type TestDatabase } from "./testing/database.js";
import type { Tx } from "./transaction.js";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** A transaction of tenant 1 that the test ends when it likes. */
async function begin(): Promise<Tx> {
  const client: PoolClient = await database.app.connect();
  await client.query("begin; set local anxin.tenant = '1'");
  return Object.assign(client, { tenantId: 1 });
}

async function end(tx: Tx): Promise<void> {
  await tx.query("commit");
  tx.release();
}

const waiting = async (): Promise<number> => {
  const { rows } = await database.owner.query<{ n: number }>(
    "select count(*)::int4 as n from pg_locks where locktype = 'advisory' and not granted " +
      "and database = (select oid from pg_database where datname = current_database())",
  );
  return rows[0]?.n ?? 0;
};

test("who waited to pass sees what was stopped while they waited", async () => {
  const gate = await begin();
  expect(await waitForPassed(gate)).toBe(true);
  const passenger = await begin();
  const passed = passSwitches(passenger);
  await expect.poll(waiting).toBe(1);
  await database.owner.query(
    "insert into kill_switch values (1, 'issue', '', 'stopped', now(), 'why', 'server:x', now(), 1)",
  );
  await end(gate);
  expect((await passed)("issue", "quality")).toBe(true);
  await end(passenger);
});

test("those who pass never wait for one another, and a stop waits for all of them", async () => {
  const [first, second, gate] = [await begin(), await begin(), await begin()];
  await passSwitches(first);
  await passSwitches(second);
  const through = waitForPassed(gate);
  await expect.poll(waiting).toBe(1);
  await end(first);
  expect(await waiting()).toBe(1);
  await end(second);
  expect(await through).toBe(true);
  await end(gate);
});
