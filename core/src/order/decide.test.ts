import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Id } from "../id.js";
import { fold, type KnownPolicy } from "../policy/policy.js";
import { at } from "../testing/moment.js";
import { COVER, fundsOf, ORDER, orderFacts, RETURN } from "../testing/order.js";
import { PRODUCT } from "../testing/product.js";
import { DAY_MS, plus } from "../time.js";
import type { CampaignOffer, QuoteTerms } from "./cover.js";
import { decideOrder, NO_OUTCOMES, type OrderDecision } from "./decide.js";
import type { Funds } from "./funds.js";
import type { OrderSnapshot } from "./order.js";

const unshipped: OrderSnapshot = { ...ORDER, shipments: [] };
const SHIPPED = at("2026-03-02T08:00:00Z");

const GIFT: CampaignOffer = {
  campaignId: 77n,
  product: PRODUCT.code,
  startsAt: at("2026-01-01T00:00:00Z"),
  endsAt: at("2027-01-01T00:00:00Z"),
  categories: [],
  priceMin: 0n,
  condition: null,
};

const QUOTE: QuoteTerms = {
  tenantId: 1,
  product: PRODUCT.code,
  productVersion: PRODUCT.version,
  merchantId: "shop",
  buyerId: "buyer",
  sku: "TEE",
  unitPrice: 12_900n,
  quantity: 1,
  premium: 55n,
  sumInsured: 1_200n,
  rating: "sample-2026",
  expiresAt: at("2026-03-02T00:00:00Z"),
  language: "zh",
  texts: "",
};

const wishing: OrderSnapshot = {
  ...ORDER,
  lines: ORDER.lines.map((line) => ({ ...line, covers: [{ product: PRODUCT.code, quote: "qt" }] })),
};

