import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evolve, fold, type KnownPolicy } from "../policy/policy.js";
import type { ProductVersion } from "../product/product.js";
import { at } from "../testing/moment.js";
import { COVER, fundsOf, ORDER, orderFacts, RETURN } from "../testing/order.js";
import { coveredBy, PRODUCT } from "../testing/product.js";
import { DAY_MS, type Instant, plus } from "../time.js";
import { decideOrder, type OrderDecision, type OrderFacts } from "./decide.js";
import { unexpiredShare } from "./endorse.js";
import type { Funds } from "./funds.js";
import type { OrderSnapshot, Shipment } from "./order.js";

/** Insures the price paid at a tenth of it, so that a change of price, quantity or freight shows in fen. */
const priced = (more: Partial<ProductVersion> = {}): ProductVersion => ({
  ...PRODUCT,
  insuredUnit: "line",
  sumInsured: { kind: "price_percent", percent: 100, plus: 0n, maximum: 10_000_000n },
  tariff: { ...PRODUCT.tariff, rows: [{ match: ["*"], premium: { kind: "rate", ppm: 100_000n } }] },
  ...more,
});

const soldAs = (product: ProductVersion, more: Partial<OrderFacts> = {}): OrderFacts =>
  orderFacts({ live: () => [product], product: () => product, ...more });

/** The next snapshot's facts: what the first decision left. */
const after = (first: OrderDecision, facts: OrderFacts, more: Partial<OrderFacts> = {}): OrderFacts => ({
  ...facts,
  outcomes: first.outcomes,
  policies: first.policies,
  ...more,
});

const withLine = (change: Partial<OrderSnapshot["lines"][number]>, order = ORDER): OrderSnapshot => ({
  ...order,
  version: order.version + 1,
  lines: order.lines.map((line) => ({ ...line, ...change })),
});

const unshipped: OrderSnapshot = { ...ORDER, shipments: [] };
/** Binds on payment, so that cover is there before anything was shipped. */
const early = (more: Partial<ProductVersion> = {}): ProductVersion =>
  priced({ bindsOn: { merchant: "payment", buyer: "payment", platform: "payment" }, ...more });

function sold(order: OrderSnapshot, facts: OrderFacts, funds: Funds): { decision: OrderDecision; known: KnownPolicy } {
  const decision = decideOrder(order, facts, funds);
  const [known] = decision.policies;
  if (known === undefined) throw new Error("a policy was issued");
  return { decision, known };
}

const spent = (funds: Funds): bigint => -(funds.walletChanges().get("shop") ?? 0n);

