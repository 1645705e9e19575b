// Understands how every tenant of a house is checked from outside, beside the running server or without it.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { connect } from "@anxin/store/connection";
import { type PostgresAddress, postgresUrl, runningPostgres, startPostgres } from "@anxin/store/embedded";
import { missingMigrations } from "@anxin/store/readiness";
import { listTenants } from "@anxin/store/tenant";
import { businessClock } from "../clock.js";
import type { Config } from "../config.js";
import type { Catalogue } from "../context.js";
import { type Checked, type CheckedHouse, checkTenant } from "./checks.js";

/** What the process answers to the shell. */
export const EXIT_HOLDS = 0;
export const EXIT_VIOLATED = 1;
export const EXIT_ERROR = 2;

/** The role whose rights every session of the application has: the checks see what it sees. */
const APP_ROLE = "anxin_app";
const CONNECTIONS_MAX = 2;

type Print = (line: string) => void;
type Where = Pick<Config, "databaseUrl" | "dataDirectory">;

/**
 * Checks all tenants and prints a line for each invariant, with the first violations. Answers the exit code: 0 when all hold,
 * 1 when one does not, 2 when that could not be found out. What the local gateway says that it paid is compared by the house
 * alone: its gateway answers nobody else.
 */
export async function verify(config: Config, catalogue: Catalogue, print: Print): Promise<number> {
  try {
    return await withDatabase(config, (url) => verifyDatabase(config, catalogue, url, print));
  } catch (error) {
    print(`could not verify: ${error instanceof Error ? error.message : String(error)}`);
    return EXIT_ERROR;
  }
}

/** The configured server; else the embedded one, as it runs or, when nobody runs it, started for as long as this takes. */
async function withDatabase<T>({ databaseUrl, dataDirectory }: Where, work: (url: string) => Promise<T>): Promise<T> {
  if (databaseUrl !== null) return work(databaseUrl);
  const directory = join(dataDirectory, "postgres");
  const running: PostgresAddress | null = runningPostgres(directory);
  if (running !== null) return work(postgresUrl(running, "postgres"));
  if (!existsSync(join(directory, "cluster"))) {
    throw new Error(
      `there is no database below ${dataDirectory}: start the house once, or set DATABASE_URL or ANXIN_DATA`,
    );
  }
  const started = await startPostgres({ directory });
  try {
    return await work(postgresUrl(started, "postgres"));
  } finally {
    await started.stop();
  }
}

async function verifyDatabase(config: Config, catalogue: Catalogue, url: string, print: Print): Promise<number> {
  const options = { connectionString: url, max: CONNECTIONS_MAX };
  const owner = connect({ ...options, applicationName: "anxin verify owner" });
  const db = connect({ ...options, role: APP_ROLE, applicationName: "anxin verify" });
  try {
    const missing = await missingMigrations(owner);
    if (missing.length > 0) {
      throw new Error(`the database lacks ${missing.join(", ")}: start this release on it first`);
    }
    return await verifyTenants({ config, owner, db, catalogue, clock: await businessClock(owner) }, print);
  } finally {
    await Promise.all([owner.end(), db.end()]);
  }
}

async function verifyTenants(house: CheckedHouse, print: Print): Promise<number> {
  let violated = 0;
  const tenants = await listTenants(house.owner);
  for (const { tenantId, code, name } of tenants) {
    print(`tenant ${tenantId} ${code} (${name})`);
    for (const checked of await checkTenant(house, tenantId, { newestMax: null, gatewayBook: null })) {
      for (const line of linesOf(checked)) print(line);
      if (!checked.holds) violated += 1;
    }
  }
  print(violated === 0 ? `all invariants hold for ${tenants.length} tenants` : `${violated} invariants are violated`);
  return violated === 0 ? EXIT_HOLDS : EXIT_VIOLATED;
}

const ID_WIDTH = 4;

function linesOf({ id, name, holds, violations, count }: Checked): string[] {
  const head = `  ${holds ? "✓" : "✗"} ${id.padEnd(ID_WIDTH)} ${name.en}`;
  if (holds) return [head];
  const shown = violations.map(({ subject, detail }) => `${" ".repeat(ID_WIDTH + 5)}${subject}: ${detail}`);
  const more = count > violations.length ? [`${" ".repeat(ID_WIDTH + 5)}and ${count - violations.length} more`] : [];
  return [`${head} (${count} violations)`, ...shown, ...more];
}
