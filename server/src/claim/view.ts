// Understands how a claim is shown, and to whom which part of it.

import { present } from "@anxin/core/assert";
import { adjudicate } from "@anxin/core/claim/adjudicate";
import { grantCeiling } from "@anxin/core/claim/ceiling";
import { categoryOf, isUndecided } from "@anxin/core/claim/claim";
import { claimClocks, DECISION_DAYS, dueAfter } from "@anxin/core/claim/clocks";
import { decodeFindings, type Finding, type FindingInput, type ReasonCode } from "@anxin/core/claim/finding";
import { type MissingDocument, missingDocuments } from "@anxin/core/claim/missing";
import { reasonText } from "@anxin/core/claim/reasons";
import { formatId } from "@anxin/core/id";
import { fenToWire } from "@anxin/core/money";
import { clauseOf, type EvidenceSlot, type ProductVersion, type Text } from "@anxin/core/product/product";
import { formatInstant, type Instant, instant } from "@anxin/core/time";
import type { ClaimEventRow, ClaimRow, DecisionRow } from "@anxin/store/claim";
import type { PayoutRow } from "@anxin/store/payout";
import type { Principal } from "../http/api.js";
import type { Language } from "../http/language.js";
import { instantTextOrNull } from "../http/schema.js";
import { actorShown, isOutside } from "./actor.js";
import type { ClaimCase } from "./facts.js";

/** Who looks, and in which language. */
export interface Viewer {
  readonly principal: Pick<Principal, "role">;
  readonly language: Language;
}

export function claimSummaryView(claim: ClaimRow) {
  return {
    claimId: formatId("claim", claim.claimId),
    policyId: formatId("policy", claim.policyId),
    orderId: claim.orderId,
    lineId: claim.lineId,
    merchantId: claim.merchantId,
    buyerId: claim.buyerId,
    product: claim.product,
    productVersion: claim.productVersion,
    peril: claim.peril,
    status: claim.status,
    category: categoryOf(claim.status),
    currency: "CNY",
    requestedAmount: claim.requestedAmount === null ? null : fenToWire(claim.requestedAmount),
    amount: fenToWire(claim.agreedAmount),
    occurredAt: formatInstant(claim.occurredAt),
    reportedAt: formatInstant(claim.reportedAt),
    decidedAt: instantTextOrNull(claim.decidedAt),
  };
}

/** What is said of a claim that rules could have decided, while a switch keeps them from it. */
const HELD: Text = {
  zh: "自动理赔暂停中；恢复后将按提交时的事实自动处理，期间也可由理赔员处理",
  en: "automatic decisions are stopped for now; it is decided by itself once they run again, on the facts of today, or by an adjuster before",
};

/** Everything that was written about a claim. */
export interface ClaimRecord {
  readonly held: ClaimCase;
  readonly events: readonly ClaimEventRow[];
  /** Oldest first; the last one stands. */
  readonly decisions: readonly DecisionRow[];
  /** Newest first. */
  readonly payouts: readonly PayoutRow[];
}

export function claimView({ held, events, decisions, payouts }: ClaimRecord, viewer: Viewer) {
  const { claim, product, facts } = held;
  const decision = decisions.at(-1) ?? null;
  const missing = isUndecided(claim.status) ? missingDocuments(product, facts.claim.evidence) : [];
  return {
    ...claimSummaryView(claim),
    description: claim.description,
    fields: Object.fromEntries(Object.entries(facts.claim.fields).map(([name, value]) => [name, plain(value)])),
    declaration: claim.declaration,
    returnId: claim.returnId,
    reserve: isOutside(viewer.principal) ? null : fenToWire(claim.reserve),
    evidence: held.evidence.map((row) => ({
      evidenceId: formatId("evidence", row.evidence_id),
      kind: row.kind,
      mediaType: row.media_type,
      sha256: row.sha256.toString("hex"),
      bytes: row.bytes,
      addedAt: formatInstant(row.added_at),
      capturedAt: instantTextOrNull(row.captured_at),
    })),
    timeline: events.map(({ sequence, at, kind, actor, fromStatus: from, toStatus: to, detail }) => {
      const said = kind === "held" ? HELD[viewer.language] : detail;
      return {
        sequence,
        at: formatInstant(at),
        kind,
        actor: actorShown(actor, viewer.principal),
        from,
        to,
        detail: said,
      };
    }),
    clocks: clocksView(claim, decision, payouts),
    missing: missing.map((document) => missingView(document, viewer.language)),
    decision: decision === null ? null : decisionView(decision, product, viewer),
    payouts: payouts.map(payoutView),
    // Appeals are a resource of their own; a claim that nobody has appealed has none.
    appeals: [],
  };
}

