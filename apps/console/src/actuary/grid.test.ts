import { describe, expect, it } from "vitest";
import type { Content, Tariff } from "./content.js";
import { findingsOf } from "./content.js";
import {
  after,
  duplicateRow,
  insertRow,
  moved,
  multipliersFor,
  removeRow,
  rowFor,
  setPremium,
  setValue,
} from "./grid.js";
import { marksOf } from "./marks.js";
import { parsePremium, percentOf, premiumText } from "./premium.js";

const ZONES = ["same_city", "same_province", "near", "far", "remote"];
const PREMIUMS = [30, 40, 50, 60, 125];
const TARIFF: Tariff = {
  ...{
    code: "T-1",
    validFrom: "2027-01-01",
    validUntil: null,
    by: ["zone"],
    minimum: 1,
    maximum: 700,
    rounding: "half_up",
  },
  rows: ZONES.map((zone, at) => ({ match: [zone], premium: { kind: "amount", amount: PREMIUMS[at] ?? 1 } })),
  relativities: [{ factor: "term", ppm: { merchant: 1_000_000 } }],
};
const PRODUCT: Pick<Content, "eligibility" | "payers"> = {
  eligibility: { categories: [], unitPriceMin: 0, unitPriceMax: 100_000 },
  payers: ["merchant"],
};
const kinds = (tariff: Tariff): readonly string[] => findingsOf({ ...PRODUCT, tariff }).map(({ kind }) => kind);

describe("keys in the grid", () => {
  const size = { rows: 3, columns: 3 };
  it("arrows lead one cell on and stop at the edges", () => {
    expect(moved({ row: 0, column: 0 }, "ArrowUp", size)).toEqual({ row: 0, column: 0 });
    expect(moved({ row: 0, column: 0 }, "ArrowDown", size)).toEqual({ row: 1, column: 0 });
    expect(moved({ row: 1, column: 2 }, "ArrowRight", size)).toEqual({ row: 1, column: 2 });
    expect(moved({ row: 1, column: 2 }, "Home", size)).toEqual({ row: 1, column: 0 });
    expect(moved({ row: 1, column: 0 }, "PageDown", size)).toEqual({ row: 2, column: 0 });
    expect(moved({ row: 1, column: 0 }, "x", size)).toBeNull();
  });
  it("Tab goes on to the next row after the premium, and back", () => {
    expect(after({ row: 0, column: 2 }, 1, size)).toEqual({ row: 1, column: 0 });
    expect(after({ row: 1, column: 0 }, -1, size)).toEqual({ row: 0, column: 2 });
    expect(after({ row: 2, column: 2 }, 1, size)).toEqual({ row: 2, column: 2 });
  });
});

describe("rows of the grid", () => {
  it("a whole table has no error", () => {
    expect(kinds(TARIFF)).toEqual([]);
  });
  it("a row that is taken away leaves a gap, which a row for it closes", () => {
    const without = removeRow(TARIFF, 1);
    const findings = findingsOf({ ...PRODUCT, tariff: without });
    expect(findings.map(({ kind }) => kind)).toEqual(["gap"]);
    const cell = findings[0]?.cells[0];
    if (cell === undefined) throw new Error("the gap names its cell");
    const mended = setPremium(rowFor(without, cell), 4, { kind: "amount", amount: 40 });
    expect(mended.rows[4]?.match).toEqual(["same_province"]);
    expect(kinds(mended)).toEqual([]);
  });
  it("a row that is written twice is a duplicate, marked at both", () => {
    const twice = duplicateRow(TARIFF, 2);
    expect(twice.rows.map(({ match }) => match[0])).toEqual([
      "same_city",
      "same_province",
      "near",
      "near",
      "far",
      "remote",
    ]);
    const marks = marksOf(findingsOf({ ...PRODUCT, tariff: twice }), 1);
    expect([...marks.keys()]).toEqual(["2 0", "3 0"]);
    expect(marks.get("3 0")).toEqual([{ kind: "duplicate", severity: "error" }]);
  });
  it("a worse risk that costs less is marked at its premium", () => {
    const falling = setPremium(TARIFF, 3, { kind: "amount", amount: 45 });
    const marks = marksOf(findingsOf({ ...PRODUCT, tariff: falling }), 1);
    expect(marks.get("3 1")).toEqual([{ kind: "not_monotone", severity: "warning" }]);
  });
  it("a new row is for any line, and no line comes to it where every one has a row", () => {
    const more = insertRow(TARIFF, 0);
    expect(more.rows[1]).toEqual({ match: ["*"], premium: { kind: "amount", amount: 30 } });
    expect(kinds(more)).toEqual(["unreachable"]);
  });
  it("a value that is typed is that cell's alone", () => {
    const changed = setValue(TARIFF, { row: 4, column: 0 }, "*");
    expect(changed.rows[4]?.match).toEqual(["*"]);
    expect(changed.rows.slice(0, 4)).toEqual(TARIFF.rows.slice(0, 4));
    expect(kinds(changed)).toEqual([]);
  });
  it("multipliers that are missing are added as one", () => {
    const product = { ...PRODUCT, payers: ["merchant", "buyer"] as ("merchant" | "buyer")[] };
    const [gap] = findingsOf({ ...product, tariff: TARIFF });
    expect(gap?.kind).toBe("relativity_gap");
    const mended = multipliersFor(TARIFF, "term", gap?.cells ?? []);
    expect(findingsOf({ ...product, tariff: mended })).toEqual([]);
  });
});

describe("a premium in a cell", () => {
  it.each([
    ["0.60", { kind: "amount", amount: 60 }],
    ["¥1,234.5", { kind: "amount", amount: 123_450 }],
    ["0.2%", { kind: "rate", ppm: 2_000 }],
    ["12.3456 ％", { kind: "rate", ppm: 123_456 }],
    ["0", null],
    ["0%", null],
    ["-1", null],
    ["0.00001%", null],
    ["cheap", null],
    ["", null],
  ])("%s", (typed, premium) => {
    expect(parsePremium(typed)).toEqual(premium);
  });
  it("is written as it is typed", () => {
    for (const text of ["0.60", "7.00", "0.2%", "100%", "0.0001%"]) {
      const premium = parsePremium(text);
      expect(premium === null ? null : premiumText(premium)).toBe(text);
    }
    expect(percentOf(1_300_000)).toBe("130%");
  });
});
