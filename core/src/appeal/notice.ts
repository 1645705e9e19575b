// Understands what a refusal notice says: what was decided, by which clause, on which facts, and what can be done about
// it.

import type { DecisionOutcome } from "../claim/claim.js";
import { clockRule } from "../claim/clock-rules.js";
import type { Finding, ReasonCode } from "../claim/finding.js";
import { reasonText } from "../claim/reasons.js";
import type { Fen } from "../money.js";
import { clauseOf, type Funding, type ProductVersion, type Text } from "../product/product.js";
import { type Instant, shanghaiClock, shanghaiDay } from "../time.js";
import { factsSaid, type Pair, yuanSaid } from "./fact-words.js";
import { noticeWords } from "./notice-words.js";

/** Where a claimant can complain outside of the house. */
export interface ComplaintContact {
  readonly name: Text;
  readonly phone: string;
  /** Empty where there is none. */
  readonly url: string;
}

/**
 * Where claimants complain unless the tenant says otherwise. Insurance: the regulator's consumer line. A platform's own
 * service: the line of the market regulator.
 */
export const COMPLAINT_CONTACTS: Readonly<Record<Funding, readonly ComplaintContact[]>> = {
  insurance: [
    {
      name: { zh: "银行保险消费者投诉维权热线", en: "Financial regulator's consumer line (NFRA)" },
      phone: "12378",
      url: "",
    },
  ],
  guarantee_service: [
    {
      name: { zh: "全国消费者投诉举报热线", en: "Market regulator's consumer line (SAMR)" },
      phone: "12315",
      url: "https://www.12315.cn",
    },
  ],
};

/** Everything that a notice is made from. */
export interface NoticeFacts {
  readonly number: string;
  readonly policyNo: string;
  readonly claimNo: string;
  readonly orderId: string;
  readonly product: ProductVersion;
  readonly peril: string;
  readonly occurredAt: Instant;
  readonly reportedAt: Instant;
  readonly decidedAt: Instant;
  readonly issuedAt: Instant;
  readonly outcome: DecisionOutcome;
  /** Rules alone decided. */
  readonly automatic: boolean;
  readonly requestedAmount: Fen | null;
  readonly amount: Fen;
  readonly reasonCodes: readonly ReasonCode[];
  readonly findings: readonly Finding[];
  /** Clauses that a person named. */
  readonly clauses: readonly string[];
  /** What the person who decided wrote; empty for rules. */
  readonly note: string;
  /** Until when it can be appealed; null when no appeal is left. */
  readonly appealUntil: Instant | null;
  /** Whether a person can still be asked to look at what rules decided. */
  readonly reviewPossible: boolean;
  readonly contacts: readonly ComplaintContact[];
}

