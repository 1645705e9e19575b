// Understands what a case is, written a second time: a log of what was accepted, and questions that are asked of it.
//
// Nothing is carried from step to step but the log; status, amounts and clocks are read off it anew each time. Amounts are
// plain numbers of fen, instants plain milliseconds.

import type { ClockFact } from "@anxin/core/claim/clock-rules";
import { type Watch, watchesOf } from "./clock-model.js";

export type Outcome = "approve" | "partly_approve" | "reject";
type ProposalKind = "decision" | "correction";

export interface Who {
  readonly side: "buyer" | "merchant" | "insurer" | "rules";
  readonly person: string | null;
  readonly isSupervisor: boolean;
}

export interface Grant {
  readonly decisionId: number;
  readonly outcome: Outcome;
  readonly amount: number;
}

interface Wanted {
  readonly refer: { readonly exposure: number };
  readonly decide_by_rules: Grant;
  readonly decide: Grant & { readonly authority: number };
  readonly second: { readonly approve: boolean; readonly authority: number };
  readonly request_evidence: { readonly reason: string };
  readonly answer_evidence: { readonly complete: boolean; readonly exposure: number };
  readonly lapse: object;
  readonly withdraw: object;
  readonly rebind: { readonly reopen: boolean; readonly exposure: number };
  readonly request_review: { readonly exposure: number };
  readonly advance: { readonly amount: number; readonly authority: number };
  readonly adjust_reserve: { readonly reserve: number };
  readonly appeal: { readonly appealId: number; readonly decidedAt: number; readonly exposure: number };
  readonly decide_appeal: Grant & { readonly upheld: boolean; readonly authority: number };
  readonly withdraw_appeal: object;
  readonly correct: { readonly decisionId: number; readonly amount: number };
  readonly close: { readonly settled: boolean; readonly until: number };
}
export type WishKind = keyof Wanted;
/** What somebody wants of a case. */
export type Wish<K extends WishKind = WishKind> = { [P in K]: { readonly kind: P } & Wanted[P] }[K];

interface Happened {
  readonly filed: object;
  readonly referred: { readonly exposure: number };
  readonly listed: object;
  readonly complete: object;
  readonly silent: object;
  readonly answered_late: { readonly isComplete: boolean; readonly exposure: number };
  readonly withdrawn: object;
  readonly asked_again: { readonly exposure: number };
  readonly reviewed: { readonly exposure: number };
  /** The amount is what it adds; every other amount granted is the whole. */
  readonly advanced: { readonly amount: number; readonly people: People };
  readonly set_aside: { readonly amount: number };
  readonly proposed: Grant & { readonly what: ProposalKind; readonly maker: string };
  readonly sent_back: { readonly what: ProposalKind };
  readonly stands: Omit<Grant, "decisionId"> & { readonly people: People; readonly byRules: boolean };
  readonly corrected: { readonly amount: number; readonly people: People };
  readonly appealed: { readonly appealId: number; readonly exposure: number };
  readonly upheld: { readonly people: People };
  readonly overturned: Omit<Grant, "decisionId"> & { readonly people: People };
  readonly appeal_withdrawn: object;
  readonly closed: object;
  /** Something that leaves the case as it is. */
  readonly noted: object;
}
/** What was accepted. */
export type Accepted<I extends keyof Happened = keyof Happened> = { [P in I]: { readonly is: P } & Happened[P] }[I];
/** The persons who made or checked a decision; null for an account without a person. */
export type People = readonly (string | null)[];

interface Entry {
  readonly at: number;
  readonly fact: Accepted;
  readonly told: readonly ClockFact[];
}
export type Log = readonly Entry[];

/** The last entry of one of these kinds, with the log before and after it. */
function last<I extends keyof Happened>(log: Log, ...kinds: readonly I[]) {
  const i = log.findLastIndex(({ fact }) => (kinds as readonly string[]).includes(fact.is));
  const fact = log[i]?.fact as Accepted<I> | undefined;
  return fact === undefined ? null : { fact, before: log.slice(0, i), since: log.slice(i + 1) };
}

export const STATUS_OF = { approve: "approved", partly_approve: "partly_approved", reject: "rejected" } as const;
export type CaseStatus =
  | (typeof STATUS_OF)[Outcome]
  | ("filed" | "evidence_requested" | "in_review" | "awaiting_second" | "withdrawn" | "closed");

