import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { at } from "../../testing/moment.js";
import { PRODUCT } from "../../testing/product.js";
import { plus } from "../../time.js";
import type { ClaimFacts } from "../facts.js";
import { routeMatches } from "./route-matches.js";

const start = at("2026-03-07T00:00:00Z");
const scan = (hour: number, kind: string, province: string) => ({
  at: plus(start, hour),
  kind,
  province,
  city: "",
  weightGrams: null,
});
const route = (scans: readonly ReturnType<typeof scan>[], order: Partial<ClaimFacts["order"]> = {}) =>
  routeMatches(someFacts({ return: { scans }, order: { ...order } }), PRODUCT, null);
const inputs = { scans: 2, origin: "四川", shipTo: "四川省", destination: "浙江省", returnTo: "浙江省" };

test("from the buyer's province to the merchant's is met, in whatever order the scans arrive", () => {
  expect(route([scan(9, "delivered", "浙江省"), scan(1, "picked_up", "四川")])).toEqual({ outcome: "met", inputs });
  expect(route([scan(1, "picked_up", "Sichuan"), scan(5, "hub", "湖北省"), scan(9, "signed", "浙江")]).outcome).toBe(
    "met",
  );
});

test("another beginning or another end refers", () => {
  expect(route([scan(1, "picked_up", "广东省"), scan(9, "delivered", "浙江省")])).toEqual({
    outcome: "refer",
    reason: "route_mismatch",
    inputs: { ...inputs, origin: "广东省" },
  });
  expect(route([scan(1, "picked_up", "四川"), scan(9, "delivered", "广东省")])).toMatchObject({
    outcome: "refer",
    reason: "route_mismatch",
    inputs: { destination: "广东省" },
  });
  expect(route([scan(1, "hub", "四川"), scan(9, "hub", "广东省")]).outcome).toBe("refer");
});

test.each(["picked_up", "in_transit", "departed"])("%s is no end of a journey", (kind) => {
  expect(route([scan(1, kind, "四川")])).toMatchObject({
    outcome: "met",
    inputs: { origin: "四川", destination: null },
  });
  expect(route([scan(1, "picked_up", "四川"), scan(2, kind, "湖北省")]).outcome).toBe("met");
});

test.each(["delivered", "signed"])("%s is no beginning of a journey", (kind) => {
  expect(route([scan(1, kind, "浙江省")])).toMatchObject({
    outcome: "met",
    inputs: { origin: null, destination: "浙江省" },
  });
});

test("what cannot be compared proves nothing", () => {
  const nothing = { outcome: "not_applicable" };
  expect(route([])).toEqual({
    outcome: "not_applicable",
    inputs: { scans: 0, origin: null, shipTo: "四川省", destination: null, returnTo: "浙江省" },
  });
  expect(routeMatches(someFacts({ return: null }), PRODUCT, null)).toMatchObject(nothing);
  expect(route([scan(1, "picked_up", "Atlantis"), scan(2, "delivered", "nowhere")])).toMatchObject(nothing);
  expect(
    route([scan(1, "picked_up", "广东"), scan(2, "delivered", "广东")], { shipTo: null, returnTo: null }),
  ).toMatchObject({ ...nothing, inputs: { shipTo: null, returnTo: null } });
  expect(route([scan(1, "picked_up", "四川"), scan(2, "delivered", "nowhere")]).outcome).toBe("met");
});
