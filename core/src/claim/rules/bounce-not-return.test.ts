import { expect, test } from "vitest";
import { type ReturnFact, someFacts } from "../../testing/facts.js";
import { at } from "../../testing/moment.js";
import { PRODUCT } from "../../testing/product.js";
import { plus } from "../../time.js";
import type { ClaimFacts } from "../facts.js";
import { bounceNotReturn } from "./bounce-not-return.js";

const scan = (hour: number, kind: string, province: string) => {
  return { at: plus(at("2026-03-07T00:00:00Z"), hour), kind, province, city: "", weightGrams: null };
};
const REFUSED = { waybillKey: "SF0000000001", lineIds: ["1"], scans: [scan(0, "refused", "四川")] };
function judge(
  back: Partial<ReturnFact>,
  order: Partial<ClaimFacts["order"]> = {},
  outbound = [] as (typeof REFUSED)[],
) {
  return bounceNotReturn(someFacts({ return: back, order, signals: { outbound } }), PRODUCT, null);
}

test("an honest return is met", () => {
  expect(judge({})).toEqual({
    outcome: "met",
    inputs: {
      outboundTurnedBack: false,
      returnTurnedBack: false,
      noScanAtBuyers: false,
      deliveredAt: at("2026-03-05T00:00:00Z"),
      shipTo: "四川省",
    },
  });
});

test("a parcel that was refused and never delivered refers; one that was delivered after all does not", () => {
  expect(judge({}, { deliveredAt: null }, [REFUSED])).toMatchObject({
    outcome: "refer",
    reason: "suspected_fraud",
    inputs: { outboundTurnedBack: true },
  });
  expect(judge({}, {}, [REFUSED]).outcome).toBe("met");
});

test.each(["refused", "Undeliverable", "returned_to_sender"])("a return that was %s itself refers", (kind) => {
  const scans = [scan(0, "in_transit", "四川"), scan(2, kind, "四川"), scan(9, "signed", "浙江")];
  expect(judge({ scans })).toMatchObject({ outcome: "refer", inputs: { returnTurnedBack: true } });
});

test("a way on which it was never where the buyer is refers, from two scans on", () => {
  expect(judge({ scans: [scan(0, "signed", "浙江"), scan(1, "hub", "江苏")] })).toMatchObject({
    outcome: "refer",
    inputs: { noScanAtBuyers: true },
  });
  expect(judge({ scans: [scan(1, "signed", "浙江")] })).toMatchObject({
    outcome: "met",
    inputs: { noScanAtBuyers: null },
  });
  expect(judge({ scans: [scan(0, "hub", ""), scan(1, "signed", "浙江")] }).outcome).toBe("met");
  expect(judge({ scans: [scan(0, "hub", "江苏"), scan(1, "signed", "浙江")] }, { shipTo: null }).outcome).toBe("met");
});

test("without a parcel there is nothing that could bounce", () => {
  expect(judge({ mode: "refund_only" }).outcome).toBe("not_applicable");
  expect(bounceNotReturn(someFacts({ return: null }), PRODUCT, null).outcome).toBe("not_applicable");
});
