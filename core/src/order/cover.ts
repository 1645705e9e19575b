// Understands what a line's covers may come from: enrolments, the buyer's choice, and campaigns.

import type { Id } from "../id.js";
import type { Fen } from "../money.js";
import type { Category, ProductVersion, Text } from "../product/product.js";
import { type Band, pricePaid } from "../product/rate.js";
import type { RefusalCode } from "../refusal.js";
import type { Instant } from "../time.js";
import type { OrderLine, OrderSnapshot, Place } from "./order.js";

/** What of a merchant's goods is insured. */
export type EnrolmentScope =
  | { readonly kind: "all" }
  | { readonly kind: "categories"; readonly values: readonly string[] }
  | { readonly kind: "skus"; readonly values: readonly string[] };

/** Goods that an enrolment leaves out, whatever its scope. */
export interface Exclusions {
  readonly categories: readonly string[];
  readonly skus: readonly string[];
}

export interface Enrolment {
  readonly product: string;
  readonly scope: EnrolmentScope;
  /** Left out where nothing is. */
  readonly exclusions?: Exclusions;
  readonly status: "active" | "paused";
}

/**
 * What a campaign's condition may ask of an order line: a closed set of facts, none of which names a person. Amounts in fen. What
 * a product page does not know yet is empty there: title, freight, and a place that nobody chose.
 */
export interface LineFacts {
  readonly line: {
    readonly category: string;
    readonly sku: string;
    readonly title: string;
    readonly unitPrice: Fen;
    readonly quantity: number;
    readonly freight: Fen;
    /** Price paid for the line, freight included. */
    readonly price: Fen;
  };
  readonly order: {
    /** Price paid for all lines, freight included. */
    readonly total: Fen;
    readonly lines: number;
    readonly placedAt: Instant;
  };
  readonly buyer: { readonly band: Band };
  readonly merchant: { readonly id: string; readonly band: Band; readonly tier: string };
  readonly shipTo: { readonly province: string; readonly city: string };
}

export interface CampaignOffer {
  readonly campaignId: Id;
  readonly product: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** Empty means all. */
  readonly categories: readonly Category[];
  readonly priceMin: Fen;
  /** What else must hold of a line; null where nothing does. Never throws: what cannot be judged does not hold. */
  readonly condition: ((facts: LineFacts) => boolean) | null;
}

/** What a verified quote promised, to whom, and which texts it was shown with. Signed by us, self-contained. */
export interface QuoteTerms {
  readonly tenantId: number;
  readonly product: string;
  readonly productVersion: number;
  readonly merchantId: string;
  readonly buyerId: string | null;
  readonly sku: string;
  readonly unitPrice: Fen;
  readonly quantity: number;
  readonly premium: Fen;
  readonly sumInsured: Fen;
  readonly rating: string;
  readonly expiresAt: Instant;
  readonly language: keyof Text;
  /** Names exactly the texts that went with the quote: a digest of their hashes. */
  readonly texts: string;
}

/** Everything besides the order that decides about cover. */
export interface CoverFacts {
  readonly live: (at: Instant) => readonly ProductVersion[];
  readonly product: (code: string, version: number) => ProductVersion | null;
  readonly enrolments: readonly Enrolment[];
  readonly campaigns: readonly CampaignOffer[];
  /** The quote of a cover, verified at the door, or why it is worth nothing. */
  readonly quote: (token: string) => QuoteTerms | RefusalCode;
  readonly merchantBand: Band;
  /** What the marketplace calls the shop's class; only conditions of campaigns ask for it. */
  readonly merchantTier: string;
  readonly buyerBand: Band;
  /** Until when the buyer, at a moment, cannot buy a product for the filed limit of returns; null when they can. */
  readonly buyerBlockedUntil: (product: string, at: Instant) => Instant | null;
  /** Where returns go when the order does not say. */
  readonly returnTo: Place | null;
}

export function enrolmentCovers(enrolment: Enrolment, line: OrderLine): boolean {
  if (enrolment.status !== "active") return false;
  const { scope, exclusions } = enrolment;
  if (exclusions?.categories.includes(line.category) === true || exclusions?.skus.includes(line.sku) === true)
    return false;
  if (scope.kind === "all") return true;
  return scope.values.includes(scope.kind === "categories" ? line.category : line.sku);
}

/** What is known of buyer and shop beside the order. */
interface Parties {
  readonly merchantBand: Band;
  readonly merchantTier: string;
  readonly buyerBand: Band;
}

/** The facts of a line in its order, or in a cart as it stands. */
export function lineFacts(
  { merchantId, shipTo, placedAt, lines }: Pick<OrderSnapshot, "merchantId" | "shipTo" | "placedAt" | "lines">,
  line: OrderLine,
  { merchantBand, buyerBand, merchantTier }: Parties,
): LineFacts {
  const { category, sku, title, unitPrice, quantity, freight } = line;
  return {
    line: { category, sku, title, unitPrice, quantity, freight, price: pricePaid(line) },
    order: { total: lines.reduce((sum, each) => sum + pricePaid(each), 0n), lines: lines.length, placedAt },
    buyer: { band: buyerBand },
    merchant: { id: merchantId, band: merchantBand, tier: merchantTier },
    shipTo: { province: shipTo?.province ?? "", city: shipTo?.city ?? "" },
  };
}

/** Whether a campaign would give its cover to a line that binds at `at`. The facts are made only where a condition asks. */
export function campaignCovers(campaign: CampaignOffer, line: OrderLine, at: Instant, about: () => LineFacts): boolean {
  if (at < campaign.startsAt || at >= campaign.endsAt || line.unitPrice < campaign.priceMin) return false;
  if (campaign.categories.length > 0 && !campaign.categories.includes(line.category)) return false;
  return campaign.condition === null || campaign.condition(about());
}

/**
 * The order in which campaigns are asked: the one that ends first, so that money which is about to lapse is given first; of
 * two that end together, the older.
 */
export function byPrecedence(a: CampaignOffer, b: CampaignOffer): number {
  if (a.endsAt !== b.endsAt) return a.endsAt - b.endsAt;
  return a.campaignId < b.campaignId ? -1 : 1;
}
