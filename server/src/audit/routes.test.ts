import { AUDIT_KINDS, PLATFORM_KINDS } from "@anxin/core/audit/entry";
import { composeId, formatId } from "@anxin/core/id";
import { MINUTE_MS } from "@anxin/core/time";
import { AUDIT_SOURCES } from "@anxin/store/audit";
import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { wallClockMs } from "../clock.js";
import { type Marketplace, openMarketplace, SHOP } from "../order/testing/marketplace.js";
import { type Desk, decisionOf, openDesk } from "../review/testing/desk.js";
import { expectProblem, pointersOf } from "../testing/problem.js";
import type { Answer, TestStaff } from "../testing/server.js";
import { statementsOf } from "../testing/statements.js";
import { auditRoutes } from "./routes.js";

interface Entry {
  readonly entryId: string;
  readonly at: string;
  readonly actor: { readonly caller: string; readonly name: string | null };
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string; readonly part: string | null };
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly reason: string;
}
interface Page {
  readonly data: readonly Entry[];
  readonly next: string | null;
}

const done = (answer: Answer): Answer => {
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer;
};
const codeOf = ({ totpSecret }: TestStaff): string =>
  new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate({ timestamp: wallClockMs() });

let market: Marketplace;
let desk: Desk;
let keyId: string;
let campaignId: string;

const call = (method: string, url: string, as: string, more: object = {}) =>
  market.server.call(method, url, { as, key: `k-${url}-${method}`, ...more });

/** One act of everything that has a source in a marketplace, a minute apart. */
async function actAll(): Promise<void> {
  const { server } = market;
  const { staff, apiKey } = server.tenant;
  const [admin, platform] = [staff.admin.token, staff.platform.token];
  const step = async (answer: Promise<Answer>): Promise<Answer> => {
    const given = done(await answer);
    server.clock.advance(MINUTE_MS);
    return given;
  };
  const created = await step(
    call("POST", "/v1/api-keys", admin, { body: { label: "=erp", scopes: ["orders:write"] } }),
  );
  keyId = (created.body as { keyId: string }).keyId;
  await step(call("POST", `/v1/api-keys/${keyId}/rotations`, admin, { body: {} }));
  await step(call("DELETE", `/v1/api-keys/${keyId}`, admin));
  const { email, password } = staff.finance;
  const signedIn = await step(
    server.call("POST", "/v1/sessions", { body: { email, password, totp: codeOf(staff.finance) } }),
  );
  const again = { email, password, totp: codeOf(staff.finance) };
  expectProblem(await server.call("POST", "/v1/sessions", { body: again }), "totp_wrong");
  await step(call("DELETE", "/v1/sessions/current", (signedIn.body as { token: string }).token));
  await step(call("PUT", `/v1/merchants/${SHOP}`, platform, { body: { name: "新名" } }));
  const enrolment = `/v1/merchants/${SHOP}/enrolments/return-freight`;
  const merchant = await server.session(server.tenant, "merchant", SHOP);
  await step(call("PUT", enrolment, merchant, { body: { scope: { categories: ["shoes"] }, status: "paused" } }));
  const wallet = await market.get(`/v1/merchants/${SHOP}/wallet`);
  const terms = {
    body: { creditLimit: 5_000, lowBalance: null },
    headers: { "if-match": String(wallet.headers["etag"]) },
  };
  await step(call("PUT", `/v1/merchants/${SHOP}/wallet`, staff.admin.token, terms));
  const rules = { maxPerBuyer: 1 };
  const dates = { startsAt: "2026-11-01T00:00:00.000Z", endsAt: "2026-12-01T00:00:00.000Z" };
  const campaign = { product: "return-freight", budget: 100_000, ...dates, rules, name: "双11" };
  const started = await step(call("POST", "/v1/campaigns", platform, { body: campaign }));
  campaignId = (started.body as { campaignId: string }).campaignId;
  const paused = { body: { status: "paused" }, headers: { "if-match": String(started.headers["etag"]) } };
  await step(call("PUT", `/v1/campaigns/${campaignId}`, platform, paused));
  const stop = { state: "stopped", reason: "费率配置错误" };
  const stopped = await step(call("PUT", "/v1/tenants/switches/pay", platform, { body: stop }));
  const resume = { body: { state: "running" }, headers: { "if-match": String(stopped.headers["etag"]) } };
  await step(call("PUT", "/v1/tenants/switches/pay", platform, resume));
  const contacts = await market.get("/v1/tenants/complaint-contacts", apiKey);
  await step(call("PUT", "/v1/tenants/complaint-contacts", admin, { body: contacts.body }));
  const levels = await market.get("/v1/staff", admin);
  const adjuster = (levels.body as { data: { staffId: string; etag: string }[] }).data.find(
    (each) => each.staffId === staff.adjuster.staffId,
  );
  const raise = { body: { level: 2, reason: "经验充足" }, headers: { "if-match": adjuster?.etag ?? "" } };
  await step(call("PUT", `/v1/staff/${staff.adjuster.staffId}`, admin, raise));
}

