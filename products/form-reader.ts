// Understands how JSON that people wrote is read into values of the house, with every mistake named by where it stands.

import type { Text } from "@anxin/core/product/product";
import { type Day, parseDay } from "@anxin/core/time";

/** One thing that is wrong: where it stands (JSON pointer), which rule, and in both languages what to do. */
export interface FormProblem {
  readonly pointer: string;
  readonly code: string;
  readonly detail: Text;
}

/** Where readers report what is wrong. */
export type Problems = FormProblem[];

/** Answers what could not be read; it was reported then. */
export const WRONG = Symbol("wrong");

/** Reads a value that stands at a JSON pointer. */
export type Reader<T> = (value: unknown, pointer: string, problems: Problems) => T | typeof WRONG;
type Read<R> = R extends Reader<infer T> ? T : never;

/** Elements of one list, and characters of one text, at the most. */
const LIST_MAX = 500;
const TEXT_MAX = 4_000;

function wrong(problems: Problems, pointer: string, code: string, zh: string, en: string): typeof WRONG {
  problems.push({ pointer, code, detail: { zh, en } });
  return WRONG;
}

/** What no text may hold: control characters but line breaks and tabs, and halves of surrogate pairs. */
const UNREADABLE = /[^\P{Cc}\n\r\t]|\p{Cs}/u;

/** A text of people that is not empty. */
export const textUpTo =
  (most: number): Reader<string> =>
  (value, pointer, problems) =>
    typeof value === "string" && value.trim() !== "" && value.length <= most && !UNREADABLE.test(value)
      ? value
      : wrong(problems, pointer, "text", `应为 1 至 ${most} 个字符的文字`, `must be a text of 1 to ${most} characters`);

export const text: Reader<string> = textUpTo(TEXT_MAX);

/** A name that expressions can say: a letter, then letters, digits and underscores. */
export const name: Reader<string> = (value, pointer, problems) =>
  typeof value === "string" && /^[a-zA-Z]\w{0,63}$/.test(value)
    ? value
    : wrong(
        problems,
        pointer,
        "name",
        "应以字母开头，其后至多 63 个字母、数字或下划线",
        "must be a letter, then up to 63 letters, digits and underscores",
      );

export const matching =
  (pattern: RegExp, detail: Text): Reader<string> =>
  (value, pointer, problems) =>
    typeof value === "string" && pattern.test(value) ? value : wrong(problems, pointer, "text", detail.zh, detail.en);

export const bool: Reader<boolean> = (value, pointer, problems) =>
  typeof value === "boolean"
    ? value
    : wrong(problems, pointer, "boolean", "应为 true 或 false", "must be true or false");

export const whole =
  (least: number, most: number = Number.MAX_SAFE_INTEGER): Reader<number> =>
  (value, pointer, problems) =>
    typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most
      ? value
      : wrong(
          problems,
          pointer,
          "integer",
          `应为 ${least} 至 ${most} 的整数`,
          `must be a whole number from ${least} to ${most}`,
        );

/** Whole fen, or parts per million, from `least` on. */
export const big =
  (least: number, most?: number): Reader<bigint> =>
  (value, pointer, problems) => {
    const number = whole(least, most)(value, pointer, problems);
    return number === WRONG ? WRONG : BigInt(number);
  };

export const day: Reader<Day> = (value, pointer, problems) =>
  (typeof value === "string" ? parseDay(value) : null) ??
  wrong(problems, pointer, "date", "应为日期，如 2026-11-11", "must be a day like 2026-11-11");

export const oneOf =
  <const V extends string>(values: readonly V[]): Reader<V> =>
  (value, pointer, problems) =>
    values.find((each) => each === value) ??
    wrong(problems, pointer, "enum", `应为以下之一：${values.join("、")}`, `must be one of ${values.join(", ")}`);

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
  <T>(reader: Reader<T>, least = 0, most = LIST_MAX): Reader<readonly T[]> =>
  (value, pointer, problems) => {
    if (!Array.isArray(value) || value.length < least || value.length > most)
      return wrong(
        problems,
        pointer,
        "list",
        `应为 ${least} 至 ${most} 项的列表`,
        `must be a list of ${least} to ${most}`,
      );
    const read = value.map((each: unknown, i) => reader(each, `${pointer}/${i}`, problems));
    return read.some((each) => each === WRONG) ? WRONG : (read as T[]);
  };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const escaped = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1");

const notAnObject = (problems: Problems, pointer: string): typeof WRONG =>
  wrong(problems, pointer, "object", "应为对象", "must be an object");

/** A map from any text to values of one kind. */
export const mapOf =
  <T>(reader: Reader<T>): Reader<Readonly<Record<string, T>>> =>
  (value, pointer, problems) => {
    if (!isRecord(value)) return notAnObject(problems, pointer);
    const read = Object.entries(value).map(
      ([key, each]) => [key, reader(each, `${pointer}/${escaped(key)}`, problems)] as const,
    );
    return read.some(([, each]) => each === WRONG) ? WRONG : (Object.fromEntries(read) as Record<string, T>);
  };

/** An object that has these fields and no other. */
export const object =
  <S extends Readonly<Record<string, Reader<unknown>>>>(shape: S): Reader<{ readonly [K in keyof S]: Read<S[K]> }> =>
  (value, pointer, problems) => {
    if (!isRecord(value)) return notAnObject(problems, pointer);
    const strange = Object.keys(value).filter((key) => !Object.hasOwn(shape, key));
    for (const key of strange)
      wrong(
        problems,
        `${pointer}/${escaped(key)}`,
        "unknown_field",
        "没有这个字段，请删去",
        "is no field of the form; leave it out",
      );
    const read = Object.entries(shape).map(([key, reader]) => {
      const given = Object.hasOwn(value, key) ? value[key] : undefined;
      return [key, reader(given, `${pointer}/${escaped(key)}`, problems)] as const;
    });
    if (strange.length > 0 || read.some(([, each]) => each === WRONG)) return WRONG;
    return Object.fromEntries(read) as { readonly [K in keyof S]: Read<S[K]> };
  };

/** One of several objects, told apart by its `kind`. */
export const byKind =
  <S extends Readonly<Record<string, Readonly<Record<string, Reader<unknown>>>>>>(
    shapes: S,
  ): Reader<
    { [K in keyof S & string]: { readonly kind: K } & { readonly [F in keyof S[K]]: Read<S[K][F]> } }[keyof S & string]
  > =>
  (value, pointer, problems) => {
    if (!isRecord(value)) return notAnObject(problems, pointer);
    const kind = oneOf(Object.keys(shapes))(value["kind"], `${pointer}/kind`, problems);
    if (kind === WRONG) return WRONG;
    return object({ ...shapes[kind], kind: oneOf([kind]) })(value, pointer, problems) as never;
  };
