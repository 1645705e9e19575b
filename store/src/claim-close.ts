// Understands which decided claims are over: their money has arrived, and the last remedy inside the house has ended.

import type { Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import { isUnservedSql } from "./service-order.js";
import { type Queryable, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

/** Claims on one page. Written into the statement, so that its plan is made for so few. */
export const CLOSABLE_PAGE_MAX = 200;

const DECIDED = "('approved', 'partly_approved', 'rejected')";

export const selectTenantsToClose = statement(
  "select_tenants_to_close",
  { tenant_id: "int4" },
  `select distinct tenant_id from claim where status in ${DECIDED} and decided_at <= at_ms($1::int8)`,
);

/** Tenants with claims that were decided so long ago. */
export async function tenantsWithClosable(owner: Queryable, decidedUntil: Instant): Promise<number[]> {
  return (await run(owner, selectTenantsToClose, [decidedUntil])).map((row) => row.tenant_id);
}

export const selectClosable = statement(
  "select_closable_claims",
  { book: "int2", claim_id: "int8", order_id: "text", merchant_id: "text" },
  `select c.book, c.claim_id, c.order_id, c.merchant_id from claim c
   where c.tenant_id = $1::int4 and c.status in ${DECIDED} and c.decided_at <= at_ms($2::int8) and c.open_appeal_id is null
     and not (c.claim_id = any ($3::int8[]))
     and not exists (select from payout p where p.book = c.book and p.claim_id = c.claim_id and p.status <> 'succeeded')
     and not ${isUnservedSql("c")}
     and not exists (select from decision_proposal d where d.book = c.book and d.claim_id = c.claim_id and d.settled_at is null)
     and not exists (select from claim_event e where e.book = c.book and e.claim_id = c.claim_id
       and e.kind in ('appeal_decided', 'appeal_withdrawn') and e.at > at_ms($2::int8))
   order by c.decided_at limit ${CLOSABLE_PAGE_MAX}`,
);
export type ClosableClaim = Row<(typeof selectClosable)["row"]>;

/** The next claims to close, the first decided first, those of `except` left out. */
export async function closableClaims(tx: Tx, decidedUntil: Instant, except: readonly Id[]): Promise<ClosableClaim[]> {
  return run(tx, selectClosable, [tx.tenantId, decidedUntil, except]);
}
