// Understands what a product page or checkout asks: which covers do these goods have, and which may the buyer add?

import { fenToWire, formatYuan } from "@anxin/core/money";
import { type LineOffer, offerLine } from "@anxin/core/offer/offer";
import type { OrderLine } from "@anxin/core/order/order";
import { CATEGORIES } from "@anxin/core/product/product";
import { refuse } from "@anxin/core/refusal";
import { formatInstant } from "@anxin/core/time";
import { inTransaction } from "@anxin/store/transaction";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Api } from "../http/api.js";
import { type Language, languageOf } from "../http/language.js";
import { closedObject, ExternalId, known, line as lineOfText, nullable, oneOf } from "../http/schema.js";
import { loadCampaignOffers, loadMerchants, loadSubjectBands } from "../order/load.js";
import { quoteReader, writeQuote } from "../order/quote.js";

const LINES_MAX = 200;
const place = closedObject({ province: lineOfText(40), city: lineOfText(40) });

const Body = closedObject({
  merchantId: ExternalId,
  buyerId: Type.Optional(nullable(ExternalId)),
  shipTo: Type.Optional(nullable(place)),
  returnTo: Type.Optional(nullable(place)),
  lines: Type.Array(
    closedObject({
      lineId: ExternalId,
      sku: ExternalId,
      category: oneOf(CATEGORIES),
      unitPrice: Type.Integer({ minimum: 0, maximum: 100_000_000_000, description: "fen" }),
      quantity: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    }),
    { minItems: 1, maxItems: LINES_MAX },
  ),
});

const Included = Type.Object({
  product: Type.String(),
  payer: Type.String(),
  title: Type.String(),
  benefit: Type.String(),
  sumInsured: Type.Integer(),
});
const Optional = Type.Object({
  product: Type.String(),
  title: Type.String(),
  benefit: Type.String(),
  premium: Type.Integer(),
  sumInsured: Type.Integer(),
  quote: Type.String(),
  expiresAt: Type.String(),
  termsUrl: Type.String(),
});
const Answer = Type.Object({
  currency: Type.String(),
  lines: Type.Array(
    Type.Object({
      lineId: Type.String(),
      included: Type.Array(Included),
      optional: Type.Array(Optional),
      recommended: Type.Array(Type.Object({ product: Type.String(), reason: Type.String() })),
    }),
  ),
});

function benefitText(summary: string, sumInsured: bigint, language: Language): string {
  return language === "zh"
    ? `${summary}，最高 ${formatYuan(sumInsured)} 元`
    : `${summary}, up to ¥${formatYuan(sumInsured)}`;
}

function lineView(context: Context, tenantId: number, lineId: string, offer: LineOffer, language: Language) {
  return {
    lineId,
    included: offer.included.map(({ product, payer, sumInsured }) => ({
      product: product.code,
      payer,
      title: product.name[language],
      benefit: benefitText(product.summary[language], sumInsured, language),
      sumInsured: fenToWire(sumInsured),
    })),
    optional: offer.optional.map(({ product, terms }) => ({
      product: product.code,
      title: product.name[language],
      benefit: benefitText(product.summary[language], terms.sumInsured, language),
      premium: fenToWire(terms.premium),
      sumInsured: fenToWire(terms.sumInsured),
      quote: writeQuote(context.vault, tenantId, terms),
      expiresAt: formatInstant(terms.expiresAt),
      termsUrl: `/v1/products/${product.code}/versions/${product.version}`,
    })),
    recommended: offer.recommended.map(({ product, reason }) => ({ product: product.code, reason: reason[language] })),
  };
}

export function offerRoutes(api: Api, context: Context): void {
  api.post(
    "/v1/offers",
    {
      config: { access: ["server"], problems: ["merchant_unknown"] },
      schema: {
        operationId: "offerCovers",
        tags: ["offers"],
        summary: "Covers that lines have, may have and should have; nothing is written, nothing pre-selected",
        body: Body,
        response: { 200: Answer },
      },
    },
    async (request) => {
      const { merchantId, buyerId = null, shipTo = null, returnTo = null, lines } = request.body;
      const { tenantId } = request.principal;
      const language = languageOf(request);
      const now = context.clock.now();
      return inTransaction(context.db, tenantId, async (tx) => {
        const merchant = (await loadMerchants(tx, [merchantId])).get(merchantId);
        if (merchant === undefined) return refuse("merchant_unknown", `merchant ${merchantId} is not known`);
        const bands = await loadSubjectBands(tx, [merchantId], buyerId === null ? [] : [buyerId], now);
        const facts = {
          live: context.catalogue.live,
          product: context.catalogue.version,
          enrolments: merchant.enrolments,
          campaigns: await loadCampaignOffers(tx),
          quote: quoteReader(context.vault, tenantId),
          merchantBand: bands("merchant", merchantId),
          buyerBand: buyerId === null ? ("new" as const) : bands("buyer", buyerId),
          returnTo: merchant.returnTo,
        };
        const shopping = { merchantId, buyerId, shipTo, returnTo };
        return {
          currency: "CNY",
          lines: lines.map((entry) => {
            const line: OrderLine = {
              ...{ lineId: entry.lineId, sku: entry.sku, title: "", quantity: entry.quantity, freight: 0n, covers: [] },
              category: known(CATEGORIES, String(entry.category)),
              unitPrice: BigInt(entry.unitPrice),
            };
            return lineView(context, tenantId, line.lineId, offerLine(shopping, line, facts, now), language);
          }),
        };
      });
    },
  );
}
