import { describe, expect, test } from "vitest";
import type { CoverPeriod, ProductVersion } from "../product/product.js";
import { at } from "../testing/moment.js";
import { PRODUCT } from "../testing/product.js";
import { DAY_MS, HOUR_MS, plus } from "../time.js";
import { reminderOf } from "./reminder.js";

const boundAt = at("2026-03-01T00:00:00Z");

/** A product that covers so many hours from an anchor on. */
const covering = (hours: number, period: Partial<CoverPeriod> = {}): ProductVersion => ({
  ...PRODUCT,
  period: {
    ...PRODUCT.period,
    expiry: { anchor: "shipment", days: 0, hours, fromNextDay: false },
    openDaysMax: 800,
    ...period,
  },
});
const lasting = (hours: number) => ({ effectiveAt: boundAt, expiresAt: plus(boundAt, hours * HOUR_MS) });
const leadHours = (hours: number): number | null => {
  const found = reminderOf(covering(hours), { boundAt }, lasting(hours));
  return found === null ? null : (found.endsAt - found.at) / HOUR_MS;
};

describe("a reminder", () => {
  test.each([
    [365 * 24, 30 * 24],
    [180 * 24, 30 * 24],
    [180 * 24 - 1, 7 * 24],
    [60 * 24, 7 * 24],
    [60 * 24 - 1, 3 * 24],
    [14 * 24, 3 * 24],
    [14 * 24 - 1, 24],
    [48, 24],
    [36, 24],
    [35, null],
  ])("for cover of %s hours comes %s hours before its end", (hours, lead) => {
    expect(leadHours(hours)).toBe(lead);
  });

  test("speaks of the end of long cover, and of the last time to claim under short", () => {
    expect(reminderOf(covering(365 * 24), { boundAt }, lasting(365 * 24))?.kind).toBe("cover_expiring");
    expect(reminderOf(covering(48), { boundAt }, lasting(48))?.kind).toBe("claim_window_closing");
  });

  test("of cover that begins late counts its length from there", () => {
    const late = covering(730 * 24, { inception: { anchor: "shipment", days: 720, hours: 0, fromNextDay: false } });
    const effectiveAt = plus(boundAt, 720 * DAY_MS);
    const found = reminderOf(late, { boundAt }, { effectiveAt, expiresAt: plus(effectiveAt, 10 * DAY_MS) });
    expect(found?.at).toBe(plus(effectiveAt, 9 * DAY_MS));
  });

  test("needs a beginning, an end, and more cover than its lead", () => {
    const period = lasting(365 * 24);
    const product = covering(365 * 24);
    expect(reminderOf(product, { boundAt }, { ...period, effectiveAt: null })).toBeNull();
    expect(reminderOf(product, { boundAt }, { ...period, expiresAt: null })).toBeNull();
    expect(reminderOf(product, { boundAt }, lasting(30 * 24))).toBeNull();
    expect(reminderOf(product, { boundAt }, lasting(30 * 24 + 1))).not.toBeNull();
  });

  test("waits until the real end is known", () => {
    const product = covering(48, {
      expiry: { anchor: "delivery", days: 0, hours: 48, fromNextDay: false },
      openDaysMax: 60,
    });
    expect(
      reminderOf(product, { boundAt }, { effectiveAt: boundAt, expiresAt: plus(boundAt, 60 * DAY_MS) }),
    ).toBeNull();
    const delivered = { effectiveAt: boundAt, expiresAt: plus(boundAt, 5 * DAY_MS) };
    expect(reminderOf(product, { boundAt }, delivered)?.at).toBe(plus(boundAt, 4 * DAY_MS));
  });

  test("of cover that is counted from payment has its end from the first", () => {
    const payment = { anchor: "payment", days: 15, hours: 0, fromNextDay: false } as const;
    const product = covering(0, { expiry: payment, inception: { ...payment, days: 0 }, openDaysMax: 15 });
    expect(reminderOf(product, { boundAt }, lasting(15 * 24))?.at).toBe(plus(boundAt, 12 * DAY_MS));
  });
});
