// Understands where a tenant's claimants can complain, as the tenant says it.

import type { Instant } from "@anxin/core/time";
import { execute, instantValue, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

export const selectComplaintContacts = statement(
  "select_complaint_contacts",
  { contacts: "text", revision: "int4", changed_by: "text", changed_at: "timestamptz" },
  "select contacts, revision, changed_by, changed_at from complaint_contacts where tenant_id = $1::int4",
);
export type ComplaintContactsRow = Row<(typeof selectComplaintContacts)["row"]>;

/** What the tenant says; null when it says nothing. */
export async function findComplaintContacts(tx: Tx): Promise<ComplaintContactsRow | null> {
  const [row] = await run(tx, selectComplaintContacts, [tx.tenantId]);
  return row ?? null;
}

export const upsertComplaintContacts = statement(
  "upsert_complaint_contacts",
  {},
  `insert into complaint_contacts as c (tenant_id, contacts, revision, changed_by, changed_at)
   values ($1::int4, $2::text, $3::int4 + 1, $4::text, $5::timestamptz)
   on conflict on constraint complaint_contacts_pk do update
     set contacts = excluded.contacts, revision = excluded.revision, changed_by = excluded.changed_by, changed_at = excluded.changed_at
     where c.revision = $3::int4`,
);

/** Writes what the tenant says from now on, on the revision that was read (0: none); false when somebody was faster. */
export async function putComplaintContacts(
  tx: Tx,
  contacts: string,
  revision: number,
  by: { readonly changedBy: string; readonly changedAt: Instant },
): Promise<boolean> {
  const values = [tx.tenantId, contacts, revision, by.changedBy, instantValue(by.changedAt)];
  return (await execute(tx, upsertComplaintContacts, values)) === 1;
}
