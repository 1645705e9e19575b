import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Connection, Pool, Submittable } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PgType, Statement } from "./statement.js";
import { createTestDatabase, type TestDatabase } from "./testing/database.js";

type AnyStatement = Statement<Readonly<Record<string, PgType>>>;

const isStatement = (value: unknown): value is AnyStatement =>
  typeof value === "object" && value !== null && "name" in value && "text" in value && "row" in value;

/** Every statement that a file of the store exports, so that no list has to be kept. */
async function exportedStatements(): Promise<readonly AnyStatement[]> {
  const files = readdirSync(import.meta.dirname).filter((file) => /^[\w-]+\.ts$/.test(file));
  const modules = await Promise.all(files.map((file) => import(join(import.meta.dirname, file)) as Promise<object>));
  return modules.flatMap((module) => Object.values(module)).filter(isStatement);
}

interface Column {
  readonly name: string;
  readonly dataTypeID: number;
}

/** Asks the server to parse a text and to describe its columns, and nothing more: no row is read, none is written. */
function describeColumns(pool: Pool, text: string): Promise<readonly Column[]> {
  return new Promise((resolve, reject) => {
    let columns: readonly Column[] = [];
    const question = {
      submit(connection: Connection) {
        connection.parse({ name: "", text, types: [] }, true);
        connection.describe({ type: "S", name: "" }, true);
        connection.sync();
      },
      handleRowDescription(message: { readonly fields: readonly Column[] }) {
        columns = message.fields;
      },
      handleError: reject,
      handleReadyForQuery: () => resolve(columns),
    };
    pool.connect().then((client) => {
      client.query(question as Submittable);
      client.query("select 1").then(
        () => client.release(),
        (error: Error) => client.release(error),
      );
    }, reject);
  });
}

/** How a declared type is called in pg_type; what may be null is not described, and json stands for both kinds. */
const described = (declared: PgType): string => declared.replace(/\?$/, "");
const named = (typname: string): string =>
  typname.startsWith("_") ? `${typname.slice(1)}[]` : typname === "jsonb" ? "json" : typname;

let database: TestDatabase;
let typeNames: ReadonlyMap<number, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  const { rows } = await database.owner.query<{ oid: number; typname: string }>(
    "select oid::int4 as oid, typname from pg_type",
  );
  typeNames = new Map(rows.map(({ oid, typname }) => [oid, named(typname)]));
});
afterAll(() => database.drop());

const statements = await exportedStatements();

test("statements are found, and no two share a name under which they are prepared", () => {
  const names = statements.map((each) => each.name);
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test.each(statements)(
  "$name is what the schema knows, and gives the columns that it declares",
  async ({ text, row }) => {
    const columns = await describeColumns(database.owner, text);
    const found = Object.fromEntries(columns.map((each) => [each.name, typeNames.get(each.dataTypeID)]));
    const declared = Object.fromEntries(Object.entries(row).map(([name, type]) => [name, described(type)]));
    expect(found).toEqual(declared);
  },
);

test("a statement that the schema does not know is refused, and so is a wrong declaration", async () => {
  await expect(describeColumns(database.owner, "select nothing from nowhere")).rejects.toThrow("nowhere");
  const [column] = await describeColumns(database.owner, "select 1::int8 as one");
  expect(column?.name).toBe("one");
  expect(typeNames.get(column?.dataTypeID ?? 0)).toBe("int8");
});
