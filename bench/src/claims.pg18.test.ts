// That the benchmark of claims runs and its gates hold; never how fast anything is.

import { expect, test } from "vitest";
import { claimsReport, runClaims } from "./claims-rounds.js";

test("a small run issues, decides and settles, and every gate holds", async () => {
  const said: string[] = [];
  const size = { rounds: 1, orders: 200, perCall: 50, connections: 2 };
  const run = await runClaims(size, {}, (line) => said.push(line));
  expect(run.gates.filter(({ holds }) => !holds)).toEqual([]);
  expect(run.gates).toHaveLength(5);
  expect(run.rounds).toHaveLength(1);
  expect(said).toHaveLength(2);
  expect(claimsReport(run)).toContain("| returns decided in the call |");
}, 120_000);
