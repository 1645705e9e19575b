// Understands a payout: money on its way over a channel that may stay silent, so that it moves exactly once.

import { assert, never } from "../assert.js";
import { formatId, type Id } from "../id.js";
import type { Fen } from "../money.js";
import type { Refusal } from "../refusal.js";
import { type Instant, plus } from "../time.js";
import {
  type ChannelAnswer,
  type ChannelPolicy,
  type Heard,
  queryGap,
  resumeAfterCap,
  type UnknownCause,
} from "./channel.js";

/** The status that the API shows. */
export type PayoutStatus = "prepared" | "sending" | "unknown" | "succeeded" | "failed" | "returned";

export type PayoutState =
  /** Waits until `sendAt`: at once, or tomorrow when the payer's allowance was used up. */
  | { readonly status: "prepared"; readonly sendAt: Instant }
  /** Someone is sending; silent past `leaseUntil` means that they died and nobody knows what happened. */
  | { readonly status: "sending"; readonly since: Instant; readonly leaseUntil: Instant }
  | {
      readonly status: "unknown";
      readonly cause: UnknownCause | "dealing" | "refused";
      readonly code: string | null;
      /** Index of the next query in the channel's schedule. */
      readonly queries: number;
      /** When the next query is due; or, with `resend`, when the same bytes go out again. */
      readonly nextAt: Instant;
      readonly resend: boolean;
      /** The refusal that a query has yet to confirm. */
      readonly refusal: string | null;
      /** The first of an unbroken row of answers "not found". */
      readonly notFoundAt: Instant | null;
    }
  | {
      readonly status: "succeeded";
      readonly channelOrderNo: string;
      readonly paidAt: Instant | null;
      readonly settledAt: Instant;
      readonly watches: number;
      /** The next look whether the money came back; null when nobody looks any more. */
      readonly nextAt: Instant | null;
    }
  | { readonly status: "failed"; readonly code: string; readonly failedAt: Instant }
  | {
      readonly status: "returned";
      readonly channelOrderNo: string;
      readonly detail: string;
      readonly returnedAt: Instant;
    };

/** Why a person has to look. */
export type HumanTaskReason =
  /** A query confirmed the failure: correct the payee and retry under a new number, or pay otherwise. */
  | "transfer_failed"
  /** The money came back after success. */
  | "money_returned"
  /** Not clear for longer than the channel's policy allows. */
  | "unknown_too_long"
  /** The gateway turns our requests away: keys, contract or parameters are wrong. */
  | "request_refused"
  /** Still no allowance or balance on the day after. */
  | "payer_capped"
  /** The channel moved another amount than the one that was asked for. */
  | "amount_differs"
  /** The channel said one thing and later the opposite. */
  | "answers_contradict"
  /** A number that had been given up as failed paid after all. */
  | "paid_under_old_number";

/** One number and what became of it. Its bytes never change; a retry is another attempt with another number. */
export interface Attempt {
  readonly outBizNo: string;
  /** 0 for the first number, n for the n-th retry. */
  readonly retry: number;
  readonly sends: number;
  readonly firstSentAt: Instant | null;
  readonly caps: number;
  /** Tasks that this attempt raised already; each is raised once. */
  readonly tasks: readonly HumanTaskReason[];
}

export interface EndedAttempt extends Attempt {
  readonly ended: "failed" | "returned";
}

export interface Payout {
  readonly payoutId: Id;
  readonly amount: Fen;
  readonly attempt: Attempt;
  readonly earlier: readonly EndedAttempt[];
  readonly state: PayoutState;
}

/** What else has to be written in the transaction that stores the payout. Ledger templates are those of ledger/templates. */
export type PayoutEffect =
  | {
      readonly kind: "ledger";
      readonly template: "payoutPrepared" | "payoutSucceeded" | "payoutFailed" | "payoutReturned";
      readonly amount: Fen;
    }
  | {
      readonly kind: "humanTask";
      readonly reason: HumanTaskReason;
      readonly outBizNo: string;
      readonly code: string | null;
    };

export interface PayoutChange {
  readonly payout: Payout;
  readonly effects: readonly PayoutEffect[];
}

/** What to do now. A `send` with `again` repeats the stored bytes under the same number. */
export type PayoutStep =
  | { readonly kind: "send"; readonly again: boolean }
  | { readonly kind: "query" }
  | { readonly kind: "wait"; readonly until: Instant }
  | { readonly kind: "done" };

/** The number under which the channel knows a payout: its id, and for the n-th retry the id with n behind it. */
export function transferNumber(payoutId: Id, retry: number): string {
  const base = formatId("payout", payoutId);
  return retry === 0 ? base : `${base}_${retry}`;
}

