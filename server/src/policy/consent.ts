// Understands the record of a sale to a buyer, made with the policy so that the sale can be replayed (可回溯).

import { present } from "@anxin/core/assert";
import type { OrderSnapshot } from "@anxin/core/order/order";
import type { Policy } from "@anxin/core/policy/policy";
import type { ConsentRow } from "@anxin/store/consent";
import type { Context } from "../context.js";
import { keptQuote } from "../order/quote.js";
import { saleTexts } from "../product/texts.js";

/** What is kept of the sales among these policies: of those that the buyer paid for. */
export function consentRows(context: Context, order: OrderSnapshot, issued: readonly Policy[]): ConsentRow[] {
  return issued
    .filter(({ payer }) => payer === "buyer")
    .map(({ policyId, book, product, productVersion, lineId }) => {
      const line = order.lines.find((each) => each.lineId === lineId);
      const chosen = present(
        line?.covers.find((cover) => cover.product === product),
        "a buyer chose what they pay for",
      );
      const { language } = keptQuote(chosen.quote);
      const sold = present(context.catalogue.version(product, productVersion), "a sold version is known");
      const texts = saleTexts(sold, language).map(({ kind, version, sha256 }) => ({ kind, version, sha256 }));
      const told = chosen.consent ?? null;
      return { policyId, book, orderVersion: order.version, quote: chosen.quote, language, texts, told };
    });
}
