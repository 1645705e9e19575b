import { present } from "@anxin/core/assert";
import { ACCOUNTS } from "@anxin/core/ledger/chart";
import { premiumDebited, premiumRefunded } from "@anxin/core/ledger/templates";
import { type Endorsement, earnedPremium, fold, type Policy } from "@anxin/core/policy/policy";
import { DAY_MS, type Instant, instant, plus, shanghaiDay, startOfDay } from "@anxin/core/time";
import { insertTransfers } from "@anxin/store/ledger";
import { insertEndorsements, insertPolicies } from "@anxin/store/policy";
import { inTransaction } from "@anxin/store/transaction";
import fc from "fast-check";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { NOON, rehearse } from "../outside/testing/rehearsal.js";
import { BOOK, type Desk, MERCHANT, OTHER_TENANT, openDesk, TENANT } from "../payout/testing/desk.js";
import { transferRows } from "./book.js";
import { closeDays } from "./day.js";
import { earnPremium } from "./earn.js";

const rehearsal = rehearse();
afterAll(() => rehearsal.end());

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk(rehearsal);
});
afterEach(() => desk.end());

interface Sold {
  readonly policy: Policy;
  readonly changes: readonly Endorsement[];
}

/** Products of both kinds of funding, so that both pairs of accounts move. */
const products = ["return-freight", "quality", "screen-crack", "price-protection"] as const;

function sold(
  product: string,
  premium: bigint,
  period: readonly [Instant | null, Instant | null],
  changes: readonly Endorsement[] = [],
  tenantId = TENANT,
): Sold {
  const policyId = desk.context.ids.next(BOOK);
  const version = present(desk.context.catalogue.version(product, 1), `${product} is sold`);
  const policy: Policy = {
    policyId,
    book: BOOK,
    tenantId,
    merchantId: MERCHANT,
    orderId: `T-${policyId}`,
    lineId: "1",
    buyerId: "b-42",
    product,
    productVersion: version.version,
    payer: "merchant",
    campaignId: null,
    premium,
    sumInsured: 10_000n,
    rating: "test",
    boundAt: NOON,
    effectiveAt: period[0],
    expiresAt: period[1],
    issuedAt: NOON,
  };
  return { policy, changes };
}

/** Issues policies with what happened to them, and posts their premiums and refunds. */
async function issue(policies: readonly Sold[], tenantId = TENANT): Promise<void> {
  const { context } = desk;
  await inTransaction(context.db, tenantId, async (tx) => {
    await insertPolicies(
      tx,
      tenantId,
      policies.map(({ policy }) => policy),
    );
    const at = { book: BOOK, recordedAt: NOON };
    await insertEndorsements(
      tx,
      tenantId,
      policies.flatMap(({ policy: { policyId }, changes }) =>
        changes.map((change) => ({ ...at, endorsementId: context.ids.next(BOOK), policyId, change })),
      ),
    );
    const where = { tenantId, book: BOOK, merchantId: MERCHANT, occurredAt: NOON, recordedAt: NOON };
    await insertTransfers(
      tx,
      policies.flatMap(({ policy: { policyId, product, premium }, changes }) => {
        const { funding } = present(context.catalogue.version(product, 1), "sold");
        const refunds = changes.flatMap((each) => (each.kind === "cancelled" && each.refund > 0n ? [each.refund] : []));
        const postings = [
          premiumDebited("merchant", funding, premium),
          ...refunds.map((refund) => premiumRefunded("merchant", funding, refund)),
        ];
        const rows = postings.map((posting) => ({ ...posting, policyId, product }));
        return transferRows(context, { ...where, transactionId: context.ids.next(BOOK) }, rows);
      }),
    );
  });
}

const earnedByCore = (policies: readonly Sold[], asOf: Instant): bigint =>
  policies.reduce((sum, { policy, changes }) => sum + earnedPremium(fold(policy, changes), asOf), 0n);

async function earnedInBooks(tenantId = TENANT): Promise<bigint> {
  const books = await desk.balances(tenantId);
  return (books[ACCOUNTS.earnedPremium.code]?.balance ?? 0n) + (books[ACCOUNTS.guaranteeEarned.code]?.balance ?? 0n);
}

async function unearnedInBooks(tenantId: number): Promise<bigint> {
  const books = await desk.balances(tenantId);
  return (
    (books[ACCOUNTS.unearnedPremium.code]?.balance ?? 0n) + (books[ACCOUNTS.guaranteeUnearned.code]?.balance ?? 0n)
  );
}

/** Quarters of days, and the milliseconds around them: so that an instant often falls on a boundary. */
const moments = fc
  .tuple(fc.integer({ min: -4, max: 40 }), fc.constantFrom(0, 0, 0, -1, 1))
  .map(([quarters, ms]) => plus(NOON, (quarters * DAY_MS) / 4 + ms));
const periods = fc
  .tuple(fc.option(moments, { freq: 6 }), fc.option(fc.integer({ min: 0, max: 40 }), { freq: 6 }))
  .map(([from, quarters]): readonly [Instant | null, Instant | null] => {
    return [from, quarters === null ? null : plus(from ?? NOON, (quarters * DAY_MS) / 4)];
  });