/** What an entry makes of the case; null where the status stays. `was` asks for the status before it. */
function statusBy(fact: Accepted, was: () => CaseStatus): CaseStatus | null {
  if (fact.is === "filed" || fact.is === "withdrawn" || fact.is === "closed") return fact.is;
  if (fact.is === "silent") return "closed";
  if (fact.is === "listed") return "evidence_requested";
  if (fact.is === "answered_late") return fact.isComplete ? "in_review" : "evidence_requested";
  if (["referred", "complete", "reviewed", "asked_again"].includes(fact.is)) return "in_review";
  if (fact.is === "proposed") return fact.what === "decision" ? "awaiting_second" : null;
  if (fact.is === "sent_back") return fact.what === "decision" ? "in_review" : null;
  if (fact.is === "stands") return STATUS_OF[fact.outcome];
  if (fact.is === "overturned") return was() === "approved" ? "approved" : STATUS_OF[fact.outcome];
  return null;
}

/** The status that the last entry before the `upTo`th left which leaves any. */
function statusOf(log: Log, upTo: number): CaseStatus {
  const entry = log[upTo - 1];
  if (entry === undefined) throw new Error("broken promise: a case was filed");
  return statusBy(entry.fact, () => statusOf(log, upTo - 1)) ?? statusOf(log, upTo - 1);
}

const advancesIn = (log: Log): number =>
  log.reduce((sum, { fact }) => sum + (fact.is === "advanced" ? fact.amount : 0), 0);

/** What was granted in all: the last whole amount, and what was advanced since. */
function agreedOf(log: Log): number {
  const whole = last(log, "stands", "corrected", "overturned");
  return whole === null ? advancesIn(log) : whole.fact.amount + advancesIn(whole.since);
}

/** What is set aside beyond that: as the last entry that sets it says, less what was advanced since. */
function reserveOf(log: Log): number {
  const setters = ["filed", "referred", "reviewed", "asked_again", "answered_late", "set_aside", "proposed"] as const;
  const enders = ["silent", "withdrawn", "closed", "stands", "corrected", "upheld", "overturned"] as const;
  const set = last(log, ...setters, ...enders, "sent_back", "appealed", "appeal_withdrawn");
  if (set === null) return 0;
  const { fact, before, since } = set;
  // A decision that is sent back leaves aside what was set aside for it, or by anybody since.
  if (fact.is === "sent_back" && fact.what === "decision") return Math.max(0, reserveOf(before) - advancesIn(since));
  if (fact.is === "proposed") return fact.amount - agreedOf(before);
  const amount = "exposure" in fact ? fact.exposure : fact.is === "set_aside" ? fact.amount : 0;
  return Math.max(0, amount - advancesIn(since));
}

function proposalOf(log: Log): Accepted<"proposed"> | null {
  const fact = last(log, "proposed", "sent_back", "stands", "corrected", "withdrawn")?.fact;
  return fact?.is === "proposed" ? fact : null;
}

function openAppealOf(log: Log): number | null {
  const fact = last(log, "appealed", "upheld", "overturned", "appeal_withdrawn")?.fact;
  return fact?.is === "appealed" ? fact.appealId : null;
}

/** Everybody who made or checked a decision, each once, by name. */
function decidersOf(log: Log): readonly string[] {
  const people = log.flatMap(({ fact }) => ("people" in fact ? fact.people : []));
  return [...new Set(people.filter((person) => person !== null))].toSorted();
}

/** A case as its log tells it. */
export function caseOf(log: Log) {
  const decision = last(log, "stands", "overturned")?.fact;
  return {
    status: statusOf(log, log.length),
    reserve: reserveOf(log),
    agreed: agreedOf(log),
    advanced: advancesIn(log),
    rounds: log.filter(({ fact }) => fact.is === "listed").length,
    lapsed: last(log, "silent", "answered_late")?.fact.is === "silent",
    proposal: proposalOf(log),
    decidedByRules: decision?.is === "stands" && decision.byRules,
    deciders: decidersOf(log),
    reviewed: log.some(({ fact }) => fact.is === "reviewed"),
    appeals: log.filter(({ fact }) => fact.is === "appealed").length,
    openAppeal: openAppealOf(log),
  };
}
export type Case = ReturnType<typeof caseOf>;

/** The clocks as the log tells them, and what else was told at what time. */
export function clocksOf(log: Log): readonly Watch[] {
  return watchesOf(log.flatMap(({ at, told }) => told.map((fact) => ({ fact, at }))));
}

/** The log of a case that was just filed. */
export const filed = (at: number): Log => [{ at, fact: { is: "filed" }, told: ["reported"] }];

/** The log after something was told of the case that is nobody's wish: a payment arrived, a merchant answered. */
export const afterNews = (log: Log, fact: ClockFact, at: number): Log => [
  ...log,
  { at, fact: { is: "noted" }, told: [fact] },
];
