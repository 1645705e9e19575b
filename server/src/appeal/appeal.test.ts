// What whoever disagrees with a decision is promised: a person instead of rules, another person, in time, and an answer
// with reasons.

import { DAY_MS, formatInstant, plus } from "@anxin/core/time";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ClaimAnswer, claimOf, freshKey, NOW } from "../claim/testing/shop.js";
import { expectProblem, pointersOf } from "../testing/problem.js";
import type { TestStaff } from "../testing/server.js";
import { type AppealAnswer, type Court, OVERTURN, openCourt, UPHOLD } from "./testing/court.js";

let court: Court;
let adjuster: TestStaff;
let other: TestStaff;
let supervisor: TestStaff;
beforeAll(async () => {
  court = await openCourt();
  adjuster = court.server.tenant.staff.adjuster;
  other = court.server.tenant.otherAdjuster;
  supervisor = court.server.tenant.staff.supervisor;
});
afterAll(() => court.close());
beforeEach(() => court.server.clock.set(NOW));

const at = (ms: number): string => formatInstant(plus(NOW, ms));
const review = (claim: ClaimAnswer, as = court.buyer, body: object = { reason: "请人工看一下" }) =>
  court.server.call("POST", `/v1/claims/${claim.claimId}/reviews`, { as, key: freshKey(), body });
const withdraw = (appeal: AppealAnswer, as = court.buyer, body: object = {}) =>
  court.server.call("POST", `/v1/appeals/${appeal.appealId}/withdrawal`, { as, key: freshKey(), body });

/** A refused claim with an appeal. */
async function appealed(): Promise<{ readonly claim: ClaimAnswer; readonly appeal: AppealAnswer }> {
  const claim = await court.refused();
  expect((await court.appeal(claim)).status).toBe(201);
  return { claim, appeal: await court.opened(claim) };
}

const decisions = (claim: ClaimAnswer) =>
  court.rows("select kind, outcome, amount from decision where claim_id = $1 order by decision_id", claim);
const lastEvents = async (): Promise<readonly string[]> =>
  (
    await court.server.database.owner.query<{ types: string[] }>(
      "select types from outbox order by written_by desc, batch_id desc limit 1",
    )
  ).rows.flatMap(({ types }) => types);

describe("a person instead of rules", () => {
  test("looks at what rules refused, for the asking, on a clock of its own", async () => {
    const claim = await court.refusedByRules();
    const asked = claimOf(await review(claim));
    expect(asked.body).toMatchObject({
      ...{ status: "in_review", category: "open", remedies: [] },
      decision: { outcome: "reject", automatic: true },
    });
    const { clocks, timeline } = asked.body as { clocks: { code: string }[]; timeline: { kind: string }[] };
    expect(clocks).toContainEqual(expect.objectContaining({ code: "human_review", state: "running" }));
    expect(timeline.at(-1)).toMatchObject({ kind: "review_requested" });
    const decided = claimOf(await court.decide(asked, { outcome: "approve", amount: 1_000 }));
    expect(decided.body).toMatchObject({ status: "approved", amount: 1_000, decision: { automatic: false } });
    expectProblem(await review(decided), "review_not_possible");
  });

  test("looks once, and only at what rules refused or reduced", async () => {
    const claim = await court.refusedByRules();
    const again = claimOf(
      await court.decide(claimOf(await review(claim)), { outcome: "reject", reasonCodes: ["not_in_force"] }),
    );
    expectProblem(await review(again), "review_not_possible");
    expectProblem(await review(await court.refused()), "review_not_possible");
    expectProblem(await review(await court.reviewed()), "review_not_possible");
  });

  test("is asked by the insured or their marketplace", async () => {
    const claim = await court.refusedByRules();
    expectProblem(await review(claim, court.merchant), "forbidden");
    expectProblem(await review(claim, adjuster.token), "forbidden");
    expectProblem(await review(claim, court.otherBuyer), "not_found");
    expectProblem(await review({ ...claim, claimId: "clm_0000000000000" }), "not_found");
    expectProblem(await review(claim, court.buyer, { reason: 7 }), "validation_failed");
    expectProblem(
      await court.server.call("POST", `/v1/claims/${claim.claimId}/reviews`, { as: court.buyer, body: {} }),
      "idempotency_key_missing",
    );
    expect(await review(claim, court.server.tenant.apiKey, {})).toMatchObject({ status: 201 });
  });
});

