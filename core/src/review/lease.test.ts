import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { at } from "../testing/moment.js";
import { MINUTE_MS, plus } from "../time.js";
import { isHeldByAnother, isLive, LEASE_MINUTES, type Lease, type LeaseRequest, leaseAfter } from "./lease.js";

const NOW = at("2026-11-22T04:00:00Z");
const ENDS = plus(NOW, LEASE_MINUTES * MINUTE_MS);
const CHEN: LeaseRequest = { holder: "staff:1", person: "chen", isSupervisor: false, reason: "" };
const LIN: LeaseRequest = { ...CHEN, holder: "staff:2", person: "lin" };
const HELD: Lease = { holder: "staff:1", person: "chen", takenAt: NOW, expiresAt: ENDS };

describe("a claim", () => {
  test("that nobody has in hand is taken for some minutes", () => {
    expect(leaseAfter(null, CHEN, NOW)).toEqual({ lease: HELD, change: "taken" });
  });

  test("is free again from the end of the lease on, and not a millisecond before", () => {
    expect([-1, 0].map((ms) => isLive(HELD, plus(ENDS, ms)))).toEqual([true, false]);
    expect(leaseAfter(HELD, LIN, plus(ENDS, -1))).toEqual({ refused: "claim_held" });
    expect(leaseAfter(HELD, LIN, ENDS)).toMatchObject({ change: "taken", lease: { person: "lin" } });
    expect(isHeldByAnother(HELD, "lin", plus(ENDS, -1))).toBe(true);
    expect(isHeldByAnother(HELD, "lin", ENDS)).toBe(false);
    expect(isHeldByAnother(null, "lin", NOW)).toBe(false);
  });

  test("is kept in hand by its holder, also from another account of the same person", () => {
    const later = plus(NOW, 5 * MINUTE_MS);
    const { takenAt } = HELD;
    const expiresAt = plus(later, LEASE_MINUTES * MINUTE_MS);
    expect(leaseAfter(HELD, { ...CHEN, holder: "staff:9" }, later)).toEqual({
      lease: { holder: "staff:9", person: "chen", takenAt, expiresAt },
      change: "renewed",
    });
    expect(isHeldByAnother(HELD, "chen", later)).toBe(false);
  });

  test("is taken from a colleague by a supervisor alone, with a reason", () => {
    const reason = "请假";
    expect(leaseAfter(HELD, { ...LIN, reason }, NOW)).toEqual({ refused: "forbidden" });
    expect(leaseAfter(HELD, { ...LIN, isSupervisor: true }, NOW)).toEqual({ refused: "reason_required" });
    expect(leaseAfter(HELD, { ...LIN, isSupervisor: true, reason }, NOW)).toMatchObject({
      change: "taken_over",
      lease: { person: "lin", takenAt: NOW, expiresAt: ENDS },
    });
  });
});

test("of any two people one at most has a claim in hand at any moment", () => {
  const anyStep = fc.record({ who: fc.constantFrom(CHEN, LIN), ms: fc.nat({ max: 15 * MINUTE_MS }) });
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 20 }), (steps) => {
      let lease: Lease | null = null;
      let now = NOW;
      for (const { who, ms } of steps) {
        now = plus(now, ms);
        const before: Lease | null = lease;
        const answer = leaseAfter(lease, who, now);
        if ("lease" in answer) lease = answer.lease;
        else expect(isHeldByAnother(before, who.person, now)).toBe(true);
        expect(isLive(lease, now)).toBe(true);
      }
    }),
  );
});
