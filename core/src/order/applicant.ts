// Understands who would pay for a line's cover, in order of precedence, and at which premium.

import { present } from "../assert.js";
import type { Id } from "../id.js";
import type { Fen } from "../money.js";
import type { BindingEvent, Payer, ProductVersion } from "../product/product.js";
import { type Rating, type RiskFacts, rateLine } from "../product/rate.js";
import type { RefusalCode } from "../refusal.js";
import { freightZone } from "../region.js";
import type { Instant } from "../time.js";
import { type CoverFacts, campaignCovers, enrolmentCovers, type LineFacts, lineFacts } from "./cover.js";
import type { OrderLine, OrderSnapshot } from "./order.js";

/** A payer with a premium, or a wish that came to nothing before money was asked. */
export type Applicant =
  | {
      readonly kind: "cover";
      readonly product: ProductVersion;
      readonly payer: Payer;
      readonly campaignId: Id | null;
      readonly premium: Fen;
      readonly sumInsured: Fen;
      readonly rating: string;
    }
  | { readonly kind: "declined"; readonly code: RefusalCode };

/** What selected a premium, in one short text: "tariff;factor=value;…". */
export function ratingText(rating: Rating): string {
  return [rating.tariff, ...rating.factors.map(({ factor, value }) => `${factor}=${value}`)].join(";");
}

export function riskFacts(
  order: Pick<OrderSnapshot, "shipTo" | "returnTo">,
  line: OrderLine,
  facts: Pick<CoverFacts, "returnTo" | "merchantBand" | "buyerBand">,
): RiskFacts {
  const returnTo = order.returnTo ?? facts.returnTo;
  return {
    category: line.category,
    unitPrice: line.unitPrice,
    quantity: line.quantity,
    freight: line.freight,
    zone: order.shipTo === null || returnTo === null ? null : freightZone(order.shipTo, returnTo),
    merchantBand: facts.merchantBand,
    buyerBand: facts.buyerBand,
  };
}

/**
 * Who would pay for this product on this line: merchant, then buyer, then platform. Only payers whose cover binds on this
 * event are returned, campaigns in the order in which they come; but a buyer's wish is declined where the merchant already
 * insures the line, whenever that binds.
 */
export function applicants(
  order: OrderSnapshot,
  lineId: string,
  product: ProductVersion,
  event: BindingEvent,
  at: Instant,
  facts: CoverFacts,
): Applicant[] {
  const line = present(
    order.lines.find((candidate) => candidate.lineId === lineId),
    "a bound line is in the order",
  );
  const byMerchant =
    product.payers.includes("merchant") &&
    facts.enrolments.some((e) => e.product === product.code && enrolmentCovers(e, line));
  const wish = line.covers.find((cover) => cover.product === product.code);
  // Most lines want few of the products that are sold.
  if (!byMerchant && wish === undefined && facts.campaigns.length === 0) return [];
  const found: Applicant[] = [];
  const rated = (payer: Payer, campaignId: Id | null): void => {
    const rating = rateLine(product, riskFacts(order, line, facts), payer);
    // Goods that the product is not for are passed over: an enrolment of everything does not want them.
    if (rating === "not_eligible") return;
    if (rating === "route_unrated") found.push({ kind: "declined", code: rating });
    else found.push(coverOf(product, payer, campaignId, rating));
  };
  if (byMerchant && product.bindsOn.merchant === event) rated("merchant", null);
  if (wish !== undefined && product.payers.includes("buyer") && product.bindsOn.buyer === event) {
    found.push(
      byMerchant ? { kind: "declined", code: "already_covered" } : bought(order, line, product, wish.quote, at, facts),
    );
  }
  if (product.payers.includes("platform") && product.bindsOn.platform === event) {
    let known: LineFacts | null = null;
    const about = (): LineFacts => {
      known ??= lineFacts(order, line, facts);
      return known;
    };
    for (const campaign of facts.campaigns) {
      if (campaign.product === product.code && campaignCovers(campaign, line, at, about))
        rated("platform", campaign.campaignId);
    }
  }
  return found;
}

function coverOf(product: ProductVersion, payer: Payer, campaignId: Id | null, rating: Rating): Applicant {
  const { premium, sumInsured } = rating;
  return { kind: "cover", product, payer, campaignId, premium, sumInsured, rating: ratingText(rating) };
}

/** A buyer's cover at the price that the quote promised, if the quote is ours, in time, and for this very line. */
function bought(
  order: OrderSnapshot,
  line: OrderLine,
  product: ProductVersion,
  token: string,
  at: Instant,
  facts: CoverFacts,
): Applicant {
  const quote = facts.quote(token);
  if (typeof quote === "string") return { kind: "declined", code: quote };
  const own = quote.merchantId === order.merchantId && (quote.buyerId === null || quote.buyerId === order.buyerId);
  if (!own) return { kind: "declined", code: "quote_foreign" };
  if (at >= quote.expiresAt) return { kind: "declined", code: "quote_expired" };
  const fits =
    quote.product === product.code &&
    quote.sku === line.sku &&
    quote.unitPrice === line.unitPrice &&
    quote.quantity === line.quantity;
  const version = fits ? facts.product(quote.product, quote.productVersion) : null;
  if (version === null) return { kind: "declined", code: "quote_mismatch" };
  if (facts.buyerBlockedUntil(product.code, at) !== null) return { kind: "declined", code: "buyer_blocked" };
  const { premium, sumInsured, rating } = quote;
  return { kind: "cover", product: version, payer: "buyer", campaignId: null, premium, sumInsured, rating };
}
