import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FREIGHT_ZONES } from "../region.js";
import { coveredBy, PRODUCT } from "../testing/product.js";
import { CATEGORIES, PAYERS, type ProductVersion } from "./product.js";
import {
  BANDS,
  type Band,
  bandOfRate,
  isEligible,
  priceBandOf,
  pricePaid,
  type RiskFacts,
  rateLine,
  sumInsuredOf,
} from "./rate.js";
import { FACTORS, type Tariff } from "./tariff.js";

const LINE: RiskFacts = {
  category: "apparel",
  unitPrice: 12_900n,
  quantity: 2,
  freight: 800n,
  zone: "far",
  merchantBand: "a",
  buyerBand: "c",
};
const anyLine: fc.Arbitrary<RiskFacts> = fc.record({
  category: fc.constantFrom(...CATEGORIES),
  unitPrice: fc.bigInt({ min: 0n, max: 2_000_000n }),
  quantity: fc.integer({ min: 1, max: 20 }),
  freight: fc.bigInt({ min: 0n, max: 10_000n }),
  zone: fc.option(fc.constantFrom(...FREIGHT_ZONES)),
  merchantBand: fc.constantFrom(...BANDS),
  buyerBand: fc.constantFrom(...BANDS),
});

test.each<[bigint, Band]>([
  [0n, "a"],
  [49_999n, "a"],
  [50_000n, "b"],
  [99_999n, "b"],
  [100_000n, "c"],
  [200_000n, "d"],
  [300_000n, "e"],
  [499_999n, "e"],
  [500_000n, "f"],
  [1_000_000n, "f"],
])("a return rate of %s parts per million is band %s", (ratePpm, band) => {
  expect(bandOfRate(ratePpm)).toBe(band);
});

test.each([
  [0n, "p0"],
  [4_999n, "p0"],
  [5_000n, "p50"],
  [19_999n, "p50"],
  [20_000n, "p200"],
  [99_999n, "p200"],
  [100_000n, "p1000"],
  [299_999n, "p1000"],
  [300_000n, "p3000"],
  [999_999n, "p3000"],
  [1_000_000n, "p10000"],
  [10n ** 12n, "p10000"],
])("a unit price of %s fen is in band %s", (unitPrice, band) => {
  expect(priceBandOf(unitPrice)).toBe(band);
});

test("the price paid is all pieces and their freight", () => {
  expect(pricePaid(LINE)).toBe(26_600n);
});

describe("isEligible", () => {
  const product: ProductVersion = {
    ...PRODUCT,
    eligibility: { categories: ["shoes", "bags"], unitPriceMin: 100n, unitPriceMax: 200n },
  };

  test("holds the price between its bounds, both included", () => {
    const priced = (unitPrice: bigint) => isEligible(product, { category: "shoes", unitPrice });
    expect([99n, 100n, 200n, 201n].map(priced)).toEqual([false, true, true, false]);
  });

  test("takes the categories that it names, and all when it names none", () => {
    expect(isEligible(product, { category: "bags", unitPrice: 150n })).toBe(true);
    expect(isEligible(product, { category: "food", unitPrice: 150n })).toBe(false);
    const open = { ...product, eligibility: { ...product.eligibility, categories: [] } };
    expect(CATEGORIES.every((category) => isEligible(open, { category, unitPrice: 150n }))).toBe(true);
  });
});

