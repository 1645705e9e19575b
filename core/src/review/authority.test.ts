import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { at } from "../testing/moment.js";
import { instant, plus } from "../time.js";
import {
  type AuthorityLimit,
  authorityAmong,
  DECIDING_ROLES,
  type Decider,
  isDecidingRole,
  LAUNCH_LIMITS,
  limitsInForce,
} from "./authority.js";

const NOW = at("2026-11-22T04:00:00Z");
const ADJUSTER: Decider = { role: "adjuster", level: 2, person: "lin" };

let revisions = 0;
const limit = (change: Partial<AuthorityLimit>): AuthorityLimit => ({
  role: "adjuster",
  level: 1,
  product: "",
  amountMax: 1_000n,
  effectiveAt: NOW,
  revision: ++revisions,
  person: "qian",
  ...change,
});
const mayGrant = (limits: readonly AuthorityLimit[], who = ADJUSTER, product = "quality", when = NOW) =>
  authorityAmong(limits, who, product, when);

describe("what somebody may grant alone", () => {
  test("is the launch limit of the role where nobody has set any", () => {
    for (const role of DECIDING_ROLES) expect(mayGrant([], { ...ADJUSTER, role })).toBe(LAUNCH_LIMITS[role]);
  });

  test("comes from the level itself, or from the next one below that has a limit", () => {
    const [first, third] = [limit({ level: 1, amountMax: 100n }), limit({ level: 3, amountMax: 300n })];
    expect([1, 2, 3, 9].map((level) => mayGrant([first, third], { ...ADJUSTER, level }))).toEqual([
      100n,
      100n,
      300n,
      300n,
    ]);
  });

  test("is the product's own on one level, and the level's before the product's of a lower one", () => {
    const all = limit({ level: 1, amountMax: 1_000n });
    const own = limit({ level: 1, amountMax: 50n, product: "quality" });
    expect(mayGrant([all, own])).toBe(50n);
    expect(mayGrant([all, own], ADJUSTER, "allergy")).toBe(1_000n);
    expect(mayGrant([all, own, limit({ level: 2, amountMax: 2_000n })])).toBe(2_000n);
  });

  test("changes at the moment from which a limit holds, and not before", () => {
    const limits = [limit({ amountMax: 100n, effectiveAt: plus(NOW, -1) }), limit({ amountMax: 900n })];
    expect([-1, 0, 1].map((ms) => mayGrant(limits, ADJUSTER, "quality", plus(NOW, ms)))).toEqual([100n, 900n, 900n]);
  });

  test("of two limits from one moment on it is the one that was set last", () => {
    const [first, second] = [limit({ amountMax: 100n }), limit({ amountMax: 200n })];
    expect(mayGrant([second, first])).toBe(200n);
  });

  test("falls back to what holds without it when a limit is taken away", () => {
    const limits = [
      limit({ amountMax: 100n }),
      limit({ level: 2, amountMax: 700n }),
      limit({ level: 2, amountMax: null }),
    ];
    expect(mayGrant(limits)).toBe(100n);
  });

  test("is never raised by a limit of one's own making", () => {
    const own = limit({ amountMax: 9_000_000n, person: "lin" });
    expect(mayGrant([own])).toBe(LAUNCH_LIMITS.adjuster);
    expect(mayGrant([limit({ amountMax: 100n }), own])).toBe(100n);
    expect(mayGrant([own], { ...ADJUSTER, person: "chen" })).toBe(9_000_000n);
  });

  test("is another role's own affair", () => {
    expect(mayGrant([limit({ role: "supervisor", amountMax: 1n })])).toBe(LAUNCH_LIMITS.adjuster);
    expect(["adjuster", "supervisor", "finance", "server"].map(isDecidingRole)).toEqual([true, true, false, false]);
  });
});

const anyLimit = fc.record({
  role: fc.constantFrom(...DECIDING_ROLES),
  level: fc.integer({ min: 1, max: 4 }),
  product: fc.constantFrom("", "quality", "allergy"),
  amountMax: fc.option(fc.bigInt({ min: 0n, max: 10_000n })),
  effectiveAt: fc.integer({ min: -5, max: 5 }).map((ms) => plus(NOW, ms)),
  person: fc.constantFrom("qian", "lin"),
});
const anyLimits = fc
  .array(anyLimit, { maxLength: 12 })
  .map((limits): AuthorityLimit[] => limits.map((each, i) => ({ ...each, revision: i + 1 })));

/** The same by another way: look down from one's own level, at the product first, for the last row that has begun. */
function expected(limits: readonly AuthorityLimit[], who: Decider, product: string): bigint {
  for (let level = who.level; level >= 1; level--) {
    for (const wanted of [product, ""]) {
      const begun = limits.filter((each) => {
        const fits = each.role === who.role && each.level === level && each.product === wanted;
        return fits && each.person !== who.person && each.effectiveAt <= NOW;
      });
      const last = begun.reduce<AuthorityLimit | null>(
        (best, each) => (best === null || each.effectiveAt >= best.effectiveAt ? each : best),
        null,
      );
      if (last !== null && last.amountMax !== null) return last.amountMax;
    }
  }
  return LAUNCH_LIMITS[who.role];
}

describe("for any limits", () => {
  test("a second way of looking it up finds the same", () => {
    fc.assert(
      fc.property(
        anyLimits,
        fc.constantFrom(...DECIDING_ROLES),
        fc.integer({ min: 1, max: 4 }),
        (limits, role, level) => {
          const who: Decider = { role, level, person: "lin" };
          for (const product of ["quality", "allergy", "screen-crack"])
            expect(mayGrant(limits, who, product)).toBe(expected(limits, who, product));
        },
      ),
    );
  });

  test("the order in which they are read changes nothing", () => {
    fc.assert(
      fc.property(anyLimits, (limits) => {
        expect(mayGrant([...limits].reverse())).toBe(mayGrant(limits));
      }),
    );
  });

  test("at most one is in force for a role, level and product, and it has begun", () => {
    fc.assert(
      fc.property(anyLimits, (limits) => {
        const found = limitsInForce(limits, NOW);
        const keys = found.map(({ role, level, product }) => `${role} ${level} ${product}`);
        expect(new Set(keys).size).toBe(keys.length);
        expect(found.every(({ effectiveAt }) => effectiveAt <= instant(NOW))).toBe(true);
      }),
    );
  });
});
