import { expect, test } from "vitest";
import { directionOf, directionsOf, nextSort } from "./sort.js";

const BOTH = { ascending: "oldest", descending: "newest" };

test("a press turns the column that sorts, and begins another from its first order", () => {
  expect(nextSort(BOTH, undefined)).toBe("oldest");
  expect(nextSort(BOTH, "oldest")).toBe("newest");
  expect(nextSort(BOTH, "newest")).toBe("oldest");
  expect(nextSort(BOTH, "score")).toBe("oldest");
});

test("a column of one order keeps it", () => {
  expect(nextSort(directionsOf("score"), "score")).toBe("score");
  expect(nextSort({ ascending: "due" }, "due")).toBe("due");
});

test("a title says the order that its column stands in, and none where another sorts", () => {
  expect(directionOf(BOTH, "oldest")).toBe("ascending");
  expect(directionOf(BOTH, "newest")).toBe("descending");
  expect(directionOf(BOTH, "score")).toBeNull();
  expect(directionOf(directionsOf("score"), "score")).toBe("descending");
  expect(directionOf({ ascending: "due" }, undefined)).toBeNull();
});
