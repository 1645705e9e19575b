import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { PRODUCT } from "../../testing/product.js";
import { waybillUnused } from "./waybill-unused.js";

test("a parcel that another claim holds does not pay again", () => {
  expect(waybillUnused(someFacts({ return: { waybillHeldElsewhere: true } }), PRODUCT, null)).toEqual({
    outcome: "not_met",
    reason: "waybill_reused",
    inputs: { waybillKey: "7812345678", waybillHeldElsewhere: true },
  });
  expect(waybillUnused(someFacts({}), PRODUCT, null)).toEqual({
    outcome: "met",
    inputs: { waybillKey: "7812345678", waybillHeldElsewhere: false },
  });
});

test("without a number nobody can hold it", () => {
  for (const back of [null, { waybillKey: null, waybillHeldElsewhere: true }]) {
    expect(waybillUnused(someFacts({ return: back }), PRODUCT, null)).toEqual({
      outcome: "not_applicable",
      inputs: { waybillKey: null },
    });
  }
});
