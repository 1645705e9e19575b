import { expect, test } from "vitest";
import { FACTS } from "../../testing/facts.js";
import { PRODUCT } from "../../testing/product.js";
import { automaticLimit } from "./automatic-limit.js";

const decided = (mode: "automatic" | "automatic_under_limit" | "person", amount: bigint | null) =>
  automaticLimit(FACTS, { ...PRODUCT, decision: { mode, automaticMax: 5_000n } }, amount);

test("a product that a person decides always refers", () => {
  expect(decided("person", 1n)).toEqual({
    outcome: "refer",
    reason: "needs_assessment",
    inputs: { mode: "person", automaticMax: 5_000n, amount: 1n },
  });
});

test("a product that rules decide never does", () => {
  expect(decided("automatic", 1_000_000n)).toEqual({
    outcome: "met",
    inputs: { mode: "automatic", automaticMax: 5_000n, amount: 1_000_000n },
  });
  expect(decided("automatic", null).outcome).toBe("met");
});

test("under a limit, the limit itself is still automatic", () => {
  expect(decided("automatic_under_limit", 5_000n)).toEqual({
    outcome: "met",
    inputs: { mode: "automatic_under_limit", automaticMax: 5_000n, amount: 5_000n },
  });
  expect(decided("automatic_under_limit", 5_001n)).toEqual({
    outcome: "refer",
    reason: "above_automatic_limit",
    inputs: { mode: "automatic_under_limit", automaticMax: 5_000n, amount: 5_001n },
  });
  expect(decided("automatic_under_limit", null)).toMatchObject({ outcome: "not_applicable", inputs: { amount: null } });
});