describe("sumInsuredOf", () => {
  test("is the most that the route may pay", () => {
    const paying = (selfShip: bigint, pickup: bigint) => {
      const zone = { selfShip, pickup };
      const schedule = { same_city: zone, same_province: zone, near: zone, far: zone, remote: zone };
      return sumInsuredOf(coveredBy({ benefit: { kind: "route_schedule", schedule } }), LINE);
    };
    expect(sumInsuredOf(PRODUCT, LINE)).toBe(1_200n);
    expect(sumInsuredOf(PRODUCT, { ...LINE, zone: "remote" })).toBe(2_200n);
    expect([paying(5n, 4n), paying(4n, 5n), paying(5n, 5n)]).toEqual([5n, 5n, 5n]);
  });

  test("is not known without a route, or where the benefit has none", () => {
    expect(sumInsuredOf(PRODUCT, { ...LINE, zone: null })).toBeNull();
    expect(
      sumInsuredOf(coveredBy({ benefit: { kind: "refund", percentOfPrice: 100, feeField: null, feeMax: 0n } }), LINE),
    ).toBeNull();
  });

  test("is a share of the price paid plus a fee, up to the most that the product insures", () => {
    const insured = (percent: number, plus: bigint, maximum: bigint) =>
      sumInsuredOf({ ...PRODUCT, sumInsured: { kind: "price_percent", percent, plus, maximum } }, LINE);
    expect(insured(100, 0n, 10n ** 9n)).toBe(26_600n);
    expect(insured(400, 500n, 10n ** 9n)).toBe(106_900n);
    expect(insured(400, 500n, 106_899n)).toBe(106_899n);
    expect(
      sumInsuredOf(
        { ...PRODUCT, sumInsured: { kind: "price_percent", percent: 50, plus: 0n, maximum: 99n } },
        { ...LINE, unitPrice: 3n, quantity: 1, freight: 0n },
      ),
    ).toBe(1n);
  });
});

describe("rateLine", () => {
  /** One row for exactly these factor values: any other value finds none. */
  const exact: Tariff = {
    ...PRODUCT.tariff,
    by: [...FACTORS],
    rows: [{ match: ["a", "c", "apparel", "p50", "far", "merchant"], premium: { kind: "rate", ppm: 10_000n } }],
  };
  const product = { ...PRODUCT, tariff: exact };

  test("hands every fact to the tariff under its factor, and the price paid as the base", () => {
    expect(rateLine(product, LINE, "merchant")).toEqual({
      premium: 266n,
      base: 266n,
      tariff: "sample-2026",
      sumInsured: 1_200n,
      factors: [
        { factor: "merchantBand", value: "a", ppm: null },
        { factor: "buyerBand", value: "c", ppm: null },
        { factor: "category", value: "apparel", ppm: null },
        { factor: "priceBand", value: "p50", ppm: null },
        { factor: "zone", value: "far", ppm: null },
        { factor: "term", value: "merchant", ppm: null },
      ],
    });
    expect(rateLine(product, LINE, "buyer")).toBe("route_unrated");
    expect(rateLine(product, { ...LINE, buyerBand: "d" }, "merchant")).toBe("route_unrated");
  });

  test("an unknown route is a value of its own where the benefit does not need one", () => {
    const goods = coveredBy(
      { benefit: { kind: "refund", percentOfPrice: 100, feeField: null, feeMax: 0n } },
      {
        sumInsured: { kind: "price_percent", percent: 100, plus: 0n, maximum: 10n ** 9n },
        tariff: {
          ...PRODUCT.tariff,
          by: ["zone"],
          rows: [{ match: ["unknown"], premium: { kind: "amount", amount: 9n } }],
        },
      },
    );
    expect(rateLine(goods, { ...LINE, zone: null }, "merchant")).toMatchObject({ premium: 9n, sumInsured: 26_600n });
    expect(rateLine(goods, LINE, "merchant")).toBe("route_unrated");
  });

  test("says first that the goods are not eligible, then that the route has no rate", () => {
    expect(rateLine(product, { ...LINE, unitPrice: 99n, zone: null }, "merchant")).toBe("not_eligible");
    expect(rateLine(product, { ...LINE, zone: null }, "merchant")).toBe("route_unrated");
  });

  test("a sum insured of nothing is no cover", () => {
    const free = { ...PRODUCT, sumInsured: { kind: "price_percent", percent: 0, plus: 0n, maximum: 1n } } as const;
    expect(rateLine(free, LINE, "merchant")).toBe("route_unrated");
  });

  test("whatever the line, a rating is in bounds and repeats", () => {
    fc.assert(
      fc.property(anyLine, fc.constantFrom(...PAYERS), (line, payer) => {
        const rating = rateLine(PRODUCT, line, payer);
        expect(rateLine(PRODUCT, line, payer)).toEqual(rating);
        if (typeof rating === "string") {
          expect(rating).toBe(isEligible(PRODUCT, line) ? "route_unrated" : "not_eligible");
          expect(rating === "route_unrated").toBe(isEligible(PRODUCT, line) && line.zone === null);
          return;
        }
        expect(rating.premium).toBe(60n);
        expect(rating.sumInsured > 0n).toBe(true);
      }),
    );
  });
});
