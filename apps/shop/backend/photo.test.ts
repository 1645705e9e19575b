import { inflateSync } from "node:zlib";
import { ALIKE_MIN, alikeness } from "@anxin/core/evidence/alike";
import { GREY_SIDE, type Grey, WHOLE } from "@anxin/core/evidence/grey";
import { expect, it } from "vitest";
import { PHOTO_KINDS, photograph } from "./photo.js";
import { HEIGHT, WIDTH } from "./raster.js";

/** Reads back what the encoder wrote: rows that tell their difference from the one above. */
function greyOf(png: Uint8Array): Grey {
  const bytes = Buffer.from(png);
  const at = bytes.indexOf("IDAT");
  const rows = inflateSync(bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at - 4)));
  const stride = WIDTH * 3;
  const pixels = new Uint8Array(stride * HEIGHT);
  for (let y = 0; y < HEIGHT; y++)
    for (let i = 0; i < stride; i++) {
      const above = y === 0 ? 0 : (pixels[(y - 1) * stride + i] ?? 0);
      pixels[y * stride + i] = (rows[y * (stride + 1) + 1 + i] ?? 0) + above;
    }
  return Float64Array.from({ length: GREY_SIDE * GREY_SIDE }, (_, i) => {
    const x = Math.floor(((i % GREY_SIDE) / GREY_SIDE) * WIDTH);
    const y = Math.floor((Math.floor(i / GREY_SIDE) / GREY_SIDE) * HEIGHT);
    return [0, 1, 2].reduce((sum, channel) => sum + (pixels[y * stride + x * 3 + channel] ?? 0) / 3, 0);
  }) as unknown as Grey;
}

it.each(PHOTO_KINDS.map((kind, number) => [kind, number] as const))(
  "no two orders' photos of %s (number %i) look like one, so that nobody's claim seems to borrow another's",
  (_, number) => {
    const greys = Array.from({ length: 8 }, (_each, i) => greyOf(photograph(`order-${i}`, number) ?? new Uint8Array()));
    for (const [i, one] of greys.entries())
      for (const other of greys.slice(i + 1)) {
        expect(alikeness(one, false, other, WHOLE)).toBeLessThan(ALIKE_MIN);
        expect(alikeness(one, true, other, WHOLE)).toBeLessThan(ALIKE_MIN);
      }
  },
  120_000,
);
