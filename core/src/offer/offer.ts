// Understands which covers a line has, may have, and should have, before it is bought.

import type { Fen } from "../money.js";
import { ratingText, riskFacts } from "../order/applicant.js";
import {
  type CoverFacts,
  campaignCovers,
  enrolmentCovers,
  type LineFacts,
  lineFacts,
  type QuoteTerms,
} from "../order/cover.js";
import type { OrderLine, Place } from "../order/order.js";
import type { Payer, ProductVersion, Text } from "../product/product.js";
import { type Rating, rateLine } from "../product/rate.js";
import { HOUR_MS, type Instant, plus } from "../time.js";
import type { BuyerExperience } from "./hazard.js";
import { type Candidate, type Recommendation, recommend } from "./recommend.js";

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

/** A cover that this buyer may not buy for now. */
export interface BlockedCover {
  readonly product: ProductVersion;
  readonly until: Instant;
}

export interface LineOffer {
  readonly included: readonly IncludedCover[];
  readonly optional: readonly OptionalCover[];
  readonly recommended: readonly Recommendation[];
  readonly blocked: readonly BlockedCover[];
}

export interface Shopping {
  readonly tenantId: number;
  readonly merchantId: string;
  readonly buyerId: string | null;
  readonly shipTo: Place | null;
  readonly returnTo: Place | null;
  /** In which the offer is read. */
  readonly language: keyof Text;
}

/** What an offer knows besides the goods: as an order's covers do, and how the buyer did before. */
export interface OfferFacts extends CoverFacts {
  readonly buyerExperience: BuyerExperience | null;
  /** Whether issue of a product is switched off at this moment: it is neither promised nor sold. */
  readonly isOff: (product: string) => boolean;
  /** Names the texts that a quote of this version goes with (`QuoteTerms.texts`). */
  readonly textsOf: (product: ProductVersion) => string;
}

/**
 * The covers of each line, products in order of their code so that the answer is stable. Included: paid by merchant or
 * platform. Optional: the buyer may add them at the quoted premium. Recommended: of the optional ones. Nothing is ever
 * pre-selected (E-Commerce Law art. 19).
 */
export function offerLines(
  shopping: Shopping,
  lines: readonly OrderLine[],
  facts: OfferFacts,
  now: Instant,
): LineOffer[] {
  const cart = { ...shopping, placedAt: now, lines };
  const stalls = stallsOf(facts, now);
  return lines.map((line) => offerLine(cart, line, stalls, facts));
}

/** The goods as an order that is placed now. */
interface Cart extends Shopping {
  readonly placedAt: Instant;
  readonly lines: readonly OrderLine[];
}

/** One product with what bears on it: found once for all lines. */
interface Stall {
  readonly product: ProductVersion;
  readonly enrolments: CoverFacts["enrolments"];
  readonly campaigns: CoverFacts["campaigns"];
  readonly forSale: boolean;
  readonly blockedUntil: Instant | null;
  readonly texts: string;
}

/** The products that any line might have, in order of their code. */
function stallsOf(facts: OfferFacts, now: Instant): Stall[] {
  const stalls: Stall[] = [];
  for (const product of facts.live(now)) {
    const { code, payers } = product;
    const of = (entry: { readonly product: string }): boolean => entry.product === code;
    const enrolments = payers.includes("merchant") ? facts.enrolments.filter(of) : [];
    const campaigns = payers.includes("platform") ? facts.campaigns.filter(of) : [];
    const forSale = payers.includes("buyer");
    if (facts.isOff(code) || !(forSale || enrolments.length > 0 || campaigns.length > 0)) continue;
    const blockedUntil = forSale ? facts.buyerBlockedUntil(code, now) : null;
    stalls.push({ product, enrolments, campaigns, forSale, blockedUntil, texts: facts.textsOf(product) });
  }
  return stalls.sort((a, b) => (a.product.code < b.product.code ? -1 : 1));
}

function offerLine(cart: Cart, line: OrderLine, stalls: readonly Stall[], facts: OfferFacts): LineOffer {
  const included: IncludedCover[] = [];
  const optional: OptionalCover[] = [];
  const blocked: BlockedCover[] = [];
  const candidates: Candidate[] = [];
  const risk = riskFacts(cart, line, facts);
  for (const stall of stalls) {
    const payer = giver(cart, line, stall, facts);
    if (payer === null && !stall.forSale) continue;
    const { product, blockedUntil } = stall;
    const rated = rateLine(product, risk, payer ?? "buyer");
    if (typeof rated === "string") continue;
    const { premium, sumInsured } = rated;
    if (payer !== null) included.push({ product, payer, sumInsured });
    else if (blockedUntil !== null) blocked.push({ product, until: blockedUntil });
    else {
      optional.push({ product, terms: quoteTerms(cart, line, product, rated, stall.texts) });
      candidates.push({ product, premium, sumInsured, category: line.category, unitPrice: line.unitPrice });
    }
  }
  return { included, optional, recommended: recommend(candidates, facts.buyerExperience, cart.language), blocked };
}

function quoteTerms(
  { tenantId, merchantId, buyerId, language, placedAt }: Cart,
  { sku, unitPrice, quantity }: OrderLine,
  { code, version }: ProductVersion,
  rated: Rating,
  texts: string,
): QuoteTerms {
  return {
    tenantId,
    product: code,
    productVersion: version,
    merchantId,
    buyerId,
    sku,
    unitPrice,
    quantity,
    premium: rated.premium,
    sumInsured: rated.sumInsured,
    rating: ratingText(rated),
    expiresAt: plus(placedAt, QUOTE_HOURS * HOUR_MS),
    language,
    texts,
  };
}

/** Who gives the cover without the buyer's doing: merchant before platform; null when nobody does. */
function giver(cart: Cart, line: OrderLine, { enrolments, campaigns }: Stall, facts: CoverFacts): Payer | null {
  if (enrolments.some((entry) => enrolmentCovers(entry, line))) return "merchant";
  if (campaigns.length === 0) return null;
  let known: LineFacts | null = null;
  const about = (): LineFacts => {
    known ??= lineFacts(cart, line, facts);
    return known;
  };
  return campaigns.some((entry) => campaignCovers(entry, line, cart.placedAt, about)) ? "platform" : null;
}
