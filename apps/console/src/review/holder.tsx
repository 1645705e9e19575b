// Understands who has a case in hand, and how a supervisor takes it over.

import { Problem } from "@anxin/client/problem";
import { Banner } from "@anxin/ui/pieces/banner";
import { Button } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { TextArea } from "@anxin/ui/pieces/field";
import { ProblemNote } from "@anxin/ui/pieces/state";
import { Time } from "@anxin/ui/pieces/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { QueueItem } from "./case.js";
import type { Hold } from "./use-lease.js";

interface HolderProps {
  readonly hold: Hold;
  /** As the queue tells it, for those to whom the lease does not. */
  readonly listed: QueueItem["holder"] | undefined;
  readonly mayTakeOver: boolean;
  readonly onTakeOver: (reason: string) => Promise<void>;
}

export function Holder({ hold, listed, mayTakeOver, onTakeOver }: HolderProps) {
  const { t } = useTranslation(["review", "house"]);
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  if (hold.kind !== "other") return null;
  const name = hold.name ?? listed?.name ?? t("somebody");
  const until = hold.until ?? listed?.until ?? null;
  const take = (): void => {
    onTakeOver(reason).then(
      () => setAsking(false),
      (error: unknown) => {
        if (!(error instanceof Problem)) throw error;
        setProblem(error);
      },
    );
  };
  return (
    <>
      <Banner tone="warn">
        <div className="rv-holder">
          <span>
            {t("heldBy", { name })} {until === null ? null : <Time at={until} />}
          </span>
          {mayTakeOver ? <Button onClick={() => setAsking(true)}>{t("takeOver")}</Button> : null}
        </div>
      </Banner>
      <Dialog
        title={t("takeOver")}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t("house:cancel")}</Button>
            <Button look="primary" disabled={reason.trim() === ""} onClick={take}>
              {t("takeOver")}
            </Button>
          </>
        }
      >
        <TextArea
          label={t("takeOverReason")}
          hint={t("takeOverHint", { name })}
          value={reason}
          maxLength={500}
          onChange={({ target }) => setReason(target.value)}
        />
        <ProblemNote problem={problem} />
      </Dialog>
    </>
  );
}