describe("an appeal", () => {
  test("is on record with its files, its clock, and what may have to be paid set aside", async () => {
    const claim = await court.refused();
    const [file] = await court.evidence(["test_report"]);
    const filed = claimOf(await court.appeal(claim, { reason: "复检报告", evidence: [file] }));
    expect(filed.body).toMatchObject({
      ...{ status: "rejected", amount: 0, remedies: [] },
      appeals: [
        {
          ...{ appealId: expect.stringMatching(/^apl_/), state: "open", reason: "复检报告", filedBy: "buyer" },
          ...{ filedAt: at(0), dueAt: "2026-12-07T16:00:00.000Z", evidence: [file?.evidenceId] },
          ...{ decidedAt: null, decidedBy: null, outcome: null, amount: null, interest: 0, reasonCodes: [] },
          decisionId: (claim.body["decision"] as { decisionId: string }).decisionId,
        },
      ],
    });
    const { evidence } = filed.body as { evidence: { evidenceId: string; party: string }[] };
    expect(evidence).toContainEqual(expect.objectContaining({ evidenceId: file?.evidenceId, party: "buyer" }));
    expect((await court.read(filed)).body["reserve"]).toBe(51_600);
    expect(await lastEvents()).toEqual(["claim.appealed"]);
    const merchant = (await court.read(filed, court.merchant)).body;
    expect(merchant).toMatchObject({
      appeals: [{ state: "open", reason: null, evidence: [] }],
      refusalNotice: null,
      remedies: [],
    });
  });

  test("the same key files it once", async () => {
    const claim = await court.refused();
    const key = freshKey();
    const call = () =>
      court.server.call("POST", `/v1/claims/${claim.claimId}/appeals`, { as: court.buyer, key, body: { reason: "x" } });
    const [first, second] = [await call(), await call()];
    expect(first.status).toBe(201);
    expect(second).toMatchObject({
      status: 201,
      body: first.body as object,
      headers: { "idempotency-replayed": "true" },
    });
  });

  test("is one at a time, twice at the most, and about a decision", async () => {
    const { claim, appeal } = await appealed();
    expectProblem(await court.appeal(claim), "appeal_open");
    expect((await court.answer(appeal, UPHOLD, supervisor)).status).toBe(201);
    expect((await court.appeal(claim)).status).toBe(201);
    const third = { ...court.server.tenant.otherSupervisor };
    expect((await court.answer(await court.opened(claim), UPHOLD, third)).status).toBe(201);
    expectProblem(await court.appeal(claim), "appeals_exhausted");
    expectProblem(await court.appeal(await court.reviewed()), "state_conflict");
  });

  test.each([
    ["a millisecond before the time is over", -1, 201],
    ["when it is over", 0, 409],
    ["a millisecond after", 1, 409],
  ])("%s", async (_when, ms, status) => {
    const claim = await court.refused();
    court.server.clock.advance(60 * DAY_MS + ms);
    const answer = await court.appeal(claim);
    if (status === 201) expect(answer.status).toBe(201);
    else expectProblem(answer, "appeal_too_late");
  });

  test("may follow the answer to the first one as long as a decision", async () => {
    const { claim, appeal } = await appealed();
    court.server.clock.advance(50 * DAY_MS);
    expect((await court.answer(appeal, UPHOLD, supervisor)).status).toBe(201);
    expect((await court.read(claim, court.buyer)).body["remedies"]).toMatchObject([
      { kind: "appeal", until: at(110 * DAY_MS) },
    ]);
    court.server.clock.advance(60 * DAY_MS - 1);
    expect((await court.appeal(claim)).status).toBe(201);
  });

  test("brings the claimant's own files, of a kind that the claim takes, each once", async () => {
    const claim = await court.refused();
    const [foreign] = await court.evidence(["test_report"], "buyer:b-77");
    const [own] = await court.evidence(["test_report"]);
    const file = (evidence: readonly unknown[]) => court.appeal(claim, { reason: "x", evidence });
    expectProblem(await file([foreign]), "evidence_unknown");
    expectProblem(await file([{ ...own, kind: "selfie" }]), "validation_failed");
    expect(pointersOf(expectProblem(await file([own, own]), "validation_failed"))).toEqual(["/evidence/1/evidenceId"]);
    expectProblem(await court.appeal(claim, { reason: "" }), "validation_failed");
    expectProblem(await court.appeal(claim, {}), "validation_failed");
    const many = await court.evidence(Array.from({ length: 31 }, () => "test_report"));
    expectProblem(await file(many), "validation_failed");
    const more = await court.evidence(Array.from({ length: 30 }, () => "test_report"));
    expect((await file(more)).status).toBe(201);
  });

  test("may not overfill a case", async () => {
    const claim = await court.refused();
    const { database, context } = court.server;
    const files = await court.evidence(Array.from({ length: 97 }, () => "test_report"));
    await database.owner.query(
      `insert into claim_evidence (book, tenant_id, claim_id, evidence_id, kind, added_by, added_at)
       select c.book, c.tenant_id, c.claim_id, e.evidence_id, 'test_report', 'buyer:b-42', now()
       from claim c cross join (select evidence_id from evidence order by evidence_id desc limit $2) e
       where c.claim_id = $1`,
      [(await court.rows("select claim_id from claim where claim_id = $1", claim))[0]?.["claim_id"], files.length],
    );
    expect(context.clock.now()).toBe(NOW);
    expectProblem(
      await court.appeal(claim, { reason: "x", evidence: await court.evidence(["test_report"]) }),
      "limit_exceeded",
    );
  });

  test("is filed by the insured or their marketplace", async () => {
    const claim = await court.refused();
    expectProblem(await court.appeal(claim, { reason: "x" }, court.merchant), "forbidden");
    expectProblem(await court.appeal(claim, { reason: "x" }, adjuster.token), "forbidden");
    expectProblem(await court.appeal(claim, { reason: "x" }, court.otherBuyer), "not_found");
    expectProblem(await court.appeal(claim, { reason: "x" }, court.server.other.apiKey), "not_found");
    expect((await court.appeal(claim, { reason: "x" }, court.server.tenant.apiKey)).status).toBe(201);
  });
});

