// What money that comes late costs: interest by the day, in the books to the fen, and a payout of its own.

import { DAY_MS } from "@anxin/core/time";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ClaimAnswer, claimOf, freshKey, NOW } from "../claim/testing/shop.js";
import { checkTenant } from "../invariant/checks.js";
import type { TestStaff } from "../testing/server.js";
import { type Court, OVERTURN, openCourt, UPHOLD } from "./testing/court.js";

let court: Court;
let supervisor: TestStaff;
beforeAll(async () => {
  court = await openCourt();
  supervisor = court.server.tenant.staff.supervisor;
});
afterAll(() => court.close());
beforeEach(() => court.server.clock.set(NOW));

/** Overturns the refusal of a claim so many days after it. */
async function overturned(days: number, body: object = OVERTURN): Promise<ClaimAnswer> {
  const claim = await court.refused();
  expect((await court.appeal(claim)).status).toBe(201);
  court.server.clock.advance(days * DAY_MS);
  expect((await court.answer(await court.opened(claim), body, supervisor)).status).toBe(201);
  return court.read(claim);
}

/**
 * What is said against claims, their steps, payouts and money. The shop's policies were put there and not sold, so that
 * nothing is asked about premium.
 */
async function faults(): Promise<readonly object[]> {
  const scope = { newestMax: null, gatewayBook: null };
  const verdicts = await checkTenant(court.server.context, court.server.tenant.tenantId, scope);
  return verdicts
    .filter(({ id, holds }) => ["I1", "I5", "I6", "I8", "I14", "I16"].includes(id) && !holds)
    .map(({ id, violations }) => ({ id, violations }));
}

const payoutsOf = ({ body }: ClaimAnswer): readonly (readonly [string, number])[] =>
  (body["payouts"] as { purpose: string; amount: number }[])
    .map(({ purpose, amount }) => [purpose, amount] as const)
    .sort();
const posted = async (claim: ClaimAnswer): Promise<readonly string[]> =>
  (
    await court.rows(
      "select kind || ' ' || debit || ' ' || credit || ' ' || amount as line from transfer where claim_id = $1 and kind not like 'recovery%' order by transfer_id",
      claim,
    )
  ).map(({ line }) => String(line));

describe("an overturned refusal", () => {
  test("within ten days is on time", async () => {
    expect(payoutsOf(await overturned(10))).toEqual([["benefit", 51_600]]);
  });

  test("later is paid with interest from the eleventh day to the day of payment", async () => {
    const claim = await overturned(40);
    // 516.00 yuan at 3 % for 30 days: 127.23 fen.
    expect(payoutsOf(claim)).toEqual([
      ["benefit", 51_600],
      ["late_interest", 128],
    ]);
    expect(claim.body).toMatchObject({ amount: 51_600, appeals: [{ amount: 51_600, interest: 128 }] });
    expect((await posted(claim)).slice(-4)).toEqual([
      "claim_agreed 2602 2241 51600",
      "late_interest_owed 6411 2241 128",
      "payout_prepared 2241 1231 51600",
      "payout_prepared 2241 1231 128",
    ]);
    const [counted] = await court.rows(
      "select owed, days, amount, parts, source from late_interest where claim_id = $1",
      claim,
    );
    expect(counted).toMatchObject({
      owed: 51_600n,
      days: 30,
      amount: 128n,
      source: expect.stringContaining("保险法") as string,
    });
    expect(JSON.parse(String(counted?.["parts"]))).toEqual([{ days: 30, from: "2026-12-03", ppm: { $n: "30000" } }]);
    expect(await faults()).toEqual([]);
  });

  test("pays no interest that nobody could pay out: a little is made up to the least that the channel takes", async () => {
    expect(payoutsOf(await overturned(11))).toEqual([
      ["benefit", 51_600],
      ["late_interest", 10],
    ]);
  });

  test("bears interest on the difference alone, and on each difference", async () => {
    const part = { ...OVERTURN, outcome: "partly_approve", amount: 20_000, reasonCodes: ["no_loss"] };
    const claim = await overturned(40, part);
    // 200.00 yuan at 3 % for 30 days: 49.32 fen.
    expect(payoutsOf(claim)).toEqual([
      ["benefit", 20_000],
      ["late_interest", 50],
    ]);
    expect((await court.appeal(claim)).status).toBe(201);
    court.server.clock.advance(10 * DAY_MS);
    const third = court.server.tenant.otherSupervisor;
    expect((await court.answer(await court.opened(claim), OVERTURN, third)).status).toBe(201);
    // Another 316.00 yuan for 40 days since the first decision: 103.89 fen.
    expect(payoutsOf(await court.read(claim))).toEqual([
      ["benefit", 20_000],
      ["benefit", 31_600],
      ["late_interest", 104],
      ["late_interest", 50],
    ]);
    expect(await faults()).toEqual([]);
  });

  test("that was decided after the law's time bears interest from that time", async () => {
    const claim = await court.reviewed();
    // The law's thirty days end on 22 December, in Shanghai.
    court.server.clock.advance(50 * DAY_MS);
    const refused = claimOf(await court.decide(claim, { outcome: "reject", reasonCodes: ["not_covered"] }));
    await court.appeal(refused);
    expect((await court.answer(await court.opened(refused), OVERTURN, supervisor)).status).toBe(201);
    const [counted] = await court.rows("select days, parts from late_interest where claim_id = $1", claim);
    expect(counted).toMatchObject({ days: 9, parts: expect.stringContaining('"from":"2027-01-03"') as string });
  });

  test("that is upheld owes nothing", async () => {
    const claim = await court.refused();
    await court.appeal(claim);
    court.server.clock.advance(40 * DAY_MS);
    await court.answer(await court.opened(claim), UPHOLD, supervisor);
    expect(payoutsOf(await court.read(claim))).toEqual([]);
  });
});

describe("whoever overturns it otherwise", () => {
  test("as a person who looks at what rules refused", async () => {
    const claim = await court.refusedByRules();
    court.server.clock.advance(45 * DAY_MS);
    const asked = await court.server.call("POST", `/v1/claims/${claim.claimId}/reviews`, {
      ...{ as: court.buyer, key: freshKey(), body: {} },
    });
    expect(asked.status).toBe(201);
    const decided = claimOf(await court.decide(claimOf(asked), { outcome: "approve", amount: 20_000 }));
    // 200.00 yuan at 3 % for 35 days: 57.53 fen.
    expect(payoutsOf(decided)).toEqual([
      ["benefit", 20_000],
      ["late_interest", 58],
    ]);
    expect(await faults()).toEqual([]);
  });

  test("as two people who put a grant right", async () => {
    const claim = claimOf(await court.decide(await court.reviewed(), { outcome: "approve", amount: 30_000 }));
    court.server.clock.advance(40 * DAY_MS);
    const proposed = claimOf(
      await court.post(`/v1/claims/${claim.claimId}/corrections`, { amount: 50_000, note: "漏计" }, undefined, {
        "if-match": claim.etag,
      }),
    );
    const [row] = await court.rows("select decision_id from decision_proposal where claim_id = $1", claim);
    expect(row).toBeDefined();
    const { body } = await court.read(proposed);
    const decisionId = (body["decision"] as { decisionId: string; state: string }).decisionId;
    const answer = await court.post(
      `/v1/claims/${claim.claimId}/decisions/${decisionId}/approval`,
      { approve: true, note: "" },
      supervisor.token,
      { "if-match": proposed.etag },
    );
    expect(answer.status).toBe(200);
    expect(payoutsOf(await court.read(claim))).toContainEqual(["late_interest", 50]);
    expect(await faults()).toEqual([]);
  });
});
