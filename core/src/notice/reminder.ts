// Understands when a buyer is reminded of cover that is about to end.

import type { Policy, PolicyState } from "../policy/policy.js";
import type { ProductVersion } from "../product/product.js";
import { DAY_MS, HOUR_MS, type Instant, plus } from "../time.js";

export interface Reminder {
  /** Long cover expires; short cover closes a window in which to claim. */
  readonly kind: "cover_expiring" | "claim_window_closing";
  readonly at: Instant;
  /** The end of cover; later the reminder is of no use. */
  readonly endsAt: Instant;
}

/** How long before the end, by the length of cover that the product gives; shorter cover has no reminder. Launch decision. */
const LEADS: readonly { readonly coverMsMin: number; readonly leadMs: number; readonly kind: Reminder["kind"] }[] = [
  { coverMsMin: 180 * DAY_MS, leadMs: 30 * DAY_MS, kind: "cover_expiring" },
  { coverMsMin: 60 * DAY_MS, leadMs: 7 * DAY_MS, kind: "claim_window_closing" },
  { coverMsMin: 14 * DAY_MS, leadMs: 3 * DAY_MS, kind: "claim_window_closing" },
  { coverMsMin: 36 * HOUR_MS, leadMs: 24 * HOUR_MS, kind: "claim_window_closing" },
];

/** What a product gives: from its inception, or, where that has another anchor, from the anchor of its expiry. */
function coverMs({ period: { inception, expiry } }: ProductVersion): number {
  const length = (moment: typeof expiry): number => moment.days * DAY_MS + moment.hours * HOUR_MS;
  return length(expiry) - (inception.anchor === expiry.anchor ? length(inception) : 0);
}

/**
 * The reminder of a policy; null where it has none, its end is not known, or is only the bound of cover whose anchor nobody
 * told. Whether cover is in force then is for who sends it to see.
 */
export function reminderOf(
  product: ProductVersion,
  { boundAt }: Pick<Policy, "boundAt">,
  { effectiveAt, expiresAt }: Pick<PolicyState, "effectiveAt" | "expiresAt">,
): Reminder | null {
  if (effectiveAt === null || expiresAt === null) return null;
  const { anchor } = product.period.expiry;
  if (anchor !== "payment" && expiresAt >= plus(boundAt, product.period.openDaysMax * DAY_MS)) return null;
  const given = coverMs(product);
  const lead = LEADS.find(({ coverMsMin }) => given >= coverMsMin);
  if (lead === undefined || expiresAt - effectiveAt <= lead.leadMs) return null;
  return { kind: lead.kind, at: plus(expiresAt, -lead.leadMs), endsAt: expiresAt };
}