describe("a line that changes", () => {
  test.each([
    ["dearer", { unitPrice: 20_000n }, 20_000n, 2_000n],
    ["cheaper", { unitPrice: 6_000n }, 6_000n, 600n],
    ["more of it", { quantity: 3 }, 38_700n, 3_870n],
    ["with freight", { freight: 1_000n }, 13_900n, 1_390n],
  ])("%s is rated anew, and the whole difference moves", (_what, change, sumInsured, premium) => {
    const [funds, facts] = [fundsOf(10_000n), soldAs(priced())];
    const { decision, known } = sold(ORDER, facts, funds);
    expect(known.state.premium).toBe(1_290n);
    const next = decideOrder(withLine(change), after(decision, facts), funds);
    expect(next.policies[0]?.state).toMatchObject({ sumInsured, premium, fullPremium: premium });
    expect(next.endorsed.map(({ change: made }) => made.kind)).toEqual(["rerated"]);
    expect(spent(funds)).toBe(premium);
    expect(next.policies[0]?.policy).toEqual(known.policy);
  });

  test("that stays the same is left alone, and so is one that can no longer be rated", () => {
    const [funds, facts] = [fundsOf(10_000n), soldAs(priced())];
    const { decision } = sold(ORDER, facts, funds);
    expect(decideOrder(withLine({ title: "another title" }), after(decision, facts), funds).endorsed).toEqual([]);
    expect(decideOrder(withLine({ unitPrice: 1n }), after(decision, facts), funds).endorsed).toEqual([]);
  });

  test("where the money for more is missing stays as sold, and is asked again", () => {
    const [funds, facts] = [fundsOf(1_300n), soldAs(priced())];
    const { decision } = sold(ORDER, facts, funds);
    const dearer = withLine({ unitPrice: 20_000n });
    expect(decideOrder(dearer, after(decision, facts), funds).endorsed).toEqual([]);
    funds.creditWallet("shop", 1_000n);
    expect(decideOrder(dearer, after(decision, facts), funds).endorsed).toHaveLength(1);
  });

  test("under a claim stays as it was", () => {
    const [funds, facts] = [fundsOf(10_000n), soldAs(priced())];
    const { decision, known } = sold(ORDER, facts, funds);
    const claimed = after(decision, facts, { policiesClaimed: [known.policy.policyId] });
    expect(decideOrder(withLine({ unitPrice: 6_000n }), claimed, funds).endorsed).toEqual([]);
  });

  test("sent elsewhere takes the route's amounts", () => {
    const [funds, facts] = [fundsOf(10_000n), soldAs(PRODUCT)];
    const { decision, known } = sold(ORDER, facts, funds);
    expect(known.state.sumInsured).toBe(1_200n);
    const near = { ...ORDER, version: 2, shipTo: { province: "浙江省", city: "杭州市" } };
    const { endorsed } = decideOrder(near, after(decision, facts), funds);
    expect(endorsed).toMatchObject([{ change: { kind: "rerated", sumInsured: 600n, charge: 0n, refund: 0n } }]);
  });

  test("keeps the bands that sold it", () => {
    const rows = ["a", "f"].map((band, i) => ({
      match: [band],
      premium: { kind: "rate" as const, ppm: i === 0 ? 10_000n : 900_000n },
    }));
    const product = priced({ tariff: { ...PRODUCT.tariff, rows } });
    const [funds, facts] = [fundsOf(100_000n), soldAs(product, { merchantBand: "a" })];
    const { decision } = sold(ORDER, facts, funds);
    const worse = after(decision, facts, { merchantBand: "f" });
    expect(decideOrder(ORDER, worse, funds).endorsed).toEqual([]);
    const { policies } = decideOrder(withLine({ unitPrice: 20_000n }), worse, funds);
    expect(policies[0]?.state.premium).toBe(200n);
  });

  test("of a gift moves the budget and counts no second gift", () => {
    const gift = {
      campaignId: 77n,
      product: PRODUCT.code,
      startsAt: at("2026-01-01T00:00:00Z"),
      endsAt: at("2027-01-01T00:00:00Z"),
      categories: [],
      priceMin: 0n,
      condition: null,
    };
    const facts = soldAs(priced(), {
      ...COVER,
      enrolments: [],
      campaigns: [gift],
      live: () => [priced()],
      product: () => priced(),
    });
    const funds = fundsOf(0n, [[77n, 5_000n]]);
    const { decision } = sold(ORDER, facts, funds);
    decideOrder(withLine({ unitPrice: 20_000n }), after(decision, facts), funds);
    expect(funds.campaignChanges().get(77n)).toBe(-2_000n);
    expect(funds.giftChanges()).toMatchObject([{ gifts: 1 }]);
  });

  test("of a bought cover never costs more than was quoted, and follows the price down and up again", () => {
    const product = priced();
    const quote = { premium: 1_290n, sumInsured: 12_900n };
    const facts = soldAs(product, { enrolments: [] });
    const policy = sold(ORDER, soldAs(product), fundsOf(10_000n)).known.policy;
    const bought = { ...policy, payer: "buyer" as const, ...quote };
    const known = { policy: bought, state: fold(bought, []) };
    const given = {
      ...facts,
      policies: [known],
      outcomes: { evaluated: ["1\u0000payment", "1\u0000shipment"], declined: [] },
    };
    expect(decideOrder(withLine({ unitPrice: 20_000n }), given, fundsOf(0n)).endorsed).toEqual([]);
    const down = decideOrder(withLine({ unitPrice: 6_000n }), given, fundsOf(0n));
    expect(down.policies[0]?.state).toMatchObject({ premium: 600n, sumInsured: 6_000n });
    const up = decideOrder(withLine({ unitPrice: 20_000n }), { ...given, policies: down.policies }, fundsOf(0n));
    expect(up.policies[0]?.state).toMatchObject(quote);
  });
});

