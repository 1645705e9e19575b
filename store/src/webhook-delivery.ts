// Understands deliveries of events as kept: written once an endpoint and event, taken under a lease, with every attempt.

import type { Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import type { DeliveryState, Verdict } from "@anxin/core/webhook/delivery";
import {
  execute,
  instantArray,
  instantValue,
  int4Array,
  int8Array,
  type Queryable,
  type Row,
  run,
  statement,
  textArray,
} from "./statement.js";
import type { Tx } from "./transaction.js";

/** An event as it goes out. */
export interface NewEvent {
  readonly eventId: string;
  readonly type: string;
  readonly subject: string;
  readonly occurredAt: Instant;
  readonly body: string;
  /** As a shop hears it; null where that is the same. */
  readonly merchantBody: string | null;
}

export const insertEventRows = statement(
  "insert_webhook_events",
  {},
  `insert into webhook_event (tenant_id, event_id, type, subject, occurred_at, body, merchant_body)
   select $1::int4, row.* from unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::text[]) as row
   on conflict on constraint webhook_event_pk do nothing`,
);

/** Writes events, any number in one statement; one that is there already stays as it was said first. */
export async function insertEvents(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await execute(tx, insertEventRows, [
    tx.tenantId,
    textArray(events.map((event) => event.eventId)),
    textArray(events.map((event) => event.type)),
    textArray(events.map((event) => event.subject)),
    instantArray(events.map((event) => event.occurredAt)),
    textArray(events.map((event) => event.body)),
    events.map((event) => event.merchantBody),
  ]);
}

export interface NewDelivery {
  readonly deliveryId: Id;
  readonly endpointId: Id;
  readonly eventId: string;
  readonly type: string;
  /** False where the endpoint is paused: then it waits for somebody to replay it. */
  readonly isDue: boolean;
}

export const insertDeliveryRows = statement(
  "insert_webhook_deliveries",
  {},
  `insert into webhook_delivery (tenant_id, created_at, delivery_id, endpoint_id, event_id, type, next_at, state, reason)
   select $1::int4, $2::timestamptz, delivery_id, endpoint_id, event_id, type, case when is_due then $2 end,
     case when is_due then 'pending' else 'diverted' end, case when is_due then '' else 'endpoint_paused' end
   from unnest($3::int8[], $4::int8[], $5::text[], $6::text[], $7::bool[])
     as row (delivery_id, endpoint_id, event_id, type, is_due)
   on conflict on constraint webhook_delivery_once do nothing`,
);

/** Writes deliveries, any number in one statement; answers how many were new. */
export async function insertDeliveries(tx: Tx, now: Instant, deliveries: readonly NewDelivery[]): Promise<number> {
  if (deliveries.length === 0) return 0;
  return execute(tx, insertDeliveryRows, [
    tx.tenantId,
    instantValue(now),
    int8Array(deliveries.map((each) => each.deliveryId)),
    int8Array(deliveries.map((each) => each.endpointId)),
    textArray(deliveries.map((each) => each.eventId)),
    textArray(deliveries.map((each) => each.type)),
    deliveries.map((each) => each.isDue),
  ]);
}

export const selectDueEndpoints = statement(
  "select_due_webhook_endpoints",
  { tenant_id: "int4", endpoint_id: "int8", is_doubtful: "bool" },
  `select e.tenant_id, e.endpoint_id, e.failing_since is not null as is_doubtful
   from webhook_endpoint e
   cross join lateral (
     select d.next_at from webhook_delivery d
     where d.tenant_id = e.tenant_id and d.endpoint_id = e.endpoint_id and d.next_at <= $1::timestamptz
       and (d.lease_until is null or d.lease_until <= clock_timestamp())
     order by d.next_at limit 1
   ) longest
   where e.deleted_at is null and e.status = 'active'
   order by longest.next_at, e.endpoint_id`,
);
export type DueEndpoint = Row<(typeof selectDueEndpoints)["row"]>;

/** Endpoints of all tenants for which something is due that nobody holds, the longest due first. Runs as the owner. */
export function dueEndpoints(owner: Queryable, now: Instant): Promise<DueEndpoint[]> {
  return run(owner, selectDueEndpoints, [instantValue(now)]);
}

/** Deliveries that one sender takes at a time. Written into the statement, so that its plan is made for so few. */
export const DUE_DELIVERIES_PAGE_MAX = 100;

export const lockDueDeliveryRows = statement(
  "lock_due_webhook_deliveries",
  { delivery_id: "int8", event_id: "text", type: "text", attempts: "int4", tries: "int4" },
  `select delivery_id, event_id, type, attempts, tries from webhook_delivery
   where tenant_id = $1::int4 and endpoint_id = $2::int8 and next_at <= $3::timestamptz
     and (lease_until is null or lease_until <= clock_timestamp())
   order by next_at, delivery_id
   limit ${DUE_DELIVERIES_PAGE_MAX}
   for update skip locked`,
);
export const leaseDeliveryRows = statement(
  "lease_webhook_deliveries",
  {
    delivery_id: "int8",
    event_id: "text",
    type: "text",
    attempts: "int4",
    tries: "int4",
    body: "text",
    merchant_body: "text?",
  },
  `update webhook_delivery d set attempts = d.attempts + 1, tries = d.tries + 1,
     lease_until = clock_timestamp() + $3::int8 * interval '1 millisecond'
   from webhook_event v
   where d.tenant_id = $1::int4 and d.endpoint_id = $2::int8 and d.delivery_id = any ($4::int8[])
     and v.tenant_id = d.tenant_id and v.event_id = d.event_id
   returning d.delivery_id, d.event_id, d.type, d.attempts, d.tries, v.body, v.merchant_body`,
);
/** A delivery that a sender holds. `attempts` and `tries` count the one that is about to be made. */
export type HeldDelivery = Row<(typeof leaseDeliveryRows)["row"]>;

/** What goes out to an endpoint: to a shop's own, as the shop may hear it. */
export const bodyFor = (
  { merchant_id: merchantId }: { readonly merchant_id: string | null },
  { body, merchant_body: merchantBody }: Pick<HeldDelivery, "body" | "merchant_body">,
): string => (merchantId === null ? body : (merchantBody ?? body));

const byAge = (a: HeldDelivery, b: HeldDelivery): number => (a.delivery_id < b.delivery_id ? -1 : 1);

/** Takes a page of an endpoint's deliveries that are due at business time `now` and that nobody holds. Two statements. */
export async function takeDueDeliveries(
  tx: Tx,
  endpointId: Id,
  now: Instant,
  leaseMs: number,
): Promise<readonly HeldDelivery[]> {
  const due = await run(tx, lockDueDeliveryRows, [tx.tenantId, endpointId, instantValue(now)]);
  if (due.length === 0) return [];
  const ids = int8Array(due.map((row) => row.delivery_id));
  return (await run(tx, leaseDeliveryRows, [tx.tenantId, endpointId, leaseMs, ids])).sort(byAge);
}

/** Takes one delivery that the caller has just written. */
export async function takeDelivery(
  tx: Tx,
  endpointId: Id,
  deliveryId: Id,
  leaseMs: number,
): Promise<HeldDelivery | undefined> {
  return (await run(tx, leaseDeliveryRows, [tx.tenantId, endpointId, leaseMs, int8Array([deliveryId])]))[0];
}

/** One attempt as it was made. */
export interface NewAttempt {
  readonly deliveryId: Id;
  readonly sequence: number;
  readonly at: Instant;
  readonly durationMs: number;
  readonly status: number | null;
  readonly verdict: Verdict["kind"];
  readonly reason: string;
  readonly url: string;
  /** JSON. */
  readonly headers: string;
  readonly response: string;
  /** Made by a person who tried the endpoint out. */
  readonly isTest: boolean;
}

export const insertAttemptLogRows = statement(
  "insert_webhook_attempts",
  {},
  `insert into webhook_attempt (tenant_id, endpoint_id, delivery_id, sequence, at, duration_ms, status, verdict, reason, url, headers,
     response, is_test)
   select $1::int4, $2::int8, row.* from unnest($3::int8[], $4::int4[], $5::timestamptz[], $6::int4[], $7::int4[], $8::text[],
     $9::text[], $10::text[], $11::text[], $12::text[], $13::bool[]) as row
   on conflict on constraint webhook_attempt_pk do nothing`,
);

/** Writes what was heard of attempts. */
export async function insertAttempts(tx: Tx, endpointId: Id, attempts: readonly NewAttempt[]): Promise<void> {
  if (attempts.length === 0) return;
  await execute(tx, insertAttemptLogRows, [
    tx.tenantId,
    endpointId,
    int8Array(attempts.map((each) => each.deliveryId)),
    int4Array(attempts.map((each) => each.sequence)),
    instantArray(attempts.map((each) => each.at)),
    int4Array(attempts.map((each) => each.durationMs)),
    attempts.map((each) => each.status),
    textArray(attempts.map((each) => each.verdict)),
    textArray(attempts.map((each) => each.reason)),
    textArray(attempts.map((each) => each.url)),
    textArray(attempts.map((each) => each.headers)),
    textArray(attempts.map((each) => each.response)),
    attempts.map((each) => each.isTest),
  ]);
}

/** What became of a delivery that was held. */
export interface DeliveryMove {
  readonly deliveryId: Id;
  readonly state: DeliveryState;
  readonly reason: string;
  readonly nextAt: Instant | null;
  readonly deliveredAt: Instant | null;
  /** Attempts that were noted and not made. */
  readonly unmade: number;
}

export const moveDeliveryRows = statement(
  "move_webhook_deliveries",
  {},
  // Of what was set aside meanwhile, only good news counts; what was not tried is as it was.
  `update webhook_delivery d set state = row.state, reason = case when row.unmade > 0 then d.reason else row.reason end,
     next_at = case when row.unmade > 0 then d.next_at else row.next_at end, lease_until = null,
     delivered_at = coalesce(row.delivered_at, d.delivered_at), attempts = d.attempts - row.unmade, tries = d.tries - row.unmade
   from unnest($3::int8[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::int4[])
     as row (delivery_id, state, reason, next_at, delivered_at, unmade)
   where d.tenant_id = $1::int4 and d.endpoint_id = $2::int8 and d.delivery_id = row.delivery_id
     and (d.state = 'pending' or row.state = 'delivered')`,
);

/** Stores what became of deliveries, and lets go of them. */
export async function moveDeliveries(tx: Tx, endpointId: Id, moves: readonly DeliveryMove[]): Promise<void> {
  if (moves.length === 0) return;
  await execute(tx, moveDeliveryRows, [
    tx.tenantId,
    endpointId,
    int8Array(moves.map((move) => move.deliveryId)),
    textArray(moves.map((move) => move.state)),
    textArray(moves.map((move) => move.reason)),
    instantArray(moves.map((move) => move.nextAt)),
    instantArray(moves.map((move) => move.deliveredAt)),
    int4Array(moves.map((move) => move.unmade)),
  ]);
}

export const divertDeliveryRows = statement(
  "divert_webhook_deliveries",
  {},
  `update webhook_delivery set state = 'diverted', next_at = null, lease_until = null, reason = $3::text
   where tenant_id = $1::int4 and endpoint_id = $2::int8 and next_at is not null`,
);

/** Sets aside everything that waits for an endpoint, to be replayed by somebody. */
export async function divertAll(tx: Tx, endpointId: Id, reason: string): Promise<void> {
  await execute(tx, divertDeliveryRows, [tx.tenantId, endpointId, reason]);
}

export const replayDeliveryRow = statement(
  "replay_webhook_delivery",
  {},
  `update webhook_delivery set state = 'pending', next_at = $4::timestamptz, tries = 0, reason = ''
   where tenant_id = $1::int4 and endpoint_id = $2::int8 and delivery_id = $3::int8`,
);

/** Has a delivery made once more, from the first attempt on; whoever is making it just now does that already. */
export async function replayDelivery(tx: Tx, endpointId: Id, deliveryId: Id, now: Instant): Promise<void> {
  await execute(tx, replayDeliveryRow, [tx.tenantId, endpointId, deliveryId, instantValue(now)]);
}

export const recoverDeliveryRows = statement(
  "recover_webhook_deliveries",
  {},
  `update webhook_delivery d set state = 'pending', next_at = $3::timestamptz, tries = 0, reason = ''
   from (
     select delivery_id from webhook_delivery
     where tenant_id = $1::int4 and endpoint_id = $2::int8 and state <> 'delivered' and created_at >= $4::timestamptz
       and type <> $5::text and (next_at is null or next_at > $3)
     order by created_at, delivery_id limit $6::int4 for update
   ) undelivered
   where d.tenant_id = $1::int4 and d.endpoint_id = $2::int8 and d.delivery_id = undelivered.delivery_id`,
);

/** Has everything made once more that was not delivered since an instant, the oldest first; answers how much. */
export function recoverDeliveries(
  tx: Tx,
  endpointId: Id,
  { now, since, limit, testType }: { now: Instant; since: Instant; limit: number; testType: string },
): Promise<number> {
  const times = [instantValue(now), instantValue(since)];
  return execute(tx, recoverDeliveryRows, [tx.tenantId, endpointId, ...times, testType, limit]);
}

export const selectHeldDeliveries = statement(
  "select_held_webhook_deliveries",
  { held: "int8" },
  "select count(*) as held from webhook_delivery where next_at <= $1::timestamptz and lease_until > clock_timestamp()",
);

/** How many due deliveries someone is making, of all tenants. Runs as the owner. */
export async function heldDeliveries(owner: Queryable, now: Instant): Promise<number> {
  const [row] = await run(owner, selectHeldDeliveries, [instantValue(now)]);
  return Number(row?.held ?? 0n);
}

export const endDeliveryLeaseRows = statement(
  "end_webhook_delivery_leases",
  {},
  `update webhook_delivery set lease_until = clock_timestamp()
   where next_at is not null and lease_until > clock_timestamp()
     and lease_until < at_ms($1::int8) + $2::int8 * interval '1 millisecond'`,
);

/** Ends the leases of `leaseMs` that were taken before an instant of database time, of all tenants. Runs as the owner. */
export function endDeliveryLeases(owner: Queryable, takenBefore: Instant, leaseMs: number): Promise<number> {
  return execute(owner, endDeliveryLeaseRows, [takenBefore, leaseMs]);
}

/** What a list of deliveries may be narrowed by; null means any. */
export interface DeliveryFilter {
  readonly deliveryId: Id | null;
  readonly state: string | null;
  readonly type: string | null;
  readonly eventId: string | null;
  readonly subject: string | null;
  readonly since: Instant | null;
  /** Only deliveries older than this id. */
  readonly before: Id | null;
  readonly limit: number;
}

const DELIVERY_ROW = {
  delivery_id: "int8",
  event_id: "text",
  type: "text",
  subject: "text",
  state: "text",
  reason: "text",
  attempts: "int4",
  created_at: "timestamptz",
  next_at: "timestamptz?",
  delivered_at: "timestamptz?",
  body: "text",
  merchant_body: "text?",
} as const;
export type DeliveryRow = Row<typeof DELIVERY_ROW>;

export const selectDeliveries = statement(
  "select_webhook_deliveries",
  DELIVERY_ROW,
  `select d.delivery_id, d.event_id, d.type, v.subject, d.state, d.reason, d.attempts, d.created_at, d.next_at, d.delivered_at,
     v.body, v.merchant_body
   from webhook_delivery d
   join webhook_event v on v.tenant_id = d.tenant_id and v.event_id = d.event_id
   where d.tenant_id = $1::int4 and d.endpoint_id = $2::int8
     and ($3::int8 is null or d.delivery_id = $3) and ($4::text is null or d.state = $4) and ($5::text is null or d.type = $5)
     and ($6::text is null or d.event_id = $6) and ($7::text is null or v.subject = $7)
     and ($8::int8 is null or d.created_at >= at_ms($8)) and ($9::int8 is null or d.delivery_id < $9)
   order by d.delivery_id desc limit $10::int4`,
);

/** An endpoint's deliveries, newest first. */
export function listDeliveries(tx: Tx, endpointId: Id, filter: DeliveryFilter): Promise<DeliveryRow[]> {
  const { deliveryId, state, type, eventId, subject, since, before, limit } = filter;
  const narrowing = [deliveryId, state, type, eventId, subject, since, before];
  return run(tx, selectDeliveries, [tx.tenantId, endpointId, ...narrowing, limit]);
}

const ATTEMPT_LOG_ROW = {
  delivery_id: "int8",
  sequence: "int4",
  at: "timestamptz",
  duration_ms: "int4",
  status: "int4?",
  verdict: "text",
  reason: "text",
  url: "text",
  headers: "text",
  response: "text",
} as const;
export type AttemptLogRow = Row<typeof ATTEMPT_LOG_ROW>;

export const selectAttemptLog = statement(
  "select_webhook_attempts",
  ATTEMPT_LOG_ROW,
  `select ${Object.keys(ATTEMPT_LOG_ROW).join(", ")} from webhook_attempt
   where tenant_id = $1::int4 and endpoint_id = $2::int8 and delivery_id = any ($3::int8[])
   order by delivery_id, sequence`,
);

/** Every attempt at these deliveries, in order. */
export async function attemptsOf(
  tx: Tx,
  endpointId: Id,
  deliveries: readonly Id[],
): Promise<ReadonlyMap<Id, readonly AttemptLogRow[]>> {
  const attempts = new Map<Id, AttemptLogRow[]>();
  if (deliveries.length === 0) return attempts;
  for (const row of await run(tx, selectAttemptLog, [tx.tenantId, endpointId, int8Array(deliveries)])) {
    attempts.set(row.delivery_id, [...(attempts.get(row.delivery_id) ?? []), row]);
  }
  return attempts;
}
