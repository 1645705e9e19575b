// Understands a run of straight-through claims: rounds of issuance, of returns that are decided, and of money that arrives.

import { cpus } from "node:os";
import { connect } from "@anxin/store/connection";
import type { Gate } from "./books.js";
import {
  callBodies,
  type Line,
  type Orders,
  openLine,
  openShops,
  resultsOf,
  returnBodies,
  sendAll,
} from "./marketplace.js";
import { type Product, type ProductOptions, startProduct } from "./product.js";
import { median } from "./report.js";

export interface ClaimsSize {
  readonly rounds: number;
  /** Orders of one round; each becomes one policy, one claim and one payout. */
  readonly orders: number;
  readonly perCall: number;
  readonly connections: number;
}

/** Things a second. */
export interface ClaimsRound {
  readonly issued: number;
  /** Claims decided, and answered, in the call that told of the return. */
  readonly decided: number;
  /** From the first return until the last money has arrived. */
  readonly settled: number;
}

export interface ClaimsRun {
  readonly size: ClaimsSize;
  readonly rounds: readonly ClaimsRound[];
  readonly gates: readonly Gate[];
}

/** Starts the product, measures, checks the gates, stops it. `say` is told how it goes. */
export async function runClaims(
  size: ClaimsSize,
  options: ProductOptions,
  say: (line: string) => void,
): Promise<ClaimsRun> {
  const product = await startProduct(options);
  const line = openLine(product.access, size.connections);
  try {
    const now = await openShops(line);
    const { orders: count, perCall } = size;
    const rounds: ClaimsRound[] = [];
    const gates: Gate[] = [];
    // The first round warms everything up and is not counted.
    for (let number = 0; number <= size.rounds; number += 1) {
      const { round, gates: seen } = await oneRound(line, { from: number * count, count, perCall, now }, size);
      gates.push(...seen);
      say(`  ${number === 0 ? "warm-up  " : `round ${number}/${size.rounds}`} ${roundText(round)}`);
      if (number > 0) rounds.push(round);
    }
    return { size, rounds, gates: [...gates, ...(await lastGates(product, (size.rounds + 1) * count))] };
  } finally {
    line.close();
    await product.stop();
  }
}

async function oneRound(
  line: Line,
  orders: Orders,
  { connections }: ClaimsSize,
): Promise<{ readonly round: ClaimsRound; readonly gates: readonly Gate[] }> {
  const [first, again] = [callBodies(orders), returnBodies(orders)];
  const issuing = await timed(() => sendAll(line, first, connections));
  const deciding = await timed(() => sendAll(line, again, connections));
  const claims = deciding.result.flatMap(resultsOf).flatMap((result) => result.claims);
  const approved = claims.filter(({ status }) => status === "approved");
  const settling = await timed(() => line.call("POST", "/v1/sandbox/settle"));
  const { count } = orders;
  return {
    round: {
      issued: count / issuing.seconds,
      decided: count / deciding.seconds,
      settled: count / (deciding.seconds + settling.seconds),
    },
    gates: [
      {
        name: "every return is an approved claim in the answer",
        holds: approved.length === count && claims.length === count,
        seen: `${approved.length} of ${claims.length} of ${count}`,
      },
    ],
  };
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly seconds: number }> {
  const since = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - since) / 1_000 };
}

/** What the books and the channel's own book say once everything is done. */
async function lastGates({ databaseUrl }: Product, claims: number): Promise<Gate[]> {
  const pool = connect({ connectionString: databaseUrl, max: 1, applicationName: "anxin bench books" });
  try {
    const value = async (sql: string): Promise<bigint> => {
      const { rows } = await pool.query<{ value: string }>(`select (${sql})::text as value`);
      return BigInt(rows[0]?.value ?? "0");
    };
    const agreed = await value("select coalesce(sum(agreed_amount), 0)::int8 from claim");
    const paid = await value("select coalesce(sum(amount), 0)::int8 from payout where status = 'succeeded'");
    const cash = await value(
      "select coalesce(sum(case when credit = '1012' then amount else -amount end), 0)::int8 from transfer where payout_id is not null and '1012' in (debit, credit)",
    );
    const counted = await value("select count(*) from payout where status = 'succeeded'");
    const left = await value(
      "select coalesce(sum(case when '2241' = credit then amount else -amount end), 0)::int8 from transfer where '2241' in (debit, credit)",
    );
    return [
      equal("one payout a claim has arrived", [counted, BigInt(claims)]),
      equal("agreed = paid = what left the channel's account, fen", [agreed, paid, cash]),
      equal("nothing is owed any more, fen", [left, 0n]),
    ];
  } finally {
    await pool.end();
  }
}

const equal = (name: string, values: readonly bigint[]): Gate => {
  return { name, holds: new Set(values).size === 1, seen: values.join(" = ") };
};

const grouped = (value: number): string => Math.round(value).toLocaleString("en");

const roundText = ({ issued, decided, settled }: ClaimsRound): string =>
  `issued ${grouped(issued)}/s   decided ${grouped(decided)}/s (${(decided / issued).toFixed(3)})   settled ${grouped(settled)}/s (${(settled / issued).toFixed(3)})`;

/** The whole result as a page of Markdown. */
export function claimsReport({ size, rounds, gates }: ClaimsRun): string {
  const middle = (of: (round: ClaimsRound) => number): number => median(rounds.map(of));
  const ratio = (of: (round: ClaimsRound) => number): string => middle((round) => of(round) / round.issued).toFixed(3);
  const byName = new Map(gates.map((gate) => [gate.name, gate]));
  for (const gate of gates) if (!gate.holds) byName.set(gate.name, gate);
  return `${[
    "| | a second, median | ratio to issuance in the same round |",
    "| --- | ---: | ---: |",
    `| policies issued | ${grouped(middle(({ issued }) => issued))} | 1 |`,
    `| returns decided in the call | ${grouped(middle(({ decided }) => decided))} | ${ratio(({ decided }) => decided)} |`,
    `| claims settled, from the first return to the last money | ${grouped(middle(({ settled }) => settled))} | ${ratio(({ settled }) => settled)} |`,
    "",
    `${size.rounds} rounds of ${grouped(size.orders)} orders, ${size.perCall} a call, ${size.connections} connections; Node ${process.versions.node} on ${cpus().length} cores`,
    "shared by client, server, PostgreSQL and the gateway of the channel, which checks and signs each transfer.",
    "",
    "Gates, without which no figure counts:",
    "",
    ...[...byName.values()].map(({ name, holds, seen }) => `- ${holds ? "holds" : "**BROKEN**"}: ${name} (${seen})`),
  ].join("\n")}\n`;
}
