// Understands a list drawn as a table: titles that sort, rows that lead somewhere, ticks for those that are meant.

import { memo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Column, Drawn, Selection } from "../table/drawn.js";
import { directionOf, directionsOf, nextSort, useSortBy } from "../table/sort.js";
import { Icon } from "./icon.js";
import { useSteadyWidths, useView } from "./table-view.js";

/** As the tokens have it; what is higher is measured. */
const ROW_PX = { comfortable: 44, compact: 34 } as const;
/** The line of titles is the first of the table. */
const TITLE_ROWS = 1;
const FIRST_ROW = TITLE_ROWS + 1;

function Head<Row>({
  id,
  column,
  sort,
}: {
  readonly id: string;
  readonly column: Column<Row>;
  readonly sort?: string | undefined;
}) {
  const sortBy = useSortBy(id);
  const alignment = column.align === "end" ? "ax-end" : undefined;
  if (column.sort === undefined) {
    return (
      <th scope="col" className={alignment}>
        {column.title}
      </th>
    );
  }
  const directions = directionsOf(column.sort);
  const direction = directionOf(directions, sort);
  return (
    <th scope="col" className={alignment} aria-sort={direction ?? "none"}>
      <button type="button" className="ax-table-sort" onClick={() => sortBy(nextSort(directions, sort))}>
        {column.title}
        <Icon name={direction === "ascending" ? "up" : "down"} size={14} />
      </button>
    </th>
  );
}

/** Ticks all that is loaded, or none. */
function TickAll({ keys, selection }: { readonly keys: readonly string[]; readonly selection: Selection }) {
  const { t } = useTranslation("pieces");
  const ticked = keys.filter((key) => selection.selected.has(key)).length;
  return (
    <input
      type="checkbox"
      aria-label={t("tableTickAll")}
      checked={ticked > 0 && ticked === keys.length}
      ref={(box) => {
        if (box !== null) box.indeterminate = ticked > 0 && ticked < keys.length;
      }}
      onChange={({ target }) => selection.onSelected(new Set(target.checked ? keys : []))}
    />
  );
}

/** How a row is called where only words serve: as its first column that has any. */
export function nameOfRow<Row>({ shown, rowKey }: Drawn<Row>, row: Row): string {
  const text = shown.find((column) => column.text !== undefined)?.text?.(row) ?? null;
  return text === null || text === "" ? rowKey(row) : String(text);
}

export function Tick({
  name,
  of,
  selection,
}: {
  readonly name: string;
  readonly of: string;
  readonly selection: Selection;
}) {
  const { t } = useTranslation("pieces");
  return (
    <input
      type="checkbox"
      aria-label={t("tableTick", { name })}
      checked={selection.selected.has(of)}
      onChange={({ target }) => {
        const next = new Set(selection.selected);
        if (target.checked) next.add(of);
        else next.delete(of);
        selection.onSelected(next);
      }}
    />
  );
}

function CellsOf<Row>({ drawn, row }: { readonly drawn: Drawn<Row>; readonly row: Row }) {
  const { shown, rowHref, selection, rowKey } = drawn;
  return (
    <>
      {selection === undefined ? null : (
        <td className="ax-table-tick">
          <Tick name={nameOfRow(drawn, row)} of={rowKey(row)} selection={selection} />
        </td>
      )}
      {shown.map((column, place) => (
        <td key={column.id} className={column.align === "end" ? "ax-end" : undefined}>
          {place === 0 && rowHref !== undefined ? (
            <Link className="ax-table-link" to={rowHref(row)}>
              {column.cell(row)}
            </Link>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </>
  );
}

/** A row that stays in view while others come and go is not drawn again. */
const Cells = memo(CellsOf) as typeof CellsOf;

export function TableRows<Row>(drawn: Drawn<Row>) {
  const { id, label, rows, shown, rowKey, selection, sort, query, hasMore = false, more, density } = drawn;
  const keyOf = (place: number): string => {
    const row = rows[place];
    return row === undefined ? String(place) : rowKey(row);
  };
  const view = useView({
    count: rows.length,
    keyOf,
    rowHeight: ROW_PX[density],
    hasMore,
    isFetching: query?.isFetching ?? false,
    more,
  });
  const widths = useSteadyWidths(view.box, shown.map((column) => column.id).join(" "), view.isPart);
  return (
    // biome-ignore lint/a11y: what scrolls has to be within reach of the keyboard, and is no landmark
    <div ref={view.box} role="group" className="ax-table-box" data-part={view.isPart} aria-label={label} tabIndex={0}>
      {/* Room for rows that are not drawn; the titles stick inside of their table, which reaches beyond what is in view. */}
      <div style={{ paddingBlock: `${view.before}px ${view.after}px` }}>
        <table
          className="ax-table"
          aria-label={label}
          aria-rowcount={hasMore ? -1 : rows.length + TITLE_ROWS}
          {...(widths === null ? {} : { style: { tableLayout: "fixed" as const } })}
        >
          {widths === null ? null : (
            <colgroup>
              {widths.map((width, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                <col key={place} style={{ inlineSize: width }} />
              ))}
            </colgroup>
          )}
          <thead>
            <tr aria-rowindex={1}>
              {selection === undefined ? null : (
                <th scope="col" className="ax-table-tick">
                  <TickAll keys={rows.map(rowKey)} selection={selection} />
                </th>
              )}
              {shown.map((column) => (
                <Head key={column.id} id={id} column={column} sort={sort} />
              ))}
            </tr>
          </thead>
          <tbody>
            {view.places.map((place) => {
              const row = rows[place];
              if (row === undefined) return null;
              const key = rowKey(row);
              return (
                <tr
                  key={key}
                  ref={view.measure}
                  data-index={place}
                  aria-rowindex={place + FIRST_ROW}
                  data-ticked={selection?.selected.has(key) ?? false}
                >
                  <Cells drawn={drawn} row={row} />
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}
