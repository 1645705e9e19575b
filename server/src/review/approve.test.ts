import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ClaimAnswer,
  claimOf,
  freshKey,
  QUALITY_FIELDS,
  QUALITY_FILES,
  REPAIR_FILES,
  rawClaimId,
  repairFields,
} from "../claim/testing/shop.js";
import { type Desk, decisionOf, openDesk } from "./testing/desk.js";

const ADJUSTER_MAX = 30_000;
const SUPERVISOR_MAX = 55_000;
const grant = { outcome: "approve", amount: 51_600, note: "检测报告属实" };

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await desk.limit("adjuster", ADJUSTER_MAX);
  await desk.limit("supervisor", SUPERVISOR_MAX);
});
afterAll(() => desk.close());

/** A claim on which the adjuster proposed to grant more than they may. */
async function proposed(body: object = grant): Promise<ClaimAnswer> {
  const answer = await desk.decide(await desk.reviewed(), { ...body });
  expect(answer.status).toBe(201);
  return claimOf(answer);
}

const staff = () => desk.server.tenant.staff;
const rows = async (sql: string, claim: ClaimAnswer): Promise<unknown[]> =>
  (await desk.server.database.owner.query(sql, [rawClaimId(claim.claimId)])).rows;

describe("a grant above the authority of who decides", () => {
  test("waits for a second pair of eyes: nothing is paid, and the whole is set aside", async () => {
    const claim = await proposed();
    expect(claim.body).toMatchObject({
      ...{ status: "awaiting_second", category: "open", amount: 0, reserve: 51_600, payouts: [], decidedAt: null },
      decision: {
        ...{ decisionId: expect.stringMatching(/^dec_/), state: "proposed", outcome: "approve", amount: 51_600 },
        ...{ approvedBy: null, decidedBy: `staff:${staff().adjuster.staffId}`, note: "检测报告属实" },
      },
    });
    expect((claim.body["timeline"] as object[]).at(-1)).toMatchObject({ kind: "proposed", to: "awaiting_second" });
  });

  test("is no decision for those outside", async () => {
    const claim = await proposed();
    for (const as of [desk.buyer, desk.merchant]) {
      expect(await desk.read(claim, as)).toMatchObject({ body: { status: "awaiting_second", decision: null } });
    }
    expect((await desk.read(claim, desk.server.tenant.apiKey)).body).toMatchObject({ decision: { state: "proposed" } });
  });

  test("stands once a supervisor lets it, and names both", async () => {
    const claim = await proposed();
    const answer = await desk.check(claim, { approve: true, note: "同意" }, staff().supervisor);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        ...{ status: "approved", amount: 51_600, reserve: 0, payouts: [{ amount: 51_600, status: "prepared" }] },
        decision: {
          ...{ decisionId: decisionOf(claim)["decisionId"], state: "standing", note: "检测报告属实" },
          decidedBy: `staff:${staff().adjuster.staffId}`,
          approvedBy: `staff:${staff().supervisor.staffId}`,
          ...{ decidedByName: "adjuster", approvedByName: "supervisor" },
        },
        decisions: [{ kind: "decision", amount: 51_600, decidedByName: "adjuster", approvedByName: "supervisor" }],
      },
    });
    const outside = { decidedBy: "insurer", decidedByName: null, approvedBy: "insurer", approvedByName: null };
    for (const as of [desk.buyer, desk.merchant]) {
      const seen = await desk.read(claim, as);
      expect(seen.body).toMatchObject({ decision: outside, decisions: [outside] });
    }
    expect(
      await rows("select maker_authority, checker_authority from decision_basis where claim_id = $1", claim),
    ).toEqual([{ maker_authority: BigInt(ADJUSTER_MAX), checker_authority: BigInt(SUPERVISOR_MAX) }]);
    expect(await rows("select approved, check_note from decision_proposal where claim_id = $1", claim)).toEqual([
      { approved: true, check_note: "同意" },
    ]);
  });

  test("goes back to its maker with a note, and is decided anew", async () => {
    const claim = await proposed();
    const back = claimOf(await desk.check(claim, { approve: false, note: "发票金额不符" }, staff().supervisor));
    expect(back.body).toMatchObject({ status: "in_review", decision: null, amount: 0 });
    expect((back.body["timeline"] as object[]).at(-1)).toMatchObject({ kind: "sent_back", detail: "发票金额不符" });
    // What colleagues say to each other is nobody else's.
    for (const as of [desk.buyer, desk.merchant])
      expect(JSON.stringify((await desk.read(back, as)).body)).not.toContain("发票金额不符");
    const less = { outcome: "partly_approve", amount: ADJUSTER_MAX, reasonCodes: ["no_loss"] };
    expect(await desk.decide(back, less)).toMatchObject({
      status: 201,
      body: { status: "partly_approved", decision: { state: "standing", approvedBy: null } },
    });
  });

  test("may be sent back by a colleague who could not grant it", async () => {
    const claim = await proposed();
    const { otherAdjuster } = desk.server.tenant;
    expect(await desk.check(claim, { approve: false }, otherAdjuster)).toMatchObject({ status: 200 });
  });

  test("within the authority stands at once", async () => {
    const claim = await desk.reviewed();
    const whole = { outcome: "partly_approve", amount: ADJUSTER_MAX, reasonCodes: ["no_loss"] };
    expect(await desk.decide(claim, whole)).toMatchObject({ status: 201, body: { status: "partly_approved" } });
    const other = await desk.reviewed();
    expect(await desk.decide(other, { ...whole, amount: ADJUSTER_MAX + 1 })).toMatchObject({
      body: { status: "awaiting_second" },
    });
  });
});

