import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { at } from "../testing/moment.js";
import { DAY_MS, type Instant, instant, plus } from "../time.js";
import {
  daysOfCover,
  type Endorsement,
  earnedPremium,
  evolve,
  fold,
  initialState,
  type PolicyState,
  type PolicyStatus,
  statusAt,
} from "./policy.js";

const effectiveAt = at("2026-03-01T00:00:00Z");
const expiresAt = at("2026-03-11T00:00:00Z");
const TERMS = { effectiveAt, expiresAt, premium: 1_000n, sumInsured: 50_000n, rating: "t;category=apparel" };
const fresh = initialState(TERMS);
const refused = (state: PolicyState, change: Endorsement) => () => evolve(state, change);

describe("evolve", () => {
  test("a policy begins with its period and nothing else", () => {
    expect(fresh).toEqual({
      ...TERMS,
      fullPremium: 1_000n,
      cancelledAt: null,
      exhaustedAt: null,
      refunded: 0n,
      suspensions: [],
    });
  });

  test("a fixed period replaces the one before", () => {
    const moved = evolve(initialState({ ...TERMS, effectiveAt: null, expiresAt: null }), {
      kind: "period_fixed",
      effectiveAt,
      expiresAt,
    });
    expect(moved).toEqual(fresh);
    expect(evolve(fresh, { kind: "period_fixed", effectiveAt: null, expiresAt }).effectiveAt).toBeNull();
    expect(evolve(fresh, { kind: "period_fixed", effectiveAt, expiresAt: null }).expiresAt).toBeNull();
    expect(evolve(fresh, { kind: "period_fixed", effectiveAt, expiresAt: effectiveAt }).expiresAt).toBe(effectiveAt);
    expect(refused(fresh, { kind: "period_fixed", effectiveAt: expiresAt, expiresAt: effectiveAt })).toThrow(
      "cover begins before it ends",
    );
  });

  test("a policy is cancelled once, with its refund", () => {
    const cancelled = evolve(fresh, { kind: "cancelled", at: effectiveAt, refund: 40n, reason: "unshipped" });
    expect(cancelled).toEqual({ ...fresh, cancelledAt: effectiveAt, refunded: 40n });
    expect(refused(cancelled, { kind: "cancelled", at: expiresAt, refund: 0n, reason: "again" })).toThrow(
      "a policy is cancelled once",
    );
  });

  test("a policy is exhausted once, and may be restored and exhausted again", () => {
    const exhausted = evolve(fresh, { kind: "exhausted", at: effectiveAt, claimId: 1n });
    expect(exhausted).toEqual({ ...fresh, exhaustedAt: effectiveAt });
    expect(refused(exhausted, { kind: "exhausted", at: expiresAt, claimId: 2n })).toThrow("exhausted once");
    const restored = evolve(exhausted, { kind: "restored", at: expiresAt, claimId: 1n });
    expect(restored).toEqual(fresh);
    expect(refused(restored, { kind: "restored", at: expiresAt, claimId: 1n })).toThrow(
      "only an exhausted policy is restored",
    );
    expect(evolve(restored, { kind: "exhausted", at: expiresAt, claimId: 2n }).exhaustedAt).toBe(expiresAt);
  });

  test("an unknown change is a bug", () => {
    expect(() => evolve(fresh, { kind: "stolen" } as unknown as Endorsement)).toThrow("unhandled case");
  });

  test("folding is evolving one by one, and leaves what it was given alone", () => {
    const changes: Endorsement[] = [
      { kind: "period_fixed", effectiveAt, expiresAt },
      { kind: "exhausted", at: effectiveAt, claimId: 1n },
      { kind: "restored", at: effectiveAt, claimId: 1n },
      { kind: "cancelled", at: expiresAt, refund: 5n, reason: "r" },
    ];
    const first = { ...TERMS, effectiveAt: null, expiresAt: null };
    expect(fold(first, changes)).toEqual({ ...fresh, cancelledAt: expiresAt, refunded: 5n });
    expect(fold(first, [])).toEqual(initialState(first));
    expect(first).toEqual({ ...TERMS, effectiveAt: null, expiresAt: null });
  });
});

