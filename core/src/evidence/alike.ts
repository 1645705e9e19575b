// Understands whether one picture shows what another shows, or a part of it: laid over each other where they agree best.

import { type Crop, type Grey, sampled, sumsOf, WHOLE } from "./grey.js";

/** From this correlation on two pictures count as one. Measured: see docs/operations/evidence.md. */
export const ALIKE_MIN = 0.97;
/** Below this correlation, before anything was moved, no moving helps. */
const HOPELESS_BELOW = 0.5;

const GRID = 24;
/** How far an edge is moved at a time, in parts of a side: coarse first. */
const FIRST_STEP = 0.04;
const LAST_STEP = 0.01;
/** A part that is smaller agrees with anything. */
const SIDE_MIN = 0.6;

/** What is shorter is the rounding of equal numbers. */
const LENGTH_MIN = 1e-6;

/** Brightness less its mean, scaled to length 1: the product of two is their correlation. All zeros for a blank picture. */
function standardized(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const centred = values.map((value) => value - mean);
  const length = Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0));
  return centred.map((value) => (length < LENGTH_MIN ? 0 : value / length));
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

const flopped = (grid: Float64Array): Float64Array =>
  grid.map((_, i) => grid[i - (i % GRID) + GRID - 1 - (i % GRID)] ?? 0);

/** What is moved together: one edge, so that the part grows or shrinks, or two, so that it slides. */
const MOVES: readonly (readonly (keyof Crop)[])[] = [
  ["left"],
  ["right"],
  ["top"],
  ["bottom"],
  ["left", "right"],
  ["top", "bottom"],
];

/** The same crop with some edges moved; null where that leaves the picture, or too little of it. */
function moved(crop: Crop, edges: readonly (keyof Crop)[], step: number): Crop | null {
  const next = { ...crop };
  for (const edge of edges) next[edge] = Math.min(1, Math.max(0, crop[edge] + step));
  const fits = next.right - next.left >= SIDE_MIN && next.bottom - next.top >= SIDE_MIN;
  return fits && edges.every((edge) => next[edge] !== crop[edge]) ? next : null;
}

/**
 * The correlation (−1 to 1) of a whole picture, mirrored or not, with that part of another one, close to `from`, that agrees
 * with it best: edges are moved for as long as that helps, in ever smaller steps.
 */
export function alikeness(whole: Grey, mirrored: boolean, other: Grey, from: Crop): number {
  const straight = standardized(sampled(sumsOf(whole), WHOLE, GRID));
  const sought = mirrored ? flopped(straight) : straight;
  const sums = sumsOf(other);
  const agreement = (crop: Crop): number => product(sought, standardized(sampled(sums, crop, GRID)));
  let best = { crop: from, value: agreement(from) };
  if (best.value < HOPELESS_BELOW) return best.value;
  for (let step = FIRST_STEP; step >= LAST_STEP; step /= 2) {
    for (let before = -1; best.value > before; ) {
      before = best.value;
      for (const edges of MOVES)
        for (const by of [-step, step]) {
          const crop = moved(best.crop, edges, by);
          const value = crop === null ? before : agreement(crop);
          if (crop !== null && value > best.value) best = { crop, value };
        }
    }
  }
  return best.value;
}
