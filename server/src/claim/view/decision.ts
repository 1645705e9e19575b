// Understands how a decision and its reasons are shown.

import { adjudicate } from "@anxin/core/claim/adjudicate";
import { decodeFindings, type Finding, type ReasonCode } from "@anxin/core/claim/finding";
import { reasonText } from "@anxin/core/claim/reasons";
import { formatId, type Id } from "@anxin/core/id";
import { fenToWire } from "@anxin/core/money";
import { clauseOf, type ProductVersion } from "@anxin/core/product/product";
import { formatInstant } from "@anxin/core/time";
import type { DecisionRow } from "@anxin/store/claim";
import type { ProposalRow } from "@anxin/store/proposal";
import type { Language } from "../../http/language.js";
import type { ClaimCase } from "../facts.js";
import { seesPart } from "../sight-matrix.js";
import type { Viewer } from "./viewer.js";

/** What was decided on a claim, and what somebody wants to decide. */
export interface DecidedRecord {
  /** Oldest first; the last one stands. */
  readonly decisions: readonly DecisionRow[];
  readonly proposal: ProposalRow | null;
  /** The clauses that people named, by decision. */
  readonly clauses: ReadonlyMap<Id, readonly string[]>;
  /** What members of staff are called, by how they stand in decisions. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * The decision of a claim: the one that stands; for the insurer and the marketplace, the one that waits for a second pair of eyes.
 * What is not decided yet is nobody else's.
 */
export function decisionView(
  { product, facts }: Pick<ClaimCase, "product" | "facts">,
  record: DecidedRecord,
  viewer: Viewer,
) {
  const { decisions, proposal } = record;
  const decision = decisions.at(-1);
  if (proposal !== null && seesPart("proposal", viewer.principal.role)) {
    const { findings } = adjudicate(facts, product);
    const waits = {
      automatic: false,
      decidedBy: proposal.madeBy,
      decidedAt: proposal.madeAt,
      approvedBy: null,
      findings,
    };
    return { ...shown({ ...proposal, ...waits }, product, record, viewer), state: "proposed" as const };
  }
  if (decision === undefined) return null;
  return { ...standing(decision, product, record, viewer), state: "standing" as const };
}

/** Every decision that stood, oldest first: the last one stands now, and what an appeal is against is one of them. */
export function decisionsView({ product }: Pick<ClaimCase, "product">, record: DecidedRecord, viewer: Viewer) {
  return record.decisions.map((decision) => ({
    ...standing(decision, product, record, viewer),
    kind: decision.kind,
  }));
}

const standing = (decision: DecisionRow, product: ProductVersion, record: DecidedRecord, viewer: Viewer) =>
  shown({ ...decision, findings: decodeFindings(decision.findings) }, product, record, viewer);

type Shown = Pick<
  DecisionRow,
  "decisionId" | "outcome" | "amount" | "reasonCodes" | "automatic" | "note" | "decidedBy" | "decidedAt" | "approvedBy"
> & { readonly findings: readonly Finding[] };

function shown(
  decision: Shown,
  product: ProductVersion,
  { clauses, names }: Pick<DecidedRecord, "clauses" | "names">,
  { language }: Viewer,
) {
  const { decisionId, outcome, amount, reasonCodes, automatic, note, findings, decidedBy, approvedBy } = decision;
  const given = findings.flatMap(({ reason, clause }) =>
    reason !== null && reasonCodes.includes(reason) ? [clause] : [],
  );
  return {
    decisionId: formatId("decision", decisionId),
    ...{ outcome, automatic, note },
    reasonCodes: [...reasonCodes],
    amount: fenToWire(amount),
    reasons: reasonCodes.map((code) => reasonView(code, findings, product, language)),
    clauses: [...(clauses.get(decisionId) ?? new Set(given))].map((id) => clauseView(product, id, language)),
    decidedBy,
    decidedByName: names.get(decidedBy) ?? null,
    decidedAt: formatInstant(decision.decidedAt),
    approvedBy,
    approvedByName: (approvedBy === null ? undefined : names.get(approvedBy)) ?? null,
  };
}

function clauseView(product: ProductVersion, clauseId: string, language: Language) {
  const { id, title } = clauseOf(product, clauseId);
  return { id, title: title[language] };
}

/** A reason in plain words, with the clause that gave it; a person may give one that no clause did. */
export function reasonView(
  code: ReasonCode,
  findings: readonly Pick<Finding, "reason" | "clause">[],
  product: ProductVersion,
  language: Language,
) {
  const finding = findings.find(({ reason }) => reason === code);
  return {
    code,
    text: reasonText(code)[language],
    clause: finding === undefined ? null : clauseView(product, finding.clause, language),
  };
}
