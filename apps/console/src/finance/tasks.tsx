// Understands what of the wallets waits for a person, and how that person says what was done.

import { closeWalletTask, listWalletTasks } from "@anxin/client/operations.generated";
import { useAct, useAnswer } from "@anxin/ui/api";
import { Button, ButtonLink } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { TextArea } from "@anxin/ui/pieces/field";
import { Page as Layout } from "@anxin/ui/pieces/page";
import { Answered, Empty, ProblemNote } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { say } from "@anxin/ui/pieces/toast";
import { Money } from "@anxin/ui/pieces/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRole } from "../role.js";
import { TaskLines, useTaskWords } from "./human-task.js";
import "./finance.css";

function CloseDialog({ taskId, onClose }: { readonly taskId: string; readonly onClose: () => void }) {
  const { t } = useTranslation(["finance", "house"]);
  const [note, setNote] = useState("");
  const act = useAct(closeWalletTask, ["/v1/wallet-tasks"]);
  const run = (): void =>
    act.mutate(
      { path: { taskId }, body: { note } },
      {
        onSuccess: () => {
          say(t("taskClosed"));
          onClose();
        },
      },
    );
  return (
    <Dialog
      title={t("closeTask")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("house:cancel")}</Button>
          <Button look="primary" isBusy={act.isPending} disabled={note.trim() === ""} onClick={run}>
            {t("closeTask")}
          </Button>
        </>
      }
    >
      <TextArea label={t("closeNote")} value={note} required onChange={({ target }) => setNote(target.value)} />
      <ProblemNote problem={act.error} />
    </Dialog>
  );
}

export function Page() {
  const { t } = useTranslation("finance");
  const role = useRole();
  const wordsOf = useTaskWords();
  const [closing, setClosing] = useState<string | null>(null);
  const tasks = useAnswer(listWalletTasks, {});
  return (
    <Layout title={t("tasks")} lead={t("tasksLead")}>
      <Answered of={tasks}>
        {({ data }) => (
          <DataTable
            id="wallet-tasks"
            label={t("tasks")}
            rows={data}
            rowKey={(row) => row.taskId}
            empty={
              <Empty
                icon="check"
                title={t("noTasksTitle")}
                action={<ButtonLink to="/finance/payouts?task=1">{t("payoutTasks")}</ButtonLink>}
              >
                {t("noTasks")}
              </Empty>
            }
            columns={[
              { id: "task", title: t("colTaskKind"), cell: (row) => <TaskLines {...wordsOf(row.task, "wallet")} /> },
              {
                id: "about",
                title: t("colAbout"),
                cell: (row) => t(row.refundId === null ? "aboutTopUp" : "aboutRefund"),
              },
              { id: "merchant", title: t("colMerchant"), cell: (row) => row.merchantId },
              { id: "amount", title: t("colAmount"), align: "end", cell: (row) => <Money fen={row.amount} /> },
              {
                id: "close",
                title: t("closeTask"),
                cell: (row) =>
                  role === "auditor" ? null : <Button onClick={() => setClosing(row.taskId)}>{t("closeTask")}</Button>,
              },
            ]}
          />
        )}
      </Answered>
      {closing === null ? null : <CloseDialog taskId={closing} onClose={() => setClosing(null)} />}
    </Layout>
  );
}
