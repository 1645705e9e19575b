import { expect, test } from "vitest";
import type { OutboundParcel } from "../../fraud/signals.js";
import { type ReturnFact, someFacts } from "../../testing/facts.js";
import { at } from "../../testing/moment.js";
import { PRODUCT, SIGNALS } from "../../testing/product.js";
import { plus } from "../../time.js";
import { weightPlausible } from "./weight-plausible.js";

const product = { ...PRODUCT, signals: SIGNALS };
const scans = (weights: readonly (number | null)[]) =>
  weights.map((weightGrams, i) => {
    return { at: plus(at("2026-03-07T00:00:00Z"), i), kind: "hub", province: "", city: "", weightGrams };
  });
const sentWith = (weights: readonly (number | null)[], lineIds = ["1"]): OutboundParcel => {
  return { waybillKey: "SF0000000001", lineIds, scans: scans(weights) };
};
const judge = (
  weights: readonly (number | null)[],
  outbound: readonly OutboundParcel[] = [],
  mode: ReturnFact["mode"] = "pickup",
) => weightPlausible(someFacts({ return: { scans: scans(weights), mode }, signals: { outbound } }), product, null);
const odd = (answer: ReturnType<typeof judge>) => [answer.outcome, answer.inputs["oddities"]];

test("weights that differ on the way refer, from more than half and more than a pound on", () => {
  expect(judge([2_000, 1_000])).toMatchObject({ outcome: "met", inputs: { least: 1_000, most: 2_000, oddities: "" } });
  expect(odd(judge([2_000, 999]))).toEqual(["refer", "changed_on_the_way"]);
  expect(odd(judge([600, 100]))).toEqual(["met", ""]);
  expect(odd(judge([601, 100]))).toEqual(["refer", "changed_on_the_way"]);
});

test("a return heavier than what was sent refers", () => {
  expect(odd(judge([3_000], [sentWith([1_000])]))).toEqual(["refer", "heavier_than_sent"]);
  expect(odd(judge([1_400], [sentWith([1_000])]))).toEqual(["met", ""]);
});

test("a picked-up return lighter than what was sent refers; who ships alone is judged by another clause", () => {
  expect(odd(judge([300], [sentWith([1_000])]))).toEqual(["refer", "lighter_than_sent"]);
  expect(odd(judge([300], [sentWith([1_000])], "self_ship"))).toEqual(["met", ""]);
});

test("a parcel that carried other lines too says nothing of what comes back", () => {
  expect(odd(judge([300], [sentWith([1_000], ["1", "2"])]))).toEqual(["met", ""]);
});

test("nobody weighed it, or nobody measures: nothing to say", () => {
  expect(judge([0, null]).outcome).toBe("not_applicable");
  expect(weightPlausible(someFacts({ return: { scans: scans([9_000, 1]) } }), PRODUCT, null).outcome).toBe(
    "not_applicable",
  );
  expect(weightPlausible(someFacts({ return: null }), product, null).outcome).toBe("not_applicable");
});
