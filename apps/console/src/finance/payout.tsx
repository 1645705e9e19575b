// Understands one payout: where its money is, every exchange with the channel, and another try where that is safe.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { readPayout, retryPayout } from "@anxin/client/operations.generated";
import { useAct, useAnswer } from "@anxin/ui/api";
import { moment } from "@anxin/ui/format/time";
import { Banner } from "@anxin/ui/pieces/banner";
import { Button } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { RadioGroup, TextField } from "@anxin/ui/pieces/field";
import { Facts, Page as Layout, Panel } from "@anxin/ui/pieces/page";
import { Answered, ProblemNote } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { say } from "@anxin/ui/pieces/toast";
import { Id, Money, PayoutStatus, Time, useProductName } from "@anxin/ui/pieces/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { ClaimLink } from "./claim-link.js";
import { TaskLines, useTaskWords } from "./human-task.js";
import "./finance.css";

type Payout = AnswerOf<operations["readPayout"]>;

/** What the log of exchanges says in a word of its own; a word that a newer server has is shown as it is. */
const ANSWERS = [
  "started",
  "succeeded",
  "failed",
  "unknown",
  "dealing",
  "not_found",
  "returned",
  "capped",
  "never_sent",
  "new_number",
] as const;
const CHANNELS = ["alipay"] as const;

function useChannelWords() {
  const { t } = useTranslation("finance");
  return {
    answered(answer: string): string {
      const known = ANSWERS.find((each) => each === answer);
      return known === undefined ? answer : t(`answered_${known}`);
    },
    nameOf(channel: string): string {
      const known = CHANNELS.find((each) => each === channel);
      return known === undefined ? channel : t(`channel_${known}`);
    },
  };
}

function RetryDialog({ payout, onClose }: { readonly payout: Payout; readonly onClose: () => void }) {
  const { t } = useTranslation(["finance", "house"]);
  const [whom, setWhom] = useState("same");
  const [payee, setPayee] = useState({ account: "", name: "" });
  const act = useAct(retryPayout, ["/v1/payouts", "/v1/claims"]);
  const run = (): void =>
    act.mutate(
      {
        path: { payoutId: payout.payoutId },
        body: whom === "same" ? {} : { payee: { channel: "alipay", ...payee } },
      },
      {
        onSuccess: () => {
          say(t("retried"));
          onClose();
        },
      },
    );
  return (
    <Dialog
      title={t("retry")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("house:cancel")}</Button>
          <Button look="primary" isBusy={act.isPending} onClick={run}>
            {t("retry")}
          </Button>
        </>
      }
    >
      <p className="ax-quiet">{t("retryLead")}</p>
      <p>
        <Money fen={payout.amount} strong />
      </p>
      <RadioGroup
        legend={t("colPayee")}
        name="payee"
        value={whom}
        onValue={setWhom}
        choices={[
          { value: "same", label: t("samePayee"), hint: payout.payee },
          { value: "other", label: t("otherPayee") },
        ]}
      />
      {whom === "same" ? null : (
        <>
          <TextField
            label={t("payeeAccount")}
            value={payee.account}
            required
            onChange={({ target }) => setPayee({ ...payee, account: target.value })}
          />
          <TextField
            label={t("payeeName")}
            value={payee.name}
            required
            onChange={({ target }) => setPayee({ ...payee, name: target.value })}
          />
        </>
      )}
      <ProblemNote problem={act.error} />
    </Dialog>
  );
}

function Attempts({ attempts }: { readonly attempts: Payout["attempts"] }) {
  const { t } = useTranslation("finance");
  const { answered } = useChannelWords();
  return (
    <DataTable
      id="payout-attempts"
      label={t("attempts")}
      rows={attempts}
      rowKey={(row) => `${row.at} ${row.action} ${row.outBizNo}`}
      columns={[
        { id: "at", title: t("colAt"), cell: (row) => <Time at={row.at} /> },
        { id: "action", title: t("colAction"), cell: (row) => t(`action_${row.action}`) },
        { id: "number", title: t("outBizNo"), cell: (row) => <Id>{row.outBizNo}</Id> },
        {
          id: "answer",
          title: t("colAnswer"),
          cell: ({ answer, code, detail }) => (
            <span className="fi-answer">
              {answered(answer)}
              {code === null ? null : <Id>{code}</Id>}
              {detail === "" ? null : <span className="ax-quiet ax-small">{detail}</span>}
            </span>
          ),
        },
      ]}
    />
  );
}

export function Page() {
  const { t } = useTranslation("finance");
  const { payoutId = "" } = useParams();
  const productName = useProductName();
  const wordsOf = useTaskWords();
  const { nameOf } = useChannelWords();
  const [isRetrying, setRetrying] = useState(false);
  const answer = useAnswer(readPayout, { path: { payoutId } });
  return (
    <Answered of={answer}>
      {(payout) => (
        <Layout
          title={t("payout")}
          lead={
            <>
              <PayoutStatus status={payout.status} /> <Money fen={payout.amount} strong />
            </>
          }
          trail={<Link to="/finance/payouts">{t("payouts")}</Link>}
          actions={
            payout.status === "failed" || payout.status === "returned" ? (
              <Button look="primary" icon="refresh" onClick={() => setRetrying(true)}>
                {t("retry")}
              </Button>
            ) : undefined
          }
        >
          {payout.humanTask === null ? null : (
            <Banner tone="warn">
              <TaskLines {...wordsOf(payout.humanTask, "payout")} />
            </Banner>
          )}
          <Panel>
            <Facts
              facts={[
                { label: t("colPayout"), value: <Id>{payout.payoutId}</Id> },
                {
                  label: t("colClaim"),
                  value: <ClaimLink claimId={payout.claimId} merchantId={payout.merchantId} />,
                },
                { label: t("purpose"), value: t(`purpose_${payout.purpose}`) },
                { label: t("colProduct"), value: productName(payout.product) },
                { label: t("order"), value: payout.orderId },
                { label: t("colPayee"), value: payout.payee },
                { label: t("channel"), value: nameOf(payout.channel) },
                { label: t("outBizNo"), value: <Id>{payout.outBizNo}</Id> },
                { label: t("channelNo"), value: payout.channelOrderNo ?? "—" },
                { label: t("colPrepared"), value: <Time at={payout.preparedAt} /> },
                { label: t("colSettled"), value: payout.settledAt === null ? "—" : <Time at={payout.settledAt} /> },
                {
                  label: t("answerUnderway"),
                  value: (
                    <>
                      {t("attempt", { n: payout.attempt })}
                      {payout.nextStepAt === null ? null : ` · ${t("nextStep", { at: moment(payout.nextStepAt) })}`}
                    </>
                  ),
                },
              ]}
            />
          </Panel>
          <Panel title={t("attempts")}>
            <Attempts attempts={payout.attempts} />
          </Panel>
          {isRetrying ? <RetryDialog payout={payout} onClose={() => setRetrying(false)} /> : null}
        </Layout>
      )}
    </Answered>
  );
}
