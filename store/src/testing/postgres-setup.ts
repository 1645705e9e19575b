// Starts the server that a vitest project's tests share, and removes it with everything in it when they are done.

import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Pool } from "pg";
import type { TestProject } from "vitest/node";
import { connect } from "../connection.js";
import { layoutOf } from "../embedded/cluster.js";
import { isOwned } from "../embedded/ownership.js";
import { findOrphan, stopPostmaster } from "../embedded/postmaster.js";
import { type Postgres, postgresUrl, startPostgres } from "../embedded.js";
import { migrate } from "../migrate.js";
import { TEMPLATE_DATABASE } from "./database.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The superuser's connection to the server's own database. */
    postgresUrl: string;
  }
}

/** Debian's PostgreSQL 15: the oldest version that we promise to work with. */
export const POSTGRES_15 = "/usr/lib/postgresql/15/bin";

const FOLDER_PREFIX = "anxin-test-server-";
/** These databases live for minutes; tests that are about durability start servers of their own. */
const THROWAWAY = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  shared_buffers: "128MB",
  // Every test file opens pools of its own.
  max_connections: "300",
} as const;

/** The projects `pg15` and `pg18` differ in the server that they start here. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeAbandoned();
  const directory = mkdtempSync(join(tmpdir(), FOLDER_PREFIX));
  const binaries = project.name === "pg15" ? { binaries: POSTGRES_15 } : {};
  const server = await startPostgres({ directory, settings: THROWAWAY, ...binaries });
  try {
    await makeTemplate(server);
  } catch (error) {
    await remove(directory, server);
    throw error;
  }
  project.provide("postgresUrl", postgresUrl(server, "postgres"));
  return () => remove(directory, server);
}

async function makeTemplate(server: Postgres): Promise<void> {
  await onDatabase(server, "postgres", (pool) => pool.query(`create database ${TEMPLATE_DATABASE}`));
  await onDatabase(server, TEMPLATE_DATABASE, (pool) => migrate(pool));
  // A database that somebody is connected to can't be copied: from here on nobody may.
  await onDatabase(server, "postgres", (pool) =>
    pool.query(`alter database ${TEMPLATE_DATABASE} with allow_connections false`),
  );
}

async function onDatabase(server: Postgres, name: string, work: (pool: Pool) => Promise<unknown>): Promise<void> {
  const pool = connect({ connectionString: postgresUrl(server, name), max: 1, applicationName: "test harness" });
  try {
    await work(pool);
  } finally {
    await pool.end();
  }
}

async function remove(directory: string, server: Postgres): Promise<void> {
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
}

/** A run that was killed could not tidy up after itself. A folder without a cluster belongs to a run that just begins. */
async function removeAbandoned(): Promise<void> {
  const temporary = realpathSync(tmpdir());
  for (const name of readdirSync(temporary)) {
    const directory = join(temporary, name);
    if (name.startsWith(FOLDER_PREFIX) && existsSync(join(directory, "cluster"))) await removeUnowned(directory);
  }
}

async function removeUnowned(directory: string): Promise<void> {
  if (isOwned(directory)) return;
  const { data } = layoutOf(directory);
  const orphan = await findOrphan(data);
  if (orphan !== null) await stopPostmaster(orphan.pid, data);
  rmSync(directory, { recursive: true, force: true });
}
