// Understands what finance records of a recovery: the debtor's answer, money that came in, and a proposal to write off.

import { proposeWriteOff, recordRecoveryAnswer, recordRecoveryReceipt } from "@anxin/client/operations.generated";
import { useAct } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { MoneyField, RadioGroup, TextArea, TextField } from "@anxin/ui/pieces/field";
import { ProblemNote } from "@anxin/ui/pieces/state";
import { say } from "@anxin/ui/pieces/toast";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Recovery } from "./recovery-view.js";

export type Act = "recordAnswer" | "recordReceipt" | "writeOff";
const OUTCOMES = ["accepted", "partly_accepted", "denied"] as const;
const LISTS = ["/v1/recoveries", "/v1/ledger"];

interface RecoveryActProps {
  readonly act: Act;
  readonly recovery: Recovery;
  readonly etag: string;
  readonly onClose: () => void;
}

export function RecoveryAct({ act, recovery, etag, onClose }: RecoveryActProps) {
  const { t } = useTranslation(["finance", "house"]);
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]>("accepted");
  const [amount, setAmount] = useState<number | null>(act === "recordAnswer" ? null : recovery.receivable);
  const [words, setWords] = useState("");
  const answer = useAct(recordRecoveryAnswer, LISTS);
  const receipt = useAct(recordRecoveryReceipt, LISTS);
  const writeOff = useAct(proposeWriteOff, LISTS);
  const path = { recoveryId: recovery.recoveryId };
  const done = {
    onSuccess: () => {
      say(t("recorded"));
      onClose();
    },
  };
  const run = (): void => {
    if (act === "recordAnswer") {
      const partly = outcome === "partly_accepted" && amount !== null ? { amount } : {};
      answer.mutate({ path, body: { outcome, reason: words, ...partly }, ifMatch: etag }, done);
    } else if (amount !== null && act === "recordReceipt") {
      receipt.mutate({ path, body: { amount, bankReference: words } }, done);
    } else if (amount !== null) writeOff.mutate({ path, body: { amount, reason: words } }, done);
  };
  const needsAmount = act !== "recordAnswer" || outcome === "partly_accepted";
  return (
    <Dialog
      title={t(act)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("house:cancel")}</Button>
          <Button
            look="primary"
            isBusy={answer.isPending || receipt.isPending || writeOff.isPending}
            disabled={(needsAmount && amount === null) || (act !== "recordAnswer" && words.trim() === "")}
            onClick={run}
          >
            {t("house:save")}
          </Button>
        </>
      }
    >
      {act === "recordAnswer" ? (
        <RadioGroup
          legend={t("colAnswer")}
          name="outcome"
          value={outcome}
          onValue={(value) => setOutcome(OUTCOMES.find((each) => each === value) ?? "accepted")}
          choices={OUTCOMES.map((value) => ({ value, label: t(`answer_${value}`) }))}
        />
      ) : null}
      {needsAmount ? (
        <MoneyField
          label={t(act === "recordAnswer" ? "acceptedAmount" : "amountYuan")}
          required
          value={amount}
          onValue={setAmount}
        />
      ) : null}
      {act === "recordReceipt" ? (
        <TextField
          label={t("bankReference")}
          required
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
      ) : (
        <TextArea
          label={t("reason")}
          {...(act === "writeOff" ? { hint: t("writeOffHint") } : {})}
          required={act === "writeOff"}
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
      )}
      <ProblemNote problem={answer.error ?? receipt.error ?? writeOff.error} />
    </Dialog>
  );
}
