import { expect, test } from "vitest";
import { REFUSAL_CODES, Refused, refuse } from "./refusal.js";

test("codes are unique, and words of lower case", () => {
  expect(new Set(REFUSAL_CODES).size).toBe(REFUSAL_CODES.length);
  for (const code of REFUSAL_CODES) expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
});

test("a refusal carries what was said out of the flow", () => {
  const caught = (run: () => unknown): unknown => {
    try {
      return run();
    } catch (error) {
      return error;
    }
  };
  const plain = caught(() => refuse("not_found", "no such policy"));
  expect(plain).toBeInstanceOf(Refused);
  expect(plain).toMatchObject({
    name: "Refused",
    message: "no such policy",
    refusal: { code: "not_found", detail: "no such policy" },
  });
  const limited = caught(() => refuse("limit_exceeded", "too many", { limit: 500, unit: "orders" }));
  expect(limited).toMatchObject({
    refusal: { code: "limit_exceeded", detail: "too many", limit: 500, unit: "orders" },
  });
});
