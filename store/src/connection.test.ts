import { INSTANT_MAX, INSTANT_MIN, type Instant, parseInstant } from "@anxin/core/time";
import fc from "fast-check";
import { Client, type Pool } from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { connect, IDLE_IN_TRANSACTION_MS_MAX, LOCK_MS_MAX, STATEMENT_MS_MAX } from "./connection.js";
import { APP_ROLE, createTestDatabase, type TestDatabase } from "./testing/database.js";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

/** The first row's only value. */
async function single(pool: Pool | Client, text: string, values: readonly unknown[] = []): Promise<unknown> {
  const { rows } = await pool.query<{ v: unknown }>(text, [...values]);
  return rows[0]?.v;
}

describe("values", () => {
  test("int8 is a bigint, exact beyond 2^53", async () => {
    expect(await single(db.owner, "select 9007199254740993::int8 as v")).toBe(9007199254740993n);
    expect(await single(db.owner, "select (-9223372036854775808)::int8 as v")).toBe(-9223372036854775808n);
  });

  test("int8[] is bigints, with nulls where they are", async () => {
    const beyond = 9007199254740993n;
    expect(await single(db.owner, `select array[1, null, ${beyond}]::int8[] as v`)).toEqual([1n, null, beyond]);
    expect(await single(db.owner, "select '{}'::int8[] as v")).toEqual([]);
  });

  test("arrays of several dimensions or odd bounds, which the schema never has, are errors", async () => {
    await expect(db.owner.query("select '{{1,2},{3,4}}'::int8[] as v")).rejects.toThrow("no plain array");
    await expect(db.owner.query("select '[0:1]={1,2}'::int8[] as v")).rejects.toThrow("no plain array");
  });

  test("numeric and numeric[] are the digits that the database has", async () => {
    expect(await single(db.owner, "select 0.10000000000000000001 as v")).toBe("0.10000000000000000001");
    expect(await single(db.owner, "select array[1.50, null]::numeric[] as v")).toEqual(["1.50", null]);
  });

  test("date is its text, in any zone", async () => {
    expect(await single(db.owner, "select date '2026-03-01' as v")).toBe("2026-03-01");
    expect(await single(db.owner, "select array[date '2026-03-01'] as v")).toEqual(["2026-03-01"]);
  });

  test("bytea is a buffer", async () => {
    expect(await single(db.owner, "select '\\x00ff80'::bytea as v")).toEqual(Buffer.from([0, 255, 128]));
  });

  test("timestamptz is milliseconds, microseconds cut off", async () => {
    const at = parseInstant("2026-11-11T00:00:00.123Z");
    expect(await single(db.owner, "select timestamptz '2026-11-11 08:00:00.123999+08' as v")).toBe(at);
    expect(await single(db.owner, "select timestamptz '2026-11-11 00:00:00.1231Z' as v")).toBe(at);
    expect(await single(db.owner, "select array[timestamptz '2026-11-11 00:00:00.123Z', null] as v")).toEqual([
      at,
      null,
    ]);
  });

  test("timestamptz is the same instant whatever zone and date style the session asks for", async () => {
    const client = await db.owner.connect();
    try {
      for (const zone of ["Asia/Shanghai", "Asia/Kathmandu", "America/St_Johns", "UTC"]) {
        await client.query(`set timezone = '${zone}'`);
        const { rows } = await client.query<{ v: Instant }>("select timestamptz '2026-07-01 12:00:00Z' as v");
        expect(rows).toEqual([{ v: parseInstant("2026-07-01T12:00:00Z") }]);
      }
    } finally {
      client.release(true);
    }
  });

  test("every instant to the millisecond comes back from the database as it went in", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: INSTANT_MIN, max: INSTANT_MAX }), { minLength: 1 }), async (all) => {
        const sent = all.map((ms) => String(ms * 1000));
        const { rows } = await db.owner.query<{ at: Instant }>(
          "select timestamptz 'epoch' + us::int8 * interval '1 microsecond' as at from unnest($1::text[]) with ordinality as t(us, n) order by n",
          [sent],
        );
        expect(rows.map(({ at }) => at)).toEqual(all);
      }),
      { numRuns: 30 },
    );
  });

  test("an instant that core does not know is an error, not a wrong number", async () => {
    for (const text of ["infinity", "-infinity", "0044-03-15 12:00:00 BC", "1970-01-01 00:00:00Z"]) {
      await expect(db.owner.query("select $1::timestamptz as v", [text])).rejects.toThrow("no instant that we know");
    }
  });

  test("the readers belong to the pool: another connection in this process keeps the driver's own", async () => {
    const other = new Client(db.ownerUrl);
    await other.connect();
    try {
      expect(await single(other, "select 1::int8 as v")).toBe("1");
    } finally {
      await other.end();
    }
  });
});

