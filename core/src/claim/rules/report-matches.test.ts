import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { PRODUCT } from "../../testing/product.js";
import { reportMatches } from "./report-matches.js";

const report = (fields: Record<string, string>) => reportMatches(someFacts({ claim: { fields } }), PRODUCT, null);

test("a report on these goods of this order is met, also where it names one of both", () => {
  expect(report({ reportOrderId: "T1", reportSku: "TEE-L" })).toEqual({
    outcome: "met",
    inputs: { reportOrderId: "T1", orderId: "T1", reportSku: "TEE-L", sku: "TEE-L" },
  });
  expect(report({ reportOrderId: "T1" }).outcome).toBe("met");
  expect(report({ reportSku: "TEE-L" }).outcome).toBe("met");
});

test("a report on something else refers, since it may be a slip of the pen", () => {
  expect(report({ reportOrderId: "T2", reportSku: "TEE-L" })).toEqual({
    outcome: "refer",
    reason: "report_mismatch",
    inputs: { reportOrderId: "T2", orderId: "T1", reportSku: "TEE-L", sku: "TEE-L" },
  });
  expect(report({ reportOrderId: "T1", reportSku: "TEE-M" }).outcome).toBe("refer");
  expect(report({ reportSku: "TEE-M" }).outcome).toBe("refer");
});

test("a form that does not ask has nothing to compare", () => {
  expect(report({})).toEqual({
    outcome: "not_applicable",
    inputs: { reportOrderId: null, orderId: "T1", reportSku: null, sku: "TEE-L" },
  });
});
