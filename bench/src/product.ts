// Starts the product that is measured: a process of its own with an embedded PostgreSQL in a fresh folder.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { SandboxAccess } from "@anxin/server/sandbox/seed";
import { type PostgresAddress, postgresUrl, runningPostgres } from "@anxin/store/embedded";
import { runningPostmaster } from "@anxin/store/embedded/postmaster";

/** The server as `tsc -b` builds it. */
const SERVER = fileURLToPath(new URL("../../server/dist/main.js", import.meta.url));
/** Nothing else of the environment reaches it: no other database, no other settings. */
const ENVIRONMENT = { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" } as const;

export interface Product {
  readonly access: SandboxAccess;
  /** How the owner of the database connects. */
  readonly databaseUrl: string;
  readonly serverPid: number;
  readonly postmasterPid: number;
  /** Stops it in order and deletes its folder. */
  stop(): Promise<void>;
}

export interface ProductOptions {
  /** Another build than this tree's, to compare two. */
  readonly server?: string;
  /** Where the server writes a CPU profile when it stops; none when left out. */
  readonly profileInto?: string;
}

/** Throws with the server's last words when it does not start. */
export async function startProduct({ server = SERVER, profileInto }: ProductOptions = {}): Promise<Product> {
  const directory = mkdtempSync(join(tmpdir(), "anxin-bench-"));
  const data = join(directory, "data");
  mkdirSync(data, { mode: 0o700 });
  const flags = profileInto === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profileInto}`];
  const child = spawn(process.execPath, [...flags, server], {
    env: { ...ENVIRONMENT, PORT: "0", ANXIN_DATA: data, ANXIN_LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    }
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await greeted(child);
    const access = JSON.parse(readFileSync(join(data, "sandbox.json"), "utf8")) as SandboxAccess;
    return { access, ...databaseOf(join(data, "postgres")), serverPid: child.pid ?? 0, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function databaseOf(directory: string): { databaseUrl: string; postmasterPid: number } {
  const address: PostgresAddress | null = runningPostgres(directory);
  const postmaster = runningPostmaster(join(directory, "cluster", "data"));
  if (address === null || postmaster === null) throw new Error("the product's PostgreSQL does not run");
  return { databaseUrl: postgresUrl(address, "postgres"), postmasterPid: postmaster.pid };
}

async function greeted(child: ChildProcess): Promise<void> {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error("the product has no output");
  let words = "";
  stderr.setEncoding("utf8").on("data", (text: string) => {
    words = (words + text).slice(-4_000);
  });
  for await (const line of createInterface({ input: stdout })) {
    if (!line.includes("sandbox.json")) continue;
    stdout.resume();
    return;
  }
  throw new Error(`the product did not start: run "npm run build" first?\n${words}`);
}
