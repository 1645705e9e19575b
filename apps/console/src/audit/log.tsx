// Understands the audit log: who did what when to what, what it changed, and the filters for it, which stand in the address.

import { addressOf } from "@anxin/client/client";
import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { exportAuditEntries, listAuditEntries } from "@anxin/client/operations.generated";
import { addDays, formatInstant, parseInstant, shanghaiDay, startOfDay } from "@anxin/core/time";
import { useList } from "@anxin/ui/api";
import { Page as Layout } from "@anxin/ui/pieces/page";
import { Empty } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Time, useCallerName, useProductName } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useActName, useSubjectKind } from "./acts.js";
import { differencesOf } from "./diff.js";
import { DiffView } from "./diff-view.js";
import { Filters } from "./log-filters.js";
import "./audit.css";

export type Entry = AnswerOf<operations["listAuditEntries"]>["data"][number];

/** From the beginning of one day to the end of another, in Shanghai; a day that is none is passed over. */
const beginOf = (day: string | null, later = 0): string | undefined => {
  const at = day === null ? null : parseInstant(`${day}T00:00:00.000+08:00`);
  return at === null ? undefined : formatInstant(startOfDay(addDays(shanghaiDay(at), later)));
};

/** What the address asks for, as the server is asked. */
function useAsked() {
  const [search, setSearch] = useSearchParams();
  const told = (name: string): string | undefined => search.get(name)?.trim() || undefined;
  const asked = {
    actor: told("actor"),
    action: told("action"),
    subject: told("subject"),
    from: beginOf(search.get("from")),
    until: beginOf(search.get("until"), 1),
  };
  const query = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  const only = (name: string, value: string): void => {
    setSearch((before) => {
      before.set(name, value);
      return before;
    });
  };
  return { query, only };
}

/** A value that, pressed, is what the list is narrowed to. */
function Narrow({ of, what, only }: { readonly of: string; readonly what: string; readonly only: () => void }) {
  const { t } = useTranslation("audit");
  return (
    <button type="button" className="au-narrow" title={t("onlyThis", { what })} onClick={only}>
      {of}
    </button>
  );
}

export function Page() {
  const { t } = useTranslation("audit");
  const { query, only } = useAsked();
  const actName = useActName();
  const subjectKind = useSubjectKind();
  const productName = useProductName();
  const callerName = useCallerName();
  /** A shop is the one that is named; of the others of a side there is one. */
  const whoIs = ({ caller, name }: Entry["actor"]): string => {
    const [kind, id = ""] = caller.split(":", 2);
    if (kind === "debtor") return t("byDebtor");
    return kind === "merchant" || kind === "buyer" ? `${callerName(caller)} ${id}` : callerName(caller, name);
  };
  const list = useList(listAuditEntries, { query: { ...query, limit: 50 } }, { keepsLast: true });
  return (
    <Layout title={t("log")} lead={t("logLead")}>
      <DataTable
        id="audit"
        label={t("log")}
        rows={list.items}
        rowKey={(row) => row.entryId}
        query={list.query}
        hasMore={list.hasMore}
        more={list.more}
        csvHref={addressOf(exportAuditEntries.path, { query })}
        filters={<Filters />}
        empty={<Empty icon="book">{t("noEntries")}</Empty>}
        columns={[
          { id: "at", title: t("colAt"), cell: (row) => <Time at={row.at} /> },
          {
            id: "actor",
            title: t("colActor"),
            cell: ({ actor }) => (
              <Narrow of={whoIs(actor)} what={actor.caller} only={() => only("actor", actor.caller)} />
            ),
          },
          {
            id: "action",
            title: t("colAction"),
            cell: ({ action }) => <Narrow of={actName(action)} what={action} only={() => only("action", action)} />,
          },
          {
            id: "subject",
            title: t("colSubject"),
            cell: ({ subject }) => (
              <>
                <span className="ax-quiet ax-small">{subjectKind(subject.kind)}</span>{" "}
                <Narrow of={subject.name ?? subject.id} what={subject.id} only={() => only("subject", subject.id)} />
                {subject.part === null ? null : <> · {productName(subject.part)}</>}
              </>
            ),
          },
          { id: "reason", title: t("colReason"), cell: (row) => row.reason },
          {
            id: "change",
            title: t("colChange"),
            cell: (row) => (
              <DiffView differences={differencesOf(row.before, row.after)} names={row.names} of={row.action} />
            ),
          },
        ]}
      />
    </Layout>
  );
}
