// Understands a draft that is being edited: what was read, what was typed since, and the steps back.

import type { Content } from "./content.js";

export interface Editing {
  /** As it was last read or saved. */
  readonly base: Content;
  readonly baseNote: string;
  /** The version that the next save is made on. */
  readonly etag: string | null;
  readonly content: Content;
  readonly note: string;
  readonly past: readonly Content[];
  /** What the last step edited: letters typed into one field are one step. */
  readonly last: string | null;
}

export interface ReadDraft {
  readonly content: Content;
  readonly note: string;
  readonly etag: string | null;
}

export type Step =
  | { readonly kind: "edit"; readonly content: Content; readonly field?: string }
  | { readonly kind: "note"; readonly note: string }
  | { readonly kind: "undo" }
  /** What is on the server now: read anew, or saved. What was typed since the save went out is kept. */
  | { readonly kind: "saved"; readonly read: ReadDraft }
  /** The same content under another version, such as after its scenarios were kept. */
  | { readonly kind: "rebased"; readonly etag: string | null }
  | { readonly kind: "taken"; readonly read: ReadDraft };

const STEPS_MAX = 200;

export const begin = ({ content, note, etag }: ReadDraft): Editing => ({
  ...{ base: content, baseNote: note, etag, content, note },
  ...{ past: [], last: null },
});

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

export const isChanged = ({ base, baseNote, content, note }: Editing): boolean =>
  note !== baseNote || (content !== base && !isSame(content, base));

export function step(editing: Editing, next: Step): Editing {
  switch (next.kind) {
    case "edit": {
      const field = next.field ?? null;
      const goesOn = field !== null && field === editing.last;
      const past = goesOn ? editing.past : [...editing.past, editing.content].slice(-STEPS_MAX);
      return { ...editing, content: next.content, past, last: field };
    }
    case "note":
      return { ...editing, note: next.note };
    case "undo": {
      const before = editing.past.at(-1);
      return before === undefined
        ? editing
        : { ...editing, content: before, past: editing.past.slice(0, -1), last: null };
    }
    case "saved":
      return { ...editing, base: next.read.content, baseNote: next.read.note, etag: next.read.etag, last: null };
    case "rebased":
      return { ...editing, etag: next.etag };
    case "taken":
      return begin(next.read);
  }
}
