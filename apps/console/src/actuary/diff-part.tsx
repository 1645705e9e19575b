// Understands what a version says otherwise than the one on sale, field by field and row by row; and what is typed and not saved.

import type { operations } from "@anxin/client/contract.generated";
import { diffProductVersion } from "@anxin/client/operations.generated";
import { differences } from "@anxin/core/product/difference";
import type { ItemOf } from "@anxin/ui/api";
import { useList } from "@anxin/ui/api";
import { yuan } from "@anxin/ui/format/money";
import { Button } from "@anxin/ui/pieces/button";
import { Panel } from "@anxin/ui/pieces/page";
import { Empty, ErrorState, Loading } from "@anxin/ui/pieces/state";
import { Badge } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import type { Premium } from "./content.js";
import { titleText, useCellName, useValueName } from "./names.js";
import { percentOf } from "./premium.js";
import { textOf } from "./scenario.js";
import { useDesk } from "./use-editing.js";

type Change = ItemOf<operations["diffProductVersion"]>;
type Shown = Pick<Change, "path" | "kind" | "titles" | "before" | "after" | "row">;

const TONES = { added: "good", removed: "bad", changed: "info", reordered: "plain" } as const;

const isPremium = (value: unknown): value is Premium =>
  typeof value === "object" && value !== null && "kind" in value && ("amount" in value || "ppm" in value);

function useSaid(): (value: unknown, title: string) => string {
  const valueName = useValueName();
  const { t } = useTranslation(["actuary", "house"]);
  const said = (value: unknown, title: string): string => {
    if (value === null || value === undefined) return "—";
    if (isPremium(value)) return value.kind === "amount" ? yuan(value.amount) : percentOf(value.ppm);
    if (typeof value === "boolean") return value ? t("house:yes") : t("house:no");
    if (typeof value === "number") {
      if (title.endsWith("(fen)")) return yuan(value);
      return title.endsWith("(parts per million)") ? percentOf(value) : String(value);
    }
    if (typeof value === "string") return valueName(value);
    if (Array.isArray(value) && value.every((each) => typeof each !== "object"))
      return value.map((each) => said(each, title)).join(t("and"));
    if (typeof value === "object" && "premium" in value) return said(value.premium, title);
    return textOf(value);
  };
  return said;
}

function Changes({ changes, label }: { readonly changes: readonly Shown[]; readonly label: string }) {
  const { t } = useTranslation("actuary");
  const said = useSaid();
  const cellName = useCellName();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table can be scrolled by keyboard
    <section className="ac-scroll" tabIndex={0} aria-label={label}>
      <table className="ac-diff">
        <thead>
          <tr>
            <th scope="col">{t("colPart")}</th>
            <th scope="col">{t("colChange")}</th>
            <th scope="col">{t("before")}</th>
            <th scope="col">{t("after")}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ path, kind, titles, before, after, row }) => (
            <tr key={`${path} ${kind}`}>
              <th scope="row">
                {row === null
                  ? titleText(titles)
                  : `${t("rowNumber", { n: row.index + 1 })} ${cellName(Object.fromEntries(row.match.map((value, at) => [at, value])))}`}
              </th>
              <td>
                <Badge tone={TONES[kind]}>{t(`change_${kind}`)}</Badge>
              </td>
              <td>{kind === "added" ? "—" : <del>{said(before, titles.en)}</del>}</td>
              <td>{kind === "removed" ? "—" : <ins>{said(after, titles.en)}</ins>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What is typed here and kept nowhere yet. */
function Unsaved() {
  const { t } = useTranslation("actuary");
  const { editing, isChanged } = useDesk();
  if (!isChanged) return null;
  const changes = differences(editing.base, editing.content).map(({ path, kind, title, before, after }) => {
    const at = /^\/tariff\/rows\/(\d+)/.exec(path)?.[1];
    const index = Number(at ?? 0);
    const match = (kind === "removed" ? editing.base : editing.content).tariff.rows[index]?.match;
    return {
      ...{ path, kind, before, after, titles: title },
      row: at === undefined || match === undefined ? null : { index, match },
    };
  });
  return (
    <Panel title={t("unsavedChanges")}>
      {changes.length === 0 ? (
        <p className="ax-quiet">{t("onlyNote")}</p>
      ) : (
        <Changes changes={changes} label={t("unsavedChanges")} />
      )}
    </Panel>
  );
}

export function DiffPart() {
  const { t } = useTranslation(["actuary", "house"]);
  const { code, version } = useDesk();
  const list = useList(diffProductVersion, { path: { code, version }, query: { limit: 200 } });
  const [first] = list.query.data?.pages ?? [];
  if (list.query.error !== null)
    return <ErrorState problem={list.query.error} retry={() => void list.query.refetch()} />;
  if (first === undefined) return <Loading lines={6} />;
  const fields = list.items.filter(({ row }) => row === null);
  const rows = list.items.filter(({ row }) => row !== null);
  const against = first.against === null ? t("againstNone") : t("against", { n: first.against });
  return (
    <>
      <Unsaved />
      <Panel title={against}>
        <p>
          {t("diffCounts", first.fields)} {t("diffRowCounts", first.rows)}
        </p>
        {list.items.length === 0 ? <Empty icon="check" title={t("noDifference")} /> : null}
        {fields.length === 0 ? null : <Changes changes={fields} label={t("diffFields")} />}
        {rows.length === 0 ? null : <Changes changes={rows} label={t("diffRows")} />}
        {list.hasMore ? <Button onClick={list.more}>{t("house:showMore")}</Button> : null}
      </Panel>
    </>
  );
}
