import { bookOf } from "@anxin/core/id";
import { type Band, bandOf } from "@anxin/core/product/rate";
import { DAY_MS, type Instant, plus, shanghaiDay, startOfDay } from "@anxin/core/time";
import { insertClaims } from "@anxin/store/claim";
import { insertPolicies } from "@anxin/store/policy";
import { inTransaction } from "@anxin/store/transaction";
import { afterAll, afterEach, beforeEach, expect, it } from "vitest";
import { NOON, rehearse } from "../outside/testing/rehearsal.js";
import { type Desk, OTHER_TENANT, openDesk, TENANT } from "../payout/testing/desk.js";
import { refreshBands } from "./bands.js";

const rehearsal = rehearse();
afterAll(() => rehearsal.end());

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk(rehearsal);
});
afterEach(() => desk.end());

const MIDNIGHT = startOfDay(shanghaiDay(NOON));
const day = (days: number): Instant => plus(MIDNIGHT, days * DAY_MS);

interface Trade {
  readonly merchantId: string;
  readonly buyerId: (i: number) => string;
  readonly boundAt: Instant;
  readonly policies: number;
  readonly returned: number;
  readonly product?: string;
}

/** Policies of a merchant, of which the first `returned` had an agreed claim (and one of those a second one). */
async function trade({
  merchantId,
  buyerId,
  boundAt,
  policies,
  returned,
  product = "return-freight",
}: Trade): Promise<void> {
  const book = bookOf(TENANT, merchantId);
  const ids = Array.from({ length: policies }, () => desk.context.ids.next(book));
  await inTransaction(desk.context.db, TENANT, async (tx) => {
    const common = { book, tenantId: TENANT, merchantId, lineId: "1", product, productVersion: 1 };
    await insertPolicies(
      tx,
      TENANT,
      ids.map((policyId, i) => ({
        ...common,
        policyId,
        orderId: `T-${policyId}`,
        buyerId: buyerId(i),
        payer: "merchant",
        campaignId: null,
        premium: 60n,
        sumInsured: 1_200n,
        rating: "test",
        boundAt,
        effectiveAt: boundAt,
        expiresAt: plus(boundAt, 90 * DAY_MS),
        issuedAt: boundAt,
      })),
    );
    const claimed = ids.slice(0, returned);
    await insertClaims(
      tx,
      [...claimed, ...claimed.slice(0, 1)].map((policyId, i) => ({
        ...common,
        claimId: desk.context.ids.next(book),
        policyId,
        orderId: `T-${policyId}`,
        buyerId: buyerId(i % returned),
        peril: "return",
        returnId: `r${i}`,
        waybillKey: null,
        status: "approved",
        revision: 2,
        occurredAt: boundAt,
        reportedAt: boundAt,
        decidedAt: plus(boundAt, 1_000),
        description: "",
        fields: "{}",
        declaration: true,
        requestedAmount: null,
        reserve: 0n,
        agreedAmount: 1_000n,
        filedBy: "system",
      })),
    );
  });
}

async function bands(): Promise<readonly (readonly [string, string, Band, string, bigint, bigint])[]> {
  const { rows } = await desk.database.owner.query(
    "select subject_kind, subject_id, band, effective_on, exposures, returns from rating_band order by effective_on, subject_kind, subject_id",
  );
  return rows.map((row) => [row.subject_kind, row.subject_id, row.band, row.effective_on, row.exposures, row.returns]);
}

const everyBuyer = (i: number): string => `b-${i}`;
const oneBuyer = (): string => "b-same";

it("puts merchants and buyers into the band of their trailing ninety days", async () => {
  await trade({ merchantId: "good", buyerId: everyBuyer, boundAt: day(-10), policies: 100, returned: 4 });
  await trade({ merchantId: "bad", buyerId: oneBuyer, boundAt: day(-10), policies: 20, returned: 11 });
  await trade({ merchantId: "small", buyerId: everyBuyer, boundAt: day(-10), policies: 19, returned: 19 });
  expect(await refreshBands(desk.context, TENANT, MIDNIGHT)).toBe(3);
  const today = shanghaiDay(MIDNIGHT);
  expect(await bands()).toEqual([
    ["buyer", "b-same", "f", today, 20n, 11n],
    ["merchant", "bad", "f", today, 20n, 11n],
    ["merchant", "good", "a", today, 100n, 4n],
  ]);
  expect([bandOf(100n, 4n), bandOf(20n, 11n)]).toEqual(["a", "f"]);
});

it("writes a band only when it differs, and says when somebody is unknown again", async () => {
  await trade({ merchantId: "shop", buyerId: everyBuyer, boundAt: day(-10), policies: 30, returned: 3 });
  expect(await refreshBands(desk.context, TENANT, MIDNIGHT)).toBe(1);
  expect(await refreshBands(desk.context, TENANT, MIDNIGHT)).toBe(0);
  expect(await refreshBands(desk.context, TENANT, day(1))).toBe(0);
  await trade({ merchantId: "shop", buyerId: everyBuyer, boundAt: day(1), policies: 30, returned: 20 });
  expect(await refreshBands(desk.context, TENANT, day(2))).toBe(1);
  // A policy is in the window until ninety days after it was bound.
  expect(await refreshBands(desk.context, TENANT, day(81))).toBe(1);
  expect(await refreshBands(desk.context, TENANT, day(91))).toBe(0);
  expect(await refreshBands(desk.context, TENANT, day(92))).toBe(1);
  expect((await bands()).map(([, , band, , exposures]) => [band, exposures])).toEqual([
    ["c", 30n],
    ["e", 60n],
    ["f", 30n],
    ["new", 0n],
  ]);
});

it("counts return freight only, and neither what is bound after midnight nor another tenant's", async () => {
  await trade({
    merchantId: "shop",
    buyerId: everyBuyer,
    boundAt: day(-1),
    policies: 30,
    returned: 3,
    product: "quality",
  });
  await trade({ merchantId: "shop", buyerId: everyBuyer, boundAt: MIDNIGHT, policies: 30, returned: 3 });
  expect(await refreshBands(desk.context, TENANT, MIDNIGHT)).toBe(0);
  expect(await refreshBands(desk.context, TENANT, day(1))).toBe(1);
  expect(await refreshBands(desk.context, OTHER_TENANT, day(1))).toBe(0);
});
