import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant } from "../time.js";
import type { QuoteTerms } from "./cover.js";
import { decodeQuote, encodeQuote } from "./quote.js";

/** What the API lets through as an id: any characters but control characters and halves of pairs. */
const externalId = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 64 })
  .filter((written) => [...written].every((each) => each > "\u001f" && each !== "\u007f"));
const amount = fc.bigInt(0n, 2n ** 53n - 1n);

const quotes: fc.Arbitrary<QuoteTerms> = fc.record({
  tenantId: fc.nat(1_000_000),
  product: fc.stringMatching(/^[a-z][a-z-]{0,40}$/),
  productVersion: fc.nat(999_999),
  merchantId: externalId,
  buyerId: fc.option(externalId),
  sku: externalId,
  unitPrice: amount,
  quantity: fc.integer({ min: 1, max: 1_000_000 }),
  premium: amount,
  sumInsured: amount,
  rating: fc.stringMatching(/^[A-Z0-9-]{1,20}(;[a-zA-Z]{1,12}=[a-z0-9_]{1,12}){0,4}$/),
  expiresAt: fc.integer({ min: 1_700_000_000_000, max: 4_000_000_000_000 }).map(instant),
  language: fc.constantFrom("zh", "en"),
  texts: fc.stringMatching(/^[\w-]{22}$/),
});

describe("the text of a quote", () => {
  it("reads back exactly", () => {
    fc.assert(
      fc.property(quotes, (terms) => {
        expect(decodeQuote(encodeQuote(terms))).toEqual(terms);
      }),
    );
  });

  it("is another for other terms", () => {
    fc.assert(
      fc.property(quotes, quotes, (one, other) => {
        fc.pre(JSON.stringify(one, text) !== JSON.stringify(other, text));
        expect(encodeQuote(one)).not.toBe(encodeQuote(other));
      }),
    );
  });

  it("of a form that we do not know is nothing", () => {
    fc.assert(
      fc.property(quotes, (terms) => {
        const written = encodeQuote(terms);
        expect(decodeQuote(`1${written.slice(1)}`)).toBeNull();
        expect(decodeQuote(`${written}\u001fmore`)).toBeNull();
      }),
    );
    expect(decodeQuote("")).toBeNull();
  });
});

const text = (_key: string, value: unknown): unknown => (typeof value === "bigint" ? value.toString() : value);
