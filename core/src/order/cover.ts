// Understands what a line's covers may come from: enrolments, the buyer's choice, and campaigns.

import type { Id } from "../id.js";
import type { Fen } from "../money.js";
import type { Category, ProductVersion } from "../product/product.js";
import type { Band } from "../product/rate.js";
import type { RefusalCode } from "../refusal.js";
import type { Instant } from "../time.js";
import type { OrderLine, Place } from "./order.js";

/** What of a merchant's goods is insured. */
export type EnrolmentScope =
  | { readonly kind: "all" }
  | { readonly kind: "categories"; readonly values: readonly string[] }
  | { readonly kind: "skus"; readonly values: readonly string[] };

export interface Enrolment {
  readonly product: string;
  readonly scope: EnrolmentScope;
  readonly status: "active" | "paused";
}

export interface CampaignOffer {
  readonly campaignId: Id;
  readonly product: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** Empty means all. */
  readonly categories: readonly Category[];
  readonly priceMin: Fen;
}

/** What a verified quote promised. Signed by us, self-contained. */
export interface QuoteTerms {
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
  readonly buyerBand: Band;
  /** Where returns go when the order does not say. */
  readonly returnTo: Place | null;
}

export function enrolmentCovers(enrolment: Enrolment, line: OrderLine): boolean {
  if (enrolment.status !== "active") return false;
  const { scope } = enrolment;
  if (scope.kind === "all") return true;
  return scope.values.includes(scope.kind === "categories" ? line.category : line.sku);
}

export function campaignCovers(campaign: CampaignOffer, line: OrderLine, at: Instant): boolean {
  if (at < campaign.startsAt || at >= campaign.endsAt || line.unitPrice < campaign.priceMin) return false;
  return campaign.categories.length === 0 || campaign.categories.includes(line.category);
}
