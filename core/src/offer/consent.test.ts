import { describe, expect, it } from "vitest";
import type { Consent } from "../order/order.js";
import { at, dayOf } from "../testing/moment.js";
import { CONSENT_GAPS, type ConsentGap, consentGaps, keptUntil, type PromisedTexts } from "./consent.js";

const TERMS = { kind: "terms", version: 1, sha256: "a".repeat(64) } as const;
const SUMMARY = { kind: "summary", version: 1, sha256: "b".repeat(64) } as const;
const PROMISED: PromisedTexts = { language: "zh", texts: [TERMS, SUMMARY], expiresAt: at("2026-03-02T00:00:00Z") };
const TOLD: Consent = {
  shownAt: at("2026-03-01T00:00:00Z"),
  agreedAt: at("2026-03-01T00:01:00Z"),
  language: "zh",
  texts: [SUMMARY, TERMS],
  channel: "app",
};

describe("a sale", () => {
  it("that was told as it was promised has no gap, in whatever order the texts come", () => {
    expect(consentGaps(PROMISED, TOLD)).toEqual([]);
  });

  const gaps: Record<ConsentGap, Consent | null> = {
    not_reported: null,
    language_differs: { ...TOLD, language: "en" },
    text_missing: { ...TOLD, texts: [TERMS] },
    text_differs: { ...TOLD, texts: [{ ...TERMS, sha256: "c".repeat(64) }, SUMMARY] },
    agreed_before_shown: { ...TOLD, agreedAt: at("2026-02-28T23:59:59Z") },
    agreed_after_expiry: { ...TOLD, agreedAt: PROMISED.expiresAt },
  };
  it.each(CONSENT_GAPS)("has the gap %s", (gap) => expect(consentGaps(PROMISED, gaps[gap])).toEqual([gap]));

  it("of another version's text differs, though the hash were the same; and shows every gap at once", () => {
    expect(consentGaps(PROMISED, { ...TOLD, texts: [{ ...TERMS, version: 2 }, SUMMARY] })).toEqual(["text_differs"]);
    expect(consentGaps(PROMISED, { ...TOLD, language: "en", texts: [{ ...TERMS, version: 2 }] })).toEqual([
      "language_differs",
      "text_missing",
      "text_differs",
    ]);
  });
});

describe("its record is kept", () => {
  it("five years after a contract of a year, ten after a longer one", () => {
    const from = at("2026-01-01T00:00:00Z");
    expect(keptUntil(from, at("2027-01-01T00:00:00Z"))).toBe(dayOf("2032-01-01"));
    expect(keptUntil(from, at("2027-01-03T00:00:00Z"))).toBe(dayOf("2037-01-03"));
    expect(keptUntil(null, from)).toBe(dayOf("2031-01-01"));
  });

  it("to the last of February where a year has no 29th, and for ever while no end is known", () => {
    expect(keptUntil(at("2028-02-01T00:00:00Z"), at("2028-02-29T00:00:00Z"))).toBe(dayOf("2033-02-28"));
    expect(keptUntil(at("2028-02-01T00:00:00Z"), null)).toBeNull();
  });
});
