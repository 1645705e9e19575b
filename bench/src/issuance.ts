// `npm run bench`: how fast orders become durable policies, as a ratio to what this machine's PostgreSQL can take at all.
//
//   npm run bench                          about two minutes
//   npm run bench -- --smoke               a few seconds, to see that it works
//   npm run bench -- --rounds 11 --orders 50000 --connections 16
//   npm run bench -- --write               also writes bench/results/issuance.md
//   npm run bench -- --profile DIR         also has the server write a CPU profile

import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { ProductOptions } from "./product.js";
import { durable, gatesOf, reportOf } from "./report.js";
import { runRounds, type Size } from "./rounds.js";

const DEFAULT: Size = { rounds: 7, orders: 25_000, perCall: 100, connections: 8 };
const SMOKE: Size = { rounds: 1, orders: 1_000, perCall: 100, connections: 4 };
const RESULT = fileURLToPath(new URL("../results/issuance.md", import.meta.url));
const NUMBER_MAX = 10_000_000;

interface Wish {
  readonly size: Size;
  readonly options: ProductOptions;
  readonly write: boolean;
}

function readWish(args: readonly string[]): Wish {
  const number = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { rounds: number, orders: number, connections: number, profile: number, smoke: flag, write: flag },
  });
  const usual = values.smoke === true ? SMOKE : DEFAULT;
  const whole = (name: "rounds" | "orders" | "connections"): number => {
    const text = values[name];
    if (text === undefined) return usual[name];
    const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
    if (value < 1 || value > NUMBER_MAX)
      throw new RangeError(`--${name} must be a whole number from 1 to ${NUMBER_MAX}`);
    return value;
  };
  return {
    size: { ...usual, rounds: whole("rounds"), orders: whole("orders"), connections: whole("connections") },
    options: values.profile === undefined ? {} : { profileInto: values.profile },
    write: values.write ?? false,
  };
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const HEAD = `# Issuance: durable policies through \`POST /v1/orders\`

Written by \`npm run bench -- --write\`; the absolute rates are those of one machine on one day, the ratio is what to compare.

`;

async function main(): Promise<void> {
  const { size, options, write } = readWish(process.argv.slice(2));
  const { rounds, orders, perCall, connections } = size;
  say(
    `${rounds} rounds of product, limit, limit, product: ${orders} orders an arm, ${perCall} a call, ${connections} connections`,
  );
  const run = await runRounds(size, options, say);
  const report = reportOf(run);
  say(`\n${report}`);
  const sound = durable(run) && gatesOf(run).every(({ holds }) => holds);
  if (write && sound) writeFileSync(RESULT, HEAD + report);
  if (!sound) throw new Error("a gate is broken: no figure counts");
}

try {
  await main();
} catch (error) {
  process.stderr.write(`✗ ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
