// Reads the scenarios that lie beside each product, `<code>/scenarios.yaml`; the notation is told in ../scenario.ts.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { type ClaimGiven, readScenarios, type Scenario } from "../scenario.js";

const FOLDER = dirname(createRequire(import.meta.url).resolve("@anxin/products/package.json"));

/** A product's scenarios; throws with everything that is wrong with them. */
export function scenariosOf(code: string): readonly Scenario[] {
  const read = readScenarios(parse(readFileSync(join(FOLDER, code, "scenarios.yaml"), "utf8")));
  if ("scenarios" in read) return read.scenarios;
  const wrong = read.problems.map(({ pointer, detail }) => `${pointer} ${detail.en}`);
  throw new Error(`the scenarios of ${code} cannot be read: ${wrong.join("; ")}`);
}

/** The facts of a claim as a scenario would write them. */
export function claimGiven(given: Readonly<Record<string, unknown>>): ClaimGiven {
  const expect = { outcome: "approve", amount: 0, automatic: true };
  const read = readScenarios([{ name: "a claim", claim: given, expect }]);
  const [scenario] = "scenarios" in read ? read.scenarios : [];
  if (scenario?.kind !== "claim") throw new Error(`no claim: ${JSON.stringify(read)}`);
  return scenario.given;
}
