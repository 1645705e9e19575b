import { Type } from "typebox";
import { Errors } from "typebox/value";
import { describe, expect, test } from "vitest";
import { fieldProblems, type SchemaComplaint } from "./fields.js";

const problem = (complaint: SchemaComplaint, language: "zh" | "en" = "en") =>
  fieldProblems([complaint], "", language)[0];

describe("each keyword says how to mend the field, in both languages", () => {
  test.each([
    ["type", { type: "integer" }, "应为整数", "must be integer"],
    ["type", { type: ["string", "null"] }, "应为字符串或null", "must be string or null"],
    ["enum", { allowedValues: ["a", "b"] }, "应为以下之一：a、b", "must be one of a, b"],
    ["const", { allowedValue: true }, "应为 true", "must be true"],
    ["minimum", { limit: 1 }, "不得小于 1", "must be at least 1"],
    ["maximum", { limit: 9 }, "不得大于 9", "must be at most 9"],
    ["minLength", { limit: 1 }, "至少 1 个字符", "must have at least 1 characters"],
    ["maxLength", { limit: 9 }, "至多 9 个字符", "must have at most 9 characters"],
    ["minItems", { limit: 1 }, "至少 1 项", "must have at least 1 items"],
    ["maxItems", { limit: 9 }, "至多 9 项", "must have at most 9 items"],
    ["minProperties", { limit: 1 }, "至少给出 1 个字段", "must have at least 1 fields"],
    ["maxProperties", { limit: 1 }, "至多给出 1 个字段", "must have at most 1 fields"],
    ["uniqueItems", {}, "各项不得重复", "must not hold the same item twice"],
    ["pattern", { pattern: "^a$" }, "格式应符合 ^a$", "must have the form ^a$"],
    ["format", { format: "date" }, "格式应为 date", "must be a valid date"],
    ["unheard-of", {}, "无效", "is not valid"],
  ])("%s %j", (keyword, params, zh, en) => {
    expect(problem({ keyword, params, instancePath: "/x" }, "zh")).toEqual({
      pointer: "/x",
      code: keyword,
      detail: zh,
    });
    expect(problem({ keyword, params, instancePath: "/x" })).toEqual({ pointer: "/x", code: keyword, detail: en });
  });
});

test("missing and unknown fields are named by their own pointer, escaped, however the validator says it", () => {
  const missing = { pointer: "/a~1b/c~0d", code: "required" };
  expect(problem({ keyword: "required", instancePath: "/a~1b", params: { missingProperty: "c~d" } })).toMatchObject(
    missing,
  );
  expect(
    problem({ keyword: "required", instancePath: "/a~1b", params: { requiredProperties: ["c~d"] } }),
  ).toMatchObject(missing);
  const unknown = { pointer: "/x", code: "unknown_field" };
  expect(
    problem({ keyword: "additionalProperties", instancePath: "", params: { additionalProperty: "x" } }),
  ).toMatchObject(unknown);
  expect(
    problem({ keyword: "additionalProperties", instancePath: "", params: { additionalProperties: ["x"] } }),
  ).toMatchObject(unknown);
});

test("what only says that something inside is wrong is not said again", () => {
  const complaints = ["anyOf", "boolean", "if"].map((keyword) => ({ keyword, instancePath: "/x" }));
  expect(fieldProblems(complaints, "/root")).toEqual([{ pointer: "/root", code: "invalid", detail: "is not valid" }]);
});

test("each pointer and rule comes once, and at most twenty of them", () => {
  const same = Array.from({ length: 5 }, () => ({ keyword: "type", instancePath: "/x", params: { type: "string" } }));
  expect(fieldProblems(same, "")).toHaveLength(1);
  const many = Array.from({ length: 50 }, (_, i) => ({
    keyword: "type",
    instancePath: `/x/${i}`,
    params: { type: "string" },
  }));
  expect(fieldProblems(many, "")).toHaveLength(20);
});

test("a real validator's complaints are understood", () => {
  const schema = Type.Object(
    { a: Type.Integer(), b: Type.Object({ c: Type.String({ minLength: 2 }) }, { additionalProperties: false }) },
    { additionalProperties: false },
  );
  const pointers = fieldProblems(Errors(schema, { b: { c: "x", d: 1 }, e: 1 }), "/orders/0").map(
    ({ pointer, code }) => `${pointer} ${code}`,
  );
  expect(pointers.sort()).toEqual([
    "/orders/0/a required",
    "/orders/0/b/c minLength",
    "/orders/0/b/d unknown_field",
    "/orders/0/e unknown_field",
  ]);
});
