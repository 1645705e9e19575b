// Understands the tariff as a grid: arrows lead from cell to cell, Enter edits, Escape gives up, Tab keeps and goes on. Only a hundred rows
// are drawn at once.

import { Button } from "@anxin/ui/pieces/button";
import { Icon } from "@anxin/ui/pieces/icon";
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Premium, Tariff } from "./content.js";
import { moved, type Place, setPremium, setValue } from "./grid.js";
import { CellEditor, type Edited } from "./grid-editor.js";
import { type Mark, type Marks, placeKey } from "./marks.js";
import { useValueName } from "./names.js";
import { premiumText } from "./premium.js";

const ROWS_DRAWN = 100;

interface GridProps {
  readonly tariff: Tariff;
  readonly marks: Marks;
  /** What the server says of a cell, by row and column. */
  readonly refused: ReadonlyMap<string, string>;
  /** The row that an example comes to. */
  readonly lit: number | null;
  readonly active: Place;
  /** Whether the active cell is to be gone to: once, when somebody is led there. */
  readonly isWanted: boolean;
  readonly onActive: (place: Place, isWanted?: boolean) => void;
  readonly canWrite: boolean;
  readonly onTariff: (tariff: Tariff) => void;
  readonly onUndo: () => void;
}

/** What is found at a cell: a sign and a word; the word is not written again in every column of a row. */
function Found({ marks, isShort }: { readonly marks: readonly Mark[]; readonly isShort: boolean }) {
  const { t } = useTranslation("actuary");
  return (
    <>
      {marks.map(({ kind, severity }) => (
        <span key={kind} className={`ac-mark ac-mark-${severity}`}>
          <Icon name={severity === "error" ? "warning" : "info"} size={14} />
          <span className={isShort ? "ax-unseen" : undefined}>{t(`mark_${kind}`)}</span>
        </span>
      ))}
    </>
  );
}

interface CellProps extends GridProps {
  readonly place: Place;
  readonly editing: Edited | null;
  readonly begin: (typed: string | null) => void;
  readonly end: (keep: string | Premium | null, to?: Place) => void;
}

function GridCell({ place, editing, begin, end, ...grid }: CellProps) {
  const { tariff, active, marks, refused, onActive, canWrite } = grid;
  const valueName = useValueName();
  const { row, column } = place;
  const held = tariff.rows[row];
  if (held === undefined) return null;
  const isActive = active.row === row && active.column === column;
  const found = marks.get(placeKey(place)) ?? [];
  const wrong = refused.get(placeKey(place));
  const isPremium = column === tariff.by.length;
  const said = isPremium ? premiumText(held.premium) : valueName(held.match[column] ?? "");
  const worst = found.some(({ severity }) => severity === "error") || wrong !== undefined ? "error" : "warning";
  return (
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid
      role="gridcell"
      tabIndex={isActive ? 0 : -1}
      data-cell={placeKey(place)}
      aria-readonly={!canWrite}
      className={`${isPremium ? "ac-figure" : ""} ${found.length > 0 || wrong !== undefined ? `ac-cell-${worst}` : ""}`}
      onFocus={({ target, currentTarget }) => (target === currentTarget ? onActive(place) : undefined)}
      // A finger has no second button and no Enter: it goes to a cell, and edits the cell where it is.
      onPointerUp={({ pointerType }) =>
        pointerType === "touch" && isActive && editing === null ? begin(null) : undefined
      }
      onDoubleClick={() => (editing === null ? begin(null) : undefined)}
    >
      {editing === null ? (
        <>
          <span className="ac-value">{isPremium && held.premium.kind === "amount" ? `¥${said}` : said}</span>
          <Found marks={found} isShort={column > 0 && !isPremium} />
          {wrong === undefined ? null : <span className="ac-mark ac-mark-error">{wrong}</span>}
        </>
      ) : (
        <CellEditor tariff={tariff} place={place} typed={editing.typed} end={end} />
      )}
    </td>
  );
}