describe("by the unexpired share", () => {
  const begins = at("2026-03-02T08:00:00Z");
  const product = priced({ endorsement: "unexpired_share" });

  test("only the time still to run is charged or refunded", () => {
    const [funds, facts] = [fundsOf(10_000n), soldAs(product)];
    const { decision } = sold(ORDER, facts, funds);
    // 30 of 90 days are over.
    const later = after(decision, facts, { now: plus(begins, 30 * DAY_MS) });
    const next = decideOrder(withLine({ unitPrice: 6_000n }), later, funds);
    expect(next.endorsed).toMatchObject([
      { change: { refund: 460n, charge: 0n, fullPremium: 600n, sumInsured: 6_000n } },
    ]);
    expect(next.policies[0]?.state).toMatchObject({ premium: 830n, fullPremium: 600n });
    const again = decideOrder(withLine({ unitPrice: 6_000n }), { ...later, policies: next.policies }, funds);
    expect(again.endorsed).toEqual([]);
  });

  test("is all before cover begins, nothing at its end, and never negative", () => {
    const state = fold(
      { effectiveAt: begins, expiresAt: plus(begins, 90 * DAY_MS), premium: 100n, sumInsured: 1n, rating: "" },
      [],
    );
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 1_000_000n }), fc.integer({ min: -10, max: 100 }), (amount, day) => {
        const share = unexpiredShare(amount, state, plus(begins, day * DAY_MS));
        expect(share >= 0n && share <= amount).toBe(true);
        if (day <= 0) expect(share).toBe(amount);
        if (day >= 90) expect(share).toBe(0n);
      }),
    );
    expect(unexpiredShare(7n, { ...state, effectiveAt: null }, plus(begins, DAY_MS))).toBe(7n);
  });
});

describe("a line that is no longer in the order", () => {
  const two: OrderSnapshot = {
    ...unshipped,
    lines: [...ORDER.lines, { ...ORDER.lines[0], lineId: "2" } as OrderSnapshot["lines"][number]],
  };
  const dropped: OrderSnapshot = { ...unshipped, version: 2 };

  test("was cancelled: its whole premium goes back, and its neighbour stays", () => {
    const [funds, facts] = [fundsOf(10_000n), soldAs(early())];
    const { decision } = sold(two, facts, funds);
    expect(decision.issued).toHaveLength(2);
    const { policies, endorsed } = decideOrder(dropped, after(decision, facts), funds);
    expect(endorsed).toMatchObject([
      { change: { kind: "cancelled", refund: 1_290n, reason: "line_cancelled_before_shipment" } },
    ]);
    expect(policies.map(({ state }) => state.cancelledAt === null)).toEqual([true, false]);
    expect(spent(funds)).toBe(1_290n);
  });

  test("gives back what it costs by then", () => {
    const [funds, facts] = [fundsOf(10_000n), soldAs(early())];
    const { decision } = sold(two, facts, funds);
    const dearer = decideOrder(
      { ...two, version: 2, lines: two.lines.map((line) => ({ ...line, unitPrice: 20_000n })) },
      after(decision, facts),
      funds,
    );
    decideOrder({ ...dropped, version: 3, lines: withLine({ unitPrice: 20_000n }).lines }, after(dearer, facts), funds);
    expect(spent(funds)).toBe(2_000n);
  });

  test("leaves cover of the whole order to the lines that are left", () => {
    const [funds, facts] = [fundsOf(10_000n), soldAs(early({ insuredUnit: "order" }))];
    const { decision } = sold(two, facts, funds);
    expect(decision.issued).toHaveLength(1);
    const without: OrderSnapshot = { ...two, version: 2, lines: two.lines.slice(1) };
    const { policies } = decideOrder(without, after(decision, facts), funds);
    expect(policies[0]?.state.cancelledAt).toBeNull();
  });

  test("is asked nothing when it was held by a switch", () => {
    const facts = soldAs(early(), { isOff: () => true });
    const { outcomes } = decideOrder(two, facts, fundsOf(10_000n));
    expect(outcomes.held).toHaveLength(2);
    const { issued } = decideOrder(dropped, { ...facts, outcomes, isOff: () => false }, fundsOf(10_000n));
    expect(issued.map(({ lineId }) => lineId)).toEqual(["1"]);
  });
});

