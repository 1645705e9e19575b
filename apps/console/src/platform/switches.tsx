// Understands how something is stopped in an emergency: what runs, one press and a reason, and what waits meanwhile.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { listProducts, listSwitchChanges, listSwitches, throwSwitch } from "@anxin/client/operations.generated";
import { useAct, useAnswer, useList } from "@anxin/ui/api";
import { moment } from "@anxin/ui/format/time";
import { Button } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { SelectField, TextArea } from "@anxin/ui/pieces/field";
import { Page as Layout, Panel } from "@anxin/ui/pieces/page";
import { Answered, Empty, ProblemNote } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { say } from "@anxin/ui/pieces/toast";
import { Badge, Time, useCallerName, useProductName } from "@anxin/ui/pieces/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRole } from "../role.js";
import "./platform.css";

type Switch = AnswerOf<operations["listSwitches"]>["data"][number];

const NAMES = ["issue", "auto-decide", "pay"] as const;

/** What is about to be thrown: a running function, or a switch that stands on stop. */
type Throwing =
  | { readonly kind: "stop"; readonly name: Switch["name"] }
  | { readonly kind: "resume"; readonly one: Switch };

function useWhat(): (name: Switch["name"], product: string | null) => string {
  const { t } = useTranslation("platform");
  const productName = useProductName();
  return (name, product) =>
    product === null ? t(`switch_${name}`) : `${t(`switch_${name}`)} · ${productName(product)}`;
}

function ThrowDialog({ throwing, onClose }: { readonly throwing: Throwing; readonly onClose: () => void }) {
  const { t } = useTranslation(["platform", "house"]);
  const what = useWhat();
  const productName = useProductName();
  const products = useAnswer(listProducts, {}).data?.body.data ?? [];
  const [reason, setReason] = useState("");
  const [product, setProduct] = useState("");
  const [tried, setTried] = useState(false);
  const act = useAct(throwSwitch, ["/v1/tenants/switches"]);
  const isStop = throwing.kind === "stop";
  const name = isStop ? throwing.name : throwing.one.name;
  const of = isStop ? product || null : throwing.one.product;
  const run = (): void => {
    setTried(true);
    if (reason.trim() === "") return;
    const body = { state: isStop ? ("stopped" as const) : ("running" as const), product: of, reason: reason.trim() };
    act.mutate(
      { path: { name }, body, ...(isStop ? {} : { ifMatch: throwing.one.etag }) },
      {
        onSuccess: () => {
          say(t(isStop ? "stoppedSaid" : "resumedSaid", { what: what(name, of) }), isStop ? "warn" : "good");
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      title={t(isStop ? "stopTitle" : "resumeTitle", { what: what(name, isStop ? null : of) })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("house:cancel")}</Button>
          <Button
            look={isStop ? "danger" : "primary"}
            icon={isStop ? "pause" : "play"}
            isBusy={act.isPending}
            onClick={run}
          >
            {t(isStop ? "stop" : "resume")}
          </Button>
        </>
      }
    >
      <p className="ax-quiet">{t(`switchAbout_${name}`)}</p>
      {isStop ? (
        <SelectField
          label={t("stopProduct")}
          value={product}
          onChange={({ target }) => setProduct(target.value)}
          choices={[
            { value: "", label: t("allProducts") },
            ...products.map(({ code }) => ({ value: code, label: productName(code) })),
          ]}
        />
      ) : null}
      <TextArea
        label={t("reason")}
        hint={t("reasonHint")}
        value={reason}
        maxLength={500}
        required
        error={tried && reason.trim() === "" ? t("reasonMissing") : null}
        onChange={({ target }) => setReason(target.value)}
      />
      <ProblemNote problem={act.error} />
    </Dialog>
  );
}

function SwitchCard({
  name,
  all,
  mayThrow,
  onThrow,
}: {
  readonly name: Switch["name"];
  readonly all: readonly Switch[];
  readonly mayThrow: boolean;
  readonly onThrow: (throwing: Throwing) => void;
}) {
  const { t } = useTranslation("platform");
  const nameOf = useCallerName();
  const what = useWhat();
  const stopped = all.filter((one) => one.name === name && one.state === "stopped");
  return (
    <Panel
      title={t(`switch_${name}`)}
      actions={
        mayThrow ? (
          <Button look="danger" icon="pause" onClick={() => onThrow({ kind: "stop", name })}>
            {t("stop")}
          </Button>
        ) : undefined
      }
    >
      <p className="ax-quiet">{t(`switchAbout_${name}`)}</p>
      {stopped.length === 0 ? <Badge tone="good">{t("running")}</Badge> : null}
      {stopped.map((one) => (
        <div key={one.product ?? ""} className="pf-stopped">
          <p>
            <Badge tone="bad">{t("stopped")}</Badge> {what(one.name, one.product)}
          </p>
          <p>{one.reason}</p>
          <p className="ax-quiet ax-small">
            {one.since === null ? null : t("since", { at: moment(one.since) })}{" "}
            {one.changedBy === null ? null : t("by", { who: nameOf(one.changedBy) })}
          </p>
          <p className="ax-small">{t(`waiting_${one.waiting.what}`, { count: one.waiting.count })}</p>
          {mayThrow ? (
            <Button icon="play" onClick={() => onThrow({ kind: "resume", one })}>
              {t("resume")}
            </Button>
          ) : null}
        </div>
      ))}
    </Panel>
  );
}

function Changes() {
  const { t } = useTranslation("platform");
  const nameOf = useCallerName();
  const what = useWhat();
  const list = useList(listSwitchChanges, { query: { limit: 50 } });
  return (
    <DataTable
      id="switch-changes"
      rows={list.items}
      rowKey={(row) => row.changeId}
      query={list.query}
      hasMore={list.hasMore}
      more={list.more}
      exportName="switch-changes"
      empty={<Empty icon="power">{t("noChanges")}</Empty>}
      columns={[
        { id: "at", title: t("colAt"), cell: (row) => <Time at={row.changedAt} />, text: (row) => row.changedAt },
        {
          id: "what",
          title: t("colWhat"),
          cell: (row) => what(row.name, row.product),
          text: (row) => what(row.name, row.product),
        },
        {
          id: "state",
          title: t("colState"),
          cell: (row) => <Badge tone={row.state === "stopped" ? "bad" : "good"}>{t(row.state)}</Badge>,
          text: (row) => row.state,
        },
        { id: "reason", title: t("colReason"), cell: (row) => row.reason, text: (row) => row.reason },
        { id: "by", title: t("colBy"), cell: (row) => nameOf(row.changedBy), text: (row) => nameOf(row.changedBy) },
      ]}
    />
  );
}

export function Page() {
  const { t } = useTranslation("platform");
  const role = useRole();
  const mayThrow = role === "platform" || role === "admin";
  const switches = useAnswer(listSwitches, {});
  const [throwing, setThrowing] = useState<Throwing | null>(null);
  return (
    <Layout title={t("switches")} lead={t("switchesLead")}>
      <Answered of={switches}>
        {({ data }) => (
          <div className="pf-switches">
            {NAMES.map((name) => (
              <SwitchCard key={name} name={name} all={data} mayThrow={mayThrow} onThrow={setThrowing} />
            ))}
          </div>
        )}
      </Answered>
      <Panel title={t("changes")}>
        <Changes />
      </Panel>
      {throwing === null ? null : <ThrowDialog throwing={throwing} onClose={() => setThrowing(null)} />}
    </Layout>
  );
}
