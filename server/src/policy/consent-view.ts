// Understands how a sale to a buyer is shown: so that it can be replayed, with what is missing for that.

import { present } from "@anxin/core/assert";
import { formatId, formatPolicyNo } from "@anxin/core/id";
import { fenToWire } from "@anxin/core/money";
import { type ConsentGap, consentGaps, keptUntil } from "@anxin/core/offer/consent";
import type { Text } from "@anxin/core/product/product";
import { formatInstant, type Instant } from "@anxin/core/time";
import type { ConsentRow } from "@anxin/store/consent";
import type { Language } from "../http/language.js";
import { keptQuote } from "../order/quote.js";
import { saleTexts } from "../product/texts.js";
import type { PolicyHistory } from "./view.js";

const GAPS: Readonly<Record<ConsentGap, Text>> = {
  not_reported: { zh: "平台没有报送展示与同意的记录", en: "the marketplace told nothing of what was shown and agreed" },
  language_differs: { zh: "展示的语言与报价的语言不同", en: "shown in another language than that of the quote" },
  text_missing: { zh: "报价要求展示的文本没有全部报送", en: "not every text that went with the quote was told" },
  text_differs: { zh: "展示的文本与所售版本不同", en: "a text that was shown is not that of the version sold" },
  agreed_before_shown: { zh: "同意早于展示", en: "agreed to before it was shown" },
  agreed_after_expiry: { zh: "同意时报价已过期", en: "agreed to after the quote had run out" },
};

const time = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

/** A sale as it is shown: what was quoted, what was to be shown word for word, what was told of it, and what is missing. */
export function consentView(
  { known, product }: PolicyHistory,
  row: ConsentRow & { readonly recordedAt: Instant },
  language: Language,
) {
  const { policy, state } = known;
  const terms = keptQuote(row.quote);
  const gaps = consentGaps({ language: row.language, texts: row.texts, expiresAt: terms.expiresAt }, row.told);
  const { premium, sumInsured, sku, unitPrice, quantity, rating } = terms;
  const amounts = { premium: fenToWire(premium), sumInsured: fenToWire(sumInsured), unitPrice: fenToWire(unitPrice) };
  return {
    policyId: formatId("policy", policy.policyId),
    policyNo: formatPolicyNo(policy.policyId),
    orderId: policy.orderId,
    orderVersion: row.orderVersion,
    lineId: policy.lineId,
    buyerId: policy.buyerId,
    product: policy.product,
    productVersion: policy.productVersion,
    productName: product.name[row.language],
    filing: product.filing,
    currency: "CNY",
    quote: { token: row.quote, expiresAt: formatInstant(terms.expiresAt), sku, quantity, rating, ...amounts },
    language: row.language,
    texts: saleTexts(product, row.language).map(({ kind, version, sha256, url, text }) => {
      const kept = present(
        row.texts.find((each) => each.kind === kind),
        "every text of a sale was kept",
      );
      return {
        kind,
        version: kept.version,
        sha256: kept.sha256,
        url,
        text,
        intact: kept.version === version && kept.sha256 === sha256,
      };
    }),
    ticked:
      row.told === null ? null : { product: policy.product, language: row.told.language, texts: [...row.told.texts] },
    channel: row.told?.channel ?? null,
    shownAt: time(row.told?.shownAt ?? null),
    agreedAt: time(row.told?.agreedAt ?? null),
    recordedAt: formatInstant(row.recordedAt),
    gaps: gaps.map((code) => ({ code, detail: GAPS[code][language] })),
    keptUntil: keptUntil(state.effectiveAt, state.cancelledAt ?? state.expiresAt),
  };
}
