import { expect, test } from "vitest";
import { gatesOf, median } from "./report.js";

test("the median is the middle value, or the mean of the two in the middle", () => {
  expect(median([3])).toBe(3);
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test("a gate that broke once is broken, and says what was seen then", () => {
  const gates = [
    { name: "outbox = policies", holds: true, seen: "7 = 7" },
    { name: "outbox = policies", holds: false, seen: "6 = 7" },
    { name: "outbox = policies", holds: true, seen: "8 = 8" },
  ];
  expect(gatesOf({ gates })).toEqual([{ name: "outbox = policies", holds: false, times: 3, seen: "6 = 7" }]);
});
