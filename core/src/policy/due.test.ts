import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { at } from "../testing/moment.js";
import { DAY_MS, HOUR_MS, type Instant, instant, plus } from "../time.js";
import { lookAt, type Told } from "./due.js";
import { type Endorsement, evolve, initialState, type PolicyState, statusAt } from "./policy.js";

const effectiveAt = at("2026-03-01T00:00:00Z");
const expiresAt = at("2026-03-11T00:00:00Z");
const TERMS = { effectiveAt, expiresAt, premium: 1_000n, sumInsured: 50_000n, rating: "" };
const fresh = initialState(TERMS);
const inForce = { kind: "in_force", at: effectiveAt } as const;
const expired = { kind: "expired", at: expiresAt } as const;

describe("a policy that is looked at", () => {
  test("before cover begins has nothing to tell, and is looked at again when it does", () => {
    expect(lookAt(fresh, "pending", plus(effectiveAt, -1))).toEqual({
      passages: [],
      told: "pending",
      dueAt: effectiveAt,
    });
  });

  test("is told in force at the instant at which cover begins, and expired at the one at which it ends", () => {
    expect(lookAt(fresh, "pending", effectiveAt)).toEqual({ passages: [inForce], told: "in_force", dueAt: expiresAt });
    expect(lookAt(fresh, "in_force", plus(expiresAt, -1))).toMatchObject({ passages: [], dueAt: expiresAt });
    expect(lookAt(fresh, "in_force", expiresAt)).toEqual({ passages: [expired], told: "expired", dueAt: null });
    expect(lookAt(fresh, "expired", plus(expiresAt, DAY_MS))).toEqual({ passages: [], told: "expired", dueAt: null });
  });

  test("for the first time when all is over is told both, in order", () => {
    expect(lookAt(fresh, "pending", expiresAt)).toEqual({ passages: [inForce, expired], told: "expired", dueAt: null });
  });

  test("waits for its anchors, however long", () => {
    const open = initialState({ ...TERMS, effectiveAt: null });
    expect(lookAt(open, "pending", plus(expiresAt, DAY_MS))).toEqual({ passages: [], told: "pending", dueAt: null });
    const endless = initialState({ ...TERMS, expiresAt: null });
    expect(lookAt(endless, "pending", expiresAt)).toEqual({ passages: [inForce], told: "in_force", dueAt: null });
  });

  test("was never in force when it ends where it begins", () => {
    const none = initialState({ ...TERMS, expiresAt: effectiveAt });
    expect(lookAt(none, "pending", effectiveAt).passages).toEqual([{ kind: "expired", at: effectiveAt }]);
  });

  test.each<Endorsement>([
    { kind: "cancelled", at: effectiveAt, refund: 0n, reason: "" },
    { kind: "exhausted", at: effectiveAt, claimId: 1n },
  ])("after it was $kind neither begins nor expires", (change) => {
    expect(lookAt(evolve(fresh, change), "pending", expiresAt)).toEqual({
      passages: [],
      told: "pending",
      dueAt: null,
    });
  });

  test("after cover was taken up again catches up with what it missed", () => {
    const cancelled = evolve(fresh, { kind: "cancelled", at: plus(effectiveAt, -1), refund: 0n, reason: "" });
    const again = evolve(cancelled, { kind: "reinstated", at: plus(effectiveAt, HOUR_MS), charge: 0n });
    expect(lookAt(again, "pending", plus(effectiveAt, HOUR_MS)).passages).toEqual([inForce]);
  });

  test("with an end that moved away is told expired when it really is", () => {
    const later = plus(expiresAt, 5 * DAY_MS);
    const moved = evolve(fresh, { kind: "period_fixed", effectiveAt, expiresAt: later });
    const look = lookAt(moved, "expired", plus(expiresAt, DAY_MS));
    expect(look).toEqual({ passages: [], told: "in_force", dueAt: later });
    expect(lookAt(moved, look.told, later).passages).toEqual([{ kind: "expired", at: later }]);
  });

  test("is looked at for a reminder that comes before the next passage, and no more once it is over", () => {
    const reminder = plus(expiresAt, -DAY_MS);
    expect(lookAt(fresh, "in_force", effectiveAt, reminder).dueAt).toBe(reminder);
    expect(lookAt(fresh, "in_force", reminder, reminder).dueAt).toBe(expiresAt);
    expect(lookAt(fresh, "pending", plus(effectiveAt, -1), reminder).dueAt).toBe(effectiveAt);
    expect(lookAt(fresh, "expired", expiresAt, plus(expiresAt, DAY_MS)).dueAt).toBeNull();
  });
});