describe("an endorsement of the line", () => {
  const dearer: Endorsement = {
    kind: "rerated",
    at: effectiveAt,
    charge: 200n,
    refund: 0n,
    fullPremium: 1_200n,
    sumInsured: 60_000n,
    rating: "t;category=shoes",
  };

  test("moves premium, sum insured and rating, and nothing else", () => {
    const { premium, ...rest } = evolve(fresh, dearer);
    expect(premium).toBe(1_200n);
    expect(rest).toEqual({
      ...fresh,
      premium: undefined,
      fullPremium: 1_200n,
      sumInsured: 60_000n,
      rating: "t;category=shoes",
    });
    expect(evolve(fresh, { ...dearer, charge: 0n, refund: 300n }).premium).toBe(700n);
  });

  test("needs cover that is not over, and leaves a premium", () => {
    const cancelled = evolve(fresh, { kind: "cancelled", at: effectiveAt, refund: 0n, reason: "r" });
    expect(refused(cancelled, dearer)).toThrow("only a policy that still covers");
    const exhausted = evolve(fresh, { kind: "exhausted", at: effectiveAt, claimId: 1n });
    expect(refused(exhausted, dearer)).toThrow("only a policy that still covers");
    expect(refused(fresh, { ...dearer, charge: 0n, refund: 1_000n })).toThrow("has a premium");
    expect(refused(fresh, { ...dearer, sumInsured: 0n })).toThrow("and a sum insured");
  });

  test("an exchange moves the period only", () => {
    const later = plus(expiresAt, DAY_MS);
    const change: Endorsement = { kind: "exchanged", at: effectiveAt, effectiveAt, expiresAt: later, returnId: "r1" };
    expect(evolve(fresh, change)).toEqual({ ...fresh, expiresAt: later });
    expect(refused(fresh, { ...change, expiresAt: plus(effectiveAt, -1) })).toThrow("cover begins before it ends");
  });
});

describe("a reinstatement", () => {
  const day = (days: number): Instant => plus(effectiveAt, days * DAY_MS);
  const cancelled = evolve(fresh, { kind: "cancelled", at: day(2), refund: 800n, reason: "r" });

  test("pays back what was refunded, and leaves a time without cover", () => {
    const again = evolve(cancelled, { kind: "reinstated", at: day(4), charge: 800n });
    expect(again).toEqual({ ...fresh, suspensions: [{ from: day(2), until: day(4) }] });
    expect(statusAt(again, day(5))).toBe("in_force");
    expect(earnedPremium(again, day(5))).toBe(500n);
    const twice = evolve(again, { kind: "cancelled", at: day(6), refund: 400n, reason: "r" });
    expect(evolve(twice, { kind: "reinstated", at: day(7), charge: 400n }).suspensions).toHaveLength(2);
  });

  test("needs a cancellation before it, and its whole refund", () => {
    expect(refused(fresh, { kind: "reinstated", at: day(4), charge: 0n })).toThrow("only a cancelled policy");
    expect(refused(cancelled, { kind: "reinstated", at: day(1), charge: 800n })).toThrow("only a cancelled policy");
    expect(refused(cancelled, { kind: "reinstated", at: day(4), charge: 799n })).toThrow("pays back what was refunded");
  });
});

describe("statusAt", () => {
  test.each<[string, Partial<PolicyState>, Instant, PolicyStatus]>([
    ["before inception", {}, plus(effectiveAt, -1), "pending"],
    ["at inception", {}, effectiveAt, "in_force"],
    ["before expiry", {}, plus(expiresAt, -1), "in_force"],
    ["at expiry", {}, expiresAt, "expired"],
    ["without inception", { effectiveAt: null }, plus(expiresAt, 1), "pending"],
    ["without expiry", { expiresAt: null }, plus(expiresAt, 1), "in_force"],
    ["exhausted", { exhaustedAt: effectiveAt }, plus(expiresAt, 1), "exhausted"],
    ["cancelled", { cancelledAt: effectiveAt }, plus(expiresAt, 1), "cancelled"],
    ["cancelled and exhausted", { cancelledAt: effectiveAt, exhaustedAt: effectiveAt }, effectiveAt, "cancelled"],
    ["exhausted before inception", { exhaustedAt: effectiveAt, effectiveAt: null }, effectiveAt, "exhausted"],
  ])("%s", (_when, change, now, status) => {
    expect(statusAt({ ...fresh, ...change }, now)).toBe(status);
  });
});

