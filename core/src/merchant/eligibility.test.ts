import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ShopRule } from "../product/product.js";
import { at } from "../testing/moment.js";
import { DAY_MS, plus } from "../time.js";
import { type ShopFacts, shopChecks } from "./eligibility.js";

const NOW = at("2026-11-11T00:00:00Z");
const RULE: ShopRule = { wholeShop: false, ageDaysMin: 30, returnRateMaxPpm: 800_000n, exposuresMin: 100n };
const SHOP: ShopFacts = { openedAt: plus(NOW, -30 * DAY_MS), exposures: 100n, returns: 80n };
const check = (code: string, shop: Partial<ShopFacts> = {}, rule: Partial<ShopRule> = {}) => {
  const found = shopChecks({ ...RULE, ...rule }, { ...SHOP, ...shop }, NOW).find((each) => each.code === code);
  if (found === undefined) throw new Error(`${code} is checked`);
  return found;
};

describe("age", () => {
  it("holds from the day on which the shop is old enough, and tells when that is", () => {
    expect(check("age_days")).toEqual({ code: "age_days", measured: 30, limit: 30, holds: true, from: null });
    const openedAt = plus(NOW, -30 * DAY_MS + 1);
    expect(check("age_days", { openedAt })).toMatchObject({ measured: 29, holds: false, from: plus(NOW, 1) });
  });

  it("is not asked where the product sets none, even of a shop that opens tomorrow", () => {
    const young = { openedAt: plus(NOW, DAY_MS) };
    expect(check("age_days", young, { ageDaysMin: 0 }).measured).toBe(0);
    expect(check("age_days", {}, { ageDaysMin: 0 })).toMatchObject({ limit: null, holds: true });
  });
});

describe("the return rate", () => {
  it.each([
    ["at the limit holds", 80n, 100n, true, 800_000],
    ["above the limit does not", 81n, 100n, false, 810_000],
    ["of too few policies is not asked", 99n, 99n, true, 1_000_000],
    ["of none is none", 0n, 0n, true, 0],
  ])("%s", (_name, returns, exposures, holds, measured) => {
    expect(check("return_rate_ppm", { returns, exposures })).toMatchObject({ holds, measured });
  });

  it("a hair above the limit is above it, though it is shown as the same", () => {
    const hair = { returns: 8_000_000_001n, exposures: 10_000_000_000n };
    expect(check("return_rate_ppm", hair)).toMatchObject({ holds: false, measured: 800_000 });
  });

  it("is not asked where the product sets none", () => {
    expect(check("return_rate_ppm", { returns: 100n }, { returnRateMaxPpm: null })).toMatchObject({
      limit: null,
      holds: true,
    });
  });
});

it("more returns never make a shop eligible, and a day more never makes it less so", () => {
  const shop = fc.record({ exposures: fc.bigInt({ min: 0n, max: 500n }), share: fc.bigInt({ min: 0n, max: 100n }) });
  fc.assert(
    fc.property(
      shop,
      fc.integer({ min: 0, max: 90 }),
      fc.bigInt({ min: 0n, max: 1_000_000n }),
      ({ exposures, share }, age, max) => {
        const returns = (exposures * share) / 100n;
        const facts = { openedAt: plus(NOW, -age * DAY_MS), exposures, returns };
        const holds = (more: Partial<ShopFacts>, now = NOW) =>
          shopChecks({ ...RULE, returnRateMaxPpm: max }, { ...facts, ...more }, now).every((each) => each.holds);
        if (holds({})) expect(holds({}, plus(NOW, DAY_MS))).toBe(true);
        if (returns < exposures && !holds({})) expect(holds({ returns: returns + 1n })).toBe(false);
      },
    ),
  );
});
