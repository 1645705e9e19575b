import { present } from "@anxin/core/assert";
import { parseInstant } from "@anxin/core/time";
import { inTransaction } from "@anxin/store/transaction";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { NOW } from "../claim/testing/shop.js";
import type { TestStaff } from "../testing/server.js";
import { authorityOf } from "./authority.js";
import { type Desk, openDesk } from "./testing/desk.js";

const BEGINS = present(parseInstant("2026-12-01T00:00:00+08:00"), "it is an instant");
const LIMITS = "/v1/authority-limits";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(async () => {
  await desk.server.clock.set(NOW);
  await desk.server.database.owner.query(
    "delete from authority_limit; delete from staff_change; update staff set level = 1, person = null, disabled_at = null",
  );
});
afterAll(() => desk.close());

const staff = () => desk.server.tenant.staff;
const etag = async (): Promise<string> => String((await desk.get(LIMITS)).headers["etag"]);
const set = async (body: object, as?: string) =>
  desk.put(LIMITS, { role: "adjuster", amountMax: 100, reason: "试行", ...body }, { "if-match": await etag() }, as);

/** What a colleague may grant on quality cover, as decisions see it. */
function mayGrant(who: TestStaff, role: "adjuster" | "supervisor" | "finance", product = "quality"): Promise<bigint> {
  const { context, clock, tenant } = desk.server;
  const principal = { tenantId: tenant.tenantId, role, subject: who.staffId, caller: `staff:${who.staffId}` };
  return inTransaction(context.db, tenant.tenantId, (tx) => authorityOf(tx, principal, { product }, clock.now()));
}

