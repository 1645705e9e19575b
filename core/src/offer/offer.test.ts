import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LineFacts } from "../order/cover.js";
import { CATEGORIES, PAYERS, type ProductVersion } from "../product/product.js";
import { at } from "../testing/moment.js";
import { COVER, ORDER } from "../testing/order.js";
import { coveredBy, PRODUCT } from "../testing/product.js";
import { DAY_MS, plus } from "../time.js";
import { type OfferFacts, offerLines, type Shopping } from "./offer.js";

const NOW = at("2026-03-01T00:00:00Z");
const LINE = ORDER.lines[0] ?? never();
const SHOPPING: Shopping = {
  tenantId: 1,
  merchantId: "shop",
  buyerId: "buyer",
  shipTo: ORDER.shipTo,
  returnTo: ORDER.returnTo,
  language: "zh",
};
const FACTS: OfferFacts = { ...COVER, buyerExperience: null, isOff: () => false, textsOf: () => "texts" };

function never(): never {
  throw new Error("the sample order has a line");
}

const offerOf = (facts: Partial<OfferFacts> = {}, line: Partial<typeof LINE> = {}) =>
  offerLines(SHOPPING, [{ ...LINE, ...line }], { ...FACTS, ...facts }, NOW)[0] ?? never();

describe("offers", () => {
  it("include what the merchant insures, and sell nothing twice", () => {
    const offer = offerOf();
    expect(offer.included).toMatchObject([{ payer: "merchant", sumInsured: 1_200n }]);
    expect(offer.optional).toEqual([]);
    expect(offer.recommended).toEqual([]);
  });

  it("include what the platform gives", () => {
    const gift = {
      ...{ campaignId: 1n, product: PRODUCT.code, startsAt: NOW, endsAt: plus(NOW, DAY_MS) },
      ...{ categories: [], priceMin: 0n, condition: null },
    };
    expect(offerOf({ enrolments: [], campaigns: [gift] }).included).toMatchObject([{ payer: "platform" }]);
    const dear = { ...gift, condition: ({ order }: LineFacts) => order.total >= 20_000n };
    expect(offerOf({ enrolments: [], campaigns: [dear] }).included).toEqual([]);
    expect(offerOf({ enrolments: [], campaigns: [dear] }, { quantity: 2 }).included).toHaveLength(1);
  });

  it("quote the rest at the tariff's premium, for a day, for this line only, with the texts that go with it", () => {
    const [cover] = offerOf({ enrolments: [] }).optional;
    expect(cover?.terms).toEqual({
      ...{ tenantId: 1, product: "sample", productVersion: 3, merchantId: "shop", buyerId: "buyer" },
      ...{ sku: "TEE", unitPrice: 12_900n, quantity: 1, premium: 60n, sumInsured: 1_200n },
      rating: "sample-2026;merchantBand=new",
      expiresAt: plus(NOW, DAY_MS),
      ...{ language: "zh", texts: "texts" },
    });
  });

  it("leave out goods that the product is not for, and products whose issue is off", () => {
    const nothing = { included: [], optional: [], recommended: [], blocked: [] };
    expect(offerOf({ enrolments: [] }, { unitPrice: 1n })).toEqual(nothing);
    expect(offerOf({ isOff: (product) => product === PRODUCT.code })).toEqual(nothing);
  });

  it("tell a blocked buyer until when, and keep what others give", () => {
    const until = plus(NOW, 30 * DAY_MS);
    const buyerBlockedUntil = () => until;
    const blocked = offerOf({ enrolments: [], buyerBlockedUntil });
    expect(blocked).toMatchObject({ included: [], optional: [], recommended: [], blocked: [{ until }] });
    expect(offerOf({ buyerBlockedUntil })).toMatchObject({ included: [{ payer: "merchant" }], blocked: [] });
  });
});

