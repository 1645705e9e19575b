// Understands how JSON that people wrote is read into values of the house, with every mistake named by where it stands.

import type { FieldProblem } from "@anxin/core/refusal";
import { type Day, parseDay } from "@anxin/core/time";

/** Where readers report what is wrong. */
export type Problems = FieldProblem[];

/** Answers what could not be read; it was reported then. */
export const WRONG = Symbol("wrong");

/** Reads a value that stands at a JSON pointer. */
export type Reader<T> = (value: unknown, pointer: string, problems: Problems) => T | typeof WRONG;
type Read<R> = R extends Reader<infer T> ? T : never;

/** Elements of one list, and characters of one text, at the most. */
const LIST_MAX = 500;
const TEXT_MAX = 4_000;

function wrong(problems: Problems, pointer: string, code: string, detail: string): typeof WRONG {
  problems.push({ pointer, code, detail });
  return WRONG;
}

export const text: Reader<string> = (value, pointer, problems) =>
  typeof value === "string" && value.trim() !== "" && value.length <= TEXT_MAX
    ? value
    : wrong(problems, pointer, "text", `must be a text of 1 to ${TEXT_MAX} characters`);

/** A name that expressions can say: a letter, then letters, digits and underscores. */
export const name: Reader<string> = (value, pointer, problems) =>
  typeof value === "string" && /^[a-zA-Z]\w{0,63}$/.test(value)
    ? value
    : wrong(problems, pointer, "name", "must be a letter, then up to 63 letters, digits and underscores");

export const matching =
  (pattern: RegExp, detail: string): Reader<string> =>
  (value, pointer, problems) =>
    typeof value === "string" && pattern.test(value) ? value : wrong(problems, pointer, "text", detail);

export const bool: Reader<boolean> = (value, pointer, problems) =>
  typeof value === "boolean" ? value : wrong(problems, pointer, "boolean", "must be true or false");

export const whole =
  (least: number, most: number = Number.MAX_SAFE_INTEGER): Reader<number> =>
  (value, pointer, problems) =>
    typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most
      ? value
      : wrong(problems, pointer, "integer", `must be a whole number from ${least} to ${most}`);

/** Whole fen, or parts per million, from `least` on. */
export const big =
  (least: number): Reader<bigint> =>
  (value, pointer, problems) => {
    const number = whole(least)(value, pointer, problems);
    return number === WRONG ? WRONG : BigInt(number);
  };

export const day: Reader<Day> = (value, pointer, problems) =>
  (typeof value === "string" ? parseDay(value) : null) ??
  wrong(problems, pointer, "date", "must be a day like 2026-11-11");

export const oneOf =
  <const V extends string>(values: readonly V[]): Reader<V> =>
  (value, pointer, problems) =>
    values.find((each) => each === value) ?? wrong(problems, pointer, "enum", `must be one of ${values.join(", ")}`);

export const orNull =
  <T>(reader: Reader<T>): Reader<T | null> =>
  (value, pointer, problems) =>
    value === null ? null : reader(value, pointer, problems);

/** What may be left out, and what it is then. */
export const left =
  <T, D>(reader: Reader<T>, usual: D): Reader<T | D> =>
  (value, pointer, problems) =>
    value === undefined ? usual : reader(value, pointer, problems);

export const list =
  <T>(reader: Reader<T>, least = 0): Reader<readonly T[]> =>
  (value, pointer, problems) => {
    if (!Array.isArray(value) || value.length < least || value.length > LIST_MAX)
      return wrong(problems, pointer, "list", `must be a list of ${least} to ${LIST_MAX}`);
    const read = value.map((each: unknown, i) => reader(each, `${pointer}/${i}`, problems));
    return read.some((each) => each === WRONG) ? WRONG : (read as T[]);
  };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const escaped = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1");

/** A map from any text to values of one kind. */
export const mapOf =
  <T>(reader: Reader<T>): Reader<Readonly<Record<string, T>>> =>
  (value, pointer, problems) => {
    if (!isRecord(value)) return wrong(problems, pointer, "object", "must be an object");
    const read = Object.entries(value).map(
      ([key, each]) => [key, reader(each, `${pointer}/${escaped(key)}`, problems)] as const,
    );
    return read.some(([, each]) => each === WRONG) ? WRONG : (Object.fromEntries(read) as Record<string, T>);
  };

/** An object that has these fields and no other. */
export const object =
  <S extends Readonly<Record<string, Reader<unknown>>>>(shape: S): Reader<{ readonly [K in keyof S]: Read<S[K]> }> =>
  (value, pointer, problems) => {
    if (!isRecord(value)) return wrong(problems, pointer, "object", "must be an object");
    const strange = Object.keys(value).filter((key) => !Object.hasOwn(shape, key));
    for (const key of strange)
      wrong(problems, `${pointer}/${escaped(key)}`, "unknown_field", "is no field of the form; leave it out");
    const read = Object.entries(shape).map(([key, reader]) => {
      const given = Object.hasOwn(value, key) ? value[key] : undefined;
      return [key, reader(given, `${pointer}/${escaped(key)}`, problems)] as const;
    });
    if (strange.length > 0 || read.some(([, each]) => each === WRONG)) return WRONG;
    return Object.fromEntries(read) as { readonly [K in keyof S]: Read<S[K]> };
  };
