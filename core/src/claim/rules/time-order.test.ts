import { expect, test } from "vitest";
import { FACTS, RETURN, type ReturnFact, someFacts } from "../../testing/facts.js";
import { at } from "../../testing/moment.js";
import { PRODUCT } from "../../testing/product.js";
import { plus } from "../../time.js";
import type { ClaimFacts } from "../facts.js";
import { timeOrder } from "./time-order.js";

const outboundAt = at("2026-03-01T00:00:00Z");
const deliveredAt = at("2026-03-05T00:00:00Z");
const requestedAt = at("2026-03-06T00:00:00Z");
const shippedAt = at("2026-03-07T00:00:00Z");
const receivedAt = at("2026-03-10T00:00:00Z");

const ordered = (back: Partial<ReturnFact>, order: Partial<ClaimFacts["order"]> = {}) =>
  timeOrder(someFacts({ return: { scans: [], ...back }, order: { ...order } }), PRODUCT, null);
const scan = (moment: ReturnType<typeof at>) => ({
  at: moment,
  kind: "scan",
  province: "",
  city: "",
  weightGrams: null,
});

test("out, delivered, asked, sent, scanned, received: that order is met", () => {
  expect(timeOrder(FACTS, PRODUCT, null)).toEqual({
    outcome: "met",
    inputs: {
      outboundAt,
      deliveredAt,
      requestedAt,
      shippedAt,
      firstScanAt: RETURN.scans[0]?.at,
      receivedAt,
      disorders: "",
    },
  });
});

test("goods that came back before they left are refused, and nothing else is", () => {
  expect(ordered({ receivedAt: plus(outboundAt, -1), shippedAt: null }, { deliveredAt: null })).toEqual({
    outcome: "not_met",
    reason: "time_order",
    inputs: {
      outboundAt,
      deliveredAt: null,
      requestedAt,
      shippedAt: null,
      firstScanAt: null,
      receivedAt: plus(outboundAt, -1),
      disorders: "received_before_outbound",
    },
  });
  expect(ordered({ receivedAt: outboundAt, shippedAt: null }, { deliveredAt: null }).outcome).toBe("met");
});

test.each<[string, Partial<ReturnFact>, Partial<ClaimFacts["order"]>, Partial<ReturnFact>]>([
  ["shipped_before_outbound", { shippedAt: plus(outboundAt, -1) }, { deliveredAt: null }, { shippedAt: outboundAt }],
  ["shipped_before_delivery", { shippedAt: plus(deliveredAt, -1) }, {}, { shippedAt: deliveredAt }],
  [
    "received_before_delivery",
    { shippedAt: null, receivedAt: plus(deliveredAt, -1) },
    {},
    { shippedAt: null, receivedAt: deliveredAt },
  ],
  ["received_before_shipped", { receivedAt: plus(shippedAt, -1) }, {}, { receivedAt: shippedAt }],
  ["received_before_scanned", { scans: [scan(plus(receivedAt, 1))] }, {}, { scans: [scan(receivedAt)] }],
  ["scanned_before_request", { scans: [scan(plus(requestedAt, -1))] }, {}, { scans: [scan(requestedAt)] }],
  [
    "scanned_before_delivery",
    { requestedAt: null, scans: [scan(receivedAt), scan(plus(deliveredAt, -1)), scan(shippedAt)] },
    {},
    { requestedAt: null, scans: [scan(deliveredAt)] },
  ],
])("%s refers, and the very same instant is met", (disorder, late, order, onTime) => {
  expect(ordered(late, order)).toMatchObject({
    outcome: "refer",
    reason: "time_order",
    inputs: { disorders: disorder },
  });
  expect(ordered(onTime, order)).toMatchObject({ outcome: "met", inputs: { disorders: "" } });
});

test("every disorder is named, and one that is impossible refuses the rest with it", () => {
  expect(ordered({ shippedAt: plus(outboundAt, -1), receivedAt: plus(outboundAt, -2) })).toMatchObject({
    outcome: "not_met",
    inputs: {
      disorders:
        "received_before_outbound shipped_before_outbound shipped_before_delivery received_before_delivery received_before_shipped",
    },
  });
});

test("times that nobody told prove nothing", () => {
  const untold = { requestedAt: null, shippedAt: null, receivedAt: null };
  expect(ordered({ ...untold, scans: [scan(outboundAt)] }, { shippedAt: null, deliveredAt: null }).outcome).toBe("met");
  expect(ordered({ receivedAt: outboundAt, shippedAt: null }, { shippedAt: null, deliveredAt: null }).outcome).toBe(
    "met",
  );
  expect(ordered(untold).outcome).toBe("met");
});

test("without a parcel there is no journey to put in order", () => {
  const nothing = { outcome: "not_applicable", inputs: { returnId: null } };
  expect(timeOrder(someFacts({ return: null }), PRODUCT, null)).toEqual(nothing);
  expect(ordered({ mode: "refund_only", receivedAt: plus(outboundAt, -1) })).toEqual(nothing);
});