export interface CitedClause {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export interface NoticeReason {
  readonly code: ReasonCode;
  /** What it means, and what would change it. */
  readonly text: string;
  /** Null where a person found it, and no clause did. */
  readonly clause: CitedClause | null;
  readonly facts: readonly Pair[];
}

/** A notice in one language, ready to be shown. */
export interface NoticeText {
  readonly heading: string;
  /** What happened, and why, in a sentence or two. */
  readonly summary: string;
  readonly about: readonly Pair[];
  /** What was asked, what each clause made of it, and what is granted. */
  readonly amounts: readonly Pair[];
  readonly reasons: readonly NoticeReason[];
  /** Clauses that it rests on beside those of the reasons. */
  readonly clauses: readonly CitedClause[];
  readonly note: string;
  readonly remedies: readonly { readonly title: string; readonly text: string }[];
  readonly contacts: readonly { readonly name: string; readonly phone: string; readonly url: string }[];
  readonly law: string;
}

export type RefusalNotice = Readonly<Record<keyof Text, NoticeText>>;

/** The notice in both languages. The same decision gives the same notice. */
export const refusalNotice = (facts: NoticeFacts): RefusalNotice => ({
  zh: noticeText(facts, "zh"),
  en: noticeText(facts, "en"),
});

function noticeText(facts: NoticeFacts, language: keyof Text): NoticeText {
  const words = noticeWords(language, facts.product.funding);
  const reasons = facts.reasonCodes.map((code) => reasonOf(code, facts, language));
  const refused = facts.outcome === "reject";
  return {
    heading: refused ? words.heading.reject : words.heading.partly,
    summary: summaryOf(facts, reasons, language),
    about: aboutOf(facts, language),
    amounts: amountsOf(facts, language),
    reasons,
    clauses: otherClauses(facts, reasons, language),
    note: facts.note,
    remedies: remediesSaid(facts, language),
    contacts: facts.contacts.map(({ name, phone, url }) => ({ name: name[language], phone, url })),
    law: refused ? words.law : words.lawPartly,
  };
}

function summaryOf(facts: NoticeFacts, reasons: readonly NoticeReason[], language: keyof Text): string {
  const words = noticeWords(language, facts.product.funding);
  const { requestedAmount, amount } = facts;
  const asked = requestedAmount !== null && amount < requestedAmount ? yuanSaid(requestedAmount, language) : null;
  const said = words.summary({
    product: facts.product.name[language],
    order: facts.orderId,
    reported: words.clock(shanghaiClock(facts.reportedAt)),
    decided: words.clock(shanghaiClock(facts.decidedAt)),
    result: facts.outcome === "reject" ? words.refused : words.granted(yuanSaid(amount, language), asked),
    by: facts.automatic ? words.rules : words.person,
  });
  const why = reasons.map(({ text }) => text).join(language === "zh" ? "" : " ");
  return why === "" ? said : `${said}${language === "zh" ? "" : " "}${words.because(why)}`;
}

function aboutOf(facts: NoticeFacts, language: keyof Text): Pair[] {
  const { product } = facts;
  const words = noticeWords(language, product.funding);
  const peril = product.coverage.perils.find(({ code }) => code === facts.peril)?.title[language] ?? facts.peril;
  const clock = (at: Instant): string => words.clock(shanghaiClock(at));
  return [
    [words.number, facts.number],
    [words.issued, shanghaiDay(facts.issuedAt)],
    [words.policy, facts.policyNo],
    [words.claim, facts.claimNo],
    [words.order, facts.orderId],
    [words.product, words.productText(product.name[language], product.version)],
    [words.peril, peril],
    [words.occurred, clock(facts.occurredAt)],
    [words.reported, clock(facts.reportedAt)],
    [words.decided, clock(facts.decidedAt)],
  ];
}

/**
 * What each clause made of the amount is of use where something is granted; a refusal grants nothing whatever they say.
 */
function amountsOf({ requestedAmount, amount, outcome, findings, product }: NoticeFacts, language: keyof Text): Pair[] {
  const words = noticeWords(language, product.funding);
  const steps = findings.flatMap(({ clause, amount: after }): Pair[] => {
    if (after === null || outcome === "reject") return [];
    const { id, title } = clauseOf(product, clause);
    return [[words.byClause(id, title[language]), yuanSaid(after, language)]];
  });
  const asked = requestedAmount === null ? words.notAsked : yuanSaid(requestedAmount, language);
  return [[words.asked, asked], ...steps, [words.grantedLabel, yuanSaid(amount, language)]];
}

/**
 * A suspicion is explained by the person who decided; which signals there are is nobody's to know who might try again.
 */
const UNSAID: readonly ReasonCode[] = ["suspected_fraud", "image_reused", "impossible_travel", "weight_mismatch"];

function reasonOf(code: ReasonCode, { findings, product }: NoticeFacts, language: keyof Text): NoticeReason {
  const finding = findings.find(({ reason }) => reason === code);
  const text = reasonText(code)[language];
  if (finding === undefined) return { code, text, clause: null, facts: [] };
  const clause = cited(finding.clause, product, language);
  return { code, text, clause, facts: UNSAID.includes(code) ? [] : factsSaid(finding, product, language) };
}

function cited(clause: string, product: ProductVersion, language: keyof Text): CitedClause {
  const { id, title, text } = clauseOf(product, clause);
  return { id, title: title[language], text: text[language] };
}

function otherClauses(
  { clauses, product }: NoticeFacts,
  reasons: readonly NoticeReason[],
  language: keyof Text,
): CitedClause[] {
  const others = clauses.filter((id) => !reasons.some(({ clause }) => clause?.id === id));
  return [...new Set(others)].map((id) => cited(id, product, language));
}

function remediesSaid(
  { appealUntil, reviewPossible, product }: NoticeFacts,
  language: keyof Text,
): NoticeText["remedies"] {
  const words = noticeWords(language, product.funding);
  const court = { title: words.court, text: words.courtText };
  if (appealUntil === null) return [court];
  const until = words.clock(shanghaiClock(appealUntil));
  const review = { title: words.review, text: words.reviewText(until) };
  const appeal = { title: words.appeal, text: words.appealText(until, clockRule("appeal").term.length) };
  return [...(reviewPossible ? [review] : []), appeal, court];
}