/** Histories that core's `evolve` admits: any number of periods, used up and restored in turn, cancelled at most once. */
const histories = fc
  .record({
    periods: fc.array(periods, { maxLength: 3 }),
    uses: fc.array(moments, { maxLength: 4 }),
    cancelled: fc.option(fc.tuple(moments, fc.bigInt(0n, 100n)), { freq: 3 }),
    order: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
  })
  .map(({ periods: fixed, uses, cancelled, order }): readonly ((premium: bigint) => Endorsement)[] => {
    const lanes: ((premium: bigint) => Endorsement)[][] = [
      fixed.map(([effectiveAt, expiresAt]) => () => ({ kind: "period_fixed", effectiveAt, expiresAt })),
      uses.map((at, i) => () => ({ kind: i % 2 === 0 ? "exhausted" : "restored", at, claimId: 1n })),
      cancelled === null
        ? []
        : [
            (premium) => ({
              kind: "cancelled",
              at: cancelled[0],
              refund: (premium * cancelled[1]) / 100n,
              reason: "test",
            }),
          ],
    ];
    return order.flatMap((pick) => {
      const open = lanes.filter((lane) => lane.length > 0);
      const next = open[pick % Math.max(1, open.length)]?.shift();
      return next === undefined ? [] : [next];
    });
  });
const policies = fc.record({
  product: fc.constantFrom(...products),
  premium: fc.oneof(fc.bigInt(1n, 100_000n), fc.bigInt(1n, 9_007_199_254_740_991n)),
  period: periods,
  history: histories,
});

describe("earned premium", () => {
  it("is in the ledger what core makes it, to the fen, for any policies at any instants in any order", async () => {
    let tenantId = 1_000;
    // Instants go back and forth: what was posted too much is taken back. One instant is run once.
    const runs = fc.uniqueArray(fc.tuple(moments, fc.array(policies, { maxLength: 8 })), {
      minLength: 1,
      maxLength: 4,
      selector: ([asOf]) => asOf,
    });
    await fc.assert(
      fc.asyncProperty(runs, async (drawn) => {
        tenantId += 1;
        const all: Sold[] = [];
        for (const [asOf, rest] of drawn) {
          const fresh = rest.map(({ product, premium, period, history }) =>
            sold(
              product,
              premium,
              period,
              history.map((make) => make(premium)),
              tenantId,
            ),
          );
          await issue(fresh, tenantId);
          all.push(...fresh);
          await earnPremium(desk.context, tenantId, asOf);
          expect(await earnedInBooks(tenantId)).toBe(earnedByCore(all, asOf));
          const written = all.reduce((sum, { policy }) => sum + policy.premium, 0n);
          const refunded = all.reduce((sum, { policy, changes }) => sum + fold(policy, changes).refunded, 0n);
          expect((await earnedInBooks(tenantId)) + (await unearnedInBooks(tenantId)) + refunded).toBe(written);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("of a policy that comes late is caught by the next run, and nothing is earned twice", async () => {
    const first = sold("return-freight", 900n, [NOON, plus(NOON, 90 * DAY_MS)]);
    await issue([first]);
    expect(await earnPremium(desk.context, TENANT, plus(NOON, 10 * DAY_MS))).toBe(100n);
    const late = sold("return-freight", 900n, [NOON, plus(NOON, 90 * DAY_MS)]);
    await issue([late]);
    expect(await earnPremium(desk.context, TENANT, plus(NOON, 20 * DAY_MS))).toBe(300n);
    expect(await earnPremium(desk.context, TENANT, plus(NOON, 20 * DAY_MS + 1))).toBe(0n);
    expect(await earnedInBooks()).toBe(400n);
  });

  it("is posted once when several runs begin at once, for one instant or for several", async () => {
    await issue([sold("quality", 3_000n, [NOON, plus(NOON, 30 * DAY_MS)])]);
    const days = [1, 1, 1, 2, 2, 3, 3, 4];
    const posted = await Promise.all(days.map((day) => earnPremium(desk.context, TENANT, plus(NOON, day * DAY_MS))));
    expect(posted.filter((fen) => fen !== null)).toHaveLength(4);
    // Whichever came last stands; no posting is there twice.
    expect([100n, 200n, 300n, 400n]).toContain(await earnedInBooks());
    await earnPremium(desk.context, TENANT, plus(NOON, 5 * DAY_MS));
    expect(await earnedInBooks()).toBe(500n);
  });

  it("of one tenant is not another's", async () => {
    await issue([sold("quality", 3_000n, [NOON, plus(NOON, 30 * DAY_MS)])]);
    expect(await earnPremium(desk.context, OTHER_TENANT, plus(NOON, DAY_MS))).toBe(0n);
  });
});

describe("closing days", () => {
  it("is done once after each midnight in Shanghai, for every tenant, however many days went by", async () => {
    await issue([sold("return-freight", 9_000n, [NOON, plus(NOON, 90 * DAY_MS)])]);
    expect(await closeDays(desk.context)).toBe(2);
    expect(await closeDays(desk.context)).toBe(0);
    expect(await earnedInBooks()).toBe(0n);
    // Noon is twelve hours from midnight.
    desk.advance(DAY_MS / 2 - 1);
    expect(await closeDays(desk.context)).toBe(0);
    desk.advance(1);
    expect(await closeDays(desk.context)).toBe(2);
    expect(await earnedInBooks()).toBe(50n);
    desk.advance(10 * DAY_MS);
    expect(await closeDays(desk.context)).toBe(2);
    expect(await earnedInBooks()).toBe(1_050n);
    const { rows } = await desk.database.owner.query<{ as_of: number; posted: bigint }>(
      "select as_of, posted from earning_run where tenant_id = $1 order by as_of",
      [TENANT],
    );
    const midnight = startOfDay(shanghaiDay(NOON));
    expect(rows).toEqual(
      [
        [0, 0n],
        [1, 50n],
        [11, 1_000n],
      ].map(([days, posted]) => ({ as_of: instant(midnight + Number(days) * DAY_MS), posted })),
    );
  });
});
