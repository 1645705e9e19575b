// Understands a SQL statement whose parameters and row are declared, so that types are checked here and columns by the database.

import type { Instant } from "@anxin/core/time";

/** PostgreSQL types that statements use, and what they are in TypeScript. */
interface PgTypes {
  int2: number;
  int4: number;
  int8: bigint;
  bool: boolean;
  text: string;
  date: string;
  numeric: string;
  bytea: Buffer;
  timestamptz: Instant;
  json: unknown;
  "int2[]": readonly number[];
  "int4[]": readonly number[];
  "int8[]": readonly bigint[];
  "text[]": readonly string[];
  "bytea[]": readonly Buffer[];
}
type Base = keyof PgTypes;
/** A type, with "?" where null may come. */
export type PgType = Base | `${Base}?`;
type Value<T extends PgType> = T extends `${infer B}?`
  ? B extends Base
    ? PgTypes[B] | null
    : never
  : T extends Base
    ? PgTypes[T]
    : never;

export type Row<R extends Readonly<Record<string, PgType>>> = { readonly [K in keyof R]: Value<R[K]> };

/** A statement: prepared under its name, with one TypeScript row type derived from the declared columns. */
export interface Statement<R extends Readonly<Record<string, PgType>>> {
  readonly name: string;
  readonly text: string;
  readonly row: R;
}

export function statement<const R extends Readonly<Record<string, PgType>>>(
  name: string,
  row: R,
  text: string,
): Statement<R> {
  return { name, row, text };
}

/** What a query can be run on: a pool or a client inside a transaction. */
export interface Queryable {
  query(query: {
    name?: string;
    text: string;
    values?: unknown[];
  }): Promise<{ rows: unknown[]; rowCount: number | null }>;
}

/** Runs a statement and returns its rows, typed as declared. Values are given in the order of $1, $2, … */
export async function run<R extends Readonly<Record<string, PgType>>>(
  db: Queryable,
  { name, text }: Statement<R>,
  values: readonly unknown[] = [],
): Promise<Row<R>[]> {
  const { rows } = await db.query({ name, text, values: values as unknown[] });
  return rows as Row<R>[];
}

/** Runs a statement for its effect and returns how many rows it touched. */
export async function execute<R extends Readonly<Record<string, PgType>>>(
  db: Queryable,
  { name, text }: Statement<R>,
  values: readonly unknown[] = [],
): Promise<number> {
  const { rowCount } = await db.query({ name, text, values: values as unknown[] });
  return rowCount ?? 0;
}

// The columns of many rows travel in PostgreSQL's binary form of arrays: nothing is spelled as text here and read back there,
// bytes keep their size, and instants need no function to become timestamps. A Buffer among the values is sent as it is. The
// formats are those of array_recv, int8recv, textrecv, bytearecv and timestamptz_recv, the same since the protocol's version 3.

const OIDS = { bytea: 17, int8: 20, int2: 21, int4: 23, text: 25, timestamptz: 1184 } as const;

/** Dimensions, whether there are nulls, and the element's type; then, unless it is empty, length and lower bound. */
const HEAD_BYTES = 20;
const EMPTY_BYTES = 12;
const LENGTH_BYTES = 4;

/** Milliseconds from 1970 to 2000, where PostgreSQL begins to count. */
const EPOCH_2000_MS = 946_684_800_000;
const TWO_TO_32 = 2 ** 32;

function head(oid: number, count: number, hasNulls: boolean, elementBytes: number): Buffer {
  const buffer = Buffer.allocUnsafe(count === 0 ? EMPTY_BYTES : HEAD_BYTES + count * LENGTH_BYTES + elementBytes);
  buffer.writeInt32BE(count === 0 ? 0 : 1, 0);
  buffer.writeInt32BE(hasNulls ? 1 : 0, 4);
  buffer.writeInt32BE(oid, 8);
  if (count > 0) {
    buffer.writeInt32BE(count, 12);
    buffer.writeInt32BE(1, 16);
  }
  return buffer;
}

/** An array of elements that all have the same number of bytes. */
function fixed<T>(
  oid: number,
  bytes: number,
  values: readonly (T | null)[],
  write: (buffer: Buffer, value: T, at: number) => void,
): Buffer {
  let nulls = 0;
  for (const value of values) if (value === null) nulls += 1;
  const buffer = head(oid, values.length, nulls > 0, (values.length - nulls) * bytes);
  let at = HEAD_BYTES;
  for (const value of values) {
    if (value === null) {
      buffer.writeInt32BE(-1, at);
      at += LENGTH_BYTES;
    } else {
      buffer.writeInt32BE(bytes, at);
      write(buffer, value, at + LENGTH_BYTES);
      at += LENGTH_BYTES + bytes;
    }
  }
  return buffer;
}

const writeInt8 = (buffer: Buffer, value: bigint, at: number): void => void buffer.writeBigInt64BE(value, at);

function writeInstant(buffer: Buffer, value: number, at: number): void {
  const us = (value - EPOCH_2000_MS) * 1_000;
  buffer.writeInt32BE(Math.floor(us / TWO_TO_32), at);
  buffer.writeUInt32BE(us - Math.floor(us / TWO_TO_32) * TWO_TO_32, at + 4);
}

/** Columns of whole numbers. They throw RangeError for one that does not fit its type. */
export const int2Array = (values: readonly number[]): Buffer =>
  fixed(OIDS.int2, 2, values, (buffer, value, at) => void buffer.writeInt16BE(value, at));
export const int4Array = (values: readonly number[]): Buffer =>
  fixed(OIDS.int4, 4, values, (buffer, value, at) => void buffer.writeInt32BE(value, at));
export const int8Array = (values: readonly (bigint | null)[]): Buffer => fixed(OIDS.int8, 8, values, writeInt8);
/** Whole milliseconds become timestamps, exactly. */
export const instantArray = (values: readonly (Instant | null)[]): Buffer =>
  fixed(OIDS.timestamptz, 8, values, writeInstant);

/** One timestamptz. */
export function instantValue(value: Instant): Buffer {
  const buffer = Buffer.allocUnsafe(8);
  writeInstant(buffer, value, 0);
  return buffer;
}

/** A column of texts, in UTF-8. */
export function textArray(values: readonly string[]): Buffer {
  let bytes = 0;
  for (const value of values) bytes += Buffer.byteLength(value);
  const buffer = head(OIDS.text, values.length, false, bytes);
  let at = HEAD_BYTES;
  for (const value of values) {
    const written = buffer.write(value, at + LENGTH_BYTES);
    buffer.writeInt32BE(written, at);
    at += LENGTH_BYTES + written;
  }
  return buffer;
}

/** A column of bytes. */
export function byteaArray(values: readonly (Buffer | null)[]): Buffer {
  let bytes = 0;
  let hasNulls = false;
  for (const value of values) {
    bytes += value?.length ?? 0;
    hasNulls ||= value === null;
  }
  const buffer = head(OIDS.bytea, values.length, hasNulls, bytes);
  let at = HEAD_BYTES;
  for (const value of values) {
    buffer.writeInt32BE(value?.length ?? -1, at);
    at += LENGTH_BYTES;
    if (value === null) continue;
    value.copy(buffer, at);
    at += value.length;
  }
  return buffer;
}
