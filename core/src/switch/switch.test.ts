import { describe, expect, it } from "vitest";
import { ALL_PRODUCTS, mayThrow, SWITCH_NAMES, stopCheck } from "./switch.js";

describe("what is stopped", () => {
  it("is nothing while no switch is thrown", () => {
    for (const name of SWITCH_NAMES) expect(stopCheck([])(name, "quality")).toBe(false);
  });

  it("is every product, or one, of the switch that was thrown and of no other", () => {
    const all = stopCheck([{ name: "issue", product: ALL_PRODUCTS }]);
    expect([all("issue", "quality"), all("pay", "quality"), all("auto-decide", "quality")]).toEqual([
      true,
      false,
      false,
    ]);
    const one = stopCheck([{ name: "pay", product: "quality" }]);
    expect([one("pay", "quality"), one("pay", "allergy"), one("issue", "quality")]).toEqual([true, false, false]);
  });
});

describe("who may throw", () => {
  const allowed = (role: string) =>
    SWITCH_NAMES.flatMap((name) => [
      ...(mayThrow(role, name, "stopped") ? [`stop ${name}`] : []),
      ...(mayThrow(role, name, "running") ? [`run ${name}`] : []),
    ]);

  it("everything: who answers for the platform", () => {
    for (const role of ["server", "platform", "admin"]) expect(allowed(role)).toHaveLength(6);
  });

  it("stops only: supervisors all, finance payments", () => {
    expect(allowed("supervisor")).toEqual(["stop issue", "stop auto-decide", "stop pay"]);
    expect(allowed("finance")).toEqual(["stop pay"]);
  });

  it("nothing: everybody else", () => {
    for (const role of ["adjuster", "actuary", "auditor", "buyer", "merchant"]) expect(allowed(role)).toEqual([]);
  });
});