describe("binding", () => {
  it("binds on shipment, from when the goods left, and debits the premium", () => {
    const funds = fundsOf(1_000n);
    const { issued } = decideOrder(ORDER, orderFacts(), funds);
    expect(issued).toMatchObject([
      {
        payer: "merchant",
        premium: 60n,
        sumInsured: 1_200n,
        effectiveAt: SHIPPED,
        boundAt: SHIPPED,
        lineId: "1",
        book: 7,
      },
    ]);
    expect(issued[0]?.expiresAt).toBe(plus(SHIPPED, 90 * DAY_MS));
    expect([...funds.walletChanges()]).toEqual([["shop", -60n]]);
  });

  it("issues nothing before the binding event", () => {
    const decision = decideOrder(unshipped, orderFacts(), fundsOf(1_000n));
    expect(decision.issued).toEqual([]);
    expect(decision.outcomes.declined).toEqual([]);
  });

  it("asks a line once: a cover that was declined is not given later", () => {
    const first = decideOrder(ORDER, orderFacts(), fundsOf(59n));
    expect(first.outcomes.declined).toEqual([{ product: PRODUCT.code, lineId: "1", code: "wallet_insufficient" }]);
    const second = decideOrder({ ...ORDER, version: 2 }, orderFacts({ outcomes: first.outcomes }), fundsOf(1_000n));
    expect(second.issued).toEqual([]);
    expect(second.outcomes.declined).toHaveLength(1);
  });

  it("takes the last fen of a wallet and not one more", () => {
    expect(decideOrder(ORDER, orderFacts(), fundsOf(60n)).issued).toHaveLength(1);
    expect(decideOrder(ORDER, orderFacts(), fundsOf(59n)).issued).toHaveLength(0);
  });

  it.each([
    [0, 1],
    [1, 0],
  ])("a shipment %i ms older than the binding delay gives %i policies", (lateMs, policies) => {
    const now = plus(SHIPPED, 30 * DAY_MS + lateMs);
    const decision = decideOrder(ORDER, orderFacts({ now }), fundsOf(1_000n));
    expect(decision.issued).toHaveLength(policies);
    expect(decision.outcomes.declined.map(({ code }) => code)).toEqual(policies === 1 ? [] : ["too_late"]);
  });

  it("passes over goods that the product is not for", () => {
    const cheap = { ...ORDER, lines: ORDER.lines.map((line) => ({ ...line, unitPrice: 99n })) };
    const decision = decideOrder(cheap, orderFacts(), fundsOf(1_000n));
    expect([decision.issued, decision.outcomes.declined]).toEqual([[], []]);
  });

  it("declines a route that no tariff knows", () => {
    const decision = decideOrder({ ...ORDER, shipTo: null }, orderFacts(), fundsOf(1_000n));
    expect(decision.outcomes.declined.map(({ code }) => code)).toEqual(["route_unrated"]);
  });

  it("uses the merchant's return address when the order names none", () => {
    const facts = orderFacts({ returnTo: { province: "四川省", city: "成都市" } });
    expect(decideOrder({ ...ORDER, returnTo: null }, facts, fundsOf(1_000n)).issued).toMatchObject([
      { sumInsured: 600n },
    ]);
  });

  it("gives one policy to an order of many lines where the order is the insured unit, and one to each line otherwise", () => {
    const second = { ...ORDER.lines[0], lineId: "2" } as (typeof ORDER.lines)[number];
    const two = {
      ...ORDER,
      lines: [...ORDER.lines, second],
      shipments: ORDER.shipments.map((s) => ({ ...s, lineIds: ["1", "2"] })),
    };
    expect(decideOrder(two, orderFacts(), fundsOf(1_000n)).issued.map((p) => p.lineId)).toEqual(["1"]);
    const byLine = { ...PRODUCT, insuredUnit: "line" as const };
    const facts = orderFacts({ live: () => [byLine], product: () => byLine });
    expect(decideOrder(two, facts, fundsOf(1_000n)).issued.map((p) => p.lineId)).toEqual(["1", "2"]);
  });

  it.each([
    ["all", [], 1],
    ["categories", ["apparel"], 1],
    ["categories", ["shoes"], 0],
    ["skus", ["TEE"], 1],
    ["skus", ["TEE-2"], 0],
  ] as const)("an enrolment of %s %j covers %i", (kind, values, policies) => {
    const enrolments = [{ product: PRODUCT.code, scope: { kind, values }, status: "active" as const }];
    expect(decideOrder(ORDER, orderFacts({ enrolments }), fundsOf(1_000n)).issued).toHaveLength(policies);
    const paused = enrolments.map((entry) => ({ ...entry, status: "paused" as const }));
    expect(decideOrder(ORDER, orderFacts({ enrolments: paused }), fundsOf(1_000n)).issued).toHaveLength(0);
  });
});

