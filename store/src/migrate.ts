// Brings a database to the newest schema, one file after the other, forwards only.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Pool, PoolClient } from "pg";

interface Migration {
  /** NNNN-name.sql */
  readonly file: string;
  readonly text: string;
  readonly sha256: string;
}

interface Applied {
  readonly file: string;
  readonly sha256: string;
}

/** The same from src and from dist. */
export const MIGRATIONS_FOLDER = fileURLToPath(new URL("../migrations", import.meta.url));

const FILE_NAME = /^(\d{4})-[a-z0-9]+(-[a-z0-9]+)*\.sql$/;
const SERVER_VERSION_MIN = 15;
/** Any fixed number: two programs that migrate the same database at once take turns by it. */
const MIGRATION_LOCK = 7_265_134_018n;

/**
 * Applies the files that the database has not seen, each in a transaction of its own: one that fails leaves nothing of
 * itself, and what went before it stays.
 *
 * @throws when the server is older than 15, when a file that was applied has changed or is missing, when a new file
 *   comes before one that was applied, or when a file fails
 */
export async function migrate(
  pool: Pool,
  folder: string = MIGRATIONS_FOLDER,
): Promise<{ readonly applied: readonly string[] }> {
  const migrations = readMigrations(folder);
  const client = await pool.connect();
  try {
    refuseOldServer(await serverVersion(client));
    // Building an index may take longer than a request ever should, and so may another program that migrates.
    await client.query("set statement_timeout = 0; set lock_timeout = 0");
    const applied: string[] = [];
    for (;;) {
      const file = await applyNext(client, migrations);
      if (file === null) return { applied };
      applied.push(file);
    }
  } finally {
    // The session is no longer as the pool made it.
    client.release(true);
  }
}

function readMigrations(folder: string): readonly Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .sort();
  files.forEach((file, index) => {
    if (!FILE_NAME.test(file)) throw new Error(`${join(folder, file)}: a migration is called NNNN-name.sql`);
    if (file.slice(0, 4) === files[index - 1]?.slice(0, 4)) {
      throw new Error(`${join(folder, file)} has the number of ${files[index - 1]}: give it the next one`);
    }
  });
  return files.map((file) => {
    const bytes = readFileSync(join(folder, file));
    return { file, text: bytes.toString("utf8"), sha256: createHash("sha256").update(bytes).digest("hex") };
  });
}

/** @throws when the server's version, as `server_version` tells it, is older than we support */
export function refuseOldServer(version: string): void {
  if (Number.parseInt(version, 10) >= SERVER_VERSION_MIN) return;
  throw new Error(
    `This PostgreSQL server is version ${version}; Anxin needs ${SERVER_VERSION_MIN} or newer. ` +
      `Point DATABASE_URL at a newer server, or leave it unset for the embedded one.`,
  );
}

async function serverVersion(client: PoolClient): Promise<string> {
  const { rows } = await client.query<{ version: string }>("select current_setting('server_version') as version");
  return rows[0]?.version ?? "unknown";
}

/** Applies the first file that is missing and returns its name, or null when none is. */
async function applyNext(client: PoolClient, migrations: readonly Migration[]): Promise<string | null> {
  await client.query("begin");
  try {
    await client.query("select pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
    await client.query(
      "create table if not exists public.migration (" +
        "file text not null, sha256 text not null, applied_at timestamptz not null default now(), " +
        "constraint migration_pk primary key (file))",
    );
    const { rows } = await client.query<Applied>('select file, sha256 from public.migration order by file collate "C"');
    const next = nextOf(migrations, rows);
    if (next !== null) await apply(client, next);
    await client.query("commit");
    return next?.file ?? null;
  } catch (error) {
    // When the connection is lost there is nothing to roll back, and the first error says more than the second.
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}

/** Compares what was applied with the files, in order; both have to agree until the first new one. */
function nextOf(migrations: readonly Migration[], applied: readonly Applied[]): Migration | null {
  const byFile = new Map(migrations.map((migration) => [migration.file, migration]));
  for (const { file, sha256 } of applied) {
    const present = byFile.get(file);
    if (present === undefined) {
      throw new Error(
        `The database has migration ${file}, and this release does not know it: ` +
          `it was made by a newer release, or the file was lost. Run that release, or restore the file.`,
      );
    }
    if (present.sha256 !== sha256) {
      throw new Error(
        `Migration ${file} was changed after it was applied to this database. ` +
          `Restore the file as it was, and put the change into a new migration.`,
      );
    }
  }
  const next = migrations.find((migration) => !applied.some((past) => past.file === migration.file));
  const newest = applied.at(-1);
  if (next !== undefined && newest !== undefined && next.file < newest.file) {
    throw new Error(
      `Migration ${next.file} comes before ${newest.file}, which was applied already: give it a new number.`,
    );
  }
  return next ?? null;
}

async function apply(client: PoolClient, migration: Migration): Promise<void> {
  const transaction = await transactionId(client);
  try {
    await client.query(migration.text);
  } catch (cause) {
    throw new Error(`Migration ${migration.file} failed${place(migration.text, cause)}: ${String(cause)}`, { cause });
  }
  if ((await transactionId(client)) !== transaction) {
    throw new Error(
      `Migration ${migration.file} ended the transaction that it was given: it may not commit or roll back.`,
    );
  }
  await client.query("insert into public.migration (file, sha256) values ($1, $2)", [migration.file, migration.sha256]);
}

async function transactionId(client: PoolClient): Promise<string | undefined> {
  const { rows } = await client.query<{ id: string }>("select pg_current_xact_id()::text as id");
  return rows[0]?.id;
}

/** " at line N" of the file, where PostgreSQL says at which character. */
function place(text: string, error: unknown): string {
  const position = error instanceof Error && "position" in error ? Number(error.position) : Number.NaN;
  return Number.isInteger(position) ? ` at line ${text.slice(0, position - 1).split("\n").length}` : "";
}
