// Understands which deliveries are kept no longer, and how they go: with their attempts, and with the event that nobody's delivery names.

import type { Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import { execute, instantValue, int8Array, type Queryable, run, statement, textArray } from "./statement.js";
import type { Tx } from "./transaction.js";
import { WEBHOOK_READER } from "./webhook.js";

/** Until when what was taken, and what was set aside, is kept no longer. */
export interface KeptSince {
  /** Deliveries that were taken before go. */
  readonly delivered: Instant;
  /** Deliveries that were made before, and are set aside, go. */
  readonly diverted: Instant;
}

export const selectTenantsWithOldDeliveries = statement(
  "select_tenants_with_old_webhooks",
  { tenant_id: "int4" },
  `select t.tenant_id from tenant t
   where exists (
     select from webhook_delivery d
     where d.tenant_id = t.tenant_id and d.state = 'delivered' and d.delivered_at < $1::timestamptz
   ) or exists (
     select from webhook_endpoint e
     join webhook_delivery d on d.tenant_id = e.tenant_id and d.endpoint_id = e.endpoint_id
     where e.tenant_id = t.tenant_id and d.state = 'diverted' and d.created_at < $2::timestamptz
   )
   order by t.tenant_id`,
);

/** Tenants of whom something is kept no longer. Runs as the owner. */
export async function tenantsWithOldDeliveries(
  owner: Queryable,
  { delivered, diverted }: KeptSince,
): Promise<readonly number[]> {
  const rows = await run(owner, selectTenantsWithOldDeliveries, [instantValue(delivered), instantValue(diverted)]);
  return rows.map((row) => row.tenant_id);
}

/** Deliveries of one kind that go in one transaction. Written into the statements, so that their plans are made for so few. */
export const OLD_DELIVERIES_PAGE_MAX = 500;

/**
 * When the oldest batch was written that deliveries may yet be made of: what was made since then would be made anew if it went.
 * That is seconds ago, unless a clock was moved ahead or a transaction is open for long.
 */
const UNREAD_SINCE = `(
       select coalesce(min(recorded_at), 'infinity') from (
         select o.recorded_at from outbox o
         left join outbox_reader r on r.tenant_id = o.tenant_id and r.reader = '${WEBHOOK_READER}'
         where o.tenant_id = $1::int4
           and (o.written_by, o.batch_id) > (coalesce(r.written_by, '0'), coalesce(r.batch_id, 0))
         order by o.written_by, o.batch_id limit 1
       ) unread
     )`;

const GONE = { endpoint_id: "int8", delivery_id: "int8", event_id: "text" } as const;

export const deleteDeliveredRows = statement(
  "delete_delivered_webhooks",
  GONE,
  `delete from webhook_delivery d
   using (
     select endpoint_id, delivery_id from webhook_delivery
     where tenant_id = $1::int4 and state = 'delivered' and delivered_at < $2::timestamptz
       and created_at < ${UNREAD_SINCE}
     order by delivered_at
     limit ${OLD_DELIVERIES_PAGE_MAX}
     for update skip locked
   ) old
   where d.tenant_id = $1::int4 and d.endpoint_id = old.endpoint_id and d.delivery_id = old.delivery_id
   returning d.endpoint_id, d.delivery_id, d.event_id`,
);

export const deleteDivertedRows = statement(
  "delete_diverted_webhooks",
  GONE,
  `delete from webhook_delivery d
   using (
     select w.endpoint_id, w.delivery_id from webhook_endpoint e
     join webhook_delivery w on w.tenant_id = e.tenant_id and w.endpoint_id = e.endpoint_id
     where e.tenant_id = $1::int4 and w.state = 'diverted' and w.created_at < $2::timestamptz
       and w.created_at < ${UNREAD_SINCE}
     limit ${OLD_DELIVERIES_PAGE_MAX}
     for update of w skip locked
   ) old
   where d.tenant_id = $1::int4 and d.endpoint_id = old.endpoint_id and d.delivery_id = old.delivery_id
   returning d.endpoint_id, d.delivery_id, d.event_id`,
);

export const deleteAttemptRows = statement(
  "delete_webhook_attempts",
  {},
  `delete from webhook_attempt a using unnest($2::int8[], $3::int8[]) as gone (endpoint_id, delivery_id)
   where a.tenant_id = $1::int4 and a.endpoint_id = gone.endpoint_id and a.delivery_id = gone.delivery_id`,
);

export const deleteEventRows = statement(
  "delete_webhook_events",
  {},
  // Asked endpoint by endpoint, deleted ones among them, so that each answer is one look into the key of deliveries.
  `delete from webhook_event v
   where v.tenant_id = $1::int4 and v.event_id = any ($2::text[]) and not exists (
     select from webhook_endpoint e
     cross join lateral (
       select from webhook_delivery d
       where d.tenant_id = e.tenant_id and d.endpoint_id = e.endpoint_id and d.event_id = v.event_id limit 1
     ) named
     where e.tenant_id = v.tenant_id
   )`,
);

/**
 * Deletes a page of what is kept no longer, each delivery with all that tells of it, and answers how many went. What somebody
 * holds, or what would be made anew, is left for later. Four statements.
 */
export async function deleteOldDeliveries(tx: Tx, { delivered, diverted }: KeptSince): Promise<number> {
  const gone = [
    ...(await run(tx, deleteDeliveredRows, [tx.tenantId, instantValue(delivered)])),
    ...(await run(tx, deleteDivertedRows, [tx.tenantId, instantValue(diverted)])),
  ];
  if (gone.length === 0) return 0;
  const of = (column: "endpoint_id" | "delivery_id"): readonly Id[] => gone.map((row) => row[column]);
  await execute(tx, deleteAttemptRows, [tx.tenantId, int8Array(of("endpoint_id")), int8Array(of("delivery_id"))]);
  const events = [...new Set(gone.map((row) => row.event_id))];
  await execute(tx, deleteEventRows, [tx.tenantId, textArray(events)]);
  return gone.length;
}
