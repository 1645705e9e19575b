import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { KnownPolicy, Policy } from "../policy/policy.js";
import type { Payer, ProductVersion } from "../product/product.js";
import { at } from "../testing/moment.js";
import { fundsOf, ORDER, orderFacts } from "../testing/order.js";
import { PRODUCT } from "../testing/product.js";
import { DAY_MS, HOUR_MS, plus } from "../time.js";
import type { CampaignOffer, QuoteTerms } from "./cover.js";
import { decideOrder, NO_OUTCOMES, type OrderFacts, type Outcomes } from "./decide.js";
import type { Funds } from "./funds.js";
import type { OrderSnapshot } from "./order.js";

const OFF: Partial<OrderFacts> = { isOff: () => true };

/** Decides a version after others, and remembers what came of it. */
function follow(known: { outcomes: Outcomes; policies: readonly KnownPolicy[] }, order: OrderSnapshot, more = {}) {
  return decideOrder(order, orderFacts({ ...known, ...more }), fundsOf(1_000n));
}

describe("cover that is held", () => {
  const held = decideOrder(ORDER, orderFacts(OFF), fundsOf(1_000n));

  it("is not issued and not paid, and says what it will be", () => {
    const funds = fundsOf(1_000n);
    const decision = decideOrder(ORDER, orderFacts(OFF), funds);
    expect(decision).toMatchObject({ issued: [], outcomes: { declined: [] } });
    expect(decision.outcomes.held).toEqual([
      {
        ...{ product: PRODUCT.code, version: PRODUCT.version, lineId: "1", event: "shipment" },
        at: at("2026-03-02T08:00:00Z"),
        wanted: [
          {
            ...{ kind: "cover", version: PRODUCT.version, payer: "merchant", campaignId: null },
            ...{ premium: "60", sumInsured: "1200", rating: "sample-2026;merchantBand=new" },
          },
        ],
      },
    ]);
    expect([...funds.walletChanges()]).toEqual([]);
    expect(JSON.parse(JSON.stringify(decision.outcomes))).toEqual(decision.outcomes);
  });

  it("is issued on resume as of its event, however long it waited, on the terms of then", () => {
    const dearer: ProductVersion = {
      ...PRODUCT,
      tariff: { ...PRODUCT.tariff, rows: [{ match: ["*"], premium: { kind: "amount", amount: 99n } }] },
    };
    const now = at("2027-01-01T00:00:00Z");
    const resumed = follow(held, ORDER, { now, enrolments: [], merchantBand: "a", live: () => [dearer] });
    expect(resumed.issued).toMatchObject([{ premium: 60n, boundAt: at("2026-03-02T08:00:00Z"), issuedAt: now }]);
    expect(resumed.outcomes.held).toBeUndefined();
    expect(follow(resumed, ORDER).issued).toEqual([]);
  });

  it("that was too late already is declined at once", () => {
    const late = decideOrder(ORDER, orderFacts({ ...OFF, now: at("2026-05-01T00:00:00Z") }), fundsOf(1_000n));
    expect(late.outcomes).toMatchObject({ declined: [{ code: "too_late" }] });
    expect(late.outcomes.held).toBeUndefined();
  });

  it("is declined on resume when the money is gone", () => {
    const poor = decideOrder(ORDER, orderFacts({ outcomes: held.outcomes }), fundsOf(59n));
    expect(poor.outcomes).toMatchObject({ declined: [{ code: "wallet_insufficient" }] });
    expect(poor.outcomes.held).toBeUndefined();
  });

  it("stays held while its product is off, and the rest goes on", () => {
    const still = follow(held, { ...ORDER, version: 2 }, OFF);
    expect(still.outcomes.held).toEqual(held.outcomes.held);
    expect(follow(held, ORDER, { isOff: (code: string) => code !== PRODUCT.code }).issued).toHaveLength(1);
  });

  it("is let go when its line is dropped, or the order cancelled before it left", () => {
    const [line] = ORDER.lines;
    const dropped = { ...ORDER, version: 2, lines: line === undefined ? [] : [{ ...line, lineId: "9" }] };
    const cancelled = { ...ORDER, version: 2, cancelledAt: at("2026-03-02T07:00:00Z") };
    for (const order of [dropped, cancelled]) {
      expect(follow(held, order, OFF).outcomes.held).toBeUndefined();
      expect(follow(held, order).issued).toEqual([]);
    }
    const afterwards = { ...ORDER, version: 2, cancelledAt: at("2026-03-03T00:00:00Z") };
    expect(follow(held, afterwards).issued).toHaveLength(1);
  });

  it("with nobody who could pay is declined at once: no switch would change it", () => {
    const wishing = {
      ...ORDER,
      lines: ORDER.lines.map((line) => ({ ...line, covers: [{ product: PRODUCT.code, quote: "bad" }] })),
    };
    const decision = decideOrder(wishing, orderFacts({ ...OFF, enrolments: [] }), fundsOf(1_000n));
    expect(decision.outcomes).toMatchObject({ declined: [{ code: "quote_invalid" }] });
    expect(decision.outcomes.held).toBeUndefined();
  });
});

