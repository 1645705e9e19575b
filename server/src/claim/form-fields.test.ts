import type { FormField } from "@anxin/core/product/product";
import { describe, expect, test } from "vitest";
import { readFields } from "./form-fields.js";

const title = { zh: "文", en: "text" };
const field = (type: FormField["type"]): FormField => ({ name: "f", type, title, required: true });
const CHOICE: FormField = { ...field("enum"), options: [{ value: "a", title }] };

const read = (form: FormField, answer: unknown) => readFields({ fields: [form] }, { f: answer }, "en");

describe("an answer of each type", () => {
  test.each([
    [field("string"), " one line ", "one line"],
    [field("text"), "two\nlines\t", "two\nlines"],
    [field("integer"), -3, -3],
    [field("money"), 9_007_199_254_740_991, 9_007_199_254_740_991n],
    [field("date"), "2024-02-29", "2024-02-29"],
    [field("datetime"), "2026-11-11T08:00:00+08:00", "2026-11-11T00:00:00.000Z"],
    [field("boolean"), false, false],
    [CHOICE, "a", "a"],
  ])("%j takes %j", (form, answer, value) => {
    expect(read(form, answer)).toEqual({ fields: { f: value }, problems: [] });
  });

  test.each([
    [field("string"), "two\nlines"],
    [field("string"), "  "],
    [field("string"), "x".repeat(201)],
    [field("string"), "nul\u0000"],
    [field("string"), "half\ud800"],
    [field("string"), 7],
    [field("text"), "x".repeat(2001)],
    [field("text"), "bell\u0007"],
    [field("integer"), 1.5],
    [field("integer"), "1"],
    [field("integer"), -0],
    [field("integer"), 2 ** 53],
    [field("money"), -1],
    [field("money"), "12.00"],
    [field("money"), 0.1],
    [field("date"), "2026-02-29"],
    [field("date"), 20260228],
    [field("datetime"), "2026-11-11 08:00"],
    [field("boolean"), "true"],
    [CHOICE, "b"],
    [CHOICE, "toString"],
  ])("%j does not take %j", (form, answer) => {
    expect(read(form, answer)).toMatchObject({ fields: {}, problems: [{ pointer: "/fields/f", code: form.type }] });
  });
});

test("missing answers are named when they are required, and only then", () => {
  const form = { fields: [field("string"), { ...field("string"), name: "g", required: false }] };
  for (const answers of [{}, { f: null, g: null }]) {
    expect(readFields(form, answers, "en")).toMatchObject({
      fields: {},
      problems: [{ pointer: "/fields/f", code: "required" }],
    });
  }
});

test("answers that nobody asked for are named, also those with odd names", () => {
  const { problems } = readFields({ fields: [] }, { "a/b~c": 1, constructor: 2 }, "zh");
  expect(problems.map(({ pointer, code }) => [pointer, code])).toEqual([
    ["/fields/a~1b~0c", "unknown_field"],
    ["/fields/constructor", "unknown_field"],
  ]);
});
