// Understands what a buyer was shown and agreed to before buying a cover, and what is missing for a sale that can be replayed.

import { never } from "../assert.js";
import type { Consent, ConsentText } from "../order/order.js";
import type { Text } from "../product/product.js";
import { DAY_MS, type Day, type Instant, parseDay, shanghaiDay } from "../time.js";

/** What a quote said that it would be shown with. */
export interface PromisedTexts {
  readonly language: keyof Text;
  readonly texts: readonly ConsentText[];
  /** When the quote ran out. */
  readonly expiresAt: Instant;
}

/** What keeps a sale from being replayed as it was promised. A code never changes its meaning. */
export const CONSENT_GAPS = [
  "not_reported",
  "language_differs",
  "text_missing",
  "text_differs",
  "agreed_before_shown",
  "agreed_after_expiry",
] as const;
export type ConsentGap = (typeof CONSENT_GAPS)[number];

/**
 * Compares what the marketplace says was shown and ticked with what the quote promised, in the order of CONSENT_GAPS. Gaps are
 * told and kept, and do not undo the cover: the buyer paid for it, and whoever sold it answers for the page (可回溯).
 */
export function consentGaps(promised: PromisedTexts, told: Consent | null): ConsentGap[] {
  if (told === null) return ["not_reported"];
  const holds = (gap: ConsentGap): boolean => {
    switch (gap) {
      case "not_reported":
        return false;
      case "language_differs":
        return told.language !== promised.language;
      case "text_missing":
        return promised.texts.some(({ kind }) => !told.texts.some((text) => text.kind === kind));
      case "text_differs":
        return promised.texts.some((text) =>
          told.texts.some((other) => other.kind === text.kind && !same(text, other)),
        );
      case "agreed_before_shown":
        return told.agreedAt < told.shownAt;
      case "agreed_after_expiry":
        return told.agreedAt >= promised.expiresAt;
      default:
        return never(gap);
    }
  };
  return CONSENT_GAPS.filter(holds);
}

const same = (a: ConsentText, b: ConsentText): boolean => a.version === b.version && a.sha256 === b.sha256;

/** Contracts of up to a year keep their file for five years after they end, longer ones for ten (Insurance Law art. 87). */
const SHORT_TERM_DAYS = 366;
const KEPT_YEARS_SHORT = 5;
const KEPT_YEARS_LONG = 10;

/**
 * The day before which a contract's sales record may not be destroyed, from its period; null while its beginning or end is not
 * known. The notice on replayable internet sales asks for the same years, counted from the end of the contract.
 */
export function keptUntil(effectiveAt: Instant | null, endsAt: Instant | null): Day | null {
  if (endsAt === null) return null;
  const short = effectiveAt === null || endsAt - effectiveAt <= SHORT_TERM_DAYS * DAY_MS;
  return yearsLater(shanghaiDay(endsAt), short ? KEPT_YEARS_SHORT : KEPT_YEARS_LONG);
}

/** The same day of a later year; the last of February where that year has no 29th. */
function yearsLater(day: Day, years: number): Day | null {
  const [year = "", month = "", date = ""] = day.split("-");
  const later = String(Number(year) + years);
  return parseDay(`${later}-${month}-${date}`) ?? parseDay(`${later}-${month}-28`);
}
