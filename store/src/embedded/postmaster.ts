// Starts, finds and stops a postmaster, the parent process of a PostgreSQL server.

import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { invocation, type Program, runProgram } from "./account.js";
import { adviceFor } from "./advice.js";
import type { Layout } from "./cluster.js";
import { isRunning, observe, postgresProcessesIn, until, wasStartedOn, workingFolderOf } from "./process.js";

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

export interface Server extends Postmaster {
  /** True when it ran already. */
  readonly attached: boolean;
}

export type Settings = Readonly<Record<string, string>>;

/** Long enough to replay the log after a crash in the middle of heavy writing. */
const START_MS_MAX = 300_000;
const FAST_STOP_MS_MAX = 120_000;
const IMMEDIATE_STOP_MS_MAX = 10_000;
/** Backends end by themselves soon after their postmaster was killed. */
const LEFTOVERS_MS_MAX = 30_000;
const LOG_BYTES_MAX = 16_000_000;
const START_ATTEMPTS_MAX = 5;
const REPORTED_LOG_CHARS = 1_500;

/** Durability is never traded; the rest suits a server that shares its machine with the application. */
const DEFAULTS: Settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "256MB",
  max_wal_size: "2GB",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
};

interface PidFile extends Postmaster {
  readonly status: string;
}

/** What the server itself wrote about its state; null when there is nothing, or it is still being written. */
function readPidFile(data: string): PidFile | null {
  try {
    const lines = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
    const [pid, port, status] = [Number(lines[0]), Number(lines[3]), lines[7]?.trim()];
    return pid > 0 && port > 0 && status !== undefined ? { pid, port, status } : null;
  } catch {
    return null;
  }
}

function pidInFile(data: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(join(data, "postmaster.pid"), "utf8"), 10);
    return pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

/** Whether the id belongs to a living server on this data, and not to a later process that got the same id. */
function serves(pid: number, data: string): boolean {
  return isRunning(pid) && (wasStartedOn(pid, data) || workingFolderOf(pid) === data);
}

/** The server that runs on this data and takes connections, if any. */
export function runningPostmaster(data: string): Postmaster | null {
  const file = readPidFile(data);
  return file !== null && file.status === "ready" && serves(file.pid, data) ? { pid: file.pid, port: file.port } : null;
}

/**
 * Finds a server that a killed parent left behind, waiting while it starts or stops; null once there is none.
 * The caller owns the folder.
 */
export async function findOrphan(data: string): Promise<Postmaster | null> {
  const settled = await until(() => {
    const pid = pidInFile(data);
    return pid === null || !serves(pid, data) || runningPostmaster(data) !== null;
  }, START_MS_MAX);
  const pid = pidInFile(data);
  if (!settled) throw new Error(`PostgreSQL (process ${pid}) on ${data} neither starts nor stops: end it by hand.`);
  const orphan = runningPostmaster(data);
  if (orphan === null && pid !== null) await clearRemains(data, pid);
  return orphan;
}

/**
 * Tidies up after a postmaster that died. Backends that outlived it, in the middle of a long computation, could still
 * write: they are told to end at once, as the postmaster would have. PostgreSQL also refuses to start while the process
 * in its pid file exists, even when that is a zombie that no parent collects, or a stranger that got the id after a
 * reboot: then the file goes, once nobody works on the data.
 */
async function clearRemains(data: string, pid: number): Promise<void> {
  for (const backend of postgresProcessesIn(data) ?? []) {
    if (workingFolderOf(backend) === data) send(backend, "SIGQUIT");
  }
  const known = postgresProcessesIn(data) !== null;
  const nobodyLeft = known && (await until(() => postgresProcessesIn(data)?.length === 0, LEFTOVERS_MS_MAX));
  if (nobodyLeft && observe(pid) !== null) rmSync(join(data, "postmaster.pid"), { force: true });
}

/**
 * Starts a server on prepared data and returns when it takes connections. When one that a killed parent had just begun
 * to start is first, that one is taken.
 *
 * @param port null for any free one
 * @throws when it does not start; the message holds the end of its log
 */
