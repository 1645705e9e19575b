// `npm run bench:claims`: how fast returns become decided claims, and those money in the buyer's account, as a ratio to issuance.
//
//   npm run bench:claims                   about three minutes
//   npm run bench:claims -- --smoke        a few seconds, to see that it works
//   npm run bench:claims -- --write        also writes bench/results/claims.md
//
// A round issues orders, then sends the same orders again with their return confirmed, then waits until all money has arrived. The
// returns are decided by rules in the call that tells of them; the payouts go through the real Alipay SDK to the local gateway, which
// checks and signs every exchange on the same cores.

import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type ClaimsRun, type ClaimsSize, claimsReport, runClaims } from "./claims-rounds.js";

const DEFAULT: ClaimsSize = { rounds: 5, orders: 4_000, perCall: 100, connections: 8 };
const SMOKE: ClaimsSize = { rounds: 1, orders: 400, perCall: 100, connections: 4 };
const RESULT = fileURLToPath(new URL("../results/claims.md", import.meta.url));

const HEAD = `# Straight-through claims: returns decided and settled

Written by \`npm run bench:claims -- --write\`; the absolute rates are those of one machine on one day, the ratios are what to compare.

`;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

async function main(): Promise<ClaimsRun> {
  const flag = { type: "boolean" } as const;
  const { values } = parseArgs({ options: { smoke: flag, write: flag } });
  const size = values.smoke === true ? SMOKE : DEFAULT;
  say(`${size.rounds} rounds of ${size.orders} orders, ${size.perCall} a call, ${size.connections} connections`);
  const run = await runClaims(size, {}, say);
  const report = claimsReport(run);
  say(`\n${report}`);
  const isSound = run.gates.every(({ holds }) => holds);
  if (values.write === true && isSound) writeFileSync(RESULT, HEAD + report);
  if (!isSound) throw new Error("a gate is broken: no figure counts");
  return run;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`✗ ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
