// Supervises the built product: starts it on a data directory of its own, has it die in many ways, and cleans up behind it.

import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Failpoint } from "@anxin/server/failpoint";
import type { SandboxAccess } from "@anxin/server/sandbox/seed";
import { runningPostmaster } from "@anxin/store/embedded/postmaster";
import { identityOf, isRunning } from "@anxin/store/embedded/process";
import { builtProduct } from "./build.js";
import { until, within } from "./deadline.js";
import { clusterOf, killAtOnce, processesOn } from "./processes.js";

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Settings of one start. */
export interface StartOptions {
  readonly directory: string;
  readonly port: number;
  readonly failpoint?: Failpoint;
  /** Further variables of its environment. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** One process of the product, from its start to its end. */
export interface ProductProcess {
  readonly pid: number;
  /** Settles when the process has ended, however. */
  readonly ended: Promise<Exit>;
  /** How it ended; null while it runs. */
  exit(): Exit | null;
  /** Everything that it said so far, on both streams. */
  said(): string;
  kill(signal: NodeJS.Signals): void;
}

/** A product on its own directory and port, through all its starts and ends. */
export interface Product {
  readonly url: string;
  readonly port: number;
  /** What ANXIN_DATA is set to. */
  readonly directory: string;
  /** The present process; throws before the first start. */
  process(): ProductProcess;
  /**
   * Starts the server and returns when it is ready. Data that is there is kept. A server that was armed may die at its point of
   * work that was still to be done, before it is ready: that is a start, too.
   */
  start(failpoint?: Failpoint): Promise<void>;
  /** Ends the server as if the power went, and returns when it is gone. */
  kill(): Promise<void>;
  /** Asks the server to end, and tells how it did and in how many milliseconds. */
  stop(): Promise<Exit & { readonly tookMs: number }>;
  /** Kills PostgreSQL's parent process; its backends follow. Answers its process id, once there was one to kill. */
  killDatabase(): Promise<number>;
  /** What the work comes to, provided that the present process lives through it; throws its last words when it ends. */
  survives<T>(work: Promise<T>): Promise<T>;
  /** Keys and users of the sandbox. */
  access(): SandboxAccess;
  /** Ends every process of this directory and deletes it. */
  close(): Promise<void>;
}

const READY_WITHIN_MS = 60_000;
const ENDED_WITHIN_MS = 30_000;
const GONE_WITHIN_MS = 30_000;
const SAID_CHARS = 3_000;
/** Nothing of the environment that the tests run in reaches the product: no other database, no other settings. */
const ENVIRONMENT = { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" } as const;

/** Runs the product once, as `npm start` does, without waiting for anything. */
export function launch(program: string, { directory, port, failpoint, settings }: StartOptions): ProductProcess {
  const path = `${directory}.${randomUUID()}.log`;
  const log = openSync(path, "wx", 0o600);
  const child = spawn(process.execPath, [program], {
    cwd: tmpdir(),
    env: {
      ...ENVIRONMENT,
      PORT: String(port),
      ANXIN_DATA: directory,
      ANXIN_LOG_LEVEL: "info",
      ...settings,
      ...(failpoint === undefined ? {} : { ANXIN_FAILPOINT: failpoint }),
    },
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const pid = child.pid ?? 0;
  appendFileSync(startedIn(directory), `${identityOf(pid) ?? ""}\n`);
  let exit: Exit | null = null;
  const ended = new Promise<Exit>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      exit = { code, signal };
      resolve(exit);
    });
  });
  return {
    pid,
    ended,
    exit: () => exit,
    said: () => readFileSync(path, "utf8"),
    kill: (signal) => void child.kill(signal),
  };
}

