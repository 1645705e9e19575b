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
