// Understands the calls about where a tenant's claimants can complain outside of the house.

import { refuse } from "@anxin/core/refusal";
import { findComplaintContacts, putComplaintContacts } from "@anxin/store/complaint-contacts";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { noteAct } from "../audit/record.js";
import type { Context } from "../context.js";
import { type Access, type Api, ROLES } from "../http/api.js";
import { etagOf, heedIfMatch } from "../http/etag.js";
import { callerName } from "../people/staff.js";
import { type ComplaintContacts, contactsOf } from "./contacts.js";
import { ContactsBody } from "./wire.js";

const READERS: Access = ["server", ...ROLES];
const CHANGERS: Access = ["supervisor", "platform", "admin"];
const etagAt = (revision: number): string => etagOf("complaint-contacts", "tenant", revision);
const schema = (operationId: string, summary: string) => ({ operationId, tags: ["appeals"], summary });

async function current(tx: Tx) {
  const row = await findComplaintContacts(tx);
  const { insurance, guarantee_service } = contactsOf(row);
  const body = { insurance: [...insurance], guarantee_service: [...guarantee_service] };
  return { body, revision: row?.revision ?? 0, row };
}

export function contactRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/tenants/complaint-contacts",
    {
      config: { access: READERS },
      schema: {
        ...schema("readComplaintContacts", "Where claimants complain outside of the house, as refusal notices say"),
        response: { 200: ContactsBody },
      },
    },
    async ({ principal }, reply) => {
      const { body, revision } = await inTransaction(context.db, principal.tenantId, current);
      reply.header("etag", etagAt(revision));
      return body;
    },
  );
  api.put(
    "/v1/tenants/complaint-contacts",
    {
      config: { access: CHANGERS, ifMatch: "optional" },
      schema: {
        ...schema("putComplaintContacts", "Say where claimants complain; notices that were made stay as they are"),
        body: ContactsBody,
        response: { 200: ContactsBody },
      },
    },
    async (request, reply) => {
      const { principal, body } = request;
      const revision = await inTransaction(context.db, principal.tenantId, async (tx) => {
        const { revision: before, row } = await current(tx);
        const changedBy = row === null ? null : await callerName(tx, row.changed_by);
        heedIfMatch(request, { etag: etagAt(before), changedBy, changedAt: row?.changed_at ?? null });
        const contacts: ComplaintContacts = body;
        const by = { changedBy: principal.caller, changedAt: context.clock.now() };
        if (!(await putComplaintContacts(tx, JSON.stringify(contacts), before, by)))
          refuse("if_match_stale", "somebody changed it at the same moment; read it again");
        await noteAct(context, tx, {
          ...{ actor: principal.caller, action: "contacts.changed", subject: { kind: "contacts", id: "complaints" } },
          ...{ before: { ...contactsOf(row) }, after: { ...contacts } },
        });
        return before + 1;
      });
      reply.header("etag", etagAt(revision));
      return body;
    },
  );
}
