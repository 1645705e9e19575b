import { formatInstant, HOUR_MS } from "@anxin/core/time";
import { passSwitches } from "@anxin/store/kill-switch";
import { inTransaction } from "@anxin/store/transaction";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectProblem, pointersOf } from "../testing/problem.js";
import { startTestServer, type TestServer } from "../testing/server.js";
import { switchRoutes } from "./routes.js";

let server: TestServer;
let key: string;
beforeAll(async () => {
  server = await startTestServer({ rooms: [switchRoutes] });
  key = server.tenant.apiKey;
});
afterAll(() => server.close());

interface SwitchView {
  readonly name: string;
  readonly product: string | null;
  readonly state: string;
  readonly etag: string;
}

const put = (name: string, body: unknown, { as = key, etag }: { as?: string; etag?: string } = {}) =>
  server.call("PUT", `/v1/tenants/switches/${name}`, {
    as,
    body,
    headers: etag === undefined ? {} : { "if-match": etag },
  });
const stop = (name: string, more: object = {}, as = key) =>
  put(name, { state: "stopped", reason: "费率配置错误", ...more }, { as });
const all = async (as = key) => {
  const answer = await server.call("GET", "/v1/tenants/switches", { as });
  expect(answer.status).toBe(200);
  return (answer.body as { data: SwitchView[] }).data;
};
const etagOf = async (name: string, product: string | null = null): Promise<string> =>
  (await all()).find((each) => each.name === name && each.product === product)?.etag ?? "none";
const run = async (name: string, product: string | null = null) =>
  put(name, { state: "running", product }, { etag: await etagOf(name, product) });
const stopped = (tenantId: number) =>
  inTransaction(server.context.db, tenantId, async (tx) => {
    const check = await passSwitches(tx);
    return check("issue", "quality");
  });

describe("reading", () => {
  test("three switches run from the start, and nothing waits", async () => {
    const running = { product: null, state: "running", since: null, reason: null, changedBy: null, changedAt: null };
    expect(await all(await freshKey())).toEqual([
      { name: "issue", ...running, etag: '"switch.issue.0"', waiting: { what: "orders", count: 0 } },
      { name: "auto-decide", ...running, etag: '"switch.auto-decide.0"', waiting: { what: "claims", count: 0 } },
      { name: "pay", ...running, etag: '"switch.pay.0"', waiting: { what: "payouts", count: 0 } },
    ]);
  });

  /** Of the tenant that throws nothing. */
  const freshKey = async (): Promise<string> => server.other.apiKey;

  test("everybody learns what is stopped, and only the house why", async () => {
    const { other } = server;
    const stopsFor = async (as: string): Promise<unknown> => {
      const answer = await server.call("GET", "/v1/tenants/stops", { as });
      expect(answer.status).toBe(200);
      return (answer.body as { data: unknown }).data;
    };
    expect(await stopsFor(other.apiKey)).toEqual([]);
    expect((await stop("pay", { product: "quality" })).status).toBe(200);
    const stopped = { name: "pay", product: "quality", since: expect.any(String) };
    expect(await stopsFor(key)).toEqual([{ ...stopped, reason: "费率配置错误" }]);
    for (const role of ["buyer", "merchant"] as const) {
      expect(await stopsFor(await server.session(server.tenant, role, "x"))).toEqual([{ ...stopped, reason: null }]);
    }
    expect(await stopsFor(other.apiKey)).toEqual([]);
    expect((await run("pay", "quality")).status).toBe(200);
    expect(await stopsFor(key)).toEqual([]);
    expect((await server.call("GET", "/v1/tenants/stops", {})).status).toBe(401);
  });

  test("who is not staff learns nothing", async () => {
    for (const url of ["/v1/tenants/switches", "/v1/tenants/switches/changes"]) {
      expectProblem(await server.call("GET", url), "unauthenticated");
      for (const role of ["buyer", "merchant"] as const) {
        expectProblem(
          await server.call("GET", url, { as: await server.session(server.tenant, role, "x") }),
          "forbidden",
        );
      }
      for (const { token } of Object.values(server.tenant.staff)) {
        expect((await server.call("GET", url, { as: token })).status).toBe(200);
      }
    }
  });
});

