import { describe, expect, it } from "vitest";
import { decodeQuote, encodeQuote } from "../order/quote.js";
import { at } from "../testing/moment.js";
import { COVER, ORDER } from "../testing/order.js";
import { PRODUCT } from "../testing/product.js";
import { DAY_MS, plus } from "../time.js";
import { offerLine } from "./offer.js";

const NOW = at("2026-03-01T00:00:00Z");
const LINE = ORDER.lines[0] ?? never();
const SHOPPING = { merchantId: "shop", buyerId: "buyer", shipTo: ORDER.shipTo, returnTo: ORDER.returnTo };

function never(): never {
  throw new Error("the sample order has a line");
}

describe("offers", () => {
  it("include what the merchant insures, and sell nothing twice", () => {
    const offer = offerLine(SHOPPING, LINE, COVER, NOW);
    expect(offer.included).toMatchObject([{ payer: "merchant", sumInsured: 1_200n }]);
    expect(offer.optional).toEqual([]);
  });

  it("include what the platform gives", () => {
    const gift = {
      campaignId: 1n,
      product: PRODUCT.code,
      startsAt: NOW,
      endsAt: plus(NOW, DAY_MS),
      categories: [],
      priceMin: 0n,
    };
    expect(offerLine(SHOPPING, LINE, { ...COVER, enrolments: [], campaigns: [gift] }, NOW).included).toMatchObject([
      { payer: "platform" },
    ]);
  });

  it("quote the rest at the tariff's premium, for a day, for this line only", () => {
    const [cover] = offerLine(SHOPPING, LINE, { ...COVER, enrolments: [] }, NOW).optional;
    expect(cover?.terms).toMatchObject({
      premium: 60n,
      sumInsured: 1_200n,
      sku: "TEE",
      merchantId: "shop",
      buyerId: "buyer",
    });
    expect(cover?.terms.expiresAt).toBe(plus(NOW, DAY_MS));
  });

  it("leave out goods that the product is not for", () => {
    const offer = offerLine(SHOPPING, { ...LINE, unitPrice: 1n }, { ...COVER, enrolments: [] }, NOW);
    expect(offer).toEqual({ included: [], optional: [], recommended: [] });
  });

  it("recommend for a reason that lies in the goods, and only what may be added", () => {
    const freight = { ...PRODUCT, code: "return-freight" };
    const facts = { ...COVER, live: () => [freight], product: () => freight, enrolments: [] };
    expect(offerLine(SHOPPING, LINE, facts, NOW).recommended).toMatchObject([{ product: { code: "return-freight" } }]);
    expect(offerLine(SHOPPING, { ...LINE, category: "food" }, facts, NOW).recommended).toEqual([]);
  });

  it("carry quotes that read back exactly", () => {
    const [cover] = offerLine(SHOPPING, LINE, { ...COVER, enrolments: [] }, NOW).optional;
    if (cover === undefined) never();
    expect(decodeQuote(encodeQuote(cover.terms))).toEqual(cover.terms);
  });
});
