// Understands what a table is given: columns, rows, what is known of the list, and what both of its forms draw.

import type { Problem } from "@anxin/client/problem";
import type { ReactNode } from "react";
import type { Density } from "../theme.js";
import type { CsvCell } from "./csv.js";
import type { Directions } from "./sort.js";

/** A column; what it says of a row, and how it is called. */
export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** As it stands in a file for spreadsheets; a column without it is left out there. */
  readonly text?: (row: Row) => CsvCell;
  /** By which names the server sorts by this column. */
  readonly sort?: string | Directions;
  readonly align?: "end";
  /** Hidden until somebody wants it. */
  readonly isExtra?: true;
}

/** Which rows are ticked, by their keys. */
export interface Selection {
  readonly selected: ReadonlySet<string>;
  readonly onSelected: (selected: ReadonlySet<string>) => void;
}

/** What a table has to know of the list that it shows. */
interface ListQuery {
  readonly error: Problem | null;
  readonly isPending: boolean;
  readonly isFetching: boolean;
  readonly isFetchingNextPage?: boolean;
  readonly refetch: () => unknown;
}

export interface TableProps<Row> {
  /** Under which choices are kept; one per list. */
  readonly id: string;
  /** What the rows are, for those who do not see the table. */
  readonly label?: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Where a row leads; its first column becomes the link, the whole row can be pressed. */
  readonly rowHref?: (row: Row) => string;
  readonly query?: ListQuery;
  readonly hasMore?: boolean;
  readonly more?: () => void;
  /** The server's present order, as `useSort` or the server's own says it. */
  readonly sort?: string | undefined;
  readonly selection?: Selection;
  readonly filters?: ReactNode;
  /** Offers what is loaded as a file of this name. */
  readonly exportName?: string;
  /** Where the server makes the whole list a file; it is offered in place of what is loaded. */
  readonly csvHref?: string;
  readonly empty?: ReactNode;
  /** A short list beside other things: nothing stands above it, and all its columns are shown. */
  readonly isPlain?: boolean;
}

/** What both forms of a table draw. */
export interface Drawn<Row> extends TableProps<Row> {
  readonly shown: readonly Column<Row>[];
  readonly label: string;
  readonly density: Density;
}
