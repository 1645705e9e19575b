// Understands what stands above a table: filters, how much of the list is there, files of it, and how the table looks.

import { useState } from "react";
import { useTranslation } from "react-i18next";
import { count } from "../format/money.js";
import { csvOf, keepCsv } from "../table/csv.js";
import type { Drawn } from "../table/drawn.js";
import { isShown, type useKept } from "../table/kept.js";
import { type Directions, directionsOf, useSortBy } from "../table/sort.js";
import { DENSITIES } from "../theme.js";
import { Button, IconButton } from "./button.js";
import { Dialog } from "./dialog.js";
import { Checkbox, SelectField } from "./field.js";
import { Icon } from "./icon.js";
import { useNarrow } from "./table-view.js";

type Choice = ReturnType<typeof useKept>;

/** Keeps what is loaded, in the columns that are shown. */
function exportShown<Row>({ shown, rows, exportName = "export" }: Drawn<Row>): void {
  const told = shown.filter((column) => column.text !== undefined);
  const titles = told.map(({ title }) => title);
  keepCsv(
    exportName,
    csvOf(
      titles,
      rows.map((row) => told.map((column) => column.text?.(row) ?? null)),
    ),
  );
}

/** Cards have no titles to press, so that a phone sorts by a list of orders. */
function SortChoice<Row>({ id, columns, sort }: Drawn<Row>) {
  const { t } = useTranslation("pieces");
  const sortBy = useSortBy(id);
  const orders = columns.flatMap((column) =>
    column.sort === undefined
      ? []
      : (Object.entries(directionsOf(column.sort)) as [keyof Directions, string][]).map(([direction, value]) => ({
          value,
          label: t(`tableSort_${direction}`, { column: column.title }),
        })),
  );
  if (orders.length === 0) return null;
  return (
    <SelectField
      label={t("tableSortBy")}
      value={sort ?? ""}
      onChange={({ target }) => sortBy(target.value)}
      choices={
        orders.some(({ value }) => value === sort) ? orders : [{ value: "", label: t("tableSortServer") }, ...orders]
      }
    />
  );
}

function Settings<Row>({
  drawn,
  choice,
  onClose,
}: {
  readonly drawn: Drawn<Row>;
  readonly choice: Choice;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(["pieces", "house"]);
  return (
    <Dialog
      title={t("tableSettings")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={choice.clear}>{t("tableReset")}</Button>
          <Button look="primary" onClick={onClose}>
            {t("house:close")}
          </Button>
        </>
      }
    >
      <fieldset className="ax-table-choice">
        <legend>{t("tableColumns")}</legend>
        {drawn.columns.map((column) => {
          const shows = isShown(choice.kept, column);
          return (
            <Checkbox
              key={column.id}
              label={column.title}
              checked={shows}
              // One column has to stay.
              disabled={shows && drawn.shown.length === 1}
              onChange={({ target }) => choice.show(column.id, target.checked)}
            />
          );
        })}
      </fieldset>
      <SelectField
        label={t("house:density")}
        value={choice.kept.density ?? ""}
        onChange={({ target }) => choice.pack(DENSITIES.find((each) => each === target.value) ?? null)}
        choices={[
          { value: "", label: t("tableDensityPage") },
          ...DENSITIES.map((value) => ({ value, label: t(`house:density_${value}`) })),
        ]}
      />
    </Dialog>
  );
}

function Files<Row>(drawn: Drawn<Row>) {
  const { t } = useTranslation("pieces");
  const { rows, exportName, csvHref, hasMore = false } = drawn;
  return (
    <>
      {csvHref === undefined ? null : (
        <a className="ax-button ax-button-plain" href={csvHref} download>
          <Icon name="download" />
          <span>{t("tableExportAll")}</span>
        </a>
      )}
      {exportName === undefined || csvHref !== undefined || rows.length === 0 ? null : (
        <Button icon="download" onClick={() => exportShown(drawn)}>
          {hasMore ? t("tableExportLoaded", { count: rows.length }) : t("tableExport")}
        </Button>
      )}
    </>
  );
}

export function TableBar<Row>({ choice, ...drawn }: Drawn<Row> & { readonly choice: Choice }) {
  const { t } = useTranslation("pieces");
  const [isOpen, setIsOpen] = useState(false);
  const isNarrow = useNarrow();
  const { rows, hasMore = false, selection, filters } = drawn;
  const ticked = selection?.selected.size ?? 0;
  return (
    <div className="ax-table-bar">
      {filters === undefined ? null : <div className="ax-table-filters">{filters}</div>}
      {isNarrow ? <SortChoice {...drawn} /> : null}
      <p className="ax-quiet ax-small ax-table-count" role="status">
        {ticked > 0
          ? t("tableTicked", { count: ticked, total: count(ticked) })
          : t(hasMore ? "tableCountMore" : "tableCount", { count: rows.length, total: count(rows.length) })}
      </p>
      <div className="ax-actions">
        <Files {...drawn} />
        <IconButton icon="columns" name={t("tableSettings")} onClick={() => setIsOpen(true)} />
      </div>
      {isOpen ? <Settings drawn={drawn} choice={choice} onClose={() => setIsOpen(false)} /> : null}
    </div>
  );
}
