// Understands write-offs: proposed by one person, approved or sent back by another.

import { judgeWriteOff } from "@anxin/client/operations.generated";
import { useAct } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { TextField } from "@anxin/ui/pieces/field";
import { Panel } from "@anxin/ui/pieces/page";
import { ProblemNote } from "@anxin/ui/pieces/state";
import { say } from "@anxin/ui/pieces/toast";
import { Money, Time, useCallerName } from "@anxin/ui/pieces/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Recovery } from "./recovery-view.js";

interface WriteOffsProps {
  readonly recovery: Recovery;
  readonly etag: string;
  readonly mayJudge: boolean;
}

export function WriteOffs({ recovery, etag, mayJudge }: WriteOffsProps) {
  const { t } = useTranslation("finance");
  const callerName = useCallerName();
  const [note, setNote] = useState("");
  const act = useAct(judgeWriteOff, ["/v1/recoveries", "/v1/ledger"]);
  const judge = (writeOffId: string, approve: boolean): void =>
    act.mutate(
      { path: { recoveryId: recovery.recoveryId, writeOffId }, body: { approve, note }, ifMatch: etag },
      { onSuccess: () => say(t("recorded")) },
    );
  return (
    <Panel title={t("writeOffs")}>
      {recovery.writeOffs.map((each) => (
        <div key={each.writeOffId} className="fi-write-off">
          <p>
            <Money fen={each.amount} strong />{" "}
            {t("proposedBy", { who: callerName(each.proposedBy, each.proposedByName) })} <Time at={each.proposedAt} />
          </p>
          <p>{each.reason}</p>
          {each.judgedAt === null && mayJudge ? (
            <>
              <TextField label={t("noteWord")} value={note} onChange={({ target }) => setNote(target.value)} />
              <span className="ax-actions">
                <Button look="primary" isBusy={act.isPending} onClick={() => judge(each.writeOffId, true)}>
                  {t("approve")}
                </Button>
                <Button isBusy={act.isPending} onClick={() => judge(each.writeOffId, false)}>
                  {t("sendBack")}
                </Button>
              </span>
            </>
          ) : null}
        </div>
      ))}
      <ProblemNote problem={act.error} />
    </Panel>
  );
}