describe("an answer", () => {
  test("that overturns grants more by another decision, pays it, and tells the insured", async () => {
    const { claim, appeal } = await appealed();
    const answer = await court.answer(appeal, { ...OVERTURN, reasonCodes: [] }, supervisor);
    expect(answer).toMatchObject({
      status: 201,
      body: {
        ...{ appealId: appeal.appealId, state: "overturned", outcome: "approve", amount: 51_600, interest: 0 },
        ...{ decidedAt: at(0), decidedBy: `staff:${supervisor.staffId}`, note: "复检证实缺陷" },
      },
    });
    expect(await lastEvents()).toEqual(["claim.decided", "policy.endorsed", "claim.appeal_ended"]);
    expect(await decisions(claim)).toEqual([
      { kind: "decision", outcome: "reject", amount: 0n },
      { kind: "appeal", outcome: "approve", amount: 51_600n },
    ]);
    const seen = (await court.read(claim, court.buyer)).body;
    expect(seen).toMatchObject({
      ...{ status: "approved", amount: 51_600, reserve: null },
      decision: { outcome: "approve", decidedBy: "insurer" },
      appeals: [{ state: "overturned", decidedBy: "insurer" }],
      payouts: [{ purpose: "benefit", amount: 51_600, status: "prepared" }],
    });
    const kinds = (seen["timeline"] as { kind: string }[]).map(({ kind }) => kind);
    expect(kinds.slice(-2)).toEqual(["appealed", "appeal_decided"]);
    await court.sweep();
    expect((await court.delivered()).map(({ template }) => template)).toContain("appeal_overturned_1");
  });

  test("that grants a part is explained like any other, and gives no more than the rest afterwards", async () => {
    const { claim, appeal } = await appealed();
    const part = { ...OVERTURN, outcome: "partly_approve", amount: 20_000, reasonCodes: ["no_loss"] };
    expectProblem(await court.answer(appeal, { ...part, reasonCodes: [] }, supervisor), "reason_required");
    expect((await court.answer(appeal, part, supervisor)).status).toBe(201);
    await court.sweep();
    const { body } = await court.server.call("GET", `/v1/claims/${claim.claimId}/refusal-notice`, { as: court.buyer });
    expect(body).toMatchObject({ heading: "Notice of partial payment", reasons: [{ code: "no_loss" }] });
    expect((await court.appeal(claim)).status).toBe(201);
    const second = await court.opened(claim);
    const third = court.server.tenant.otherSupervisor;
    expectProblem(await court.answer(second, { ...OVERTURN, amount: 20_000 }, third), "amount_required");
    expect((await court.answer(second, { ...OVERTURN, amount: 60_000 }, third)).status).toBe(201);
    const { payouts } = (await court.read(claim)).body as { payouts: { amount: number }[] };
    expect(payouts.map(({ amount }) => amount)).toEqual([40_000, 20_000]);
  });

  test("that upholds changes nothing but the appeal, says why, and lets go of what was set aside", async () => {
    const { claim, appeal } = await appealed();
    const answer = await court.answer(appeal, { ...UPHOLD, reasonCodes: ["not_covered"] }, other);
    expect(answer).toMatchObject({
      status: 201,
      body: { state: "upheld", outcome: null, amount: null, note: "材料没有改变结论", reasonCodes: ["not_covered"] },
    });
    expect(await decisions(claim)).toHaveLength(1);
    expect((await court.read(claim)).body).toMatchObject({ status: "rejected", amount: 0, reserve: 0, payouts: [] });
    await court.sweep();
    expect((await court.delivered()).map(({ template }) => template)).toContain("appeal_upheld_1");
    const late = await court.answer(appeal, OVERTURN, supervisor);
    expect(late).toMatchObject({ status: 412 });
    const fresh = { ...appeal, etag: String((await court.get(`/v1/appeals/${appeal.appealId}`)).headers["etag"]) };
    expect(expectProblem(await court.answer(fresh, OVERTURN, supervisor), "state_conflict")).toMatchObject({
      state: "upheld",
      endedAt: at(0),
    });
  });

  test("comes from another person than all who decided, whichever account they use", async () => {
    const { claim, appeal } = await appealed();
    expectProblem(await court.answer(appeal, OVERTURN, adjuster), "same_person");
    expectProblem(await court.answer(appeal, UPHOLD, adjuster), "same_person");
    expect((await court.answer(appeal, UPHOLD, other)).status).toBe(201);
    // Who left the first appeal as it was has had a part in it too.
    expect((await court.appeal(claim)).status).toBe(201);
    const second = await court.opened(claim);
    for (const one of [adjuster, other]) expectProblem(await court.answer(second, OVERTURN, one), "same_person");
    expect((await court.answer(second, OVERTURN, supervisor)).status).toBe(201);
  });

  test("does not come from a second account of the same person", async () => {
    const mine = await openCourt();
    const { staff, otherAdjuster } = mine.server.tenant;
    await mine.join([staff.adjuster, otherAdjuster], "li-lei");
    const claim = await mine.refused();
    await mine.appeal(claim);
    const appeal = await mine.opened(claim);
    expectProblem(await mine.answer(appeal, OVERTURN, otherAdjuster), "same_person");
    expect((await mine.answer(appeal, OVERTURN, staff.supervisor)).status).toBe(201);
    await mine.close();
  });

  test("keeps to what the answerer may grant, and to what the cover allows", async () => {
    const mine = await openCourt();
    await mine.limit("adjuster", 30_000);
    const claim = await mine.refused();
    await mine.appeal(claim);
    const appeal = await mine.opened(claim);
    const { staff, otherAdjuster } = mine.server.tenant;
    expectProblem(await mine.answer(appeal, { ...OVERTURN, amount: 30_001 }, otherAdjuster), "authority_exceeded");
    const above = await mine.answer(appeal, { ...OVERTURN, amount: 60_001 }, staff.supervisor);
    expect(expectProblem(above, "amount_above_limit")).toMatchObject({ limit: 60_000, unit: "fen" });
    expect((await mine.answer(appeal, { ...OVERTURN, amount: 30_000 }, otherAdjuster)).status).toBe(201);
    await mine.close();
  });

  test("is of the version that was read: what is added to the case in between is read first", async () => {
    const { claim, appeal } = await appealed();
    expectProblem(
      await court.post(`/v1/appeals/${appeal.appealId}/decision`, OVERTURN, supervisor.token),
      "if_match_missing",
    );
    const evidence = await court.evidence(["test_report"]);
    const added = await court.server.call("POST", `/v1/claims/${claim.claimId}/evidence`, {
      ...{ as: court.buyer, key: freshKey(), body: { evidence } },
    });
    expect(added.status).toBeLessThan(300);
    const stale = await court.answer(appeal, OVERTURN, supervisor);
    expect(expectProblem(stale, "if_match_stale")).toMatchObject({ changedBy: "buyer:b-42" });
    expect((await court.answer(await court.opened(claim), OVERTURN, supervisor)).status).toBe(201);
    // What was added is part of what the new decision saw.
    const [row] = await court.rows("select facts from decision where claim_id = $1 and kind = 'appeal'", claim);
    expect(String(row?.["facts"])).toContain(evidence[0]?.evidenceId);
  });

  test.each([
    ["without a note", { ...UPHOLD, note: "" }, "validation_failed"],
    ["that is none", { decision: "maybe", note: "x" }, "validation_failed"],
    [
      "that overturns for nothing",
      { decision: "overturn", outcome: "approve", amount: 0, note: "x" },
      "amount_required",
    ],
    ["that overturns without saying how", { decision: "overturn", amount: 100, note: "x" }, "amount_required"],
    ["with a reason that is not on the list", { ...UPHOLD, reasonCodes: ["bad_mood"] }, "validation_failed"],
    ["with a field that nobody knows", { ...UPHOLD, colour: "red" }, "validation_failed"],
  ])("%s is refused", async (_what, body, code) => {
    const { appeal } = await appealed();
    expectProblem(await court.answer(appeal, body, supervisor), code);
  });

  test("comes from those who decide claims, of this marketplace, about an appeal that there is", async () => {
    const { appeal } = await appealed();
    const { staff } = court.server.tenant;
    for (const as of [staff.auditor, staff.finance]) expectProblem(await court.answer(appeal, UPHOLD, as), "forbidden");
    expectProblem(await court.answer(appeal, UPHOLD, court.server.other.staff.supervisor), "not_found");
    expectProblem(await court.answer({ ...appeal, appealId: "apl_0000000000000" }, UPHOLD, supervisor), "not_found");
    expectProblem(await court.answer({ ...appeal, appealId: "apl_x" }, UPHOLD, supervisor), "not_found");
  });

  test("leaves an appeal that a colleague has in hand to them", async () => {
    const { claim, appeal } = await appealed();
    const lease = await court.server.call("POST", `/v1/review/claims/${claim.claimId}/lease`, {
      as: other.token,
      key: freshKey(),
      body: {},
    });
    expect(lease.status).toBeLessThan(300);
    expectProblem(await court.answer(appeal, UPHOLD, supervisor), "claim_held");
    expect((await court.answer(appeal, UPHOLD, other)).status).toBe(201);
  });
});

