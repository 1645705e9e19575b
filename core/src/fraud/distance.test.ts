import fc from "fast-check";
import { expect, test } from "vitest";
import { present } from "../assert.js";
import { PROVINCES, parseProvince } from "../region.js";
import { gapKm } from "./distance.js";

const gap = (from: string, to: string): number =>
  gapKm(present(parseProvince(from), `${from} is a province`), present(parseProvince(to), `${to} is a province`));

test("is as long both ways, nothing inside a province or to its neighbours, and never longer than the country", () => {
  fc.assert(
    fc.property(fc.constantFrom(...PROVINCES), fc.constantFrom(...PROVINCES), (from, to) => {
      const km = gapKm(from, to);
      expect(km).toBe(gapKm(to, from));
      expect(km >= 0 && km < 4_500).toBe(true);
      if (from.code === to.code || from.neighbours.includes(to.short)) expect(km).toBe(0);
    }),
  );
});

// Straight lines between the cities that lie nearest to each other across each pair, from a map: the bound stays below them.
test.each([
  ["四川", "浙江", 1_230],
  ["内蒙古", "河南", 480],
  ["新疆", "陕西", 1_150],
  ["黑龙江", "广东", 2_550],
  ["西藏", "上海", 2_300],
  ["北京", "上海", 1_000],
  ["海南", "广东", 20],
  ["台湾", "福建", 130],
])("%s to %s is bounded from below", (from, to, atMost) => {
  expect(gap(from, to)).toBeLessThanOrEqual(atMost);
});

test("tells far provinces from near ones", () => {
  expect(gap("四川", "浙江")).toBeGreaterThan(500);
  expect(gap("黑龙江", "广东")).toBeGreaterThan(1_500);
  expect(gap("新疆", "广东")).toBeGreaterThan(1_000);
});
