// One claim through every kind of grant: each pays what it adds, once, and the books hold at every step.

import { formatId, type Id } from "@anxin/core/id";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Court, OVERTURN, openCourt } from "../appeal/testing/court.js";
import { checkTenant } from "../invariant/checks.js";
import { runDuePayouts } from "../payout/due.js";
import type { Answer } from "../testing/server.js";
import { type ClaimAnswer, claimOf } from "./testing/shop.js";

let court: Court;
beforeAll(async () => {
  court = await openCourt();
});
afterAll(() => court.close());

/** What the invariants of claims, payouts, four eyes and the books have to say. */
async function faults(): Promise<readonly object[]> {
  const scope = { newestMax: null, gatewayBook: null };
  const verdicts = await checkTenant(court.server.context, court.server.tenant.tenantId, scope);
  // The shop of these tests writes its orders and policies itself: what is about issuance does not apply.
  const about = ["I5", "I6", "I8", "I9", "I10", "I14", "I16", "I18"];
  return verdicts.filter(({ id, holds }) => about.includes(id) && !holds);
}

/** The claim as it is now, under the version that can be changed. */
const again = async ({ claimId }: ClaimAnswer): Promise<ClaimAnswer> =>
  claimOf(await court.get(`/v1/claims/${claimId}`));

const act = (claim: ClaimAnswer, what: string, body: object, as: { readonly token: string }): Promise<Answer> =>
  court.post(`/v1/claims/${claim.claimId}/${what}`, body, as.token, { "if-match": claim.etag });

/** Purposes and amounts of the claim's payouts, in the order in which they were made. */
const paid = async (claim: ClaimAnswer): Promise<readonly string[]> =>
  (await court.rows("select purpose, amount from payout where claim_id = $1 order by payout_id", claim)).map(
    ({ purpose, amount }) => `${purpose} ${amount}`,
  );

async function proposed(claim: ClaimAnswer): Promise<string> {
  const [row] = await court.rows(
    "select decision_id from decision_proposal where claim_id = $1 and settled_at is null",
    claim,
  );
  return formatId("decision", row?.["decision_id"] as Id);
}

describe("a claim that is advanced, decided, appealed and corrected", () => {
  test("is paid its whole, part by part, each once, whoever approves at the same moment", async () => {
    const { staff, otherAdjuster, otherSupervisor } = court.server.tenant;
    const claim = await court.reviewed();
    const advanced = claimOf(await act(claim, "advances", { amount: 10_000, note: "无争议部分" }, staff.adjuster));
    expect(await faults()).toEqual([]);
    const part = { outcome: "partly_approve", amount: 20_000, reasonCodes: ["no_loss"] };
    const decided = await court.decide(advanced, part);
    expect(decided).toMatchObject({ status: 201, body: { status: "partly_approved", amount: 20_000 } });
    expect(await faults()).toEqual([]);

    expect((await court.appeal(claim)).status).toBe(201);
    const answered = await court.answer(await court.opened(claim), { ...OVERTURN, amount: 40_000 }, staff.supervisor);
    expect(answered.status).toBe(201);
    expect(await faults()).toEqual([]);

    const wish = { amount: 45_000, note: "检测费漏计" };
    const correction = claimOf(await act(await again(claim), "corrections", wish, otherAdjuster));
    const approval = `decisions/${await proposed(claim)}/approval`;
    expect(await faults()).toEqual([]);
    const both = await Promise.all([
      act(correction, approval, { approve: true, note: "" }, otherSupervisor),
      act(correction, approval, { approve: true, note: "" }, staff.supervisor),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    await runDuePayouts(court.server.context);
    expect(await again(claim)).toMatchObject({ body: { status: "approved", amount: 45_000, reserve: 0 } });
    expect(await paid(claim)).toEqual(["advance 10000", "benefit 10000", "benefit 20000", "correction 5000"]);
    expect(await faults()).toEqual([]);
  });
});
