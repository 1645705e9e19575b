import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { at } from "../testing/moment.js";
import { registered } from "../testing/register.js";
import { accreditationNumber } from "./accreditation.js";
import { entryAsOf } from "./entry.js";
import { fitsMask, matchedBy, rateFor, registerKeys } from "./match.js";

test("an entry answers to its names and numbers, however they are written", () => {
  const entry = registered({
    name: "中检 集团",
    aliases: ["CCIC"],
    accreditations: [{ scheme: "CNAS", number: "L1234" }],
  });
  expect(registerKeys(entry)).toEqual(["中检集团", "ccic", "l1234", "cnasl1234"]);
  expect(matchedBy(entry, "ｃｃｉｃ")).toBe("alias");
  expect(matchedBy(entry, "CNAS L 1234")).toBe("number");
  expect(matchedBy(entry, "中检")).toBeNull();
});

describe("accreditation numbers", () => {
  test.each([
    ["CMA", "2400 9999 0001", "240099990001"],
    ["CMA", "CMA321599990001", "321599990001"],
    ["CNAS", "cnas l12345", "L12345"],
    ["CNAS", "IB0123", "IB0123"],
    ["trademark", "99000001", "99000001"],
    ["maker", "demo-r-0001", "DEMO-R-0001"],
  ] as const)("%s takes %s", (scheme, text, number) => {
    expect(accreditationNumber(scheme, text)).toBe(number);
  });

  test.each([
    ["CMA", "24009999000"],
    ["CMA", "243399990001"],
    ["CMA", "240099990000"],
    ["CMA", "L1234"],
    ["CNAS", "L123"],
    ["CNAS", "X1234"],
    ["trademark", "0123456"],
    ["maker", "-"],
  ] as const)("%s does not take %s", (scheme, text) => {
    expect(accreditationNumber(scheme, text)).toBeNull();
  });
});

describe("an entry as of a time", () => {
  const revision = (number: number, from: string) => ({ ...registered({ revision: number }), effectiveFrom: at(from) });
  const first = revision(1, "2026-01-01T00:00:00Z");

  test("is the last word that was in effect", () => {
    const announced = revision(2, "2026-06-01T00:00:00Z");
    expect(entryAsOf([first, announced], at("2025-12-31T23:59:59.999Z"))).toBeNull();
    expect(entryAsOf([first, announced], at("2026-05-31T23:59:59.999Z"))).toBe(first);
    expect(entryAsOf([announced, first], at("2026-06-01T00:00:00Z"))).toBe(announced);
  });

  test("is what was written later, also about the past", () => {
    const announced = revision(2, "2026-06-01T00:00:00Z");
    const better = revision(3, "2026-03-01T00:00:00Z");
    expect(entryAsOf([first, announced, better], at("2026-02-01T00:00:00Z"))).toBe(first);
    expect(entryAsOf([first, announced, better], at("2026-07-01T00:00:00Z"))).toBe(better);
  });
});

test("the lowest rate that applies holds", () => {
  const entry = registered({
    rateCard: [
      { category: "digital", peril: null, costMax: 300n },
      { category: null, peril: "crack", costMax: 200n },
      { category: "home", peril: "crack", costMax: 100n },
    ],
  });
  expect(rateFor(entry, { category: "digital", peril: "crack" })).toBe(200n);
  expect(rateFor(entry, { category: "digital", peril: "other" })).toBe(300n);
  expect(rateFor(entry, { category: "food", peril: "other" })).toBeNull();
});

/** The same masks as a pattern: a second way to the same answer. */
function patternOf(mask: string): RegExp {
  const signs: Record<string, string> = { "#": "[0-9]", "@": "[A-Za-z]", "*": "[^]*" };
  return new RegExp(`^${[...mask].map((sign) => signs[sign] ?? `[${sign}${sign.toUpperCase()}]`).join("")}$`);
}

test("masks mean what their signs say", () => {
  const mask = fc.string({ unit: fc.constantFrom("@", "#", "*", "x", "2"), maxLength: 8 });
  const number = fc.string({ unit: fc.constantFrom("x", "X", "b", "2", "7"), maxLength: 8 });
  fc.assert(
    fc.property(mask, number, (m, n) => fitsMask(m, n) === patternOf(m).test(n)),
    { numRuns: 2_000 },
  );
});

test("a mask of many stars takes no longer for a number that does not fit", () => {
  expect(fitsMask("*1".repeat(30), "2".repeat(200))).toBe(false);
});