beforeAll(async () => {
  market = await openMarketplace(["return-freight"]);
  await actAll();
  desk = await openDesk({ rooms: [auditRoutes] });
  const claim = await desk.reviewed();
  await desk.limit("adjuster", 1_000);
  desk.server.clock.advance(MINUTE_MS);
  done(await desk.post(`/v1/review/claims/${claim.claimId}/lease`, {}));
  desk.server.clock.advance(MINUTE_MS);
  const proposed = done(
    await desk.post(
      `/v1/claims/${claim.claimId}/decisions`,
      { outcome: "partly_approve", amount: 20_000, reasonCodes: ["needs_assessment"], note: "说明" },
      desk.server.tenant.staff.adjuster.token,
      { "if-match": claim.etag },
    ),
  );
  const held = await desk.read(claim);
  expect(decisionOf({ body: proposed.body as Readonly<Record<string, unknown>> })).not.toBeNull();
  done(await desk.check(held, { approve: true, note: "同意" }, desk.server.tenant.staff.supervisor));
}, 120_000);
afterAll(async () => {
  await market.close();
  await desk.close();
});

async function log(query = "", as = market.server.tenant.staff.auditor.token): Promise<Page> {
  return done(await market.get(`/v1/audit${query}`, as)).body as Page;
}
const actions = async (query: string, as?: string) => (await log(query, as)).data.map(({ action }) => action);

