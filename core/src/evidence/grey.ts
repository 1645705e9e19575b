// Understands a picture as a small square of brightness, and the mean brightness of any part of it.

import { assert } from "../assert.js";

/** Brightness from 0 to 255, row by row, GREY_SIDE rows of GREY_SIDE; a picture of any shape is squeezed into it. */
export type Grey = Uint8Array;
export const GREY_SIDE = 64;

/** What is left of a picture after cuts, in parts of its width and height: 0 is left or top, 1 right or bottom. */
export interface Crop {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const WHOLE: Crop = { left: 0, top: 0, right: 1, bottom: 1 };

const ROW = GREY_SIDE + 1;

/** The brightness above and left of every corner, added up: the mean of any box is then four look-ups. */
export type Sums = Float64Array;

export function sumsOf(grey: Grey): Sums {
  assert(grey.length === GREY_SIDE * GREY_SIDE, "a grey square has its size");
  const sums = new Float64Array(ROW * ROW);
  for (let y = 0; y < GREY_SIDE; y++) {
    let row = 0;
    for (let x = 0; x < GREY_SIDE; x++) {
      row += grey[y * GREY_SIDE + x] ?? 0;
      sums[(y + 1) * ROW + x + 1] = (sums[y * ROW + x + 1] ?? 0) + row;
    }
  }
  return sums;
}

/** The sum above and left of any point, also between corners. */
function sumAt(sums: Sums, x: number, y: number): number {
  const column = Math.min(GREY_SIDE - 1, Math.floor(x));
  const row = Math.min(GREY_SIDE - 1, Math.floor(y));
  const [right, down] = [x - column, y - row];
  const at = row * ROW + column;
  const above = (sums[at] ?? 0) * (1 - right) + (sums[at + 1] ?? 0) * right;
  const below = (sums[at + ROW] ?? 0) * (1 - right) + (sums[at + ROW + 1] ?? 0) * right;
  return above * (1 - down) + below * down;
}

/** Mean brightness of `side` by `side` equal boxes that cover the crop, row by row. */
export function sampled(sums: Sums, { left, top, right, bottom }: Crop, side: number): Float64Array {
  const width = ((right - left) * GREY_SIDE) / side;
  const height = ((bottom - top) * GREY_SIDE) / side;
  const corners = new Float64Array((side + 1) * (side + 1));
  for (let row = 0; row <= side; row++)
    for (let column = 0; column <= side; column++)
      corners[row * (side + 1) + column] = sumAt(
        sums,
        left * GREY_SIDE + column * width,
        top * GREY_SIDE + row * height,
      );
  const means = new Float64Array(side * side);
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      const at = row * (side + 1) + column;
      const [a = 0, b = 0] = corners.subarray(at, at + 2);
      const [c = 0, d = 0] = corners.subarray(at + side + 1, at + side + 3);
      means[row * side + column] = (d - b - c + a) / (width * height);
    }
  return means;
}
