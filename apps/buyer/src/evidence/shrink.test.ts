import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BYTES_MAX, fitted, type Picture, SIDE_MAX, type Size, shrink } from "./shrink.js";

const sides = fc.integer({ min: 1, max: 20_000 });

/** A picture that is written in as many bytes as its pixels and quality make. */
function picture(size: Size, bytesPerPixel: number) {
  const written: { readonly size: Size; readonly quality: number }[] = [];
  let isClosed = false;
  const read = async (): Promise<Picture> => ({
    size,
    async jpeg(of, quality) {
      written.push({ size: of, quality });
      return new Blob([new Uint8Array(Math.round(of.width * of.height * bytesPerPixel * quality))]);
    },
    close() {
      isClosed = true;
    },
  });
  return { read, written, isClosed: () => isClosed };
}
const photo = (bytes: number, type = "image/jpeg"): Blob => new Blob([new Uint8Array(bytes)], { type });

describe("the size of a photo", () => {
  it("has no side above the limit, keeps its shape, and never grows", () => {
    fc.assert(
      fc.property(sides, sides, (width, height) => {
        const small = fitted({ width, height });
        expect(Math.max(small.width, small.height)).toBeLessThanOrEqual(SIDE_MAX);
        expect(Math.min(small.width, small.height)).toBeGreaterThanOrEqual(1);
        expect(small.width).toBeLessThanOrEqual(width);
        expect(small.height).toBeLessThanOrEqual(height);
        if (Math.max(width, height) <= SIDE_MAX) expect(small).toEqual({ width, height });
        // Rounding moves a side by half a pixel at the most.
        else expect(Math.abs(small.width * height - small.height * width)).toBeLessThanOrEqual(Math.max(width, height));
      }),
    );
  });
});

describe("a file", () => {
  it("that is small in both ways goes as it is, with what its camera wrote into it", async () => {
    const { read, written, isClosed } = picture({ width: 1_200, height: 900 }, 1);
    const file = photo(300_000);
    expect(await shrink(file, read)).toBe(file);
    expect(written).toEqual([]);
    expect(isClosed()).toBe(true);
  });

  it("with many pixels is made smaller even where it has few bytes", async () => {
    const { read, written } = picture({ width: 4_000, height: 3_000 }, 0.1);
    const small = await shrink(photo(100_000), read);
    expect(small.size).toBeLessThanOrEqual(BYTES_MAX);
    expect(written).toEqual([{ size: { width: 2_048, height: 1_536 }, quality: 0.86 }]);
  });

  it("is written worse before it is written smaller, until it may be sent", async () => {
    const { read, written } = picture({ width: 4_000, height: 3_000 }, 1.55);
    const small = await shrink(photo(9_000_000), read);
    expect(small.size).toBeLessThanOrEqual(BYTES_MAX);
    expect(written.map(({ size, quality }) => `${size.width} ${quality}`)).toEqual([
      "2048 0.86",
      "2048 0.76",
      "2048 0.64",
      "2048 0.5",
      "1536 0.86",
      "1536 0.76",
    ]);
  });

  it("that is no picture, or none that the browser reads, goes as it is", async () => {
    const paper = photo(5_000_000, "application/pdf");
    const heic = photo(5_000_000, "image/heic");
    expect(await shrink(paper, () => Promise.reject(new Error("nobody reads it")))).toBe(paper);
    expect(await shrink(heic, async () => null)).toBe(heic);
  });

  it("gives back what it holds even where it cannot be written", async () => {
    let isClosed = false;
    const read = async (): Promise<Picture> => ({
      size: { width: 9_000, height: 9_000 },
      jpeg: () => Promise.reject(new Error("no memory")),
      close: () => {
        isClosed = true;
      },
    });
    await expect(shrink(photo(9_000_000), read)).rejects.toThrow("no memory");
    expect(isClosed).toBe(true);
  });
});
