// Gives each test a database of its own, copied from one that is migrated already.

import { randomBytes } from "node:crypto";
import type { Pool } from "pg";
import { inject } from "vitest";
import { connect } from "../connection.js";

export interface TestDatabase {
  readonly name: string;
  /** Logs in as the superuser, past every policy on rows. */
  readonly ownerUrl: string;
  /** Logs in with the rights of the application and no others. */
  readonly appUrl: string;
  readonly owner: Pool;
  readonly app: Pool;
  /** Closes both pools and deletes the database, whoever else is connected. */
  readonly drop: () => Promise<void>;
}

export const TEMPLATE_DATABASE = "anxin_template";
export const APP_ROLE = "anxin_app";
const POOL_MAX = 10;

/**
 * Takes about a tenth of a second.
 *
 * @param template another database to copy than the migrated one; "template0" is empty
 */
export async function createTestDatabase(template: string = TEMPLATE_DATABASE): Promise<TestDatabase> {
  const serverUrl = inject("postgresUrl");
  const name = `test_${randomBytes(8).toString("hex")}`;
  await onServer(serverUrl, `create database ${name} template ${template}`);
  const ownerUrl = databaseUrl(serverUrl, name);
  const owner = connect({ connectionString: ownerUrl, max: POOL_MAX, applicationName: "test owner" });
  const app = connect({ connectionString: ownerUrl, max: POOL_MAX, role: APP_ROLE, applicationName: "test app" });
  const drop = async () => {
    await Promise.all([owner.end(), app.end()]);
    await onServer(serverUrl, `drop database if exists ${name} with (force)`);
  };
  return { name, ownerUrl, appUrl: `${ownerUrl}?options=-c%20role%3D${APP_ROLE}`, owner, app, drop };
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer(connectionString: string, statement: string): Promise<void> {
  const pool = connect({ connectionString, max: 1, applicationName: "test harness" });
  try {
    await pool.query(statement);
  } finally {
    await pool.end();
  }
}
