// Understands a list drawn for a phone: each row a card, its first column the heading that leads on.

import { memo } from "react";
import { Link } from "react-router";
import type { Drawn } from "../table/drawn.js";
import { nameOfRow, Tick } from "./table-rows.js";
import { useView } from "./table-view.js";

const CARD_PX = 148;

function CardOf<Row>({ drawn, row }: { readonly drawn: Drawn<Row>; readonly row: Row }) {
  const { shown, rowHref, selection, rowKey } = drawn;
  const [heading, ...rest] = shown;
  return (
    <>
      <div className="ax-card-head">
        {selection === undefined ? null : <Tick name={nameOfRow(drawn, row)} of={rowKey(row)} selection={selection} />}
        {heading === undefined ? null : rowHref === undefined ? (
          heading.cell(row)
        ) : (
          <Link className="ax-table-link" to={rowHref(row)}>
            {heading.cell(row)}
          </Link>
        )}
      </div>
      <dl>
        {rest.map((column) => {
          const cell = column.cell(row);
          // A column that has nothing for this row needs no line.
          return cell === null ? null : (
            <div key={column.id}>
              <dt>{column.title}</dt>
              <dd>{cell}</dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}

const Card = memo(CardOf) as typeof CardOf;

export function TableCards<Row>(drawn: Drawn<Row>) {
  const { label, rows, rowKey, query, hasMore = false, more } = drawn;
  const keyOf = (place: number): string => {
    const row = rows[place];
    return row === undefined ? String(place) : rowKey(row);
  };
  const isFetching = query?.isFetching ?? false;
  const view = useView({ count: rows.length, keyOf, rowHeight: CARD_PX, hasMore, isFetching, more });
  return (
    // biome-ignore lint/a11y: what scrolls has to be within reach of the keyboard, and is no landmark
    <div ref={view.box} role="group" className="ax-cards-box" data-part={view.isPart} aria-label={label} tabIndex={0}>
      <ul aria-label={label} style={{ paddingBlock: `${view.before}px ${view.after}px` }}>
        {view.places.map((place) => {
          const row = rows[place];
          return row === undefined ? null : (
            <li
              key={rowKey(row)}
              ref={view.measure}
              data-index={place}
              className="ax-card"
              aria-posinset={place + 1}
              aria-setsize={hasMore ? -1 : rows.length}
            >
              <Card drawn={drawn} row={row} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
