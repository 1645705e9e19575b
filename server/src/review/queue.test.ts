import { present } from "@anxin/core/assert";
import { type QueueFacts, queueScore, type SCORE_PARTS } from "@anxin/core/review/score";
import { DAY_MS, HOUR_MS, type Instant, parseInstant, plus } from "@anxin/core/time";
import { inTransaction } from "@anxin/store/transaction";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ClaimAnswer, NOW, rawClaimId } from "../claim/testing/shop.js";
import type { Answer } from "../testing/server.js";
import { questionOf, readQueue } from "./queue.js";
import { type Desk, openDesk } from "./testing/desk.js";

const QUEUE = "/v1/review/claims";

interface Item {
  readonly claimId: string;
  readonly status: string;
  readonly dueAt: string | null;
  readonly reportedAt: string;
  readonly reserve: number;
  readonly sla: { readonly clock: string; readonly dueAt: string; readonly isOverdue: boolean } | null;
  readonly score: { readonly total: number; readonly parts: Readonly<Record<(typeof SCORE_PARTS)[number], number>> };
  readonly holder: { readonly name: string; readonly isMe: boolean } | null;
  readonly suggestion: { readonly needsSecond: boolean };
}

let desk: Desk;
let claims: readonly ClaimAnswer[];
beforeAll(async () => {
  desk = await openDesk();
  const filed: ClaimAnswer[] = [];
  for (let i = 0; i < 6; i++) filed.push(await desk.reviewed());
  claims = filed;
});
afterAll(() => desk.close());
beforeEach(() => desk.server.clock.set(NOW));

const staff = () => desk.server.tenant.staff;
const owner = (text: string, values: unknown[] = []) => desk.server.database.owner.query(text, values);
const raw = (i: number) => rawClaimId(present(claims[i], "the claim was filed").claimId);
const list = async (query = "", as?: string): Promise<readonly Item[]> => {
  const answer = await desk.get(`${QUEUE}?limit=200${query}`, as);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return (answer.body as { data: Item[] }).data;
};
const ids = (items: readonly Item[]) =>
  items.map(({ claimId }) => claims.findIndex((claim) => claim.claimId === claimId));
const sorted = (items: readonly Item[]) => ids(items).sort();
const instantOf = (text: string): Instant => present(parseInstant(text), "an answer's time can be read");

