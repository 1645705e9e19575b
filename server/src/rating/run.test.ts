import { EXPERIENCE_DAYS } from "@anxin/core/product/experience";
import { addDays, DAY_MS, type Instant, plus, shanghaiDay, startOfDay } from "@anxin/core/time";
import fc from "fast-check";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { closeDays } from "../ledger/day.js";
import { NOON, rehearse } from "../outside/testing/rehearsal.js";
import { type Desk, OTHER_TENANT, openDesk, TENANT } from "../payout/testing/desk.js";
import { type RepriceOptions, repriceTenant } from "./run.js";
import { everyBuyer, oneBuyer, type Trade, trade } from "./testing/history.js";

const rehearsal = rehearse();
afterAll(() => rehearsal.end());

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk(rehearsal);
});
afterEach(() => desk.end());

const MIDNIGHT = startOfDay(shanghaiDay(NOON));
const TODAY = shanghaiDay(MIDNIGHT);
const day = (days: number): Instant => plus(MIDNIGHT, days * DAY_MS);
const dayText = (days: number): string => addDays(TODAY, days);

const sell = (wish: Trade): Promise<void> => trade(desk.context, TENANT, wish);
const reprice = (days = 0, options: RepriceOptions = {}) => repriceTenant(desk.context, TENANT, day(days), options);

async function rows(sql: string): Promise<unknown[][]> {
  const { rows: found } = await desk.database.owner.query<Record<string, unknown>>(sql);
  return found.map((row) => Object.values(row));
}

const bands = () =>
  rows(`select subject_kind, subject_id, decided_on, effective_on, band, exposures, returns, credibility_ppm, weighted_ppm
    from rating_band order by decided_on, subject_kind, subject_id, effective_on`);

/** What direct reading of policies and claims says of the window that ends with a midnight. */
const direct = (days: number) =>
  rows(`select s.kind, s.id, count(*)::int8, count(*) filter (where exists (select from claim c where c.policy_id = p.policy_id
      and c.agreed_amount > 0 and c.decided_at < at_ms(${day(days)})))::int8
    from policy p cross join lateral (values ('buyer', p.buyer_id), ('merchant', p.merchant_id)) s (kind, id)
    where p.tenant_id = ${TENANT} and p.product = 'return-freight' and p.issued_at < at_ms(${day(days)})
      and p.bound_at >= at_ms(${day(days - EXPERIENCE_DAYS)}) and p.bound_at < at_ms(${day(days)})
    group by 1, 2 order by 1, 2`);

const counted = (days: number) =>
  rows(`select subject_kind, subject_id, sum(exposures), sum(returns) from experience_day
    where tenant_id = ${TENANT} and product = 'return-freight' and day >= '${dayText(days - EXPERIENCE_DAYS)}'
      and day < '${dayText(days)}' and recorded_on < '${dayText(days)}'
    group by 1, 2 having sum(exposures) > 0 order by 1, 2`);

