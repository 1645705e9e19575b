import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CancellationRule, Payer } from "../product/product.js";
import { at } from "../testing/moment.js";
import { DAY_MS, type Instant, plus } from "../time.js";
import { cancellationRefund, ON_REQUEST, reinstatementCharge } from "./cancel.js";
import { earnedPremium, evolve, initialState, type PolicyState } from "./policy.js";

const begins = at("2026-03-01T00:00:00Z");
const day = (days: number): Instant => plus(begins, days * DAY_MS);
const state = initialState({
  effectiveAt: begins,
  expiresAt: day(360),
  premium: 1_001n,
  sumInsured: 9_000n,
  rating: "t",
});
const NO_CLAIMS = { open: false, paid: false };
const TABLE = [90, 80, 70, 60, 50, 40, 30, 20, 15, 10, 5, 0];

const rule = (refund: CancellationRule["refund"], reinstatementDays = 30) => ({
  cancellation: { payers: ["buyer"] as Payer[], refund, reinstatementDays },
});
const proRata = rule({ kind: "pro_rata" });
const shortRate = rule({ kind: "short_rate", refundPercent: TABLE });
const none = rule({ kind: "none" });
const refundOf = (
  product: ReturnType<typeof rule>,
  when: Instant,
  change: Partial<PolicyState> = {},
  claims = NO_CLAIMS,
) => cancellationRefund(product, { payer: "buyer" }, { ...state, ...change }, claims, when);

describe("a cancellation", () => {
  test.each([proRata, shortRate, none])("before cover begins gives the whole premium back", (product) => {
    expect(refundOf(product, plus(begins, -1))).toEqual({ refund: 1_001n });
    expect(refundOf(product, day(9), { effectiveAt: null })).toEqual({ refund: 1_001n });
  });

  test("pro rata gives back what is not earned, to the fen", () => {
    expect(refundOf(proRata, begins)).toEqual({ refund: 1_001n });
    // A third of the period earns 333.67, rounded down.
    expect(refundOf(proRata, day(120))).toEqual({ refund: 668n });
    expect(refundOf(proRata, plus(day(360), -1))).toEqual({ refund: 1n });
  });

  test("short rate goes by the twelfths that have begun, rounded down", () => {
    for (const [month, percent] of TABLE.entries()) {
      const refund = (1_001n * BigInt(percent)) / 100n;
      expect(refundOf(shortRate, day(30 * month))).toEqual({ refund });
      expect(refundOf(shortRate, plus(day(30 * (month + 1)), -1))).toEqual({ refund });
    }
  });

  test("is refused where cover has begun and binds, where it is over, for others' cover, and while a claim is open", () => {
    expect(refundOf(none, begins)).toBe("begun");
    expect(refundOf(proRata, day(360))).toBe("over");
    expect(refundOf(proRata, day(1), { exhaustedAt: begins })).toBe("over");
    expect(refundOf(proRata, day(1), { cancelledAt: begins })).toBe("over");
    expect(refundOf(proRata, day(1), {}, { open: true, paid: false })).toBe("claim_open");
    expect(cancellationRefund(proRata, { payer: "merchant" }, state, NO_CLAIMS, day(1))).toBe("payer");
  });

  test("after a paid claim gives nothing back", () => {
    expect(refundOf(proRata, day(1), {}, { open: false, paid: true })).toEqual({ refund: 0n });
    expect(refundOf(shortRate, day(1), {}, { open: false, paid: true })).toEqual({ refund: 0n });
  });

  test("never gives back more than the premium, never more later, and what is kept is earned", () => {
    const moments = fc.integer({ min: -DAY_MS, max: 360 * DAY_MS - 1 }).map((ms) => plus(begins, ms));
    fc.assert(
      fc.property(fc.constantFrom(proRata, shortRate), moments, moments, (product, a, b) => {
        const [first, second] = [refundOf(product, a < b ? a : b), refundOf(product, a < b ? b : a)];
        if (typeof first === "string" || typeof second === "string") throw new Error("cover may be cancelled");
        expect(first.refund <= state.premium && second.refund <= first.refund && second.refund >= 0n).toBe(true);
        const ended = evolve(state, { kind: "cancelled", at: b, refund: second.refund, reason: ON_REQUEST });
        expect(earnedPremium(ended, day(999)) + second.refund).toBe(state.premium);
      }),
    );
  });
});

describe("taking cover up again", () => {
  const cancelled = evolve(state, { kind: "cancelled", at: day(120), refund: 668n, reason: ON_REQUEST });

  test("costs what was refunded, within the product's days", () => {
    expect(reinstatementCharge(proRata, cancelled, ON_REQUEST, day(120))).toEqual({ charge: 668n });
    expect(reinstatementCharge(proRata, cancelled, ON_REQUEST, day(150))).toEqual({ charge: 668n });
    expect(reinstatementCharge(proRata, cancelled, ON_REQUEST, plus(day(150), 1))).toBe("too_late");
  });

  test("is refused for cover that is not cancelled, whose goods never came, whose period or right is over", () => {
    expect(reinstatementCharge(proRata, state, null, day(1))).toBe("not_cancelled");
    expect(reinstatementCharge(rule({ kind: "none" }, 0), cancelled, ON_REQUEST, day(121))).toBe("product");
    expect(reinstatementCharge(proRata, cancelled, "line_cancelled_before_shipment", day(121))).toBe("goods");
    const late = evolve(state, { kind: "cancelled", at: day(350), refund: 1n, reason: ON_REQUEST });
    expect(reinstatementCharge(proRata, late, ON_REQUEST, day(360))).toBe("too_late");
  });
});