function firstAttempt(payoutId: Id, retry: number): Attempt {
  return { outBizNo: transferNumber(payoutId, retry), retry, sends: 0, firstSentAt: null, caps: 0, tasks: [] };
}

/** Opens a payout of a positive amount, due at once. The claim's payable moves to clearing. */
export function preparePayout(payoutId: Id, amount: Fen, now: Instant): PayoutChange {
  assert(amount > 0n, "a payout moves a positive amount");
  const attempt = firstAttempt(payoutId, 0);
  const payout: Payout = { payoutId, amount, attempt, earlier: [], state: { status: "prepared", sendAt: now } };
  return { payout, effects: [ledger(payout, "payoutPrepared")] };
}

/** When something is to be done next; null when nothing ever is, unless a person asks for it. */
export function dueAt(payout: Payout): Instant | null {
  const { state } = payout;
  switch (state.status) {
    case "prepared":
      return state.sendAt;
    case "sending":
      return state.leaseUntil;
    case "unknown":
    case "succeeded":
      return state.nextAt;
    case "failed":
    case "returned":
      return null;
    default:
      return never(state);
  }
}

export function nextStep(payout: Payout, now: Instant): PayoutStep {
  const due = dueAt(payout);
  if (due === null) return { kind: "done" };
  if (now < due) return { kind: "wait", until: due };
  const { state } = payout;
  if (state.status === "prepared") return { kind: "send", again: payout.attempt.sends > 0 };
  if (state.status === "unknown" && state.resend) return { kind: "send", again: true };
  return { kind: "query" };
}

/** Marks that the bytes are about to go out. To be committed before they do. */
export function onSending(payout: Payout, policy: ChannelPolicy, now: Instant): Payout {
  assert(nextStep(payout, now).kind === "send", "a payout is sent when it is due for sending");
  const { attempt } = payout;
  return {
    ...payout,
    attempt: { ...attempt, sends: attempt.sends + 1, firstSentAt: attempt.firstSentAt ?? now },
    state: { status: "sending", since: now, leaseUntil: plus(now, policy.sendLeaseMs) },
  };
}

/** The sender died (its process restarted, its lease ran out) before it could report. Leaves other states alone. */
export function onInterrupted(payout: Payout, policy: ChannelPolicy, now: Instant): Payout {
  if (payout.state.status !== "sending") return payout;
  return { ...payout, state: unclear(payout, policy, now, { cause: "interrupted", code: null }) };
}

/** A retry under a new number, asked for by a person or by a rule: only once a query has confirmed that nothing was paid. */
export function retryPayout(payout: Payout, now: Instant): PayoutChange | { readonly refusal: Refusal } {
  const { status } = payout.state;
  if (status !== "failed" && status !== "returned") {
    const detail = `A payout is retried after a query has confirmed failure or return; this one is ${status}.`;
    return { refusal: { code: "payout_not_failed", detail } };
  }
  const next: Payout = {
    ...payout,
    earlier: [...payout.earlier, { ...payout.attempt, ended: status }],
    attempt: firstAttempt(payout.payoutId, payout.attempt.retry + 1),
    state: { status: "prepared", sendAt: now },
  };
  return { payout: next, effects: [ledger(next, "payoutPrepared")] };
}

/** The one total function of answers: any answer, at any time, in any order, any number of times. */
export function onAnswer(payout: Payout, heard: Heard, policy: ChannelPolicy, now: Instant): PayoutChange {
  if (heard.outBizNo !== payout.attempt.outBizNo) return onOldNumber(payout, heard);
  switch (payout.state.status) {
    case "prepared":
    case "sending":
    case "unknown":
      return whileOpen(payout, heard, policy, now);
    case "succeeded":
      return afterSuccess(payout, payout.state, heard, policy, now);
    case "failed":
      return afterFailure(payout, heard, policy, now);
    case "returned":
      return unchanged(payout);
    default:
      return never(payout.state);
  }
}

type Unknown = Extract<PayoutState, { status: "unknown" }>;
type Succeeded = Extract<PayoutState, { status: "succeeded" }>;

function whileOpen(payout: Payout, heard: Heard, policy: ChannelPolicy, now: Instant): PayoutChange {
  const { answer } = heard;
  switch (answer.kind) {
    case "succeeded":
      return onSuccess(payout, answer, policy, now);
    case "returned": {
      const paid = { kind: "succeeded", channelOrderNo: answer.channelOrderNo, paidAt: null, amount: null } as const;
      return chain(onSuccess(payout, paid, policy, now), (settled) => onReturn(settled, answer, now));
    }
    case "failed":
      return heard.asked === "query"
        ? onFailure(payout, answer.code, now)
        : onRefusal(payout, answer.code, policy, now);
    case "capped":
      return heard.asked === "send" ? onCap(payout, answer.code, policy, now) : unchanged(payout);
    case "not_found":
      return heard.asked === "query" ? onNotFound(payout, policy, now) : unchanged(payout);
    case "dealing":
      return stillUnclear(payout, heard, policy, now, { cause: "dealing", code: null });
    case "unknown":
      return stillUnclear(payout, heard, policy, now, answer);
    default:
      return never(answer);
  }
}

