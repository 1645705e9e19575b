// Understands what was kept since the order: it is in its slots before anybody picks it again.

import { listEvidence } from "@anxin/client/operations.generated";
import { newKey, useAnswer } from "@anxin/ui/api";
import { useEffect } from "react";
import type { PickedFile } from "../evidence/files.js";
import type { Form } from "./draft.js";
import type { Drafting } from "./use-draft.js";

const PAGE_MAX = 200;

export function useVault(orderId: string, { documents }: Pick<Form, "documents">, { draft, change }: Drafting): void {
  const isOpen = draft.hasKept || draft.sent !== null;
  const kept = useAnswer(listEvidence, { query: { orderId, limit: PAGE_MAX } }, { enabled: !isOpen });
  const found = kept.data?.body.data;
  useEffect(() => {
    if (isOpen || found === undefined) return;
    void change((before) => {
      const known = new Set(before.files.map(({ evidenceId }) => evidenceId));
      const fitting = found.flatMap(({ evidenceId, kind, mediaType, bytes }): PickedFile[] =>
        kind === null || known.has(evidenceId) || !documents.some((slot) => slot.kind === kind)
          ? []
          : [{ id: evidenceId, kind, name: kind, mediaType, bytes, key: newKey(), evidenceId }],
      );
      return { ...before, hasKept: true, files: [...before.files, ...fitting] };
    });
  }, [isOpen, found, documents, change]);
}
