// Understands benefits in kind as kept: who chose them, what decisions granted so, and the service orders that give them.

import type { Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { InKind, Settlement } from "@anxin/core/service-order/settlement";
import type { Instant } from "@anxin/core/time";
import { execute, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

interface ClaimKey {
  readonly book: number;
  readonly claimId: Id;
}

export const insertSettlementChoiceRow = statement(
  "insert_settlement_choice",
  {},
  `insert into settlement_choice (tenant_id, book, claim_id, sequence, settlement, chosen_by, chosen_at)
   select $1::int4, $2::int2, $3::int8,
     1 + (select count(*) from settlement_choice s where s.book = $2::int2 and s.claim_id = $3::int8 and s.tenant_id = $1::int4),
     $4::text, $5::text, at_ms($6::int8)`,
);

/** Notes how a claim's benefit is to be given. The caller holds the claim. */
export async function chooseSettlement(
  tx: Tx,
  { book, claimId }: ClaimKey,
  settlement: Settlement,
  chosenBy: string,
  at: Instant,
): Promise<void> {
  await execute(tx, insertSettlementChoiceRow, [tx.tenantId, book, claimId, settlement, chosenBy, at]);
}

export const selectSettlementChoices = statement(
  "select_settlement_choices",
  { claim_id: "int8", settlement: "text", chosen_by: "text" },
  `select wanted.claim_id, chosen.settlement, chosen.chosen_by
   from unnest($2::int2[], $3::int8[]) as wanted (book, claim_id)
   cross join lateral (
     select s.settlement, s.chosen_by from settlement_choice s
     where s.book = wanted.book and s.claim_id = wanted.claim_id and s.tenant_id = $1::int4
     order by s.sequence desc limit 1
   ) as chosen`,
);

/** How the benefits of these claims are to be given; a claim is missing where nobody chose. */
export async function settlementChoices(tx: Tx, claims: readonly ClaimKey[]): Promise<ReadonlyMap<Id, Settlement>> {
  if (claims.length === 0) return new Map();
  const wanted = [claims.map(({ book }) => book), claims.map(({ claimId }) => claimId)];
  const rows = await run(tx, selectSettlementChoices, [tx.tenantId, ...wanted]);
  return new Map(rows.map((row) => [row.claim_id, row.settlement as Settlement]));
}

/** What a decision grants that is not paid to the insured. */
export interface GrantInKind extends ClaimKey {
  readonly decisionId: Id;
  readonly settlement: InKind;
  readonly amount: Fen;
}

/** Of a claim `alias`: something was granted in kind, and is neither given nor paid out. */
export const isUnservedSql = (alias: string): string => `exists (
     select from grant_in_kind g where g.book = ${alias}.book and g.claim_id = ${alias}.claim_id and not exists (
       select from service_order o where o.book = g.book and o.claim_id = g.claim_id and o.decision_id = g.decision_id
         and o.status in ('completed', 'replaced', 'cashed')))`;

export const insertGrantInKindRows = statement(
  "insert_grants_in_kind",
  {},
  `insert into grant_in_kind (tenant_id, book, claim_id, decision_id, settlement, amount)
   select $1::int4, book, claim_id, decision_id, settlement, amount
   from unnest($2::int2[], $3::int8[], $4::int8[], $5::text[], $6::int8[]) as row (book, claim_id, decision_id, settlement, amount)`,
);

export async function insertGrantsInKind(tx: Tx, grants: readonly GrantInKind[]): Promise<void> {
  if (grants.length === 0) return;
  await execute(tx, insertGrantInKindRows, [
    tx.tenantId,
    grants.map(({ book }) => book),
    grants.map(({ claimId }) => claimId),
    grants.map(({ decisionId }) => decisionId),
    grants.map(({ settlement }) => settlement),
    grants.map(({ amount }) => amount),
  ]);
}

export const selectGrantsInKind = statement(
  "select_grants_in_kind",
  { decision_id: "int8", settlement: "text", amount: "int8", ordered: "bool" },
  `select g.decision_id, g.settlement, g.amount, exists (
       select from service_order o
       where o.book = g.book and o.claim_id = g.claim_id and o.decision_id = g.decision_id and o.status <> 'cancelled') as ordered
   from grant_in_kind g
   where g.tenant_id = $1::int4 and g.book = $2::int2 and g.claim_id = $3::int8
   order by g.decision_id`,
);
export type GrantInKindRow = Row<(typeof selectGrantsInKind)["row"]>;

/** What was granted in kind on a claim, first to last, and whether there is an order for it. */
export function grantsInKind(tx: Tx, { book, claimId }: ClaimKey): Promise<GrantInKindRow[]> {
  return run(tx, selectGrantsInKind, [tx.tenantId, book, claimId]);
}

const ORDER = {
  book: "int2",
  service_order_id: "int8",
  claim_id: "int8",
  decision_id: "int8",
  policy_id: "int8",
  merchant_id: "text",
  buyer_id: "text",
  choice: "text",
  chosen_by: "text",
  repairer_id: "int8?",
  repairer_revision: "int4?",
  repairer_name: "text?",
  status: "text",
  revision: "int4",
  granted: "int8",
  estimate: "int8?",
  final_cost: "int8?",
  insurer_pays: "int8?",
  payout_id: "int8?",
  opened_at: "timestamptz",
  settled_at: "timestamptz?",
  bank_reference: "text?",
} as const;
export type ServiceOrderRow = Row<typeof ORDER>;

const COLUMNS = `o.book, o.service_order_id, o.claim_id, o.decision_id, o.policy_id, o.merchant_id, o.buyer_id, o.choice, o.chosen_by,
     o.repairer_id, o.repairer_revision, r.name as repairer_name, o.status, o.revision, o.granted, o.estimate, o.final_cost,
     o.insurer_pays, o.payout_id, o.opened_at, o.settled_at, o.bank_reference`;
const WITH_REPAIRER = `left join register_revision r
     on r.tenant_id = o.tenant_id and r.entry_id = o.repairer_id and r.revision = o.repairer_revision`;

export const selectServiceOrder = statement(
  "select_service_order",
  ORDER,
  `select ${COLUMNS} from service_order o ${WITH_REPAIRER}
   where o.tenant_id = $1::int4 and o.book = $2::int2 and o.service_order_id = $3::int8`,
);

export async function findServiceOrder(tx: Tx, book: number, serviceOrderId: Id): Promise<ServiceOrderRow | null> {
  const [row] = await run(tx, selectServiceOrder, [tx.tenantId, book, serviceOrderId]);
  return row ?? null;
}

export const selectServiceOrdersOfClaim = statement(
  "select_service_orders_of_claim",
  ORDER,
  `select ${COLUMNS} from service_order o ${WITH_REPAIRER}
   where o.tenant_id = $1::int4 and o.book = $2::int2 and o.claim_id = $3::int8
   order by o.service_order_id`,
);

/** The orders of a claim, first to last. */
export function serviceOrdersOf(tx: Tx, { book, claimId }: ClaimKey): Promise<ServiceOrderRow[]> {
  return run(tx, selectServiceOrdersOfClaim, [tx.tenantId, book, claimId]);
}

export const selectServiceOrders = statement(
  "select_service_orders",
  ORDER,
  `select ${COLUMNS} from service_order o ${WITH_REPAIRER}
   where o.tenant_id = $1::int4 and ($2::text is null or o.status = $2)
     and ($3::bool is null or (o.insurer_pays > 0 and o.settled_at is null) = $3)
     and ($4::int8 is null or o.service_order_id < $4)
   order by o.service_order_id desc limit $5::int4`,
);

/** What a list of orders may be narrowed by; null means any. */
export interface ServiceOrderFilter {
  readonly status: string | null;
  /** Only those whose work is done and not paid for, or only all others. */
  readonly unpaid: boolean | null;
  readonly before: Id | null;
  readonly limit: number;
}

/** Orders, newest first. */
export function listServiceOrders(
  tx: Tx,
  { status, unpaid, before, limit }: ServiceOrderFilter,
): Promise<ServiceOrderRow[]> {
  return run(tx, selectServiceOrders, [tx.tenantId, status, unpaid, before, limit]);
}

export const insertServiceOrderRow = statement(
  "insert_service_order",
  {},
  `insert into service_order (tenant_id, book, service_order_id, claim_id, decision_id, policy_id, merchant_id, buyer_id, choice,
     chosen_by, repairer_id, repairer_revision, status, revision, granted, estimate, payout_id, opened_at)
   values ($1::int4, $2::int2, $3::int8, $4::int8, $5::int8, $6::int8, $7::text, $8::text, $9::text, $10::text, $11::int8, $12::int4,
     $13::text, 1, $14::int8, $15::int8, $16::int8, at_ms($17::int8))`,
);

export type NewServiceOrder = Omit<
  ServiceOrderRow,
  "repairer_name" | "revision" | "final_cost" | "insurer_pays" | "settled_at" | "bank_reference"
>;

/** Writes an order. A second live one for the same grant violates `service_order_once`. */
export async function insertServiceOrder(tx: Tx, order: NewServiceOrder): Promise<void> {
  await execute(tx, insertServiceOrderRow, [
    tx.tenantId,
    order.book,
    order.service_order_id,
    order.claim_id,
    order.decision_id,
    order.policy_id,
    order.merchant_id,
    order.buyer_id,
    order.choice,
    order.chosen_by,
    order.repairer_id,
    order.repairer_revision,
    order.status,
    order.granted,
    order.estimate,
    order.payout_id,
    order.opened_at,
  ]);
}

export const updateServiceOrderRow = statement(
  "update_service_order",
  {},
  `update service_order set status = $5::text, final_cost = $6::int8, insurer_pays = $7::int8, payout_id = $8::int8,
     settled_at = at_ms($9::int8), bank_reference = $10::text, revision = revision + 1
   where tenant_id = $1::int4 and book = $2::int2 and service_order_id = $3::int8 and revision = $4::int4`,
);

/** Stores what an order became. False when it moved on since it was read. */
export async function moveServiceOrder(tx: Tx, order: ServiceOrderRow): Promise<boolean> {
  const { book, service_order_id: id, revision, status, payout_id: payoutId } = order;
  const values = [tx.tenantId, book, id, revision, status, order.final_cost, order.insurer_pays, payoutId];
  return (await execute(tx, updateServiceOrderRow, [...values, order.settled_at, order.bank_reference])) === 1;
}

const EVENT = {
  sequence: "int4",
  at: "timestamptz",
  step: "text",
  actor: "text",
  from_status: "text?",
  to_status: "text",
  amount: "int8?",
  note: "text",
} as const;
export type ServiceOrderEvent = Row<typeof EVENT>;

export const insertServiceOrderEventRow = statement(
  "insert_service_order_event",
  {},
  `insert into service_order_event (tenant_id, book, service_order_id, sequence, at, step, actor, from_status, to_status, amount, note)
   values ($1::int4, $2::int2, $3::int8, $4::int4, at_ms($5::int8), $6::text, $7::text, $8::text, $9::text, $10::int8, $11::text)`,
);

/** Adds to an order's log; the number of an event is the order's revision after it. */
export async function insertServiceOrderEvent(
  tx: Tx,
  { book, service_order_id: id }: Pick<ServiceOrderRow, "book" | "service_order_id">,
  { sequence, at, step, actor, from_status: from, to_status: to, amount, note }: ServiceOrderEvent,
): Promise<void> {
  const values = [tx.tenantId, book, id, sequence, at, step, actor, from, to, amount, note];
  await execute(tx, insertServiceOrderEventRow, values);
}

export const selectServiceOrderEvents = statement(
  "select_service_order_events",
  { service_order_id: "int8", ...EVENT },
  `select e.service_order_id, e.sequence, e.at, e.step, e.actor, e.from_status, e.to_status, e.amount, e.note
   from service_order_event e
   where e.tenant_id = $1::int4 and e.book = $2::int2 and e.service_order_id = any ($3::int8[])
   order by e.service_order_id, e.sequence`,
);

/** The logs of orders of one book, each from its beginning. */
export async function serviceOrderEvents(
  tx: Tx,
  book: number,
  ids: readonly Id[],
): Promise<ReadonlyMap<Id, readonly ServiceOrderEvent[]>> {
  const logs = new Map<Id, ServiceOrderEvent[]>();
  if (ids.length === 0) return logs;
  for (const { service_order_id: id, ...event } of await run(tx, selectServiceOrderEvents, [tx.tenantId, book, ids]))
    logs.set(id, [...(logs.get(id) ?? []), event]);
  return logs;
}
