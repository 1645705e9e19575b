// Understands what a run is worth: medians, percentiles, the gates that make it count, and the conditions it was measured in.

import { cpus, totalmem } from "node:os";
import type { Arm } from "./arm.js";
import type { Run } from "./rounds.js";

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

/** The middle value; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const [below = 0, above = below] = sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1);
  return (below + above) / 2;
}

interface GateSummary {
  readonly name: string;
  readonly holds: boolean;
  /** How often it was checked, and what was seen the first time that it did not hold, or else the last time. */
  readonly times: number;
  readonly seen: string;
}

/** Every gate once, however many arms it was checked after. */
export function gatesOf({ gates }: Pick<Run, "gates">): readonly GateSummary[] {
  const byName = new Map<string, GateSummary>();
  for (const { name, holds, seen } of gates) {
    const known = byName.get(name);
    if (known === undefined) byName.set(name, { name, holds, times: 1, seen });
    else
      byName.set(name, {
        name,
        holds: known.holds && holds,
        times: known.times + 1,
        seen: known.holds ? seen : known.seen,
      });
  }
  return [...byName.values()];
}

/** Settings without which an answered order would not be durable. */
export const durable = ({ settings }: Run): boolean =>
  ["fsync", "synchronous_commit", "full_page_writes"].every((name) => settings[name] === "on");

const grouped = (value: number): string => Math.round(value).toLocaleString("en");

interface Side {
  readonly arms: readonly Arm[];
}

const perPolicy = ({ arms }: Side, of: (arm: Arm) => number | null): string => {
  const values = arms.map((arm) => {
    const value = of(arm);
    return value === null ? null : value / arm.policies;
  });
  const known = values.filter((value): value is number => value !== null);
  return known.length === 0 ? "not known here" : median(known).toFixed(1);
};

/** CPU time that others used while we measured, of all that the machine has: a loaded machine is said to be one. */
function foreignShare(arms: readonly Arm[]): number {
  const shares = arms.flatMap(({ usage, seconds }) => {
    if (usage === null) return [];
    const ours = usage.server + usage.postgres + usage.client;
    return [Math.max(0, usage.machine - ours) / (seconds * 1_000_000 * cpus().length)];
  });
  return median(shares);
}

/** The whole result as a page of Markdown. */
export function reportOf(run: Run): string {
  const product: Side = { arms: run.rounds.flatMap((round) => round.product) };
  const limit: Side = { arms: run.rounds.flatMap((round) => round.limit) };
  const rate = (side: Side): string => grouped(median(side.arms.map(({ policies, seconds }) => policies / seconds)));
  const ratios = run.rounds.map(({ ratio }) => ratio);
  const calls = product.arms.flatMap(({ callsMs }) => callsMs);
  const { orders, perCall, connections, rounds } = run.size;
  const seen = (name: string): string => run.settings[name] ?? "unknown";
  const lines = [
    `**Ratio to the limit: ${median(ratios).toFixed(3)}** (median of ${rounds} rounds; ${Math.min(...ratios).toFixed(3)} to ${Math.max(...ratios).toFixed(3)})`,
    "",
    "| | product: `POST /v1/orders` | limit: binary COPY of the same rows |",
    "| --- | ---: | ---: |",
    `| policies a second, median | ${rate(product)} | ${rate(limit)} |`,
    `| CPU µs a policy, server | ${perPolicy(product, ({ usage }) => usage?.server ?? null)} | |`,
    `| CPU µs a policy, PostgreSQL | ${perPolicy(product, ({ usage }) => usage?.postgres ?? null)} | ${perPolicy(limit, ({ usage }) => usage?.postgres ?? null)} |`,
    `| CPU µs a policy, client | ${perPolicy(product, ({ usage }) => usage?.client ?? null)} | ${perPolicy(limit, ({ usage }) => usage?.client ?? null)} |`,
    `| WAL bytes a policy | ${perPolicy(product, ({ walBytes }) => Number(walBytes))} | ${perPolicy(limit, ({ walBytes }) => Number(walBytes))} |`,
    `| call of ${perCall} orders, p50 / p99 | ${quantile(calls, 0.5).toFixed(1)} / ${quantile(calls, 0.99).toFixed(1)} ms | |`,
    "",
    `Each arm: ${grouped(orders)} orders, ${perCall} a call, ${connections} connections; ${grouped(run.rowsPerArm)} rows in five tables`,
    `(directory, order, policy, transfer, outbox), for the limit in ${grouped(run.transactionsPerArm)} transactions, as many as the product made.`,
    "",
    `PostgreSQL ${seen("server_version")}: fsync ${seen("fsync")}, synchronous_commit ${seen("synchronous_commit")}, full_page_writes ${seen("full_page_writes")}, wal_compression ${seen("wal_compression")}, shared_buffers ${seen("shared_buffers")}, max_wal_size ${seen("max_wal_size")}.`,
    `Node ${process.versions.node} on ${cpus().length} cores (${cpus()[0]?.model ?? "unknown"}), ${grouped(totalmem() / 2 ** 30)} GiB, shared by client, server and PostgreSQL;`,
    `others used ${(100 * foreignShare([...product.arms, ...limit.arms])).toFixed(0)} % of them meanwhile.`,
    "",
    "Gates, without which no figure counts:",
    "",
    ...gatesOf(run).map(
      ({ name, holds, times, seen: what }) =>
        `- ${holds ? "holds" : "**BROKEN**"} (checked ${times}×): ${name} (${what})`,
    ),
    `- ${durable(run) ? "holds" : "**BROKEN**"}: fsync, synchronous_commit and full_page_writes are on`,
  ];
  return `${lines.join("\n")}\n`;
}
