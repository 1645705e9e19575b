// Understands the draft on a page: what is typed, how it is saved, and who was quicker.

import { putProductDraft } from "@anxin/client/operations.generated";
import type { FieldProblem } from "@anxin/client/problem";
import { useAct } from "@anxin/ui/api";
import { say } from "@anxin/ui/pieces/toast";
import { createContext, use, useCallback, useEffect, useReducer, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBlocker } from "react-router";
import type { Content, Draft } from "./content.js";
import { begin, type Editing, isChanged, type ReadDraft, step } from "./editing.js";

export interface DraftDesk {
  readonly code: string;
  readonly version: string;
  readonly draft: Draft;
  readonly editing: Editing;
  readonly isChanged: boolean;
  /** Only some roles write; all others read. */
  readonly canWrite: boolean;
  /** Another content; letters typed into one `field` are one step back. */
  readonly edit: (content: Content, field?: string) => void;
  readonly undo: () => void;
  readonly setNote: (note: string) => void;
  readonly rebase: (etag: string | null) => void;
  readonly take: () => void;
  /** Saves; `then` is called once it is kept. `over` is the version that is written over, where another is there. */
  readonly save: (then?: () => void, over?: string) => void;
  readonly isSaving: boolean;
  readonly saving: ReturnType<typeof useAct<NonNullable<(typeof putProductDraft)["contract"]>>>;
  /** What the server says is wrong, by pointers into the content. */
  readonly problems: readonly FieldProblem[];
  /** Fields in which stands what cannot be read. */
  readonly broken: ReadonlySet<string>;
  readonly setBroken: (pointer: string, isBroken: boolean) => void;
}

export const DraftContext = createContext<DraftDesk | null>(null);

export function useDesk(): DraftDesk {
  const desk = use(DraftContext);
  if (desk === null) throw new Error("broken promise: parts of a draft stand on its page");
  return desk;
}

const readOf = ({ content, note }: Draft, etag: string | null): ReadDraft => ({ content, note, etag });

function useBroken(): Pick<DraftDesk, "broken" | "setBroken"> {
  const [broken, set] = useState<ReadonlySet<string>>(new Set());
  const setBroken = useCallback(
    (pointer: string, isBroken: boolean) =>
      set((before) => {
        if (before.has(pointer) === isBroken) return before;
        const next = new Set(before);
        if (isBroken) next.add(pointer);
        else next.delete(pointer);
        return next;
      }),
    [],
  );
  return { broken, setBroken };
}

interface Wish {
  readonly code: string;
  readonly version: string;
  readonly draft: Draft;
  readonly etag: string | null;
  readonly canWrite: boolean;
}

export function useEditing({ code, version, draft, etag, canWrite }: Wish): DraftDesk {
  const { t } = useTranslation("actuary");
  const [editing, dispatch] = useReducer(step, readOf(draft, etag), begin);
  const saving = useAct(putProductDraft, ["/v1/products"]);
  const { broken, setBroken } = useBroken();
  const changed = isChanged(editing);
  const read = readOf(draft, etag);
  // What somebody else saved is shown at once, unless something is typed here: then saving says so.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another version on the server is news
  useEffect(() => {
    if (!changed && etag !== editing.etag) dispatch({ kind: "taken", read });
  }, [etag]);
  const save = (then?: () => void, over?: string): void => {
    if (broken.size > 0) {
      document.querySelector<HTMLElement>(".ac-problems")?.focus();
      return;
    }
    const { content, note } = editing;
    const ifMatch = over ?? editing.etag;
    saving.mutate(
      { path: { code, version }, body: { content, note }, ...(ifMatch === null ? {} : { ifMatch }) },
      {
        onSuccess: ({ etag: kept, body }) => {
          // The server may write a value in its own way, such as a list without repetitions.
          dispatch({ kind: "saved", read: { content: body.draft?.content ?? content, note, etag: kept } });
          say(t("draftSaved"));
          then?.();
        },
      },
    );
  };
  return {
    ...{ code, version, draft, editing, canWrite, saving, broken, setBroken, save },
    isChanged: changed,
    edit: (content, field) => dispatch({ kind: "edit", content, ...(field === undefined ? {} : { field }) }),
    undo: () => dispatch({ kind: "undo" }),
    setNote: (note) => dispatch({ kind: "note", note }),
    rebase: (kept) => dispatch({ kind: "rebased", etag: kept }),
    take: () => {
      saving.reset();
      dispatch({ kind: "taken", read });
    },
    isSaving: saving.isPending,
    problems: (saving.error?.errors ?? []).map((each) => ({
      ...each,
      pointer: each.pointer.replace(/^\/content/, ""),
    })),
  };
}

const NOT_DONE = { current: false } as const;

/** Asks before a page is left on which something is typed that is not kept; not once it `isDone`, which is known before the page is drawn. */
export function useLeaving(isUnsaved: boolean, isDone: { readonly current: boolean } = NOT_DONE) {
  useEffect(() => {
    if (!isUnsaved) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [isUnsaved]);
  return useBlocker(
    ({ currentLocation, nextLocation }) =>
      isUnsaved && !isDone.current && currentLocation.pathname !== nextLocation.pathname,
  );
}
