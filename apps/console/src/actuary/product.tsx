// Understands a product by its versions: what is sold, what was, what is drafted; and how a new draft begins.

import { draftProductVersion, listProductScenarios, listProductVersions } from "@anxin/client/operations.generated";
import { useAct, useList } from "@anxin/ui/api";
import { count } from "@anxin/ui/format/money";
import { calendarDay } from "@anxin/ui/format/time";
import { Button } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { SelectField, TextArea } from "@anxin/ui/pieces/field";
import { Page as Layout, Stat, Stats } from "@anxin/ui/pieces/page";
import { Empty, ProblemNote } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Time, useProductName } from "@anxin/ui/pieces/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { useRole } from "../role.js";
import type { DraftItem } from "./overview.js";
import { VersionState, VersionTests } from "./version-words.js";
import "./actuary.css";

interface NewDraftProps {
  readonly code: string;
  readonly versions: readonly DraftItem[];
  readonly onClose: () => void;
}

function NewDraft({ code, versions, onClose }: NewDraftProps) {
  const { t } = useTranslation(["actuary", "house"]);
  const navigate = useNavigate();
  const first = versions.find(({ state }) => state === "live") ?? versions[0];
  const [basedOn, setBasedOn] = useState(String(first?.version ?? ""));
  const [note, setNote] = useState("");
  const act = useAct(draftProductVersion, ["/v1/products"]);
  const run = (): void =>
    act.mutate(
      { path: { code }, body: { basedOn: Number(basedOn), ...(note.trim() === "" ? {} : { note: note.trim() }) } },
      { onSuccess: ({ body }) => void navigate(`/actuary/products/${code}/versions/${body.version}`) },
    );
  return (
    <Dialog
      title={t("newDraft")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("house:cancel")}</Button>
          <Button look="primary" isBusy={act.isPending} onClick={run}>
            {t("newDraft")}
          </Button>
        </>
      }
    >
      <p className="ax-quiet">{t("newDraftLead")}</p>
      <SelectField
        label={t("basedOn")}
        value={basedOn}
        onChange={({ target }) => setBasedOn(target.value)}
        choices={versions.map(({ version, state }) => ({
          value: String(version),
          label: `${t("versionNumber", { n: version })} ${t(`state_${state}`)}`,
        }))}
      />
      <TextArea label={t("note")} isOptional value={note} onChange={({ target }) => setNote(target.value)} />
      <ProblemNote problem={act.error} />
    </Dialog>
  );
}

function ScenarioCount({ code, version }: { readonly code: string; readonly version: number }) {
  const { t } = useTranslation("actuary");
  const list = useList(listProductScenarios, { path: { code, version: String(version) }, query: { limit: 200 } });
  return (
    <Stat
      label={t("scenarios")}
      value={list.query.data === undefined ? "…" : `${count(list.items.length)}${list.hasMore ? "+" : ""}`}
    />
  );
}

export function Page() {
  const { t } = useTranslation("actuary");
  const { code = "" } = useParams();
  const role = useRole();
  const productName = useProductName();
  const [isDrafting, setDrafting] = useState(false);
  const list = useList(listProductVersions, { path: { code }, query: { limit: 100 } });
  const [newest] = list.items;
  const live = list.items.find(({ state }) => state === "live");
  return (
    <Layout
      title={newest?.name ?? productName(code)}
      lead={<code>{code}</code>}
      trail={<Link to="/actuary/products">{t("products")}</Link>}
      actions={
        newest !== undefined && (role === "actuary" || role === "admin") ? (
          <Button look="primary" icon="plus" onClick={() => setDrafting(true)}>
            {t("newDraft")}
          </Button>
        ) : undefined
      }
    >
      {newest === undefined ? null : (
        <Stats>
          <Stat
            label={t("colLive")}
            value={live === undefined ? t("notSold") : t("versionNumber", { n: live.version })}
          />
          <Stat label={t("colDrafts")} value={list.items.filter(({ state }) => state === "draft").length} />
          <ScenarioCount code={code} version={newest.version} />
        </Stats>
      )}
      <DataTable
        id="product-versions"
        label={t("versions")}
        rows={list.items}
        rowKey={(row) => String(row.version)}
        rowHref={(row) => `/actuary/products/${code}/versions/${row.version}`}
        query={list.query}
        hasMore={list.hasMore}
        more={list.more}
        empty={<Empty icon="shield">{t("noProducts")}</Empty>}
        columns={[
          { id: "version", title: t("colVersion"), cell: (row) => t("versionNumber", { n: row.version }) },
          { id: "state", title: t("colState"), cell: (row) => <VersionState state={row.state} /> },
          { id: "from", title: t("firstDay"), cell: (row) => calendarDay(row.validFrom) },
          { id: "tariff", title: t("tabTariff"), cell: (row) => row.tariff },
          { id: "tests", title: t("colTests"), cell: (row) => <VersionTests item={row} /> },
          { id: "by", title: t("colChangedBy"), cell: (row) => row.changedBy ?? "—" },
          {
            id: "at",
            title: t("colChangedAt"),
            cell: (row) => (row.changedAt === null ? "—" : <Time at={row.changedAt} />),
          },
          { id: "note", title: t("note"), cell: (row) => row.note ?? "" },
          {
            id: "terms",
            title: t("terms"),
            cell: (row) =>
              row.state === "draft" ? (
                <Link to={`/actuary/products/${code}/versions/${row.version}?tab=texts`}>{t("openTerms")}</Link>
              ) : (
                <a href={`/v1/products/${code}/versions/${row.version}/terms`}>{t("openTerms")}</a>
              ),
          },
        ]}
      />
      {isDrafting ? <NewDraft code={code} versions={list.items} onClose={() => setDrafting(false)} /> : null}
    </Layout>
  );
}
