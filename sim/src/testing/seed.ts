// The seed of a test's random choices: printed, and taken from ANXIN_SEED when a run is to be repeated.

import { randomInt } from "node:crypto";
import fc from "fast-check";

const SEED_MAX = 2 ** 31 - 1;

/** The seed of one test; says how to draw the same again. */
export function randomSeed(test: string): number {
  const given = process.env["ANXIN_SEED"];
  const seed = given === undefined || given === "" ? randomInt(SEED_MAX) : Number(given);
  process.stdout.write(`${test}: ANXIN_SEED=${seed}\n`);
  return seed;
}

/** Draws values for one test, always the same ones for the same seed, and says how to draw them again. */
export function draw<T>(test: string, values: fc.Arbitrary<T>, count: number): readonly T[] {
  return fc.sample(values, { numRuns: count, seed: randomSeed(test) });
}
