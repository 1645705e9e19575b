import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { PRODUCT } from "../../testing/product.js";
import { waybillNotOutbound } from "./waybill-not-outbound.js";

const outboundWaybills = ["SF0000000001", "7812345679"];

test("a bounced parcel that is shown as a return refers and never refuses", () => {
  const bounced = someFacts({ return: { waybillKey: "7812345679" }, order: { outboundWaybills } });
  expect(waybillNotOutbound(bounced, PRODUCT, null)).toEqual({
    outcome: "refer",
    reason: "suspected_fraud",
    inputs: { waybillKey: "7812345679", outboundWaybills: "SF0000000001 7812345679" },
  });
});

test("a parcel of its own is met; without a number there is nothing to compare", () => {
  expect(waybillNotOutbound(someFacts({ order: { outboundWaybills } }), PRODUCT, null)).toEqual({
    outcome: "met",
    inputs: { waybillKey: "7812345678", outboundWaybills: "SF0000000001 7812345679" },
  });
  for (const back of [null, { waybillKey: null }]) {
    expect(waybillNotOutbound(someFacts({ return: back }), PRODUCT, null)).toEqual({
      outcome: "not_applicable",
      inputs: { waybillKey: null, outboundWaybills: "SF0000000001" },
    });
  }
});
