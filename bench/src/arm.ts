// Understands one arm of a round: the product or the limit, from an empty table to the last durable row, and what it cost.

import { assert } from "@anxin/core/assert";
import type { Books, Gate } from "./books.js";
import type { Limit, Transaction } from "./copy.js";
import { type Line, resultsOf, sendAll } from "./marketplace.js";
import type { Product } from "./product.js";
import { between, type Usage, usageOf } from "./usage.js";

export interface Arm {
  readonly policies: number;
  readonly seconds: number;
  /** CPU microseconds; null without /proc. */
  readonly usage: Usage | null;
  readonly walBytes: bigint;
  /** Milliseconds of each call; empty for the limit. */
  readonly callsMs: readonly number[];
  readonly gates: readonly Gate[];
}

/** What is measured, and with what. */
export interface Bench {
  readonly product: Product;
  readonly line: Line;
  readonly limit: Limit;
  readonly books: Books;
  readonly connections: number;
}

interface Measured {
  readonly seconds: number;
  readonly usage: Usage | null;
  readonly walBytes: bigint;
}

async function measured<T>(
  { product, books }: Bench,
  work: () => Promise<T>,
): Promise<Measured & { readonly result: T }> {
  const { serverPid, postmasterPid } = product;
  const walBefore = await books.walBytes();
  const before = usageOf(serverPid, postmasterPid);
  const since = performance.now();
  const result = await work();
  const seconds = (performance.now() - since) / 1_000;
  const after = usageOf(serverPid, postmasterPid);
  const usage = before === null || after === null ? null : between(before, after);
  return { seconds, usage, walBytes: (await books.walBytes()) - walBefore, result };
}

/** Sends orders that are new, over HTTP, and waits until each is answered, which means durable. */
export async function productArm(bench: Bench, bodies: readonly Buffer[]): Promise<Arm> {
  const { books, line, limit, connections } = bench;
  await limit.clear();
  await books.clear();
  const fundsBefore = await books.walletFen();
  const { result: answers, ...cost } = await measured(bench, () => sendAll(line, bodies, connections));
  const results = answers.flatMap(resultsOf);
  const insured = results.filter(({ outcome, policies }) => outcome === "applied" && policies.length === 1);
  const spent = fundsBefore - (await books.walletFen());
  return {
    ...cost,
    policies: results.length,
    callsMs: answers.map(({ tookMs }) => tookMs),
    gates: [
      {
        name: "every answer has its policy",
        holds: insured.length === results.length,
        seen: `${insured.length} of ${results.length}`,
      },
      ...(await books.gates(results.length, spent)),
    ],
  };
}

/** Copies rows that the product wrote before, into empty twins of its tables. */
export async function limitArm(bench: Bench, transactions: readonly Transaction[], policies: number): Promise<Arm> {
  await bench.limit.clear();
  await bench.books.clear();
  const cost = await measured(bench, () => bench.limit.write(transactions));
  assert((await bench.limit.policies()) === policies, "the limit has the rows that the product had");
  return { seconds: cost.seconds, usage: cost.usage, walBytes: cost.walBytes, policies, callsMs: [], gates: [] };
}

/** Four callers send the same orders at once, each in an order of its own: nothing is issued twice, nobody waits in a ring. */
export async function duplicatesGate(
  bench: Bench,
  lists: readonly (readonly Buffer[])[],
  orders: number,
): Promise<Gate[]> {
  const { books, limit, line } = bench;
  await limit.clear();
  await books.clear();
  const [fundsBefore, deadlocksBefore] = [await books.walletFen(), await books.deadlocks()];
  const answers = await Promise.all(lists.map((bodies) => sendAll(line, bodies, 1)));
  const policiesByOrder = new Map<string, Set<string>>();
  for (const { orderId, policies } of answers.flat().flatMap(resultsOf)) {
    const ids = policiesByOrder.get(orderId) ?? new Set();
    for (const { policyId } of policies) ids.add(policyId);
    policiesByOrder.set(orderId, ids);
  }
  const single = [...policiesByOrder.values()].filter((ids) => ids.size === 1).length;
  const deadlocks = (await books.deadlocks()) - deadlocksBefore;
  const repeats = `${lists.length} callers with the same ${orders} orders, shuffled`;
  return [
    { name: `${repeats}: one policy each in every answer`, holds: single === orders, seen: `${single} of ${orders}` },
    { name: `${repeats}: no deadlock`, holds: deadlocks === 0, seen: `${deadlocks}` },
    ...(await books.gates(orders, fundsBefore - (await books.walletFen()))).map(({ name, ...gate }) => {
      return { ...gate, name: `${repeats}: ${name}` };
    }),
  ];
}
