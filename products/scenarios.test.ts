// Understands that every product does what its scenarios say.

import { hasExpressions } from "@anxin/core/claim/formula";
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
import { checkClaim } from "./testing/verdict.js";

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

const CHECKS: Readonly<Record<Scenario["kind"], typeof checkRate>> = {
  rate: checkRate,
  period: checkPeriod,
  claim: (product, given, expected) => checkClaim(product, claimFactsOf(product, given), expected),
};

describe.each(CATALOGUE.map((product) => [product.code, product] as const))("%s", (code, product) => {
  const scenarios = scenariosOf(code);

  test("has enough scenarios, each told apart by its name, about premium, period and claim", () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(SCENARIOS_MIN);
    expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
    expect(new Set(scenarios.map(({ kind }) => kind))).toEqual(new Set(["rate", "period", "claim"]));
  });

  // Claims of a product whose form has expressions are played by who reads expressions: the server.
  const playable = scenarios.filter(({ kind }) => kind !== "claim" || !hasExpressions(product));

  test.each(playable.map((scenario) => [scenario.name, scenario] as const))(
    "%s",
    (_name, { kind, given, expect: expected }) => {
      CHECKS[kind](product, given, expected);
    },
  );
});
