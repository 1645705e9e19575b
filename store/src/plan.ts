// Understands how a transaction is kept to indexes where statistics lag behind what a table holds.

import { execute, type Queryable, statement } from "./statement.js";

export const keepToIndexesRow = statement(
  "keep_to_indexes",
  { sort: "text", bitmap: "text" },
  "select set_config('enable_sort', 'off', true) as sort, set_config('enable_bitmapscan', 'off', true) as bitmap",
);

/**
 * Has the rest of the open transaction find rows by key, and read what is due in the order of its index. For work that takes
 * a growing table page by page: until statistics have followed a burst, the planner believes that the table is small, and would
 * read or sort all of it for each page.
 */
export async function keepToIndexes(tx: Queryable): Promise<void> {
  await execute(tx, keepToIndexesRow);
}
