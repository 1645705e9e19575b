// Understands one decision from the key that begins it to the next case: the draft, the act, a conflict, and going on.

import { decideClaim, readClaim } from "@anxin/client/operations.generated";
import type { Problem } from "@anxin/client/problem";
import { forget, queries, useAct } from "@anxin/ui/api";
import { yuan } from "@anxin/ui/format/money";
import { say } from "@anxin/ui/pieces/toast";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CaseFindings, Claim, Outcome } from "./case.js";
import { isConflict } from "./conflict.js";
import { type Draft, firstDraft, useDraft } from "./draft.js";

interface Deciding {
  readonly claim: Claim | undefined;
  readonly etag: string | null;
  readonly findings: CaseFindings | undefined;
  /** Goes on to the case that is next. */
  readonly onNext: () => void;
}

function bodyOf({ outcome, amount, reasonCodes, clauses, note }: Draft) {
  return {
    outcome,
    ...(outcome === "reject" ? {} : { amount }),
    reasonCodes: [...reasonCodes],
    ...(clauses === null ? {} : { clauses: [...clauses] }),
    ...(note === "" ? {} : { note }),
  };
}

export function useDeciding(claimId: string, { claim, etag, findings, onNext }: Deciding) {
  const { t } = useTranslation("review");
  const [draft, keepDraft] = useDraft(claimId);
  const [isOpen, setOpen] = useState(false);
  const [conflict, setConflict] = useState<{ readonly problem: Problem; readonly note: string } | null>(null);
  const decide = useAct(decideClaim);
  // A key that is pressed twice is quicker than the page that shows it as busy.
  const isSending = useRef(false);
  const askAgain = (): void => void forget(queries, ["/v1/claims", "/v1/review", "/v1/orders"]);

  /** What was read before is old; what is in sight is asked again when the server tells of the decision. */
  const outdate = (): void => void queries.invalidateQueries({ queryKey: [readClaim.path], refetchType: "none" });

  /** Tells of a refusal that says that somebody was quicker, with what was typed meanwhile. Answers whether it is one. */
  const meetConflict = (problem: Problem, note: string): boolean => {
    if (!isConflict(problem)) return false;
    setConflict({ problem, note });
    askAgain();
    return true;
  };

  const begin = (outcome: Outcome): void => {
    if (findings === undefined || claim?.status !== "in_review") return;
    decide.reset();
    // What was typed before is kept, unless another outcome is meant now.
    if (draft?.outcome !== outcome) keepDraft({ ...firstDraft(outcome, findings), note: draft?.note ?? "" });
    setOpen(true);
  };

  const send = (): void => {
    if (draft === null || etag === null || isSending.current) return;
    isSending.current = true;
    const { outcome } = draft;
    decide.mutate(
      { path: { claimId }, body: bodyOf(draft), ifMatch: etag },
      {
        onSettled: () => {
          isSending.current = false;
        },
        onSuccess: ({ body: decided }) => {
          const isWaiting = decided.status === "awaiting_second";
          const granted = yuan(decided.decision?.amount ?? decided.amount);
          if (isWaiting) say(t("proposedDone", { amount: granted }), "warn");
          else say(outcome === "reject" ? t("refusedDone") : t("grantedDone", { amount: granted }));
          // The next case comes first: it takes the place of this one before this one is drawn again without its dialog.
          onNext();
          keepDraft(null);
          setOpen(false);
          outdate();
        },
        onError: (problem) => setOpen(!meetConflict(problem, draft.note)),
      },
    );
  };

  return {
    draft,
    keepDraft,
    isOpen,
    close: () => setOpen(false),
    begin,
    send,
    problem: decide.error !== null && !isConflict(decide.error) ? decide.error : null,
    isBusy: decide.isPending,
    conflict,
    meetConflict,
    clearConflict: () => setConflict(null),
  };
}
