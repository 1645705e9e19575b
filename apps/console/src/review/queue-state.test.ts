// What the address of the queue says, and what the server is asked for it.

import { HOUR_MS, parseInstant } from "@anxin/core/time";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  bucketOf,
  DUE_WITHIN,
  neighbour,
  QUEUE_SORTS,
  QUEUE_STATUSES,
  questionOf,
  readQueueState,
  withQueue,
  writeQueueState,
} from "./queue-state.js";

const NOW = parseInstant("2026-03-01T08:20:00Z") ?? 0;
const at = (text: string) => parseInstant(text);

test("what is written into an address is read from it again", () => {
  const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
  const word = fc.string({ minLength: 1, maxLength: 20 });
  const state = fc.record({
    view: optional(word),
    product: optional(word),
    status: optional(fc.constantFrom(...QUEUE_STATUSES)),
    holder: optional(word),
    minScore: optional(fc.nat({ max: 100 })),
    minAmount: optional(fc.nat()),
    due: optional(fc.constantFrom(...DUE_WITHIN)),
    sort: optional(fc.constantFrom(...QUEUE_SORTS)),
  });
  fc.assert(
    fc.property(state, (asked) => {
      const present = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
      const read = readQueueState(new URLSearchParams(writeQueueState(present).toString()));
      expect(read).toEqual(present);
    }),
  );
});

test("what an address says that nobody knows is as if it were not there", () => {
  const search = new URLSearchParams("status=lost&minScore=101&minAmount=-1&due=12&queue-sort=colour&view=&x=y");
  expect(readQueueState(search)).toEqual({});
  expect(withQueue("/review", {})).toBe("/review");
  expect(withQueue("/review", { view: "mine", sort: "due" })).toBe("/review?view=mine&queue-sort=due");
});

test("due within a day is asked as a moment that stays the same for an hour", () => {
  const asked = questionOf({ due: "24", view: "open" }, NOW);
  expect(asked).toEqual({ view: "open", dueBefore: "2026-03-02T09:00:00.000Z" });
  expect(questionOf({ due: "24", view: "open" }, NOW + 30 * 60_000)).toEqual(asked);
  expect(questionOf({ due: "48" }, NOW)).toEqual({ dueBefore: "2026-03-03T09:00:00.000Z" });
});

test("the bands end where they say", () => {
  const bucket = (hours: number) =>
    bucketOf(at("2026-03-10T00:00:00Z"), (at("2026-03-10T00:00:00Z") ?? 0) - hours * HOUR_MS);
  expect([-5, 0, 1, 23.9, 24, 47, 48, 49].map(bucket)).toEqual([
    ...["late", "late", "day", "day"],
    ...["two_days", "two_days", "two_days", "later"],
  ]);
  expect(bucketOf(null, NOW)).toBe("none");
});

test("one goes from claim to claim, and to the first where the present one has left", () => {
  expect(neighbour(["a", "b", "c"], "b", 1)).toBe("c");
  expect(neighbour(["a", "b", "c"], "b", -1)).toBe("a");
  expect(neighbour(["a", "b", "c"], "c", 1)).toBeNull();
  expect(neighbour(["b", "c"], "a", 1)).toBe("b");
  expect(neighbour([], "a", 1)).toBeNull();
});