describe("who cannot be the second pair of eyes", () => {
  test("the maker", async () => {
    const claim = await proposed();
    const answer = await desk.check(claim, { approve: true }, staff().adjuster);
    expect(answer).toMatchObject({ status: 403, body: { code: "same_person" } });
    expect(await desk.check(claim, { approve: false }, staff().adjuster)).toMatchObject({ status: 403 });
    expect(await desk.read(claim)).toMatchObject({ etag: claim.etag, body: { status: "awaiting_second" } });
  });

  test("the maker by another account, also one that was joined afterwards", async () => {
    const claim = await proposed();
    const { otherSupervisor } = desk.server.tenant;
    await desk.join([staff().adjuster, otherSupervisor], "陈");
    expect(await desk.check(claim, { approve: true }, otherSupervisor)).toMatchObject({
      status: 403,
      body: { code: "same_person" },
    });
    expect(await desk.check(claim, { approve: true }, staff().supervisor)).toMatchObject({ status: 200 });
    await desk.join([otherSupervisor], "吴");
  });

  test("who may not grant as much, who is told how much they may", async () => {
    const claim = await proposed();
    expect(await desk.check(claim, { approve: true }, desk.server.tenant.otherAdjuster)).toMatchObject({
      status: 403,
      body: { code: "authority_exceeded", limit: ADJUSTER_MAX, unit: "fen", raisedBy: "admin" },
    });
    const more = await proposed({ ...grant, amount: SUPERVISOR_MAX + 1 });
    expect(await desk.check(more, { approve: true }, staff().supervisor)).toMatchObject({
      status: 403,
      body: { code: "authority_exceeded", limit: SUPERVISOR_MAX },
    });
    await desk.limit("supervisor", 60_000);
    expect(await desk.check(more, { approve: true }, staff().supervisor)).toMatchObject({ status: 200 });
    await desk.limit("supervisor", SUPERVISOR_MAX);
  });

  test("anybody who decides no claims, and other marketplaces", async () => {
    const claim = await proposed();
    for (const who of [staff().finance, staff().auditor, staff().admin])
      expect(await desk.check(claim, { approve: true }, who)).toMatchObject({
        status: 403,
        body: { code: "forbidden" },
      });
    const stranger = desk.server.other.staff.supervisor;
    expect(await desk.check(claim, { approve: true }, stranger)).toMatchObject({ status: 404 });
  });
});

