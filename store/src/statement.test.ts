import { INSTANT_MAX, INSTANT_MIN, instant } from "@anxin/core/time";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { byteaArray, instantArray, instantValue, int2Array, int4Array, int8Array, textArray } from "./statement.js";
import { createTestDatabase, type TestDatabase } from "./testing/database.js";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

/** What the database makes of a parameter: the elements of an array as rows, in order. */
async function elements(type: string, value: Buffer): Promise<unknown[]> {
  const text = `select element as v from unnest($1::${type}[]) with ordinality as row (element, number) order by number`;
  const { rows } = await db.owner.query<{ v: unknown }>(text, [value]);
  return rows.map(({ v }) => v);
}

const RUNS = { numRuns: 30 };
const nullable = <T>(each: fc.Arbitrary<T>) => fc.array(fc.option(each, { nil: null }), { maxLength: 50 });
/** No NUL, which PostgreSQL's texts cannot hold, and no half of a surrogate pair. */
const text = fc.string({ unit: "grapheme", maxLength: 40 }).map((value) => value.replaceAll("\u0000", ""));

test("whole numbers arrive as they were, at the ends of their ranges and with nulls where they are", async () => {
  const int8 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
  const check = fc.asyncProperty(nullable(int8), async (values) => {
    expect(await elements("int8", int8Array(values))).toEqual(values);
  });
  await fc.assert(check, { ...RUNS, examples: [[[]], [[null]], [[2n ** 63n - 1n, -(2n ** 63n)]]] });
  expect(await elements("int2", int2Array([0, -32_768, 32_767]))).toEqual([0, -32_768, 32_767]);
  expect(await elements("int4", int4Array([0, -(2 ** 31), 2 ** 31 - 1]))).toEqual([0, -(2 ** 31), 2 ** 31 - 1]);
});

test("a number that does not fit is an error here, and never another number there", () => {
  expect(() => int2Array([32_768])).toThrow(RangeError);
  expect(() => int4Array([2 ** 31])).toThrow(RangeError);
  expect(() => int8Array([2n ** 63n])).toThrow(RangeError);
});

test("texts arrive as they were, in any script, with quotes, commas and backslashes", async () => {
  const check = fc.asyncProperty(fc.array(text, { maxLength: 50 }), async (values) => {
    expect(await elements("text", textArray(values))).toEqual(values);
  });
  await fc.assert(check, { ...RUNS, examples: [[["", "NULL", 'a,"b"\\{}', "纯棉T恤 𠀀"]]] });
});

test("bytes arrive as they were, none and null apart", async () => {
  const bytes = fc.uint8Array({ maxLength: 100 }).map((value) => Buffer.from(value));
  const check = fc.asyncProperty(nullable(bytes), async (values) => {
    expect(await elements("bytea", byteaArray(values))).toEqual(values);
  });
  await fc.assert(check, { ...RUNS, examples: [[[Buffer.alloc(0), null]]] });
});

test("instants arrive to the millisecond, over the whole range that we accept", async () => {
  const at = fc.integer({ min: INSTANT_MIN, max: INSTANT_MAX }).map(instant);
  const check = fc.asyncProperty(nullable(at), async (values) => {
    expect(await elements("timestamptz", instantArray(values))).toEqual(values);
  });
  await fc.assert(check, { ...RUNS, examples: [[[INSTANT_MIN, INSTANT_MAX, null, instant(946_684_799_999)]]] });
  for (const value of [INSTANT_MIN, INSTANT_MAX, instant(946_684_800_000)]) {
    const { rows } = await db.owner.query("select $1::timestamptz as v", [instantValue(value)]);
    expect(rows).toEqual([{ v: value }]);
  }
});