describe("sessions", () => {
  test("run with the role's rights when a role is given", async () => {
    expect(await single(db.app, "select current_user::text as v")).toBe(APP_ROLE);
    expect(await single(db.owner, "select current_user::text as v")).toBe("postgres");
  });

  test("have the role also in a connection string's options, which others can use as well", async () => {
    const client = new Client(db.appUrl);
    await client.connect();
    try {
      expect(await single(client, "select current_user::text as v")).toBe(APP_ROLE);
    } finally {
      await client.end();
    }
  });

  test("keep role and limits when the connection string brings options of its own", async () => {
    const options = encodeURIComponent("-c role=postgres -c search_path=elsewhere");
    const connectionString = `${db.ownerUrl}?options=${options}`;
    const pool = connect({ connectionString, max: 1, role: APP_ROLE, applicationName: "test" });
    try {
      expect(await single(pool, "select current_user::text as v")).toBe(APP_ROLE);
      expect(await single(pool, "select current_setting('search_path') as v")).toBe("elsewhere");
    } finally {
      await pool.end();
    }
  });

  test("have their limits and say who they are", async () => {
    const read = (name: string) => single(db.app, "select setting as v from pg_settings where name = $1", [name]);
    expect(await read("statement_timeout")).toBe(String(STATEMENT_MS_MAX));
    expect(await read("lock_timeout")).toBe(String(LOCK_MS_MAX));
    expect(await read("idle_in_transaction_session_timeout")).toBe(String(IDLE_IN_TRANSACTION_MS_MAX));
    expect(await read("application_name")).toBe("test app");
  });

  test("take no role that is not a plain name", () => {
    const open = () =>
      connect({ connectionString: db.ownerUrl, max: 1, role: "a -c fsync=off", applicationName: "test" });
    expect(open).toThrow("no name of a role");
  });
});

describe("a session that the server ends", () => {
  const kill = (pid: unknown) => db.owner.query("select pg_terminate_backend($1)", [pid]);
  const open = (onLostConnection: (error: Error) => void) =>
    connect({ connectionString: db.ownerUrl, max: 1, applicationName: "test victim", onLostConnection });

  test("while idle is told of, replaced, and no harm to the process", async () => {
    const lost = vi.fn();
    const pool = open(lost);
    try {
      await kill(await single(pool, "select pg_backend_pid() as v"));
      await vi.waitFor(() => expect(lost).toHaveBeenCalled(), 20_000);
      expect(await single(pool, "select 1 as v")).toBe(1);
    } finally {
      await pool.end();
    }
  });

  test("while checked out fails the next query, and no harm to the process", async () => {
    const pool = open(() => undefined);
    try {
      const client = await pool.connect();
      const ended = new Promise<void>((resolve) => client.once("end", () => resolve()));
      await kill((await client.query<{ v: number }>("select pg_backend_pid() as v")).rows[0]?.v);
      await ended;
      await expect(client.query("select 1")).rejects.toThrow();
      client.release();
      expect(await single(pool, "select 1 as v")).toBe(1);
    } finally {
      await pool.end();
    }
  });

  test("while it works fails that query, and no harm to the process", async () => {
    const pool = open(() => undefined);
    try {
      const working = expect(pool.query("select pg_sleep(60)")).rejects.toThrow("terminating connection");
      await vi.waitFor(async () => {
        const sleeping =
          "select pid as v from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'";
        const pid = await single(db.owner, sleeping);
        expect(pid).toEqual(expect.any(Number));
        await kill(pid);
      }, 20_000);
      await working;
      expect(await single(pool, "select 1 as v")).toBe(1);
    } finally {
      await pool.end();
    }
  });
});
