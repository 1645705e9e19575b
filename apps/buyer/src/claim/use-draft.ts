// Understands the draft of a claim on a page: read once, written at each change.

import { newKey } from "@anxin/ui/api";
import { useCallback, useEffect, useRef, useState } from "react";
import { beginDraft, type Draft, type Form, type Order } from "./draft.js";
import { keepDraft, readDraft } from "./keep.js";

export interface Drafting {
  readonly draft: Draft;
  /** Changes it, and answers once that is kept. */
  change(change: (before: Draft) => Draft): Promise<void>;
}

interface Of {
  readonly buyer: string;
  readonly form: Form;
  readonly order: Order;
  readonly lineId: string;
  readonly now: number;
}

/** Null until it is known whether there was one before. */
export function useDraft({ buyer, form, order, lineId, now }: Of): Drafting | null {
  const [draft, setDraft] = useState<Draft | null>(null);
  const present = useRef<Draft | null>(null);
  const begun = useRef(now);
  useEffect(() => {
    let isOpen = true;
    void readDraft(buyer, form.policyId).then((kept) => {
      if (!isOpen || present.current !== null) return;
      present.current = kept ?? beginDraft(form, order, lineId, begun.current, newKey());
      setDraft(present.current);
      void keepDraft(buyer, present.current);
    });
    return () => {
      isOpen = false;
    };
  }, [buyer, form, order, lineId]);
  const change = useCallback(
    async (how: (before: Draft) => Draft): Promise<void> => {
      if (present.current === null) return;
      present.current = how(present.current);
      setDraft(present.current);
      await keepDraft(buyer, present.current);
    },
    [buyer],
  );
  return draft === null ? null : { draft, change };
}
