// Understands what waits behind a stopped switch: orders whose cover is not issued, claims that rules did not decide, payouts.

import type { Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import { execute, type Queryable, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

/** An order whose cover of a product waits. */
export interface HeldOrder {
  readonly book: number;
  readonly orderId: string;
  readonly product: string;
}

const heldColumns = (rows: readonly HeldOrder[]): readonly unknown[] => [
  rows.map((row) => row.book),
  rows.map((row) => row.orderId),
  rows.map((row) => row.product),
];

export const insertHeldOrderRows = statement(
  "insert_held_orders",
  {},
  `insert into held_order (tenant_id, held_at, book, order_id, product)
   select $1::int4, at_ms($2::int8), book, order_id, product
   from unnest($3::int2[], $4::text[], $5::text[]) as row (book, order_id, product)
   on conflict on constraint held_order_pk do nothing`,
);

/** Lists what waits from now on; what waits already keeps its place. None is fine and costs nothing. */
export async function holdOrders(tx: Tx, rows: readonly HeldOrder[], now: Instant): Promise<void> {
  if (rows.length > 0) await execute(tx, insertHeldOrderRows, [tx.tenantId, now, ...heldColumns(rows)]);
}

export const deleteHeldOrderRows = statement(
  "delete_held_orders",
  {},
  `delete from held_order h
   using unnest($2::int2[], $3::text[], $4::text[]) as row (book, order_id, product)
   where h.book = row.book and h.tenant_id = $1::int4 and h.order_id = row.order_id and h.product = row.product`,
);

/** Takes off the list what waits no longer. */
export async function releaseOrders(tx: Tx, rows: readonly HeldOrder[]): Promise<void> {
  if (rows.length > 0) await execute(tx, deleteHeldOrderRows, [tx.tenantId, ...heldColumns(rows)]);
}

/** Whether a product runs of which something waits; `h` is what waits. */
const runs = (name: "issue" | "auto-decide"): string => `not exists (
     select from kill_switch s
     where s.tenant_id = h.tenant_id and s.name = '${name}' and s.state = 'stopped' and s.product in ('', h.product))`;

export const selectTenantsToResume = statement(
  "select_tenants_to_resume",
  { tenant_id: "int4", orders: "bool", claims: "bool" },
  `select * from (
     select t.tenant_id,
       exists (select from held_order h where h.tenant_id = t.tenant_id and ${runs("issue")}) as orders,
       exists (select from held_claim h where h.tenant_id = t.tenant_id and ${runs("auto-decide")}) as claims
     from tenant t
   ) as due
   where orders or claims
   order by tenant_id`,
);

/** For which tenants orders, or claims, wait that could go on. Runs as the owner. */
export function tenantsToResume(owner: Queryable): Promise<Row<(typeof selectTenantsToResume)["row"]>[]> {
  return run(owner, selectTenantsToResume);
}

export const selectOrdersToResume = statement(
  "select_orders_to_resume",
  { order_id: "text", merchant_id: "text" },
  `select h.order_id, o.merchant_id
   from (
     select h.book, h.tenant_id, h.order_id, min(h.held_at) as held_at
     from held_order h
     where h.tenant_id = $1::int4 and h.order_id <> all ($2::text[]) and ${runs("issue")}
     group by h.book, h.tenant_id, h.order_id
     order by min(h.held_at), h.order_id
     limit $3::int4
   ) as h
   join orders o on o.book = h.book and o.tenant_id = h.tenant_id and o.order_id = h.order_id
   order by h.held_at, h.order_id`,
);

/** Orders whose cover may be issued now, but for some, in the order in which they were held. */
export async function ordersToResume(
  tx: Tx,
  except: readonly string[],
  limit: number,
): Promise<{ readonly orderId: string; readonly merchantId: string }[]> {
  const rows = await run(tx, selectOrdersToResume, [tx.tenantId, except, limit]);
  return rows.map((row) => ({ orderId: row.order_id, merchantId: row.merchant_id }));
}

/** A claim that rules did not decide. */
export interface HeldClaim {
  readonly book: number;
  readonly claimId: Id;
  readonly product: string;
  /** The version of the case that waits: whoever changes it takes it in hand. */
  readonly claimRevision: number;
  /** `encodeFacts` of what the clauses would have seen. */
  readonly facts: string;
}

export const insertHeldClaimRows = statement(
  "insert_held_claims",
  {},
  `insert into held_claim (tenant_id, held_at, book, claim_id, product, claim_revision, facts)
   select $1::int4, at_ms($2::int8), book, claim_id, product, claim_revision, facts
   from unnest($3::int2[], $4::int8[], $5::text[], $6::int4[], $7::text[]) as row (book, claim_id, product, claim_revision, facts)`,
);

/** Lists claims that wait from now on. None is fine and costs nothing. */
export async function holdClaims(tx: Tx, rows: readonly HeldClaim[], now: Instant): Promise<void> {
  if (rows.length === 0) return;
  await execute(tx, insertHeldClaimRows, [
    tx.tenantId,
    now,
    rows.map((row) => row.book),
    rows.map((row) => row.claimId),
    rows.map((row) => row.product),
    rows.map((row) => row.claimRevision),
    rows.map((row) => row.facts),
  ]);
}

export const deleteHeldClaimRows = statement(
  "delete_held_claims",
  {},
  `delete from held_claim h
   using unnest($2::int2[], $3::int8[]) as row (book, claim_id)
   where h.book = row.book and h.claim_id = row.claim_id and h.tenant_id = $1::int4`,
);

/** Takes claims off the list: they were decided, or a person took them in hand. */
export async function releaseClaims(tx: Tx, rows: readonly Pick<HeldClaim, "book" | "claimId">[]): Promise<void> {
  if (rows.length === 0) return;
  await execute(tx, deleteHeldClaimRows, [tx.tenantId, rows.map((row) => row.book), rows.map((row) => row.claimId)]);
}

export const selectClaimsToResume = statement(
  "select_claims_to_resume",
  {
    book: "int2",
    claim_id: "int8",
    product: "text",
    claim_revision: "int4",
    facts: "text",
    order_id: "text",
    merchant_id: "text",
  },
  `select h.book, h.claim_id, h.product, h.claim_revision, h.facts, c.order_id, c.merchant_id
   from held_claim h
   join claim c on c.book = h.book and c.claim_id = h.claim_id
   where h.tenant_id = $1::int4 and h.claim_id <> all ($2::int8[]) and ${runs("auto-decide")}
   order by h.claim_id limit $3::int4`,
);
export type ClaimToResume = Row<(typeof selectClaimsToResume)["row"]>;

/** Claims that rules may decide now, but for some, in the order in which they were filed. */
export function claimsToResume(tx: Tx, except: readonly Id[], limit: number): Promise<ClaimToResume[]> {
  return run(tx, selectClaimsToResume, [tx.tenantId, except, limit]);
}

export const selectWaiting = statement(
  "select_waiting",
  { name: "text", product: "text", count: "int8" },
  `select 'issue' as name, coalesce(product, '') as product, count(distinct order_id) as count
   from held_order where tenant_id = $1::int4 group by grouping sets ((product), ())
   union all
   select 'auto-decide', coalesce(h.product, ''), count(*)
   from held_claim h
   join claim c on c.book = h.book and c.claim_id = h.claim_id and c.revision = h.claim_revision and c.status = 'in_review'
   where h.tenant_id = $1::int4 group by grouping sets ((h.product), ())
   union all
   select 'pay', coalesce(c.product, ''), count(*)
   from payout p
   join claim c on c.book = p.book and c.claim_id = p.claim_id
   where p.tenant_id = $1::int4 and p.next_at <= at_ms($2::int8)
     and (p.status = 'prepared' or (p.status = 'unknown' and position('"resend":true' in p.machine) > 0))
   group by grouping sets ((c.product), ())`,
);

/** What waits, or is about to be done, behind each switch: orders, claims or payouts, of each product and (product "") of all. */
export function countWaiting(tx: Tx, now: Instant): Promise<Row<(typeof selectWaiting)["row"]>[]> {
  return run(tx, selectWaiting, [tx.tenantId, now]);
}

export const selectAllWaiting = statement(
  "select_all_waiting",
  { tenant_id: "int4", name: "text", count: "int8" },
  `select tenant_id, 'issue' as name, count(distinct order_id) as count from held_order group by tenant_id
   union all
   select h.tenant_id, 'auto-decide', count(*)
   from held_claim h
   join claim c on c.book = h.book and c.claim_id = h.claim_id and c.revision = h.claim_revision and c.status = 'in_review'
   group by h.tenant_id`,
);

/** How many orders and claims are held, for every tenant. Runs as the owner. */
export function listAllWaiting(owner: Queryable): Promise<Row<(typeof selectAllWaiting)["row"]>[]> {
  return run(owner, selectAllWaiting);
}
