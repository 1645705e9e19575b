// Understands photos as phones take them: large, noisy, turned by a tag, with a place written into them.

import sharp from "sharp";

/** About 12 megapixels. */
const LONG = 4_000;
const SHORT = 3_000;
const CHANNELS = 3;
/** "Turn it by a quarter to see it upright". */
const QUARTER_TURN = 6;

/** The same noise for the same seed; photographs differ in every pixel, so that no compression makes them small. */
function noise(width: number, height: number, seed: number): Buffer {
  const pixels = Buffer.alloc(width * height * CHANNELS);
  let state = seed;
  for (let place = 0; place < pixels.length; place++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    pixels[place] = 90 + ((place / CHANNELS) % width) / 40 + (state >>> 26);
  }
  return pixels;
}

/** A photograph of 12 megapixels that lies on its side, with the time and the place where it was taken. */
export function photograph(seed = 1): Promise<Buffer> {
  return sharp(noise(LONG, SHORT, seed), { raw: { width: LONG, height: SHORT, channels: CHANNELS } })
    .jpeg({ quality: 95 })
    .withExif({
      IFD0: { Model: "Test Phone" },
      IFD2: { DateTimeOriginal: "2026:11:20 10:00:00" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "30/1 15/1 0/1" },
    })
    .withMetadata({ orientation: QUARTER_TURN })
    .toBuffer();
}

/** A small one, each another. */
export function snapshot(seed: number): Promise<Buffer> {
  const [width, height] = [640, 480];
  return sharp(noise(width, height, seed), { raw: { width, height, channels: CHANNELS } })
    .jpeg({ quality: 80 })
    .toBuffer();
}

/** A file as a person picks it. */
export const picked = (name: string, buffer: Buffer, mimeType = "image/jpeg") => ({ name, mimeType, buffer });
