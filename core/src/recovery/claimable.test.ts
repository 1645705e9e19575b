import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { at } from "../testing/moment.js";
import { type CarrierTerms, claimable, deadlineOf, nettable, nettingFrom } from "./claimable.js";

const carried = {
  recovery: {
    clause: "8.6",
    percentByPeril: { breakage: 100, wetting: 50 },
    within: { anchor: "shipment", days: 365 },
  },
} as const;
const agreed: CarrierTerms = { parcelMax: null, freightTimes: null, freightUsual: 1_200n, withinDays: null };
const loss = { granted: 999n, peril: "breakage", freight: 0n, carrierTerms: null };

describe("what a debtor is liable for", () => {
  test.each([
    ["all of the loss where nothing was agreed", loss, 999n, "actual_loss"],
    ["the share of its peril, rounded down", { ...loss, peril: "wetting" }, 499n, "share"],
    ["nothing of a peril that is not named", { ...loss, peril: "theft" }, 0n, "share"],
    ["what was declared", { ...loss, carrierTerms: { ...agreed, parcelMax: 300n } }, 300n, "parcel_max"],
    ["no more than the loss", { ...loss, carrierTerms: { ...agreed, parcelMax: 5_000n } }, 999n, "actual_loss"],
    [
      "so many times the freight that was paid",
      { ...loss, freight: 100n, carrierTerms: { ...agreed, freightTimes: 3 } },
      300n,
      "freight_times",
    ],
    [
      "so many times the usual freight where carriage was free",
      { ...loss, granted: 99_999n, carrierTerms: { ...agreed, freightTimes: 3 } },
      3_600n,
      "freight_times",
    ],
    [
      "the least of several limits",
      { ...loss, freight: 100n, carrierTerms: { ...agreed, freightTimes: 3, parcelMax: 200n } },
      200n,
      "parcel_max",
    ],
  ])("is %s", (_name, about, amount, basis) => {
    expect(claimable(carried, about)).toEqual({ amount, basis });
  });

  test("is nothing where the terms name no recovery", () => {
    expect(claimable({}, loss)).toEqual({ amount: 0n, basis: "share" });
  });

  test("is never more than was granted", () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
    const option = fc.option(amount);
    const terms = fc.record({
      parcelMax: option,
      freightTimes: fc.option(fc.integer({ min: 0, max: 20 })),
      freightUsual: amount,
      withinDays: fc.constant(null),
    });
    fc.assert(
      fc.property(
        amount,
        amount,
        fc.option(terms),
        fc.constantFrom("breakage", "wetting", "x"),
        (granted, freight, carrierTerms, peril) => {
          const found = claimable(carried, { granted, freight, carrierTerms, peril });
          expect(found.amount >= 0n && found.amount <= granted).toBe(true);
        },
      ),
    );
  });
});

describe("a debtor is asked", () => {
  const times = { shippedAt: at("2026-11-01T00:00:00Z"), decidedAt: at("2026-11-20T00:00:00Z"), carrierTerms: null };
  test("within a year from shipment, unless the carrier's contract says less", () => {
    expect(deadlineOf(carried, times)).toBe(at("2027-11-01T00:00:00Z"));
    expect(deadlineOf(carried, { ...times, carrierTerms: { ...agreed, withinDays: 30 } })).toBe(
      at("2026-12-01T00:00:00Z"),
    );
    expect(deadlineOf(carried, { ...times, shippedAt: null })).toBeNull();
    expect(deadlineOf({}, times)).toBeNull();
  });
  test("or from the decision", () => {
    const sold = { recovery: { ...carried.recovery, within: { anchor: "decision", days: 10 } as const } };
    expect(deadlineOf(sold, times)).toBe(at("2026-11-30T00:00:00Z"));
  });
});

describe("what may be netted", () => {
  const terms = { monthMax: 500n, noticeDays: 7 };
  test.each([
    [300n, 1_000n, 0n, 300n],
    [300n, 200n, 0n, 200n],
    [900n, 1_000n, 0n, 500n],
    [900n, 1_000n, 400n, 100n],
    [900n, 1_000n, 600n, 0n],
    [300n, 0n, 0n, 0n],
    [300n, -5n, 0n, 0n],
  ])("of %s, with %s there and %s netted this month, is %s", (receivable, held, nettedThisMonth, amount) => {
    expect(nettable(receivable, { held, nettedThisMonth, terms })).toBe(amount);
  });
  test("is all that is there where the month has no limit", () => {
    const unlimited = { ...terms, monthMax: null };
    expect(nettable(900n, { held: 800n, nettedThisMonth: 10_000n, terms: unlimited })).toBe(800n);
  });
  test("comes after the days of notice", () => {
    expect(nettingFrom(at("2026-11-01T00:00:00Z"), terms)).toBe(at("2026-11-08T00:00:00Z"));
  });
});
