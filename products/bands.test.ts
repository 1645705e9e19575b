import { BANDS_BY_PREMIUM } from "@anxin/core/product/notice";
import { type Band, rateLine } from "@anxin/core/product/rate";
import { FREIGHT_ZONES } from "@anxin/core/region";
import { describe, expect, test } from "vitest";
import { CATALOGUE } from "./catalogue.js";

// Which change of band is a rise, and so needs notice, is decided without a tariff at hand: no tariff may order bands otherwise.
describe.each(CATALOGUE.map((product) => [product.code, product] as const))("%s", (_code, product) => {
  const { categories, unitPriceMin, unitPriceMax } = product.eligibility;
  const [category = "apparel"] = categories;
  const unitPrice = unitPriceMax < 10_000n ? unitPriceMax : unitPriceMin > 10_000n ? unitPriceMin : 10_000n;

  test.each(["merchantBand", "buyerBand"] as const)("never costs less for a worse %s", (factor) => {
    for (const zone of FREIGHT_ZONES) {
      const premiums = BANDS_BY_PREMIUM.map((band: Band) => {
        const line = {
          category,
          unitPrice,
          quantity: 1,
          freight: 0n,
          zone,
          merchantBand: "b",
          buyerBand: "b",
        } as const;
        const rating = rateLine(product, { ...line, [factor]: band }, product.payers[0] ?? "merchant");
        return typeof rating === "string" ? rating : rating.premium;
      });
      expect(premiums).toEqual([...premiums].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
      expect(premiums.every((premium) => typeof premium === "bigint")).toBe(true);
    }
  });
});