describe("precedence: merchant, buyer, platform", () => {
  it("prefers the merchant to a gift, and falls back to the gift when the wallet is empty", () => {
    const facts = orderFacts({ campaigns: [GIFT] });
    expect(decideOrder(ORDER, facts, fundsOf(1_000n, [[77n, 1_000n]])).issued).toMatchObject([
      { payer: "merchant", campaignId: null },
    ]);
    const poor = fundsOf(0n, [[77n, 60n]]);
    const decision = decideOrder(ORDER, facts, poor);
    expect(decision.issued).toMatchObject([{ payer: "platform", campaignId: 77n }]);
    expect(decision.outcomes.declined).toEqual([]);
    expect([...poor.campaignChanges()]).toEqual([[77n, -60n]]);
  });

  it("tells the first reason when nobody can pay", () => {
    const decision = decideOrder(ORDER, orderFacts({ campaigns: [GIFT] }), fundsOf(0n, [[77n, 59n]]));
    expect(decision.outcomes.declined.map(({ code }) => code)).toEqual(["wallet_insufficient"]);
    const gifted = decideOrder(ORDER, orderFacts({ enrolments: [], campaigns: [GIFT] }), fundsOf(0n, [[77n, 59n]]));
    expect(gifted.outcomes.declined.map(({ code }) => code)).toEqual(["campaign_exhausted"]);
  });

  it.each([
    ["that starts later", { startsAt: plus(SHIPPED, 1) }, 0],
    ["that just started", { startsAt: SHIPPED }, 1],
    ["that just ended", { endsAt: SHIPPED }, 0],
    ["that is about to end", { endsAt: plus(SHIPPED, 1) }, 1],
    ["for other goods", { categories: ["shoes" as const] }, 0],
    ["for dearer goods", { priceMin: 12_901n }, 0],
    ["for goods of this price", { priceMin: 12_900n }, 1],
  ])("a campaign %s", (_name, change, policies) => {
    const facts = orderFacts({ enrolments: [], campaigns: [{ ...GIFT, ...change }] });
    expect(decideOrder(ORDER, facts, fundsOf(0n, [[77n, 1_000n]])).issued).toHaveLength(policies);
  });

  it("sells the buyer's choice at the quoted premium, on payment, pending until shipment", () => {
    const facts = orderFacts({ enrolments: [], quote: () => QUOTE });
    const { issued } = decideOrder({ ...wishing, shipments: [] }, facts, fundsOf(0n));
    expect(issued).toMatchObject([{ payer: "buyer", premium: 55n, boundAt: ORDER.paidAt, effectiveAt: null }]);
  });

  it("does not charge the buyer for what the merchant insures", () => {
    const decision = decideOrder(wishing, orderFacts({ quote: () => QUOTE }), fundsOf(1_000n));
    expect(decision.issued).toMatchObject([{ payer: "merchant" }]);
    expect(decision.outcomes.declined.map(({ code }) => code)).toEqual(["already_covered"]);
  });

  it.each([
    ["too old", { expiresAt: ORDER.paidAt ?? SHIPPED }, "quote_expired"],
    ["for other goods", { sku: "OTHER" }, "quote_mismatch"],
    ["for another price", { unitPrice: 12_901n }, "quote_mismatch"],
    ["for another quantity", { quantity: 2 }, "quote_mismatch"],
    ["of another merchant", { merchantId: "other" }, "quote_foreign"],
    ["of another buyer", { buyerId: "other" }, "quote_foreign"],
    ["for another product", { product: "other" }, "quote_mismatch"],
    ["of an unknown version", { productVersion: 99 }, "quote_mismatch"],
  ])("a quote %s is declined and the order goes on", (_name, change, code) => {
    const facts = orderFacts({ enrolments: [], quote: () => ({ ...QUOTE, ...change }) });
    const decision = decideOrder(wishing, facts, fundsOf(0n));
    expect(decision.issued).toEqual([]);
    expect(decision.outcomes.declined.map((entry) => entry.code)).toEqual([code]);
  });

  it("declines a quote that is not ours", () => {
    const decision = decideOrder(wishing, orderFacts({ enrolments: [], quote: () => "quote_invalid" }), fundsOf(0n));
    expect(decision.outcomes.declined.map(({ code }) => code)).toEqual(["quote_invalid"]);
  });
});

