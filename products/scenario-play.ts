// Understands whether a version does what a scenario of it says.

import { adjudicate } from "@anxin/core/claim/adjudicate";
import type { ClaimFacts } from "@anxin/core/claim/facts";
import type { ComputeFormulas } from "@anxin/core/claim/gather";
import { coverTimes } from "@anxin/core/policy/period";
import type { ProductVersion } from "@anxin/core/product/product";
import { formatInstant, type Instant } from "@anxin/core/time";
import type { Scenario, Written } from "./scenario.js";
import { anchorsOf, boundAtOf, claimFactsOf, rated, soldOn, timeOf } from "./scenario-facts.js";

/** What a scenario expects and what was found, in whole fen, and in which parts they differ (JSON pointers into `expected`). */
export interface Played {
  readonly green: boolean;
  readonly expected: Written;
  readonly found: Written;
  readonly differences: readonly string[];
}

/** Plays a scenario. `compute` is who reads the version's expressions. A scenario that cannot be played is red, and says why. */
export function play(product: ProductVersion, scenario: Scenario, compute: ComputeFormulas): Played {
  const expected = expectedOf(scenario);
  const found = foundOf(product, scenario, compute);
  const differences = differencesOf(expected, found, "");
  return { green: differences.length === 0, expected, found, differences };
}

const shown = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

/** As written, but for times, which are said as instants, and for reasons, of which none are expected when none are written. */
function expectedOf(scenario: Scenario): Written {
  if (scenario.kind === "rate") return scenario.written.expect;
  if (scenario.kind === "claim") return { ...scenario.written.expect, reasons: scenario.expect.reasons ?? [] };
  const anchors = anchorsOf(scenario.given);
  const { effectiveAt, expiresAt } = scenario.expect;
  return { effectiveAt: shown(timeOf(effectiveAt, anchors)), expiresAt: shown(timeOf(expiresAt, anchors)) };
}

function foundOf(product: ProductVersion, scenario: Scenario, compute: ComputeFormulas): Written {
  try {
    switch (scenario.kind) {
      case "rate":
        return rateFound(product, scenario.given);
      case "period":
        return periodFound(product, scenario.given);
      case "claim":
        return claimFound(product, scenario.given, compute);
    }
  } catch (error) {
    // People write scenarios and tariffs: one that breaks a promise of the house, such as two rows for one line, is their mistake.
    if (error instanceof Error) return { problem: error.message };
    throw error;
  }
}

type Given<K extends Scenario["kind"]> = Extract<Scenario, { readonly kind: K }>["given"];

function rateFound(product: ProductVersion, given: Given<"rate">): Written {
  const rating = rated(product, given);
  if (typeof rating === "string") return { unrated: rating };
  const { premium, sumInsured, base, tariff, factors } = rating;
  const applied = factors.map(({ factor, value, ppm }) => [factor, ppm === null ? value : Number(ppm)]);
  return {
    premium: Number(premium),
    sumInsured: Number(sumInsured),
    base: Number(base),
    tariff,
    applied: Object.fromEntries(applied) as Written,
  };
}

function periodFound(product: ProductVersion, given: Given<"period">): Written {
  const anchors = anchorsOf(given);
  const boundAt = boundAtOf(product, given, anchors);
  if (boundAt === null) return { bound: null };
  const { effectiveAt, expiresAt } = coverTimes(product, anchors, boundAt);
  return { effectiveAt: shown(effectiveAt), expiresAt: shown(expiresAt) };
}

function claimFound(product: ProductVersion, given: Given<"claim">, compute: ComputeFormulas): Written {
  if (boundAtOf(product, given, anchorsOf(given)) === null) return { bound: null };
  if (given.sumInsured === undefined) {
    const rating = soldOn(product, given);
    if (typeof rating === "string") return { unrated: rating };
  }
  const plain = claimFactsOf(product, given);
  const facts: ClaimFacts = { ...plain, formulas: compute(plain) };
  const { outcome, amount, automatic, reasons, findings } = adjudicate(facts, product);
  const outcomes = Object.fromEntries(findings.map((finding) => [finding.rule, finding.outcome]));
  return { outcome, amount: Number(amount), automatic, reasons, findings: outcomes };
}

const isMap = (value: unknown): value is Written =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Only what is expected is compared; maps part by part, everything else as a whole. */
function differencesOf(expected: Written, found: Written, pointer: string): readonly string[] {
  return Object.entries(expected).flatMap(([name, value]) => {
    const at = `${pointer}/${name}`;
    const other = Object.hasOwn(found, name) ? found[name] : undefined;
    if (isMap(value)) return differencesOf(value, isMap(other) ? other : {}, at);
    return JSON.stringify(value) === JSON.stringify(other) ? [] : [at];
  });
}
