// Understands quotes on their way out and back: signed with the tenant's name inside, believed only when every character fits.

import { present } from "@anxin/core/assert";
import type { QuoteTerms } from "@anxin/core/order/cover";
import { decodeQuote, encodeQuote } from "@anxin/core/order/quote";
import type { RefusalCode } from "@anxin/core/refusal";
import type { Context } from "../context.js";
import { saleDigest } from "../product/texts.js";
import type { Vault } from "../vault.js";

const PREFIX = "qt_";
const PURPOSE = "quote";

/** Writes quotes: "qt_" and two parts in base64url, the terms and their signature, with a dot between. */
export function quoteWriter(vault: Vault): (terms: QuoteTerms) => string {
  let sign: ((text: string) => string) | null = null;
  return (terms) => {
    // Not before the first quote: routes are also made where nobody will ever call them, for the reference.
    sign ??= vault.signer(PURPOSE);
    const text = Buffer.from(encodeQuote(terms)).toString("base64url");
    return `${PREFIX}${text}.${sign(text)}`;
  };
}

/** What a token says that was verified when it was taken, and kept since: it still says so when keys have changed. */
export function keptQuote(token: string): QuoteTerms {
  const [text = ""] = token.slice(PREFIX.length).split(".");
  return present(decodeQuote(Buffer.from(text, "base64url").toString()), "a kept quote was ours");
}

/**
 * Reads quotes of one tenant. A token that we never wrote, or that was altered, is `quote_invalid`; one that another tenant was
 * given is `quote_foreign`; one that went with other texts than the version has now is `quote_mismatch`.
 */
export function quoteReader(
  { vault, catalogue }: Pick<Context, "vault" | "catalogue">,
  tenantId: number,
): (token: string) => QuoteTerms | RefusalCode {
  return (token) => {
    const [text = "", signature = "", ...rest] = token.startsWith(PREFIX) ? token.slice(PREFIX.length).split(".") : [];
    const bytes = Buffer.from(signature, "base64url");
    // A decoder forgives characters and bits that mean nothing; what we wrote has none of them.
    const ours = rest.length === 0 && bytes.toString("base64url") === signature && vault.verify(PURPOSE, text, bytes);
    const terms = ours ? decodeQuote(Buffer.from(text, "base64url").toString()) : null;
    if (terms === null) return "quote_invalid";
    if (terms.tenantId !== tenantId) return "quote_foreign";
    const product = catalogue.version(terms.product, terms.productVersion);
    return product === null || saleDigest(product, terms.language) === terms.texts ? terms : "quote_mismatch";
  };
}
