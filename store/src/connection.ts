// Understands how we connect to PostgreSQL, and what its values are in TypeScript.

import { type Instant, parseInstant } from "@anxin/core/time";
import { type CustomTypesConfig, Pool, types } from "pg";

export type { Pool, PoolClient } from "pg";

export interface ConnectionOptions {
  readonly connectionString: string;
  /** The most connections that the pool opens. */
  readonly max: number;
  /** The role whose rights every session has; without it, those of the user who logs in. */
  readonly role?: string;
  /** Shown beside each session in pg_stat_activity. */
  readonly applicationName: string;
  /** Told when the server ended a session: for the log, since the pool replaces it by itself. */
  readonly onLostConnection?: (error: Error) => void;
}

/** A statement that takes longer has met a missing index or a dead client; nothing of ours should need a tenth of it. */
export const STATEMENT_MS_MAX = 30_000;
/** Waiting longer for a row or a table than this, a request had better be refused. */
export const LOCK_MS_MAX = 10_000;
/** An open transaction without work holds locks for nobody. */
export const IDLE_IN_TRANSACTION_MS_MAX = 30_000;
/** How long a caller waits for a free connection before the pool refuses. */
const CONNECT_MS_MAX = 10_000;
const IDLE_MS_MAX = 30_000;

/**
 * Makes a pool, which connects when first used. A session that the server ends fails the query that runs on it, and never
 * the process.
 */
export function connect(options: ConnectionOptions): Pool {
  const { connectionString, sessionOptions } = withoutOptions(options.connectionString);
  const pool = new Pool({
    connectionString,
    max: options.max,
    application_name: options.applicationName,
    options: [sessionOptions, ...settings(options.role)].filter((each) => each !== "").join(" "),
    types: TYPES,
    connectionTimeoutMillis: CONNECT_MS_MAX,
    idleTimeoutMillis: IDLE_MS_MAX,
    keepAlive: true,
  });
  const lost = options.onLostConnection ?? (() => undefined);
  // Tells of sessions that end while they are idle in the pool. A session that ends while checked out tells its client
  // alone, and an "error" event that nobody listens to would end the process.
  pool.on("error", lost);
  pool.on("connect", (client) => {
    client.on("error", () => undefined);
  });
  return pool;
}

/**
 * Options in the connection string would replace ours, the role among them, so they are taken out and put before ours,
 * which win.
 */
function withoutOptions(connectionString: string): { connectionString: string; sessionOptions: string } {
  const url = new URL(connectionString);
  const sessionOptions = url.searchParams.get("options");
  if (sessionOptions === null) return { connectionString, sessionOptions: "" };
  url.searchParams.delete("options");
  return { connectionString: url.href, sessionOptions };
}

/** What every session is set to. Our parsers read ISO dates. */
function settings(role: string | undefined): readonly string[] {
  if (role !== undefined && !/^[a-z_][a-z0-9_]*$/.test(role)) throw new Error(`"${role}" is no name of a role`);
  const values = {
    ...(role === undefined ? {} : { role }),
    statement_timeout: STATEMENT_MS_MAX,
    lock_timeout: LOCK_MS_MAX,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS_MAX,
    datestyle: "ISO",
    timezone: "UTC",
  };
  return Object.entries(values).map(([name, value]) => `-c ${name}=${value}`);
}

const ZONED = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?)([+-]\d{2})(:\d{2})?$/;

/**
 * Reads PostgreSQL's text of a timestamptz; what is finer than a millisecond is cut off.
 *
 * @throws for infinity and for instants that core/time does not accept: the schema never holds them
 */
function readInstant(text: string): Instant {
  const match = ZONED.exec(text);
  const [, day = "", clock = "", hours = "", minutes = ":00"] = match ?? [];
  const instant = match === null ? null : parseInstant(`${day}T${clock}${hours}${minutes}`);
  if (instant === null) throw new Error(`the database returned "${text}", which is no instant that we know`);
  return instant;
}

const asText = (text: string): string => text;

/** Reads "{a,NULL,…}" with one dimension. Elements of the types that we read hold no comma, and quotes only around them. */
function arrayOf<T>(read: (text: string) => T): (text: string) => readonly (T | null)[] {
  return (text) => {
    if (text === "{}") return [];
    if (!text.startsWith("{") || text.startsWith("{{")) throw new Error(`"${text}" is no plain array`);
    const elements = text.slice(1, -1).split(",");
    return elements.map((element) => (element === "NULL" ? null : read(element.replaceAll('"', ""))));
  };
}

/** The driver's own readers lose digits of numeric[], and shift days and instants into the local zone. */
const READERS: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [20, BigInt],
  [1016, arrayOf(BigInt)],
  [1700, asText],
  [1231, arrayOf(asText)],
  [1082, asText],
  [1182, arrayOf(asText)],
  [1114, asText],
  [1115, arrayOf(asText)],
  [1184, readInstant],
  [1185, arrayOf(readInstant)],
]);

/** Belongs to our pools alone: another user of the driver in this process keeps its own. */
const TYPES: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: "text" | "binary") => {
    const reader = READERS.get(oid);
    if (reader === undefined) return types.getTypeParser(oid, format);
    if (format === "binary") throw new Error(`values of type ${oid} are read as text, and came in binary`);
    return reader;
  },
};