describe("cancellation before shipment", () => {
  const onPayment = { ...PRODUCT, bindsOn: { merchant: "payment", buyer: "payment", platform: "payment" } as const };
  const facts = (more = {}) => orderFacts({ live: () => [onPayment], product: () => onPayment, ...more });
  const cancelled = { ...unshipped, cancelledAt: at("2026-03-01T12:00:00Z") };

  it("never binds an order that was cancelled before the event", () => {
    expect(
      decideOrder({ ...ORDER, cancelledAt: at("2026-03-01T12:00:00Z") }, orderFacts(), fundsOf(1_000n)).issued,
    ).toEqual([]);
    expect(decideOrder({ ...ORDER, cancelledAt: SHIPPED }, orderFacts(), fundsOf(1_000n)).issued).toEqual([]);
  });

  it("gives the whole premium back to who paid it", () => {
    const first = decideOrder(unshipped, facts(), fundsOf(1_000n));
    const funds = fundsOf(940n);
    const second = decideOrder(cancelled, facts({ outcomes: first.outcomes, policies: first.policies }), funds);
    expect(second.endorsed).toMatchObject([{ change: { kind: "cancelled", refund: 60n } }]);
    expect([...funds.walletChanges()]).toEqual([["shop", 60n]]);
  });

  it("ends in the same when payment and cancellation are learned at once", () => {
    const funds = fundsOf(1_000n);
    const decision = decideOrder(cancelled, facts(), funds);
    expect(decision.policies).toMatchObject([{ state: { cancelledAt: cancelled.cancelledAt, refunded: 60n } }]);
    expect([...funds.walletChanges()]).toEqual([]);
  });

  it("refunds a gift to its campaign and frees the buyer's share", () => {
    const funds = fundsOf(0n, [[77n, 60n]]);
    decideOrder(cancelled, facts({ enrolments: [], campaigns: [GIFT] }), funds);
    expect([[...funds.campaignChanges()], funds.giftChanges()]).toEqual([[], []]);
  });

  it("changes nothing once the goods have left", () => {
    const late = { ...ORDER, cancelledAt: plus(SHIPPED, 1) };
    const decision = decideOrder(late, orderFacts(), fundsOf(1_000n));
    expect(decision.issued).toHaveLength(1);
    expect(decision.endorsed).toEqual([]);
  });
});

describe("periods", () => {
  const delivery = {
    ...PRODUCT,
    period: { ...PRODUCT.period, expiry: { anchor: "delivery" as const, days: 30, hours: 0, fromNextDay: false } },
  };
  const facts = (more = {}) => orderFacts({ live: () => [delivery], product: () => delivery, ...more });
  const delivered = {
    ...ORDER,
    shipments: ORDER.shipments.map((s) => ({ ...s, deliveredAt: at("2026-03-04T08:00:00Z") })),
  };

  it("stays open until delivery, bounded, and is fixed by an endorsement", () => {
    const first = decideOrder(ORDER, facts(), fundsOf(1_000n));
    expect(first.issued[0]?.expiresAt).toBe(plus(SHIPPED, 120 * DAY_MS));
    const second = decideOrder(delivered, facts({ outcomes: first.outcomes, policies: first.policies }), fundsOf(0n));
    expect(second.endorsed).toMatchObject([
      { change: { kind: "period_fixed", effectiveAt: SHIPPED, expiresAt: at("2026-04-03T08:00:00Z") } },
    ]);
  });

  it("is right from the start when the delivery is known", () => {
    const decision = decideOrder(delivered, facts(), fundsOf(1_000n));
    expect(decision.issued[0]?.expiresAt).toBe(at("2026-04-03T08:00:00Z"));
    expect(decision.endorsed).toEqual([]);
  });
});

describe("returns", () => {
  it.each([
    [{}, 1],
    [{ receivedAt: null }, 0],
    [{ waybill: "" }, 0],
    [{ cancelledAt: at("2026-03-07T00:00:00Z") }, 0],
    [{ mode: "refund_only" as const, waybill: "", receivedAt: null }, 1],
    [{ mode: "refund_only" as const, receivedAt: null, refundedAt: null }, 0],
  ])("a return with %j makes %i claims", (change, claims) => {
    const decision = decideOrder({ ...ORDER, returns: [{ ...RETURN, ...change }] }, orderFacts(), fundsOf(1_000n));
    expect(decision.returnClaims).toHaveLength(claims);
  });

  it("makes no second claim of one return, and none without cover", () => {
    const order = { ...ORDER, returns: [RETURN] };
    expect(decideOrder(order, orderFacts({ returnsClaimed: ["r1"] }), fundsOf(1_000n)).returnClaims).toEqual([]);
    expect(decideOrder(order, orderFacts({ enrolments: [] }), fundsOf(1_000n)).returnClaims).toEqual([]);
  });

  it("takes returns in the order in which they came back", () => {
    const earlier = { ...RETURN, returnId: "r0", receivedAt: at("2026-03-08T08:00:00Z") };
    const decision = decideOrder({ ...ORDER, returns: [RETURN, earlier] }, orderFacts(), fundsOf(1_000n));
    expect(decision.returnClaims.map((claim) => claim.return.returnId)).toEqual(["r0", "r1"]);
  });
});

