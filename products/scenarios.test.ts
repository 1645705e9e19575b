// Understands that every product does what its scenarios say.

import { adjudicate } from "@anxin/core/claim/adjudicate";
import { decodeFacts, encodeFacts } from "@anxin/core/claim/facts";
import { coverTimes } from "@anxin/core/policy/period";
import type { ProductVersion } from "@anxin/core/product/product";
import { formatInstant, type Instant } from "@anxin/core/time";
import { describe, expect, test } from "vitest";
import { CATALOGUE } from "./catalogue.js";
import {
  anchorsOf,
  boundAtOf,
  claimFactsOf,
  type Facts,
  rated,
  type Scenario,
  scenariosOf,
  timeOf,
} from "./testing/scenarios.js";

const SCENARIOS_MIN = 12;

function checkRate(product: ProductVersion, given: Facts, expected: Facts): void {
  const rating = rated(product, given);
  if ("unrated" in expected) {
    expect(rating).toBe(expected["unrated"]);
    return;
  }
  if (typeof rating === "string") throw new Error(`the line was not rated: ${rating}`);
  const shown = {
    premium: Number(rating.premium),
    sumInsured: Number(rating.sumInsured),
    base: Number(rating.base),
    applied: Object.fromEntries(
      rating.factors.map(({ factor, value, ppm }) => [factor, ppm === null ? value : Number(ppm)]),
    ),
  };
  expect(rating.tariff).toBe(product.tariff.code);
  expect(expected).toHaveProperty("premium");
  expect(shown).toMatchObject(expected);
}

const shown = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

function checkPeriod(product: ProductVersion, given: Facts, expected: Facts): void {
  const anchors = anchorsOf(given);
  const times = coverTimes(product, anchors, boundAtOf(product, given, anchors));
  const wanted = (name: string): string | null => shown(timeOf(expected[name], anchors));
  expect({ effectiveAt: shown(times.effectiveAt), expiresAt: shown(times.expiresAt) }).toEqual({
    effectiveAt: wanted("effectiveAt"),
    expiresAt: wanted("expiresAt"),
  });
}

function checkClaim(product: ProductVersion, given: Facts, expected: Facts): void {
  const facts = claimFactsOf(product, given);
  const verdict = adjudicate(facts, product);
  const outcomes = Object.fromEntries(verdict.findings.map(({ rule, outcome }) => [rule, outcome]));
  const { outcome, automatic, reasons } = verdict;
  expect({ outcome, amount: Number(verdict.amount), automatic, reasons, findings: outcomes }).toEqual({
    outcome: expected["outcome"],
    amount: expected["amount"],
    automatic: expected["automatic"],
    reasons: expected["reasons"] ?? [],
    findings: { ...outcomes, ...(expected["findings"] as Facts | undefined) },
  });
  expect(verdict.findings.map(({ rule, clause }) => ({ rule, clause }))).toEqual(product.adjudication);
  expect(adjudicate(decodeFacts(encodeFacts(facts)), product)).toEqual(verdict);
}

const CHECKS: Readonly<Record<Scenario["kind"], typeof checkRate>> = {
  rate: checkRate,
  period: checkPeriod,
  claim: checkClaim,
};

describe.each(CATALOGUE.map((product) => [product.code, product] as const))("%s", (code, product) => {
  const scenarios = scenariosOf(code);

  test("has enough scenarios, each told apart by its name, about premium, period and claim", () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(SCENARIOS_MIN);
    expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
    expect(new Set(scenarios.map(({ kind }) => kind))).toEqual(new Set(["rate", "period", "claim"]));
  });

  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    "%s",
    (_name, { kind, given, expect: expected }) => {
      CHECKS[kind](product, given, expected);
    },
  );
});
