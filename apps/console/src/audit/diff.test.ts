import { expect, it } from "vitest";
import { differencesOf } from "./diff.js";

it("tells the fields that changed, came and went, by their whole names", () => {
  expect(
    differencesOf(
      { state: "running", scope: { all: true, categories: ["bags"] }, kept: 1, gone: false },
      { state: "stopped", scope: { all: true, categories: ["bags", "shoes"] }, kept: 1, reason: "drill" },
    ),
  ).toEqual([
    { field: "state", before: "running", after: "stopped" },
    { field: "scope.categories", before: '["bags"]', after: '["bags","shoes"]' },
    { field: "gone", before: "false", after: null },
    { field: "reason", before: null, after: "drill" },
  ]);
});

it("takes nothing and null for the same, and an empty object for something", () => {
  expect(differencesOf(null, null)).toEqual([]);
  expect(differencesOf({ product: null }, { scope: {} })).toEqual([{ field: "scope", before: null, after: "{}" }]);
});