/** What makes the state unclear. */
interface Doubt {
  readonly cause: Unknown["cause"];
  readonly code: string | null;
}

/** The state of doubt right after a transfer. A later transfer of the same number starts further down the schedule. */
function unclear(payout: Payout, policy: ChannelPolicy, now: Instant, doubt: Doubt): Unknown {
  const queries = Math.min(Math.max(payout.attempt.sends - 1, 0), policy.queryOffsetsMs.length);
  const nextAt = plus(now, queryGap(policy, queries));
  return { status: "unknown", ...pick(doubt), queries, nextAt, resend: false, refusal: null, notFoundAt: null };
}

const pick = ({ cause, code }: Doubt): Doubt => ({ cause, code });

/** The state of doubt that a query leaves as it found it, with the next query put on the schedule. */
function asked(payout: Payout, policy: ChannelPolicy, now: Instant): Unknown {
  const { state } = payout;
  const before =
    state.status === "unknown" ? state : unclear(payout, policy, now, { cause: "interrupted", code: null });
  const queries = state.status === "unknown" ? before.queries + 1 : before.queries;
  return { ...before, queries, nextAt: plus(now, queryGap(policy, queries)), resend: false };
}

function stillUnclear(payout: Payout, heard: Heard, policy: ChannelPolicy, now: Instant, doubt: Doubt): PayoutChange {
  const { state } = payout;
  const inProcess = doubt.cause === "dealing";
  // What is waiting to be sent learns nothing from a late shrug; what is in doubt learns nothing from a second one.
  if (state.status === "prepared" && !inProcess) return unchanged(payout);
  if (state.status === "unknown" && heard.asked === "send") return unchanged(payout);
  const next =
    heard.asked === "query"
      ? { ...asked(payout, policy, now), ...(inProcess ? { ...pick(doubt), notFoundAt: null, refusal: null } : {}) }
      : unclear(payout, policy, now, doubt);
  const reason = doubt.cause === "request_refused" ? "request_refused" : overdue(payout, policy, now);
  return withTask({ ...payout, state: next }, reason, doubt.code);
}

function overdue(payout: Payout, policy: ChannelPolicy, now: Instant): HumanTaskReason | null {
  const { firstSentAt } = payout.attempt;
  return firstSentAt !== null && now - firstSentAt >= policy.escalateAfterMs ? "unknown_too_long" : null;
}

function onSuccess(
  payout: Payout,
  answer: Extract<ChannelAnswer, { kind: "succeeded" }>,
  policy: ChannelPolicy,
  now: Instant,
): PayoutChange {
  if (answer.amount !== null && answer.amount !== payout.amount) {
    // Money moved, but not ours to book: a person compares the channel's statement with the stored bytes.
    return withTask({ ...payout, state: asked(payout, policy, now) }, "amount_differs", null);
  }
  const { channelOrderNo, paidAt } = answer;
  const nextAt = watchAt(policy, 0, now);
  const state: Succeeded = { status: "succeeded", channelOrderNo, paidAt, settledAt: now, watches: 0, nextAt };
  return { payout: { ...payout, state }, effects: [ledger(payout, "payoutSucceeded")] };
}

function watchAt(policy: ChannelPolicy, index: number, settledAt: Instant): Instant | null {
  const offset = policy.watchOffsetsMs[index];
  return offset === undefined ? null : plus(settledAt, offset);
}

function onRefusal(payout: Payout, code: string, policy: ChannelPolicy, now: Instant): PayoutChange {
  const { state } = payout;
  const doubt = { cause: "refused", code } as const;
  const next: Unknown =
    state.status === "unknown"
      ? { ...state, ...doubt, refusal: code }
      : { ...unclear(payout, policy, now, doubt), refusal: code };
  return { payout: { ...payout, state: next }, effects: [] };
}

function onFailure(payout: Payout, code: string, now: Instant): PayoutChange {
  const failed: Payout = { ...payout, state: { status: "failed", code, failedAt: now } };
  return chain({ payout: failed, effects: [ledger(failed, "payoutFailed")] }, (p) =>
    withTask(p, "transfer_failed", code),
  );
}