describe("a night", () => {
  it("weighs each shop's and buyer's ninety days against everybody's, and announces what gets dearer", async () => {
    await sell({ merchantId: "good", buyerId: everyBuyer, boundAt: day(-10), policies: 100, returned: 0 });
    await sell({ merchantId: "bad", buyerId: oneBuyer, boundAt: day(-10), policies: 20, returned: 11 });
    await sell({ merchantId: "small", buyerId: everyBuyer, boundAt: day(-10), policies: 14, returned: 14 });
    const run = await reprice();
    expect(run).toMatchObject({ state: "done", done: 104n, total: 104n, changed: 3n, exposures: 134n, returns: 25n });
    // Collective: (25 × 10⁶ + 1000 × 75 000) ÷ 1134 = 88 183; of buyers with 150 000: 154 320.
    expect(await bands()).toEqual([
      ["buyer", "b-same", TODAY, dayText(7), "e", 20n, 11n, 500_000n, 352_160n],
      ["merchant", "bad", TODAY, dayText(7), "d", 20n, 11n, 250_000n, 203_637n],
      ["merchant", "good", TODAY, TODAY, "a", 100n, 0n, 625_000n, 33_068n],
    ]);
  });

  it("lets an announced rise come, or takes it back when it is no longer justified", async () => {
    await sell({ merchantId: "shop", buyerId: everyBuyer, boundAt: day(-20), policies: 200, returned: 50 });
    await reprice();
    await reprice(3);
    expect((await bands()).map((row) => row.slice(1, 5))).toEqual([["shop", TODAY, dayText(7), "d"]]);
    await sell({ merchantId: "shop", buyerId: everyBuyer, boundAt: day(3), policies: 300, returned: 20 });
    await reprice(4);
    expect((await bands()).map((row) => row.slice(1, 5))).toEqual([
      ["shop", TODAY, dayText(7), "d"],
      ["shop", dayText(4), dayText(4), "new"],
      ["shop", dayText(4), dayText(7), "c"],
    ]);
    // After ninety days nothing is known of it any more: cheaper than c, so from that day on.
    await reprice(94);
    expect((await bands()).at(-1)?.slice(1, 6)).toEqual(["shop", dayText(94), dayText(94), "new", 0n]);
    expect((await reprice(95)).changed).toBe(0n);
  });

  it("gives the notice that the tenant has set", async () => {
    await desk.database.owner.query("update tenant set rating_notice_days = 0 where tenant_id = $1", [TENANT]);
    await sell({ merchantId: "shop", buyerId: everyBuyer, boundAt: day(-1), policies: 200, returned: 100 });
    expect(await reprice()).toMatchObject({ notice_days: 0 });
    expect((await bands()).map((row) => row.slice(1, 5))).toEqual([["shop", TODAY, TODAY, "e"]]);
  });

  it("counts return freight only, and neither what comes after midnight nor another tenant's", async () => {
    const policies = { merchantId: "shop", buyerId: everyBuyer, policies: 30, returned: 3 };
    await sell({ ...policies, boundAt: day(-1), product: "quality" });
    await sell({ ...policies, boundAt: MIDNIGHT });
    expect(await reprice()).toMatchObject({ total: 0n, changed: 0n });
    await trade(desk.context, OTHER_TENANT, { ...policies, boundAt: day(-2) });
    expect(await reprice(1)).toMatchObject({ total: 31n, exposures: 30n, returns: 3n });
  });
});

describe("counting", () => {
  const anyTrade = fc.record({
    shop: fc.integer({ min: 0, max: 2 }),
    bound: fc.integer({ min: -100, max: 4 }),
    heardLater: fc.integer({ min: 0, max: 3 }),
    agreedLater: fc.integer({ min: 0, max: 20 }),
    policies: fc.integer({ min: 1, max: 6 }),
    returned: fc.integer({ min: 0, max: 6 }),
  });

  it("night by night comes to what reading everything anew would say", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyTrade, { minLength: 1, maxLength: 8 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 4 }),
        async (trades, nights) => {
          await desk.database.owner.query(
            "truncate policy, claim, experience_day, rating_run, rating_band, buyer_block",
          );
          for (const { shop, bound, heardLater, agreedLater, policies, returned } of trades) {
            const boundAt = plus(day(bound), 3_600_000);
            const issuedAt = plus(boundAt, heardLater * DAY_MS);
            const agreedAt = plus(issuedAt, agreedLater * DAY_MS);
            const sold = { policies, returned: Math.min(returned, policies), buyerId: everyBuyer };
            await sell({ ...sold, merchantId: `s${shop}`, boundAt, issuedAt, agreedAt });
          }
          for (const night of nights.sort((a, b) => a - b)) {
            expect((await reprice(night)).state).toBe("done");
            expect(await counted(night)).toEqual(await direct(night));
          }
        },
      ),
      { numRuns: 25 },
    );
  }, 120_000);

  it("hears the next night of what was written while midnight passed", async () => {
    await reprice();
    await sell({ merchantId: "late", buyerId: everyBuyer, boundAt: day(-0.001), policies: 20, returned: 2 });
    expect(await reprice(1)).toMatchObject({ exposures: 20n, returns: 2n });
  });

  it("forgets days that are in no window any more", async () => {
    await sell({ merchantId: "shop", buyerId: everyBuyer, boundAt: day(-80), policies: 2, returned: 1 });
    await reprice();
    expect(await rows("select count(*)::int4 from experience_day")).toEqual([[3]]);
    await reprice(60);
    expect(await rows("select count(*)::int4 from experience_day")).toEqual([[0]]);
  });
});

