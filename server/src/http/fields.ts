// Understands what a schema's complaint means for who has to mend the field.

import type { Text } from "@anxin/core/product/product";
import type { FieldProblem } from "@anxin/core/refusal";
import type { Language } from "./language.js";

/** A complaint of ajv or TypeBox: both speak of keyword, instance path and params. */
export interface SchemaComplaint {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params?: unknown;
  readonly message?: string | undefined;
}

/** The most problems that one answer lists. */
const PROBLEMS_MAX = 20;

function list(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];
}

const pointerPart = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");

const TYPES_ZH: Readonly<Record<string, string>> = {
  string: "字符串",
  integer: "整数",
  number: "数字",
  boolean: "布尔值",
  object: "对象",
  array: "数组",
  null: "null",
};

/** How a field that breaks a keyword is to be mended, by the keyword's parameters. */
const MENDING: Readonly<Record<string, (params: Readonly<Record<string, unknown>>) => Text>> = {
  type: ({ type }) => ({
    zh: `应为${list(type)
      .map((each) => TYPES_ZH[each] ?? each)
      .join("或")}`,
    en: `must be ${list(type).join(" or ")}`,
  }),
  enum: ({ allowedValues }) => ({
    zh: `应为以下之一：${list(allowedValues).join("、")}`,
    en: `must be one of ${list(allowedValues).join(", ")}`,
  }),
  const: ({ allowedValue }) => ({ zh: `应为 ${String(allowedValue)}`, en: `must be ${String(allowedValue)}` }),
  minimum: ({ limit }) => ({ zh: `不得小于 ${String(limit)}`, en: `must be at least ${String(limit)}` }),
  maximum: ({ limit }) => ({ zh: `不得大于 ${String(limit)}`, en: `must be at most ${String(limit)}` }),
  minLength: ({ limit }) => ({
    zh: `至少 ${String(limit)} 个字符`,
    en: `must have at least ${String(limit)} characters`,
  }),
  maxLength: ({ limit }) => ({
    zh: `至多 ${String(limit)} 个字符`,
    en: `must have at most ${String(limit)} characters`,
  }),
  minItems: ({ limit }) => ({ zh: `至少 ${String(limit)} 项`, en: `must have at least ${String(limit)} items` }),
  maxItems: ({ limit }) => ({ zh: `至多 ${String(limit)} 项`, en: `must have at most ${String(limit)} items` }),
  minProperties: ({ limit }) => ({
    zh: `至少给出 ${String(limit)} 个字段`,
    en: `must have at least ${String(limit)} fields`,
  }),
  maxProperties: ({ limit }) => ({
    zh: `至多给出 ${String(limit)} 个字段`,
    en: `must have at most ${String(limit)} fields`,
  }),
  uniqueItems: () => ({ zh: "各项不得重复", en: "must not hold the same item twice" }),
  pattern: ({ pattern }) => ({ zh: `格式应符合 ${String(pattern)}`, en: `must have the form ${String(pattern)}` }),
  format: ({ format }) => ({ zh: `格式应为 ${String(format)}`, en: `must be a valid ${String(format)}` }),
};
const REQUIRED: Text = { zh: "缺少此字段，请补上", en: "is missing; send it" };
const UNKNOWN: Text = { zh: "没有这个字段，请删去", en: "is not a field here; leave it out" };
const INVALID: Text = { zh: "无效", en: "is not valid" };

/** One complaint as problems: a missing or unknown property is named by its own pointer. */
function problemsOf(complaint: SchemaComplaint, root: string, language: Language): FieldProblem[] {
  const params = (complaint.params ?? {}) as Record<string, unknown>;
  const at = `${root}${complaint.instancePath}`;
  const named = (names: unknown, code: string, detail: Text): FieldProblem[] =>
    list(names).map((name) => ({ pointer: `${at}/${pointerPart(name)}`, code, detail: detail[language] }));
  switch (complaint.keyword) {
    case "required":
      return named(params["missingProperty"] ?? params["requiredProperties"], "required", REQUIRED);
    case "additionalProperties":
      return named(params["additionalProperty"] ?? params["additionalProperties"], "unknown_field", UNKNOWN);
    // These only say that something inside them is wrong, and that is said already.
    case "boolean":
    case "anyOf":
    case "if":
      return [];
    default: {
      const mending = MENDING[complaint.keyword]?.(params) ?? { zh: INVALID.zh, en: complaint.message ?? INVALID.en };
      return [{ pointer: at, code: complaint.keyword, detail: mending[language] }];
    }
  }
}

/** Complaints as field problems under a root pointer, at most PROBLEMS_MAX, each pointer and code once. */
export function fieldProblems(
  complaints: Iterable<SchemaComplaint>,
  root: string,
  language: Language = "en",
): FieldProblem[] {
  const problems = new Map<string, FieldProblem>();
  for (const complaint of complaints) {
    for (const problem of problemsOf(complaint, root, language)) {
      problems.set(`${problem.pointer} ${problem.code}`, problem);
    }
    if (problems.size >= PROBLEMS_MAX) break;
  }
  if (problems.size > 0) return [...problems.values()].slice(0, PROBLEMS_MAX);
  return [{ pointer: root, code: "invalid", detail: INVALID[language] }];
}