/** A port that is free now. */
export function freePort(): Promise<number> {
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

/** Lists the servers that were started on a directory, each by what tells it from any later process of the same id. */
const startedIn = (directory: string): string => `${directory}.started`;

const FOLDER_PREFIX = "anxin-sim-";
const dataIn = (folder: string): string => join(folder, "data");

/** A folder below the system's temporary one that names this process, so that a later run knows when nobody needs it. */
function freshFolder(): string {
  const temporary = realpathSync(tmpdir());
  for (const name of readdirSync(temporary)) {
    const owner = new RegExp(`^${FOLDER_PREFIX}(\\d+)-`).exec(name)?.[1];
    if (owner !== undefined && !isRunning(Number(owner))) endFolder(join(temporary, name));
  }
  return mkdtempSync(join(temporary, `${FOLDER_PREFIX}${process.pid}-`));
}

/** At once and without a word: the last resort for what a killed run left behind, or this one would. */
function endFolder(folder: string): void {
  const directory = dataIn(folder);
  const list = startedIn(directory);
  const started = existsSync(list) ? readFileSync(list, "utf8").split("\n") : [];
  for (const identity of started.filter((each) => each !== "")) {
    const pid = Number.parseInt(identity, 10);
    if (identityOf(pid) === identity) killAtOnce(pid);
  }
  for (const pid of processesOn(directory)) killAtOnce(pid);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/**
 * Prepares a product on a fresh directory, on a free port if none is given, with further variables of its environment if some
 * are. Nothing runs before `start`.
 *
 * @throws when the build is missing or older than the sources
 */
export async function openProduct(options: Partial<Pick<StartOptions, "port" | "settings">> = {}): Promise<Product> {
  const program = builtProduct();
  const folder = freshFolder();
  const directory = dataIn(folder);
  mkdirSync(directory, { mode: 0o700 });
  const { settings = {} } = options;
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  let present: ProductProcess | null = null;
  const current = (): ProductProcess => {
    if (present === null) throw new Error("the product was not started yet");
    return present;
  };
  const lastResort = (): void => {
    present?.kill("SIGKILL");
    endFolder(folder);
  };
  process.once("exit", lastResort);
  return {
    url,
    port,
    directory,
    process: current,
    async start(failpoint) {
      const started = launch(program, { directory, port, settings, ...(failpoint === undefined ? {} : { failpoint }) });
      present = started;
      const diedAtPoint = (): boolean => failpoint !== undefined && started.exit()?.signal === "SIGKILL";
      await ready(started, url).catch((error: unknown) => {
        if (!diedAtPoint()) throw error;
      });
    },
    async kill() {
      current().kill("SIGKILL");
      await ended(current());
    },
    async stop() {
      const since = performance.now();
      current().kill("SIGTERM");
      return { ...(await ended(current())), tookMs: performance.now() - since };
    },
    async killDatabase() {
      const cluster = clusterOf(directory);
      const { pid } = await until("PostgreSQL runs", READY_WITHIN_MS, () => runningPostmaster(cluster));
      killAtOnce(pid);
      await until(`PostgreSQL (process ${pid}) is dead`, GONE_WITHIN_MS, () => (isRunning(pid) ? null : true));
      return pid;
    },
    survives: (work) => {
      const server = current();
      const died = server.ended.then((exit) => {
        throw new Error(`the server ended (${JSON.stringify(exit)}):\n${server.said().slice(-SAID_CHARS)}`);
      });
      return Promise.race([work, died]);
    },
    access: () => JSON.parse(readFileSync(join(directory, "sandbox.json"), "utf8")) as SandboxAccess,
    async close() {
      present?.kill("SIGKILL");
      if (present !== null) await ended(present);
      for (const pid of processesOn(directory)) killAtOnce(pid);
      await gone(directory);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      process.off("exit", lastResort);
    },
  };
}

/** Ready means that it says so itself (only then is a failpoint armed) and answers that it can work. */
async function ready(started: ProductProcess, url: string): Promise<void> {
  const alive = (): void => {
    const exit = started.exit();
    if (exit === null) return;
    throw new Error(
      `the product ended before it was ready (${JSON.stringify(exit)}):\n${started.said().slice(-SAID_CHARS)}`,
    );
  };
  await until("the product says where it is", READY_WITHIN_MS, () => {
    alive();
    return started.said().includes(`${url}/docs`) ? true : null;
  });
  await until("GET /readyz answers 200", READY_WITHIN_MS, async () => {
    alive();
    const status = await fetch(`${url}/readyz`).then(
      (response) => response.status,
      () => 0,
    );
    return status === 200 ? true : null;
  });
}

/** How a process ended that was told to, or that is expected to die. */
export async function ended(started: ProductProcess): Promise<Exit> {
  return within(`process ${started.pid} ends`, ENDED_WITHIN_MS, started.ended);
}

/** Waits until nothing works on a directory any more. */
async function gone(directory: string): Promise<void> {
  await until(`no process works on ${directory}`, GONE_WITHIN_MS, () =>
    processesOn(directory).length === 0 ? true : null,
  );
}
