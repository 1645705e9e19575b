import fc from "fast-check";
import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { at } from "../../testing/moment.js";
import { PRODUCT, SIGNALS } from "../../testing/product.js";
import { HOUR_MS, plus } from "../../time.js";
import { travelPossible } from "./travel-possible.js";

const product = { ...PRODUCT, signals: SIGNALS };
const start = at("2026-03-07T00:00:00Z");
const scan = (hours: number, kind: string, province: string) => {
  return { at: plus(start, Math.round(hours * HOUR_MS)), kind, province, city: "", weightGrams: null };
};
const travel = (scans: readonly ReturnType<typeof scan>[]) =>
  travelPossible(someFacts({ return: { scans } }), product, null);

test("across the country in minutes refers, in an hour by air it does not", () => {
  expect(travel([scan(0, "picked_up", "黑龙江省"), scan(2.5, "hub", "广东省")])).toMatchObject({
    outcome: "met",
    inputs: { from: "黑龙江", to: "广东", arrivedBeforeTaken: false, speedKmhMax: 900 },
  });
  const impossible = travel([scan(0, "picked_up", "黑龙江省"), scan(1, "hub", "广东省")]);
  expect(impossible).toMatchObject({ outcome: "refer", reason: "impossible_travel" });
  expect(Number(impossible.inputs["kmh"])).toBe(Number(impossible.inputs["km"]));
});

test("two far places at once refer", () => {
  expect(travel([scan(1, "hub", "新疆"), scan(1, "hub", "广东")])).toMatchObject({
    outcome: "refer",
    inputs: { kmh: null },
  });
});

test("the fastest leg counts, in whatever order the scans were told", () => {
  const scans = [scan(30, "signed", "广东"), scan(29, "hub", "黑龙江"), scan(0, "picked_up", "黑龙江")];
  expect(travel(scans)).toMatchObject({ outcome: "refer", inputs: { from: "黑龙江", to: "广东" } });
});

test("arriving before it was taken refers, and a second attempt does not", () => {
  expect(travel([scan(0, "signed", "浙江"), scan(9, "picked_up", "四川")]).outcome).toBe("refer");
  expect(travel([scan(0, "picked_up", "四川"), scan(40, "signed", "浙江"), scan(60, "hub", "浙江")]).outcome).toBe(
    "met",
  );
});

test("neighbours, unknown places and a single scan prove nothing", () => {
  expect(travel([scan(0, "picked_up", "四川"), scan(0, "hub", "重庆")]).outcome).toBe("met");
  expect(travel([scan(0, "picked_up", "Atlantis"), scan(0, "hub", "广东")]).outcome).toBe("met");
  expect(travel([scan(0, "picked_up", "四川")]).outcome).toBe("not_applicable");
  const facts = someFacts({ return: { scans: [scan(0, "hub", "新疆"), scan(0, "hub", "广东")] } });
  expect(travelPossible(facts, PRODUCT, null).outcome).toBe("not_applicable");
});

test("never refuses, and does not depend on the order in which scans are told", () => {
  const anyScan = fc.record({
    hours: fc.integer({ min: 0, max: 100 }),
    kind: fc.constantFrom("picked_up", "hub", "signed"),
    province: fc.constantFrom("四川", "浙江", "新疆", "广东", ""),
  });
  fc.assert(
    fc.property(fc.uniqueArray(anyScan, { maxLength: 6, selector: ({ hours }) => hours }), (told) => {
      const scans = told.map(({ hours, kind, province }) => scan(hours, kind, province));
      const answer = travel(scans);
      expect(answer.outcome).not.toBe("not_met");
      expect(travel([...scans].reverse())).toEqual(answer);
    }),
  );
});