describe("earnedPremium", () => {
  const earned = (asOf: Instant, change: Partial<PolicyState> = {}, premium = 1_000n) =>
    earnedPremium({ ...fresh, premium, ...change }, asOf);

  test("is earned by time, rounded down until expiry earns the rest", () => {
    expect(earned(plus(effectiveAt, -1))).toBe(0n);
    expect(earned(effectiveAt)).toBe(0n);
    expect(earned(plus(effectiveAt, DAY_MS))).toBe(100n);
    expect(earned(plus(effectiveAt, DAY_MS - 1))).toBe(99n);
    expect(earned(plus(expiresAt, -1))).toBe(999n);
    expect(earned(expiresAt)).toBe(1_000n);
    expect(earned(plus(expiresAt, 1))).toBe(1_000n);
  });

  test("waits for a period that is not known", () => {
    expect(earned(plus(expiresAt, 1), { effectiveAt: null })).toBe(0n);
    expect(earned(plus(expiresAt, 1), { expiresAt: null })).toBe(0n);
  });

  test("exhaustion earns all from its instant on", () => {
    const exhaustedAt = plus(effectiveAt, DAY_MS);
    expect(earned(plus(exhaustedAt, -1), { exhaustedAt })).toBe(99n);
    expect(earned(exhaustedAt, { exhaustedAt })).toBe(1_000n);
  });

  test("cancellation leaves what was not refunded, from its instant on", () => {
    const cancelledAt = plus(effectiveAt, DAY_MS);
    expect(earned(plus(cancelledAt, -1), { cancelledAt, refunded: 850n })).toBe(99n);
    expect(earned(cancelledAt, { cancelledAt, refunded: 850n })).toBe(150n);
    expect(earned(cancelledAt, { cancelledAt, exhaustedAt: effectiveAt, refunded: 850n })).toBe(150n);
  });

  const premiums = fc.bigInt({ min: 0n, max: 1_000_000n });
  const moments = fc.integer({ min: -20 * DAY_MS, max: 20 * DAY_MS }).map((ms) => plus(effectiveAt, ms));
  const spans = fc.integer({ min: 0, max: 30 * DAY_MS });

  test("never shrinks, never exceeds the premium, and is whole at the end", () => {
    fc.assert(
      fc.property(premiums, moments, spans, moments, moments, (premium, from, span, a, b) => {
        const state = initialState({ ...TERMS, premium, effectiveAt: from, expiresAt: plus(from, span) });
        const [earlier, later] = a < b ? [a, b] : [b, a];
        const [first, second] = [earnedPremium(state, earlier), earnedPremium(state, later)];
        expect(first >= 0n && first <= second && second <= premium).toBe(true);
        expect(earnedPremium(state, plus(from, span + 1))).toBe(premium);
      }),
    );
  });

  test("a cancellation refunds what is not earned: earned, unearned and refunded are the premium", () => {
    fc.assert(
      fc.property(premiums, spans, moments, moments, (premium, span, cancelledAt, asOf) => {
        const state = initialState({ ...TERMS, premium, expiresAt: plus(effectiveAt, span) });
        const refund = premium - earnedPremium(state, cancelledAt);
        const after = evolve(state, { kind: "cancelled", at: cancelledAt, refund, reason: "r" });
        const known = asOf >= cancelledAt ? after.refunded : 0n;
        const gained = earnedPremium(after, asOf);
        const unearned = premium - gained - known;
        expect(unearned >= 0n).toBe(true);
        if (asOf >= cancelledAt) expect(unearned).toBe(0n);
        expect(gained + unearned + known).toBe(premium);
        // Cancelled before inception, all of it goes back.
        if (cancelledAt <= effectiveAt) expect(after.refunded).toBe(premium);
      }),
    );
  });
});

test("days of cover: a started day counts", () => {
  expect(daysOfCover(fresh)).toBe(10);
  expect(daysOfCover({ ...fresh, expiresAt: plus(expiresAt, 1) })).toBe(11);
  expect(daysOfCover({ ...fresh, expiresAt: effectiveAt })).toBe(0);
  expect(daysOfCover({ ...fresh, effectiveAt: null })).toBeNull();
  expect(daysOfCover({ ...fresh, expiresAt: null })).toBeNull();
  expect(daysOfCover({ ...fresh, effectiveAt: instant(0), expiresAt: instant(1) })).toBe(1);
});
