// Understands a whole run: rounds of product, limit, limit, product, so that what the machine does meanwhile hits both alike.

import type { Instant } from "@anxin/core/time";
import { type Arm, type Bench, duplicatesGate, limitArm, productArm } from "./arm.js";
import { type Gate, openBooks } from "./books.js";
import { openLimit, TABLES } from "./copy.js";
import { callBodies, openLine, openShops, shuffledBodies } from "./marketplace.js";
import { type ProductOptions, startProduct } from "./product.js";

/** How much is measured. */
export interface Size {
  readonly rounds: number;
  /** Orders of one arm; each becomes one policy. */
  readonly orders: number;
  readonly perCall: number;
  readonly connections: number;
}

export interface Round {
  readonly product: readonly [Arm, Arm];
  readonly limit: readonly [Arm, Arm];
  /** Policies a second of the product, divided by those of the limit. */
  readonly ratio: number;
}

export interface Run {
  readonly size: Size;
  readonly rounds: readonly Round[];
  readonly settings: Readonly<Record<string, string>>;
  /** Rows of all tables that one arm writes. */
  readonly rowsPerArm: number;
  /** Transactions that the limit makes for one arm: as many as the product made. */
  readonly transactionsPerArm: number;
  readonly gates: readonly Gate[];
}

/** Callers of the gate that sends everything several times, and how many orders they share. */
const DUPLICATE_CALLERS = 4;
const DUPLICATE_ORDERS = 500;

const rateOf = (arms: readonly Arm[]): number =>
  arms.reduce((sum, { policies }) => sum + policies, 0) / arms.reduce((sum, { seconds }) => sum + seconds, 0);

/** Starts the product, measures, checks the gates, stops it. `say` is told how it goes. */
export async function runRounds(size: Size, options: ProductOptions, say: (line: string) => void): Promise<Run> {
  const product = await startProduct(options);
  const line = openLine(product.access, size.connections);
  const limit = await openLimit(product.databaseUrl, size.connections);
  const books = openBooks(product.databaseUrl);
  try {
    const bench: Bench = { product, line, limit, books, connections: size.connections };
    const now = await openShops(line);
    const { perCall, orders } = size;
    const bodies = callBodies({ from: 0, count: orders, perCall, now });
    const warm = await oneRound(bench, bodies.slice(0, Math.ceil(bodies.length / 4)));
    say(`  warm-up       ${roundText(warm.round)}`);
    const rounds: Round[] = [];
    let transactionsPerArm = 0;
    for (let number = 1; number <= size.rounds; number++) {
      const { round, transactions } = await oneRound(bench, bodies);
      rounds.push(round);
      transactionsPerArm = transactions;
      say(`  round ${String(number).padStart(2)}/${size.rounds}   ${roundText(round)}`);
    }
    const duplicates = await sendDuplicates(bench, perCall, now);
    return {
      size,
      rounds,
      settings: await books.settings(),
      rowsPerArm: orders * (TABLES.length - 1) + transactionsPerArm,
      transactionsPerArm,
      gates: [...rounds.flatMap((round) => round.product.flatMap(({ gates }) => gates)), ...duplicates],
    };
  } finally {
    line.close();
    await limit.close();
    await books.close();
    await product.stop();
  }
}

async function oneRound(bench: Bench, bodies: readonly Buffer[]): Promise<{ round: Round; transactions: number }> {
  const first = await productArm(bench, bodies);
  const transactions = await bench.limit.read();
  const limit = [
    await limitArm(bench, transactions, first.policies),
    await limitArm(bench, transactions, first.policies),
  ] as const;
  const product = [first, await productArm(bench, bodies)] as const;
  return { round: { product, limit, ratio: rateOf(product) / rateOf(limit) }, transactions: transactions.length };
}

function roundText({ product, limit, ratio }: Round): string {
  const perSecond = (arms: readonly Arm[]): string => Math.round(rateOf(arms)).toLocaleString("en").padStart(9);
  return `product ${perSecond(product)}/s   limit ${perSecond(limit)}/s   ratio ${ratio.toFixed(3)}`;
}

function sendDuplicates(bench: Bench, perCall: number, now: Instant): Promise<Gate[]> {
  const orders = { from: 900_000_000, count: DUPLICATE_ORDERS, perCall, now };
  const lists = Array.from({ length: DUPLICATE_CALLERS }, (_, caller) => shuffledBodies(orders, caller + 1));
  return duplicatesGate(bench, lists, DUPLICATE_ORDERS);
}
