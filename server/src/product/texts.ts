// Understands the texts that go with the sale of a product version, and the hashes that name them exactly.

import { createHash } from "node:crypto";
import { type ConsentText, TEXT_KINDS } from "@anxin/core/order/order";
import type { ProductVersion } from "@anxin/core/product/product";
import type { Language } from "../http/language.js";

/** A text as it is shown at a sale. `sha256` is of its UTF-8 bytes; `url` is where anybody reads it. */
export interface SaleText extends ConsentText {
  readonly url: string;
  readonly text: string;
}

interface Sale {
  readonly texts: readonly SaleText[];
  readonly digest: string;
}

const sales = new WeakMap<ProductVersion, Readonly<Record<Language, Sale>>>();

/** Enough of a SHA-256 that nobody finds another list of texts with the same. */
const DIGEST_LENGTH = 22;

export const termsUrl = ({ code, version }: Pick<ProductVersion, "code" | "version">): string =>
  `/v1/products/${code}/versions/${version}/terms`;

function saleOf(product: ProductVersion, language: Language): Sale {
  const { code, version } = product;
  const texts = TEXT_KINDS.map((kind) => {
    const text = product[kind][language];
    const sha256 = createHash("sha256").update(text).digest("hex");
    return {
      kind,
      version,
      sha256,
      text,
      url: kind === "terms" ? termsUrl(product) : `/v1/products/${code}/versions/${version}`,
    };
  });
  const lines = texts.map(({ kind, sha256 }) => `${kind} ${version} ${sha256}`).join("\n");
  return { texts, digest: createHash("sha256").update(lines).digest("base64url").slice(0, DIGEST_LENGTH) };
}

function sale(product: ProductVersion, language: Language): Sale {
  const known = sales.get(product);
  if (known !== undefined) return known[language];
  const fresh = { zh: saleOf(product, "zh"), en: saleOf(product, "en") };
  sales.set(product, fresh);
  return fresh[language];
}

/** The texts of a version in a language, in the order of TEXT_KINDS. A version never changes, and neither do they. */
export const saleTexts = (product: ProductVersion, language: Language): readonly SaleText[] =>
  sale(product, language).texts;

/** Names exactly these texts in a quote (`QuoteTerms.texts`). */
export const saleDigest = (product: ProductVersion, language: Language): string => sale(product, language).digest;
