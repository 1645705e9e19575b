// Understands the answers to a claim form as they come over the wire.

import { never } from "@anxin/core/assert";
import type { FieldValue } from "@anxin/core/claim/facts";
import { fenFromWire } from "@anxin/core/money";
import type { FormField, ProductVersion, Text } from "@anxin/core/product/product";
import type { FieldProblem } from "@anxin/core/refusal";
import { formatInstant, parseDay, parseInstant } from "@anxin/core/time";
import type { Language } from "../http/language.js";

/** Characters of one line, and of a longer text. */
const STRING_LENGTH_MAX = 200;
const TEXT_LENGTH_MAX = 2000;

/** What the database can keep and a person can read; a longer text may have line breaks and tabs. */
const UNREADABLE = /(?![\n\r\t])\p{Cc}|\p{Cs}/u;

/** What a field of each type takes. */
const EXPECTED: Readonly<Record<FormField["type"], Text>> = {
  string: {
    zh: `应为 1 至 ${STRING_LENGTH_MAX} 个字的一行文字`,
    en: `must be one line of 1 to ${STRING_LENGTH_MAX} characters`,
  },
  text: { zh: `应为 1 至 ${TEXT_LENGTH_MAX} 个字的文字`, en: `must be text of 1 to ${TEXT_LENGTH_MAX} characters` },
  integer: { zh: "应为整数", en: "must be a whole number" },
  money: { zh: "应为整数（单位：分），0 至 2^53-1", en: "must be whole fen, 0 to 2^53-1" },
  date: { zh: "应为日期，如 2026-11-11", en: "must be a day like 2026-11-11" },
  datetime: { zh: "应为带时区的时间，如 2026-11-11T08:00:00.000Z", en: "must be a time like 2026-11-11T08:00:00.000Z" },
  boolean: { zh: "应为 true 或 false", en: "must be true or false" },
  enum: { zh: "应为下列之一：", en: "must be one of " },
};
const REQUIRED: Text = { zh: "必填", en: "is missing; fill it in" };
const UNKNOWN: Text = { zh: "不是该产品表单的字段，请去掉", en: "is not a field of this product's form; leave it out" };

export interface FormAnswers {
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly problems: readonly FieldProblem[];
}

/** Reads the answers by the product's form: every wrong, missing or unknown field is named by `/fields/<name>`. */
export function readFields(
  { fields: form }: Pick<ProductVersion, "fields">,
  answers: Readonly<Record<string, unknown>>,
  language: Language,
): FormAnswers {
  const problems: FieldProblem[] = [];
  const fields: Record<string, FieldValue> = {};
  for (const field of form) {
    const answer = Object.hasOwn(answers, field.name) ? answers[field.name] : undefined;
    if (answer === undefined || answer === null) {
      if (field.required) problems.push(problem(field.name, "required", REQUIRED[language]));
      continue;
    }
    const value = answerOf(field, answer);
    if (value === null) problems.push(problem(field.name, field.type, expected(field, language)));
    else fields[field.name] = value;
  }
  for (const name of Object.keys(answers)) {
    if (!form.some((field) => field.name === name)) problems.push(problem(name, "unknown_field", UNKNOWN[language]));
  }
  return { fields, problems };
}

function problem(name: string, code: string, detail: string): FieldProblem {
  return { pointer: `/fields/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`, code, detail };
}

function expected({ type, options = [] }: FormField, language: Language): string {
  const list = type === "enum" ? options.map(({ value }) => value).join(", ") : "";
  return EXPECTED[type][language] + list;
}

function answerOf({ type, options = [] }: FormField, answer: unknown): FieldValue | null {
  switch (type) {
    case "string":
      return textOf(answer, STRING_LENGTH_MAX, false);
    case "text":
      return textOf(answer, TEXT_LENGTH_MAX, true);
    case "integer":
      return typeof answer === "number" && Number.isSafeInteger(answer) && !Object.is(answer, -0) ? answer : null;
    case "money":
      return fenFromWire(answer);
    case "date":
      return typeof answer === "string" ? parseDay(answer) : null;
    case "datetime": {
      const at = typeof answer === "string" ? parseInstant(answer) : null;
      return at === null ? null : formatInstant(at);
    }
    case "boolean":
      return typeof answer === "boolean" ? answer : null;
    case "enum":
      return options.find(({ value }) => value === answer)?.value ?? null;
    default:
      return never(type);
  }
}

function textOf(answer: unknown, lengthMax: number, multiline: boolean): string | null {
  if (typeof answer !== "string" || UNREADABLE.test(answer) || (!multiline && /[\n\r\t]/.test(answer))) return null;
  const text = answer.trim();
  return text.length === 0 || text.length > lengthMax ? null : text;
}
