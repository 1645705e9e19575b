// Understands that the catalogue finds what is sold and what was sold.

import { present } from "@anxin/core/assert";
import { type Day, parseDay } from "@anxin/core/time";
import { expect, test } from "vitest";
import { CATALOGUE, liveProducts, productVersion } from "./catalogue.js";
import { LAUNCH_DAY } from "./launch.js";

const day = (text: string): Day => present(parseDay(text), "the test's days are sound");

const CODES = [
  "return-freight",
  "quality",
  "transit-damage",
  "authenticity",
  "extended-warranty",
  "screen-crack",
  "allergy",
  "price-protection",
  "fresh-guarantee",
];

test("the nine products are on sale from the launch day on, and none the day before", () => {
  expect(liveProducts(LAUNCH_DAY).map(({ code }) => code)).toEqual(CODES);
  expect(liveProducts(day("2026-11-11"))).toHaveLength(CODES.length);
  expect(liveProducts(day("2024-12-31"))).toEqual([]);
});

test("one version of each product is on sale, and asking again gives the same list", () => {
  const live = liveProducts(day("2026-11-12"));
  expect(new Set(live.map(({ code }) => code)).size).toBe(live.length);
  expect(liveProducts(day("2026-11-12"))).toBe(live);
});

test("a version that was sold is found by code and number", () => {
  for (const product of CATALOGUE) expect(productVersion(product.code, product.version)).toBe(product);
});

test("what was never sold is not found", () => {
  expect(productVersion("return-freight", 0)).toBeNull();
  expect(productVersion("return-freight", 2)).toBeNull();
  expect(productVersion("life", 1)).toBeNull();
  expect(productVersion("constructor", 1)).toBeNull();
});

test("codes, versions and numbers name one product each", () => {
  const versions = CATALOGUE.map(({ code, version }) => `${code} ${version}`);
  expect(new Set(versions).size).toBe(versions.length);
  const numberByCode = new Map(CATALOGUE.map(({ code, number }) => [code, number]));
  for (const { code, number } of CATALOGUE) expect(numberByCode.get(code)).toBe(number);
  expect(new Set(numberByCode.values()).size).toBe(numberByCode.size);
  for (const number of numberByCode.values()) expect(number >= 1 && number <= 99).toBe(true);
  expect(new Set(CATALOGUE.map(({ tariff }) => tariff.code)).size).toBe(CATALOGUE.length);
});
