// Understands what the audit log tells: who did what when to what, from many sources in one order that never changes.

import { INSTANT_MAX, type Instant } from "../time.js";

/** What acts are about; the first word of every action. */
export const AUDIT_KINDS = [
  "claim",
  "policy",
  "payout",
  "recovery",
  "service_order",
  "register",
  "review",
  "authority",
  "staff",
  "session",
  "key",
  "switch",
  "campaign",
  "merchant",
  "enrolment",
  "wallet",
  "deposit",
  "contacts",
  "product",
  "webhook",
] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

/** What the marketplace does itself, and so may look up. Whatever is about one claim or one colleague is the insurer's. */
export const PLATFORM_KINDS: readonly AuditKind[] = [
  "switch",
  "campaign",
  "merchant",
  "enrolment",
  "wallet",
  "deposit",
  "webhook",
];

/** Where an entry stands: by its time, then by its source, then by its key in there. */
export interface AuditPlace {
  readonly at: Instant;
  /** Which source it comes from. */
  readonly source: number;
  /** Compared by the database alone, in the collation "C". */
  readonly key: string;
}

/** Negative where `a` stands before `b`: the newest first, of one moment the first source first; there, 0: as the source gave them. */
export function compareEntries(a: Omit<AuditPlace, "key">, b: Omit<AuditPlace, "key">): number {
  return a.at === b.at ? a.source - b.source : b.at - a.at;
}

/** From where on a source is read: entries before `at`, and of that moment those with a key below `key`; null: all of it. */
export interface AuditBound {
  readonly at: Instant;
  readonly key: string | null;
}

/** From where on one source is read, so that what follows a place is found, and nothing else. */
export function boundAfter(place: AuditPlace | null, source: number): AuditBound {
  if (place === null) return { at: INSTANT_MAX, key: null };
  if (source === place.source) return { at: place.at, key: place.key };
  // Sources before it have told all of that moment; no key is below the empty one.
  return { at: place.at, key: source < place.source ? "" : null };
}

/** The first `limit` entries of what each source gave, each in its own order, which is kept: sorting is stable. */
export function mergeEntries<E extends AuditPlace>(sources: readonly (readonly E[])[], limit: number): readonly E[] {
  return sources.flat().sort(compareEntries).slice(0, limit);
}

const WORDS = /^[a-z][a-z_]*(?:\.[a-z][a-z_]*)?$/;

/** What an action is narrowed to: a kind, or one act of it; null when it is neither. */
export function readAction(text: string): { readonly kind: AuditKind; readonly action: string | null } | null {
  const [word = "", act] = text.split(".", 2);
  const kind = AUDIT_KINDS.find((each) => each === word);
  return kind === undefined || !WORDS.test(text) ? null : { kind, action: act === undefined ? null : text };
}