/** Which cell is typed into, and where one stands afterwards. */
function useTyping({ tariff, active, onActive, canWrite, onTariff }: GridProps) {
  const [typing, setTyping] = useState<Edited | null>(null);
  const begin = (place: Place, typed: string | null): void => {
    if (canWrite) setTyping({ place, typed });
  };
  const end = (keep: string | Premium | null, to: Place = active): void => {
    const place = typing?.place;
    setTyping(null);
    if (place !== undefined && keep !== null)
      onTariff(typeof keep === "string" ? setValue(tariff, place, keep) : setPremium(tariff, place.row, keep));
    onActive(to, true);
  };
  return { typing, begin, end };
}

export function TariffGrid(props: GridProps) {
  const { tariff, active, isWanted, onActive, lit, onUndo } = props;
  const { t } = useTranslation("actuary");
  const valueName = useValueName();
  const table = useRef<HTMLTableElement>(null);
  const { typing, begin, end } = useTyping(props);
  const columns = tariff.by.length + 1;
  const size = { rows: tariff.rows.length, columns };
  const page = Math.floor(active.row / ROWS_DRAWN);
  useLayoutEffect(() => {
    if (isWanted && typing === null)
      table.current?.querySelector<HTMLElement>(`[data-cell="${placeKey(active)}"]`)?.focus();
  });
  const press = (event: KeyboardEvent): void => {
    if (typing !== null) return;
    const { key, ctrlKey, metaKey, altKey } = event;
    const isCommand = ctrlKey || metaKey;
    const next = altKey ? null : moved(active, key, size);
    if (next !== null) onActive(isCommand && key === "Home" ? { row: 0, column: 0 } : next, true);
    else if (key === "Enter" || key === "F2") begin(active, null);
    else if (isCommand && key === "z") onUndo();
    else if (!isCommand && /^[\d.¥]$/.test(key) && active.column === tariff.by.length) begin(active, key);
    else return;
    event.preventDefault();
  };
  const drawn = tariff.rows.slice(page * ROWS_DRAWN, (page + 1) * ROWS_DRAWN);
  return (
    <>
      <div className="ac-grid-box">
        <table
          ref={table}
          className="ac-grid"
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table whose cells are gone to
          role="grid"
          aria-label={t("grid")}
          aria-rowcount={size.rows + 1}
          aria-colcount={columns + 1}
          onKeyDown={press}
        >
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col">{t("colRow")}</th>
              {tariff.by.map((factor) => (
                <th key={factor} scope="col">
                  {valueName(factor)}
                </th>
              ))}
              <th scope="col" className="ac-figure">
                {t("colPremium")}
              </th>
            </tr>
          </thead>
          <tbody>
            {drawn.map((_held, place) => {
              const row = page * ROWS_DRAWN + place;
              return (
                <tr key={`row ${row}`} aria-rowindex={row + 2} className={row === lit ? "ac-lit" : undefined}>
                  <th scope="row">
                    {row + 1}
                    {row === lit ? (
                      <span className="ac-mark ac-mark-lit">
                        <Icon name="check" size={14} />
                        {t("litRow")}
                      </span>
                    ) : null}
                  </th>
                  {Array.from({ length: columns }, (_, column) => ({ row, column })).map((cell) => (
                    <GridCell
                      key={`column ${cell.column}`}
                      {...props}
                      place={cell}
                      editing={typing !== null && placeKey(typing.place) === placeKey(cell) ? typing : null}
                      begin={(typed) => {
                        onActive(cell);
                        begin(cell, typed);
                      }}
                      end={(keep, to = cell) => end(keep, to)}
                    />
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {size.rows <= ROWS_DRAWN ? null : (
        <div className="ax-actions">
          <Button disabled={page === 0} onClick={() => onActive({ row: (page - 1) * ROWS_DRAWN, column: 0 })}>
            {t("rowsBefore")}
          </Button>
          <span>
            {t("rowsShown", { from: page * ROWS_DRAWN + 1, to: page * ROWS_DRAWN + drawn.length, n: size.rows })}
          </span>
          <Button
            disabled={(page + 1) * ROWS_DRAWN >= size.rows}
            onClick={() => onActive({ row: (page + 1) * ROWS_DRAWN, column: 0 })}
          >
            {t("rowsAfter")}
          </Button>
        </div>
      )}
    </>
  );
}
