// Understands quotes on their way out and back: signed for one tenant, believed only when the signature fits.

import type { QuoteTerms } from "@anxin/core/order/cover";
import { decodeQuote, encodeQuote } from "@anxin/core/order/quote";
import type { RefusalCode } from "@anxin/core/refusal";
import type { Vault } from "../vault.js";

const PREFIX = "qt_";

export function writeQuote(vault: Vault, tenantId: number, terms: QuoteTerms): string {
  const text = Buffer.from(encodeQuote(terms)).toString("base64url");
  return `${PREFIX}${text}.${vault.sign(`quote:${tenantId}`, text).toString("base64url")}`;
}

/** Reads quotes of one tenant; a token that is not ours, or not this tenant's, is `quote_invalid`. */
export function quoteReader(vault: Vault, tenantId: number): (token: string) => QuoteTerms | RefusalCode {
  return (token) => {
    const [text = "", signature = ""] = token.startsWith(PREFIX) ? token.slice(PREFIX.length).split(".") : [];
    if (!vault.verify(`quote:${tenantId}`, text, Buffer.from(signature, "base64url"))) return "quote_invalid";
    return decodeQuote(Buffer.from(text, "base64url").toString());
  };
}
