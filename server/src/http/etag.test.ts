import { Refused } from "@anxin/core/refusal";
import { parseInstant } from "@anxin/core/time";
import fc from "fast-check";
import { expect, test } from "vitest";
import { etagOf, heedIfMatch, isUnchanged, requireIfMatch } from "./etag.js";

const etag = etagOf("claim", "clm_0", 3);
const current = { etag, changedBy: "Zhou", changedAt: parseInstant("2026-11-11T00:00:00.000Z") };
const codeOf = (header?: string): string | null => {
  try {
    requireIfMatch({ headers: header === undefined ? {} : { "if-match": header } }, current);
    return null;
  } catch (error) {
    if (error instanceof Refused) return error.refusal.code;
    throw error;
  }
};

test("tags of another kind, thing or revision differ, whatever the id", () => {
  const tag = fc.tuple(fc.constantFrom("claim", "campaign"), fc.string({ unit: "grapheme" }), fc.nat());
  fc.assert(
    fc.property(tag, tag, (a, b) => {
      expect(etagOf(...a) === etagOf(...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      expect(etagOf(...a)).toMatch(/^"[\x21\x23-\x7e]+"$/);
    }),
  );
});

test.each([etag, ` ${etag} `, `"other", ${etag}`, `${etag},"other"`, `W/"x",${etag}`])(
  "%s lets an edit pass",
  (header) => {
    expect(codeOf(header)).toBeNull();
  },
);

test.each([[undefined], [""], ["*"], ["nonsense"], [`W/${etag}`]])("%s names no version", (header) => {
  expect(codeOf(header)).toBe("if_match_missing");
});

test("another version is stale, and the refusal tells by whom and when it changed", () => {
  expect(codeOf('"claim.clm_0.2"')).toBe("if_match_stale");
  expect(() => requireIfMatch({ headers: { "if-match": '"claim.clm_0.2"' } }, current)).toThrow(
    "changed by Zhou at 2026-11-11T00:00:00.000Z",
  );
  expect(() => requireIfMatch({ headers: { "if-match": '"x"' } }, { etag, changedBy: null, changedAt: null })).toThrow(
    "it was changed; read it again",
  );
});

test("where the header may be left out, it counts when it is there", () => {
  expect(() => heedIfMatch({ headers: {} }, current)).not.toThrow();
  expect(() => heedIfMatch({ headers: { "if-match": '"x"' } }, current)).toThrow(Refused);
});

test.each([
  [undefined, false],
  ['"x"', false],
  [etag, true],
  [`W/${etag}`, true],
  [`"x", ${etag}`, true],
  ["*", true],
])("If-None-Match %s: unchanged is %s", (header, unchanged) => {
  expect(isUnchanged({ headers: header === undefined ? {} : { "if-none-match": header } }, etag)).toBe(unchanged);
});
