import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { PRODUCT } from "../../testing/product.js";
import { registered } from "../../testing/register.js";
import { reportNumberValid } from "./report-number-valid.js";

const numbered = (reportNo: string, reportMask: string | null = null) =>
  reportNumberValid(
    someFacts({ claim: { fields: { institution: "Honest Lab", reportNo } }, register: [registered({ reportMask })] }),
    PRODUCT,
    null,
  );

test.each(["R-1", "（2026）国纺检字第0123号", "AX 2026 0012", "T/26.03_9", "a1"])("%s can be a number", (reportNo) => {
  expect(numbered(reportNo).outcome).toBe("met");
});

test.each(["see attachment", "无编号", "R-1; DROP", "1".repeat(61), "№？1"])("%s cannot", (reportNo) => {
  expect(numbered(reportNo)).toMatchObject({ outcome: "refer", reason: "report_invalid" });
});

test("an institution's own way of numbering is held to", () => {
  expect(numbered("AX-2026-0012", "AX*####")).toEqual({
    outcome: "met",
    inputs: { reportNo: "AX-2026-0012", mask: "AX*####" },
  });
  for (const wrong of ["BX-2026-0012", "AX-2026-001B", "AX123"])
    expect(numbered(wrong, "AX*####")).toMatchObject({ outcome: "refer", reason: "report_invalid" });
});

test("a form without a number is incomplete", () => {
  expect(numbered(" ")).toEqual({ outcome: "refer", reason: "evidence_incomplete", inputs: { reportNo: null } });
});