describe("an appeal that is taken back", () => {
  test("leaves the decision as it was", async () => {
    const { claim, appeal } = await appealed();
    expectProblem(await withdraw(appeal, court.otherBuyer), "not_found");
    expectProblem(await withdraw(appeal, supervisor.token), "forbidden");
    expectProblem(await withdraw(appeal, court.buyer, { reason: 1 }), "validation_failed");
    expect(await withdraw(appeal, court.buyer, { reason: "已和解" })).toMatchObject({
      status: 200,
      body: { state: "withdrawn", decidedAt: at(0), decidedBy: null, note: "已和解" },
    });
    expect(await lastEvents()).toEqual(["claim.appeal_ended"]);
    expect((await court.read(claim)).body).toMatchObject({ status: "rejected", reserve: 0 });
    expectProblem(await withdraw(appeal), "state_conflict");
    expectProblem(await withdraw({ ...appeal, appealId: "apl_0000000000000" }), "not_found");
  });
});

describe("appeals are listed", () => {
  const list = (query: string, as = supervisor.token) => court.get(`/v1/appeals?${query}`, as);
  const ids = ({ body }: { body: unknown }): readonly string[] =>
    (body as { data: { appealId: string }[] }).data.map(({ appealId }) => appealId);

  test("newest first, by page, state, claim, product, and for a buyer their own", async () => {
    const { claim, appeal } = await appealed();
    const { appeal: later } = await appealed();
    expect(ids(await list("limit=2"))).toEqual([later.appealId, appeal.appealId]);
    const page = (await list("limit=1")).body as { next: string };
    expect(ids(await list(`limit=1&cursor=${page.next}`))).toEqual([appeal.appealId]);
    expect(ids(await list(`claimId=${claim.claimId}`))).toEqual([appeal.appealId]);
    expect(ids(await list("product=screen-crack"))).toEqual([]);
    expect(ids(await list("claimId=clm_x"))).toEqual([]);
    expect(ids(await list("state=open", court.otherBuyer))).toEqual([]);
    expect(ids(await list("buyerId=b-42", court.otherBuyer))).toEqual([]);
    expect(ids(await list("limit=1", court.buyer))).toEqual([later.appealId]);
    expect(ids(await list("overdue=true"))).toEqual([]);
    court.server.clock.advance(16 * DAY_MS);
    expect(ids(await list("overdue=true"))).toContain(later.appealId);
    expectProblem(await list("", court.merchant), "forbidden");
    expectProblem(await list("state=lost"), "validation_failed");
    expectProblem(await list("cursor=zz"), "cursor_invalid");
  });

  test("each by itself, to whom it concerns", async () => {
    const { appeal } = await appealed();
    const read = (as: string, appealId = appeal.appealId) => court.get(`/v1/appeals/${appealId}`, as);
    expect(await read(court.buyer)).toMatchObject({
      status: 200,
      body: { filedBy: "buyer", reason: "检测报告证明了缺陷" },
    });
    expect(await read(adjuster.token)).toMatchObject({ body: { filedBy: "buyer:b-42" } });
    expectProblem(await read(court.merchant), "forbidden");
    expectProblem(await read(court.otherBuyer), "not_found");
    expectProblem(await read(court.server.other.staff.supervisor.token), "not_found");
    expectProblem(await read(court.buyer, "apl_0000000000000"), "not_found");
  });
});

