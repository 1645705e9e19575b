// Understands what pages send: text, numbers and lists, each looked at before it is used.

import type { Cover } from "./order.js";
import { refuseField } from "./refused.js";

type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const fieldsOf = (value: unknown, pointer = "/"): Fields =>
  isFields(value) ? value : refuseField(pointer, "must be an object");

/** Text that fits a pattern; ids by default. */
export function textOf(value: unknown, pointer: string, pattern: RegExp = /^[\w.-]{1,64}$/): string {
  return typeof value === "string" && pattern.test(value) ? value : refuseField(pointer, "is not what it has to be");
}

export function wholeOf(value: unknown, pointer: string, from: number, to: number): number {
  const number = Number(value);
  return Number.isSafeInteger(number) && number >= from && number <= to
    ? number
    : refuseField(pointer, `must be a whole number from ${from} to ${to}`);
}

export function listOf(value: unknown, pointer: string, max: number): readonly unknown[] {
  return Array.isArray(value) && value.length > 0 && value.length <= max
    ? value
    : refuseField(pointer, `must be a list of 1 to ${max}`);
}

export function oneOf<const T extends string>(value: unknown, pointer: string, values: readonly T[]): T {
  return values.find((each) => each === value) ?? refuseField(pointer, `must be one of ${values.join(", ")}`);
}

const QUOTE = /^[\x21-\x7e]{1,4000}$/;

/** What the element says was ticked. Anxin checks the quote and the consent; the shop only hands them on. */
function coverOf(value: unknown, pointer: string): Cover {
  const { product, quote, consent } = fieldsOf(value, pointer);
  const cover = { product: textOf(product, `${pointer}/product`), quote: textOf(quote, `${pointer}/quote`, QUOTE) };
  if (consent === undefined) return cover;
  return { ...cover, consent: fieldsOf(consent, `${pointer}/consent`) as unknown as NonNullable<Cover["consent"]> };
}

const COVERS_MAX = 10;

/** The covers of a line; none is the usual case. */
export const coversOf = (value: unknown, pointer: string): readonly Cover[] =>
  value === undefined || (Array.isArray(value) && value.length === 0)
    ? []
    : listOf(value, pointer, COVERS_MAX).map((each, place) => coverOf(each, `${pointer}/${place}`));
