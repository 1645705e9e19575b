// Understands that whatever a product's clauses refuse is explained in plain words, with the clause and the facts.

import { labelOf } from "@anxin/core/appeal/fact-words";
import { refusalNotice } from "@anxin/core/appeal/notice";
import { adjudicate } from "@anxin/core/claim/adjudicate";
import type { ProductVersion } from "@anxin/core/product/product";
import { describe, expect, test } from "vitest";
import { CATALOGUE } from "./catalogue.js";
import { claimFactsOf } from "./scenario-facts.js";
import { scenariosOf } from "./testing/scenarios.js";

/** What clauses look at and nobody is told: names and numbers of ours, and what a neighbour says in better words. */
const UNSAID = [
  "returnId",
  "disorders",
  "payers",
  "indemnity",
  "amount",
  "automaticMax",
  "matchedBy",
  "entryId",
  "revision",
  "name",
  "status",
  "validFrom",
  "validUntil",
  "invalid",
  "outside",
  "reportDay",
];

/** Decisions that scenarios tell of and that give less than was asked for. */
function short(product: ProductVersion) {
  return scenariosOf(product.code).flatMap((scenario) => {
    if (scenario.kind !== "claim") return [];
    const facts = claimFactsOf(product, scenario.given);
    const said = adjudicate(facts, product);
    const { requestedAmount } = facts.claim;
    const isLess = said.outcome !== "approve" || (requestedAmount !== null && said.amount < requestedAmount);
    return isLess ? [{ name: scenario.name, facts, said }] : [];
  });
}

describe.each(CATALOGUE.map((product) => [product.code, product] as const))("%s", (_code, product) => {
  const cases = short(product);

  test("explains each refusal by the clause and the facts that it rests on", () => {
    expect(cases.length).toBeGreaterThan(0);
    for (const { name, facts, said } of cases) {
      const notice = noticeOf(product, facts, said);
      for (const language of ["zh", "en"] as const) {
        const { reasons, summary, amounts, remedies, law } = notice[language];
        expect(
          reasons.map(({ code }) => code),
          name,
        ).toEqual(said.reasons);
        for (const { text, clause } of reasons) {
          expect(clause?.text.length ?? 0, name).toBeGreaterThan(10);
          expect(summary, name).toContain(text);
        }
        expect(amounts.length, name).toBeGreaterThanOrEqual(2);
        expect(remedies.length, name).toBeGreaterThanOrEqual(2);
        expect(law.length).toBeGreaterThan(10);
        expect(JSON.stringify(notice[language]), name).not.toMatch(/undefined|\[object|NaN|"null"/);
      }
    }
  });

  test("says every input of a clause that refuses or reduces, or leaves it out on purpose", () => {
    for (const { name, said } of cases) {
      const inputs = said.findings
        .filter(({ outcome, reason }) => reason !== null && (outcome === "not_met" || outcome === "amount"))
        .flatMap((finding) => Object.keys(finding.inputs));
      const strange = inputs.filter((each) => labelOf(each, product) === null && !UNSAID.includes(each));
      expect(strange, name).toEqual([]);
    }
  });

  test("calls itself insurance only where it is", () => {
    const reserved = { zh: /保险人|保险法|保险纠纷|拒赔|保单|核赔|承保/, en: /insur|adjuster/i };
    for (const { name, facts, said } of cases) {
      const notice = noticeOf(product, facts, said);
      for (const language of ["zh", "en"] as const) {
        const { reasons: _reasons, summary: _summary, ...own } = notice[language];
        const words = JSON.stringify({ ...own, about: own.about.map(([label]) => label) });
        if (product.funding === "insurance") expect(words, name).toMatch(reserved[language]);
        else expect(words, name).not.toMatch(reserved[language]);
      }
    }
  });
});

function noticeOf(
  product: ProductVersion,
  facts: ReturnType<typeof claimFactsOf>,
  said: ReturnType<typeof adjudicate>,
): ReturnType<typeof refusalNotice> {
  const { decidedAt } = facts;
  const { peril, occurredAt, reportedAt, requestedAmount } = facts.claim;
  return refusalNotice({
    ...{ number: "RN000000000000000000098", policyNo: "AX000000000000000000098", claimNo: "clm_0" },
    ...{ orderId: facts.order.orderId, product, peril, occurredAt, reportedAt, decidedAt, issuedAt: decidedAt },
    ...{ outcome: said.outcome, automatic: said.automatic, requestedAmount, amount: said.amount },
    ...{ reasonCodes: said.reasons, findings: said.findings, clauses: [], note: "" },
    ...{ appealUntil: decidedAt, reviewPossible: said.automatic, contacts: [] },
  });
}