describe("arrival", () => {
  /** Five versions of one order, each knowing more than the one before. */
  const versions: readonly OrderSnapshot[] = [
    { ...unshipped, version: 1, paidAt: null },
    { ...unshipped, version: 2 },
    { ...ORDER, version: 3 },
    {
      ...ORDER,
      version: 4,
      shipments: ORDER.shipments.map((s) => ({ ...s, deliveredAt: at("2026-03-04T08:00:00Z") })),
    },
    {
      ...ORDER,
      version: 5,
      shipments: ORDER.shipments.map((s) => ({ ...s, deliveredAt: at("2026-03-04T08:00:00Z") })),
      returns: [RETURN],
    },
  ];
  const product = {
    ...PRODUCT,
    period: { ...PRODUCT.period, expiry: { anchor: "delivery" as const, days: 30, hours: 0, fromNextDay: false } },
  };

  /** Applies versions as the store would: older ones than what is known change nothing. */
  function arrive(order: readonly OrderSnapshot[]): {
    policies: readonly KnownPolicy[];
    spent: bigint;
    claimed: string[];
  } {
    let known: OrderDecision = { issued: [], endorsed: [], policies: [], outcomes: NO_OUTCOMES, returnClaims: [] };
    let version = 0;
    let spent = 0n;
    const claimed: string[] = [];
    for (const snapshot of order) {
      if (snapshot.version <= version) continue;
      version = snapshot.version;
      const funds: Funds = fundsOf(1_000n - spent);
      const facts = orderFacts({
        ...COVER,
        live: () => [product],
        product: () => product,
        outcomes: known.outcomes,
        policies: known.policies,
        returnsClaimed: claimed,
      });
      known = decideOrder(snapshot, facts, funds);
      spent -= funds.walletChanges().get("shop") ?? 0n;
      claimed.push(...known.returnClaims.map((claim) => claim.return.returnId));
    }
    return { policies: known.policies, spent, claimed };
  }

  it("ends in the same policies, claims and money, whatever came first and however often", () => {
    const expected = arrive([versions[4] ?? ORDER]);
    expect(expected).toMatchObject({ spent: 60n, claimed: ["r1"] });
    fc.assert(
      fc.property(fc.shuffledSubarray([...versions, ...versions], { minLength: 10 }), (arrival) => {
        const result = arrive(arrival);
        expect(result.spent).toBe(expected.spent);
        expect(result.claimed).toEqual(expected.claimed);
        expect(
          result.policies.map(({ policy: { premium, sumInsured, boundAt }, state }) => ({
            premium,
            sumInsured,
            boundAt,
            state,
          })),
        ).toEqual(
          expected.policies.map(({ policy: { premium, sumInsured, boundAt }, state }) => ({
            premium,
            sumInsured,
            boundAt,
            state,
          })),
        );
      }),
    );
  });

  it("leaves a state that the policy and its endorsements fold to", () => {
    const changes = new Map<Id, Parameters<typeof fold>[1][number][]>();
    const decision = decideOrder(versions[3] ?? ORDER, orderFacts(), fundsOf(1_000n));
    for (const { policyId, change } of decision.endorsed)
      changes.set(policyId, [...(changes.get(policyId) ?? []), change]);
    for (const { policy, state } of decision.policies)
      expect(fold(policy, changes.get(policy.policyId) ?? [])).toEqual(state);
  });
});