describe("the report", () => {
  test("counts what was overturned by product, reason, rule and person, and says how little a few tell", async () => {
    const mine = await openCourt();
    const { staff, otherSupervisor } = mine.server.tenant;
    for (const body of [UPHOLD, OVERTURN, UPHOLD]) {
      const claim = await mine.refused();
      await mine.appeal(claim);
      expect((await mine.answer(await mine.opened(claim), body, staff.supervisor)).status).toBe(201);
    }
    const byRules = await mine.refusedByRules();
    await mine.appeal(byRules);
    mine.server.clock.advance(16 * DAY_MS);
    const overturn = { ...OVERTURN, amount: 10_000 };
    expect((await mine.answer(await mine.opened(byRules), overturn, otherSupervisor)).status).toBe(201);
    const period = `from=${at(0)}&to=${at(20 * DAY_MS)}`;
    const { status, body } = await mine.get(`/v1/appeals/report?${period}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      all: { upheld: 2, overturned: 2, withdrawn: 0, late: 1, rate: 0.5, between: [0.15, 0.85], granted: 61_600 },
      products: [
        { product: "quality", upheld: 2, overturned: 1, rate: 0.3333 },
        { product: "transit-damage", upheld: 0, overturned: 1, rate: 1, between: [0.2065, 1] },
      ],
      reasons: [
        { reasonCode: "not_covered", overturned: 1 },
        { reasonCode: "not_in_force", overturned: 1 },
        { reasonCode: "outside_window", overturned: 1 },
      ],
      rules: [{ rule: "policy_in_force", overturned: 1 }, { rule: "within_reporting_window" }],
      deciders: [
        { decidedBy: "rules", name: "rules", overturned: 1 },
        { decidedBy: `staff:${staff.adjuster.staffId}`, name: "adjuster", upheld: 2, overturned: 1 },
      ],
    });
    const empty = await mine.get(`/v1/appeals/report?from=${at(20 * DAY_MS)}&to=${at(21 * DAY_MS)}`);
    expect(empty.body).toMatchObject({ all: { upheld: 0, rate: null, between: null }, products: [] });
    await mine.close();
  });

  test("is for those who look after decisions, of a period", async () => {
    const url = `/v1/appeals/report?from=${at(0)}&to=${at(DAY_MS)}`;
    for (const as of [court.buyer, adjuster.token, court.server.tenant.apiKey])
      expectProblem(await court.get(url, as), "forbidden");
    for (const query of [
      "",
      `from=${at(0)}`,
      `from=${at(1)}&to=${at(0)}`,
      "from=x&to=y",
      `from=${at(0)}&to=${at(2_000 * DAY_MS)}`,
    ])
      expectProblem(await court.get(`/v1/appeals/report?${query}`), "validation_failed");
  });
});
