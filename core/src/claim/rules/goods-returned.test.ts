import { expect, test } from "vitest";
import { type ReturnFact, someFacts } from "../../testing/facts.js";
import { at } from "../../testing/moment.js";
import { PRODUCT } from "../../testing/product.js";
import { goodsReturned } from "./goods-returned.js";

const shippedAt = at("2026-03-07T00:00:00Z");
const back = (change: Partial<ReturnFact>) =>
  goodsReturned(
    someFacts({ return: { shippedAt: null, waybill: "", waybillKey: null, scans: [], ...change } }),
    PRODUCT,
    null,
  );

test("any trace of a parcel shows that the goods travelled", () => {
  expect(back({ shippedAt })).toEqual({
    outcome: "met",
    inputs: { returnId: "r1", mode: "self_ship", waybill: "", shippedAt, cancelledAt: null, scans: 0 },
  });
  expect(back({ waybill: "7812345678" }).outcome).toBe("met");
  const scan = { at: shippedAt, kind: "picked_up", province: "四川", city: "成都", weightGrams: null };
  expect(back({ scans: [scan, scan] })).toMatchObject({ outcome: "met", inputs: { scans: 2 } });
  expect(back({ mode: "pickup", shippedAt }).outcome).toBe("met");
});

test("a refund without a return, a return without a parcel and a return called off cost no freight", () => {
  const refused = { outcome: "not_met", reason: "return_refund_only" };
  expect(back({ mode: "refund_only", shippedAt })).toMatchObject({ ...refused, inputs: { mode: "refund_only" } });
  expect(back({})).toMatchObject(refused);
  expect(back({ waybill: " \u3000" })).toMatchObject(refused);
  expect(back({ shippedAt, cancelledAt: shippedAt })).toMatchObject({ ...refused, inputs: { cancelledAt: shippedAt } });
});

test("a claim that is about no return is refused", () => {
  expect(goodsReturned(someFacts({ return: null }), PRODUCT, null)).toEqual({
    outcome: "not_met",
    reason: "return_refund_only",
    inputs: { returnId: null },
  });
});