describe("an exchange", () => {
  const replacedAt = at("2026-03-12T08:00:00Z");
  const parcel = (shipmentId: string, shippedAt: Instant, deliveredAt: Instant | null): Shipment => ({
    ...{ shipmentId, lineIds: ["1"], carrier: "SF", waybill: `SF${shipmentId}`, shippedAt, deliveredAt },
  });
  const first = parcel("1", at("2026-03-02T08:00:00Z"), at("2026-03-04T08:00:00Z"));
  const exchange = { ...RETURN, reason: "exchange", refundedAt: null };
  const exchanged: OrderSnapshot = {
    ...ORDER,
    version: 2,
    shipments: [first, parcel("2", replacedAt, null)],
    returns: [exchange],
  };
  const days = (count: number, from: Instant): Instant => plus(from, count * DAY_MS);

  function periodsOf(product: ProductVersion, ...orders: readonly OrderSnapshot[]) {
    const facts = soldAs(product, { now: days(12, replacedAt) });
    let decision: OrderDecision | null = null;
    for (const order of orders) {
      decision = decideOrder(order, decision === null ? facts : after(decision, facts), fundsOf(10_000n));
    }
    const known = decision?.policies[0];
    return {
      effectiveAt: known?.state.effectiveAt,
      expiresAt: known?.state.expiresAt,
      kinds: decision?.endorsed.map(({ change }) => change.kind),
    };
  }

  test("moves cover to the replacement: its end is counted from there", () => {
    const { effectiveAt, expiresAt, kinds } = periodsOf(priced(), { ...ORDER, shipments: [first] }, exchanged);
    expect(kinds).toEqual(["exchanged"]);
    expect(effectiveAt).toBe(first.shippedAt);
    expect(expiresAt).toBe(days(90, replacedAt));
  });

  test("moves cover that had not begun as a whole", () => {
    const deferred = coveredBy(
      {},
      {
        ...priced(),
        period: {
          inception: { anchor: "delivery", days: 365, hours: 0, fromNextDay: false },
          waitingDays: 0,
          expiry: { anchor: "delivery", days: 730, hours: 0, fromNextDay: false },
          openDaysMax: 790,
        },
      },
    );
    const delivered = { ...exchanged, shipments: [first, parcel("2", replacedAt, days(3, replacedAt))] };
    const { effectiveAt, expiresAt } = periodsOf(deferred, { ...ORDER, shipments: [first] }, exchanged, delivered);
    expect(effectiveAt).toBe(days(368, replacedAt));
    expect(expiresAt).toBe(days(733, replacedAt));
  });

  test("ends the same however its versions arrive", () => {
    const [state, known] = [
      periodsOf(priced(), { ...ORDER, shipments: [first] }, exchanged),
      periodsOf(priced(), exchanged),
    ];
    expect({ ...known, kinds: null }).toEqual({ ...state, kinds: null });
  });

  test.each([
    ["refunded instead", { returns: [{ ...exchange, refundedAt: replacedAt }] }],
    ["a return for its size", { returns: [{ ...exchange, reason: "size" }] }],
    ["called off", { returns: [{ ...exchange, cancelledAt: replacedAt }] }],
    ["of another line", { returns: [{ ...exchange, lineIds: ["2"] }] }],
    ["without a replacement yet", { shipments: [first] }],
  ])("%s moves nothing", (_what, change) => {
    const { expiresAt } = periodsOf(priced(), { ...exchanged, ...change });
    expect(expiresAt).toBe(days(90, at("2026-03-02T08:00:00Z")));
  });
});

test("the premium that moved is the premium that is in force, whatever the versions", () => {
  const prices = fc.array(
    fc.record({ price: fc.bigInt({ min: 100n, max: 40_000n }), quantity: fc.integer({ min: 1, max: 4 }) }),
    {
      minLength: 1,
      maxLength: 6,
    },
  );
  fc.assert(
    fc.property(prices, fc.bigInt({ min: 2_000n, max: 40_000n }), (versions, balance) => {
      const [funds, facts] = [fundsOf(balance), soldAs(priced())];
      let decision = decideOrder(ORDER, facts, funds);
      for (const [i, { price, quantity }] of versions.entries()) {
        const before = decision.policies[0];
        decision = decideOrder(
          { ...withLine({ unitPrice: price, quantity }), version: i + 2 },
          after(decision, facts),
          funds,
        );
        const now = decision.policies[0];
        if (before === undefined || now === undefined) throw new Error("the policy stays");
        expect(decision.endorsed.map(({ change }) => change).reduce(evolve, before.state)).toEqual(now.state);
        expect(spent(funds)).toBe(now.state.premium);
        expect(balance - spent(funds) >= 0n).toBe(true);
        const paid = price * BigInt(quantity);
        if (now.state.sumInsured === paid) expect(now.state.premium).toBe((paid * 2n + 10n) / 20n);
      }
    }),
  );
});
