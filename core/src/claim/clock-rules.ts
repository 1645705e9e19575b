// Understands which clocks a claim has: what sets each, how long it is, and what starts, holds, ends and escalates it.

import type { Text } from "../product/product.js";

export const CLOCK_CODES = [
  "acknowledgement",
  "first_review",
  "decision",
  "undisputed_part",
  "supplement_answer",
  "merchant_answer",
  "second_review",
  "refusal_notice",
  "payment",
  "human_review",
  "appeal",
] as const;
export type ClockCode = (typeof CLOCK_CODES)[number];

/** What happens to a claim, as far as its clocks care. */
export const CLOCK_FACTS = [
  /** The request came, with whatever documents it had. */
  "reported",
  /** A person of the insurer has taken the case in hand. */
  "taken_in_hand",
  /** A list of what is missing was delivered to the claimant. */
  "supplement_delivered",
  /** The last thing on the list was received. */
  "supplement_complete",
  "merchant_asked",
  "merchant_answered",
  /** A first person decided what needs a second. */
  "proposed",
  /** The second person gave it back. */
  "sent_back",
  /** A part was granted before the whole is decided. */
  "advanced",
  "decided_to_pay",
  /** Decided to pay what was granted before, and no more: nothing is left to be paid by this decision. */
  "decided_within_advance",
  "decided_to_refuse",
  /** The refusal reached the claimant. */
  "notice_delivered",
  /** All that was granted has arrived. */
  "paid",
  "review_requested",
  "appealed",
  "appeal_decided",
  "withdrawn",
  /** Closed since nobody answered. */
  "lapsed",
  /** Opened again after it was closed on silence. */
  "reopened",
  "closed",
] as const;
export type ClockFact = (typeof CLOCK_FACTS)[number];

/** Where a case is put for people to see that a clock runs out. */
export const ESCALATION_QUEUES = ["intake", "adjusters", "supervisors", "payments", "compliance", "calendar"] as const;
export type EscalationQueue = (typeof ESCALATION_QUEUES)[number];

/** Shares of a clock, in percent, at which its case is put into a queue. */
export const ESCALATION_PERCENTS = [50, 80, 100] as const;
export type EscalationPercent = (typeof ESCALATION_PERCENTS)[number];

/**
 * How long a clock is. Days and working days: the day on which it starts does not count, and it ends with its last day in
 * Shanghai (Civil Code art. 201). Hours run from moment to moment.
 */
export interface Term {
  readonly unit: "days" | "working_days" | "hours";
  readonly length: number;
}

export interface ClockRule {
  readonly code: ClockCode;
  readonly title: Text;
  /** Set by law, or promised by us. */
  readonly basis: "statutory" | "target";
  /** The article of the Insurance Law, where one sets it. */
  readonly article: number | null;
  readonly source: string;
  readonly term: Term;
  readonly starts: readonly ClockFact[];
  readonly pauses: readonly ClockFact[];
  readonly resumes: readonly ClockFact[];
  readonly meets: readonly ClockFact[];
  /** Nobody has to keep it any more. */
  readonly stops: readonly ClockFact[];
  /** A stopped clock runs on, and the time in between does not count. */
  readonly revives: readonly ClockFact[];
  /** A clock that ended in the very instant in which it started is remembered, or was none. */
  readonly kept: "always" | "when_it_ran";
  /** Who sees it on the claim: buyer and merchant too, or only the insurer, whose own work it measures. */
  readonly audience: "everyone" | "insurer";
  readonly queues: Readonly<Record<EscalationPercent, EscalationQueue>>;
}

const DECIDED: readonly ClockFact[] = ["decided_to_pay", "decided_within_advance", "decided_to_refuse"];
const GONE: readonly ClockFact[] = ["withdrawn", "lapsed", "closed"];

