// Understands the exceptions that stand today, and that they may only shrink.
import type { Finding } from "./finding.js";

export const RATCHET_PATH = "tidy/ratchet.json";

/** Each table maps a name ("path" or "path#function") to its measure today, above the limit of its rule. */
export interface Ratchet {
  readonly fileLines: Readonly<Record<string, number>>;
  readonly functionLines: Readonly<Record<string, number>>;
  readonly reach: Readonly<Record<string, number>>;
}

export type RatchetTable = keyof Ratchet;

export const NO_RATCHET: Ratchet = { fileLines: {}, functionLines: {}, reach: {} };
const TABLES: readonly RatchetTable[] = ["fileLines", "functionLines", "reach"];

export function parseRatchet(text: string): Ratchet {
  const given = JSON.parse(text) as Partial<Ratchet>;
  const unknown = Object.keys(given).filter((key) => !(TABLES as readonly string[]).includes(key));
  if (unknown.length > 0) throw new Error(`${RATCHET_PATH} has no table called ${unknown.join(", ")}`);
  return { ...NO_RATCHET, ...given };
}

/** One thing measured: a file's lines, a function's lines, a file's reach. */
export interface Measure {
  readonly key: string;
  readonly value: number;
  readonly path: string;
  readonly line: number;
  readonly what: string;
}

/**
 * Holds measures against a limit. What the ratchet lists may be above it, at exactly the listed measure: longer is refused, and shorter
 * too until the list is lowered, so that what was won is never lost again.
 */
export function held(measures: readonly Measure[], limit: number, listed: Readonly<Record<string, number>>): Finding[] {
  const findings: Finding[] = [];
  const seen = new Map<string, Measure>();
  for (const measure of measures) {
    const known = seen.get(measure.key);
    if (known === undefined || known.value < measure.value) seen.set(measure.key, measure);
  }
  for (const { key, value, path, line, what } of seen.values()) {
    const allowed = listed[key];
    const say = (message: string): number => findings.push({ path, line, message: `${what}: ${message}` });
    if (allowed === undefined) {
      if (value > limit) say(`${value}, the limit is ${limit}`);
    } else if (value > allowed) {
      say(`${value}, and the ratchet allows it ${allowed}; the limit is ${limit}`);
    } else if (value <= limit) {
      say(`${value} is within the limit now; take "${key}" out of ${RATCHET_PATH} (npm run tidy -- --lower)`);
    } else if (value < allowed) {
      say(`${value} is less than it was; lower "${key}" from ${allowed} in ${RATCHET_PATH} (npm run tidy -- --lower)`);
    }
  }
  for (const key of Object.keys(listed)) {
    if (!seen.has(key)) findings.push({ path: RATCHET_PATH, line: 0, message: `"${key}" is not in the tree any more` });
  }
  return findings;
}

/** The same table with every measure that shrank; never a new key, never a larger number. */
export function lowered(
  measures: readonly Measure[],
  limit: number,
  listed: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const kept: Record<string, number> = {};
  for (const [key, allowed] of Object.entries(listed)) {
    const values = measures.filter((measure) => measure.key === key).map((measure) => measure.value);
    const value = Math.max(0, ...values);
    if (value > limit) kept[key] = Math.min(allowed, value);
  }
  return kept;
}