const moments = fc.integer({ min: 0, max: 40 }).map((hour) => plus(effectiveAt, hour * HOUR_MS));
const period = fc
  .tuple(fc.option(moments), fc.option(moments))
  .map(([from, until]): { effectiveAt: Instant | null; expiresAt: Instant | null } =>
    from !== null && until !== null && until < from
      ? { effectiveAt: until, expiresAt: from }
      : { effectiveAt: from, expiresAt: until },
  );
const change = fc.oneof(
  period.map((fixed): Endorsement => ({ kind: "period_fixed", ...fixed })),
  fc.constantFrom<Endorsement["kind"]>("cancelled", "reinstated", "exhausted", "restored"),
);

/** The change, where the state allows it. */
function apply(state: PolicyState, wanted: Endorsement | Endorsement["kind"], now: Instant): PolicyState {
  if (typeof wanted !== "string") return evolve(state, wanted);
  if (wanted === "cancelled" && state.cancelledAt === null) {
    return evolve(state, { kind: "cancelled", at: now, refund: 0n, reason: "" });
  }
  if (wanted === "reinstated" && state.cancelledAt !== null)
    return evolve(state, { kind: "reinstated", at: now, charge: 0n });
  if (wanted === "exhausted" && state.exhaustedAt === null)
    return evolve(state, { kind: "exhausted", at: now, claimId: 1n });
  if (wanted === "restored" && state.exhaustedAt !== null)
    return evolve(state, { kind: "restored", at: now, claimId: 1n });
  return state;
}

describe("over the whole life of a policy", () => {
  test("without endorsements each passage is told once, in order, however often and whenever it is looked at", () => {
    fc.assert(
      fc.property(period, fc.array(moments), (terms, looks) => {
        const state = initialState({ ...TERMS, ...terms });
        let told: Told = "pending";
        const heard: { kind: string; at: Instant }[] = [];
        for (const now of [...looks, instant(effectiveAt + 41 * HOUR_MS)].sort((a, b) => a - b)) {
          const look = lookAt(state, told, now);
          expect(look.dueAt === null || look.dueAt > now).toBe(true);
          heard.push(...look.passages);
          told = look.told;
        }
        const kinds = heard.map(({ kind }) => kind);
        expect(new Set(kinds).size).toBe(kinds.length);
        expect(heard.map(({ at: when }) => when)).toEqual(heard.map(({ at: when }) => when).sort((a, b) => a - b));
        const last = statusAt(state, instant(effectiveAt + 41 * HOUR_MS));
        const isNothing = terms.effectiveAt === terms.expiresAt;
        const expected = {
          pending: [],
          in_force: ["in_force"],
          expired: isNothing ? ["expired"] : ["in_force", "expired"],
        };
        expect(kinds).toEqual(expected[last as keyof typeof expected]);
      }),
    );
  });

  test("whatever endorsements come, who looks when it is due knows as much as who always looks", () => {
    fc.assert(
      fc.property(period, fc.array(fc.tuple(fc.nat({ max: 20 }), change), { maxLength: 8 }), (terms, steps) => {
        let state = initialState({ ...TERMS, ...terms });
        let now = effectiveAt;
        let told: Told = "pending";
        let dueAt: Instant | null = null;
        const look = (): void => {
          const found = lookAt(state, told, now);
          for (const { at: when } of found.passages) expect(when).toBeLessThanOrEqual(now);
          ({ told, dueAt } = found);
        };
        look();
        for (const [hours, wanted] of steps) {
          const until = plus(now, hours * HOUR_MS);
          while (dueAt !== null && dueAt <= until) {
            now = dueAt;
            look();
          }
          now = until;
          const status = statusAt(state, now);
          if (status !== "cancelled" && status !== "exhausted") expect(told).toBe(status);
          state = apply(state, wanted, now);
          look();
        }
      }),
    );
  });
});
