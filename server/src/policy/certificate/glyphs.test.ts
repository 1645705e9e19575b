import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import fc from "fast-check";
import { expect, test } from "vitest";
import { coverageOf, legible } from "./glyphs.js";

const require = createRequire(import.meta.url);
const noto = coverageOf(
  readFileSync(require.resolve("@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf")),
);
const supplement = coverageOf(
  readFileSync(new URL("../../../assets/fonts/AnxinHanSupplement-Regular.otf", import.meta.url)),
);
const has = (text: string): boolean =>
  [...text].every((each) => noto.has(each.codePointAt(0) ?? 0) || supplement.has(each.codePointAt(0) ?? 0));

test("the fonts have the characters of names that others print as boxes", () => {
  expect(has("龘靐齉㐀𠮷䶮𬬭㛃")).toBe(true);
  expect(noto.has(0x20bb7), "this is what the supplement is for").toBe(false);
  expect(has("😀")).toBe(false);
});

test("what cannot be printed is told, and takes one place", () => {
  const text = legible(new Set([..."abc〓"].map((each) => each.codePointAt(0) ?? 0)));
  expect(text.of("a😀b\u{e000}c")).toBe("a〓b〓c");
  expect([...text.missing]).toEqual(["U+1F600", "U+E000"]);
});

test("marks that are not seen and turn a text around are gone", () => {
  const { of, missing } = legible(noto);
  expect(of("a\u202eb\u200dc\u0000d\ufe0fe\u2066f\ufefff")).toBe("abcdeff");
  expect(of("e\u0301")).toBe("é");
  expect([...missing]).toEqual([]);
});

test("whatever the text, only characters that the fonts have are left", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const points = [...legible(noto).of(text)].map((each) => each.codePointAt(0) ?? 0);
      expect(points.filter((point) => !noto.has(point) && point !== 0x200b)).toEqual([]);
    }),
  );
});

test("what is no font with a table of characters is refused", () => {
  expect(() => coverageOf(Buffer.alloc(64))).toThrow("no cmap");
});
