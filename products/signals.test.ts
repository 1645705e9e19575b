// Understands that the operations page on signals tells the thresholds and points that are computed with.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { SIGNAL_WEIGHTS } from "@anxin/core/fraud/score";
import type { SignalRules } from "@anxin/core/fraud/threshold";
import { clauseOf } from "@anxin/core/product/product";
import { expect, test } from "vitest";
import { CATALOGUE } from "./catalogue.js";
import { RETURN_SIGNALS, WRITTEN_SIGNALS } from "./signals.js";

const HERE = dirname(createRequire(import.meta.url).resolve("@anxin/products/package.json"));
const page = readFileSync(join(HERE, "../docs/operations/fraud-signals.md"), "utf8");
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| "))
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

test("every signal has a row with its points, and no other rule has", () => {
  const told = rows.filter((cells) => cells.length === 3 && cells[0]?.startsWith("`") === true);
  const points = told.map(([rule = "", , number = ""]) => [rule.replaceAll("`", ""), Number(number)] as const);
  expect(new Map(points)).toEqual(SIGNAL_WEIGHTS);
});

function thresholds(name: string, { bursts, payee, parcel }: SignalRules): string[][] {
  const counted = bursts.map(({ subject, days, claimsMax, shopDaysBelow, priceTimesBelow }) => {
    const young = shopDaysBelow === undefined ? "" : `, younger than ${shopDaysBelow} days`;
    const cheap = priceTimesBelow === undefined ? "" : `, goods below ${priceTimesBelow} times the payment`;
    return [name, `claims of a ${subject} in ${days} days${young}${cheap}`, String(claimsMax)];
  });
  const shared = [name, `buyers of a payee in ${payee.days} days`, String(payee.buyersMax)];
  if (parcel === null) return [...counted, shared];
  const { speedKmhMax, weight } = parcel;
  return [
    ...counted,
    shared,
    [name, "km/h between two scans", String(speedKmhMax)],
    [name, `weights differ by more than ${weight.grams} g and`, `${weight.percent} %`],
  ];
}

test("every threshold has a row, with where it comes from, and no other number has", () => {
  const told = rows.filter(
    (cells) => cells.length === 4 && cells[0] !== "for" && cells[0]?.startsWith("---") === false,
  );
  const expected = [...thresholds("`return-freight`", RETURN_SIGNALS), ...thresholds("all others", WRITTEN_SIGNALS)];
  expect(told.map((cells) => cells.slice(0, 3))).toEqual(expected);
  for (const [, what, , from] of told) expect(from, what).toMatch(/launch decision|S\d\d, [ABC]/);
});

test("every product looks at signals, in one clause that says that none of them refuses", () => {
  for (const product of CATALOGUE) {
    const clause = product.adjudication.find(({ rule }) => rule === "claim_burst")?.clause ?? "";
    for (const rule of ["payee_of_many", product.code === "return-freight" ? "route_matches" : "picture_unseen"])
      expect(product.adjudication, product.code).toContainEqual({ rule, clause });
    const { text } = clauseOf(product, clause);
    expect(text.zh).toContain("不因此直接");
    expect(text.en).toContain("none of these is by itself a reason to refuse");
    expect(product.signals).toBe(product.code === "return-freight" ? RETURN_SIGNALS : WRITTEN_SIGNALS);
  }
});

test("who measures weights judges them in both ways of sending back", () => {
  for (const { adjudication, signals } of CATALOGUE) {
    const cited = adjudication.map(({ rule }) => rule);
    const measured = signals?.parcel !== undefined && signals.parcel !== null;
    for (const rule of ["weight_plausible", "self_ship_plausible", "travel_possible"])
      expect(cited.includes(rule)).toBe(measured);
  }
});
