// Understands the second pair of eyes: a proposal stands once another person lets it, or goes back to its maker with a word.

import { checkDecision } from "@anxin/client/operations.generated";
import { useAct } from "@anxin/ui/api";
import { yuan } from "@anxin/ui/format/money";
import { Button } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { TextArea } from "@anxin/ui/pieces/field";
import { ProblemNote } from "@anxin/ui/pieces/state";
import { say } from "@anxin/ui/pieces/toast";
import { useCallerName } from "@anxin/ui/pieces/words";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Claim } from "./case.js";
import type { MeetConflict } from "./conflict.js";
import { begin } from "./reasons.js";

interface SecondProps {
  readonly claim: Claim;
  readonly etag: string;
  /** What is about to be said; null while nothing is. */
  readonly answer: "approve" | "send_back" | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
  readonly onConflict: MeetConflict;
}

/** Whether a decision waits for somebody else. */
export const isProposed = ({ decision }: Claim): boolean => decision?.state === "proposed";

export function Second({ answer, ...rest }: SecondProps) {
  return answer === null ? null : <Checking key={answer} answer={answer} {...rest} />;
}

function Checking({
  claim,
  etag,
  answer,
  onConflict,
  onClose,
  onDone,
}: SecondProps & { readonly answer: "approve" | "send_back" }) {
  const { t } = useTranslation(["review", "house"]);
  const form = useId();
  const [note, setNote] = useState("");
  const nameOf = useCallerName();
  const check = useAct(checkDecision, ["/v1/claims", "/v1/review"]);
  const { claimId, decision } = claim;
  if (decision === null) return null;
  const isApproval = answer === "approve";
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { decisionId } = decision;
    const body = note === "" ? { approve: isApproval } : { approve: isApproval, note };
    check.mutate(
      { path: { claimId, decisionId }, body, ifMatch: etag },
      {
        onSuccess: () => {
          say(t(isApproval ? "secondDone" : "sentBack"));
          onDone();
        },
        onError: (problem) => {
          if (onConflict(problem, note)) onClose();
        },
      },
    );
  };
  return (
    <Dialog
      title={t(isApproval ? "secondApprove" : "sendBack")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("house:cancel")}</Button>
          <Button look="primary" type="submit" form={form} isBusy={check.isPending} ref={begin}>
            {isApproval ? t("confirmGrant", { amount: yuan(decision.amount) }) : t("sendBack")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <p>
          {t("proposedBy", { name: nameOf(decision.decidedBy, decision.decidedByName) })}{" "}
          {t(`outcome_${decision.outcome}`)} {yuan(decision.amount)}
        </p>
        <TextArea
          label={t("note")}
          isOptional
          maxLength={2000}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
        <ProblemNote problem={check.error} />
      </form>
    </Dialog>
  );
}
