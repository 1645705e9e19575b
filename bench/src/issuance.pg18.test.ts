// That the benchmark runs and its gates hold; never how fast anything is.

import { expect, test } from "vitest";
import { durable, gatesOf, reportOf } from "./report.js";
import { runRounds } from "./rounds.js";

test("a small run measures all four arms, and every gate holds", async () => {
  const said: string[] = [];
  const size = { rounds: 1, orders: 400, perCall: 100, connections: 2 };
  const run = await runRounds(size, {}, (line) => said.push(line));
  expect(gatesOf(run).filter(({ holds }) => !holds)).toEqual([]);
  expect(gatesOf(run).length).toBeGreaterThanOrEqual(10);
  expect(durable(run)).toBe(true);
  const [round] = run.rounds;
  expect([...(round?.product ?? []), ...(round?.limit ?? [])].map(({ policies }) => policies)).toEqual(
    Array(4).fill(400),
  );
  expect(round?.ratio).toBeGreaterThan(0);
  expect(said).toHaveLength(2);
  expect(reportOf(run)).toMatch(/^\*\*Ratio to the limit: \d/);
}, 120_000);
