// Draws pictures for tests as grey squares, whole or any part of them, from a seed: blobs of light, few large and many small.

import { type Crop, GREY_SIDE, type Grey, WHOLE } from "../evidence/grey.js";

interface Blob {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly light: number;
}

const BLOBS = 20;

/** Numbers from 0 up to, and without, 1 that follow from a seed (Lehmer's generator, with Park and Miller's constants). */
function numbers(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function blobs(seed: number): readonly Blob[] {
  const next = numbers(seed * 7_919 + 17);
  for (let i = 0; i < 8; i++) next();
  return Array.from({ length: BLOBS }, (_, i) => {
    const size = 1 / (1 + i / 3);
    return { x: next(), y: next(), radius: 0.05 + 0.3 * size * next(), light: (next() - 0.5) * 260 * size };
  });
}

/** Picture number `seed`, or what is left of it after a cut, mirrored or not. */
export function drawnGrey(seed: number, { left, top, right, bottom }: Crop = WHOLE, mirrored = false): Grey {
  const drawn = blobs(seed);
  return Uint8Array.from({ length: GREY_SIDE * GREY_SIDE }, (_, i) => {
    const column = mirrored ? GREY_SIDE - 1 - (i % GREY_SIDE) : i % GREY_SIDE;
    const x = left + ((column + 0.5) / GREY_SIDE) * (right - left);
    const y = top + ((Math.floor(i / GREY_SIDE) + 0.5) / GREY_SIDE) * (bottom - top);
    let light = 128;
    for (const blob of drawn)
      light += blob.light * Math.exp(-((x - blob.x) ** 2 + (y - blob.y) ** 2) / (2 * blob.radius ** 2));
    return Math.round(Math.min(255, Math.max(0, light)));
  });
}