describe("limits", () => {
  test("are the launch limits until somebody sets others, and nothing for who decides no claims", async () => {
    expect((await desk.get(LIMITS)).body).toEqual({
      currency: "CNY",
      launch: [
        { role: "adjuster", amountMax: 200_000 },
        { role: "supervisor", amountMax: 5_000_000 },
      ],
      ...{ inForce: [], planned: [], history: [] },
    });
    expect(await mayGrant(staff().adjuster, "adjuster")).toBe(200_000n);
    expect(await mayGrant(staff().supervisor, "supervisor")).toBe(5_000_000n);
    expect(await mayGrant(staff().finance, "finance")).toBe(0n);
  });

  test("are set by role, level and product, and keep their history", async () => {
    expect(await set({ amountMax: 70_000 })).toMatchObject({ status: 200 });
    const answer = await set({ amountMax: 0, product: "quality", level: 1, reason: "先由主管办理" });
    expect(answer.body).toMatchObject({
      inForce: [
        { role: "adjuster", level: 1, product: null, amountMax: 70_000 },
        { role: "adjuster", level: 1, product: "quality", amountMax: 0 },
      ],
      history: [
        { revision: 2, product: "quality", setBy: "admin", reason: "先由主管办理", setAt: "2026-11-22T04:00:00.000Z" },
        { revision: 1, product: null },
      ],
    });
    expect(answer.headers["etag"]).toBe(await etag());
    expect(await mayGrant(staff().adjuster, "adjuster")).toBe(0n);
    expect(await mayGrant(staff().adjuster, "adjuster", "allergy")).toBe(70_000n);
    expect(await mayGrant(staff().supervisor, "supervisor")).toBe(5_000_000n);
  });

  test("begin when they are said to, and are taken away again", async () => {
    await set({ amountMax: 900_000, effectiveAt: "2026-12-01T00:00:00+08:00" });
    expect((await desk.get(LIMITS)).body).toMatchObject({ inForce: [], planned: [{ amountMax: 900_000 }] });
    expect(await mayGrant(staff().adjuster, "adjuster")).toBe(200_000n);
    await desk.server.clock.set(BEGINS);
    expect(await mayGrant(staff().adjuster, "adjuster")).toBe(900_000n);
    await set({ amountMax: null });
    expect(await mayGrant(staff().adjuster, "adjuster")).toBe(200_000n);
  });

  test("do not count for who set them, by whichever account", async () => {
    await set({ amountMax: 900_000 });
    await desk.join([desk.server.tenant.otherAdjuster], "钱");
    await desk.server.database.owner.query("update staff set person = '钱' where role = 'admin'");
    await set({ amountMax: 800_000 });
    expect(await mayGrant(desk.server.tenant.otherAdjuster, "adjuster")).toBe(900_000n);
    expect(await mayGrant(staff().adjuster, "adjuster")).toBe(800_000n);
  });

  test.each([
    ["an unknown product", { product: "umbrella" }, 422, "product_unknown"],
    ["another role", { role: "finance" }, 400, "validation_failed"],
    ["a level that is none", { level: 10 }, 400, "validation_failed"],
    ["no reason", { reason: "" }, 400, "validation_failed"],
    ["a time that is over", { effectiveAt: "2026-11-22T03:59:59.999Z" }, 400, "validation_failed"],
    ["a float", { amountMax: 1.5 }, 400, "validation_failed"],
    ["an unknown field", { colour: "red" }, 400, "validation_failed"],
  ])("are not set for %s", async (_name, body, status, code) => {
    expect(await set(body)).toMatchObject({ status, body: { code } });
    expect((await desk.get(LIMITS)).body).toMatchObject({ history: [] });
  });

  test("are set on what was read, by administrators alone", async () => {
    const body = { role: "adjuster", amountMax: 1, reason: "r" };
    expect(await desk.put(LIMITS, body)).toMatchObject({ status: 428, body: { code: "if_match_missing" } });
    const read = await etag();
    await set({});
    expect(await desk.put(LIMITS, body, { "if-match": read })).toMatchObject({
      status: 412,
      body: { code: "if_match_stale", changedBy: "admin" },
    });
    for (const role of ["adjuster", "supervisor", "finance", "auditor", "platform"] as const)
      expect(await set({}, staff()[role].token)).toMatchObject({ status: 403 });
    expect(await desk.get(LIMITS, desk.server.tenant.apiKey)).toMatchObject({ status: 403 });
    expect((await desk.get(LIMITS, desk.server.other.staff.admin.token)).body).toMatchObject({ history: [] });
  });

  test("of two who set one at the same time one does", async () => {
    const read = await etag();
    const answers = await Promise.all(
      [1, 2, 3, 4].map((amountMax) =>
        desk.put(LIMITS, { role: "adjuster", amountMax, reason: "r" }, { "if-match": read }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  });
});

describe("colleagues", () => {
  const list = async (as?: string) => {
    const { body } = await desk.get("/v1/staff?limit=200", as);
    return (body as { data: { staffId: string; role: string; level: number; person: string | null; etag: string }[] })
      .data;
  };
  const change = async (who: TestStaff, body: object, as?: string) => {
    const found = (await list()).find(({ staffId }) => staffId === who.staffId);
    const headers = { "if-match": found?.etag ?? "" };
    return desk.put(`/v1/staff/${who.staffId}`, { level: 1, reason: "r", ...body }, headers, as);
  };

  test("have a level, on which their limits rest", async () => {
    await set({ level: 3, amountMax: 600_000 });
    const { otherAdjuster } = desk.server.tenant;
    expect(await change(otherAdjuster, { level: 4 })).toMatchObject({ status: 200, body: { level: 4, enabled: true } });
    expect(await mayGrant(otherAdjuster, "adjuster")).toBe(600_000n);
    expect(await mayGrant(staff().adjuster, "adjuster")).toBe(200_000n);
    const { rows } = await desk.server.database.owner.query("select level, reason, changed_by from staff_change");
    expect(rows).toEqual([{ level: 4, reason: "r", changed_by: `staff:${staff().admin.staffId}` }]);
  });

  test("are listed a page at a time, for supervisors, auditors and administrators", async () => {
    const first = await desk.get("/v1/staff?limit=5");
    const { data, next } = first.body as { data: { staffId: string }[]; next: string };
    const rest = await desk.get(`/v1/staff?limit=200&cursor=${next}`);
    const all = [...data, ...(rest.body as { data: { staffId: string }[] }).data];
    expect(all.map(({ staffId }) => staffId)).toEqual((await list()).map(({ staffId }) => staffId));
    expect(await desk.get("/v1/staff?cursor=x.y")).toMatchObject({ status: 400, body: { code: "cursor_invalid" } });
    expect(await desk.get("/v1/staff", staff().adjuster.token)).toMatchObject({ status: 403 });
    expect((await list(desk.server.other.staff.admin.token)).map(({ staffId }) => staffId)).not.toContain(
      staff().adjuster.staffId,
    );
  });

  test("cannot change themselves, also not by another account", async () => {
    expect(await change(staff().admin, { level: 9 })).toMatchObject({ status: 403, body: { code: "same_person" } });
    await desk.server.database.owner.query("update staff set person = '钱' where role in ('admin', 'supervisor')");
    expect(await change(staff().supervisor, { level: 9 })).toMatchObject({
      status: 403,
      body: { code: "same_person" },
    });
  });

  test("who are disabled cannot work, until they are enabled again", async () => {
    const { adjuster } = staff();
    expect(await change(adjuster, { enabled: false })).toMatchObject({ status: 200, body: { enabled: false } });
    const { rows } = await desk.server.database.owner.query(
      "select disabled_at is null as enabled from staff where staff_id = $1",
      [BigInt(adjuster.staffId)],
    );
    expect(rows).toEqual([{ enabled: false }]);
    expect(await change(adjuster, { enabled: true })).toMatchObject({ body: { enabled: true } });
  });

  test("are changed on what was read, by administrators alone, and have to be there", async () => {
    const { adjuster } = staff();
    const url = `/v1/staff/${adjuster.staffId}`;
    const body = { level: 2, reason: "r" };
    expect(await desk.put(url, body)).toMatchObject({ status: 428 });
    const [{ etag: read = "" } = {}] = (await list()).filter(({ staffId }) => staffId === adjuster.staffId);
    await change(adjuster, { level: 3 });
    expect(await desk.put(url, body, { "if-match": read })).toMatchObject({
      status: 412,
      body: { changedBy: "admin" },
    });
    expect(await desk.put(url, { ...body, level: 0 }, { "if-match": read })).toMatchObject({ status: 400 });
    expect(await change(adjuster, {}, staff().supervisor.token)).toMatchObject({ status: 403 });
    for (const id of ["1", "x", desk.server.other.staff.adjuster.staffId])
      expect(await desk.put(`/v1/staff/${id}`, body, { "if-match": read })).toMatchObject({ status: 404 });
  });
});