// Stops and resumes at any moment end in the same policies as an order that met no switch.

const ON_LINE: ProductVersion = { ...PRODUCT, code: "line", insuredUnit: "line" };
const ON_PAYMENT: ProductVersion = {
  ...PRODUCT,
  ...{ code: "paid", insuredUnit: "line", bindsOn: { merchant: "payment", buyer: "payment", platform: "shipment" } },
};
const PRODUCTS = [PRODUCT, ON_LINE, ON_PAYMENT];
const START = at("2026-03-01T00:00:00Z");

const GIFT: CampaignOffer = {
  campaignId: 77n,
  product: ON_LINE.code,
  startsAt: at("2026-01-01T00:00:00Z"),
  endsAt: at("2027-01-01T00:00:00Z"),
  categories: [],
  priceMin: 0n,
  condition: null,
};
const QUOTE: QuoteTerms = {
  tenantId: 1,
  product: ON_PAYMENT.code,
  productVersion: ON_PAYMENT.version,
  merchantId: "shop",
  buyerId: "buyer",
  sku: "TEE",
  unitPrice: 12_900n,
  quantity: 1,
  premium: 55n,
  sumInsured: 1_200n,
  rating: "sample-2026",
  expiresAt: at("2026-04-01T00:00:00Z"),
  language: "zh",
  texts: "",
};

interface Step {
  /** What the order is told to be from here on; without it nothing is told. */
  readonly told: Partial<Record<"paid" | "shipped" | "delivered" | "cancelled" | "dropped" | "cheaper", boolean>>;
  /** Products of which issue is stopped from here on. */
  readonly off: readonly string[];
  /** Whether the worker catches up after it. */
  readonly catchUp: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  told: fc.record(
    {
      paid: fc.constant(true),
      shipped: fc.constant(true),
      delivered: fc.constant(true),
      cancelled: fc.constant(true),
      dropped: fc.constant(true),
      cheaper: fc.constant(true),
    },
    { requiredKeys: [] },
  ),
  off: fc.subarray(PRODUCTS.map(({ code }) => code)),
  catchUp: fc.boolean(),
});

/** The order as it stands after everything that was told up to a step. */
function orderAfter(steps: readonly Step[], wishes: boolean): OrderSnapshot {
  const toldAt = (what: keyof Step["told"]): number => {
    const first = steps.findIndex(({ told }) => told[what] === true);
    return first < 0 ? Number.POSITIVE_INFINITY : first;
  };
  const said = (what: keyof Step["told"]): boolean => toldAt(what) < steps.length;
  // What has left can be neither cancelled nor dropped, and what was cancelled does not leave.
  const cancelled = said("cancelled") && toldAt("cancelled") <= toldAt("shipped");
  const isShipped = said("shipped") && !cancelled;
  const dropped = said("dropped") && toldAt("dropped") <= toldAt("shipped");
  const [line] = ORDER.lines;
  if (line === undefined) throw new Error("the sample has a line");
  const chosen = (quote: string) =>
    wishes ? [ON_PAYMENT, PRODUCT].map(({ code }) => ({ product: code, quote: `${quote} ${code}` })) : [];
  const lines = [
    { ...line, covers: chosen("good"), unitPrice: said("cheaper") ? 9_900n : 12_900n },
    { ...line, lineId: "2", covers: chosen("bad") },
  ];
  const shipped = { ...ORDER.shipments[0], lineIds: ["1", "2"], shippedAt: plus(START, 24 * HOUR_MS) };
  const delivered = { ...shipped, deliveredAt: said("delivered") ? plus(START, 3 * DAY_MS) : null };
  return {
    ...ORDER,
    version: steps.length,
    paidAt: said("paid") ? plus(START, HOUR_MS) : null,
    lines: dropped ? lines.slice(0, 1) : lines,
    shipments: isShipped ? [{ ...delivered, shipmentId: "s1", carrier: "SF", waybill: "SF1" }] : [],
    cancelledAt: cancelled ? plus(START, 2 * HOUR_MS) : null,
  };
}

