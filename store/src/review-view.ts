// Understands views of the queue that people keep for themselves, or for all.

import type { Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import { execute, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

const VIEW = {
  view_id: "int8",
  name: "text",
  owner: "text",
  shared: "bool",
  filter: "text",
  created_at: "timestamptz",
} as const;
export type ViewRow = Row<typeof VIEW>;

export const selectViews = statement(
  "select_review_views",
  { ...VIEW, owner_name: "text" },
  `select v.view_id, v.name, v.owner, v.shared, v.filter, v.created_at, coalesce(s.display_name, v.owner) as owner_name
   from review_view v
   left join staff s on s.tenant_id = v.tenant_id and 'staff:' || s.staff_id = v.owner
   where v.tenant_id = $1::int4 and (v.owner = $2::text or v.shared)
   order by v.shared, v.name, v.view_id`,
);

/** The views of a caller, and those that are shared. */
export function listViews(tx: Tx, owner: string): Promise<Row<(typeof selectViews)["row"]>[]> {
  return run(tx, selectViews, [tx.tenantId, owner]);
}

export const insertViewRow = statement(
  "insert_review_view",
  {},
  `insert into review_view (tenant_id, view_id, name, owner, shared, filter, created_at)
   values ($1::int4, $2::int8, $3::text, $4::text, $5::bool, $6::text, at_ms($7::int8))
   on conflict on constraint review_view_named_once do nothing`,
);

/** Keeps a view; false when its owner has one of that name. */
export async function insertView(
  tx: Tx,
  view: Omit<ViewRow, "view_id" | "created_at"> & { readonly viewId: Id; readonly createdAt: Instant },
): Promise<boolean> {
  const { viewId, name, owner, shared, filter, createdAt } = view;
  return (await execute(tx, insertViewRow, [tx.tenantId, viewId, name, owner, shared, filter, createdAt])) === 1;
}

export const deleteViewRow = statement(
  "delete_review_view",
  {},
  "delete from review_view where tenant_id = $1::int4 and view_id = $2::int8",
);

export async function deleteView(tx: Tx, viewId: Id): Promise<void> {
  await execute(tx, deleteViewRow, [tx.tenantId, viewId]);
}
