// Understands the colleagues: who may sign in, at which level, and which human being stands behind an account.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { changeStaff, listStaff } from "@anxin/client/operations.generated";
import { useAct, useList } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { Checkbox, TextArea, TextField } from "@anxin/ui/pieces/field";
import { Page as Layout } from "@anxin/ui/pieces/page";
import { Empty, ProblemNote } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { say } from "@anxin/ui/pieces/toast";
import { Badge, Time } from "@anxin/ui/pieces/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRole } from "../role.js";

type Colleague = AnswerOf<operations["listStaff"]>["data"][number];

function ChangeDialog({ colleague, onClose }: { readonly colleague: Colleague; readonly onClose: () => void }) {
  const { t } = useTranslation(["admin", "house"]);
  const [level, setLevel] = useState(String(colleague.level));
  const [person, setPerson] = useState(colleague.person ?? "");
  const [enabled, setEnabled] = useState(colleague.enabled);
  const [reason, setReason] = useState("");
  const act = useAct(changeStaff, ["/v1/staff"]);
  const run = (): void =>
    act.mutate(
      {
        path: { staffId: colleague.staffId },
        body: { level: Number(level), person: person.trim() || null, enabled, reason: reason.trim() },
        ifMatch: colleague.etag,
      },
      {
        onSuccess: () => {
          say(t("changed"));
          onClose();
        },
      },
    );
  return (
    <Dialog
      title={t("changeTitle", { name: colleague.name })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("house:cancel")}</Button>
          <Button look="primary" isBusy={act.isPending} disabled={reason.trim() === ""} onClick={run}>
            {t("house:save")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("fieldLevel")}
        type="number"
        min={1}
        value={level}
        onChange={({ target }) => setLevel(target.value)}
      />
      <TextField
        label={t("fieldPerson")}
        hint={t("fieldPersonHint")}
        value={person}
        onChange={({ target }) => setPerson(target.value)}
      />
      <Checkbox label={t("fieldEnabled")} checked={enabled} onChange={({ target }) => setEnabled(target.checked)} />
      <TextArea label={t("fieldReason")} required value={reason} onChange={({ target }) => setReason(target.value)} />
      <ProblemNote problem={act.error} />
    </Dialog>
  );
}

export function Page() {
  const { t } = useTranslation(["admin", "house"]);
  const role = useRole();
  const [changing, setChanging] = useState<Colleague | null>(null);
  const list = useList(listStaff, { query: { limit: 100 } });
  return (
    <Layout title={t("people")} lead={t("peopleLead")}>
      <DataTable
        id="people"
        label={t("people")}
        rows={list.items}
        rowKey={(row) => row.staffId}
        query={list.query}
        hasMore={list.hasMore}
        more={list.more}
        exportName="people"
        empty={<Empty icon="people">{t("noPeople")}</Empty>}
        columns={[
          { id: "name", title: t("colName"), cell: (row) => row.name, text: (row) => row.name },
          { id: "email", title: t("colEmail"), cell: (row) => row.email, text: (row) => row.email },
          {
            id: "role",
            title: t("colRole"),
            cell: (row) => t(`house:role_${row.role}`),
            text: (row) => row.role,
          },
          {
            id: "level",
            title: t("colLevel"),
            align: "end",
            cell: (row) => row.level,
            text: (row) => String(row.level),
          },
          { id: "person", title: t("colPerson"), cell: (row) => row.person ?? "—", text: (row) => row.person ?? "" },
          {
            id: "enabled",
            title: t("colEnabled"),
            cell: (row) => (
              <Badge tone={row.enabled ? "good" : "plain"}>{t(row.enabled ? "enabled" : "disabled")}</Badge>
            ),
            text: (row) => t(row.enabled ? "enabled" : "disabled"),
          },
          {
            id: "since",
            title: t("colSince"),
            isExtra: true,
            cell: (row) => <Time at={row.createdAt} />,
            text: (row) => row.createdAt,
          },
          ...(role === "admin"
            ? [
                {
                  id: "change",
                  title: t("change"),
                  cell: (row: Colleague) => (
                    <Button
                      look="quiet"
                      aria-label={t("changeTitle", { name: row.name })}
                      onClick={() => setChanging(row)}
                    >
                      {t("change")}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {changing === null ? null : <ChangeDialog colleague={changing} onClose={() => setChanging(null)} />}
    </Layout>
  );
}
