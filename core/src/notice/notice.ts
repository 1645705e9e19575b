// Understands notices: what kinds there are, who gets them, and when one may be sent.

import type { Band } from "../product/rate.js";
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, plus, SECOND_MS, shanghaiDay, startOfDay } from "../time.js";

export const AUDIENCES = ["buyer", "merchant"] as const;
export type Audience = (typeof AUDIENCES)[number];

/** A cover as a notice names it. */
export interface NamedCover {
  readonly product: string;
  readonly productVersion: number;
}

/** What a notice says, by kind: no more about a person than the recipient's own order number. Times in milliseconds since 1970. */
export type NoticeData =
  /** One for all covers of an order that were issued together. */
  | { readonly kind: "policy_issued"; readonly orderId: string; readonly covers: readonly NamedCover[] }
  | { readonly kind: "cover_expiring"; readonly orderId: string; readonly cover: NamedCover; readonly endsAt: Instant }
  | {
      readonly kind: "claim_window_closing";
      readonly orderId: string;
      readonly cover: NamedCover;
      readonly endsAt: Instant;
    }
  | { readonly kind: "rate_rise"; readonly from: Band; readonly to: Band; readonly effectiveOn: string }
  /** `balance` in fen, as a decimal string; `daysLeft` null where nothing can be said. */
  | { readonly kind: "wallet_low"; readonly balance: string; readonly daysLeft: number | null };

export type NoticeKind = NoticeData["kind"];

interface NoticeRule {
  readonly audience: Audience;
  /** The recipient cannot do without it: the insurer owes the policy to who is insured (Insurance Law art. 13). */
  readonly mandatory: boolean;
}

/** In the order in which preferences are shown. */
export const NOTICE_RULES: Readonly<Record<NoticeKind, NoticeRule>> = {
  policy_issued: { audience: "buyer", mandatory: true },
  cover_expiring: { audience: "buyer", mandatory: false },
  claim_window_closing: { audience: "buyer", mandatory: false },
  rate_rise: { audience: "merchant", mandatory: false },
  wallet_low: { audience: "merchant", mandatory: false },
};
export const NOTICE_KINDS = Object.keys(NOTICE_RULES) as NoticeKind[];

/** Buyers are left alone from 22:00 to 08:00 Shanghai. */
const QUIET_FROM_MS = 22 * HOUR_MS;
const QUIET_UNTIL_MS = 8 * HOUR_MS;

/** The instant itself, or the end of the quiet hours that it falls in. */
export function afterQuietHours(at: Instant): Instant {
  const midnight = startOfDay(shanghaiDay(at));
  const clock = at - midnight;
  if (clock < QUIET_UNTIL_MS) return plus(midnight, QUIET_UNTIL_MS);
  return clock >= QUIET_FROM_MS ? plus(midnight, DAY_MS + QUIET_UNTIL_MS) : at;
}

/** What to do with a notice that is due. */
export type Dispatch =
  | { readonly kind: "send" }
  | { readonly kind: "wait"; readonly until: Instant }
  | { readonly kind: "suppress"; readonly reason: "unwanted" | "too_late" };

/**
 * Decides over a notice that is due. Buyers' notices wait for the end of the quiet hours, unless they would be of no use then.
 *
 * @param closesAt from when on it is of no use; null when it always is
 * @param wanted false where the recipient switched its kind off
 */
export function dispatch(
  { kind, closesAt }: { readonly kind: NoticeKind; readonly closesAt: Instant | null },
  wanted: boolean,
  now: Instant,
): Dispatch {
  const { audience, mandatory } = NOTICE_RULES[kind];
  if (!wanted && !mandatory) return { kind: "suppress", reason: "unwanted" };
  if (closesAt !== null && now >= closesAt) return { kind: "suppress", reason: "too_late" };
  const until = audience === "buyer" ? afterQuietHours(now) : now;
  return until > now && (closesAt === null || until < closesAt) ? { kind: "wait", until } : { kind: "send" };
}

/** How long after each failed attempt the next one follows; those of webhooks, since a marketplace's may be down for a day. */
const RETRY_DELAYS_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];

/** When to try again after so many attempts, the last at `now`; null when no more. */
export function retryAt(attempts: number, now: Instant): Instant | null {
  const delay = RETRY_DELAYS_MS[attempts - 1];
  return delay === undefined ? null : plus(now, delay);
}
