import type { Instant } from "@anxin/core/time";
import { describe, expect, test } from "vitest";
import { type CheckScope, judge, newestRows, subjectOf, Tally } from "./check.js";

const scope = (newestMax: number | null): CheckScope => ({
  catalogue: { all: [], live: () => [], version: () => null },
  now: 0 as Instant,
  latest: 0 as Instant,
  newestMax,
});

/** Names count down from `newest` to 1, as the newest first. */
async function read(
  newest: number,
  newestMax: number | null,
  namesMax: number,
): Promise<{ rows: number[]; asked: number[] }> {
  const asked: number[] = [];
  const names = async (after: number | null, limit: number): Promise<readonly number[]> => {
    asked.push(limit);
    const first = (after ?? newest + 1) - 1;
    return Array.from({ length: Math.max(0, Math.min(limit, first)) }, (_, i) => first - i);
  };
  const rows: number[] = [];
  for await (const page of newestRows(scope(newestMax), names, async (some) => some, namesMax)) rows.push(...page);
  return { rows, asked };
}

describe("rows are read newest first", () => {
  test("all of them, in pages", async () => {
    const { rows, asked } = await read(1_700, null, 800);
    expect(rows).toEqual(Array.from({ length: 1_700 }, (_, i) => 1_700 - i));
    expect(asked).toEqual([800, 800, 800]);
  });

  test("no more than asked for", async () => {
    const { rows, asked } = await read(1_700, 1_000, 800);
    expect(rows).toHaveLength(1_000);
    expect(rows.at(-1)).toBe(701);
    expect(asked).toEqual([800, 200]);
  });

  test("none where there are none", async () => {
    expect(await read(0, null, 800)).toEqual({ rows: [], asked: [800] });
  });
});

describe("a tally", () => {
  test("holds while nothing is added", () => {
    expect(new Tally().verdict()).toEqual({ holds: true, violations: [], count: 0 });
  });

  test("shows the first 20, and counts what the database counted", () => {
    const tally = new Tally();
    tally.addFound(
      Array.from({ length: 20 }, (_, i) => ({ kind: "claim", id: BigInt(i), name: "", detail: "", total: 50n })),
    );
    tally.add("x", "y");
    tally.addVerdict({ holds: false, violations: [{ subject: "z", detail: "" }], count: 9 });
    const { holds, violations, count } = tally.verdict();
    expect({ holds, shown: violations.length, count }).toEqual({ holds: false, shown: 20, count: 60 });
  });

  test("names what can't be read, and goes on", () => {
    const tally = new Tally();
    judge(tally, "a", () => JSON.parse("{") as string[]);
    judge(tally, "b", () => ["is wrong"]);
    judge(tally, "c", () => []);
    expect(tally.verdict().violations).toMatchObject([
      { subject: "a", detail: expect.stringContaining("cannot be read") },
      { subject: "b", detail: "is wrong" },
    ]);
  });
});

test.each([
  ["policy", 1n, "", "pol_0000000000001"],
  ["order", null, "T-1", "order T-1"],
  ["waybill", 7n, "", "waybill 7"],
  ["claim", -1n, "", "claim -1"],
])("%s %s is called %s%s", (kind, id, name, subject) => {
  expect(subjectOf(kind, id, name)).toBe(subject);
});
