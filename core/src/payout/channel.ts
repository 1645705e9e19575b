// Understands what a transfer channel may answer, what it accepts, and when it may be asked again.

import type { Fen } from "../money.js";
import { addDays, HOUR_MS, type Instant, MINUTE_MS, plus, SECOND_MS, shanghaiDay, startOfDay } from "../time.js";

/** Why an answer leaves open whether the money moved. */
export type UnknownCause =
  | "timeout"
  | "connection_lost"
  | "http_status"
  | "unreadable"
  | "bad_signature"
  /** The answer is genuine but about something else than what was asked. */
  | "mismatched"
  /** The channel says that it is not well: code 20000, SYSTEM_ERROR. */
  | "channel_unwell"
  /** The same number was seen with other parameters: PAYMENT_INFO_INCONSISTENCY. */
  | "inconsistent"
  /** The gateway turned the request away (key, permission, parameters) before it reached the business. */
  | "request_refused"
  /** A code or state that is on no list of ours. */
  | "unlisted"
  /** The process that sent died before it heard the answer. */
  | "interrupted";

/** What a channel answered to a transfer or to a query, in words that fit every channel. */
export type ChannelAnswer =
  | {
      readonly kind: "succeeded";
      readonly channelOrderNo: string;
      readonly paidAt: Instant | null;
      /** The amount as the channel knows it, where its answer says so. */
      readonly amount: Fen | null;
    }
  /** Only codes on an allow-list, or a query that shows the state "failed". */
  | { readonly kind: "failed"; readonly code: string; readonly detail: string }
  | { readonly kind: "unknown"; readonly cause: UnknownCause; readonly code: string | null; readonly detail: string }
  | { readonly kind: "dealing" }
  /** Queries only. */
  | { readonly kind: "not_found" }
  /** Queries only: the money was paid and came back. */
  | { readonly kind: "returned"; readonly channelOrderNo: string; readonly detail: string }
  /** The payer's allowance or balance is used up: nothing moved, and tomorrow the same number may be sent again. */
  | { readonly kind: "capped"; readonly until: "next_day"; readonly code: string };

/** Which question an answer belongs to. A refusal of a transfer has to be confirmed; a query is the confirmation. */
export type Asked = "send" | "query";

/** An answer together with the number that it is about. */
export interface Heard {
  readonly outBizNo: string;
  readonly asked: Asked;
  readonly answer: ChannelAnswer;
}

/** What differs from channel to channel. Amounts in fen, times in milliseconds. */
export interface ChannelPolicy {
  readonly channel: string;
  /** How the channel writes an amount. */
  readonly amountUnit: "yuan_two_decimals" | "fen";
  readonly amountMin: Fen;
  readonly amountMax: Fen;
  /** What the payer may transfer in one Shanghai day; the channel enforces it. */
  readonly dayTotalMax: Fen;
  readonly numberPattern: RegExp;
  readonly titleLengthMax: number;
  readonly remarkLengthMax: number;
  readonly accountLengthMax: number;
  readonly nameLengthMax: number;
  /** When the payee's real name must come along. */
  readonly payeeName: "required_for_sign_in_names" | "required" | "never";
  /** A sender that has not reported by then is presumed dead. */
  readonly sendLeaseMs: number;
  /** Moments after an unclear transfer at which it is queried; after the last one, every `queryEveryMs`. */
  readonly queryOffsetsMs: readonly number[];
  readonly queryEveryMs: number;
  /** A transfer is sent again only after two answers of "not found" at least this far apart. */
  readonly notFoundGapMs: number;
  /** An unclear transfer of this age goes to a person. */
  readonly escalateAfterMs: number;
  /** Moments after success at which a look is taken whether the money came back. */
  readonly watchOffsetsMs: readonly number[];
  /** How long after midnight in Shanghai a capped transfer is sent again. */
  readonly resumeAfterMidnightMs: number;
}

/**
 * Alipay, transfers to single accounts without password (alipay.fund.trans.uni.transfer, TRANS_ACCOUNT_NO_PWD).
 * Source of limits: the error texts of EXCEED_LIMIT_SM_MIN_AMOUNT (0.10 yuan), EXCEED_LIMIT_PERSONAL_SM_AMOUNT (50,000
 * yuan to a person) and EXCEED_LIMIT_DM_MAX_AMOUNT (1,000,000 yuan a day); a contract may agree on other ones.
 */
export const ALIPAY_POLICY: ChannelPolicy = {
  channel: "alipay",
  amountUnit: "yuan_two_decimals",
  amountMin: 10n,
  amountMax: 5_000_000n,
  dayTotalMax: 100_000_000n,
  numberPattern: /^[A-Za-z0-9_]{1,64}$/,
  titleLengthMax: 128,
  remarkLengthMax: 200,
  accountLengthMax: 100,
  nameLengthMax: 128,
  payeeName: "required_for_sign_in_names",
  sendLeaseMs: MINUTE_MS,
  queryOffsetsMs: [5 * SECOND_MS, 15 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS],
  queryEveryMs: HOUR_MS,
  notFoundGapMs: MINUTE_MS,
  escalateAfterMs: 24 * HOUR_MS,
  watchOffsetsMs: [HOUR_MS, 24 * HOUR_MS, 72 * HOUR_MS],
  resumeAfterMidnightMs: 5 * MINUTE_MS,
};

/** Milliseconds from the query before (or the transfer itself) to query number `index`, counted from 0. */
export function queryGap(policy: ChannelPolicy, index: number): number {
  const offset = policy.queryOffsetsMs[index];
  if (offset === undefined) return policy.queryEveryMs;
  return offset - (policy.queryOffsetsMs[index - 1] ?? 0);
}

/** When a capped transfer is tried again: shortly after the next midnight in Shanghai. */
export function resumeAfterCap(policy: ChannelPolicy, now: Instant): Instant {
  return plus(startOfDay(addDays(shanghaiDay(now), 1)), policy.resumeAfterMidnightMs);
}
