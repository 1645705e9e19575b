// Understands a quote as text that can be signed: self-contained, versioned, read back exactly.

import type { Instant } from "../time.js";
import type { QuoteTerms } from "./cover.js";

/** The form of this text; another form is another number. */
const FORM = "2";
/** Never part of a field: ids and codes hold no control characters. */
const SEPARATOR = "\u001f";
const FIELDS = 15;

/** The text of a quote's terms, for signing. Fields in fixed order, the tenant first; amounts in fen; no buyer is "". */
export function encodeQuote(terms: QuoteTerms): string {
  const { tenantId, product, productVersion, merchantId, buyerId, sku, unitPrice, quantity } = terms;
  const { premium, sumInsured, rating, expiresAt, language, texts } = terms;
  const _ = SEPARATOR;
  const sold = `${FORM}${_}${tenantId}${_}${product}${_}${productVersion}${_}${merchantId}${_}${buyerId ?? ""}`;
  const goods = `${sku}${_}${unitPrice}${_}${quantity}${_}${premium}${_}${sumInsured}${_}${rating}`;
  return `${sold}${_}${goods}${_}${expiresAt}${_}${language}${_}${texts}`;
}

/** Reads what `encodeQuote` wrote, after its signature was verified; null for a form that is no longer known. */
export function decodeQuote(text: string): QuoteTerms | null {
  const fields = text.split(SEPARATOR);
  const [form, tenantId, product = "", productVersion, merchantId = "", buyerId = "", sku = ""] = fields;
  const [unitPrice, quantity, premium, sumInsured, rating = "", expiresAt, language, texts = ""] = fields.slice(7);
  if (form !== FORM || fields.length !== FIELDS) return null;
  return {
    tenantId: Number(tenantId),
    product,
    productVersion: Number(productVersion),
    merchantId,
    buyerId: buyerId === "" ? null : buyerId,
    sku,
    unitPrice: BigInt(unitPrice ?? ""),
    quantity: Number(quantity),
    premium: BigInt(premium ?? ""),
    sumInsured: BigInt(sumInsured ?? ""),
    rating,
    expiresAt: Number(expiresAt) as Instant,
    language: language === "en" ? "en" : "zh",
    texts,
  };
}
