// Understands which scenarios a draft has to pass: those in force, some of them restated by the draft, and its own.

import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { encodeExact } from "@anxin/core/exact-json";
import type { ProductVersion } from "@anxin/core/product/product";
import { readScenarios, type Scenario } from "@anxin/products/scenario";
import { type Played, play } from "@anxin/products/scenario-play";
import type { ScenarioOrigin } from "./draft-codes.js";
import { formulasOf } from "./formula.js";
import { scenariosInForce } from "./scenario-files.js";

export interface DraftScenario {
  readonly scenario: Scenario;
  readonly origin: ScenarioOrigin;
  /** What is in force under this name; null where nothing is. */
  readonly inForce: Scenario | null;
}

/** A draft's own scenarios, from their JSON text. They were read when they were kept. */
export function ownScenarios(text: string): readonly Scenario[] {
  const read = readScenarios(JSON.parse(text) as unknown);
  if ("problems" in read) throw new Error("broken promise: scenarios that are kept can be read");
  return read.scenarios;
}

/** Everything that a version has to pass: those in force in their order, then what was added. */
export function scenariosFor(code: string, own: readonly Scenario[]): readonly DraftScenario[] {
  const restated = new Map(own.map((scenario) => [scenario.name, scenario]));
  const inForce = scenariosInForce(code);
  const names = new Set(inForce.map(({ name }) => name));
  return [
    ...inForce.map((scenario) => {
      const instead = restated.get(scenario.name);
      return instead === undefined
        ? { scenario, origin: "in_force" as const, inForce: scenario }
        : { scenario: instead, origin: "restated" as const, inForce: scenario };
    }),
    ...own
      .filter(({ name }) => !names.has(name))
      .map((scenario) => ({ scenario, origin: "added" as const, inForce: null })),
  ];
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Names exactly these scenarios, whatever their order. */
export const scenariosHash = (scenarios: readonly DraftScenario[]): string =>
  sha256(
    encodeExact(
      scenarios
        .map(({ scenario: { name, kind, written } }) => ({ name, kind, ...written }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    ),
  );

/** Names exactly this content, of which this is the exact JSON text. */
export const contentHash = (text: string): string => sha256(text);

/** What became of a scenario. */
export interface ScenarioResult extends Played {
  readonly name: string;
  readonly kind: Scenario["kind"];
  readonly origin: ScenarioOrigin;
}

/** Scenarios that are played before others get their turn: a few milliseconds of work. */
const SCENARIOS_AT_ONCE = 50;

/** Plays every scenario against a version that nobody sells. Its expressions can be read. */
export async function playAll(
  product: ProductVersion,
  scenarios: readonly DraftScenario[],
): Promise<readonly ScenarioResult[]> {
  const compute = formulasOf(product);
  const results: ScenarioResult[] = [];
  for (const [i, { scenario, origin }] of scenarios.entries()) {
    if (i > 0 && i % SCENARIOS_AT_ONCE === 0) await setImmediate();
    const { name, kind } = scenario;
    results.push({ name, kind, origin, ...play(product, scenario, compute) });
  }
  return results;
}
