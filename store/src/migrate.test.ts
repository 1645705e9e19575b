import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { MIGRATIONS_FOLDER, migrate, refuseOldServer } from "./migrate.js";
import { createTestDatabase, type TestDatabase } from "./testing/database.js";

let db: TestDatabase;
let folder: string;
beforeEach(async () => {
  db = await createTestDatabase("template0");
  folder = mkdtempSync(join(tmpdir(), "anxin-migrations-"));
  write("0001-cat.sql", "create table cat (name text)");
  write("0002-dog.sql", "create table dog (name text);\ninsert into dog values ('Rex');");
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await db.drop();
});

const write = (file: string, text: string) => writeFileSync(join(folder, file), text);

async function tables(): Promise<readonly string[]> {
  const { rows } = await db.owner.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' order by 1",
  );
  return rows.map(({ name }) => name);
}

async function recorded(): Promise<readonly string[]> {
  const { rows } = await db.owner.query<{ file: string }>("select file from migration order by file");
  return rows.map(({ file }) => file);
}

describe("migrating", () => {
  test("applies every file in order, once", async () => {
    expect(await migrate(db.owner, folder)).toEqual({ applied: ["0001-cat.sql", "0002-dog.sql"] });
    expect(await migrate(db.owner, folder)).toEqual({ applied: [] });
    write("0003-cow.sql", "alter table dog rename to cow");
    expect(await migrate(db.owner, folder)).toEqual({ applied: ["0003-cow.sql"] });
    expect(await tables()).toEqual(["cat", "cow", "migration"]);
  });

  test("takes the product's own files when no folder is named", async () => {
    const own = readdirSync(MIGRATIONS_FOLDER)
      .filter((file) => file.endsWith(".sql"))
      .sort();
    expect(own.length).toBeGreaterThan(0);
    expect(await migrate(db.owner)).toEqual({ applied: own });
  });

  test("lets several programs at once take turns", async () => {
    const results = await Promise.all([1, 2, 3, 4].map(() => migrate(db.owner, folder)));
    expect(results.flatMap(({ applied }) => applied).sort()).toEqual(["0001-cat.sql", "0002-dog.sql"]);
    const { rows } = await db.owner.query("select name from dog");
    expect(rows).toEqual([{ name: "Rex" }]);
  });

  test("leaves no session behind that has lost its limits", async () => {
    await migrate(db.owner, folder);
    const { rows } = await db.owner.query<{ v: string }>("select current_setting('statement_timeout') as v");
    expect(rows).toEqual([{ v: "30s" }]);
  });
});

describe("a file that fails", () => {
  test("leaves nothing of itself, keeps what went before, and says where it failed", async () => {
    write("0003-bad.sql", "create table bird (name text);\n\nselect nonsense;");
    await expect(migrate(db.owner, folder)).rejects.toThrow(/0003-bad\.sql failed at line 3: .*nonsense/);
    expect(await tables()).toEqual(["cat", "dog", "migration"]);
    expect(await recorded()).toEqual(["0001-cat.sql", "0002-dog.sql"]);
    write("0003-bad.sql", "create table bird (name text)");
    expect(await migrate(db.owner, folder)).toEqual({ applied: ["0003-bad.sql"] });
  });

  test("because the connection broke half way leaves nothing of itself either", async () => {
    write("0003-slow.sql", "create table bird (name text); select pg_sleep(600);");
    const broken = expect(migrate(db.owner, folder)).rejects.toThrow("0003-slow.sql");
    await vi.waitFor(async () => {
      const { rowCount } = await db.owner.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and wait_event = 'PgSleep'",
        [db.name],
      );
      expect(rowCount).toBe(1);
    }, 20_000);
    await broken;
    expect(await tables()).toEqual(["cat", "dog", "migration"]);
    expect(await recorded()).toEqual(["0001-cat.sql", "0002-dog.sql"]);
  });

  test("by ending its transaction is told so and not recorded", async () => {
    write("0003-commits.sql", "create table bird (name text); commit;");
    await expect(migrate(db.owner, folder)).rejects.toThrow("it may not commit or roll back");
    expect(await recorded()).toEqual(["0001-cat.sql", "0002-dog.sql"]);
  });
});

describe("a past that does not agree with the files is refused", () => {
  beforeEach(() => migrate(db.owner, folder));

  test("when an applied file has changed", async () => {
    write("0001-cat.sql", "create table cat (name text, age int)");
    write("0003-cow.sql", "create table cow (name text)");
    await expect(migrate(db.owner, folder)).rejects.toThrow("0001-cat.sql was changed after it was applied");
    expect(await tables()).not.toContain("cow");
  });

  test("when an applied file is missing", async () => {
    rmSync(join(folder, "0002-dog.sql"));
    await expect(migrate(db.owner, folder)).rejects.toThrow("0002-dog.sql, and this release does not know it");
  });

  test("when a new file comes before an applied one", async () => {
    rmSync(join(folder, "0002-dog.sql"));
    await db.owner.query("update migration set file = '0003-dog.sql' where file = '0002-dog.sql'");
    write("0003-dog.sql", "create table dog (name text);\ninsert into dog values ('Rex');");
    write("0002-late.sql", "create table late (name text)");
    await expect(migrate(db.owner, folder)).rejects.toThrow("0002-late.sql comes before 0003-dog.sql");
  });
});

describe("a folder that makes no sense is refused before anything is done", () => {
  test.each([
    ["two files of one number", "0002-cow.sql", "has the number of"],
    ["a name out of form", "3-Cow.sql", "is called NNNN-name.sql"],
  ])("%s", async (_, file, message) => {
    write(file, "select 1");
    await expect(migrate(db.owner, folder)).rejects.toThrow(message);
    expect(await tables()).toEqual([]);
  });
});

test("a server older than 15 is refused, 15 and newer are taken", () => {
  for (const old of ["9.6.24", "14.19 (Debian 14.19-1)", "unknown"]) {
    expect(() => refuseOldServer(old)).toThrow(`version ${old}; Anxin needs 15 or newer`);
  }
  for (const fine of ["15.0", "15.18 (Debian 15.18-0+deb12u1)", "18.4", "19beta1"]) refuseOldServer(fine);
});
