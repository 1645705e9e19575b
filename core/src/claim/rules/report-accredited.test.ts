import { describe, expect, test } from "vitest";
import type { RegisterEntry } from "../../register/entry.js";
import { someFacts } from "../../testing/facts.js";
import { dayOf } from "../../testing/moment.js";
import { PRODUCT } from "../../testing/product.js";
import { registered } from "../../testing/register.js";
import { reportAccredited } from "./report-accredited.js";

const LAB = registered({
  name: "CCIC Textile",
  aliases: ["中检集团"],
  accreditations: [{ scheme: "CMA", number: "240099990001" }],
});
const DATED = { reportDate: "2026-03-08" };
const report = (fields: Record<string, string | number>, register: readonly RegisterEntry[] = [LAB]) =>
  reportAccredited(someFacts({ claim: { fields, peril: "defect" }, register }), PRODUCT, null);

describe("a report of a registered institution is taken", () => {
  test.each([
    [" ccic  ＴＥＸＴＩＬＥ ", "name"],
    ["中检集团", "alias"],
    ["CMA 2400 9999 0001", "number"],
    ["240099990001", "number"],
  ])("when it is called %s", (institution, matchedBy) => {
    expect(report({ institution, ...DATED })).toEqual({
      outcome: "met",
      inputs: {
        ...{ institution: institution.normalize("NFKC").replace(/\s+/g, " ").trim(), registered: true, matchedBy },
        ...{ entryId: "reg_1", revision: 1, name: "CCIC Textile", reportDay: "2026-03-08" },
        ...{ status: "active", validFrom: "2020-01-01", validUntil: null, invalid: null, outside: "" },
      },
    });
  });

  test("on the first and on the last day for which it is registered", () => {
    for (const day of [{ validFrom: dayOf("2026-03-08") }, { validUntil: dayOf("2026-03-08") }])
      expect(report({ institution: "Honest Lab", ...DATED }, [registered(day)]).outcome).toBe("met");
  });
});

describe("a report is refused", () => {
  test("from elsewhere", () => {
    expect(report({ institution: "Corner Lab" })).toEqual({
      outcome: "not_met",
      reason: "report_not_accredited",
      inputs: { institution: "Corner Lab", registered: false },
    });
  });

  test.each([
    ["suspended", { status: "suspended" }],
    ["withdrawn", { status: "withdrawn" }],
    ["not_yet_valid", { validFrom: dayOf("2026-03-09") }],
    ["expired", { validUntil: dayOf("2026-03-07") }],
  ] as const)("from an entry that is %s on the day of the report", (invalid, change) => {
    expect(report({ institution: "Honest Lab", ...DATED }, [registered(change)])).toMatchObject({
      outcome: "not_met",
      reason: "report_not_accredited",
      inputs: { registered: true, invalid, reportDay: "2026-03-08" },
    });
  });
});

test("without a day of its own a report is held against the day of the claim", () => {
  const expired = registered({ validUntil: dayOf("2026-03-09") });
  expect(report({ institution: "Honest Lab" }, [expired]).inputs).toMatchObject({ reportDay: "2026-03-10" });
  expect(report({ institution: "Honest Lab" }, [expired]).outcome).toBe("not_met");
});

test.each([
  ["category", { categories: ["beauty"] }],
  ["peril", { perils: ["material_mismatch"] }],
  ["brand", { brands: ["云锦"] }],
])("outside of an entry's %s a person looks", (outside, scope) => {
  expect(report({ institution: "Honest Lab", ...DATED }, [registered({ scope })])).toMatchObject({
    outcome: "refer",
    reason: "report_out_of_scope",
    inputs: { outside },
  });
});

test("a brand that the form names is held against the entry's brands", () => {
  const brands = [registered({ scope: { brands: ["云锦"] } })];
  expect(report({ institution: "Honest Lab", brand: "云 锦", ...DATED }, brands).outcome).toBe("met");
  expect(report({ institution: "Honest Lab", brand: "他牌", ...DATED }, brands).outcome).toBe("refer");
});

test("of two entries with one name the one that counts is meant", () => {
  const [gone, here] = [registered({ status: "withdrawn" }), registered({ entryId: "reg_2" })];
  expect(report({ institution: "Honest Lab", ...DATED }, [gone, here])).toMatchObject({
    outcome: "met",
    inputs: { entryId: "reg_2" },
  });
});

test("a form that names no institution is incomplete", () => {
  for (const fields of [{}, { institution: " " }, { institution: 7 }]) {
    expect(report(fields as Record<string, string>)).toEqual({
      outcome: "refer",
      reason: "evidence_incomplete",
      inputs: { institution: null },
    });
  }
});