function clocksView(claim: ClaimRow, decision: DecisionRow | null, payouts: readonly PayoutRow[]) {
  const paid = payouts.find((payout) => payout.status === "succeeded");
  const clocks = claimClocks({
    reportedAt: claim.reportedAt,
    withdrawn: claim.status === "withdrawn",
    decision: decision === null ? null : { at: decision.decidedAt, outcome: decision.outcome },
    paidAt: paid?.settled_at ?? null,
  });
  return clocks.map(({ code, article, startsAt, dueAt, metAt }) => {
    return {
      code,
      article,
      startsAt: formatInstant(startsAt),
      dueAt: formatInstant(dueAt),
      metAt: instantTextOrNull(metAt),
    };
  });
}

/** A slot of the evidence list in the viewer's language. */
export function slotView({ kind, title, minCount, required, example }: EvidenceSlot, language: Language) {
  return { kind, title: title[language], minCount, required, example: example[language] };
}

const missingView = ({ slot, given }: MissingDocument, language: Language) => ({ ...slotView(slot, language), given });

function decisionView(decision: DecisionRow, product: ProductVersion, viewer: Viewer) {
  const findings = decodeFindings(decision.findings);
  const { outcome, amount, reasonCodes, automatic, note } = decision;
  return {
    decisionId: formatId("decision", decision.decisionId),
    ...{ outcome, automatic, note },
    reasonCodes: [...reasonCodes],
    amount: fenToWire(amount),
    reasons: reasonCodes.map((code) => reasonView(code, findings, product, viewer.language)),
    decidedBy: actorShown(decision.decidedBy, viewer.principal),
    decidedAt: formatInstant(decision.decidedAt),
  };
}

/** A reason in plain words, with the clause that gave it; a person may give one that no clause did. */
function reasonView(code: ReasonCode, findings: readonly Finding[], product: ProductVersion, language: Language) {
  const finding = findings.find(({ reason }) => reason === code);
  const clause = finding === undefined ? null : clauseOf(product, finding.clause);
  return {
    code,
    text: reasonText(code)[language],
    clause: clause === null ? null : { id: clause.id, title: clause.title[language] },
  };
}

function payoutView(payout: PayoutRow) {
  return {
    payoutId: formatId("payout", payout.payout_id),
    decisionId: formatId("decision", payout.decision_id),
    amount: fenToWire(payout.amount),
    status: payout.status,
    channel: payout.channel,
    payee: payout.payee_mask,
    channelOrderNo: payout.channel_order_no,
    preparedAt: formatInstant(payout.prepared_at),
    settledAt: instantTextOrNull(payout.settled_at),
  };
}

/** Amounts as numbers; everything else is JSON already. */
const plain = (value: FindingInput): string | number | boolean | null =>
  typeof value === "bigint" ? fenToWire(value) : value;

/** Inputs that are named for a moment are shown as one: "receivedAt" is an instant by the naming of the house. */
function inputView([name, value]: readonly [string, FindingInput]): readonly [string, unknown] {
  return [name, name.endsWith("At") && typeof value === "number" ? formatInstant(instant(value)) : plain(value)];
}

/** Every clause applied: by the decision that stands or, before any, by the facts as they are now. */
export function findingsView(held: ClaimCase, decision: DecisionRow | null, { language }: Viewer) {
  const { product, claim } = held;
  const preview = decision === null ? adjudicate(held.facts, product) : null;
  const findings = preview?.findings ?? decodeFindings(present(decision, "either is there").findings);
  return {
    claimId: formatId("claim", claim.claimId),
    decisionId: decision === null ? null : formatId("decision", decision.decisionId),
    product: claim.product,
    outcome: preview?.outcome ?? present(decision, "either is there").suggestedOutcome,
    amount: fenToWire(preview?.amount ?? present(decision, "either is there").suggestedAmount),
    automatic: preview?.automatic ?? present(decision, "either is there").automatic,
    data: findings.map((finding) => findingView(finding, product, language)),
    next: null,
  };
}

function findingView(finding: Finding, product: ProductVersion, language: Language) {
  const { rule, outcome, reason, amount, inputs, productVersion } = finding;
  const clause = clauseOf(product, finding.clause);
  return {
    ...{ rule, outcome, reason, productVersion },
    clause: clause.id,
    clauseTitle: clause.title[language],
    clauseText: clause.text[language],
    amount: amount === null ? null : fenToWire(amount),
    inputs: Object.fromEntries(Object.entries(inputs).map(inputView)),
  };
}

/** A claim in the queue: until when the law wants it decided, and what the clauses suggest. */
export function reviewView({ claim, facts, product }: ClaimCase, { language }: Viewer) {
  const { outcome, amount, reasons } = adjudicate(facts, product);
  return {
    ...claimSummaryView(claim),
    reserve: fenToWire(claim.reserve),
    dueAt: formatInstant(decisionDueAt(claim.reportedAt)),
    missing: missingDocuments(product, facts.claim.evidence).map((document) => missingView(document, language)),
    suggestion: {
      outcome,
      amount: fenToWire(amount),
      reasonCodes: [...reasons],
      amountMax: fenToWire(grantCeiling(facts, product).amount),
    },
  };
}

const decisionDueAt = (reportedAt: Instant): Instant => dueAfter(reportedAt, DECISION_DAYS);
