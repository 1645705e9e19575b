import { present } from "@anxin/core/assert";
import { parseInstant } from "@anxin/core/time";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectProblem } from "../testing/problem.js";
import { type ClaimAnswer, claimOf, freshKey, NOW, openShop, type Shop } from "./testing/shop.js";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

/** Filed on a Sunday: three working days end with Wednesday. */
const UNTIL = "2026-11-25T16:00:00.000Z";

let reports = 0;
async function counterfeit(): Promise<ClaimAnswer> {
  const cover = await shop.cover({ product: "authenticity", sumInsured: 200_000n });
  const evidence = await shop.evidence(["product_photo", "product_photo", "appraisal"]);
  const fields = {
    institution: "中国检验认证集团奢侈品鉴定中心",
    reportNo: `A-${++reports}`,
    reportDate: "2026-11-20",
    conclusion: "failed",
  };
  const filed = await shop.file(cover, { peril: "counterfeit", fields, evidence });
  expect(filed).toMatchObject({ status: 201, body: { status: "in_review" } });
  return seen(claimOf(filed).claimId);
}

async function seen(claimId: string): Promise<ClaimAnswer> {
  return claimOf(await shop.server.call("GET", `/v1/claims/${claimId}`, { as: shop.buyer }));
}

const grant = { outcome: "approve", amount: 30_000 };
const refusal = { outcome: "reject", reasonCodes: ["not_covered"] };

describe("a claim that says that goods are counterfeit", () => {
  test("is neither granted nor refused before the merchant was heard", async () => {
    const claim = await counterfeit();
    for (const wish of [grant, refusal]) {
      const answer = await shop.decide(claim, wish);
      expectProblem(answer, "merchant_not_heard");
      expect(answer.body).toMatchObject({ answerUntil: UNTIL });
    }
    expect((await seen(claim.claimId)).body).toMatchObject({ status: "in_review" });
  });

  test("is decided once they have answered, whatever they say", async () => {
    const claim = await counterfeit();
    const said = await shop.server.call("POST", `/v1/claims/${claim.claimId}/merchant-statement`, {
      as: shop.merchant,
      key: freshKey(),
      body: { position: "disputes", statement: "进货凭证齐全" },
    });
    expect(said.status).toBeLessThan(300);
    expect(await shop.decide(await seen(claim.claimId), grant)).toMatchObject({ status: 201 });
  });

  test("is decided when the time for their answer is over, and not a millisecond sooner", async () => {
    const claim = await counterfeit();
    const { clock } = shop.server;
    const until = present(parseInstant(UNTIL), "the end is an instant");
    clock.advance(until - NOW - 1);
    expectProblem(await shop.decide(claim, grant), "merchant_not_heard");
    clock.advance(1);
    expect(await shop.decide(claim, grant)).toMatchObject({ status: 201 });
    clock.advance(-(until - NOW));
  });
});

test("a product that does not wait for the merchant is decided at once", async () => {
  const cover = await shop.cover({ product: "transit-damage" });
  const filed = await shop.file(cover, {
    peril: "breakage",
    fields: { degree: "total", inspectionNote: "碎了" },
    occurredAt: "2026-11-21T04:00:00.000Z",
  });
  expect(await shop.decide(claimOf(filed), { outcome: "approve", amount: 1_000 })).toMatchObject({ status: 201 });
});
