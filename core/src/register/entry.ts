// Understands an entry of the insurer's register: who may test, appraise or repair, for which goods, and since when.

import type { Fen } from "../money.js";
import type { Day, Instant } from "../time.js";

export const REGISTER_KINDS = ["test_institution", "appraiser", "repairer"] as const;
export type RegisterKind = (typeof REGISTER_KINDS)[number];

export const REGISTER_STATUSES = ["active", "suspended", "withdrawn"] as const;
export type RegisterStatus = (typeof REGISTER_STATUSES)[number];

/**
 * Who vouches for an entry. CMA: the qualification that testing for others takes by law (检验检测机构资质认定). CNAS: voluntary
 * accreditation of laboratories and inspection bodies. trademark: the registration of a brand that appraises its own goods.
 * maker: a maker's authorisation of a repairer.
 */
export const ACCREDITATION_SCHEMES = ["CMA", "CNAS", "trademark", "maker"] as const;
export type AccreditationScheme = (typeof ACCREDITATION_SCHEMES)[number];

export interface Accreditation {
  readonly scheme: AccreditationScheme;
  readonly number: string;
}

/** What an entry may be cited for; an empty list bounds nothing. */
export interface RegisterScope {
  readonly categories: readonly string[];
  /** Codes of perils. */
  readonly perils: readonly string[];
  /** Testing standards, such as "GB/T 2910". */
  readonly standards: readonly string[];
  readonly brands: readonly string[];
}

/** The most that the insurer has agreed to pay for a repair, in fen; null means any. */
export interface RepairRate {
  readonly category: string | null;
  readonly peril: string | null;
  readonly costMax: Fen;
}

/** What is written about somebody in the register. */
export interface RegisterTerms {
  readonly kind: RegisterKind;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly accreditations: readonly Accreditation[];
  readonly scope: RegisterScope;
  /** Province; empty where the whole country is served. */
  readonly region: string;
  /** First and last day on which a report or quote counts; null while no last day is known. */
  readonly validFrom: Day;
  readonly validUntil: Day | null;
  readonly status: RegisterStatus;
  /** Why the entry is suspended or withdrawn; empty where it is active. */
  readonly statusReason: string;
  /** How the numbers of its reports look: "@" a letter, "#" a digit, "*" anything, all else itself; null where any will do. */
  readonly reportMask: string | null;
  readonly rateCard: readonly RepairRate[];
}

/** An entry as it stood at some time. */
export interface RegisterEntry extends RegisterTerms {
  readonly entryId: string;
  /** 1 when written first; one more with each change. */
  readonly revision: number;
}

/** A revision, and from when on it says what is true: a change may be written late, or announced. */
export interface RegisterRevision extends RegisterEntry {
  readonly effectiveFrom: Instant;
}

/**
 * The entry as it stood at an instant: the last word among the revisions that were in effect by then. Whoever writes later knows
 * better, also about the past: a revision replaces all that was said before from its `effectiveFrom` on.
 */
export function entryAsOf<R extends RegisterRevision>(revisions: readonly R[], at: Instant): R | null {
  return revisions.reduce<R | null>((last, revision) => {
    if (revision.effectiveFrom > at) return last;
    return last === null || revision.revision > last.revision ? revision : last;
  }, null);
}
