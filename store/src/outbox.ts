// Understands the outbox: one row a batch says what the batch did, in the transaction that did it.

import type { Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import { execute, int8Array, type Queryable, statement } from "./statement.js";

/** Event types, as the webhooks of the contract name them. */
export type EventType =
  | "policy.issued"
  | "policy.declined"
  | "policy.in_force"
  | "policy.cancelled"
  | "policy.expired"
  | "policy.endorsed"
  | "claim.filed"
  | "claim.evidence_requested"
  | "claim.decided"
  | "claim.closed"
  | "claim.changed"
  | "claim.appealed"
  | "claim.appeal_ended"
  | "claim.escalated"
  | "payout.succeeded"
  | "payout.failed"
  | "payout.returned"
  | "wallet.low"
  | "wallet.debited"
  | "campaign.exhausted"
  | "switch.changed"
  | "service_order.changed";

/** Things of one kind that happened in the batch, by id. */
export interface BatchEvents {
  readonly type: EventType;
  readonly ids: readonly Id[];
}

export const insertOutboxRow = statement(
  "insert_outbox",
  {},
  `insert into outbox (tenant_id, batch_id, recorded_at, types, counts, ids)
   values ($1::int4, $2::int8, at_ms($3::int8), $4::text[], $5::int4[], $6::int8[])`,
);

/** Writes what a batch did; nothing when nothing happened. */
export async function insertOutbox(
  db: Queryable,
  batch: {
    readonly tenantId: number;
    readonly batchId: Id;
    readonly recordedAt: Instant;
    readonly events: readonly BatchEvents[];
  },
): Promise<void> {
  const events = batch.events.filter((event) => event.ids.length > 0);
  if (events.length === 0) return;
  await execute(db, insertOutboxRow, [
    batch.tenantId,
    batch.batchId,
    batch.recordedAt,
    events.map((event) => event.type),
    events.map((event) => event.ids.length),
    int8Array(events.flatMap((event) => event.ids)),
  ]);
}
