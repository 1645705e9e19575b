// Looks at other processes by their id: whether one still runs, since when, on what, and waits for conditions.

import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/** A process as the kernel sees it now. A zombie has died and only waits for its parent to notice. */
export interface ObservedProcess {
  readonly zombie: boolean;
  /** Differs between two processes that got the same id one after the other, also across a reboot. */
  readonly startedAt: string;
}

const POLL_INTERVAL_MS = 20;
const HAS_PROC = existsSync("/proc/self/stat");

/** Returns null when no process has this id. */
export function observe(pid: number): ObservedProcess | null {
  return HAS_PROC ? observeInProc(pid) : observeWithPs(pid);
}

/** Whether the process exists and has not died. */
export function isRunning(pid: number): boolean {
  return observe(pid)?.zombie === false;
}

/** The text that names this one process and no later one with the same id; null when it does not run. */
export function identityOf(pid: number): string | null {
  const seen = observe(pid);
  return seen === null || seen.zombie ? null : `${pid} ${seen.startedAt}`;
}

function observeInProc(pid: number): ObservedProcess | null {
  const stat = readOrNull(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // The second field is the command in brackets and may itself hold spaces and brackets: count from the last bracket.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const state = fields[0] ?? "X";
  const boot = readOrNull("/proc/sys/kernel/random/boot_id")?.trim() ?? "";
  return { zombie: state === "Z" || state === "X", startedAt: `${boot}/${fields[19] ?? ""}` };
}

function observeWithPs(pid: number): ObservedProcess | null {
  try {
    const line = execFileSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
    return line === "" ? null : { zombie: line.startsWith("Z"), startedAt: line.replace(/^\S+\s+/, "") };
  } catch {
    return null;
  }
}

/** Whether its command line names the path as a word; false when it can't be read. */
export function wasStartedOn(pid: number, path: string): boolean {
  if (HAS_PROC) return commandOf(pid).includes(path);
  try {
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).includes(` ${path}`);
  } catch {
    return false;
  }
}

function commandOf(pid: number): readonly string[] {
  return readOrNull(`/proc/${pid}/cmdline`)?.split("\0") ?? [];
}

/** Its working folder; null when there is no such process or we may not look. */
export function workingFolderOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

/**
 * The living PostgreSQL processes that work in the folder: every backend of a cluster has its data folder as working
 * folder. Null where the system has no /proc to tell. One that hides its working folder, and could own the data, counts.
 */
export function postgresProcessesIn(folder: string): readonly number[] | null {
  if (!HAS_PROC) return null;
  const owner = userOf(folder);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const command = commandOf(pid)[0] ?? "";
      if (!command.includes("postgres") || !isRunning(pid)) return false;
      const workingFolder = workingFolderOf(pid);
      return workingFolder === null ? userOf(`/proc/${pid}`) === owner : workingFolder === folder;
    });
}

function userOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.uid ?? null;
}

/** Polls until the condition holds (true) or the time is over (false). */
export async function until(holds: () => boolean, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (!holds()) {
    if (performance.now() > deadline) return false;
    await delay(POLL_INTERVAL_MS);
  }
  return true;
}

/** Waits in the background, which keeps no process alive by itself; returns at once when the signal fires. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal, ref: false });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
