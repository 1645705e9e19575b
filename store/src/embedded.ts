// Runs a PostgreSQL server of our own in a folder, for everybody who has no server yet.

import { realpathSync } from "node:fs";
import { chooseAccount } from "./embedded/account.js";
import { locateBinaries } from "./embedded/binaries.js";
import { type Layout, layoutOf, makeRoot, ownerOfData, prepareCluster, readPassword } from "./embedded/cluster.js";
import { type Ownership, takeOwnership } from "./embedded/ownership.js";
import {
  findOrphan,
  launchPostmaster,
  runningPostmaster,
  type Server,
  type Settings,
  stopPostmaster,
} from "./embedded/postmaster.js";
import { isRunning, pause } from "./embedded/process.js";

export interface PostgresOptions {
  /** Holds everything; created when missing. One process at a time runs it. */
  readonly directory: string;
  /** Any free one when left out. A server that still runs from before keeps its own, and its settings. */
  readonly port?: number;
  /** Another folder with `postgres` and `initdb` than the npm package's. */
  readonly binaries?: string;
  /** Server settings over our own, by their names in postgresql.conf. */
  readonly settings?: Settings;
}

/** How to connect. The server listens on the loopback address only. */
export interface PostgresAddress {
  readonly host: "127.0.0.1";
  readonly port: number;
  readonly user: "postgres";
  readonly password: string;
}

export interface Postgres extends PostgresAddress {
  /** The postmaster's process id. */
  readonly pid: number;
  /** True when it ran already, left behind by a parent that was killed. */
  readonly attached: boolean;
  /** Shuts the server down in order and waits until it has gone. Calling it again does no harm. */
  readonly stop: () => Promise<void>;
}

export interface SupervisionOptions extends PostgresOptions {
  /** Told in a sentence when the server died, was started again, or could not be. */
  readonly report?: (event: string) => void;
}

const WATCH_INTERVAL_MS = 100;
const RESTART_DELAY_FIRST_MS = 100;
const RESTART_DELAY_MS_MAX = 10_000;
/** A server that lived this long before it died is started again without delay: no tight loop can come of it. */
const STEADY_MS = 1_000;

/** A connection string for one database of the server. */
export function postgresUrl(server: PostgresAddress, database: string): string {
  return `postgresql://${server.user}:${server.password}@${server.host}:${server.port}/${database}`;
}

/** The address of the server that runs on the folder now, for a tool that works beside its owner; null when none runs. */
export function runningPostgres(directory: string): PostgresAddress | null {
  const root = realpathOrNull(directory);
  if (root === null) return null;
  const layout = layoutOf(root);
  const found = runningPostmaster(layout.data);
  return found === null ? null : address(layout, found.port);
}

/**
 * Starts PostgreSQL on the folder, creating the database first when there is none, or takes over the server that a
 * killed parent left running. Works as root and as any other user.
 *
 * @throws when another living process owns the folder, or the server can't run here; the message says what to do
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { layout, ownership } = claim(options.directory);
  const server = await ownedServer(layout, ownership, options);
  const stop = once(async () => {
    await stopPostmaster(server.pid, layout.data);
    ownership.release();
  });
  return { ...address(layout, server.port), pid: server.pid, attached: server.attached, stop };
}

/**
 * Like `startPostgres`, and starts the server again on the same port whenever it dies without being asked to. `pid` and
 * `attached` tell about the present one.
 */
export async function supervisePostgres(options: SupervisionOptions): Promise<Postgres> {
  const { layout, ownership } = claim(options.directory);
  let server = await ownedServer(layout, ownership, options);
  const { port } = server;
  const stopping = new AbortController();

  async function watch(): Promise<void> {
    for (let failures = 0; ; ) {
      const since = performance.now();
      while (isRunning(server.pid) && !stopping.signal.aborted) await pause(WATCH_INTERVAL_MS, stopping.signal);
      if (performance.now() - since > STEADY_MS) failures = 0;
      if (failures > 0) await pause(restartDelay(failures), stopping.signal);
      if (stopping.signal.aborted) return;
      failures += 1;
      server = await restart();
    }
  }

  async function restart(): Promise<Server> {
    options.report?.(`PostgreSQL (process ${server.pid}) died; starting it again on port ${port}`);
    try {
      const next = await runServer(layout, { ...options, port });
      options.report?.(`PostgreSQL runs again as process ${next.pid}`);
      return next;
    } catch (error) {
      options.report?.(
        `PostgreSQL could not be started again: ${error instanceof Error ? error.message : String(error)}`,
      );
      return server;
    }
  }

  const watching = watch();
  const stop = once(async () => {
    stopping.abort();
    await watching;
    await stopPostmaster(server.pid, layout.data);
    ownership.release();
  });
  return {
    ...address(layout, port),
    get pid() {
      return server.pid;
    },
    get attached() {
      return server.attached;
    },
    stop,
  };
}

const restartDelay = (failures: number): number =>
  Math.min(RESTART_DELAY_FIRST_MS * 2 ** (failures - 1), RESTART_DELAY_MS_MAX);

function claim(directory: string): { readonly layout: Layout; readonly ownership: Ownership } {
  makeRoot(directory);
  // PostgreSQL reports its folder without symbolic links, and we compare.
  const layout = layoutOf(realpathSync(directory));
  return { layout, ownership: takeOwnership(layout.root) };
}

async function ownedServer(layout: Layout, ownership: Ownership, options: PostgresOptions): Promise<Server> {
  try {
    return await runServer(layout, options);
  } catch (error) {
    ownership.release();
    throw error;
  }
}

async function runServer(layout: Layout, options: PostgresOptions): Promise<Server> {
  const orphan = await findOrphan(layout.data);
  if (orphan !== null) return { ...orphan, attached: true };
  const binaries = locateBinaries(options.binaries, layout.links);
  const program = await chooseAccount(binaries, ownerOfData(layout));
  await prepareCluster(program, layout);
  return launchPostmaster(program, layout, options.port ?? null, options.settings ?? {});
}

function address(layout: Layout, port: number): PostgresAddress {
  return { host: "127.0.0.1", port, user: "postgres", password: readPassword(layout) };
}

function realpathOrNull(directory: string): string | null {
  try {
    return realpathSync(directory);
  } catch {
    return null;
  }
}

/** The first call does the work; later ones wait for the same end. */
function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => {
    done ??= work();
    return done;
  };
}
