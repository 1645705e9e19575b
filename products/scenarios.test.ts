// Understands that every product does what its scenarios say.

import { hasExpressions } from "@anxin/core/claim/formula";
import { NO_FORMULAS } from "@anxin/core/claim/gather";
import { coverTimes } from "@anxin/core/policy/period";
import type { ProductVersion } from "@anxin/core/product/product";
import { formatInstant, type Instant } from "@anxin/core/time";
import { describe, expect, test } from "vitest";
import { CATALOGUE } from "./catalogue.js";
import type { ExpectedPeriod, ExpectedRate, PeriodGiven, RateGiven, Scenario } from "./scenario.js";
import { anchorsOf, boundAtOf, claimFactsOf, rated, timeOf } from "./scenario-facts.js";
import { play } from "./scenario-play.js";
import { scenariosOf } from "./testing/scenarios.js";
import { checkClaim } from "./testing/verdict.js";

const SCENARIOS_MIN = 12;

function checkRate(product: ProductVersion, given: RateGiven, expected: ExpectedRate): void {
  const rating = rated(product, given);
  if (expected.unrated !== undefined) {
    expect(rating).toBe(expected.unrated);
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
  expect(expected.premium).toBeDefined();
  expect(shown).toMatchObject(JSON.parse(JSON.stringify(expected)) as object);
}

const shown = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

function checkPeriod(product: ProductVersion, given: PeriodGiven, expected: ExpectedPeriod): void {
  const anchors = anchorsOf(given);
  const boundAt = boundAtOf(product, given, anchors);
  if (boundAt === null) throw new Error("the policy never binds");
  const times = coverTimes(product, anchors, boundAt);
  expect({ effectiveAt: shown(times.effectiveAt), expiresAt: shown(times.expiresAt) }).toEqual({
    effectiveAt: shown(timeOf(expected.effectiveAt, anchors)),
    expiresAt: shown(timeOf(expected.expiresAt, anchors)),
  });
}

function check(product: ProductVersion, scenario: Scenario): void {
  if (scenario.kind === "rate") checkRate(product, scenario.given, scenario.expect);
  else if (scenario.kind === "period") checkPeriod(product, scenario.given, scenario.expect);
  else checkClaim(product, claimFactsOf(product, scenario.given), scenario.expect);
}

describe.each(CATALOGUE.map((product) => [product.code, product] as const))("%s", (code, product) => {
  const scenarios = scenariosOf(code);

  test("has enough scenarios, each told apart by its name, about premium, period and claim", () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(SCENARIOS_MIN);
    expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
    expect(new Set(scenarios.map(({ kind }) => kind))).toEqual(new Set(["rate", "period", "claim"]));
  });

  // Claims of a product whose form has expressions are played by who reads expressions: the server.
  const playable = scenarios.filter(({ kind }) => kind !== "claim" || !hasExpressions(product));

  test.each(playable.map((scenario) => [scenario.name, scenario] as const))("%s", (_name, scenario) => {
    check(product, scenario);
    expect(play(product, scenario, NO_FORMULAS)).toMatchObject({ green: true, differences: [] });
  });
});
