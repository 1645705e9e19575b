// Understands how many cases are decided alike: first what would come of each and what it costs, then the same for good.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { decideInBulk } from "@anxin/client/operations.generated";
import { useAct } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { SelectField, TextArea } from "@anxin/ui/pieces/field";
import { Stat, Stats } from "@anxin/ui/pieces/page";
import { ProblemNote } from "@anxin/ui/pieces/state";
import { Badge, Money, type Tone } from "@anxin/ui/pieces/words";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Outcome, ReasonCode } from "./case.js";
import { Reasons } from "./reasons.js";

type Answer = AnswerOf<operations["decideInBulk"]>;
type Result = Answer["data"][number]["result"];

const TONES: Readonly<Record<Result, Tone>> = {
  would_decide: "good",
  would_propose: "warn",
  would_not: "bad",
  decided: "good",
  proposed: "warn",
  changed: "bad",
  refused: "bad",
  pending: "warn",
};

interface BulkProps {
  readonly claimIds: readonly string[];
  readonly onClose: () => void;
  /** Some were decided. */
  readonly onDone: () => void;
}

function Plan({ answer }: { readonly answer: Answer }) {
  const { t } = useTranslation("review");
  return (
    <>
      <Stats>
        <Stat label={t(answer.dryRun ? "bulkWould" : "bulkGranted")} value={<Money fen={answer.totals.amount} />} />
        {answer.totals.results.map(({ result, count }) => (
          <Stat key={result} label={t(`result_${result}`)} value={count} />
        ))}
      </Stats>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be within reach of the keyboard */}
      <section className="rv-bulk-rows" tabIndex={0} aria-label={t("bulkRows")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("claim")}</th>
              <th scope="col">{t("bulkResult")}</th>
              <th scope="col">{t("amount")}</th>
              <th scope="col">{t("bulkWhy")}</th>
            </tr>
          </thead>
          <tbody>
            {answer.data.map(({ claimId, result, amount, detail }) => (
              <tr key={claimId}>
                <th scope="row">{claimId}</th>
                <td>
                  <Badge tone={TONES[result]}>{t(`result_${result}`)}</Badge>
                </td>
                <td className="rv-figure">
                  <Money fen={amount} />
                </td>
                <td>{detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

export function Bulk({ claimIds: meant, onClose, onDone }: BulkProps) {
  const { t } = useTranslation(["review", "house"]);
  const form = useId();
  // What is decided is what was ticked when it began.
  const [claimIds] = useState(meant);
  const [outcome, setOutcome] = useState<Outcome>("approve");
  const [reasonCodes, setReasonCodes] = useState<readonly ReasonCode[]>([]);
  const [note, setNote] = useState("");
  const run = useAct(decideInBulk);
  const answer = run.data?.body;
  const isPlanned = answer?.dryRun === true && answer.token !== null;
  const willDo = answer?.totals.results.filter(({ result }) => result === "would_decide" || result === "would_propose");
  const count = willDo?.reduce((sum, each) => sum + each.count, 0) ?? 0;
  const tryOut = (): void =>
    run.mutate({
      body: {
        claimIds: [...claimIds],
        outcome,
        dryRun: true,
        reasonCodes: [...reasonCodes],
        ...(note === "" ? {} : { note }),
      },
    });
  const carryOut = (): void => {
    if (answer?.token === undefined || answer.token === null) return;
    run.mutate({ body: { token: answer.token } }, { onSuccess: onDone });
  };
  const isDone = answer?.dryRun === false;
  return (
    <Dialog
      title={t("bulkTitle", { count: claimIds.length })}
      size="large"
      isOpen
      onClose={onClose}
      actions={
        isDone ? (
          <Button look="primary" onClick={onClose}>
            {t("house:close")}
          </Button>
        ) : (
          <>
            <Button onClick={isPlanned ? () => run.reset() : onClose}>
              {t(isPlanned ? "house:back" : "house:cancel")}
            </Button>
            {isPlanned ? (
              <Button look="primary" isBusy={run.isPending} disabled={count === 0} onClick={carryOut}>
                {t("bulkConfirm", { count })}
              </Button>
            ) : (
              <Button
                look="primary"
                isBusy={run.isPending}
                disabled={outcome !== "approve" && reasonCodes.length === 0}
                onClick={tryOut}
              >
                {t("bulkTry")}
              </Button>
            )}
          </>
        )
      }
    >
      {answer !== undefined ? (
        <Plan answer={answer} />
      ) : (
        <form id={form} onSubmit={(event) => event.preventDefault()}>
          <p className="ax-quiet">{t("bulkLead")}</p>
          <SelectField
            label={t("outcome")}
            value={outcome}
            onChange={({ target }) => setOutcome(target.value as Outcome)}
            choices={(["approve", "partly_approve", "reject"] as const).map((value) => ({
              value,
              label: t(`outcome_${value}`),
            }))}
          />
          {outcome === "approve" ? null : (
            <Reasons ticked={reasonCodes} suggested={[]} onTicked={setReasonCodes} error={null} />
          )}
          <TextArea
            label={t("note")}
            isOptional
            value={note}
            maxLength={2000}
            onChange={({ target }) => setNote(target.value)}
          />
        </form>
      )}
      <ProblemNote problem={run.error} />
    </Dialog>
  );
}