describe("stopping", () => {
  test("takes one call without an ETag, holds for all products, and says who, when and why", async () => {
    const now = formatInstant(server.clock.now());
    const answer = await stop("issue");
    expect(answer).toMatchObject({
      status: 200,
      body: { name: "issue", product: null, state: "stopped", since: now, reason: "费率配置错误", changedAt: now },
    });
    expect(answer.headers["etag"]).toBe('"switch.issue.1"');
    expect(await stopped(server.tenant.tenantId)).toBe(true);
    expect(await stopped(server.other.tenantId)).toBe(false);
    expect((await run("issue")).status).toBe(200);
    expect(await stopped(server.tenant.tenantId)).toBe(false);
  });

  test("sent twice it is one stop; another person's, or another reason, is one that whoever resumes has to have seen", async () => {
    const first = await stop("pay");
    expect((await stop("pay")).headers["etag"]).toBe(first.headers["etag"]);
    server.clock.advance(HOUR_MS);
    const { supervisor } = server.tenant.staff;
    const second = await stop("pay", {}, supervisor.token);
    expect(second.headers["etag"]).not.toBe(first.headers["etag"]);
    expect(second.body).toMatchObject({ since: (first.body as { since: string }).since, changedBy: "supervisor" });
    const stale = expectProblem(
      await put("pay", { state: "running" }, { etag: String(first.headers["etag"]) }),
      "if_match_stale",
    );
    expect(stale).toMatchObject({ etag: second.headers["etag"], changedBy: "supervisor" });
    const resumed = await put("pay", { state: "running", reason: "ok" }, { etag: String(second.headers["etag"]) });
    expect(resumed).toMatchObject({
      status: 200,
      body: { state: "running", since: formatInstant(server.clock.now()), reason: "ok" },
    });
  });

  test("a product is stopped apart from the whole, and stays so when all others run again", async () => {
    await stop("issue", { product: "quality" });
    await stop("issue");
    await run("issue");
    expect(await stopped(server.tenant.tenantId)).toBe(true);
    const tag = await etagOf("issue", "quality");
    expect(tag).toMatch(/^"switch\.issue\.quality\.\d+"$/);
    expect((await put("issue", { state: "running", product: "quality" }, { etag: tag })).status).toBe(200);
    expect(await stopped(server.tenant.tenantId)).toBe(false);
  });

  test.each([
    ["no such switch", "claims", { state: "stopped", reason: "x" }, "not_found", []],
    ["no reason", "pay", { state: "stopped" }, "reason_required", ["/reason"]],
    ["a blank reason", "pay", { state: "stopped", reason: " " }, "reason_required", ["/reason"]],
    ["no such product", "pay", { state: "stopped", reason: "x", product: "no" }, "product_unknown", ["/product"]],
    ["a word that is no state", "pay", { state: "off", reason: "x" }, "validation_failed", ["/state"]],
    ["no state", "pay", { reason: "x" }, "validation_failed", ["/state"]],
    ["an unknown field", "pay", { state: "stopped", reason: "x", on: true }, "validation_failed", ["/on"]],
  ] as const)("%s is refused, and nothing changes", async (_name, name, body, code, pointers) => {
    const before = await all();
    expect(pointersOf(expectProblem(await put(name, body), code))).toEqual(pointers);
    expect(await all()).toEqual(before);
  });

  test("is for who answers for it", async () => {
    const { staff } = server.tenant;
    expectProblem(await server.call("PUT", "/v1/tenants/switches/pay", { body: {} }), "unauthenticated");
    for (const role of ["adjuster", "actuary", "auditor"] as const) {
      expectProblem(await stop("pay", {}, staff[role].token), "forbidden");
    }
    expectProblem(await stop("issue", {}, staff.finance.token), "forbidden");
    for (const role of ["finance", "supervisor"] as const) {
      const answer = await stop("pay", { reason: role }, staff[role].token);
      expect(answer.status).toBe(200);
      const resume = { as: staff[role].token, etag: String(answer.headers["etag"]) };
      expectProblem(await put("pay", { state: "running" }, resume), "forbidden");
    }
    for (const role of ["platform", "admin"] as const) {
      const answer = await stop("pay", { reason: role }, staff[role].token);
      const resume = { as: staff[role].token, etag: String(answer.headers["etag"]) };
      expect((await put("pay", { state: "running" }, resume)).status).toBe(200);
    }
  });
});

