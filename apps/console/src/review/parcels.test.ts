// What is read of an order whose members the contract leaves open.

import { expect, test } from "vitest";
import { goodsOf, parcelsOf } from "./parcels.js";

const ORDER = {
  lines: [{ lineId: "1", sku: "TEE", title: "T恤", category: "apparel", unitPrice: 12_900, quantity: 2 }],
  shipments: [
    {
      shipmentId: "s1",
      lineIds: ["1"],
      carrier: "SF",
      waybill: "SF1",
      shippedAt: "2026-03-01T00:00:00Z",
      deliveredAt: null,
    },
    { shipmentId: "s2", lineIds: ["2"], carrier: "SF", waybill: "SF2" },
  ],
  returns: [
    {
      ...{ returnId: "r1", lineIds: ["1"], mode: "self_ship", carrier: "ZTO", waybill: "ZT1", reason: "size" },
      scans: [{ at: "2026-03-05T00:00:00Z", kind: "picked_up", province: "四川省", city: "成都市", weightGrams: 420 }],
    },
  ],
};

test("parcels of a line, with what happened to them", () => {
  const [out, back, ...more] = parcelsOf(ORDER, "1");
  expect(more).toEqual([]);
  expect(out).toMatchObject({ id: "s1", isReturn: false, times: [{ what: "shippedAt", at: "2026-03-01T00:00:00Z" }] });
  expect(back).toMatchObject({
    ...{ id: "r1", isReturn: true, mode: "self_ship", reason: "size", times: [] },
    scans: [{ kind: "picked_up", place: "四川省 成都市", weightGrams: 420 }],
  });
});

test("goods of a line; what is no text is none", () => {
  expect(goodsOf(ORDER, "1")).toMatchObject({ title: "T恤", unitPrice: 12_900, quantity: 2 });
  expect(goodsOf(ORDER, "9")).toBeNull();
  const odd = { ...ORDER, lines: [{ lineId: "1", title: { no: "text" } }] };
  expect(goodsOf(odd, "1")).toMatchObject({ title: "", unitPrice: 0 });
  expect(parcelsOf({ ...ORDER, returns: [{ returnId: 5, scans: "none" }] }, "1")[1]).toMatchObject({
    id: "",
    scans: [],
  });
});
