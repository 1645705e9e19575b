// Two people reach for one case at once: exactly one of them gets it, and the other learns who did.
//
// ANXIN_RACES=1000 runs a thousand of each; fewer otherwise.

import { present } from "@anxin/core/assert";
import { bookOfId, formatId, type Id } from "@anxin/core/id";
import { reserveSet } from "@anxin/core/ledger/templates";
import type { Fen } from "@anxin/core/money";
import { type ClaimRow, insertClaimEvents, insertClaims } from "@anxin/store/claim";
import { writeClocks } from "@anxin/store/claim-clock";
import { insertTransfers } from "@anxin/store/ledger";
import { inTransaction } from "@anxin/store/transaction";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../testing/server.js";
import { etagOfClaim } from "./case.js";
import { caseTransfers } from "./decide.js";
import { openedCase, UNDECIDED } from "./state.js";
import { type Cover, freshKey, MERCHANT, NOW, openShop, type Shop } from "./testing/shop.js";

const RACES = Number(process.env["ANXIN_RACES"] ?? 30);
const TIMEOUT_MS = 1_000 * RACES + 60_000;
const RESERVE = 30_000n;

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

/** A case in review under a cover, as filing leaves it. */
async function caseUnder(cover: Cover, product: string): Promise<ClaimRow> {
  const { context, tenant } = shop.server;
  const book = bookOfId(cover.id);
  const { status, reserve, clocks } = openedCase("person", RESERVE, NOW);
  const claim: ClaimRow = {
    ...UNDECIDED,
    ...{ book, tenantId: tenant.tenantId, claimId: context.ids.next(book), policyId: cover.id, orderId: cover.orderId },
    ...{ lineId: "1", merchantId: MERCHANT, buyerId: "b-42", product, productVersion: 1, peril: "breakdown" },
    ...{ returnId: null, waybillKey: null, status, revision: 1, occurredAt: NOW, reportedAt: NOW, description: "" },
    ...{ fields: "{}", declaration: true, requestedAmount: null, reserve, filedBy: "buyer:b-42" },
  };
  await inTransaction(context.db, tenant.tenantId, async (tx) => {
    await insertClaims(tx, [claim]);
    const event = { book, tenantId: tenant.tenantId, claimId: claim.claimId, at: NOW, actor: "buyer:b-42", detail: "" };
    await insertClaimEvents(tx, [{ ...event, sequence: 1, kind: "filed", fromStatus: null, toStatus: "filed" }]);
    await writeClocks(tx, [{ claim, clocks }]);
    await insertTransfers(
      tx,
      caseTransfers(context, claim, (funding) => [reserveSet(funding, reserve)], NOW),
    );
  });
  return claim;
}

const newCase = async (): Promise<ClaimRow> =>
  caseUnder(await shop.cover({ product: "quality", sumInsured: 60_000n }), "quality");

const nameOf = ({ claimId }: Pick<ClaimRow, "claimId">): string => formatId("claim", claimId);

function decide(claim: ClaimRow, body: object, as: string): Promise<Answer> {
  const url = `/v1/claims/${nameOf(claim)}/decisions`;
  const headers = { "if-match": etagOfClaim(claim) };
  return shop.server.call("POST", url, { as, key: freshKey(), headers, body });
}

const approve = (amount: number) => ({ outcome: "approve", amount });
const reject = { outcome: "reject", reasonCodes: ["not_covered"] };

/** One query's rows. */
async function rowsOf<R extends object>(sql: string, values: readonly unknown[]): Promise<readonly R[]> {
  return (await shop.server.database.owner.query<R>(sql, [...values])).rows;
}

