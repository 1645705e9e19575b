// Understands the scenarios in force: those that lie beside each product of ours.

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { readScenarios, type Scenario } from "@anxin/products/scenario";
import { parse } from "yaml";

const FOLDER = dirname(createRequire(import.meta.url).resolve("@anxin/products/package.json"));

const read = new Map<string, readonly Scenario[]>();

/** What a product of this code has to do, whatever its version; nothing where nobody has written it yet. `code` is a product's. */
export function scenariosInForce(code: string): readonly Scenario[] {
  const known = read.get(code);
  if (known !== undefined) return known;
  const path = join(FOLDER, code, "scenarios.yaml");
  if (!existsSync(path)) return [];
  const found = readScenarios(parse(readFileSync(path, "utf8")));
  if ("problems" in found) {
    const wrong = found.problems.map(({ pointer, detail }) => `${pointer} ${detail.en}`);
    throw new Error(`the scenarios of ${code} cannot be read: ${wrong.join("; ")}`);
  }
  read.set(code, found.scenarios);
  return found.scenarios;
}