function onCap(payout: Payout, code: string, policy: ChannelPolicy, now: Instant): PayoutChange {
  if (payout.state.status === "prepared") return unchanged(payout);
  const attempt = { ...payout.attempt, caps: payout.attempt.caps + 1 };
  const parked: Payout = { ...payout, attempt, state: { status: "prepared", sendAt: resumeAfterCap(policy, now) } };
  return attempt.caps < 2 ? { payout: parked, effects: [] } : withTask(parked, "payer_capped", code);
}

function onNotFound(payout: Payout, policy: ChannelPolicy, now: Instant): PayoutChange {
  const { state } = payout;
  if (state.status === "prepared") return unchanged(payout);
  const next = asked(payout, policy, now);
  if (next.refusal !== null) return onFailure(payout, next.refusal, now);
  const notFoundAt = next.notFoundAt ?? now;
  const resend = now - notFoundAt >= policy.notFoundGapMs;
  const nextAt = resend ? now : next.nextAt;
  return withTask(
    { ...payout, state: { ...next, notFoundAt, resend, nextAt } },
    overdue(payout, policy, now),
    next.code,
  );
}

function onReturn(payout: Payout, answer: Extract<ChannelAnswer, { kind: "returned" }>, now: Instant): PayoutChange {
  if (payout.state.status !== "succeeded") return unchanged(payout);
  const { channelOrderNo, detail } = answer;
  const returned: Payout = { ...payout, state: { status: "returned", channelOrderNo, detail, returnedAt: now } };
  const change = { payout: returned, effects: [ledger(returned, "payoutReturned")] };
  return chain(change, (p) => withTask(p, "money_returned", null));
}

function afterSuccess(
  payout: Payout,
  state: Succeeded,
  heard: Heard,
  policy: ChannelPolicy,
  now: Instant,
): PayoutChange {
  const { answer } = heard;
  if (answer.kind === "returned") return onReturn(payout, answer, now);
  if (heard.asked === "send") return unchanged(payout);
  const contradicts = answer.kind === "failed" || answer.kind === "not_found";
  if (answer.kind !== "succeeded" && !contradicts) {
    // No news: this look does not count and is taken again.
    const nextAt = state.nextAt === null ? null : plus(now, policy.queryEveryMs);
    return { payout: { ...payout, state: { ...state, nextAt } }, effects: [] };
  }
  const watches = state.watches + 1;
  const watched: Payout = { ...payout, state: { ...state, watches, nextAt: watchAfter(policy, watches, state, now) } };
  return withTask(watched, contradicts ? "answers_contradict" : null, answer.kind === "failed" ? answer.code : null);
}

/** The next look lies in the future even when the clock leapt over several of them. */
function watchAfter(policy: ChannelPolicy, index: number, state: Succeeded, now: Instant): Instant | null {
  const next = watchAt(policy, index, state.settledAt);
  return next === null || next > now ? next : plus(now, policy.queryEveryMs);
}

/** A confirmed failure that turns out paid: the books follow the money, and a person looks into it. */
function afterFailure(payout: Payout, heard: Heard, policy: ChannelPolicy, now: Instant): PayoutChange {
  if (heard.answer.kind !== "succeeded") return unchanged(payout);
  const reopened = { payout, effects: [ledger(payout, "payoutPrepared")] };
  const paid = { ...heard.answer, amount: null };
  const settled = chain(reopened, (p) => onSuccess(p, paid, policy, now));
  return chain(settled, (p) => withTask(p, "answers_contradict", null));
}

function onOldNumber(payout: Payout, heard: Heard): PayoutChange {
  const old = payout.earlier.find((attempt) => attempt.outBizNo === heard.outBizNo);
  assert(old !== undefined, "an answer is about one of the payout's own numbers");
  if (old.ended !== "failed" || heard.answer.kind !== "succeeded") return unchanged(payout);
  const { outBizNo } = heard;
  return { payout, effects: [{ kind: "humanTask", reason: "paid_under_old_number", outBizNo, code: null }] };
}

const unchanged = (payout: Payout): PayoutChange => ({ payout, effects: [] });

const ledger = (payout: Payout, template: Extract<PayoutEffect, { kind: "ledger" }>["template"]): PayoutEffect => ({
  kind: "ledger",
  template,
  amount: payout.amount,
});

function chain(change: PayoutChange, then: (payout: Payout) => PayoutChange): PayoutChange {
  const next = then(change.payout);
  return { payout: next.payout, effects: [...change.effects, ...next.effects] };
}

function withTask(payout: Payout, reason: HumanTaskReason | null, code: string | null): PayoutChange {
  if (reason === null || payout.attempt.tasks.includes(reason)) return unchanged(payout);
  const { outBizNo, tasks } = payout.attempt;
  const attempt = { ...payout.attempt, tasks: [...tasks, reason] };
  return { payout: { ...payout, attempt }, effects: [{ kind: "humanTask", reason, outBizNo, code }] };
}
