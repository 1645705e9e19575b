// Understands cover that waits behind a switch: bound in every respect but for the issue itself.

import type { Id } from "../id.js";
import type { BindingEvent, Payer, ProductVersion } from "../product/product.js";
import type { RefusalCode } from "../refusal.js";
import type { Instant } from "../time.js";
import type { Applicant } from "./applicant.js";
import { type OrderSnapshot, shippedAtOf } from "./order.js";

/** An applicant as it is kept: ids and amounts as decimal texts, since outcomes are plain JSON. */
type KeptApplicant =
  | {
      readonly kind: "cover";
      readonly version: number;
      readonly payer: Payer;
      readonly campaignId: string | null;
      readonly premium: string;
      readonly sumInsured: string;
      readonly rating: string;
    }
  | { readonly kind: "declined"; readonly code: RefusalCode };

/**
 * A product that a line was asked for while issue was stopped. Who would have paid which premium is kept as it was then, so
 * that no price, band, enrolment or campaign that changes meanwhile changes what is issued on resume; only the money is
 * asked for then.
 */
export interface Held {
  readonly product: string;
  /** On sale when the event happened. */
  readonly version: number;
  readonly lineId: string;
  readonly event: BindingEvent;
  /** When the event happened, as of which the cover binds. */
  readonly at: Instant;
  /** In order of precedence. */
  readonly wanted: readonly KeptApplicant[];
}

export function keepApplicant(applicant: Applicant): KeptApplicant {
  if (applicant.kind === "declined") return applicant;
  const { product, payer, campaignId, premium, sumInsured, rating } = applicant;
  return {
    kind: "cover",
    version: product.version,
    payer,
    campaignId: campaignId?.toString() ?? null,
    premium: premium.toString(),
    sumInsured: sumInsured.toString(),
    rating,
  };
}

/** The inverse of `keepApplicant`. */
export function openApplicant(kept: KeptApplicant, productOf: (version: number) => ProductVersion): Applicant {
  if (kept.kind === "declined") return kept;
  const { version, payer, campaignId, premium, sumInsured, rating } = kept;
  return {
    kind: "cover",
    product: productOf(version),
    payer,
    campaignId: campaignId === null ? null : BigInt(campaignId),
    premium: BigInt(premium),
    sumInsured: BigInt(sumInsured),
    rating,
  };
}

/** The campaigns that would pay for what is held. */
export function campaignsOf(held: readonly Held[]): Id[] {
  return held.flatMap(({ wanted }) =>
    wanted.flatMap((kept) => (kept.kind === "cover" && kept.campaignId !== null ? [BigInt(kept.campaignId)] : [])),
  );
}

/** Whether cover that is held has nothing left to insure: its line was dropped, or the order cancelled before it left. */
export function isLetGo(order: OrderSnapshot, { lineId }: Pick<Held, "lineId">): boolean {
  if (!order.lines.some((line) => line.lineId === lineId)) return true;
  if (order.cancelledAt === null) return false;
  const shippedAt = shippedAtOf(order, lineId);
  return shippedAt === null || shippedAt >= order.cancelledAt;
}
