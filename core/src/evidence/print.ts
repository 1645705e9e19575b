// Understands the prints of a picture: 64 signs each, by which it is found again after scaling, recompression, mirroring and cuts.
//
// A print is the signs of the 64 lowest frequencies of a discrete cosine transform (Zauner, Implementation and Benchmarking of
// Perceptual Image Hash Functions, 2010, with zero for the median): scaling and compression leave low frequencies alone, and
// mirroring turns the sign of every odd horizontal one, so that the mirrored print follows from the print. Cuts move everything;
// so the picture is printed as it would be after each of a set of cuts. A print finds, and never proves: see alike.ts.

import { type Crop, GREY_SIDE, type Grey, sampled, sumsOf, WHOLE } from "./grey.js";

/** 64 signs, as a signed number of 64 bits; the lowest bit stands for the mean, and is never set. */
export type Signs = bigint;

export interface CropPrint {
  /** Index in CROPS; 0 is the whole picture. */
  readonly crop: number;
  readonly print: Signs;
  /** The print of the same crop, mirrored. */
  readonly mirrored: Signs;
}

/** How much a cut takes, in parts of a side. */
const CUT = 0.1;
const OFFSETS = [0, CUT / 2, CUT];

const across = (left: number): Crop => ({ ...WHOLE, left, right: left + 1 - CUT });
const down = (top: number): Crop => ({ ...WHOLE, top, bottom: top + 1 - CUT });

/** The whole, and what a cut of a tenth leaves: of the width, of the height, and of both, at either end or half at each. */
export const CROPS: readonly Crop[] = [
  WHOLE,
  ...OFFSETS.map(across),
  ...OFFSETS.map(down),
  ...OFFSETS.flatMap((left) => OFFSETS.map((top) => ({ ...across(left), top, bottom: top + 1 - CUT }))),
];

/** The grid that is transformed, and how many frequencies each way are looked at. */
const GRID = 32;
const FREQUENCIES = 8;

const COSINES = Float64Array.from({ length: FREQUENCIES * GRID }, (_, i) => {
  const [frequency, at] = [Math.floor(i / GRID), i % GRID];
  return Math.cos(((2 * at + 1) * frequency * Math.PI) / (2 * GRID));
});

/** The lowest frequencies of a grid, row by row: those of its columns within those of its rows. */
function frequencies(grid: Float64Array): Float64Array {
  const rows = new Float64Array(GRID * FREQUENCIES);
  for (let y = 0; y < GRID; y++)
    for (let u = 0; u < FREQUENCIES; u++) {
      let sum = 0;
      for (let x = 0; x < GRID; x++) sum += (grid[y * GRID + x] ?? 0) * (COSINES[u * GRID + x] ?? 0);
      rows[y * FREQUENCIES + u] = sum;
    }
  const both = new Float64Array(FREQUENCIES * FREQUENCIES);
  for (let v = 0; v < FREQUENCIES; v++)
    for (let u = 0; u < FREQUENCIES; u++) {
      let sum = 0;
      for (let y = 0; y < GRID; y++) sum += (rows[y * FREQUENCIES + u] ?? 0) * (COSINES[v * GRID + y] ?? 0);
      both[v * FREQUENCIES + u] = sum;
    }
  return both;
}

const bits = (isSet: (bit: number) => boolean): Signs => {
  let signs = 0n;
  for (let bit = 0; bit < FREQUENCIES * FREQUENCIES; bit++) if (isSet(bit)) signs |= 1n << BigInt(bit);
  return BigInt.asIntN(64, signs);
};

/** The odd horizontal frequencies. */
const TURNED = bits((bit) => bit % 2 === 1);

/** The print of the mirrored picture. */
export const mirroredPrint = (print: Signs): Signs => print ^ TURNED;

/** How many signs differ, 0 to 64. */
export function signsApart(a: Signs, b: Signs): number {
  let differing = BigInt.asUintN(64, a ^ b);
  let count = 0;
  for (; differing !== 0n; differing &= differing - 1n) count += 1;
  return count;
}

/** Below this spread of brightness (standard deviation, of 255) a picture shows next to nothing, and its signs are noise. */
const SPREAD_MIN = 4;

function isBlank(grey: Grey): boolean {
  let [sum, squares] = [0, 0];
  for (const value of grey) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / (GREY_SIDE * GREY_SIDE);
  return squares / (GREY_SIDE * GREY_SIDE) - mean * mean < SPREAD_MIN * SPREAD_MIN;
}

/** The prints of every crop, in the order of CROPS; none of a picture that shows next to nothing. */
export function printsOf(grey: Grey): readonly CropPrint[] {
  const sums = sumsOf(grey);
  if (isBlank(grey)) return [];
  return CROPS.map((area, crop) => {
    const found = frequencies(sampled(sums, area, GRID));
    const print = bits((bit) => bit > 0 && (found[bit] ?? 0) > 0);
    return { crop, print, mirrored: mirroredPrint(print) };
  });
}
