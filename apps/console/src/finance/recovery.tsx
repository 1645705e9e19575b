// Understands one recovery: what is receivable, what the debtor said and paid, and what may be done about it now.

import { readRecovery, readTrialBalance, submitRecovery } from "@anxin/client/operations.generated";
import { useAct, useAnswer } from "@anxin/ui/api";
import { useValueWord } from "@anxin/ui/case/value-words";
import { Banner } from "@anxin/ui/pieces/banner";
import { Button } from "@anxin/ui/pieces/button";
import { Facts, Page as Layout, Panel, Stat, Stats } from "@anxin/ui/pieces/page";
import { Answered, ProblemNote } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { say } from "@anxin/ui/pieces/toast";
import { Id, Money, Time, useCallerName, useProductName } from "@anxin/ui/pieces/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { useRole } from "../role.js";
import { ClaimLink } from "./claim-link.js";
import { TaskLines, useTaskWords } from "./human-task.js";
import { type Act, RecoveryAct } from "./recovery-act.js";
import { RecoveryStatus } from "./recovery-status.js";
import type { Recovery } from "./recovery-view.js";
import { LEDGER_READERS } from "./who.js";
import { WriteOffs } from "./write-offs.js";
import "./finance.css";

/** What its state lets happen. */
function actsOf({ status, receivable }: Recovery): readonly (Act | "submit")[] {
  const acts: (Act | "submit")[] = [];
  if (status === "opened") acts.push("submit");
  if (status === "submitted") acts.push("recordAnswer");
  if (receivable > 0) acts.push("recordReceipt", "writeOff");
  return acts;
}

function Acts({ recovery, etag }: { readonly recovery: Recovery; readonly etag: string }) {
  const { t } = useTranslation("finance");
  const [act, setAct] = useState<Act | null>(null);
  const submit = useAct(submitRecovery, ["/v1/recoveries"]);
  const run = (): void =>
    submit.mutate({ path: { recoveryId: recovery.recoveryId } }, { onSuccess: () => say(t("submitted")) });
  return (
    <>
      {actsOf(recovery).map((each) =>
        each === "submit" ? (
          <Button key={each} look="primary" isBusy={submit.isPending} onClick={run}>
            {t(each)}
          </Button>
        ) : (
          <Button key={each} onClick={() => setAct(each)}>
            {t(each)}
          </Button>
        ),
      )}
      <ProblemNote problem={submit.error} />
      {act === null ? null : <RecoveryAct act={act} recovery={recovery} etag={etag} onClose={() => setAct(null)} />}
    </>
  );
}

function Movements({ recovery }: { readonly recovery: Recovery }) {
  const { t } = useTranslation("finance");
  const callerName = useCallerName();
  const role = useRole();
  const readsLedger = role !== null && LEDGER_READERS.includes(role);
  const accounts = useAnswer(readTrialBalance, {}, { enabled: readsLedger }).data?.body.accounts;
  const account = (code: string) => (
    <span className="fi-account">
      {readsLedger ? <Link to={`/finance/ledger/${code}`}>{code}</Link> : code}
      <span>{accounts?.find((each) => each.code === code)?.name}</span>
    </span>
  );
  return (
    <>
      <Panel title={t("timeline")}>
        <DataTable
          id="recovery-timeline"
          label={t("timeline")}
          rows={recovery.timeline}
          rowKey={(row) => String(row.sequence)}
          columns={[
            { id: "at", title: t("colAt"), cell: (row) => <Time at={row.at} /> },
            {
              id: "status",
              title: t("colStatus"),
              cell: (row) => <RecoveryStatus status={row.status as Recovery["status"]} />,
            },
            {
              id: "amount",
              title: t("colAmount"),
              align: "end",
              cell: (row) => (row.amount === null ? "" : <Money fen={row.amount} />),
            },
            { id: "reason", title: t("reason"), cell: (row) => row.reason },
            {
              id: "actor",
              title: t("colActor"),
              cell: ({ actor, actorName }) =>
                actor.startsWith("debtor:") ? t(`debtor_${recovery.debtor.kind}`) : callerName(actor, actorName),
            },
          ]}
        />
      </Panel>
      <Panel title={t("movements")}>
        <DataTable
          id="recovery-movements"
          label={t("movements")}
          rows={recovery.movements}
          rowKey={(row) => row.transferId}
          columns={[
            { id: "at", title: t("colAt"), cell: (row) => <Time at={row.occurredAt} /> },
            { id: "kind", title: t("colKind"), cell: (row) => t(`kind_${row.kind}` as "kind_claim_agreed") },
            {
              id: "debit",
              title: t("colDebit"),
              cell: (row) => account(row.debit),
            },
            {
              id: "credit",
              title: t("colCredit"),
              cell: (row) => account(row.credit),
            },
            { id: "amount", title: t("colAmount"), align: "end", cell: (row) => <Money fen={row.amount} /> },
          ]}
        />
      </Panel>
    </>
  );
}

/** What of it a person has to settle with the debtor. */
function DebtorTask({ attempts }: Pick<Recovery, "attempts">) {
  const wordsOf = useTaskWords();
  const task = attempts.at(-1)?.humanTask ?? null;
  if (task === null) return null;
  return (
    <Banner tone="warn">
      <TaskLines {...wordsOf(task, "recovery")} />
    </Banner>
  );
}

export function Page() {
  const { t } = useTranslation("finance");
  const { recoveryId = "" } = useParams();
  const role = useRole();
  const productName = useProductName();
  const word = useValueWord();
  const mayAct = role === "finance" || role === "supervisor";
  const answer = useAnswer(readRecovery, { path: { recoveryId } });
  return (
    <Answered of={answer}>
      {(recovery, etag) => (
        <Layout
          title={t("recovery")}
          lead={
            <>
              <RecoveryStatus status={recovery.status} /> {t(`debtor_${recovery.debtor.kind}`)}{" "}
              {word(recovery.debtor.kind, recovery.debtor.id)}
            </>
          }
          trail={<Link to="/finance/recoveries">{t("recoveries")}</Link>}
          actions={mayAct ? <Acts recovery={recovery} etag={etag ?? ""} /> : undefined}
        >
          <DebtorTask attempts={recovery.attempts} />
          <Stats>
            <Stat label={t("claimed")} value={<Money fen={recovery.claimed} />} />
            <Stat label={t("received")} value={<Money fen={recovery.received} />} />
            <Stat label={t("netted")} value={<Money fen={recovery.netted} />} />
            <Stat label={t("denied")} value={<Money fen={recovery.denied} />} />
            <Stat label={t("receivable")} value={<Money fen={recovery.receivable} />} />
          </Stats>
          <Panel>
            <Facts
              facts={[
                { label: t("recovery"), value: <Id>{recovery.recoveryId}</Id> },
                {
                  label: t("colClaim"),
                  value: <ClaimLink claimId={recovery.claimId} merchantId={recovery.merchantId} />,
                },
                { label: t("colProduct"), value: productName(recovery.product) },
                { label: t("colMerchant"), value: recovery.merchantId },
                { label: t("deadline"), value: recovery.deadlineAt === null ? "—" : <Time at={recovery.deadlineAt} /> },
                { label: t("owedBack"), value: <Money fen={recovery.owedBack} /> },
              ]}
            />
          </Panel>
          {recovery.writeOffs.length === 0 ? null : (
            <WriteOffs recovery={recovery} etag={etag ?? ""} mayJudge={mayAct} />
          )}
          <Movements recovery={recovery} />
        </Layout>
      )}
    </Answered>
  );
}
