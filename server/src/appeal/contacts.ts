// Understands where claimants of a tenant can complain: what the tenant says, or else what the law of the place offers
// everybody.

import { COMPLAINT_CONTACTS, type ComplaintContact } from "@anxin/core/appeal/notice";
import type { Funding } from "@anxin/core/product/product";
import { type ComplaintContactsRow, findComplaintContacts } from "@anxin/store/complaint-contacts";
import type { Tx } from "@anxin/store/transaction";

export type ComplaintContacts = Readonly<Record<Funding, readonly ComplaintContact[]>>;

export function contactsOf(row: ComplaintContactsRow | null): ComplaintContacts {
  return row === null ? COMPLAINT_CONTACTS : (JSON.parse(row.contacts) as ComplaintContacts);
}

/** The contacts that hold for the tenant now. */
export async function complaintContacts(tx: Tx): Promise<ComplaintContacts> {
  return contactsOf(await findComplaintContacts(tx));
}
