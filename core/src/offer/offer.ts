// Understands which covers a line has, may have, and should have, before it is bought.

import type { Fen } from "../money.js";
import { ratingText, riskFacts } from "../order/applicant.js";
import { type CoverFacts, campaignCovers, enrolmentCovers, type QuoteTerms } from "../order/cover.js";
import type { OrderLine, Place } from "../order/order.js";
import type { Payer, ProductVersion, Text } from "../product/product.js";
import { rateLine } from "../product/rate.js";
import type { Instant } from "../time.js";
import { HOUR_MS, plus } from "../time.js";

/** How long a quote may be used; long enough for a slow checkout, short enough for a changed band. */
const QUOTE_HOURS = 24;

export interface IncludedCover {
  readonly product: ProductVersion;
  readonly payer: Payer;
  readonly sumInsured: Fen;
}

export interface OptionalCover {
  readonly product: ProductVersion;
  readonly terms: QuoteTerms;
}

export interface Recommendation {
  readonly product: ProductVersion;
  readonly reason: Text;
}

export interface LineOffer {
  readonly included: readonly IncludedCover[];
  readonly optional: readonly OptionalCover[];
  readonly recommended: readonly Recommendation[];
}

export interface Shopping {
  readonly merchantId: string;
  readonly buyerId: string | null;
  readonly shipTo: Place | null;
  readonly returnTo: Place | null;
}

/**
 * The covers of one line, products in order of their code so that the answer is stable. Included: paid by merchant or
 * platform. Optional: the buyer may add them at the quoted premium; nothing is ever pre-selected.
 */
export function offerLine(shopping: Shopping, line: OrderLine, facts: CoverFacts, now: Instant): LineOffer {
  const included: IncludedCover[] = [];
  const optional: OptionalCover[] = [];
  const risk = riskFacts(shopping, line, facts);
  for (const product of [...facts.live(now)].sort((a, b) => (a.code < b.code ? -1 : 1))) {
    const payer = giver(product, line, facts, now);
    const rated = rateLine(product, risk, payer ?? "buyer");
    if (typeof rated === "string") continue;
    if (payer !== null) included.push({ product, payer, sumInsured: rated.sumInsured });
    else if (product.payers.includes("buyer")) {
      const { merchantId, buyerId } = shopping;
      const { sku, unitPrice, quantity } = line;
      const expiresAt = plus(now, QUOTE_HOURS * HOUR_MS);
      const { premium, sumInsured } = rated;
      const named = {
        product: product.code,
        productVersion: product.version,
        merchantId,
        buyerId,
        sku,
        unitPrice,
        quantity,
      };
      optional.push({ product, terms: { ...named, premium, sumInsured, rating: ratingText(rated), expiresAt } });
    }
  }
  return { included, optional, recommended: optional.flatMap(({ product }) => recommend(product, line)) };
}

/** Who gives the cover without the buyer's doing: merchant before platform; null when nobody does. */
function giver(product: ProductVersion, line: OrderLine, facts: CoverFacts, now: Instant): Payer | null {
  const enrolled = facts.enrolments.some((entry) => entry.product === product.code && enrolmentCovers(entry, line));
  if (enrolled && product.payers.includes("merchant")) return "merchant";
  const given = facts.campaigns.some((entry) => entry.product === product.code && campaignCovers(entry, line, now));
  return given && product.payers.includes("platform") ? "platform" : null;
}

/** From this unit price on, a repair hurts: 1,000 yuan. */
const DEAR = 100_000n;

/** A cover is recommended only for a reason that lies in the goods, said in words that a buyer can check. */
function recommend(product: ProductVersion, line: OrderLine): Recommendation[] {
  const reason = reasonFor(product, line);
  return reason === null ? [] : [{ product, reason }];
}

function reasonFor({ code }: ProductVersion, { category, unitPrice }: OrderLine): Text | null {
  if (code === "return-freight" && (category === "apparel" || category === "shoes")) {
    return {
      zh: "衣物鞋类常因尺码不合适退货，退货运费可由保险赔付",
      en: "Clothes and shoes are often returned for size; the return freight is paid",
    };
  }
  if (unitPrice < DEAR) return null;
  if (code === "screen-crack") {
    return {
      zh: "屏幕是这类商品最易碎、维修最贵的部件",
      en: "The screen is the part that breaks most easily and costs most to repair",
    };
  }
  if (code === "extended-warranty") {
    return {
      zh: "厂家质保结束后，这个价位商品的维修费用较高",
      en: "Repairs of goods at this price are costly once the maker's warranty ends",
    };
  }
  return null;
}
