import fc from "fast-check";
import { expect, test } from "vitest";
import { languageOf } from "./language.js";

const of = (header?: string) => languageOf({ headers: header === undefined ? {} : { "accept-language": header } });

test.each([
  [undefined, "zh"],
  ["", "zh"],
  ["*", "zh"],
  ["fr-FR,fr;q=0.9", "zh"],
  ["zh-CN", "zh"],
  ["zh-CN,zh;q=0.9,en;q=0.8", "zh"],
  ["en", "en"],
  ["en-GB", "en"],
  ["EN-us", "en"],
  ["fr,en;q=0.5", "en"],
  ["zh;q=0.5, en;q=0.9", "en"],
  ["en;q=0.9, zh;q=0.9", "en"],
  ["zh;q=0.9, en;q=0.9", "zh"],
  ["en;q=0", "zh"],
  ["en;q=2", "zh"],
  ["english", "zh"],
  ["en-US;q=1.000", "en"],
])("%s is read as %s", (header, language) => {
  expect(of(header)).toBe(language);
});

test("anything at all is read as one of the two", () => {
  fc.assert(fc.property(fc.string({ maxLength: 2_000 }), (header) => ["zh", "en"].includes(of(header))));
});
