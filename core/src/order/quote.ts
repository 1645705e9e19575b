// Understands a quote as text that can be signed: self-contained, versioned, read back exactly.

import type { QuoteTerms } from "./cover.js";

/** The text of a quote's terms, for signing. Keys in fixed order; amounts as decimal strings. */
export function encodeQuote(terms: QuoteTerms): string {
  return JSON.stringify([
    1,
    terms.product,
    terms.productVersion,
    terms.merchantId,
    terms.buyerId,
    terms.sku,
    terms.unitPrice.toString(),
    terms.quantity,
    terms.premium.toString(),
    terms.sumInsured.toString(),
    terms.rating,
    terms.expiresAt,
  ]);
}

/** Reads what `encodeQuote` wrote, after its signature was verified. */
export function decodeQuote(text: string): QuoteTerms {
  const [
    ,
    product,
    productVersion,
    merchantId,
    buyerId,
    sku,
    unitPrice,
    quantity,
    premium,
    sumInsured,
    rating,
    expiresAt,
  ] = JSON.parse(text) as [
    1,
    string,
    number,
    string,
    string | null,
    string,
    string,
    number,
    string,
    string,
    string,
    QuoteTerms["expiresAt"],
  ];
  return {
    product,
    productVersion,
    merchantId,
    buyerId,
    sku,
    unitPrice: BigInt(unitPrice),
    quantity,
    premium: BigInt(premium),
    sumInsured: BigInt(sumInsured),
    rating,
    expiresAt,
  };
}
