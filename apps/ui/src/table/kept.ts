// Understands what a person chose for one table: which columns show and how dense its rows are; kept in the browser.

import { useState } from "react";
import { DENSITIES, type Density } from "../theme.js";

/** Only what was chosen is kept, so that a column that is added later shows as its page means it. */
interface Kept {
  readonly columns: Readonly<Record<string, boolean>>;
  /** As the whole page where nothing was chosen. */
  readonly density: Density | null;
}

const NOTHING: Kept = { columns: {}, density: null };
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What is kept, whatever else may stand there by now. */
export function readKept(text: string | null): Kept {
  if (text === null) return NOTHING;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return NOTHING;
  }
  if (!isRecord(value)) return NOTHING;
  const columns = isRecord(value["columns"]) ? value["columns"] : {};
  return {
    columns: Object.fromEntries(
      Object.entries(columns).filter((entry): entry is [string, boolean] => typeof entry[1] === "boolean"),
    ),
    density: DENSITIES.find((each) => each === value["density"]) ?? null,
  };
}

/** Whether a column shows: as chosen, else unless its page calls it extra. */
export const isShown = ({ columns }: Kept, column: { readonly id: string; readonly isExtra?: true }): boolean =>
  columns[column.id] ?? column.isExtra !== true;

/** The choices for a table and how to change them. */
export function useKept(id: string) {
  const name = `anxin-table-${id}`;
  const [kept, setKept] = useState(() => readKept(localStorage.getItem(name)));
  const change = (next: Kept): void => {
    localStorage.setItem(name, JSON.stringify(next));
    setKept(next);
  };
  return {
    kept,
    show: (column: string, shows: boolean) => change({ ...kept, columns: { ...kept.columns, [column]: shows } }),
    pack: (density: Density | null) => change({ ...kept, density }),
    clear: () => change(NOTHING),
  };
}