describe("the queue", () => {
  test("shows what waits for a person, with what the clauses suggest and who may grant it", async () => {
    const items = await list();
    expect(sorted(items)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(items[0]).toMatchObject({
      ...{ status: "in_review", reserve: 51_600, holder: null, missing: [] },
      dueAt: "2026-12-22T16:00:00.000Z",
      sla: { clock: "first_review", dueAt: "2026-11-23T04:00:00.000Z", isOverdue: false },
      suggestion: { outcome: "approve", amount: 51_600, amountMax: 60_000, needsSecond: false },
    });
    expect((await list("", staff().auditor.token))[0]).toMatchObject({ suggestion: { needsSecond: true } });
  });

  test("is for those who decide, and auditors, of the same marketplace", async () => {
    for (const as of [desk.buyer, desk.merchant, desk.server.tenant.apiKey, staff().finance.token])
      expect(await desk.get(QUEUE, as)).toMatchObject({ status: 403 });
    expect(await list("", desk.server.other.staff.adjuster.token)).toEqual([]);
  });

  test("is narrowed by product, status, amount, holder, score and time", async () => {
    await owner("update claim set reserve = 300000 where claim_id = $1", [raw(1)]);
    await owner("update claim set product = 'allergy' where claim_id = $1", [raw(2)]);
    await desk.post(`${QUEUE}/${claims[3]?.claimId}/lease`, {});
    expect(sorted(await list("&product=quality"))).toEqual([0, 1, 3, 4, 5]);
    await owner("update claim set product = 'quality' where claim_id = $1", [raw(2)]);
    expect(sorted(await list("&minAmount=51601"))).toEqual([1]);
    expect(sorted(await list("&view=high_value"))).toEqual([1]);
    expect(sorted(await list("&holder=none"))).toEqual([0, 1, 2, 4, 5]);
    expect(sorted(await list(`&holder=${staff().adjuster.staffId}`))).toEqual([3]);
    expect(await list("&holder=me")).toEqual([]);
    expect(sorted(await list("&view=mine", staff().adjuster.token))).toEqual([3]);
    expect(sorted(await list("&view=unassigned"))).toEqual([0, 1, 2, 4, 5]);
    expect(await list("&status=evidence_requested")).toEqual([]);
    expect(await list("&status=rejected")).toEqual([]);
    expect(sorted(await list("&dueBefore=2026-11-23T04:00:00.000Z"))).toEqual([]);
    expect(sorted(await list("&dueBefore=2026-11-23T04:00:00.001Z"))).toEqual([0, 1, 2, 3, 4, 5]);
    await desk.server.call("DELETE", `${QUEUE}/${claims[3]?.claimId}/lease`, { as: staff().adjuster.token });
    await owner("update claim set reserve = 51600 where claim_id = $1", [raw(1)]);
  });

  test("has views of what is due, overdue, suspicious, appealed and escalated", async () => {
    await owner(
      "insert into claim_score select book, tenant_id, claim_id, 45 from claim where claim_id = $1 on conflict (book, claim_id) do update set score = 45",
      [raw(0)],
    );
    await owner("delete from claim_score where claim_id <> $1", [raw(0)]);
    await owner("update claim set open_appeal_id = 7, status = 'rejected' where claim_id = $1", [raw(1)]);
    await owner("update claim_clock set queue = 'supervisors' where claim_id = $1 and code = 'first_review'", [raw(2)]);
    expect(ids(await list("&view=signals"))).toEqual([0]);
    expect(ids(await list("&view=appeals"))).toEqual([1]);
    expect(ids(await list("&view=escalated"))).toEqual([2]);
    expect(sorted(await list("&view=open"))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(sorted(await list("&view=open&status=in_review"))).toEqual([0, 2, 3, 4, 5]);
    expect(await list("&view=due_today")).toEqual([]);
    await desk.server.clock.set(plus(NOW, 12 * HOUR_MS));
    expect(sorted(await list("&view=due_today"))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await list("&view=overdue")).toEqual([]);
    await desk.server.clock.set(plus(NOW, DAY_MS + 1));
    const overdue = await list("&view=overdue");
    expect(sorted(overdue)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(overdue[0]).toMatchObject({ sla: { isOverdue: true }, score: { parts: { due: 40 } } });
    await owner("update claim set open_appeal_id = null, status = 'in_review' where claim_id = $1", [raw(1)]);
  });

  test("shows no clock of one that is paused, and puts it last by time", async () => {
    await owner("update claim_clock set due_at = null where claim_id = $1", [raw(4)]);
    const items = await list("&sort=due");
    expect(items.at(-1)).toMatchObject({
      claimId: claims[4]?.claimId,
      sla: null,
      dueAt: null,
      score: { parts: { due: 0 } },
    });
  });

  test.each([
    ["a view that is none", "view=vew_0000000000000", 404, "not_found"],
    ["a view of another name", "view=mines", 404, "not_found"],
    ["a score above 100", "minScore=101", 400, "validation_failed"],
    ["a time that is none", "dueBefore=2026-13-01T00:00:00Z", 400, "validation_failed"],
    ["an order that is none", "sort=luck", 400, "validation_failed"],
    ["a status that is none", "status=lost", 400, "validation_failed"],
    ["an unknown parameter", "colour=red", 400, "validation_failed"],
    ["a cursor of another list", "cursor=x.y", 400, "cursor_invalid"],
  ])("refuses %s", async (_name, query, status, code) => {
    expect(await desk.get(`${QUEUE}?${query}`)).toMatchObject({ status, body: { code } });
  });

  test("takes as many statements for a page of one as for a page of many", async () => {
    const { context, tenant, clock } = desk.server;
    const { staffId } = staff().supervisor;
    const principal = { tenantId: 1, role: "supervisor", subject: staffId, caller: `staff:${staffId}` } as const;
    const count = async (limit: number): Promise<number> => {
      let statements = 0;
      await inTransaction(context.db, tenant.tenantId, async (tx) => {
        const counting = new Proxy(tx, {
          get(target, property) {
            const value: unknown = Reflect.get(target, property, target);
            if (typeof value !== "function") return value;
            if (property === "query") statements += 1;
            return value.bind(target) as unknown;
          },
        });
        const question = await questionOf(counting, principal, { view: "mine" }, clock.now(), "zh");
        const items = await readQueue(context, counting, principal, { ...question, heldBy: null }, null, limit);
        expect(items).toHaveLength(limit);
      });
      return statements;
    };
    expect(await count(6)).toBe(await count(1));
  });
});

describe("scores and order", () => {
  /** Makes the claims differ in everything that a score is made of. */
  async function furnish(facts: readonly QueueFacts[]): Promise<void> {
    for (const [i, { dueAt, exposure, reportedAt, signals, isAskedFor }] of facts.entries()) {
      await owner("update claim set reserve = $2, reported_at = at_ms($3), reviewed = $4 where claim_id = $1", [
        raw(i),
        exposure,
        reportedAt,
        isAskedFor,
      ]);
      await owner("update claim_clock set due_at = at_ms($2) where claim_id = $1 and code = 'decision'", [
        raw(i),
        dueAt,
      ]);
      await owner(
        "update claim_clock set met_at = started_at, queue = null, next_escalation_at = null where claim_id = $1 and code <> 'decision'",
        [raw(i)],
      );
      await owner("delete from claim_score where claim_id = $1", [raw(i)]);
      if (signals === 0) continue;
      await owner("insert into claim_score select book, tenant_id, claim_id, $2 from claim where claim_id = $1", [
        raw(i),
        signals,
      ]);
    }
  }
  const anyFacts = fc.record({
    dueAt: fc.option(fc.integer({ min: -100 * HOUR_MS, max: 100 * HOUR_MS }).map((ms) => plus(NOW, ms))),
    exposure: fc.oneof(fc.bigInt({ min: 0n, max: 6_000_000n }), fc.constantFrom(9_999n, 10_000n, 5_000_000n)),
    reportedAt: fc.integer({ min: 0, max: 40 * DAY_MS }).map((ms) => plus(NOW, -ms)),
    signals: fc.nat({ max: 100 }),
    isAskedFor: fc.boolean(),
  });

  test("the database scores as core does, and orders by it", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyFacts, { minLength: 6, maxLength: 6 }),
        fc.nat({ max: 60 }),
        async (facts, minScore) => {
          await furnish(facts);
          const expected = facts.map((each) => queueScore(each, NOW));
          const items = await list();
          for (const [i, place] of ids(items).entries()) expect(items[i]?.score).toEqual(expected[place]);
          const totals = items.map(({ score }) => score.total);
          expect(totals).toEqual([...totals].sort((a, b) => b - a));
          const high = expected.flatMap(({ total }, i) => (total >= minScore ? [i] : []));
          expect(sorted(await list(`&minScore=${minScore}`))).toEqual(high);
        },
      ),
      { numRuns: 25 },
    );
  });

  test("every order is kept through all pages, as of the first one", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyFacts, { minLength: 6, maxLength: 6 }), async (facts) => {
        await furnish(facts);
        for (const sort of ["score", "due", "amount", "oldest"]) {
          await desk.server.clock.set(NOW);
          const whole = await list(`&sort=${sort}`);
          const paged: Item[] = [];
          let cursor = "";
          do {
            const answer: Answer = await desk.get(`${QUEUE}?limit=2&sort=${sort}${cursor}`);
            const { data, next } = answer.body as { data: Item[]; next: string | null };
            paged.push(...data);
            cursor = next === null ? "" : `&cursor=${next}`;
            // Time goes on between two pages, and moves nothing.
            desk.server.clock.advance(HOUR_MS);
          } while (cursor !== "");
          expect(ids(paged)).toEqual(ids(whole));
          if (sort === "amount")
            expect(whole.map(({ reserve }) => reserve)).toEqual(
              whole.map(({ reserve }) => reserve).sort((a, b) => b - a),
            );
          if (sort === "oldest") {
            const times = whole.map(({ reportedAt }) => instantOf(reportedAt));
            expect(times).toEqual([...times].sort((a, b) => a - b));
          }
        }
      }),
      { numRuns: 8 },
    );
  });
});

