import { expect, test } from "vitest";
import { at } from "../testing/moment.js";
import { registerDay, registerQuestions } from "./register-question.js";

const text = { zh: "文", en: "text" };
const form = {
  fields: [
    { name: "institution", type: "string", title: text, required: true, register: "appraiser" },
    { name: "reportNo", type: "string", title: text, required: true },
  ],
} as const;
const reportedAt = at("2026-03-10T04:00:00.000Z");
const asked = (fields: Record<string, string>) => registerQuestions(form, { fields, reportedAt });

test("whom the form names is looked at as of the end of the report's day", () => {
  expect(asked({ institution: "Honest  ＬＡＢ", reportNo: "1", reportDate: "2026-03-08" })).toEqual([
    { kind: "appraiser", key: "honestlab", at: at("2026-03-08T15:59:59.999Z") },
  ]);
});

test("on a day that is not over, or lies ahead, as of the claim", () => {
  for (const reportDate of ["2026-03-10", "2027-01-01"])
    expect(asked({ institution: "Honest Lab", reportDate })).toMatchObject([{ at: reportedAt }]);
});

test("a day from before all times is the first that there is", () => {
  expect(asked({ institution: "Honest Lab", reportDate: "0001-01-01" })).toMatchObject([
    { at: at("1992-01-01T00:00:00Z") },
  ]);
});

test("a form that names nobody asks nothing", () => {
  expect(asked({ reportNo: "1" })).toEqual([]);
});

test("without a report's day that of the claim counts, in Shanghai", () => {
  expect(registerDay({ fields: {}, reportedAt: at("2026-03-10T16:00:00Z") })).toBe("2026-03-11");
});
