import { describe, expect, test } from "vitest";
import { dayField, moneyField, textField } from "./field.js";

describe("moneyField", () => {
  test.each([
    [0n, 0n],
    [12n, 12n],
    [-1n, null],
    [0, 0n],
    [12, 12n],
    [-1, null],
    [1.5, null],
    ["12", null],
    [true, null],
  ])("reads %s as %s", (value, amount) => {
    expect(moneyField({ cost: value }, "cost")).toBe(amount);
  });

  test("reads nothing where nothing is, also under a name that every object has", () => {
    expect(moneyField({}, "cost")).toBeNull();
    expect(moneyField({}, "constructor")).toBeNull();
  });
});

describe("textField", () => {
  test("unifies forms and spaces", () => {
    expect(textField({ name: "  Ａ\u3000 b\tc " }, "name")).toBe("A b c");
  });

  test.each(["", " \n\u3000", 5, 5n, false])("reads %s as absent", (value) => {
    expect(textField({ name: value }, "name")).toBeNull();
  });

  test("reads nothing where nothing is", () => {
    expect(textField({}, "name")).toBeNull();
    expect(textField({}, "toString")).toBeNull();
  });
});

describe("dayField", () => {
  test("reads days of the calendar and nothing else", () => {
    expect(dayField({ on: " 2026-02-28 " }, "on")).toBe("2026-02-28");
    for (const on of ["2026-02-29", "today", 20260228, true]) expect(dayField({ on }, "on")).toBeNull();
    expect(dayField({}, "on")).toBeNull();
  });
});
