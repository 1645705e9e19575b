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
  /** The code that shows a wish to be paid elsewhere to be the insured's own; kept sealed. `payee` is masked. */
  | { readonly kind: "payee_code"; readonly orderId: string; readonly payee: string; readonly code: string }
  /** `amount` in fen, as a decimal string: what is paid all the same; `appealUntil` null where no appeal is left. */
  | {
      readonly kind: "claim_refused";
      readonly orderId: string;
      readonly cover: NamedCover;
      readonly amount: string;
      readonly appealUntil: Instant | null;
    }
  | {
      readonly kind: "appeal_answered";
      readonly orderId: string;
      readonly cover: NamedCover;
      readonly overturned: boolean;
    }
  /** `count` documents are waited for until the day of `closesAt`; then silence closes the case. */
  | {
      readonly kind: "evidence_wanted" | "evidence_reminder";
      readonly orderId: string;
      readonly cover: NamedCover;
      readonly count: number;
      readonly closesAt: Instant;
    }
  | { readonly kind: "claim_lapsed"; readonly orderId: string; readonly cover: NamedCover }
  /** `answerUntil` null where the calendar does not say yet. */
  | {
      readonly kind: "merchant_asked";
      readonly orderId: string;
      readonly cover: NamedCover;
      readonly answerUntil: Instant | null;
    }
  | { readonly kind: "rate_rise"; readonly from: Band; readonly to: Band; readonly effectiveOn: string }
  /** `balance` in fen, as a decimal string; `daysLeft` null where nothing can be said. */
  | { readonly kind: "wallet_low"; readonly balance: string; readonly daysLeft: number | null }
  /** Amounts in fen, as decimal strings. `netFrom`: from when on it may be taken from wallet or deposit. */
  | {
      readonly kind: "recovery_netting_ahead";
      readonly orderId: string;
      readonly cover: NamedCover;
      readonly amount: string;
      readonly netFrom: Instant;
    }
  /** `rest`: what is still owed. */
  | {
      readonly kind: "recovery_netted";
      readonly orderId: string;
      readonly cover: NamedCover;
      readonly amount: string;
      readonly rest: string;
    };

export type NoticeKind = NoticeData["kind"];

interface NoticeRule {
  readonly audience: Audience;
  /**
   * The recipient cannot do without it: the insurer owes the policy to who is insured (Insurance Law art. 13), a refusal in writing
   * (art. 24), and an answer to who complains.
   */
  readonly mandatory: boolean;
}

/** In the order in which preferences are shown. */
export const NOTICE_RULES: Readonly<Record<NoticeKind, NoticeRule>> = {
  policy_issued: { audience: "buyer", mandatory: true },
  cover_expiring: { audience: "buyer", mandatory: false },
  claim_window_closing: { audience: "buyer", mandatory: false },
  payee_code: { audience: "buyer", mandatory: true },
  claim_refused: { audience: "buyer", mandatory: true },
  appeal_answered: { audience: "buyer", mandatory: true },
  // A list of what is missing is owed at once and in full (art. 22), and so is word of what silence leads to.
  evidence_wanted: { audience: "buyer", mandatory: true },
  evidence_reminder: { audience: "buyer", mandatory: true },
  claim_lapsed: { audience: "buyer", mandatory: true },
  merchant_asked: { audience: "merchant", mandatory: true },
  rate_rise: { audience: "merchant", mandatory: false },
  wallet_low: { audience: "merchant", mandatory: false },
  // By contract nothing is netted of which the merchant was not told.
  recovery_netting_ahead: { audience: "merchant", mandatory: true },
  recovery_netted: { audience: "merchant", mandatory: false },
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
