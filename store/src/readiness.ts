// Understands whether the database is what this release was written for.

import { readdirSync } from "node:fs";
import { MIGRATIONS_FOLDER } from "./migrate.js";
import { type Queryable, run, statement } from "./statement.js";

export const selectAppliedMigrations = statement(
  "select_applied_migrations",
  { file: "text" },
  "select file from public.migration",
);

/** Migrations of this release that the database has not seen. Throws when the database cannot be reached. */
export async function missingMigrations(owner: Queryable): Promise<readonly string[]> {
  const applied = new Set((await run(owner, selectAppliedMigrations)).map((row) => row.file));
  return readdirSync(MIGRATIONS_FOLDER).filter((file) => file.endsWith(".sql") && !applied.has(file));
}
