import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { at } from "../../testing/moment.js";
import { PRODUCT } from "../../testing/product.js";
import { type Instant, plus } from "../../time.js";
import { returnConfirmed } from "./return-confirmed.js";

const effectiveAt = at("2026-03-01T00:00:00Z");
const expiresAt = at("2026-05-30T00:00:00Z");
const confirmed = (receivedAt: Instant | null, policy: Parameters<typeof someFacts>[0]["policy"] = {}) =>
  returnConfirmed(someFacts({ return: { receivedAt }, policy: { ...policy } }), PRODUCT, null);

test("the return is confirmed from the first to the last millisecond of cover", () => {
  const inputs = { returnId: "r1", effectiveAt, expiresAt };
  for (const receivedAt of [effectiveAt, plus(expiresAt, -1)]) {
    expect(confirmed(receivedAt)).toEqual({ outcome: "met", inputs: { ...inputs, receivedAt } });
  }
  for (const receivedAt of [plus(effectiveAt, -1), expiresAt, null]) {
    expect(confirmed(receivedAt)).toEqual({
      outcome: "not_met",
      reason: "outside_window",
      inputs: { ...inputs, receivedAt },
    });
  }
});

test("no inception, no confirmation inside the period; no expiry, an open one", () => {
  expect(confirmed(effectiveAt, { effectiveAt: null }).outcome).toBe("not_met");
  expect(confirmed(plus(expiresAt, 1), { expiresAt: null }).outcome).toBe("met");
});

test("a claim that is about no return has none to confirm", () => {
  expect(returnConfirmed(someFacts({ return: null }), PRODUCT, null)).toEqual({
    outcome: "not_applicable",
    inputs: { returnId: null },
  });
});

test("money given back with no parcel is not held against the window", () => {
  expect(returnConfirmed(someFacts({ return: { mode: "refund_only", receivedAt: null } }), PRODUCT, null)).toEqual({
    outcome: "not_applicable",
    inputs: { returnId: "r1", mode: "refund_only" },
  });
});