describe("views that are kept", () => {
  const VIEWS = "/v1/review/views";
  const keep = (body: object, as = staff().adjuster.token) => desk.post(VIEWS, body, as);
  const names = async (as?: string): Promise<readonly string[]> =>
    ((await desk.get(VIEWS, as)).body as { data: { name: string }[] }).data.map(({ name }) => name);

  test("are one's own, narrow a view of the house, and go when they are dropped", async () => {
    const kept = await keep({ name: "大额", filter: { view: "open", minAmount: 100_000, sort: "amount" } });
    expect(kept).toMatchObject({
      status: 201,
      body: { view: expect.stringMatching(/^vew_/), isBuiltIn: false, shared: false, owner: "adjuster" },
    });
    const { view } = kept.body as { view: string };
    const facts = { dueAt: null, reportedAt: NOW, signals: 0, isAskedFor: false };
    await owner("update claim set reserve = case when claim_id = $1 then 200000 else 5 end, reported_at = at_ms($2)", [
      raw(2),
      facts.reportedAt,
    ]);
    expect(ids(await list(`&view=${view}`, staff().adjuster.token))).toEqual([2]);
    expect(await desk.get(`${QUEUE}?view=${view}`)).toMatchObject({ status: 404 });
    expect(await names(staff().adjuster.token)).toContain("大额");
    expect(await names(desk.server.tenant.otherAdjuster.token)).not.toContain("大额");
    const drop = (as: string) => desk.server.call("DELETE", `${VIEWS}/${view}`, { as });
    expect(await drop(desk.server.tenant.otherAdjuster.token)).toMatchObject({ status: 404 });
    expect(await drop(staff().adjuster.token)).toMatchObject({ status: 204 });
    expect(await drop(staff().adjuster.token)).toMatchObject({ status: 404 });
    expect(await desk.server.call("DELETE", `${VIEWS}/vew_x`, { as: staff().adjuster.token })).toMatchObject({
      status: 404,
    });
  });

  test("are shared by supervisors", async () => {
    const body = { name: "全组", shared: true, filter: {} };
    expect(await keep(body)).toMatchObject({ status: 403, body: { code: "forbidden" } });
    const kept = await keep(body, staff().supervisor.token);
    expect(kept.status).toBe(201);
    const { view } = kept.body as { view: string };
    expect(await names(staff().adjuster.token)).toContain("全组");
    const drop = (as: string) => desk.server.call("DELETE", `${VIEWS}/${view}`, { as });
    expect(await drop(staff().adjuster.token)).toMatchObject({ status: 403 });
    expect(await drop(desk.server.tenant.otherSupervisor.token)).toMatchObject({ status: 204 });
  });

  test("have a name each, and are not without end", async () => {
    expect(await keep({ name: "一", filter: {} })).toMatchObject({ status: 201 });
    expect(await keep({ name: "一", filter: {} })).toMatchObject({ status: 409, body: { code: "state_conflict" } });
    for (const body of [{ name: "", filter: {} }, { name: "二" }, { name: "二", filter: { view: "nowhere" } }])
      expect(await keep(body)).toMatchObject({ status: 400 });
    expect(await keep({ name: "二", filter: { dueBefore: "2026-02-30T00:00:00Z" } })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/filter/dueBefore" }] },
    });
    for (let i = 0; i < 49; i++) await keep({ name: `n${i}`, filter: {} });
    expect(await keep({ name: "last", filter: {} })).toMatchObject({
      status: 422,
      body: { code: "limit_exceeded", limit: 50, unit: "views" },
    });
    expect(await desk.get(VIEWS, staff().finance.token)).toMatchObject({ status: 403 });
  });
});
