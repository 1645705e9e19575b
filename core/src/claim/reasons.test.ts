import { expect, test } from "vitest";
import { REASON_CODES } from "./finding.js";
import { reasonText } from "./reasons.js";

test("every reason is said in both languages, in at most 60 Chinese characters", () => {
  for (const code of REASON_CODES) {
    const { zh, en } = reasonText(code);
    expect([...zh].length, zh).toBeLessThanOrEqual(60);
    expect(zh, code).toMatch(/^\p{Script=Han}[\p{Script=Han}，。、]+。$/u);
    expect(en, code).toMatch(/^[A-Z][A-Za-z0-9 ,.;']{20,}\.$/);
  }
});

test("no two reasons read alike, and people are not called frauds", () => {
  expect(new Set(REASON_CODES.map((code) => reasonText(code).zh)).size).toBe(REASON_CODES.length);
  expect(new Set(REASON_CODES.map((code) => reasonText(code).en)).size).toBe(REASON_CODES.length);
  for (const code of REASON_CODES) {
    expect(reasonText(code).zh).not.toMatch(/诈|骗|骗保/u);
    expect(reasonText(code).en).not.toMatch(/fraud/i);
  }
});