export async function launchPostmaster(
  program: Program,
  layout: Layout,
  port: number | null,
  settings: Settings,
): Promise<Server> {
  const all: Settings = { wal_compression: await walCompression(program, layout), ...DEFAULTS, ...settings };
  for (let attempt = 1; ; attempt += 1) {
    const tried = port ?? (await freePort());
    const outcome = await launchOnce(program, layout, tried, all);
    if (typeof outcome !== "string") return { ...outcome, attached: false };
    const occupied = /pre-existing shared memory block|lock file ".*" already exists/.test(outcome);
    const portTaken = port === null && /Address already in use/.test(outcome);
    if (attempt >= START_ATTEMPTS_MAX || !(occupied || portTaken)) {
      const advice = adviceFor(outcome, layout.root, tried);
      throw new Error(`PostgreSQL did not start. ${advice}\nIts log ${layout.log} ends with: ${outcome}`);
    }
    const other = occupied ? await findOrphan(layout.data) : null;
    if (other !== null) return { ...other, attached: true };
  }
}

/** lz4 makes the log smaller at next to no cost; not every build has it. */
async function walCompression(program: Program, { data }: Layout): Promise<"lz4" | "off"> {
  const setting = "wal_compression";
  const asked = await runProgram(program, "postgres", ["-D", data, "-C", setting, "-c", `${setting}=lz4`]);
  return asked.ok ? "lz4" : "off";
}

/** Returns the server, or the end of its log when it gave up. */
async function launchOnce(
  program: Program,
  layout: Layout,
  port: number,
  settings: Settings,
): Promise<Postmaster | string> {
  const set = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const { command, words, options } = invocation(program, "postgres", ["-D", layout.data, "-p", String(port), ...set]);
  const log = openLog(layout.log);
  // A session of its own: Ctrl-C in the terminal reaches us and not the server, which we stop when we have drained.
  // Its log is a file, not a pipe, which would break with us.
  const child = spawn(command, words, { ...options, stdio: ["ignore", log.handle, log.handle], detached: true });
  closeSync(log.handle);
  child.unref();
  const ended = watchEnd(child);
  const started = (): Postmaster | null => {
    const running = runningPostmaster(layout.data);
    return running?.pid === child.pid ? running : null;
  };
  const settled = await until(() => ended() !== null || started() !== null, START_MS_MAX);
  const server = started();
  if (server !== null) return server;
  if (!settled && child.pid !== undefined) send(child.pid, "SIGQUIT");
  const text = readFileSync(layout.log).subarray(log.size).toString("utf8").trim();
  return `${ended() ?? `not ready after ${START_MS_MAX / 1000} seconds`}: ${text.slice(-REPORTED_LOG_CHARS)}`;
}

/** Tells how the child ended, or null while it runs. */
function watchEnd(child: ChildProcess): () => string | null {
  let end: string | null = null;
  child.on("error", (error) => {
    end = error.message;
  });
  child.on("exit", (code, signal) => {
    end = `ended with ${signal ?? `code ${code}`}`;
  });
  return () => end;
}

function openLog(path: string): { readonly handle: number; readonly size: number } {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES_MAX) renameSync(path, `${path}.1`);
  const handle = openSync(path, "a", 0o600);
  return { handle, size: statSync(path).size };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === "string") reject(new Error("no free port on 127.0.0.1"));
        else resolve(address.port);
      });
    });
  });
}

/** Ends a server in order: open transactions roll back, everything committed is on disk. Returns when it has gone. */
export async function stopPostmaster(pid: number, data: string): Promise<void> {
  for (const [signal, withinMs] of [
    ["SIGINT", FAST_STOP_MS_MAX],
    ["SIGQUIT", IMMEDIATE_STOP_MS_MAX],
  ] as const) {
    if (!serves(pid, data)) return;
    send(pid, signal);
    if (await until(() => !isRunning(pid), withinMs)) return;
  }
  throw new Error(`PostgreSQL (process ${pid}) on ${data} does not stop: end it by hand.`);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It died between the look and the signal, which is what we wanted.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
