// Understands how the clauses that were applied to a claim are shown, with what each saw and said.

import { present } from "@anxin/core/assert";
import { adjudicate } from "@anxin/core/claim/adjudicate";
import { decodeFindings, type Finding, type FindingInput } from "@anxin/core/claim/finding";
import { CHECKS_RULE, CHECKS_TITLE, findingsOutside } from "@anxin/core/fraud/shown";
import { formatId } from "@anxin/core/id";
import { fenToWire } from "@anxin/core/money";
import { clauseOf, type ProductVersion } from "@anxin/core/product/product";
import { formatInstant, instant } from "@anxin/core/time";
import type { DecisionRow } from "@anxin/store/claim";
import type { Language } from "../../http/language.js";
import type { ClaimCase } from "../facts.js";
import { cutToSight, onlookingOf } from "../sight.js";
import { FINDINGS_SIGHT, seesPart } from "../sight-matrix.js";
import type { Viewer } from "./viewer.js";

/** Amounts as numbers; everything else is JSON already. */
export const plain = (value: FindingInput): string | number | boolean | null =>
  typeof value === "bigint" ? fenToWire(value) : value;

/** Inputs that are named for a moment are shown as one: "receivedAt" is an instant by the naming of the house. */
function inputView([name, value]: readonly [string, FindingInput]): readonly [string, unknown] {
  return [name, name.endsWith("At") && typeof value === "number" ? formatInstant(instant(value)) : plain(value)];
}

/** Every clause applied: by the decision that stands or, before any, by the facts as they are now. */
export function findingsView(held: ClaimCase, decision: DecisionRow | null, viewer: Viewer) {
  const { role } = viewer.principal;
  const { product, known } = held;
  return cutToSight(wholeView(held, decision, viewer), FINDINGS_SIGHT, onlookingOf(role, product, known.policy));
}

function wholeView(held: ClaimCase, decision: DecisionRow | null, { principal, language }: Viewer) {
  const { product, claim } = held;
  const preview = decision === null ? adjudicate(held.facts, product) : null;
  const findings = preview?.findings ?? decodeFindings(present(decision, "either is there").findings);
  const told = seesPart("signals", principal.role) ? findings : findingsOutside(findings);
  return {
    claimId: formatId("claim", claim.claimId),
    decisionId: decision === null ? null : formatId("decision", decision.decisionId),
    product: claim.product,
    outcome: preview?.outcome ?? present(decision, "either is there").suggestedOutcome,
    amount: fenToWire(preview?.amount ?? present(decision, "either is there").suggestedAmount),
    automatic: preview?.automatic ?? present(decision, "either is there").automatic,
    data: told.map((finding) => findingView(finding, product, language)),
    next: null,
  };
}

function findingView(finding: Finding, product: ProductVersion, language: Language) {
  const { rule, outcome, reason, amount, inputs, productVersion } = finding;
  const clause = clauseOf(product, finding.clause);
  return {
    ...{ rule, outcome, reason, productVersion },
    clause: clause.id,
    clauseTitle: rule === CHECKS_RULE ? CHECKS_TITLE[language] : clause.title[language],
    clauseText: clause.text[language],
    amount: amount === null ? null : fenToWire(amount),
    inputs: Object.fromEntries(Object.entries(inputs).map(inputView)),
  };
}
