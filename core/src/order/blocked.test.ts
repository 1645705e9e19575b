import { describe, expect, it } from "vitest";
import { at } from "../testing/moment.js";
import { COVER, ORDER } from "../testing/order.js";
import { PRODUCT } from "../testing/product.js";
import { applicants } from "./applicant.js";
import type { CoverFacts, QuoteTerms } from "./cover.js";

const PAID = at("2026-03-01T08:05:00Z");
const UNTIL = at("2026-05-01T00:00:00Z");
const line = { ...ORDER.lines[0], covers: [{ product: PRODUCT.code, quote: "qt" }] } as (typeof ORDER.lines)[number];
const wishing = { ...ORDER, lines: [line] };

/** A quote that fits the order in all that is asked of it. */
const quote = {
  product: PRODUCT.code,
  productVersion: PRODUCT.version,
  merchantId: ORDER.merchantId,
  buyerId: null,
  sku: line.sku,
  unitPrice: line.unitPrice,
  quantity: line.quantity,
  premium: 55n,
  sumInsured: 1_200n,
  rating: "sample-2026",
  expiresAt: at("2026-03-02T00:00:00Z"),
} as QuoteTerms;

const facts: CoverFacts = {
  ...COVER,
  enrolments: [],
  quote: () => quote,
  buyerBlockedUntil: (product, moment) => (product === PRODUCT.code && moment === PAID ? UNTIL : null),
};
const asked = (more: Partial<CoverFacts> = {}) =>
  applicants(wishing, "1", PRODUCT, PRODUCT.bindsOn.buyer, PAID, { ...facts, ...more });

describe("a buyer who cannot buy when the order was paid", () => {
  it("is declined with a code of its own, though the quote is good", () => {
    expect(asked()).toEqual([{ kind: "declined", code: "buyer_blocked" }]);
    expect(asked({ buyerBlockedUntil: () => null })).toMatchObject([{ kind: "cover", payer: "buyer" }]);
  });

  it("hears first what is wrong with the quote", () => {
    expect(asked({ quote: () => "quote_invalid" })).toEqual([{ kind: "declined", code: "quote_invalid" }]);
    expect(asked({ quote: () => ({ ...quote, sku: "OTHER" }) })).toEqual([
      { kind: "declined", code: "quote_mismatch" },
    ]);
  });
});
