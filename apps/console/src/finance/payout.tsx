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
import "./finance.css";

type Payout = AnswerOf<operations["readPayout"]>;

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
          cell: (row) => [row.answer, row.code, row.detail].filter((each) => each !== null && each !== "").join(" · "),
        },
      ]}
    />
  );
}

export function Page() {
  const { t } = useTranslation("finance");
  const { payoutId = "" } = useParams();
  const productName = useProductName();
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
              {t("colTask")}: {t(`task_${payout.humanTask}` as "task_transfer_failed")}
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
                { label: t("channel"), value: payout.channel },
                { label: t("outBizNo"), value: <Id>{payout.outBizNo}</Id> },
                { label: t("channelNo"), value: payout.channelOrderNo ?? "—" },
                { label: t("colPrepared"), value: <Time at={payout.preparedAt} /> },
                { label: t("colSettled"), value: payout.settledAt === null ? "—" : <Time at={payout.settledAt} /> },
                {
                  label: t("attempts"),
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
