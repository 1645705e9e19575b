// Understands the other acts about a case's money: an advance of what nobody disputes, another reserve, a correction upwards.

import { adjustReserve, advanceClaim, proposeCorrection } from "@anxin/client/operations.generated";
import type { Problem } from "@anxin/client/problem";
import { useAct } from "@anxin/ui/api";
import { yuan } from "@anxin/ui/format/money";
import { Button } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { MoneyField, TextArea } from "@anxin/ui/pieces/field";
import { ProblemNote } from "@anxin/ui/pieces/state";
import { say } from "@anxin/ui/pieces/toast";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Claim } from "./case.js";
import type { MeetConflict } from "./conflict.js";

const ACTS = ["advance", "reserve", "correction"] as const;
type Act = (typeof ACTS)[number];

/** Which of them the case allows as it stands. */
function actsFor({ status, amount, decision, appeals }: Claim): readonly Act[] {
  const isUndecided = ["filed", "in_review", "evidence_requested", "awaiting_second"].includes(status);
  const isOpen = appeals.some(({ state }) => state === "open") || decision?.state === "proposed";
  return [
    ...(status === "in_review" || status === "evidence_requested" ? (["advance"] as const) : []),
    ...(isUndecided ? (["reserve"] as const) : []),
    ...((status === "approved" || status === "partly_approved") && amount > 0 && !isOpen
      ? (["correction"] as const)
      : []),
  ];
}

interface MoneyActsProps {
  readonly claim: Claim;
  readonly etag: string;
  readonly onConflict: MeetConflict;
}

export function MoneyActs({ claim, etag, onConflict }: MoneyActsProps) {
  const { t } = useTranslation("review");
  const [act, setAct] = useState<Act | null>(null);
  const acts = actsFor(claim);
  if (acts.length === 0) return null;
  return (
    <>
      {acts.map((each) => (
        <Button key={each} look="quiet" onClick={() => setAct(each)}>
          {t(`act_${each}`)}
        </Button>
      ))}
      {act === null ? null : (
        <OneAct key={act} act={act} claim={claim} etag={etag} onConflict={onConflict} onClose={() => setAct(null)} />
      )}
    </>
  );
}

interface OneActProps extends MoneyActsProps {
  readonly act: Act;
  readonly onClose: () => void;
}

function OneAct({ act, claim, etag, onConflict, onClose }: OneActProps) {
  const { t } = useTranslation(["review", "house"]);
  const form = useId();
  const [amount, setAmount] = useState<number | null>(
    act === "reserve" ? claim.reserve : act === "correction" ? claim.amount : null,
  );
  const [note, setNote] = useState("");
  const [isTried, setTried] = useState(false);
  const forgets = ["/v1/claims", "/v1/review"];
  const advance = useAct(advanceClaim, forgets);
  const reserve = useAct(adjustReserve, forgets);
  const correction = useAct(proposeCorrection, forgets);
  const present = { advance, reserve, correction }[act];
  const hasAmount = amount !== null && (amount > 0 || act === "reserve");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!hasAmount || note.trim() === "") return;
    const input = { path: { claimId: claim.claimId }, body: { amount, note }, ifMatch: etag };
    const done = {
      onSuccess: () => {
        say(t(`done_${act}`, { amount: yuan(amount) }));
        onClose();
      },
      onError: (problem: Problem) => {
        if (onConflict(problem, note)) onClose();
      },
    };
    if (act === "advance") advance.mutate(input, done);
    else if (act === "reserve") reserve.mutate(input, done);
    else correction.mutate(input, done);
  };
  return (
    <Dialog
      title={t(`act_${act}`)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("house:cancel")}</Button>
          <Button look="primary" type="submit" form={form} isBusy={present.isPending}>
            {hasAmount ? t(`confirm_${act}`, { amount: yuan(amount) }) : t(`act_${act}`)}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <p className="ax-quiet">{t(`hint_${act}`)}</p>
        <MoneyField
          label={t("amount")}
          value={amount}
          onValue={setAmount}
          error={isTried && !hasAmount ? t("amountMissing") : null}
        />
        <TextArea
          label={t("note")}
          value={note}
          maxLength={2000}
          error={isTried && note.trim() === "" ? t("noteMissing") : null}
          onChange={({ target }) => setNote(target.value)}
        />
        <ProblemNote problem={present.error} />
      </form>
    </Dialog>
  );
}
