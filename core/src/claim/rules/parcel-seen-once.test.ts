import { expect, test } from "vitest";
import type { ParcelSighting } from "../../fraud/signals.js";
import { type ReturnFact, someFacts } from "../../testing/facts.js";
import { PRODUCT } from "../../testing/product.js";
import { parcelSeenOnce } from "./parcel-seen-once.js";

const OUT: ParcelSighting = { side: "outbound", subject: "T-9" };
const BACK: ParcelSighting = { side: "return", subject: "clm_9" };
const seen = (parcelSeen: readonly ParcelSighting[], back: Partial<ReturnFact> | null = {}) =>
  parcelSeenOnce(someFacts({ return: back, signals: { parcelSeen } }), PRODUCT, null);

test("a number of another order refers, and says of which", () => {
  const inputs = { waybillKey: "7812345678", outboundOfOrders: "", returnOfClaims: "" };
  expect(seen([])).toEqual({ outcome: "met", inputs });
  expect(seen([OUT])).toEqual({
    outcome: "refer",
    reason: "suspected_fraud",
    inputs: { ...inputs, outboundOfOrders: "T-9" },
  });
  expect(seen([BACK])).toMatchObject({ outcome: "refer", inputs: { ...inputs, returnOfClaims: "clm_9" } });
});

test("what another claim holds is the matter of another clause, but not another order's way out", () => {
  expect(seen([BACK], { waybillHeldElsewhere: true }).outcome).toBe("met");
  expect(seen([BACK, OUT], { waybillHeldElsewhere: true })).toMatchObject({
    outcome: "refer",
    inputs: { outboundOfOrders: "T-9", returnOfClaims: "" },
  });
});

test("a finding names five at the most", () => {
  const many = Array.from({ length: 9 }, (_, i): ParcelSighting => ({ side: "outbound", subject: `T-${i}` }));
  expect(seen(many).inputs["outboundOfOrders"]).toBe("T-0 T-1 T-2 T-3 T-4");
});

test("without a number there is nothing to find", () => {
  expect(seen([OUT], { waybillKey: null }).outcome).toBe("not_applicable");
  expect(seen([OUT], null).outcome).toBe("not_applicable");
});