interface World {
  readonly wishes: boolean;
  readonly enrolled: readonly string[];
  readonly gift: boolean;
}

/** Plays the steps, with stops or without, and a last catching up. Answers what the order has then, and what it cost. */
function play(steps: readonly Step[], world: World, withStops: boolean) {
  let known: { outcomes: Outcomes; policies: readonly KnownPolicy[] } = { outcomes: NO_OUTCOMES, policies: [] };
  const spent = new Map<string, bigint>();
  let id = 0n;
  let waited = false;
  const decide = (order: OrderSnapshot, hours: number, off: readonly string[]): void => {
    const funds = fundsOf(1_000_000n, [[GIFT.campaignId, 1_000_000n]]);
    const facts = orderFacts({
      ...known,
      live: () => PRODUCTS,
      product: (code) => PRODUCTS.find((product) => product.code === code) ?? null,
      enrolments: world.enrolled.map((product) => ({ product, scope: { kind: "all" }, status: "active" })),
      campaigns: world.gift ? [GIFT] : [],
      quote: (token) => {
        const [kind, product = ""] = token.split(" ");
        return kind === "good" ? { ...QUOTE, product } : "quote_invalid";
      },
      now: plus(START, 12 * HOUR_MS + hours * HOUR_MS),
      isOff: (product) => withStops && off.includes(product),
      nextId: () => ++id,
    });
    known = decideOrder(order, facts, funds);
    waited ||= known.outcomes.held !== undefined;
    account(spent, funds);
  };
  for (const [i, { off, catchUp }] of steps.entries()) {
    const order = orderAfter(steps.slice(0, i + 1), world.wishes);
    decide(order, i * 2, off);
    if (withStops && catchUp) decide(order, i * 2 + 1, off);
  }
  decide(orderAfter(steps, world.wishes), steps.length * 2, []);
  const costs = [...spent].filter(([, amount]) => amount !== 0n).sort();
  return { policies: summary(known.policies), costs, outcomes: known.outcomes, waited };
}

function account(spent: Map<string, bigint>, funds: Funds): void {
  for (const [key, change] of [...funds.walletChanges(), ...funds.campaignChanges()]) {
    spent.set(String(key), (spent.get(String(key)) ?? 0n) + change);
  }
}

interface Cover extends Pick<Policy, "product" | "lineId" | "boundAt"> {
  readonly payer: Payer;
}

/** Every cover that stands, without when it was written down. One that was cancelled whole is as if it never was. */
function summary(policies: readonly KnownPolicy[]): readonly string[] {
  return policies
    .filter(({ state }) => state.cancelledAt === null)
    .map(({ policy: { product, lineId, payer, boundAt }, state }) => {
      const cover: Cover = { product, lineId, payer, boundAt };
      const { premium, sumInsured, effectiveAt, expiresAt } = state;
      return JSON.stringify({ ...cover, premium: `${premium}`, sumInsured: `${sumInsured}`, effectiveAt, expiresAt });
    })
    .sort();
}

const declines = ({ declined }: Outcomes): readonly string[] => declined.map((entry) => JSON.stringify(entry)).sort();

describe("any stops and resumes", () => {
  it("end in the same policies and the same debits as no stop at all", () => {
    let covered = 0;
    let waited = 0;
    const world = fc.record({
      wishes: fc.boolean(),
      enrolled: fc.subarray(PRODUCTS.map(({ code }) => code)),
      gift: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 7 }), world, (steps, facts) => {
        const straight = play(steps, facts, false);
        const stopped = play(steps, facts, true);
        expect(stopped.policies).toEqual(straight.policies);
        expect(stopped.costs).toEqual(straight.costs);
        expect(stopped.outcomes.held).toBeUndefined();
        expect(stopped.outcomes.evaluated).toEqual(straight.outcomes.evaluated);
        expect(declines(stopped.outcomes)).toEqual(declines(straight.outcomes));
        covered += straight.policies.length;
        waited += stopped.waited ? 1 : 0;
      }),
      { numRuns: 500 },
    );
    expect(covered).toBeGreaterThan(50);
    expect(waited).toBeGreaterThan(50);
  });
});
