import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PPM } from "../money.js";
import { BANDS } from "../product/rate.js";
import { coveredBy, PRODUCT } from "../testing/product.js";
import { type SimulationFacts, simulate, USUAL_ZONES } from "./simulation.js";
import { simulationText } from "./simulation-text.js";

const FACTS: SimulationFacts = {
  // 60 fen whatever the band and route; a return from afar costs 11 yuan.
  product: PRODUCT,
  sales: [{ category: "apparel", ordersPerMonth: 1_000n, averagePrice: 12_900n }],
  returnRatePpm: 200_000n,
  zoneMix: { ...USUAL_ZONES, same_city: 0n, same_province: 0n, near: 0n, far: 1n, remote: 0n },
  all: { exposures: 1_000_000n, returns: 150_000n },
};

describe("a simulation", () => {
  test("adds up a month: premium, what is paid for returns, and the rate at which both are equal", () => {
    const month = simulate(FACTS);
    expect(month).toMatchObject({
      premium: 60_000n,
      costPerOrder: 60n,
      orders: 1_000n,
      returned: 200n,
      expectedClaims: 200n * 1_100n,
      // 60 ÷ 1 100, rounded up.
      breakEvenPpm: 54_546n,
      // 60 fen of 12 900.
      premiumShareOfSalesPpm: 4_651n,
      notInsurable: [],
    });
    // Three months of these sales: Z = 3000 ÷ 3060, so nearly their own 20 %.
    expect(month?.rating).toMatchObject({ exposures: 3_000n, returns: 600n, band: "c", credibilityPpm: 980_392n });
    expect(month?.bands.map(({ band }) => band)).toEqual([...BANDS]);
  });

  test("passes over goods that the product is not for, and is nothing when it is for none", () => {
    const picky = { ...PRODUCT, eligibility: { ...PRODUCT.eligibility, categories: ["shoes"] } } as const;
    const sales = [...FACTS.sales, { category: "shoes", ordersPerMonth: 10n, averagePrice: 12_900n } as const];
    expect(simulate({ ...FACTS, product: picky, sales })).toMatchObject({ orders: 10n, notInsurable: ["apparel"] });
    expect(simulate({ ...FACTS, product: picky })).toBeNull();
  });

  test("knows no break-even where claims are not the freight of returns", () => {
    const goods = coveredBy(
      { benefit: { kind: "refund", percentOfPrice: 100, feeField: null, feeMax: 0n } },
      { sumInsured: { kind: "price_percent", percent: 100, plus: 0n, maximum: 10n ** 9n } },
    );
    const month = simulate({ ...FACTS, product: goods });
    expect(month).toMatchObject({ premium: 60_000n, expectedClaims: null, breakEvenPpm: null });
    if (month !== null) expect(simulationText(month, 200_000n).en).not.toContain("Break-even");
  });

  test("says whether cover is worth it", () => {
    const said = (returnRatePpm: bigint, premium = 60n) => {
      const tariff = {
        ...PRODUCT.tariff,
        rows: [{ match: ["*"], premium: { kind: "amount", amount: premium } }],
      } as const;
      const month = simulate({ ...FACTS, product: { ...PRODUCT, tariff }, returnRatePpm });
      return month === null ? null : simulationText(month, returnRatePpm);
    };
    expect(said(200_000n)?.en).toContain("cover is cheaper");
    expect(said(10_000n)?.en).toContain("paying the freight is cheaper");
    expect(said(200_000n, 5_000n)?.zh).toContain("即使全部退货");
  });

  test("whatever is planned, orders are whole and sum, and at break-even premium and freight meet", () => {
    const weight = fc.bigInt({ min: 0n, max: 100n });
    const mix = fc
      .record({ same_city: weight, same_province: weight, near: weight, far: weight, remote: weight })
      .filter((zones) => Object.values(zones).some((each) => each > 0n));
    const orders = fc.bigInt({ min: 1n, max: 1_000_000n });
    fc.assert(
      fc.property(mix, orders, fc.bigInt({ min: 0n, max: PPM }), (zoneMix, ordersPerMonth, returnRatePpm) => {
        const sales = [{ category: "apparel", ordersPerMonth, averagePrice: 12_900n } as const];
        const month = simulate({ ...FACTS, sales, zoneMix, returnRatePpm });
        expect(month?.orders).toBe(ordersPerMonth);
        expect(month?.premium).toBe(60n * ordersPerMonth);
        const all = simulate({ ...FACTS, sales, zoneMix, returnRatePpm: PPM })?.expectedClaims ?? 0n;
        const atBreakEven = ((month?.breakEvenPpm ?? 0n) * all) / PPM;
        // The break-even is rounded up by less than one part in a million of all freight.
        expect(atBreakEven - (month?.premium ?? 0n)).toBeGreaterThanOrEqual(0n);
        expect(atBreakEven - (month?.premium ?? 0n)).toBeLessThanOrEqual(all / PPM + 1n);
      }),
    );
  });
});