describe("resuming", () => {
  test("needs the version that was read", async () => {
    const stop1 = await stop("auto-decide");
    expectProblem(await put("auto-decide", { state: "running" }), "if_match_missing");
    expectProblem(await put("auto-decide", { state: "running" }, { etag: '"switch.auto-decide.0"' }), "if_match_stale");
    expect((await put("auto-decide", { state: "running" }, { etag: String(stop1.headers["etag"]) })).status).toBe(200);
    // Once more with what is there now: nothing changes.
    const now = await etagOf("auto-decide");
    const again = await put("auto-decide", { state: "running" }, { etag: now });
    expect(again.headers["etag"]).toBe(now);
  });

  test("an ETag that is sent with a stop is heeded too", async () => {
    expectProblem(await put("pay", { state: "stopped", reason: "x" }, { etag: '"switch.pay.999"' }), "if_match_stale");
  });
});

describe("what is told", () => {
  test("every change is in the outbox once, and in the history with its reason, newest first", async () => {
    const count = async (sql: string) => (await server.database.owner.query<{ n: number }>(sql)).rows[0]?.n;
    await stop("pay", { product: "allergy", reason: "gateway" });
    const page = (await server.call("GET", "/v1/tenants/switches/changes?limit=2", { as: key })).body as {
      data: { changeId: string }[];
      next: string;
    };
    expect(page.data[0]).toMatchObject({
      name: "pay",
      product: "allergy",
      state: "stopped",
      reason: "gateway",
      changedBy: "server:main",
    });
    expect(page.data[0]?.changeId).toMatch(/^swc_/);
    const more = await server.call("GET", `/v1/tenants/switches/changes?limit=200&cursor=${page.next}`, { as: key });
    const { data, next } = more.body as { data: { changeId: string }[]; next: string | null };
    expect(next).toBeNull();
    const changes = await count("select count(*)::int4 as n from kill_switch_change");
    expect(new Set([...page.data, ...data].map(({ changeId }) => changeId)).size).toBe(changes);
    expect(await count("select count(*)::int4 as n from outbox where 'switch.changed' = any (types)")).toBe(changes);
    expectProblem(await server.call("GET", "/v1/tenants/switches/changes?cursor=x", { as: key }), "cursor_invalid");
    await run("pay", "allergy");
  });

  test("the metrics show what is stopped", async () => {
    const metric = async () => String((await server.call("GET", "/metrics")).body);
    await stop("issue", { product: "quality" });
    expect(await metric()).toContain('anxin_switch_stopped{tenant="1",switch="issue",product="quality"} 1');
    await run("issue", "quality");
    expect(await metric()).not.toContain("anxin_switch_stopped{");
    expect((await server.call("GET", "/readyz")).status).toBe(200);
  });
});

describe("a stop under load", () => {
  const passing = async () => {
    const client = await server.database.app.connect();
    await client.query("begin; set local anxin.tenant = '1'");
    await client.query("select * from pass_switches(1)");
    return client;
  };

  test("is answered once those that had begun are through, and holds for all others before", async () => {
    const early = await passing();
    let answered = false;
    const stopping = stop("issue").then((answer) => {
      answered = true;
      return answer;
    });
    await expect.poll(() => waitingForPassed(server)).toBe(1);
    expect(answered).toBe(false);
    // Whoever comes now waits its turn, and sees what was committed before its own first look ended.
    const late = stopped(server.tenant.tenantId);
    await early.query("commit");
    early.release();
    expect((await stopping).status).toBe(200);
    expect(await late).toBe(true);
    await run("issue");
  });

  test("that is not through in time is stopped all the same, and says so", async () => {
    const early = await passing();
    const answer = await stop("issue");
    expectProblem(answer, "unavailable");
    expect(await stopped(server.tenant.tenantId)).toBe(true);
    await early.query("commit");
    early.release();
    expect((await stop("issue")).status).toBe(200);
    await run("issue");
  });
});

async function waitingForPassed({ database }: TestServer): Promise<number> {
  const { rows } = await database.owner.query<{ n: number }>(
    "select count(*)::int4 as n from pg_locks where locktype = 'advisory' and not granted and mode = 'ExclusiveLock' " +
      "and database = (select oid from pg_database where datname = current_database())",
  );
  return rows[0]?.n ?? 0;
}