describe("a run", () => {
  const populate = async (): Promise<void> => {
    for (let i = 0; i < 9; i++) {
      const policies = 20 + i;
      await sell({ merchantId: `s${i}`, buyerId: () => `b${i % 4}`, boundAt: day(-i), policies, returned: 2 * i });
    }
  };

  it("comes to the same when it is done again, and writes nothing", async () => {
    await populate();
    const first = await reprice();
    expect(first.result_hash).toMatch(/^[0-9a-f]{64}$/);
    const written = await bands();
    expect(await reprice()).toEqual(first);
    const again = await reprice(0, { again: true });
    expect(again).toMatchObject({ sequence: 2, changed: 0n, blocked: 0n, result_hash: first.result_hash });
    expect(await bands()).toEqual(written);
  });

  it("goes on where it was stopped, one page after the other, to the same end", async () => {
    await populate();
    const whole = await reprice(0, { pageSize: 2 });
    const written = await bands();
    await desk.database.owner.query("truncate rating_run, rating_band, buyer_block, experience_day");
    let steps = 0;
    for (let state = "running"; state === "running"; steps++) {
      const stopping = new AbortController();
      const { signal } = stopping;
      // Told to stop after its first look: each call takes one step.
      Object.defineProperty(signal, "aborted", {
        get: (
          (looks) => () =>
            looks++ > 0
        )(0),
      });
      ({ state } = await reprice(0, { pageSize: 2, stop: signal }));
    }
    expect(steps).toBeGreaterThan(15);
    expect(await bands()).toEqual(written);
    expect(await reprice()).toMatchObject({ result_hash: whole.result_hash, done: whole.done, changed: whole.changed });
  });

  it("is done once though several processes do it", async () => {
    await populate();
    const runs = await Promise.all([1, 2, 3].map(() => reprice(0, { pageSize: 1 })));
    expect(new Set(runs.map((run) => run.result_hash)).size).toBe(1);
    expect(await rows("select sequence, done::int4, total::int4 from rating_run")).toEqual([[1, 12, 12]]);
  });

  it("of a day that passed is given up for the new day's", async () => {
    await populate();
    await reprice(0, { stop: AbortSignal.abort() });
    expect(await reprice(2)).toMatchObject({ state: "done", run_on: dayText(2) });
    expect(await rows("select run_on, state from rating_run order by run_on")).toEqual([
      [TODAY, "abandoned"],
      [dayText(2), "done"],
    ]);
  });

  it("is part of closing the day, and keeps it open until it is done", async () => {
    await populate();
    expect(await closeDays(desk.context, AbortSignal.abort())).toBe(0);
    expect(await closeDays(desk.context)).toBe(2);
    expect(await rows("select tenant_id, state from rating_run order by 1")).toEqual([
      [TENANT, "done"],
      [OTHER_TENANT, "done"],
    ]);
    expect(await closeDays(desk.context)).toBe(0);
  });
});

describe("a buyer", () => {
  const returning = (policies: number, returned: number, boundAt = day(-5)) =>
    sell({ merchantId: "shop", buyerId: oneBuyer, boundAt, policies, returned });
  const blocks = () => rows("select buyer_id, effective_on, until_on, exposures, returns from buyer_block order by 2");

  it("above the filed limit is blocked for its days, and no longer", async () => {
    await returning(10, 4);
    expect((await reprice()).blocked).toBe(1n);
    expect((await reprice(1)).blocked).toBe(0n);
    expect(await blocks()).toEqual([["b-same", TODAY, dayText(90), 10n, 4n]]);
    expect((await reprice(90)).blocked).toBe(0n);
  });

  it("at the limit, or with too little history, is not", async () => {
    await returning(10, 3);
    await sell({ merchantId: "shop", buyerId: () => "b-few", boundAt: day(-5), policies: 9, returned: 9 });
    expect((await reprice()).blocked).toBe(0n);
  });

  it("is blocked again after the block when gifts went on coming back", async () => {
    await returning(10, 4);
    await reprice();
    await returning(20, 10, day(50));
    expect((await reprice(60)).blocked).toBe(0n);
    expect((await reprice(90)).blocked).toBe(1n);
    expect((await blocks()).map((row) => row[1])).toEqual([TODAY, dayText(90)]);
  });
});
