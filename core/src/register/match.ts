// Understands whether somebody names an entry of the register, and what the entry is then good for.

import { type Fen, smaller } from "../money.js";
import type { Day } from "../time.js";
import { accreditationText } from "./accreditation.js";
import type { RegisterEntry, RegisterTerms } from "./entry.js";

/** A name as it is compared: however its letters are cased, widened or spaced. */
export const registerKey = (text: string): string => text.normalize("NFKC").replace(/\s+/gu, "").toLowerCase();

export type MatchedBy = "name" | "alias" | "number";

/** What an entry answers to: its name, its other names, its numbers with and without the scheme's name. */
export function registerKeys({ name, aliases, accreditations }: RegisterTerms): string[] {
  const numbers = accreditations.flatMap((each) => [each.number, accreditationText(each)]);
  return [...new Set([name, ...aliases, ...numbers].map(registerKey))];
}

/** By what an entry is meant; null when it is not. */
export function matchedBy(entry: RegisterTerms, cited: string): MatchedBy | null {
  const key = registerKey(cited);
  if (registerKey(entry.name) === key) return "name";
  if (entry.aliases.some((alias) => registerKey(alias) === key)) return "alias";
  return registerKeys(entry).includes(key) ? "number" : null;
}

/** Why an entry does not count on a day; null when it does. */
export type Invalidity = "suspended" | "withdrawn" | "not_yet_valid" | "expired";

export function invalidOn({ status, validFrom, validUntil }: RegisterTerms, day: Day): Invalidity | null {
  if (status !== "active") return status;
  if (day < validFrom) return "not_yet_valid";
  return validUntil !== null && day > validUntil ? "expired" : null;
}

/** What an entry is to be good for; null where it is not known. */
export interface Need {
  readonly category: string;
  readonly peril: string;
  readonly brand: string | null;
}

const admits = (list: readonly string[], wanted: string | null): boolean =>
  list.length === 0 || (wanted !== null && list.some((each) => registerKey(each) === registerKey(wanted)));

/** The parts of a need that lie outside the entry's scope. */
export function outsideScope({ scope }: RegisterTerms, { category, peril, brand }: Need): string[] {
  const parts = [
    !admits(scope.categories, category) && "category",
    !admits(scope.perils, peril) && "peril",
    !admits(scope.brands, brand) && "brand",
  ];
  return parts.filter((part) => part !== false);
}

/** Whether the entry tests by a standard; the year of its edition may be left out ("GB/T 2910" is meant by "GB/T 2910-2009"). */
export function testsBy({ scope }: RegisterTerms, standard: string): boolean {
  const wanted = registerKey(standard);
  return (
    scope.standards.length === 0 ||
    scope.standards.map(registerKey).some((known) => {
      const [longer, shorter] = wanted.length >= known.length ? [wanted, known] : [known, wanted];
      return longer === shorter || (longer.startsWith(shorter) && /^[-.:]/.test(longer.slice(shorter.length)));
    })
  );
}

/** The agreed maximum for a repair: the lowest rate that applies; null where none was agreed. */
export function rateFor({ rateCard }: RegisterTerms, { category, peril }: Omit<Need, "brand">): Fen | null {
  const rates = rateCard.filter((rate) => (rate.category ?? category) === category && (rate.peril ?? peril) === peril);
  return rates.reduce<Fen | null>((least, { costMax }) => (least === null ? costMax : smaller(least, costMax)), null);
}

/** Whether a report's number looks as the entry's numbers do. The mask is data that people enter, never run as a pattern. */
export function fitsMask(mask: string, number: string): boolean {
  const [wanted, given] = [[...mask], [...number]];
  let star = -1;
  let mark = 0;
  let at = 0;
  let place = 0;
  while (at < given.length) {
    if (wanted[place] === "*") {
      star = place++;
      mark = at;
    } else if (place < wanted.length && fitsSign(wanted[place] ?? "", given[at] ?? "")) {
      place += 1;
      at += 1;
    } else if (star >= 0) {
      place = star + 1;
      at = ++mark;
    } else return false;
  }
  return wanted.slice(place).every((sign) => sign === "*");
}

function fitsSign(sign: string, character: string): boolean {
  if (sign === "#") return /^\d$/.test(character);
  if (sign === "@") return /^[A-Za-z]$/.test(character);
  return sign.toLowerCase() === character.toLowerCase();
}

/**
 * Of the entries that somebody means by a name, the one that speaks best for them: one that counts on the day before one that
 * does not, then one whose scope fits, then the one that was written first.
 */
export function bestMatch(
  register: readonly RegisterEntry[],
  cited: string,
  day: Day,
  need: Need,
): { readonly entry: RegisterEntry; readonly by: MatchedBy } | null {
  const meant = register.flatMap((entry) => {
    const by = matchedBy(entry, cited);
    if (by === null) return [];
    const faults = (invalidOn(entry, day) === null ? 0 : 2) + (outsideScope(entry, need).length === 0 ? 0 : 1);
    return [{ entry, by, faults }];
  });
  const [best] = meant.sort((a, b) => a.faults - b.faults || (a.entry.entryId < b.entry.entryId ? -1 : 1));
  return best === undefined ? null : { entry: best.entry, by: best.by };
}
