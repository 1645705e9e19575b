import { describe, expect, test } from "vitest";
import { isRegistered, moneyField, textField } from "./field.js";

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

describe("isRegistered", () => {
  test("knows a name in any case, width and spacing, and no part of it", () => {
    const register = ["Other", " 中检  Lab "];
    expect(isRegistered(register, "中检 ＬＡＢ")).toBe(true);
    expect(isRegistered(register, "OTHER ")).toBe(true);
    expect(isRegistered(register, "中检")).toBe(false);
    expect(isRegistered([], "Other")).toBe(false);
  });
});
