// Understands a list of documents that a claimant is asked for: complete, one at a time, and what follows from silence.

import { present } from "../assert.js";
import type { EvidenceSlot, ProductVersion, SupplementTerms } from "../product/product.js";
import { addDays, DAY_MS, type Instant, parseDay, plus, shanghaiDay, startOfDay } from "../time.js";
import { dueAfter } from "./clocks.js";
import type { EvidenceFact } from "./facts.js";
import type { CaseState } from "./machine.js";
import type { MissingDocument } from "./missing.js";

/** Anything that no slot of the product is for; the note says what. */
export const OTHER_KIND = "other";

export interface WantedDocument {
  readonly kind: string;
  /** What it should show, in the words of who asks; empty where the slot says it all. */
  readonly note: string;
}

export interface AskedDocument extends WantedDocument {
  /** How many different files of the kind the case then has. */
  readonly needed: number;
  /** Whether the terms ask for it anyway; else a person wants to see more. */
  readonly required: boolean;
}

type File = Pick<EvidenceFact, "kind" | "sha256">;

const filesOf = (evidence: readonly File[], kind: string): number =>
  new Set(evidence.filter((file) => file.kind === kind).map((file) => file.sha256)).size;

/**
 * The one complete list (Insurance Law art. 22): what a person wants to see, and whatever else the terms still lack. A file
 * of a slot that is full already is asked for once more.
 */
export function completeList(
  wanted: readonly WantedDocument[],
  missing: readonly MissingDocument[],
  evidence: readonly File[],
): AskedDocument[] {
  const asked: AskedDocument[] = [];
  for (const document of wanted) {
    const lacking = missing.find(({ slot }) => slot.kind === document.kind);
    const again = asked.filter(({ kind }) => kind === document.kind).length;
    const needed = lacking?.slot.minCount ?? filesOf(evidence, document.kind) + again + 1;
    asked.push({ ...document, needed, required: lacking !== undefined });
  }
  const rest = missing.filter(({ slot }) => !wanted.some(({ kind }) => kind === slot.kind));
  return [...asked, ...rest.map(({ slot }) => ({ kind: slot.kind, note: "", needed: slot.minCount, required: true }))];
}

/** A document that is still waited for. */
export interface OpenDocument extends MissingDocument {
  readonly note: string;
  /** Whether the claimant was asked for it. */
  readonly asked: boolean;
}

/** What is still waited for: of the list that was asked for last, and whatever the terms lack besides. */
export function openDocuments(
  { documents }: Pick<ProductVersion, "documents">,
  list: readonly AskedDocument[],
  missing: readonly MissingDocument[],
  evidence: readonly File[],
): OpenDocument[] {
  const lacking = new Map(missing.map((each) => [each.slot.kind, each]));
  const open = list.flatMap(({ kind, note, needed, required }): OpenDocument[] => {
    const given = filesOf(evidence, kind);
    // What the terms ask for may have come as another slot's file.
    if (required ? !lacking.has(kind) : given >= needed) return [];
    const slot = documents.find((each) => each.kind === kind) ?? otherSlot(note);
    const counted = lacking.get(kind)?.given ?? given;
    return [{ slot: { ...slot, minCount: needed, required: true }, given: counted, note, asked: true }];
  });
  const rest = missing.filter(({ slot }) => !list.some(({ kind, required }) => required && kind === slot.kind));
  return [...open, ...rest.map((each) => ({ ...each, note: "", asked: false }))];
}

const otherSlot = (note: string): EvidenceSlot => ({
  kind: OTHER_KIND,
  title: { zh: "其他材料", en: "Another document" },
  example: { zh: note, en: note },
  minCount: 1,
  required: true,
});

/** When a list is followed up where the product says nothing else. Launch decision; the law sets no time for the claimant. */
const USUAL_TERMS: SupplementTerms = { reminderDays: [3, 7], silenceDays: 30 };

export const supplementTerms = ({ supplement }: Pick<ProductVersion, "supplement">): SupplementTerms =>
  supplement ?? USUAL_TERMS;

/** From when on silence closes the case: the end of the last day, since the last sign of life. */
export const silenceEnds = (since: Instant, { silenceDays }: SupplementTerms): Instant => dueAfter(since, silenceDays);

export interface Waiting {
  /** When the list was delivered, or the last document came. */
  readonly since: Instant;
  readonly closesAt: Instant;
  /** Reminders that were sent since then. */
  readonly reminded: number;
}

/** When something is to be done about the silence: the next reminder, or the end of waiting. */
export function nextStepAt({ since, closesAt, reminded }: Waiting, { reminderDays }: SupplementTerms): Instant {
  const days = reminderDays[reminded];
  const at = days === undefined ? closesAt : plus(since, days * DAY_MS);
  return at < closesAt ? at : closesAt;
}

/** What silence leads to by now. Reminders that were missed are sent as one. */
export function silenceAt(
  waiting: Waiting,
  terms: SupplementTerms,
  now: Instant,
): { readonly kind: "wait" } | { readonly kind: "lapse" } | { readonly kind: "remind"; readonly reminded: number } {
  if (now >= waiting.closesAt) return { kind: "lapse" };
  const reminded = terms.reminderDays.filter((days) => now >= plus(waiting.since, days * DAY_MS)).length;
  return reminded > waiting.reminded ? { kind: "remind", reminded } : { kind: "wait" };
}

const LIMITATION_YEARS = 2;

/**
 * Until when a case that was closed on silence opens again: two years (Insurance Law art. 26), which the claim interrupted and
 * which count anew from the closing (Civil Code art. 195); to the end of the day of the same date, or of the month's last day
 * where there is none (Civil Code art. 202).
 */
export function reopensUntil(lapsedAt: Instant): Instant {
  const day = shanghaiDay(lapsedAt);
  const year = Number(day.slice(0, 4)) + LIMITATION_YEARS;
  const last = parseDay(`${year}${day.slice(4)}`) ?? addDays(present(parseDay(`${year}-03-01`), "March begins"), -1);
  return startOfDay(addDays(last, 1));
}

/**
 * Whether rules may look at a case again when documents have come: not where a person had part in it, nor where one asked for
 * more than the terms do and so wants to see it.
 */
export function rulesMayLook(
  { reviewed, deciders, appeals, proposal, agreed }: CaseState,
  lists: readonly (readonly AskedDocument[])[],
): boolean {
  const untouched = !reviewed && deciders.length === 0 && appeals === 0 && proposal === null && agreed === 0n;
  return untouched && lists.every((list) => list.every(({ required }) => required));
}
