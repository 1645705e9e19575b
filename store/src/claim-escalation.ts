// Understands which clocks of claims have to be looked at, how far each was escalated, and which cases wait in a queue for it.

import type { ClaimStatus } from "@anxin/core/claim/claim";
import type { EscalationQueue } from "@anxin/core/claim/clock-rules";
import type { Clock } from "@anxin/core/claim/clocks";
import type { Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import type { ClaimRow } from "./claim.js";
import { CLOCK, CLOCK_COLUMNS, type ClaimKey, clockOf, keysOf } from "./claim-clock.js";
import {
  execute,
  instantArray,
  instantValue,
  int2Array,
  int8Array,
  type Queryable,
  run,
  statement,
  textArray,
} from "./statement.js";
import type { Tx } from "./transaction.js";

export const selectTenantsWithDueClocks = statement(
  "select_tenants_with_due_clocks",
  { tenant_id: "int4" },
  `select t.tenant_id from tenant t
   where (select c.next_escalation_at from claim_clock c where c.tenant_id = t.tenant_id and c.next_escalation_at is not null
       order by c.next_escalation_at limit 1) <= $1::timestamptz
   order by t.tenant_id`,
);

/** For which tenants `dueClockClaims` finds any. Runs as the owner. */
export async function tenantsWithDueClocks(owner: Queryable, now: Instant): Promise<readonly number[]> {
  return (await run(owner, selectTenantsWithDueClocks, [instantValue(now)])).map((row) => row.tenant_id);
}

/** Claims that one page holds at the most. Written into the statement, so that its plan is made for so few. */
export const DUE_CLAIMS_PAGE_MAX = 100;

export const selectDueClockClaims = statement(
  "select_due_clock_claims",
  { book: "int2", claim_id: "int8", merchant_id: "text", order_id: "text" },
  `select distinct due.book, due.claim_id, claim.merchant_id, claim.order_id
   from (
     select c.book, c.claim_id from claim_clock c
     where c.tenant_id = $1::int4 and c.next_escalation_at <= $2::timestamptz
     order by c.next_escalation_at, c.claim_id limit ${DUE_CLAIMS_PAGE_MAX}
   ) as due
   join claim on claim.book = due.book and claim.claim_id = due.claim_id`,
);

/** Claims with clocks that are to be looked at at business time `now`, the longest due first, a page of them. */
export async function dueClockClaims(
  tx: Tx,
  now: Instant,
): Promise<(ClaimKey & Pick<ClaimRow, "merchantId" | "orderId">)[]> {
  const rows = await run(tx, selectDueClockClaims, [tx.tenantId, instantValue(now)]);
  return rows.map(({ book, claim_id: claimId, merchant_id: merchantId, order_id: orderId }) => {
    return { book, claimId, merchantId, orderId };
  });
}

/** A clock as kept, with how far it was escalated. */
export interface KeptClock {
  readonly book: number;
  readonly claimId: Id;
  readonly clock: Clock;
  readonly escalated: number;
  readonly queue: EscalationQueue | null;
}

export const selectDueClocks = statement(
  "select_due_clocks",
  CLOCK,
  `select ${CLOCK_COLUMNS}
   from unnest($2::int2[], $3::int8[]) as wanted (book, claim_id)
   join claim_clock c on c.book = wanted.book and c.claim_id = wanted.claim_id and c.tenant_id = $1::int4
   where c.next_escalation_at <= $4::timestamptz
   order by c.book, c.claim_id, c.code, c.round
   for update of c`,
);

/** The due clocks of these claims, which stay as they are until the transaction ends. */
export async function holdDueClocks(tx: Tx, claims: readonly ClaimKey[], now: Instant): Promise<KeptClock[]> {
  if (claims.length === 0) return [];
  const rows = await run(tx, selectDueClocks, [tx.tenantId, ...keysOf(claims), instantValue(now)]);
  return rows.map((row) => ({
    book: row.book,
    claimId: row.claim_id,
    clock: clockOf(row),
    escalated: row.escalated,
    queue: row.queue as EscalationQueue | null,
  }));
}

/** What a look at a clock came to. */
export interface ClockLook extends KeptClock {
  /** When it was escalated; null where this look did not. */
  readonly escalatedAt: Instant | null;
  readonly nextAt: Instant | null;
}

export const updateClockLooks = statement(
  "update_clock_looks",
  {},
  `update claim_clock c
   set term_ms = row.term_ms, due_at = row.due_at, escalated = row.escalated, queue = row.queue,
     escalated_at = coalesce(row.escalated_at, c.escalated_at), next_escalation_at = row.next_at
   from unnest($2::int2[], $3::int8[], $4::text[], $5::int2[], $6::int8[], $7::timestamptz[], $8::int2[], $9::text[], $10::timestamptz[],
     $11::timestamptz[]) as row (book, claim_id, code, round, term_ms, due_at, escalated, queue, escalated_at, next_at)
   where c.book = row.book and c.claim_id = row.claim_id and c.code = row.code and c.round = row.round and c.tenant_id = $1::int4`,
);

/** Keeps looks at clocks that are held, any number in one statement. */
export async function putClockLooks(tx: Tx, looks: readonly ClockLook[]): Promise<void> {
  if (looks.length === 0) return;
  await execute(tx, updateClockLooks, [
    tx.tenantId,
    ...keysOf(looks),
    textArray(looks.map(({ clock }) => clock.code)),
    int2Array(looks.map(({ clock }) => clock.round)),
    int8Array(looks.map(({ clock: { termMs } }) => (termMs === null ? null : BigInt(termMs)))),
    instantArray(looks.map(({ clock }) => clock.dueAt)),
    int2Array(looks.map((look) => look.escalated)),
    looks.map((look) => look.queue),
    instantArray(looks.map((look) => look.escalatedAt)),
    instantArray(looks.map((look) => look.nextAt)),
  ]);
}

export const selectEscalations = statement(
  "select_escalations",
  { ...CLOCK, escalated_at: "timestamptz?", status: "text", product: "text", merchant_id: "text" },
  `select ${CLOCK_COLUMNS}, c.escalated_at, claim.status, claim.product, claim.merchant_id
   from claim_clock c
   join claim on claim.book = c.book and claim.claim_id = c.claim_id
   where c.tenant_id = $1::int4 and c.queue is not null and ($2::text is null or c.queue = $2)
     and ($3::int8 is null or (c.claim_id, c.code, c.round) > ($3, $4::text, $5::int2))
   order by c.claim_id, c.code, c.round
   limit $6::int4`,
);

export interface Escalation extends KeptClock {
  readonly queue: EscalationQueue;
  readonly escalatedAt: Instant;
  readonly status: ClaimStatus;
  readonly product: string;
  readonly merchantId: string;
}

/** Clocks that wait in a queue, or in any, by claim; from after a place on. */
export async function listEscalations(
  tx: Tx,
  queue: string | null,
  after: { readonly claimId: Id; readonly code: string; readonly round: number } | null,
  limit: number,
): Promise<Escalation[]> {
  const place = after === null ? [null, null, null] : [after.claimId, after.code, after.round];
  const rows = await run(tx, selectEscalations, [tx.tenantId, queue, ...place, limit]);
  return rows.map((row) => ({
    book: row.book,
    claimId: row.claim_id,
    clock: clockOf(row),
    escalated: row.escalated,
    queue: row.queue as EscalationQueue,
    escalatedAt: row.escalated_at ?? row.started_at,
    status: row.status as ClaimStatus,
    product: row.product,
    merchantId: row.merchant_id,
  }));
}
