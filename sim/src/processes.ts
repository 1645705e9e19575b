// Finds the processes that work on a data directory: its PostgreSQL with all backends, and its payment gateway.

import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isRunning, postgresProcessesIn } from "@anxin/store/embedded/process";

/** Where the embedded PostgreSQL of a data directory keeps its cluster. */
export const clusterOf = (directory: string): string => join(directory, "postgres", "cluster", "data");

/** The words of each living process's command line. */
function commandLines(): readonly { readonly pid: number; readonly words: readonly string[] }[] {
  if (!existsSync("/proc/self/cmdline")) {
    const lines = execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" }).split("\n");
    return lines.map((line) => line.trim().split(/\s+/)).map(([pid = "", ...words]) => ({ pid: Number(pid), words }));
  }
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), words: commandOf(name) }));
}

function commandOf(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    // It ended between the two looks.
    return [];
  }
}

/** Process ids of everything that was started on the directory and still runs; the server itself is not among them. */
export function processesOn(directory: string): readonly number[] {
  const named = commandLines().filter(({ words }) => words.some((word) => word.startsWith(`${directory}/`)));
  const backends = postgresProcessesIn(clusterOf(directory)) ?? [];
  const pids = new Set([...named.map(({ pid }) => pid), ...backends]);
  return [...pids].filter((pid) => isRunning(pid));
}

/** Ends one process at once. That it is gone already is what was wanted. */
export function killAtOnce(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