describe("what cannot be checked", () => {
  test("a decision that is not there, or waits no more", async () => {
    const claim = await proposed();
    const url = (id: string) => `/v1/claims/${claim.claimId}/decisions/${id}/approval`;
    const headers = { "if-match": claim.etag };
    const as = staff().supervisor.token;
    for (const id of ["dec_0000000000000", "nonsense"])
      expect(await desk.post(url(id), { approve: true }, as, headers)).toMatchObject({ status: 404 });
    const done = claimOf(await desk.check(claim, { approve: true }, staff().supervisor));
    expect(await desk.check(done, { approve: true }, desk.server.tenant.otherSupervisor)).toMatchObject({
      status: 409,
      body: { code: "state_conflict", changedBy: "supervisor", changedAt: "2026-11-22T04:00:00.000Z" },
    });
  });

  test("another version than the one that was read, or none", async () => {
    const claim = await proposed();
    const url = `/v1/claims/${claim.claimId}/decisions/${String(decisionOf(claim)["decisionId"])}/approval`;
    const as = staff().supervisor.token;
    expect(await desk.post(url, { approve: true }, as)).toMatchObject({ status: 428 });
    const stale = claim.etag.replace(/\d+"$/, '0"');
    expect(await desk.post(url, { approve: true }, as, { "if-match": stale })).toMatchObject({
      status: 412,
      body: { code: "if_match_stale", changedBy: "adjuster" },
    });
    expect(await desk.post(url, { approve: "yes" }, as, { "if-match": claim.etag })).toMatchObject({ status: 400 });
    const keyless = { as, body: { approve: true }, headers: { "if-match": claim.etag } };
    expect(await desk.server.call("POST", url, keyless)).toMatchObject({
      status: 400,
      body: { code: "idempotency_key_missing" },
    });
  });

  test("more than what other grants have left meanwhile", async () => {
    await desk.limit("supervisor", 200_000);
    const first = await desk.cover({ product: "quality", sumInsured: 200_000n });
    const second = await desk.coverToo(first, { product: "extended-warranty" });
    const evidence = await desk.evidence(QUALITY_FILES);
    const filed = claimOf(await desk.file(first, { peril: "defect", fields: QUALITY_FIELDS, evidence }));
    const claim = claimOf(await desk.decide(filed, { outcome: "approve", amount: 90_000 }));
    const repair = { peril: "breakdown", fields: repairFields(20_000), evidence: await desk.evidence(REPAIR_FILES) };
    expect(await desk.file(second, repair)).toMatchObject({ body: { amount: 20_000 } });
    // Twice 258.00 yuan and a fee of up to 500.00 were promised for the line; 200.00 are granted since.
    expect(await desk.check(claim, { approve: true }, staff().supervisor)).toMatchObject({
      status: 422,
      body: { code: "amount_above_limit", limit: 81_600, bound: "loss" },
    });
    expect(await desk.read(claim)).toMatchObject({ etag: claim.etag });
    expect(await desk.check(claim, { approve: false }, staff().supervisor)).toMatchObject({ status: 200 });
    await desk.limit("supervisor", SUPERVISOR_MAX);
  });

  test("is kept for retries under its key", async () => {
    const claim = await proposed();
    const url = `/v1/claims/${claim.claimId}/decisions/${String(decisionOf(claim)["decisionId"])}/approval`;
    const options = { as: staff().supervisor.token, key: freshKey(), body: { approve: true } };
    const call = () => desk.server.call("POST", url, { ...options, headers: { "if-match": claim.etag } });
    const [first, again] = [await call(), await call()];
    expect(again).toMatchObject({
      status: 200,
      body: first.body as object,
      headers: { "idempotency-replayed": "true" },
    });
  });
});

describe("races", () => {
  test("of two who check at once exactly one does, and the other learns who", async () => {
    for (let round = 0; round < 10; round++) {
      const claim = await proposed();
      const answers = await Promise.all([
        desk.check(claim, { approve: true }, staff().supervisor),
        desk.check(claim, { approve: round % 2 === 0 }, desk.server.tenant.otherSupervisor),
      ]);
      const [won, lost] = answers.map(({ status }) => status).sort() as [number, number];
      expect(won).toBe(200);
      // Who comes after a grant finds it done; who comes after it was sent back finds another version.
      expect([404, 409, 412]).toContain(lost);
      const late = answers.find(({ status }) => status === lost);
      if (lost !== 404) expect(late?.body).toMatchObject({ changedBy: expect.stringContaining("supervisor") });
    }
  });

  test("checking and withdrawing at the same time end in one of both, and no proposal is left open", async () => {
    for (let round = 0; round < 5; round++) {
      const claim = await proposed();
      const answers = await Promise.all([
        desk.check(claim, { approve: true }, staff().supervisor),
        desk.post(`/v1/claims/${claim.claimId}/withdrawal`, {}, desk.buyer),
      ]);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(await rows("select from decision_proposal where claim_id = $1 and settled_at is null", claim)).toEqual([]);
    }
  });
});

describe("the clauses of a decision", () => {
  test("are those of its reasons, unless it names its own", async () => {
    const claim = await desk.reviewed();
    const reject = { outcome: "reject", reasonCodes: ["not_covered"] };
    expect(await desk.decide(claim, { ...reject, clauses: ["3.1"] })).toMatchObject({
      status: 201,
      body: { decision: { clauses: [{ id: "3.1", title: expect.any(String) }] } },
    });
    expect(await desk.decide(await desk.reviewed(), reject)).toMatchObject({ body: { decision: { clauses: [] } } });
  });

  test("have to be of the product", async () => {
    const answer = await desk.decide(await desk.reviewed(), { ...grant, clauses: ["3.1", "99.9"] });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: "validation_failed", errors: [{ pointer: "/clauses/1", code: "clause_unknown" }] },
    });
  });
});
