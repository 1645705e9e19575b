// Understands that somebody was quicker: who, when, what came of it, and that nothing that was typed is lost.

import type { Problem } from "@anxin/client/problem";
import { Button } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { ClaimStatus, Money, Time } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import type { Claim } from "./case.js";
import { begin } from "./reasons.js";

/** Refusals that say that the case is not as it was when it was read. */
const CONFLICTS: readonly string[] = ["if_match_stale", "claim_not_decidable", "claim_held", "state_conflict"];

export const isConflict = ({ code }: Problem): boolean => CONFLICTS.includes(code);

/** What is done about a refusal and what was typed: true where it was one of these, and is told of. */
export type MeetConflict = (problem: Problem, note: string) => boolean;

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

interface ConflictProps {
  readonly problem: Problem | null;
  /** As it is now, read again. */
  readonly claim: Claim | undefined;
  /** What was typed and is kept. */
  readonly note: string;
  readonly onStay: () => void;
  readonly onNext: () => void;
}

export function Conflict({ problem, claim, note, onStay, onNext }: ConflictProps) {
  const { t } = useTranslation("review");
  const winner = text(problem?.body?.["changedBy"]) ?? text(problem?.body?.["heldBy"]);
  const at = text(problem?.body?.["changedAt"]);
  const isHeld = problem?.code === "claim_held";
  const heldUntil = text(problem?.body?.["heldUntil"]);
  return (
    <Dialog
      title={t("conflict")}
      isOpen={problem !== null}
      onClose={onStay}
      actions={
        <>
          <Button onClick={onStay}>{t("conflictStay")}</Button>
          <Button look="primary" ref={begin} onClick={onNext}>
            {t("conflictNext")}
          </Button>
        </>
      }
    >
      <p>
        {isHeld
          ? t("conflictHeld", { name: winner ?? t("somebody") })
          : t("conflictChanged", { name: winner ?? t("somebody") })}{" "}
        {at === null ? null : <Time at={at} />}
        {heldUntil === null ? null : <Time at={heldUntil} />}
      </p>
      {claim === undefined || isHeld ? null : (
        <p className="rv-suggested">
          {t("conflictNow")} <ClaimStatus status={claim.status} />
          {claim.decision === null ? null : <Money fen={claim.decision.amount} />}
        </p>
      )}
      <p className="ax-quiet">{t("conflictKept")}</p>
      {note === "" ? null : <blockquote className="rv-note">{note}</blockquote>}
    </Dialog>
  );
}