/** Products that differ in everything that an offer looks at. */
const products = fc
  .uniqueArray(fc.constantFrom("alpha", "beta", "gamma", "delta", "epsilon"), { minLength: 1 })
  .chain((codes) =>
    fc.tuple(
      ...codes.map((code) =>
        fc
          .record({
            payers: fc.subarray([...PAYERS], { minLength: 1 }),
            peril: fc.constantFrom("return", "breakage", "screen_crack", "breakdown", "other"),
            premium: fc.bigInt(1n, 50_000n),
          })
          .map(({ payers, peril, premium }): ProductVersion => {
            const title = { zh: peril, en: peril };
            const base = coveredBy({ perils: [{ code: peril, title }] }, { code, payers });
            const rows = [{ match: ["*"], premium: { kind: "amount" as const, amount: premium } }];
            return { ...base, tariff: { ...PRODUCT.tariff, code, rows } };
          }),
      ),
    ),
  );
const worlds = fc.record({
  products,
  enrolled: fc.subarray(["alpha", "beta", "gamma", "delta", "epsilon"]),
  given: fc.subarray(["alpha", "beta", "gamma", "delta", "epsilon"]),
  blocked: fc.subarray(["alpha", "beta", "gamma", "delta", "epsilon"]),
  off: fc.subarray(["alpha", "beta", "gamma", "delta", "epsilon"]),
  own: fc.option(
    fc.record({ exposures: fc.nat(100), returns: fc.nat(100) }).filter((own) => own.returns <= own.exposures),
  ),
  category: fc.constantFrom(...CATEGORIES),
  unitPrice: fc.bigInt(0n, 1_100_000n),
});
type World = typeof worlds extends fc.Arbitrary<infer W> ? W : never;

const factsOf = (world: World, live: readonly ProductVersion[]): Partial<OfferFacts> => ({
  live: () => live,
  enrolments: world.enrolled.map((product) => ({ product, scope: { kind: "all" }, status: "active" })),
  campaigns: world.given.map((product, i) => ({
    ...{
      campaignId: BigInt(i),
      product,
      startsAt: NOW,
      endsAt: plus(NOW, 1),
      categories: [],
      priceMin: 0n,
      condition: null,
    },
  })),
  buyerBlockedUntil: (product) => (world.blocked.includes(product) ? plus(NOW, DAY_MS) : null),
  isOff: (product) => world.off.includes(product),
  buyerExperience: world.own,
});

describe("of any goods in any shop", () => {
  it("the order of the products changes nothing", () => {
    const shuffled = worlds.chain((world) =>
      fc.tuple(fc.constant(world), fc.shuffledSubarray(world.products, { minLength: world.products.length })),
    );
    fc.assert(
      fc.property(shuffled, ([world, other]) => {
        const goods = { category: world.category, unitPrice: world.unitPrice };
        expect(offerOf(factsOf(world, other), goods)).toEqual(offerOf(factsOf(world, world.products), goods));
      }),
    );
  });

  it("a product is in one place: included, optional or blocked; advice is of the optional ones, at most two, with reasons", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const offer = offerOf(factsOf(world, world.products), {
          category: world.category,
          unitPrice: world.unitPrice,
        });
        const { included, optional, blocked, recommended } = offer;
        const codes = [...included, ...optional, ...blocked].map(({ product }) => product.code);
        expect(new Set(codes).size).toBe(codes.length);
        expect(codes.some((code) => world.off.includes(code))).toBe(false);
        for (const list of [included, optional, blocked]) {
          const own = list.map(({ product }) => product.code);
          expect(own).toEqual([...own].sort());
        }
        const buyable = new Set(optional.map(({ product }) => product.code));
        expect(recommended.length).toBeLessThanOrEqual(2);
        for (const { product, reason, basis } of recommended) {
          expect(buyable.has(product.code)).toBe(true);
          expect(basis.length).toBeGreaterThan(0);
          expect(reason).not.toBe("");
        }
      }),
    );
  });

  it("nothing says that it is selected", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const offer = offerOf(factsOf(world, world.products), { category: world.category });
        const keys = new Set<string>();
        JSON.stringify(offer, (key, value: unknown) => {
          keys.add(key);
          return typeof value === "bigint" ? value.toString() : value;
        });
        expect([...keys].filter((key) => /select|default|check|tick|chosen|opt/i.test(key))).toEqual(["optional"]);
      }),
    );
  });
});