describe("the audit log", () => {
  test("tells who did what when to what, with what was before and after", async () => {
    const { admin, platform, adjuster } = market.server.tenant.staff;
    const { data } = await log("?limit=200");
    const of = (action: string) => data.find((entry) => entry.action === action);
    expect(of("key.revoked")).toMatchObject({
      actor: { caller: `staff:${admin.staffId}`, name: "admin" },
      subject: { kind: "key", id: keyId },
      after: { label: "=erp" },
    });
    expect(of("key.created")?.after).toMatchObject({ label: "=erp", scopes: ["orders:write"] });
    expect(of("merchant.changed")).toMatchObject({
      actor: { caller: `staff:${platform.staffId}` },
      before: { name: "Shop" },
      after: { name: "新名" },
    });
    expect(of("enrolment.changed")).toMatchObject({
      actor: { caller: `merchant:${SHOP}`, name: null },
      subject: { kind: "merchant", id: SHOP, part: "return-freight" },
      before: { status: "active", scope: "all" },
      after: { status: "paused", scope: "categories", values: ["shoes"] },
    });
    expect(of("wallet.terms_changed")).toMatchObject({ before: { creditLimit: 0 }, after: { creditLimit: 5_000 } });
    expect(of("campaign.changed")).toMatchObject({
      subject: { kind: "campaign", id: campaignId },
      before: { status: "active" },
      after: { status: "paused", endsAt: "2026-12-01T00:00:00.000Z" },
    });
    expect(of("switch.stopped")).toMatchObject({
      ...{ reason: "费率配置错误", subject: { kind: "switch", id: "pay", part: null } },
      ...{ before: { state: "running" }, after: { state: "stopped" } },
    });
    expect(of("staff.changed")).toMatchObject({
      subject: { kind: "staff", id: adjuster.staffId, name: "adjuster" },
      ...{ reason: "经验充足", after: { level: 2, enabled: true } },
    });
    expect(of("contacts.changed")).toBeDefined();
    for (const action of ["session.signed_in", "session.refused", "session.signed_out", "wallet.top_up_requested"])
      expect(of(action), action).toBeDefined();
    const text = JSON.stringify(data);
    for (const secret of ["ak_", "st_", "correct horse"]) expect(text).not.toContain(secret);
  });

  test("tells what people did about a claim, and nothing of what rules did", async () => {
    const { auditor, adjuster, supervisor } = desk.server.tenant.staff;
    const read = async (query: string) => done(await desk.get(`/v1/audit${query}`, auditor.token)).body as Page;
    const { data } = await read("?action=claim&limit=200");
    expect(data.map(({ action }) => action)).toEqual([
      "claim.decided",
      "claim.proposed",
      "claim.lease_taken",
      "claim.filed",
    ]);
    expect(data[0]).toMatchObject({
      actor: { caller: `staff:${supervisor.staffId}`, name: "supervisor" },
      before: { status: "awaiting_second" },
      after: { status: "partly_approved", amount: 20_000, decidedBy: `staff:${adjuster.staffId}` },
    });
    const id = data[0]?.subject.id ?? "";
    expect(id).toMatch(/^clm_/);
    expect((await read(`?subject=${id}`)).data).toEqual(data);
    expect((await read(`?action=claim&actor=staff:${adjuster.staffId}`)).data.map(({ action }) => action)).toEqual([
      "claim.proposed",
      "claim.lease_taken",
    ]);
    expect((await read("?action=authority.set")).data).toMatchObject([
      { subject: { kind: "role", id: "adjuster", part: "level 1" }, before: null, after: { amountMax: 1_000 } },
    ]);
  });

  test("tells who wanted a payout sent once more, whoever wrote the words around it", async () => {
    const payout = composeId(1_780_000_000_000, 7, 1);
    const detail = "replaces AX-1, which failed; payee corrected; by staff:77";
    await market.server.database.owner.query(
      `insert into payout_attempt (book, tenant_id, payout_id, sequence, at, action, out_biz_no, answer, code, detail)
       values (7, 1, $1, 3, '2026-11-10T00:00:00Z', 'retry', 'AX-2', 'new_number', null, $2)`,
      [payout, detail],
    );
    expect((await log("?action=payout")).data).toMatchObject([
      {
        ...{ at: "2026-11-10T00:00:00.000Z", actor: { caller: "staff:77", name: null }, action: "payout.retried" },
        ...{ subject: { kind: "payout", id: formatId("payout", payout) }, after: { outBizNo: "AX-2" }, reason: detail },
      },
    ]);
  });

  test("is in one order on pages of every size", async () => {
    const { data: whole } = await log("?limit=200");
    expect(whole.map(({ at }) => at)).toEqual(
      whole
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
    expect(new Set(whole.map(({ entryId }) => entryId)).size).toBe(whole.length);
    for (const limit of [1, 4]) {
      const found: Entry[] = [];
      for (let cursor = ""; ; ) {
        const { data, next } = await log(`?limit=${limit}${cursor}`);
        found.push(...data);
        if (next === null) break;
        cursor = `&cursor=${encodeURIComponent(next)}`;
      }
      expect(found).toEqual(whole);
    }
  });

  test("is narrowed by who, what, whom and when", async () => {
    const { platform } = market.server.tenant.staff;
    expect(await actions("?action=campaign")).toEqual(["campaign.changed", "campaign.started"]);
    expect(await actions("?action=campaign.started")).toEqual(["campaign.started"]);
    expect(await actions(`?subject=${campaignId}`)).toEqual(["campaign.changed", "campaign.started"]);
    expect(new Set(await actions(`?actor=staff:${platform.staffId}&limit=200`))).toEqual(
      new Set(["switch.resumed", "switch.stopped", "campaign.changed", "campaign.started", "merchant.changed"]),
    );
    const [stopped] = (await log("?action=switch.stopped")).data;
    const at = stopped?.at ?? "";
    expect(await actions(`?action=switch&until=${at}`)).toEqual([]);
    expect(await actions(`?action=switch&from=${at}`)).toEqual(["switch.resumed", "switch.stopped"]);
  });

  test("refuses what names no act, and cursors of other lists", async () => {
    const auditor = market.server.tenant.staff.auditor.token;
    const ask = (query: string) => market.get(`/v1/audit${query}`, auditor);
    expect(pointersOf(expectProblem(await ask("?action=claims"), "validation_failed"))).toEqual(["/query/action"]);
    expectProblem(await ask("?from=soon-enough-for-me-and-you"), "validation_failed");
    const { next } = await log("?limit=1");
    expectProblem(await ask(`?limit=1&action=key&cursor=${encodeURIComponent(next ?? "")}`), "cursor_invalid");
  });
});

describe("who reads it", () => {
  test("auditors, administrators and supervisors read all; a platform what it does itself", async () => {
    const { staff } = market.server.tenant;
    const whole = await actions("?limit=200");
    for (const role of ["admin", "supervisor"] as const) {
      expect(await actions("?limit=200", staff[role].token)).toEqual(whole);
    }
    const own = whole.filter((action) => PLATFORM_KINDS.some((kind) => action.startsWith(`${kind}.`)));
    expect(await actions("?limit=200", staff.platform.token)).toEqual(own);
    expect(own.length).toBeGreaterThan(5);
    expect(await actions("?action=key", staff.platform.token)).toEqual([]);
  });

  test("nobody else, and nothing of another marketplace", async () => {
    const { tenant, other } = market.server;
    for (const role of ["adjuster", "actuary", "finance"] as const)
      expectProblem(await market.get("/v1/audit", tenant.staff[role].token), "forbidden");
    expectProblem(await market.get("/v1/audit"), "forbidden");
    expectProblem(await market.server.call("GET", "/v1/audit"), "unauthenticated");
    expectProblem(await market.server.call("GET", "/v1/audit.csv"), "unauthenticated");
    expectProblem(await market.get("/v1/audit.csv"), "forbidden");
    expect(await actions("?limit=200", other.staff.auditor.token)).toEqual([]);
  });
});

test("as a table no cell is a formula, and rows are those of the list", async () => {
  const { auditor } = market.server.tenant.staff;
  const answer = await market.server.call("GET", "/v1/audit.csv?action=key", { as: auditor.token });
  expect(answer.headers["content-type"]).toBe("text/csv; charset=utf-8; header=present");
  expect(answer.headers["content-disposition"]).toBe('attachment; filename="audit.csv"');
  const text = String(answer.body);
  expect(text.startsWith("\uFEFFAt (Beijing time),Who,Name,Action")).toBe(true);
  expect(text.trimEnd().split("\r\n")).toHaveLength(1 + (await actions("?action=key")).length);
  for (const cell of text.split(/[\r\n,]+/)) expect(cell).not.toMatch(/^"?[=+\-@＝]/);
});

/** Acts that no table but the log itself tells. */
const ONLY_NOTED: readonly string[] = ["policy", "session", "key", "merchant", "contacts", "product", "webhook"];

test("a page takes as many statements as there are sources, whatever its size", async () => {
  const { db } = market.server.context;
  await log("?limit=1");
  const one = await statementsOf(db, () => log("?limit=1"));
  expect(await statementsOf(db, () => log("?limit=100"))).toBe(one);
  // begin, the sources, names, commit
  expect(one).toBe(AUDIT_SOURCES.length + 3);
  expect(new Set(AUDIT_SOURCES.flatMap(({ kinds }) => kinds ?? []))).toEqual(
    new Set(AUDIT_KINDS.filter((kind) => !ONLY_NOTED.includes(kind))),
  );
});
