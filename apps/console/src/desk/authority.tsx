// Understands how much one person may grant alone: what holds, what is planned, what ever held, and how an administrator sets it.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { listAuthorityLimits, listProducts, setAuthorityLimit } from "@anxin/client/operations.generated";
import { formatInstant, parseInstant } from "@anxin/core/time";
import { useAct, useAnswer } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { MoneyField, SelectField, TextArea, TextField } from "@anxin/ui/pieces/field";
import { Facts, Page as Layout, Panel } from "@anxin/ui/pieces/page";
import { Answered, Empty, ProblemNote } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { say } from "@anxin/ui/pieces/toast";
import { Money, Time, useCallerName, useProductName } from "@anxin/ui/pieces/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRole } from "../role.js";

type Limits = AnswerOf<operations["listAuthorityLimits"]>;
type Limit = Limits["inForce"][number];

const LEVEL_MAX = 9;

function LimitTable({
  id,
  limits,
}: {
  readonly id: "inForce" | "planned" | "history";
  readonly limits: readonly Limit[];
}) {
  const { t } = useTranslation(["desk", "house"]);
  const productName = useProductName();
  const nameOf = useCallerName();
  return (
    <DataTable
      id={`authority-${id}`}
      label={t(id)}
      rows={limits}
      rowKey={(row) => `${row.role} ${row.level} ${row.product ?? ""} ${row.revision}`}
      empty={<Empty icon="scale">{t("noLimits")}</Empty>}
      columns={[
        { id: "role", title: t("colRole"), cell: (row) => t(`house:role_${row.role}`) },
        { id: "level", title: t("colLevel"), align: "end", cell: (row) => row.level },
        {
          id: "product",
          title: t("colProduct"),
          cell: (row) => (row.product === null ? t("allProducts") : productName(row.product)),
        },
        {
          id: "max",
          title: t("colMax"),
          align: "end",
          cell: (row) => (row.amountMax === null ? t("noLimit") : <Money fen={row.amountMax} />),
        },
        { id: "from", title: t("colFrom"), cell: (row) => <Time at={row.effectiveAt} /> },
        { id: "reason", title: t("reason"), cell: (row) => row.reason },
        { id: "by", title: t("colSetBy"), cell: (row) => nameOf(row.setBy) },
      ]}
    />
  );
}

function SetDialog({ etag, onClose }: { readonly etag: string | null; readonly onClose: () => void }) {
  const { t } = useTranslation(["desk", "house"]);
  const productName = useProductName();
  const products = useAnswer(listProducts, {}).data?.body.data ?? [];
  const [role, setRole] = useState<"adjuster" | "supervisor">("adjuster");
  const [level, setLevel] = useState("1");
  const [product, setProduct] = useState("");
  const [amountMax, setAmountMax] = useState<number | null>(null);
  const [from, setFrom] = useState("");
  const [reason, setReason] = useState("");
  const act = useAct(setAuthorityLimit, ["/v1/authority-limits"]);
  const starts = from === "" ? null : parseInstant(`${from}:00.000+08:00`);
  const run = (): void =>
    act.mutate(
      {
        body: {
          role,
          level: Number(level),
          product: product || null,
          amountMax,
          reason: reason.trim(),
          ...(starts === null ? {} : { effectiveAt: formatInstant(starts) }),
        },
        ...(etag === null ? {} : { ifMatch: etag }),
      },
      {
        onSuccess: () => {
          say(t("limitSet"));
          onClose();
        },
      },
    );
  return (
    <Dialog
      title={t("setLimit")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("house:cancel")}</Button>
          <Button look="primary" isBusy={act.isPending} disabled={reason.trim() === ""} onClick={run}>
            {t("setLimit")}
          </Button>
        </>
      }
    >
      <SelectField
        label={t("colRole")}
        value={role}
        onChange={({ target }) => setRole(target.value === "supervisor" ? "supervisor" : "adjuster")}
        choices={[
          { value: "adjuster", label: t("house:role_adjuster") },
          { value: "supervisor", label: t("house:role_supervisor") },
        ]}
      />
      <TextField
        label={t("colLevel")}
        type="number"
        min={1}
        max={LEVEL_MAX}
        value={level}
        onChange={({ target }) => setLevel(target.value)}
      />
      <SelectField
        label={t("colProduct")}
        value={product}
        onChange={({ target }) => setProduct(target.value)}
        choices={[
          { value: "", label: t("allProducts") },
          ...products.map(({ code }) => ({ value: code, label: productName(code) })),
        ]}
      />
      <MoneyField label={t("fieldMax")} hint={t("fieldMaxHint")} isOptional value={amountMax} onValue={setAmountMax} />
      <TextField
        label={t("fieldFrom")}
        hint={t("fieldFromHint")}
        isOptional
        type="datetime-local"
        value={from}
        onChange={({ target }) => setFrom(target.value)}
      />
      <TextArea label={t("reason")} required value={reason} onChange={({ target }) => setReason(target.value)} />
      <ProblemNote problem={act.error} />
    </Dialog>
  );
}

export function Page() {
  const { t } = useTranslation(["desk", "house"]);
  const role = useRole();
  const [isSetting, setSetting] = useState(false);
  const limits = useAnswer(listAuthorityLimits, {});
  return (
    <Layout
      title={t("authority")}
      lead={t("authorityLead")}
      actions={
        role === "admin" ? (
          <Button look="primary" icon="plus" onClick={() => setSetting(true)}>
            {t("setLimit")}
          </Button>
        ) : undefined
      }
    >
      <Answered of={limits}>
        {({ launch, inForce, planned, history }, etag) => (
          <>
            <Panel title={t("launch")}>
              <Facts
                facts={launch.map((each) => ({
                  label: t(`house:role_${each.role}`),
                  value: <Money fen={each.amountMax} />,
                }))}
              />
            </Panel>
            <Panel title={t("inForce")}>
              <LimitTable id="inForce" limits={inForce} />
            </Panel>
            {planned.length === 0 ? null : (
              <Panel title={t("planned")}>
                <LimitTable id="planned" limits={planned} />
              </Panel>
            )}
            {history.length === 0 ? null : (
              <Panel title={t("history")}>
                <LimitTable id="history" limits={history} />
              </Panel>
            )}
            {isSetting ? <SetDialog etag={etag} onClose={() => setSetting(false)} /> : null}
          </>
        )}
      </Answered>
    </Layout>
  );
}
