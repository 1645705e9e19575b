// Understands what processes cost: CPU time from /proc, where the kernel counts it for everybody.

import { readdirSync, readFileSync } from "node:fs";

/** The kernel's clock ticks a second; fixed at 100 for what /proc shows on Linux. */
const TICKS_PER_SECOND = 100;
const US_PER_TICK = 1_000_000 / TICKS_PER_SECOND;

interface Stat {
  readonly parent: number;
  /** Ticks of the process itself, and of its children that have ended. */
  readonly own: number;
  readonly endedChildren: number;
}

/** Null where there is no such process, or no /proc. */
function statOf(pid: number): Stat | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command in brackets may hold spaces and brackets: count from the last bracket.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const field = (index: number): number => Number(fields[index]);
    return { parent: field(1), own: field(11) + field(12), endedChildren: field(13) + field(14) };
  } catch {
    return null;
  }
}

function busyTicksOfMachine(): number {
  const [user, nice, system, , , irq, softirq] = (readFileSync("/proc/stat", "utf8").split("\n")[0] ?? "")
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return [user, nice, system, irq, softirq].reduce<number>((sum, ticks) => sum + (ticks ?? 0), 0);
}

/** CPU microseconds since the processes began. */
export interface Usage {
  readonly server: number;
  /** The postmaster and all its backends. */
  readonly postgres: number;
  /** This process, which sends and copies. */
  readonly client: number;
  /** Everything that runs on the machine. */
  readonly machine: number;
}

/** Null where the system has no /proc to tell. */
export function usageOf(serverPid: number, postmasterPid: number): Usage | null {
  const server = statOf(serverPid);
  const postmaster = statOf(postmasterPid);
  const client = statOf(process.pid);
  if (server === null || postmaster === null || client === null) return null;
  const backends = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat?.parent === postmasterPid);
  const ticks = backends.reduce((sum, stat) => sum + (stat?.own ?? 0), postmaster.own + postmaster.endedChildren);
  return {
    server: server.own * US_PER_TICK,
    postgres: ticks * US_PER_TICK,
    client: client.own * US_PER_TICK,
    machine: busyTicksOfMachine() * US_PER_TICK,
  };
}

export function between(before: Usage, after: Usage): Usage {
  return {
    server: after.server - before.server,
    postgres: after.postgres - before.postgres,
    client: after.client - before.client,
    machine: after.machine - before.machine,
  };
}
