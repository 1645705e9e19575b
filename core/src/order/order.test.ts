import { expect, test } from "vitest";
import { at } from "../testing/moment.js";
import type { Instant } from "../time.js";
import { deliveredAtOf, type OrderSnapshot, type Shipment, shippedAtOf } from "./order.js";

const [early, middle, late] = [at("2026-03-01T00:00:00Z"), at("2026-03-02T00:00:00Z"), at("2026-03-03T00:00:00Z")];

const parcel = (lineIds: string, shippedAt: Instant | null, deliveredAt: Instant | null): Shipment => ({
  shipmentId: `s-${lineIds}-${shippedAt}`,
  lineIds: lineIds.split(" "),
  carrier: "SF",
  waybill: "SF1001",
  shippedAt,
  deliveredAt,
});

const order = (...shipments: readonly Shipment[]): OrderSnapshot => ({
  orderId: "T1",
  version: 1,
  currency: "CNY",
  merchantId: "shop-1001",
  buyerId: "b-1",
  payee: null,
  shipTo: null,
  returnTo: null,
  placedAt: early,
  paidAt: early,
  cancelledAt: null,
  lines: [],
  shipments,
  returns: [],
});

test("a line left the merchant with the first parcel that carries it", () => {
  const shipped = order(parcel("2", early, null), parcel("1 2", late, null), parcel("1", middle, null));
  expect(shippedAtOf(shipped, "1")).toBe(middle);
  expect(shippedAtOf(shipped, "2")).toBe(early);
  expect(shippedAtOf(shipped, "3")).toBeNull();
});

test("a parcel that is packed and has not left has not left", () => {
  expect(shippedAtOf(order(parcel("1", null, null)), "1")).toBeNull();
  expect(shippedAtOf(order(parcel("1", null, null), parcel("1", late, null)), "1")).toBe(late);
  expect(shippedAtOf(order(parcel("1", late, null), parcel("1", null, null)), "1")).toBe(late);
});

test("a line is delivered with the last of its parcels, once all of them arrived", () => {
  const parts = [parcel("1", early, late), parcel("1 2", early, middle), parcel("2", early, early)] as const;
  expect(deliveredAtOf(order(...parts), "1")).toBe(late);
  expect(deliveredAtOf(order(...[...parts].reverse()), "1")).toBe(late);
  expect(deliveredAtOf(order(...parts), "2")).toBe(middle);
  expect(deliveredAtOf(order(...parts, parcel("1", early, null)), "1")).toBeNull();
  expect(deliveredAtOf(order(parcel("1", early, null), ...parts), "1")).toBeNull();
});

test("a line without a parcel is not delivered", () => {
  expect(deliveredAtOf(order(), "1")).toBeNull();
  expect(deliveredAtOf(order(parcel("2", early, late)), "1")).toBeNull();
});
