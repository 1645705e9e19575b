import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { PRODUCT } from "../../testing/product.js";
import { waybillValid } from "./waybill-valid.js";

test("a number that normalises is valid, one that does not is refused", () => {
  expect(waybillValid(someFacts({}), PRODUCT, null)).toEqual({
    outcome: "met",
    inputs: { carrier: "ZTO", waybill: "7812345678", waybillKey: "7812345678" },
  });
  expect(waybillValid(someFacts({ return: { waybill: "123", waybillKey: null } }), PRODUCT, null)).toEqual({
    outcome: "not_met",
    reason: "waybill_invalid",
    inputs: { carrier: "ZTO", waybill: "123", waybillKey: null },
  });
});

test("without a parcel there is no number to check", () => {
  const nothing = { outcome: "not_applicable", inputs: { waybill: null } };
  expect(waybillValid(someFacts({ return: { mode: "refund_only", waybillKey: null } }), PRODUCT, null)).toEqual(
    nothing,
  );
  expect(waybillValid(someFacts({ return: null }), PRODUCT, null)).toEqual(nothing);
});