/** What is written of a case that was raced for: its decisions, its payouts, and what it has cost. */
async function written(claimId: Id): Promise<{ decisions: number; paid: bigint; cost: bigint; agreed: bigint }> {
  const [row] = await rowsOf<{ decisions: bigint; paid: bigint; cost: bigint; agreed: bigint }>(
    `select (select count(*) from decision where claim_id = $1)::int8 as decisions,
       (select coalesce(sum(amount), 0) from payout where claim_id = $1)::int8 as paid,
       (select coalesce(sum(case when debit = '6511' then amount else -amount end), 0)
        from transfer where claim_id = $1 and '6511' in (debit, credit))::int8 as cost,
       (select agreed_amount from claim where claim_id = $1) as agreed`,
    [claimId],
  );
  const { decisions, ...sums } = present(row, "one row is answered");
  return { ...sums, decisions: Number(decisions) };
}

describe(`${RACES} times at once`, () => {
  test(
    "two deciders: one decision stands, and the other is told by whom",
    async () => {
      const { adjuster } = shop.server.tenant.staff;
      const { otherAdjuster } = shop.server.tenant;
      for (let race = 0; race < RACES; race += 1) {
        const claim = await newCase();
        const answers = await Promise.all([
          decide(claim, approve(10_000), adjuster.token),
          decide(claim, reject, otherAdjuster.token),
        ]);
        expect(answers.map(({ status }) => status).sort()).toEqual([201, 412]);
        const lost = present(
          answers.find(({ status }) => status === 412),
          "somebody lost",
        );
        expect(lost.body).toMatchObject({ code: "if_match_stale", changedBy: expect.any(String) });
        const won = answers[0]?.status === 201 ? 10_000n : 0n;
        expect(await written(claim.claimId)).toEqual({ decisions: 1, paid: won, cost: won, agreed: won });
      }
    },
    TIMEOUT_MS,
  );

  test(
    "a decision and a withdrawal: one happens, and the other is told what did",
    async () => {
      const { adjuster } = shop.server.tenant.staff;
      for (let race = 0; race < RACES; race += 1) {
        const claim = await newCase();
        const url = `/v1/claims/${nameOf(claim)}/withdrawal`;
        const withdraw = () => shop.server.call("POST", url, { as: shop.buyer, key: freshKey(), body: {} });
        // Each of them is first to ask in half of the races.
        const early = race % 2 === 0 ? withdraw() : null;
        const [decision, withdrawal] = await Promise.all([
          decide(claim, approve(10_000), adjuster.token),
          early ?? withdraw(),
        ]);
        const decided = decision?.status === 201;
        expect([decision?.status, withdrawal?.status]).toEqual(decided ? [201, 409] : [412, 200]);
        if (decided) expect(withdrawal?.body).toMatchObject({ code: "state_conflict", claimStatus: "approved" });
        const granted = decided ? 10_000n : 0n;
        const decisions = decided ? 1 : 0;
        expect(await written(claim.claimId)).toEqual({ decisions, paid: granted, cost: granted, agreed: granted });
      }
    },
    TIMEOUT_MS,
  );

  test(
    "fifty claims on one limit: as many as fit are granted, and the others are told what is left",
    async () => {
      const { adjuster } = shop.server.tenant.staff;
      for (let race = 0; race < Math.ceil(RACES / 50); race += 1) {
        const cover = await shop.cover({ product: "extended-warranty", sumInsured: 20_000n });
        const claims: ClaimRow[] = [];
        for (let i = 0; i < 50; i += 1) claims.push(await caseUnder(cover, "extended-warranty"));
        // The third of 7,000 fen would go past the 20,000 that are insured.
        const answers = await Promise.all(claims.map((claim) => decide(claim, approve(7_000), adjuster.token)));
        const statuses = answers.map(({ status }) => status);
        expect(statuses.filter((status) => status === 201)).toHaveLength(2);
        const lost = answers.filter(({ status }) => status !== 201);
        for (const { status, body } of lost) {
          expect(status).toBe(422);
          expect(body).toMatchObject({ code: "amount_above_limit", bound: "sum_insured" });
        }
        const [sum] = await rowsOf<{ agreed: Fen }>(
          "select sum(agreed_amount)::int8 as agreed from claim where policy_id = $1",
          [cover.id],
        );
        expect(sum?.agreed).toBe(14_000n);
      }
    },
    TIMEOUT_MS,
  );
});
