// Understands what a check of an invariant is given, and what it answers.

import { formatId, ID_PREFIXES, type Id, type IdKind } from "@anxin/core/id";
import type { Text } from "@anxin/core/product/product";
import type { Instant } from "@anxin/core/time";
import { type FoundRow, VIOLATIONS_SHOWN_MAX } from "@anxin/store/invariant";
import type { Tx } from "@anxin/store/transaction";
import type { Catalogue } from "../context.js";

/** What a check may look at, beside the snapshot of one tenant's rows. */
export interface CheckScope {
  readonly catalogue: Catalogue;
  /** Business time. */
  readonly now: Instant;
  /** Nothing can have been recorded after it. */
  readonly latest: Instant;
  /** Orders, decisions and payouts that are looked at one by one, the newest first; null: all. */
  readonly newestMax: number | null;
}

export interface Violation {
  /** What is wrong: an id of ours, or a kind and a name. */
  readonly subject: string;
  readonly detail: string;
}

export interface Verdict {
  readonly holds: boolean;
  /** The first of them. */
  readonly violations: readonly Violation[];
  /** How many there are. */
  readonly count: number;
}

/** A sentence that is true after every transaction, and how to ask whether it is. */
export interface Invariant {
  readonly id: string;
  readonly name: Text;
  readonly check: (scope: CheckScope, tx: Tx) => Promise<Verdict>;
}

const isIdKind = (kind: string): kind is IdKind => Object.hasOwn(ID_PREFIXES, kind);

export const subjectOf = (kind: string, id: Id | null, name = ""): string =>
  id === null ? `${kind} ${name}` : isIdKind(kind) && id >= 0n ? formatId(kind, id) : `${kind} ${id}`;

/** Counts violations, and keeps the first to be shown. */
export class Tally {
  readonly #violations: Violation[] = [];
  #count = 0;

  add(subject: string, detail: string): void {
    this.#count += 1;
    if (this.#violations.length < VIOLATIONS_SHOWN_MAX) this.#violations.push({ subject, detail });
  }

  /** Adds what a question to the database found; its rows know how many there are altogether. */
  addFound(rows: readonly FoundRow[]): void {
    for (const { kind, id, name, detail } of rows) this.add(subjectOf(kind, id, name), detail);
    this.#count += Number(rows[0]?.total ?? 0n) - rows.length;
  }

  addVerdict({ violations, count }: Verdict): void {
    for (const { subject, detail } of violations) this.add(subject, detail);
    this.#count += count - violations.length;
  }

  verdict(): Verdict {
    return { holds: this.#count === 0, violations: this.#violations, count: this.#count };
  }
}

/** Runs a judgement over text of our own store: what cannot even be read is a violation, and stops no other. */
export function judge(tally: Tally, subject: string, judgement: () => readonly string[]): void {
  try {
    for (const detail of judgement()) tally.add(subject, detail);
  } catch (error) {
    tally.add(subject, `cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Names that are held at a time, and rows that are read for them at a time. */
const NAMES_MAX = 200_000;
const ROWS_MAX = 500;

/**
 * Pages of the newest rows: their names first, as many at a time as `namesMax` says, since where no index has their order,
 * finding some takes a look at all of them.
 */
export async function* newestRows<N, R>(
  { newestMax }: CheckScope,
  names: (after: N | null, limit: number) => Promise<readonly N[]>,
  rows: (names: readonly N[]) => Promise<readonly R[]>,
  namesMax: number = NAMES_MAX,
): AsyncGenerator<readonly R[]> {
  let after: N | null = null;
  for (let left = newestMax ?? Number.POSITIVE_INFINITY; left > 0; ) {
    const limit = Math.min(left, namesMax);
    const found: readonly N[] = await names(after, limit);
    for (let at = 0; at < found.length; at += ROWS_MAX) yield await rows(found.slice(at, at + ROWS_MAX));
    if (found.length < limit) return;
    after = found.at(-1) ?? null;
    left -= found.length;
  }
}
