import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Instant, instant } from "../time.js";
import {
  AUDIT_KINDS,
  type AuditBound,
  type AuditPlace,
  boundAfter,
  compareEntries,
  mergeEntries,
  PLATFORM_KINDS,
  readAction,
} from "./entry.js";

/** Many entries of few moments, so that moments are shared within sources and between them. */
const logs = fc
  .array(fc.array(fc.record({ at: fc.nat(4), key: fc.nat(9) }), { maxLength: 12 }), { minLength: 1, maxLength: 5 })
  .map((sources) =>
    sources.map((entries, source): readonly AuditPlace[] => {
      const keys = new Map(
        entries.map(({ at, key }) => [`${at} ${key}`, { at: instant(at), source, key: String(key).padStart(3, "0") }]),
      );
      return [...keys.values()];
    }),
  );

/** What a source gives, as its statement does. */
function read(source: readonly AuditPlace[], { at, key }: AuditBound, limit: number): AuditPlace[] {
  return source
    .filter((entry) => entry.at < at || (entry.at === at && (key === null || entry.key < key)))
    .sort(byKey)
    .slice(0, limit);
}

const byKey = (a: AuditPlace, b: AuditPlace): number => compareEntries(a, b) || (a.key > b.key ? -1 : 1);

function pages(sources: readonly (readonly AuditPlace[])[], limit: number): AuditPlace[] {
  const found: AuditPlace[] = [];
  for (let place: AuditPlace | null = null; ; ) {
    const after: AuditPlace | null = place;
    const given = sources.map((source, rank) => read(source, boundAfter(after, rank), limit + 1));
    const page = mergeEntries(given, limit + 1);
    found.push(...page.slice(0, limit));
    if (page.length <= limit) return found;
    place = found.at(-1) ?? null;
  }
}

describe("many sources as one log", () => {
  test("are read whole, each entry once, in one order, whatever the size of a page", () => {
    fc.assert(
      fc.property(logs, fc.integer({ min: 1, max: 7 }), (sources, limit) => {
        expect(pages(sources, limit)).toEqual(sources.flat().sort(byKey));
      }),
    );
  });

  test("keep their order while later entries come in", () => {
    fc.assert(
      fc.property(logs, fc.integer({ min: 1, max: 3 }), (sources, limit) => {
        const first = mergeEntries(
          sources.map((source, rank) => read(source, boundAfter(null, rank), limit)),
          limit,
        );
        const place = first.at(-1);
        if (place === undefined) return;
        const later: Instant = instant(100);
        const grown = sources.map((source, rank) => [...source, { at: later, source: rank, key: "001" }]);
        const rest = (of: readonly (readonly AuditPlace[])[]) =>
          mergeEntries(
            of.map((source, rank) => read(source, boundAfter(place, rank), 1_000)),
            1_000,
          );
        expect(rest(grown)).toEqual(rest(sources));
      }),
    );
  });
});

describe("an action", () => {
  test("is a kind or one act of it", () => {
    expect(readAction("claim")).toEqual({ kind: "claim", action: null });
    expect(readAction("claim.decided")).toEqual({ kind: "claim", action: "claim.decided" });
    for (const kind of AUDIT_KINDS) expect(readAction(kind)?.kind).toBe(kind);
  });

  test.each(["", "claims", "claim.", "claim.a.b", "claim.Decided", "claim.x'", ".decided"])("is not %j", (text) => {
    expect(readAction(text)).toBeNull();
  });

  test("of one claim, one colleague or one key is nothing that the marketplace looks up", () => {
    for (const kind of ["claim", "payout", "staff", "session", "key", "authority", "review"] as const) {
      expect(PLATFORM_KINDS).not.toContain(kind);
    }
  });
});