/** The clocks of every claim, in the order in which they are shown. */
export const CLOCK_RULES: readonly ClockRule[] = [
  {
    code: "acknowledgement",
    title: { zh: "受理", en: "A person takes the case in hand" },
    basis: "target",
    article: null,
    source:
      "保险小额理赔服务指引（试行）第五条 wants medical claims answered within a working day; we promise it for all",
    term: { unit: "working_days", length: 1 },
    starts: ["reported"],
    pauses: [],
    resumes: [],
    meets: ["taken_in_hand", "supplement_delivered", "proposed", "advanced", ...DECIDED],
    stops: GONE,
    revives: [],
    kept: "when_it_ran",
    audience: "everyone",
    queues: { 50: "intake", 80: "intake", 100: "supervisors" },
  },
  {
    code: "first_review",
    title: { zh: "首次审核", en: "First look by a person" },
    basis: "target",
    article: null,
    source: "marketplaces promise 24 to 72 hours for a first review",
    term: { unit: "hours", length: 24 },
    starts: ["reported"],
    pauses: [],
    resumes: [],
    meets: ["supplement_delivered", "merchant_asked", "proposed", "advanced", ...DECIDED],
    stops: GONE,
    revives: [],
    kept: "when_it_ran",
    audience: "insurer",
    queues: { 50: "adjusters", 80: "adjusters", 100: "supervisors" },
  },
  {
    code: "decision",
    title: { zh: "核定", en: "Decision" },
    basis: "statutory",
    article: 23,
    source:
      "保险法第二十三条；保险法司法解释（二）第十五条 (time between the notice and the last document is excluded)",
    term: { unit: "days", length: 30 },
    starts: ["reported"],
    pauses: ["supplement_delivered"],
    resumes: ["supplement_complete"],
    meets: DECIDED,
    stops: GONE,
    revives: ["reopened"],
    kept: "always",
    audience: "everyone",
    queues: { 50: "adjusters", 80: "supervisors", 100: "compliance" },
  },
  {
    code: "undisputed_part",
    title: { zh: "先予支付可以确定的数额", en: "Payment of the part that nobody disputes" },
    basis: "statutory",
    article: 25,
    source: "保险法第二十五条; the sixty days are not held by a list of documents, since the law does not say so",
    term: { unit: "days", length: 60 },
    starts: ["reported"],
    pauses: [],
    resumes: [],
    meets: ["advanced"],
    stops: [...DECIDED, ...GONE],
    revives: ["reopened"],
    kept: "when_it_ran",
    audience: "everyone",
    queues: { 50: "adjusters", 80: "supervisors", 100: "compliance" },
  },
  {
    code: "supplement_answer",
    title: { zh: "补充材料", en: "The claimant's documents" },
    basis: "target",
    article: null,
    source: "launch decision; the law sets the claimant no time",
    term: { unit: "days", length: 30 },
    starts: ["supplement_delivered", "reopened"],
    pauses: [],
    resumes: [],
    meets: ["supplement_complete"],
    stops: [...DECIDED, ...GONE],
    revives: [],
    kept: "when_it_ran",
    audience: "everyone",
    queues: { 50: "intake", 80: "intake", 100: "adjusters" },
  },
  {
    code: "merchant_answer",
    title: { zh: "商家说明", en: "The merchant's statement" },
    basis: "target",
    article: null,
    source: "launch decision",
    term: { unit: "working_days", length: 3 },
    starts: ["merchant_asked"],
    pauses: [],
    resumes: [],
    meets: ["merchant_answered"],
    stops: [...DECIDED, ...GONE],
    revives: [],
    kept: "when_it_ran",
    audience: "everyone",
    queues: { 50: "intake", 80: "intake", 100: "adjusters" },
  },
  {
    code: "second_review",
    title: { zh: "复核", en: "Second pair of eyes" },
    basis: "target",
    article: null,
    source: "launch decision",
    term: { unit: "working_days", length: 1 },
    starts: ["proposed"],
    pauses: [],
    resumes: [],
    meets: ["sent_back", ...DECIDED],
    stops: GONE,
    revives: [],
    kept: "when_it_ran",
    audience: "insurer",
    queues: { 50: "supervisors", 80: "supervisors", 100: "compliance" },
  },
  {
    code: "refusal_notice",
    title: { zh: "发出拒赔通知书", en: "Refusal explained in writing" },
    basis: "statutory",
    article: 24,
    source: "保险法第二十四条",
    term: { unit: "days", length: 3 },
    starts: ["decided_to_refuse"],
    pauses: [],
    resumes: [],
    meets: ["notice_delivered"],
    stops: ["decided_to_pay", "decided_within_advance"],
    revives: [],
    kept: "always",
    audience: "everyone",
    queues: { 50: "adjusters", 80: "supervisors", 100: "compliance" },
  },
  {
    code: "payment",
    title: { zh: "支付保险金", en: "Payment" },
    basis: "statutory",
    article: 23,
    source: "保险法第二十三条",
    term: { unit: "days", length: 10 },
    starts: ["decided_to_pay", "advanced"],
    pauses: [],
    resumes: [],
    meets: ["paid"],
    stops: [],
    revives: [],
    kept: "always",
    audience: "everyone",
    queues: { 50: "payments", 80: "payments", 100: "compliance" },
  },
  {
    code: "human_review",
    title: { zh: "人工复核自动决定", en: "A person looks at what rules decided" },
    basis: "target",
    article: null,
    source: "个人信息保护法第二十四条 gives the right and sets no time; the time is a launch decision",
    term: { unit: "working_days", length: 2 },
    starts: ["review_requested"],
    pauses: ["supplement_delivered"],
    resumes: ["supplement_complete"],
    meets: DECIDED,
    stops: GONE,
    revives: ["reopened"],
    kept: "when_it_ran",
    audience: "everyone",
    queues: { 50: "adjusters", 80: "supervisors", 100: "compliance" },
  },
  {
    code: "appeal",
    title: { zh: "申诉处理", en: "Answer to an appeal" },
    basis: "target",
    article: null,
    source:
      "银行业保险业消费投诉处理管理办法 sets 15 days for a complaint whose facts are clear; an appeal is held to it",
    term: { unit: "days", length: 15 },
    starts: ["appealed"],
    pauses: [],
    resumes: [],
    meets: ["appeal_decided"],
    stops: ["closed"],
    revives: [],
    kept: "when_it_ran",
    audience: "everyone",
    queues: { 50: "supervisors", 80: "supervisors", 100: "compliance" },
  },
];

const BY_CODE = new Map(CLOCK_RULES.map((rule) => [rule.code, rule]));

/** The rule of a code. */
export function clockRule(code: ClockCode): ClockRule {
  const rule = BY_CODE.get(code);
  if (rule === undefined) throw new Error(`broken promise: the clock ${code} has a rule`);
  return rule;
}
