// What happens when two act on an appeal at once: one of them does, and the other learns it.
//
// ANXIN_RACES=1000 runs a thousand of each; fewer otherwise.

import { present } from "@anxin/core/assert";
import { bookOf, parseId } from "@anxin/core/id";
import { claimWaybills } from "@anxin/store/claim";
import { inTransaction } from "@anxin/store/transaction";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type ClaimAnswer, claimOf, freshKey, MERCHANT } from "../claim/testing/shop.js";
import { checkTenant } from "../invariant/checks.js";
import { runDuePayouts } from "../payout/due.js";
import type { Answer } from "../testing/server.js";
import { type Court, OVERTURN, openCourt, UPHOLD } from "./testing/court.js";

const ROUNDS = Number(process.env["ANXIN_RACES"] ?? 15);
vi.setConfig({ testTimeout: 60_000 + 2_000 * ROUNDS });
/** More claims in a row would look like a burst, and be left to a person. */
const ROUNDS_BY_RULES = 4;

let court: Court;
beforeAll(async () => {
  court = await openCourt();
});
afterAll(() => court.close());

const statuses = (answers: readonly Answer[]): readonly number[] => answers.map(({ status }) => status).sort();
const codeOf = ({ body }: Answer): unknown => (body as { code?: string }).code;
const count = async (claim: ClaimAnswer, what: string): Promise<unknown> =>
  (await court.rows(`select count(*)::int4 as n from ${what} and claim_id = $1`, claim))[0]?.["n"];

async function appealed() {
  const claim = await court.refused();
  expect((await court.appeal(claim)).status).toBe(201);
  return { claim, appeal: await court.opened(claim) };
}

async function faults(): Promise<readonly object[]> {
  const scope = { newestMax: null, gatewayBook: null };
  const verdicts = await checkTenant(court.server.context, court.server.tenant.tenantId, scope);
  return verdicts.filter(({ id, holds }) => ["I5", "I6", "I8", "I14", "I16"].includes(id) && !holds);
}

describe("at once", () => {
  test("two appeals are one", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const claim = await court.refused();
      const answers = await Promise.all([court.appeal(claim), court.appeal(claim), court.appeal(claim)]);
      expect(statuses(answers)).toEqual([201, 409, 409]);
      expect(answers.filter(({ status }) => status === 409).map(codeOf)).toEqual(["appeal_open", "appeal_open"]);
      expect(await count(claim, "appeal where state = 'open'")).toBe(1);
    }
  });

  test("two answers are one, and whoever lost is told that the case has changed", async () => {
    const { otherAdjuster, staff, otherSupervisor } = court.server.tenant;
    for (let round = 0; round < ROUNDS; round++) {
      const { claim, appeal } = await appealed();
      const answers = await Promise.all([
        court.answer(appeal, OVERTURN, staff.supervisor),
        court.answer(appeal, UPHOLD, otherAdjuster),
        court.answer(appeal, { ...OVERTURN, amount: 100 }, otherSupervisor),
      ]);
      expect(statuses(answers)).toEqual([201, 412, 412]);
      const lost = answers
        .filter(({ status }) => status === 412)
        .map(({ body }) => (body as { changedBy: string }).changedBy);
      expect(new Set(lost).size).toBe(1);
      expect(["supervisor", "adjuster-2", "supervisor-2"]).toContain(lost[0]);
      expect(await count(claim, "appeal where state <> 'open'")).toBe(1);
    }
  });

  test("taking it back and answering it end it once", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { claim, appeal } = await appealed();
      const url = `/v1/appeals/${appeal.appealId}/withdrawal`;
      const [withdrawn, answered] = await Promise.all([
        court.server.call("POST", url, { as: court.buyer, key: freshKey(), body: {} }),
        court.answer(appeal, OVERTURN, court.server.tenant.staff.supervisor),
      ]);
      expect([withdrawn.status, answered.status]).toSatisfy(
        ([first, second]: [number, number]) => (first === 200 && second === 412) || (first === 409 && second === 201),
      );
      expect(await count(claim, "payout where true")).toBe(answered.status === 201 ? 1 : 0);
    }
  });

  test("an appeal and its answer harm no payout that is on its way", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const part = { outcome: "partly_approve", amount: 20_000, reasonCodes: ["no_loss"] };
      const claim = claimOf(await court.decide(await court.reviewed(), part));
      const [filed] = await Promise.all([court.appeal(claim), runDuePayouts(court.server.context)]);
      expect(filed.status).toBe(201);
      const [answered] = await Promise.all([
        court.answer(await court.opened(claim), OVERTURN, court.server.tenant.staff.supervisor),
        runDuePayouts(court.server.context),
      ]);
      expect(answered.status).toBe(201);
      const paid = await court.rows("select amount from payout where claim_id = $1 order by payout_id", claim);
      expect(paid.map(({ amount }) => amount)).toEqual([20_000n, 31_600n]);
    }
    expect(await faults()).toEqual([]);
  });

  test("a review by a person and an appeal are one after the other", async () => {
    const mine = await openCourt();
    for (let round = 0; round < ROUNDS_BY_RULES; round++) {
      const claim = await mine.refusedByRules();
      const url = `/v1/claims/${claim.claimId}/reviews`;
      const [review, appeal] = await Promise.all([
        mine.server.call("POST", url, { as: mine.buyer, key: freshKey(), body: {} }),
        mine.appeal(claim),
      ]);
      expect([codeOf(review) ?? review.status, codeOf(appeal) ?? appeal.status]).toSatisfy(
        ([first, second]: [unknown, unknown]) =>
          (first === 201 && second === "state_conflict") || (first === "review_not_possible" && second === 201),
      );
    }
    await mine.close();
  });
});

test("a parcel that another claim was granted on in the meantime is not paid again", async () => {
  const { context, tenant } = court.server;
  const { claim, appeal } = await appealed();
  const book = bookOf(tenant.tenantId, MERCHANT);
  const claimId = present(parseId("claim", claim.claimId), "it has an id");
  await court.server.database.owner.query("update claim set waybill_key = 'ZT777' where claim_id = $1", [claimId]);
  await inTransaction(context.db, tenant.tenantId, (tx) =>
    claimWaybills(tx, [{ waybillKey: "ZT777", claimId: context.ids.next(book), book }]),
  );
  const answer = await court.answer(appeal, OVERTURN, tenant.staff.supervisor);
  expect(answer).toMatchObject({
    status: 422,
    body: { code: "amount_above_limit", bound: "return_waybill", limit: 0 },
  });
});
