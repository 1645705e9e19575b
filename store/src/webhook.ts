// Understands webhook endpoints as kept: who listens where, to what, and how it has gone lately.

import type { Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import type { PauseReason } from "@anxin/core/webhook/delivery";
import { execute, instantValue, type Queryable, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

/** Under which it is kept how far deliveries are made of what the outbox tells. */
export const WEBHOOK_READER = "webhook";

const ENDPOINT_ROW = {
  endpoint_id: "int8",
  merchant_id: "text?",
  url: "text",
  types: "text[]",
  description: "text",
  status: "text",
  pause_reason: "text",
  paused_at: "timestamptz?",
  failing_since: "timestamptz?",
  last_success_at: "timestamptz?",
  secret_sealed: "bytea",
  previous_sealed: "bytea?",
  previous_until: "timestamptz?",
  created_by: "text",
  created_at: "timestamptz",
  changed_by: "text",
  changed_at: "timestamptz",
  revision: "int4",
} as const;
export type EndpointRow = Row<typeof ENDPOINT_ROW>;
const ENDPOINT_COLUMNS = Object.keys(ENDPOINT_ROW)
  .map((column) => `e.${column}`)
  .join(", ");

export interface NewEndpoint {
  readonly endpointId: Id;
  /** Null: hears of the whole marketplace. */
  readonly merchantId: string | null;
  readonly url: string;
  readonly types: readonly string[];
  readonly description: string;
  readonly secretSealed: Buffer;
  readonly by: string;
  readonly at: Instant;
}

export const insertEndpointRow = statement(
  "insert_webhook_endpoint",
  ENDPOINT_ROW,
  `insert into webhook_endpoint as e (tenant_id, endpoint_id, merchant_id, url, types, description, status, secret_sealed, created_by,
     created_at, changed_by, changed_at, revision)
   values ($1::int4, $2::int8, $3::text, $4::text, $5::text[], $6::text, 'active', $7::bytea, $8::text, $9::timestamptz, $8::text,
     $9::timestamptz, 1)
   returning ${ENDPOINT_COLUMNS}`,
);

export async function insertEndpoint(tx: Tx, endpoint: NewEndpoint): Promise<EndpointRow | undefined> {
  const { endpointId, merchantId, url, types, description, secretSealed, by, at } = endpoint;
  const values = [tx.tenantId, endpointId, merchantId, url, types, description, secretSealed, by, instantValue(at)];
  return (await run(tx, insertEndpointRow, values))[0];
}

export const countEndpointRows = statement(
  "count_webhook_endpoints",
  { all: "int8", own: "int8" },
  `select count(*) as all, count(*) filter (where merchant_id is not distinct from $2::text) as own from webhook_endpoint
   where tenant_id = $1::int4 and deleted_at is null`,
);

/** How many endpoints there are, and how many of one shop (null: of the marketplace itself). */
export async function countEndpoints(
  tx: Tx,
  merchantId: string | null,
): Promise<{ readonly all: number; readonly own: number }> {
  const [row] = await run(tx, countEndpointRows, [tx.tenantId, merchantId]);
  return { all: Number(row?.all ?? 0n), own: Number(row?.own ?? 0n) };
}

export const selectEndpoint = statement(
  "select_webhook_endpoint",
  ENDPOINT_ROW,
  `select ${ENDPOINT_COLUMNS} from webhook_endpoint e
   where e.tenant_id = $1::int4 and e.endpoint_id = $2::int8 and e.deleted_at is null`,
);
export const lockEndpointRow = statement(
  "lock_webhook_endpoint",
  ENDPOINT_ROW,
  `select ${ENDPOINT_COLUMNS} from webhook_endpoint e
   where e.tenant_id = $1::int4 and e.endpoint_id = $2::int8 and e.deleted_at is null for update`,
);

export async function findEndpoint(tx: Tx, endpointId: Id): Promise<EndpointRow | null> {
  return (await run(tx, selectEndpoint, [tx.tenantId, endpointId]))[0] ?? null;
}

/** As `findEndpoint`, and holds it until the transaction ends. */
export async function lockEndpoint(tx: Tx, endpointId: Id): Promise<EndpointRow | null> {
  return (await run(tx, lockEndpointRow, [tx.tenantId, endpointId]))[0] ?? null;
}

/** What a list of endpoints may be narrowed by. */
export interface EndpointFilter {
  /** Null: of all shops and of the marketplace itself. */
  readonly merchantId: string | null;
  /** Only endpoints older than this id. */
  readonly before: Id | null;
  readonly limit: number;
}

export const selectEndpoints = statement(
  "select_webhook_endpoints",
  ENDPOINT_ROW,
  `select ${ENDPOINT_COLUMNS} from webhook_endpoint e
   where e.tenant_id = $1::int4 and e.deleted_at is null and ($2::text is null or e.merchant_id = $2)
     and ($3::int8 is null or e.endpoint_id < $3)
   order by e.endpoint_id desc limit $4::int4`,
);

/** Endpoints, newest first. */
export function listEndpoints(tx: Tx, { merchantId, before, limit }: EndpointFilter): Promise<EndpointRow[]> {
  return run(tx, selectEndpoints, [tx.tenantId, merchantId, before, limit]);
}

export const selectListeners = statement(
  "select_webhook_listeners",
  { endpoint_id: "int8", merchant_id: "text?", types: "text[]", status: "text", created_at: "timestamptz" },
  `select endpoint_id, merchant_id, types, status, created_at from webhook_endpoint
   where tenant_id = $1::int4 and deleted_at is null order by endpoint_id`,
);
export type Listener = Row<(typeof selectListeners)["row"]>;

/** Everybody who listens, paused or not. */
export function listeners(tx: Tx): Promise<Listener[]> {
  return run(tx, selectListeners, [tx.tenantId]);
}

export const selectListeningTenants = statement(
  "select_listening_tenants",
  { tenant_id: "int4" },
  "select distinct tenant_id from webhook_endpoint where deleted_at is null",
);

/** Tenants of whom somebody listens. Runs as the owner. */
export async function listeningTenants(owner: Queryable): Promise<ReadonlySet<number>> {
  return new Set((await run(owner, selectListeningTenants)).map((row) => row.tenant_id));
}

/** Who changes an endpoint, and when. */
export interface ChangedBy {
  readonly by: string;
  readonly at: Instant;
}

/** What an endpoint is to be. */
export interface EndpointTerms {
  readonly url: string;
  readonly types: readonly string[];
  readonly description: string;
  readonly status: "active" | "paused";
}

export const updateEndpointRow = statement(
  "update_webhook_endpoint",
  ENDPOINT_ROW,
  // Somewhere else, or taken up again, it has not failed yet.
  `update webhook_endpoint e set url = $3::text, types = $4::text[], description = $5::text, status = $6::text,
     pause_reason = case when $6 = 'active' then '' when e.status = 'paused' then e.pause_reason else 'person' end,
     paused_at = case when $6 = 'active' then null else coalesce(e.paused_at, $8::timestamptz) end,
     failing_since = case when e.url <> $3 or ($6 = 'active' and e.status = 'paused') then null else e.failing_since end,
     changed_by = $7::text, changed_at = $8::timestamptz, revision = e.revision + 1
   where e.tenant_id = $1::int4 and e.endpoint_id = $2::int8 and e.deleted_at is null
   returning ${ENDPOINT_COLUMNS}`,
);

/** Writes what an endpoint is to be from now on. The caller holds it. */
export async function updateEndpoint(
  tx: Tx,
  endpointId: Id,
  { url, types, description, status }: EndpointTerms,
  { by, at }: ChangedBy,
): Promise<EndpointRow | undefined> {
  const values = [tx.tenantId, endpointId, url, types, description, status, by, instantValue(at)];
  return (await run(tx, updateEndpointRow, values))[0];
}

export const rotateSecretRow = statement(
  "rotate_webhook_secret",
  ENDPOINT_ROW,
  `update webhook_endpoint e set previous_sealed = e.secret_sealed, previous_until = $4::timestamptz, secret_sealed = $3::bytea,
     changed_by = $5::text, changed_at = $6::timestamptz, revision = e.revision + 1
   where e.tenant_id = $1::int4 and e.endpoint_id = $2::int8 and e.deleted_at is null
   returning ${ENDPOINT_COLUMNS}`,
);

/** Puts a new secret in the place of the old one, which signs too until an instant. The caller holds the endpoint. */
export async function rotateSecret(
  tx: Tx,
  endpointId: Id,
  secret: { readonly sealed: Buffer; readonly previousUntil: Instant },
  { by, at }: ChangedBy,
): Promise<EndpointRow | undefined> {
  const values = [tx.tenantId, endpointId, secret.sealed, instantValue(secret.previousUntil), by, instantValue(at)];
  return (await run(tx, rotateSecretRow, values))[0];
}

export const deleteEndpointRow = statement(
  "delete_webhook_endpoint",
  {},
  `update webhook_endpoint set deleted_at = $4::timestamptz, secret_sealed = '', previous_sealed = null, previous_until = null,
     changed_by = $3::text, changed_at = $4::timestamptz, revision = revision + 1
   where tenant_id = $1::int4 and endpoint_id = $2::int8 and deleted_at is null`,
);

/** Ends an endpoint, and forgets its secrets; what was delivered to it stays written down. */
export async function deleteEndpoint(tx: Tx, endpointId: Id, { by, at }: ChangedBy): Promise<void> {
  await execute(tx, deleteEndpointRow, [tx.tenantId, endpointId, by, instantValue(at)]);
}

export const noteSuccessRow = statement(
  "note_webhook_success",
  {},
  `update webhook_endpoint set failing_since = null, last_success_at = $3::timestamptz
   where tenant_id = $1::int4 and endpoint_id = $2::int8`,
);
export const noteFailureRow = statement(
  "note_webhook_failure",
  { failing_since: "timestamptz" },
  `update webhook_endpoint set failing_since = coalesce(failing_since, $3::timestamptz)
   where tenant_id = $1::int4 and endpoint_id = $2::int8 and deleted_at is null returning failing_since`,
);

/** Notes that an endpoint took something, or took nothing; answers since when it takes nothing. */
export async function noteOutcome(tx: Tx, endpointId: Id, took: boolean, at: Instant): Promise<Instant | null> {
  const values = [tx.tenantId, endpointId, instantValue(at)];
  if (!took) return (await run(tx, noteFailureRow, values))[0]?.failing_since ?? null;
  await execute(tx, noteSuccessRow, values);
  return null;
}

export const pauseEndpointRow = statement(
  "pause_webhook_endpoint",
  {},
  `update webhook_endpoint set status = 'paused', pause_reason = $3::text, paused_at = $4::timestamptz, changed_by = 'system',
     changed_at = $4::timestamptz, revision = revision + 1
   where tenant_id = $1::int4 and endpoint_id = $2::int8 and status = 'active' and deleted_at is null`,
);

/** Pauses an endpoint that works no more. */
export async function pauseEndpoint(
  tx: Tx,
  endpointId: Id,
  reason: Exclude<PauseReason, "person">,
  at: Instant,
): Promise<void> {
  await execute(tx, pauseEndpointRow, [tx.tenantId, endpointId, reason, instantValue(at)]);
}

export const selectEndpointHealth = statement(
  "select_webhook_health",
  {
    endpoint_id: "int8",
    merchant_id: "text?",
    url: "text",
    description: "text",
    status: "text",
    pause_reason: "text",
    paused_at: "timestamptz?",
    failing_since: "timestamptz?",
    last_success_at: "timestamptz?",
    attempts: "int8",
    taken: "int8",
    p50_ms: "int4?",
    p95_ms: "int4?",
    waiting: "int8",
    diverted: "int8",
    oldest_undelivered_at: "timestamptz?",
  },
  // Tries that a person made say nothing of how deliveries go.
  `select e.endpoint_id, e.merchant_id, e.url, e.description, e.status, e.pause_reason, e.paused_at, e.failing_since,
     e.last_success_at, made.attempts, made.taken, made.p50_ms, made.p95_ms, open.waiting, open.diverted,
     open.oldest_undelivered_at
   from (
     select * from webhook_endpoint
     where tenant_id = $1::int4 and deleted_at is null and ($2::int8 is null or endpoint_id < $2)
     order by endpoint_id desc limit $3::int4
   ) e
   cross join lateral (
     select count(*) as attempts, count(*) filter (where a.verdict = 'taken') as taken,
       (percentile_cont(0.5) within group (order by a.duration_ms))::int4 as p50_ms,
       (percentile_cont(0.95) within group (order by a.duration_ms))::int4 as p95_ms
     from webhook_attempt a
     where a.tenant_id = e.tenant_id and a.endpoint_id = e.endpoint_id and a.at > $4::timestamptz and not a.is_test
   ) made
   cross join lateral (
     select count(*) filter (where d.state = 'pending') as waiting, count(*) filter (where d.state = 'diverted') as diverted,
       min(d.created_at) as oldest_undelivered_at
     from webhook_delivery d
     where d.tenant_id = e.tenant_id and d.endpoint_id = e.endpoint_id and d.state <> 'delivered' and d.type <> $5::text
   ) open
   order by e.endpoint_id desc`,
);
export type EndpointHealthRow = Row<(typeof selectEndpointHealth)["row"]>;

/** How endpoints have done since an instant, newest first. `testType` is the type of what people send to try one out. */
export function endpointHealth(
  tx: Tx,
  page: { readonly before: Id | null; readonly limit: number },
  since: Instant,
  testType: string,
): Promise<EndpointHealthRow[]> {
  return run(tx, selectEndpointHealth, [tx.tenantId, page.before, page.limit, instantValue(since), testType]);
}
