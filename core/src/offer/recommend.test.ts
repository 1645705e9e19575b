import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coveredBy } from "../testing/product.js";
import { type BuyerExperience, isFragile, worthPpm } from "./hazard.js";
import { type Candidate, recommend } from "./recommend.js";

const title = { zh: "退货寄回", en: "goods sent back" };
const FREIGHT = coveredBy({ perils: [{ code: "return", title }] }, { code: "return-freight" });
const SCREEN = coveredBy(
  {
    perils: [{ code: "screen_crack", title: { zh: "屏幕碎裂", en: "screen broken" } }],
    benefit: { kind: "repair_cost", costField: "cost", deductible: 5_000n, deductiblePercent: 0 },
  },
  { code: "screen-crack" },
);
const WARRANTY = coveredBy(
  {
    perils: [{ code: "breakdown", title: { zh: "故障", en: "breakdown" } }],
    benefit: { kind: "repair_cost", costField: "cost", deductible: 0n, deductiblePercent: 0 },
  },
  { code: "extended-warranty" },
);

const SHIRT: Candidate = {
  ...{ product: FREIGHT, category: "apparel", unitPrice: 12_900n, premium: 60n, sumInsured: 1_200n },
};
const phone = (product: Candidate["product"], premium: bigint, unitPrice = 399_900n): Candidate => {
  return { product, category: "digital", unitPrice, premium, sumInsured: unitPrice };
};
const codesOf = (candidates: readonly Candidate[], own: BuyerExperience | null = null): string[] =>
  recommend(candidates, own, "zh").map(({ product }) => product.code);

describe("advice", () => {
  it("lies in the goods: clothes are sent back, food is not", () => {
    expect(recommend([SHIRT], null, "zh")).toMatchObject([{ basis: ["often_returned"] }]);
    expect(codesOf([{ ...SHIRT, category: "food" }])).toEqual([]);
  });

  it("lies in the buyer's own past, told in numbers that they know", () => {
    const own = { exposures: 12, returns: 5 };
    expect(recommend([{ ...SHIRT, category: "food" }], own, "zh")).toMatchObject([
      { basis: ["own_returns"], reason: "您最近 90 天的 12 单里退了 5 单；保费 0.60 元，最高赔 12.00 元" },
    ]);
    expect(recommend([{ ...SHIRT, category: "food" }], own, "en")[0]?.reason).toBe(
      "You sent back 5 of your 12 orders of the last 90 days; the premium is ¥0.60, up to ¥12.00 is paid",
    );
    expect(codesOf([{ ...SHIRT, category: "food" }], { exposures: 4, returns: 4 })).toEqual([]);
    expect(codesOf([{ ...SHIRT, category: "food" }], { exposures: 100, returns: 19 })).toEqual([]);
  });

  it("lies in fragility and value, worth most for its premium first", () => {
    const [first, second] = recommend([phone(WARRANTY, 24_000n), phone(SCREEN, 19_900n)], null, "zh");
    expect(first).toMatchObject({ product: { code: "screen-crack" }, basis: ["fragile_goods", "dear_goods"] });
    expect(second).toMatchObject({ product: { code: "extended-warranty" }, basis: ["dear_goods"] });
    expect(first?.reason).toBe(
      "这个价位的电子产品容易损坏，常见的是屏幕碎裂；单价 3999.00 元，出险一次通常要花约 999.75 元；保费 199.00 元，最高赔 3999.00 元",
    );
  });

  it("is not given for what gives back too little of its premium", () => {
    expect(codesOf([phone(SCREEN, 100_000n)])).toEqual([]);
    expect(codesOf([phone(SCREEN, 5_900n, 60_000n)])).toEqual([]);
  });

  it("names two covers at the most, and orders equals by code", () => {
    const three = ["b", "c", "a"].map((code) => ({ ...SHIRT, product: { ...FREIGHT, code } }));
    expect(codesOf(three)).toEqual(["a", "b"]);
  });
});

describe("worth", () => {
  it("is chance × usual benefit ÷ premium", () => {
    // 25 % of 12 yuan for 0.60.
    expect(worthPpm(SHIRT, null)).toBe(5_000_000n);
    // 10 % of (a quarter of 3,999 less 50) for 199.
    expect(worthPpm(phone(SCREEN, 19_900n), null)).toBe((100_000n * (99_975n - 5_000n)) / 19_900n);
  });

  it("leans on the buyer's own record the more of it there is", () => {
    const worth = (exposures: number, returns: number): bigint => worthPpm(SHIRT, { exposures, returns });
    // (10 + 20 × 25 %) ÷ (10 + 20) = 50 %, and 100 % in the end.
    expect(worth(10, 10)).toBe(10_000_000n);
    expect(worth(0, 0)).toBe(worthPpm(SHIRT, null));
    expect(worth(1_000_000, 1_000_000)).toBeGreaterThan(19_990_000n);
  });

  it("falls with the premium and grows with the sum insured", () => {
    const amounts = fc.record({ premium: fc.bigInt(1n, 1_000_000n), sumInsured: fc.bigInt(1n, 10_000_000n) });
    fc.assert(
      fc.property(amounts, fc.constantFrom(FREIGHT, SCREEN, WARRANTY), (amount, product) => {
        const worth = (more: Partial<Candidate>): bigint => worthPpm({ ...SHIRT, product, ...amount, ...more }, null);
        expect(worth({ premium: amount.premium + 1n })).toBeLessThanOrEqual(worth({}));
        expect(worth({ sumInsured: amount.sumInsured * 2n })).toBeGreaterThanOrEqual(worth({}));
      }),
    );
  });

  it("of perils without an assumption is what tariffs are made for", () => {
    const unknown = coveredBy({ perils: [{ code: "meteor", title }] });
    expect(worthPpm({ ...SHIRT, product: unknown }, null)).toBe(600_000n);
  });
});

it("glass breaks at any price, electronics once they are fine work, cloth never", () => {
  expect([isFragile("fragile", 1n), isFragile("digital", 99_999n), isFragile("digital", 100_000n)]).toEqual([
    true,
    false,
    true,
  ]);
  expect(isFragile("apparel", 10_000_000n)).toBe(false);
});
