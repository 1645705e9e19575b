// Understands what a product page or checkout asks: which covers do these goods have, and which may the buyer add?

import { type OfferFacts, offerLines } from "@anxin/core/offer/offer";
import type { OrderLine } from "@anxin/core/order/order";
import { CATEGORIES } from "@anxin/core/product/product";
import { refuse } from "@anxin/core/refusal";
import type { RouteOptions } from "fastify";
import { type Static, Type } from "typebox";
import type { Context } from "../context.js";
import type { Api } from "../http/api.js";
import { collectionOf } from "../http/document.js";
import { type Language, languageOf, languageTag } from "../http/language.js";
import { known } from "../http/schema.js";
import { quoteWriter } from "../order/quote.js";
import { saleDigest } from "../product/texts.js";
import { offersBytes } from "./answer.js";
import { type OfferMemory, offerMemory, type Shopper } from "./memory.js";
import { OffersAnswer, OffersBody } from "./wire.js";

type Body = Static<typeof OffersBody>;

/** Offers rest on what these collections hold. */
const REMEMBERED = new Set(["merchants", "campaigns", "products", "tenants", "sandbox"]);

/** A write through this process is offered at once: what was remembered is forgotten before the write is answered. */
function forgetOnWrites(api: Api, memory: OfferMemory): void {
  api.addHook("onRoute", (route: RouteOptions) => {
    if (route.method === "GET" || route.method === "HEAD" || !REMEMBERED.has(collectionOf(route.url))) return;
    const forget = (
      _request: unknown,
      _reply: unknown,
      payload: unknown,
      done: (e: null, p: unknown) => void,
    ): void => {
      memory.forget();
      done(null, payload);
    };
    const known = route.onSend ?? [];
    route.onSend = [forget, ...(Array.isArray(known) ? known : [known])];
  });
}

function factsOf(context: Context, { shop, buyer, house }: Shopper, language: Language): OfferFacts {
  return {
    live: context.catalogue.live,
    product: context.catalogue.version,
    enrolments: shop.enrolments,
    campaigns: house.campaigns,
    // An offer reads no quotes.
    quote: () => "quote_invalid",
    merchantBand: shop.band,
    merchantTier: shop.tier,
    buyerBand: buyer.band,
    buyerBlockedUntil: buyer.blockedUntil,
    buyerExperience: buyer.experience,
    returnTo: shop.returnTo,
    isOff: (product) => house.stopped("issue", product),
    textsOf: (product) => saleDigest(product, language),
  };
}

const lineOf = ({ lineId, sku, category, unitPrice, quantity }: Body["lines"][number]): OrderLine => ({
  lineId,
  sku,
  title: "",
  category: known(CATEGORIES, String(category)),
  unitPrice: BigInt(unitPrice),
  quantity,
  freight: 0n,
  covers: [],
});

export function offerRoutes(api: Api, context: Context): void {
  const memory = offerMemory(context);
  const quote = quoteWriter(context.vault);
  forgetOnWrites(api, memory);
  api.post(
    "/v1/offers",
    {
      config: { access: ["server"], problems: ["merchant_unknown"] },
      schema: {
        operationId: "offerCovers",
        tags: ["offers"],
        summary: "Covers that lines have, may have and should have; nothing is written, nothing pre-selected",
        body: OffersBody,
        // Written by hand from parts that never change: a serializer would spell each of them anew.
        response: { 200: Type.Unsafe<Buffer>(OffersAnswer) },
      },
    },
    async (request, reply) => {
      const { merchantId, buyerId = null, shipTo = null, returnTo = null, lines } = request.body;
      const { tenantId } = request.principal;
      const language = languageOf(request);
      const shopper = await memory.find(tenantId, merchantId, buyerId);
      if (shopper === null) return refuse("merchant_unknown", `merchant ${merchantId} is not known`);
      const shopping = { tenantId, merchantId, buyerId, shipTo, returnTo, language };
      const facts = factsOf(context, shopper, language);
      const offers = offerLines(shopping, lines.map(lineOf), facts, context.clock.now());
      reply.header("content-type", "application/json; charset=utf-8");
      reply.header("content-language", languageTag(language));
      return offersBytes(
        lines.map(({ lineId }) => lineId),
        offers,
        language,
        quote,
      );
    },
  );
}
