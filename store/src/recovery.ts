// Understands recoveries as kept: one a claim, which only its holder moves on, and everything that happened to it.

import type { Id } from "@anxin/core/id";
import type { DebtorKind, RecoveryPhase, RecoveryState, RecoveryStatus } from "@anxin/core/recovery/recovery";
import { INSTANT_MAX, INSTANT_MIN, type Instant } from "@anxin/core/time";
import type { TransferRow } from "./ledger.js";
import {
  execute,
  instantArray,
  int2Array,
  int8Array,
  type Queryable,
  type Row,
  run,
  statement,
  textArray,
} from "./statement.js";
import type { Tx } from "./transaction.js";

const RECOVERY_ROW = {
  book: "int2",
  recovery_id: "int8",
  claim_id: "int8",
  policy_id: "int8",
  decision_id: "int8",
  order_id: "text",
  line_id: "text",
  merchant_id: "text",
  product: "text",
  product_version: "int4",
  peril: "text",
  funding: "text",
  debtor_kind: "text",
  debtor_id: "text",
  basis: "text",
  claimed: "int8",
  denied: "int8",
  received: "int8",
  netted: "int8",
  written_off: "int8",
  receivable: "int8",
  owed_back: "int8",
  phase: "text",
  status: "text",
  attempt: "int4",
  asked: "int8",
  grew: "bool",
  deadline_at: "timestamptz?",
  told_at: "timestamptz?",
  net_from: "timestamptz?",
  next_at: "timestamptz?",
  opened_at: "timestamptz",
  updated_at: "timestamptz",
  revision: "int4",
  write_off_id: "int8?",
  write_off_amount: "int8?",
  write_off_person: "text?",
  last_sequence: "int4",
} as const;
export type RecoveryRow = Row<typeof RECOVERY_ROW>;

const RECOVERY_COLUMNS = `r.book, r.recovery_id, r.claim_id, r.policy_id, r.decision_id, r.order_id, r.line_id, r.merchant_id, r.product,
     r.product_version, r.peril, r.funding, r.debtor_kind, r.debtor_id, r.basis, r.claimed, r.denied, r.received, r.netted, r.written_off,
     r.receivable, r.owed_back, r.phase, r.status, r.attempt, r.asked, r.grew, r.deadline_at, r.told_at, r.net_from, r.next_at, r.opened_at,
     r.updated_at, r.revision, w.write_off_id, w.amount as write_off_amount, w.proposed_person as write_off_person,
     (select coalesce(max(e.sequence), 0) from recovery_event e where e.book = r.book and e.recovery_id = r.recovery_id)::int4 as last_sequence`;
const RECOVERY_TABLES = `recovery r
   left join recovery_write_off w on w.book = r.book and w.recovery_id = r.recovery_id and w.status = 'proposed'`;

/** What the machine of core/recovery knows of a row. */
export function stateOf(row: RecoveryRow): RecoveryState {
  const { write_off_id: writeOffId, write_off_amount: amount, write_off_person: proposedBy } = row;
  return {
    claimed: row.claimed,
    denied: row.denied,
    received: row.received,
    netted: row.netted,
    writtenOff: row.written_off,
    receivable: row.receivable,
    owedBack: row.owed_back,
    phase: row.phase as RecoveryPhase,
    attempt: row.attempt,
    asked: row.asked,
    grew: row.grew,
    proposal: writeOffId === null || amount === null || proposedBy === null ? null : { writeOffId, amount, proposedBy },
  };
}

export interface RecoveryKey {
  readonly book: number;
  readonly recovery_id: Id;
}

export const selectRecovery = statement(
  "select_recovery",
  RECOVERY_ROW,
  `select ${RECOVERY_COLUMNS} from ${RECOVERY_TABLES}
   where r.book = $2::int2 and r.tenant_id = $1::int4 and r.recovery_id = $3::int8`,
);

export async function findRecovery(tx: Tx, { book, recovery_id: id }: RecoveryKey): Promise<RecoveryRow | null> {
  const [row] = await run(tx, selectRecovery, [tx.tenantId, book, id]);
  return row ?? null;
}

/** Only the rows themselves: what is joined would be read as of before the wait. */
export const lockRecoveryRow = statement(
  "lock_recovery",
  { recovery_id: "int8" },
  `select recovery_id from recovery where book = $2::int2 and tenant_id = $1::int4 and recovery_id = $3::int8 for update`,
);

/** A recovery, held until the transaction ends. Whoever moves a wallet or deposit as well holds that first. */
export async function holdRecovery(tx: Tx, key: RecoveryKey): Promise<RecoveryRow | null> {
  await run(tx, lockRecoveryRow, [tx.tenantId, key.book, key.recovery_id]);
  return findRecovery(tx, key);
}

export const lockRecoveriesOfClaims = statement(
  "lock_recoveries_of_claims",
  { recovery_id: "int8" },
  `select r.recovery_id from recovery r
   where (r.book, r.claim_id) in (select * from unnest($2::int2[], $3::int8[])) and r.tenant_id = $1::int4
   order by r.recovery_id for update`,
);
export const selectRecoveriesOfClaims = statement(
  "select_recoveries_of_claims",
  RECOVERY_ROW,
  `select ${RECOVERY_COLUMNS} from ${RECOVERY_TABLES}
   where (r.book, r.claim_id) in (select * from unnest($2::int2[], $3::int8[])) and r.tenant_id = $1::int4`,
);

/** The recoveries that these claims have, held until the transaction ends; by claim. Two statements. */
export async function holdRecoveriesOfClaims(
  tx: Tx,
  claims: readonly { readonly book: number; readonly claimId: Id }[],
): Promise<ReadonlyMap<Id, RecoveryRow>> {
  const wanted = [tx.tenantId, int2Array(claims.map(({ book }) => book)), int8Array(claims.map((c) => c.claimId))];
  await run(tx, lockRecoveriesOfClaims, wanted);
  return new Map((await run(tx, selectRecoveriesOfClaims, wanted)).map((row) => [row.claim_id, row]));
}

/** A recovery as it is to be written. */
export type WrittenRecovery = Omit<
  RecoveryRow,
  "write_off_id" | "write_off_amount" | "write_off_person" | "last_sequence"
>;

/** $2…: one array a column. Amounts and progress; what a recovery is about never changes, but for the decision that it rests on. */
const MOVING = `decision_id, basis, claimed, denied, received, netted, written_off, receivable, owed_back, phase, status, attempt, asked, grew,
     deadline_at, told_at, net_from, next_at, updated_at, revision`;
const MOVING_ARRAYS = `$4::int8[], $5::text[], $6::int8[], $7::int8[], $8::int8[], $9::int8[], $10::int8[], $11::int8[], $12::int8[],
     $13::text[], $14::text[], $15::int4[], $16::int8[], $17::bool[], $18::timestamptz[], $19::timestamptz[], $20::timestamptz[],
     $21::timestamptz[], $22::timestamptz[], $23::int4[]`;

export const insertRecoveryRows = statement(
  "insert_recoveries",
  {},
  `insert into recovery (tenant_id, book, recovery_id, ${MOVING}, claim_id, policy_id, order_id, line_id, merchant_id, product, product_version,
     peril, funding, debtor_kind, debtor_id, opened_at)
   select $1::int4, row.* from unnest($2::int2[], $3::int8[], ${MOVING_ARRAYS}, $24::int8[], $25::int8[], $26::text[], $27::text[], $28::text[],
     $29::text[], $30::int4[], $31::text[], $32::text[], $33::text[], $34::text[], $35::timestamptz[]) as row`,
);

export const updateRecoveryRows = statement(
  "update_recoveries",
  { recovery_id: "int8" },
  `update recovery r set decision_id = row.decision_id, basis = row.basis, claimed = row.claimed, denied = row.denied, received = row.received,
     netted = row.netted, written_off = row.written_off, receivable = row.receivable, owed_back = row.owed_back, phase = row.phase,
     status = row.status, attempt = row.attempt, asked = row.asked, grew = row.grew, deadline_at = row.deadline_at, told_at = row.told_at,
     net_from = row.net_from, next_at = row.next_at, updated_at = row.updated_at, revision = row.revision
   from unnest($2::int2[], $3::int8[], ${MOVING_ARRAYS}) as row (book, recovery_id, ${MOVING})
   where r.book = row.book and r.tenant_id = $1::int4 and r.recovery_id = row.recovery_id and r.revision = row.revision - 1
   returning r.recovery_id`,
);

function movingColumns(tx: Tx, rows: readonly WrittenRecovery[]): unknown[] {
  const column = <K extends keyof WrittenRecovery>(name: K) => rows.map((row) => row[name]);
  return [
    tx.tenantId,
    int2Array(column("book")),
    int8Array(column("recovery_id")),
    int8Array(column("decision_id")),
    textArray(column("basis")),
    int8Array(column("claimed")),
    int8Array(column("denied")),
    int8Array(column("received")),
    int8Array(column("netted")),
    int8Array(column("written_off")),
    int8Array(column("receivable")),
    int8Array(column("owed_back")),
    textArray(column("phase")),
    textArray(column("status")),
    column("attempt"),
    int8Array(column("asked")),
    column("grew"),
    instantArray(column("deadline_at")),
    instantArray(column("told_at")),
    instantArray(column("net_from")),
    instantArray(column("next_at")),
    instantArray(column("updated_at")),
    column("revision"),
  ];
}

/** Writes recoveries that are new, any number in one statement. */
export async function insertRecoveries(tx: Tx, rows: readonly WrittenRecovery[]): Promise<void> {
  if (rows.length === 0) return;
  await execute(tx, insertRecoveryRows, [
    ...movingColumns(tx, rows),
    int8Array(rows.map((row) => row.claim_id)),
    int8Array(rows.map((row) => row.policy_id)),
    textArray(rows.map((row) => row.order_id)),
    textArray(rows.map((row) => row.line_id)),
    textArray(rows.map((row) => row.merchant_id)),
    textArray(rows.map((row) => row.product)),
    rows.map((row) => row.product_version),
    textArray(rows.map((row) => row.peril)),
    textArray(rows.map((row) => row.funding)),
    textArray(rows.map((row) => row.debtor_kind)),
    textArray(rows.map((row) => row.debtor_id)),
    instantArray(rows.map((row) => row.opened_at)),
  ]);
}

/** Writes the next revision of recoveries that the caller holds. Throws when one moved on all the same. */
export async function moveRecoveries(tx: Tx, rows: readonly WrittenRecovery[]): Promise<void> {
  if (rows.length === 0) return;
  const moved = await run(tx, updateRecoveryRows, movingColumns(tx, rows));
  if (moved.length < rows.length) throw new Error("broken promise: a recovery that is held moves only by its holder");
}

/** What happened to a recovery. */
export const RECOVERY_EVENT_KINDS = [
  "opened",
  "corrected",
  "submitted",
  "answered",
  "received",
  "told",
  "netted",
  "given_back",
  "write_off_proposed",
  "write_off_sent_back",
  "written_off",
  "reopened",
] as const;

const EVENT_ROW = {
  recovery_id: "int8",
  sequence: "int4",
  at: "timestamptz",
  kind: "text",
  actor: "text",
  amount: "int8?",
  status: "text",
  reason: "text",
  reference: "text?",
  decision_id: "int8?",
  write_off_id: "int8?",
  transaction_id: "int8?",
} as const;
export type RecoveryEventRow = Row<typeof EVENT_ROW>;
export type NewRecoveryEvent = Omit<RecoveryEventRow, "kind" | "status"> & {
  readonly book: number;
  readonly kind: (typeof RECOVERY_EVENT_KINDS)[number];
  readonly status: RecoveryStatus;
};

/** The name of the index that keeps a payment from being booked twice. */
export const PAYMENT_ONCE = "recovery_payment_once";

export const insertRecoveryEventRows = statement(
  "insert_recovery_events",
  {},
  `insert into recovery_event (tenant_id, book, recovery_id, sequence, at, kind, actor, amount, status, reason, reference, decision_id,
     write_off_id, transaction_id)
   select $1::int4, row.* from unnest($2::int2[], $3::int8[], $4::int4[], $5::timestamptz[], $6::text[], $7::text[], $8::int8[], $9::text[],
     $10::text[], $11::text[], $12::int8[], $13::int8[], $14::int8[]) as row`,
);

/** Writes events, any number in one statement. Violates PAYMENT_ONCE where a payment was booked before. */
export async function insertRecoveryEvents(tx: Tx, rows: readonly NewRecoveryEvent[]): Promise<void> {
  if (rows.length === 0) return;
  await execute(tx, insertRecoveryEventRows, [
    tx.tenantId,
    int2Array(rows.map((row) => row.book)),
    int8Array(rows.map((row) => row.recovery_id)),
    rows.map((row) => row.sequence),
    instantArray(rows.map((row) => row.at)),
    textArray(rows.map((row) => row.kind)),
    textArray(rows.map((row) => row.actor)),
    int8Array(rows.map((row) => row.amount)),
    textArray(rows.map((row) => row.status)),
    textArray(rows.map((row) => row.reason)),
    rows.map((row) => row.reference),
    int8Array(rows.map((row) => row.decision_id)),
    int8Array(rows.map((row) => row.write_off_id)),
    int8Array(rows.map((row) => row.transaction_id)),
  ]);
}

export const selectRecoveryEvents = statement(
  "select_recovery_events",
  EVENT_ROW,
  `select recovery_id, sequence, at, kind, actor, amount, status, reason, reference, decision_id, write_off_id, transaction_id
   from recovery_event where book = $2::int2 and tenant_id = $1::int4 and recovery_id = $3::int8 order by sequence`,
);

/** Everything that happened to a recovery, in order. */
export function recoveryEvents(tx: Tx, { book, recovery_id: id }: RecoveryKey): Promise<RecoveryEventRow[]> {
  return run(tx, selectRecoveryEvents, [tx.tenantId, book, id]);
}

export const selectBookedPayments = statement(
  "select_booked_payments",
  { reference: "text", recovery_id: "int8" },
  `select reference, recovery_id from recovery_event where tenant_id = $1::int4 and kind = 'received' and reference = any ($2::text[])`,
);

/** Which of these payments were booked, and on which recovery. */
export async function bookedPayments(tx: Tx, references: readonly string[]): Promise<ReadonlyMap<string, Id>> {
  if (references.length === 0) return new Map();
  const rows = await run(tx, selectBookedPayments, [tx.tenantId, references]);
  return new Map(rows.map(({ reference, recovery_id: id }) => [reference, id]));
}

/** What a list of recoveries may be narrowed by; null means any. */
export interface RecoveryFilter {
  readonly statuses: readonly RecoveryStatus[] | null;
  readonly debtorKind: DebtorKind | null;
  readonly debtorId: string | null;
  readonly claim: { readonly book: number; readonly claimId: Id } | null;
  readonly product: string | null;
  readonly merchantId: string | null;
  /** When they were opened; all, where it is left out. */
  readonly range?: { readonly from: Instant; readonly until: Instant };
  /** Only recoveries older than this one; younger ones, where the oldest come first. */
  readonly before: Id | null;
  readonly limit: number;
}

const recoveries = (than: "<" | ">", way: "asc" | "desc"): string => `select ${RECOVERY_COLUMNS} from ${RECOVERY_TABLES}
   where r.tenant_id = $1::int4
     and ($2::text[] is null or r.status = any ($2))
     and ($3::text is null or r.debtor_kind = $3)
     and ($4::text is null or r.debtor_id = $4)
     and ($5::int2 is null or (r.book = $5 and r.claim_id = $6::int8))
     and ($7::text is null or r.product = $7)
     and ($8::text is null or r.merchant_id = $8)
     and ($9::int8 is null or r.recovery_id ${than} $9)
     and r.opened_at >= at_ms($11::int8) and r.opened_at < at_ms($12::int8)
   order by r.recovery_id ${way} limit $10::int4`;

export const selectRecoveries = statement("select_recoveries", RECOVERY_ROW, recoveries("<", "desc"));
export const selectRecoveriesOldestFirst = statement(
  "select_recoveries_oldest_first",
  RECOVERY_ROW,
  recoveries(">", "asc"),
);

/** Recoveries, newest first or the other way round. */
export function listRecoveries(
  tx: Tx,
  filter: RecoveryFilter,
  order: "newest" | "oldest" = "newest",
): Promise<RecoveryRow[]> {
  const { statuses, debtorKind, debtorId, claim, product, merchantId, range, before, limit } = filter;
  const about = [claim?.book ?? null, claim?.claimId ?? null, product, merchantId, before, limit];
  const when = [range?.from ?? INSTANT_MIN, range?.until ?? INSTANT_MAX];
  const wanted = order === "newest" ? selectRecoveries : selectRecoveriesOldestFirst;
  return run(tx, wanted, [tx.tenantId, statuses, debtorKind, debtorId, ...about, ...when]);
}

export const insertRecoveryTransferRows = statement(
  "insert_recovery_transfers",
  {},
  `insert into transfer (tenant_id, transfer_id, transaction_id, amount, occurred_at, recorded_at, policy_id, claim_id, recovery_id, book, kind,
     debit, credit, product, merchant_id)
   select $1::int4, row.* from unnest($2::int8[], $3::int8[], $4::int8[], $5::timestamptz[], $6::timestamptz[], $7::int8[], $8::int8[],
     $9::int8[], $10::int2[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[]) as row`,
);

/** Writes transfers about recoveries: the only ones that name them, so that no other has to carry the column. */
export async function insertRecoveryTransfers(
  tx: Tx,
  rows: readonly (TransferRow & { readonly recoveryId: Id })[],
): Promise<void> {
  if (rows.length === 0) return;
  await execute(tx, insertRecoveryTransferRows, [
    tx.tenantId,
    int8Array(rows.map((row) => row.transferId)),
    int8Array(rows.map((row) => row.transactionId)),
    int8Array(rows.map((row) => row.amount)),
    instantArray(rows.map((row) => row.occurredAt)),
    instantArray(rows.map((row) => row.recordedAt)),
    int8Array(rows.map((row) => row.policyId)),
    int8Array(rows.map((row) => row.claimId)),
    int8Array(rows.map((row) => row.recoveryId)),
    int2Array(rows.map((row) => row.book)),
    textArray(rows.map((row) => row.kind)),
    textArray(rows.map((row) => row.debit)),
    textArray(rows.map((row) => row.credit)),
    textArray(rows.map((row) => row.product)),
    textArray(rows.map((row) => row.merchantId)),
  ]);
}

export const selectRecoveryTransfers = statement(
  "select_recovery_transfers",
  {
    transfer_id: "int8",
    transaction_id: "int8",
    kind: "text",
    debit: "text",
    credit: "text",
    amount: "int8",
    occurred_at: "timestamptz",
    recorded_at: "timestamptz",
  },
  `select transfer_id, transaction_id, kind, debit, credit, amount, occurred_at, recorded_at from transfer
   where book = $2::int2 and tenant_id = $1::int4 and recovery_id = $3::int8 order by transfer_id`,
);
export type RecoveryTransferRow = Row<(typeof selectRecoveryTransfers)["row"]>;

/** Everything that the ledger has about a recovery, in the order of posting. */
export function recoveryTransfers(tx: Tx, { book, recovery_id: id }: RecoveryKey): Promise<RecoveryTransferRow[]> {
  return run(tx, selectRecoveryTransfers, [tx.tenantId, book, id]);
}

export const selectTenantsWithDueNettings = statement(
  "select_tenants_with_due_nettings",
  { tenant_id: "int4" },
  `select t.tenant_id from tenant t
   where exists (select from recovery r where r.tenant_id = t.tenant_id and r.next_at <= at_ms($1::int8)) order by t.tenant_id`,
);

/** For which tenants `dueNettings` finds any. Runs as the owner. */
export async function tenantsWithDueNettings(owner: Queryable, now: Instant): Promise<readonly number[]> {
  return (await run(owner, selectTenantsWithDueNettings, [now])).map((row) => row.tenant_id);
}

export const selectDueNettings = statement(
  "select_due_nettings",
  { book: "int2", recovery_id: "int8", merchant_id: "text" },
  `select book, recovery_id, merchant_id from recovery where tenant_id = $1::int4 and next_at <= at_ms($2::int8)
   order by next_at, recovery_id limit $3::int4`,
);

/** Recoveries of merchants that are to be told of or netted at business time `now`, the longest due first. */
export function dueNettings(tx: Tx, now: Instant, limit: number): Promise<Row<(typeof selectDueNettings)["row"]>[]> {
  return run(tx, selectDueNettings, [tx.tenantId, now, limit]);
}

export const scheduleNettingRow = statement(
  "schedule_netting",
  {},
  "update recovery set next_at = at_ms($4::int8) where book = $2::int2 and tenant_id = $1::int4 and recovery_id = $3::int8",
);

/** When a recovery that the caller holds is looked at next; null for never. */
export async function scheduleNetting(
  tx: Tx,
  { book, recovery_id: id }: RecoveryKey,
  at: Instant | null,
): Promise<void> {
  await execute(tx, scheduleNettingRow, [tx.tenantId, book, id, at]);
}

export const lockUnaskedRows = statement(
  "lock_unasked_recoveries",
  { book: "int2", recovery_id: "int8" },
  `select r.book, r.recovery_id from recovery r
   where r.tenant_id = $1::int4 and r.debtor_kind = $2::text and r.debtor_id = $3::text and r.receivable > 0 and r.phase = 'opened'
   order by r.recovery_id limit $4::int4 for update`,
);
export const selectRecoveriesById = statement(
  "select_recoveries_by_id",
  RECOVERY_ROW,
  `select ${RECOVERY_COLUMNS} from ${RECOVERY_TABLES}
   where (r.book, r.recovery_id) in (select * from unnest($2::int2[], $3::int8[])) and r.tenant_id = $1::int4 order by r.recovery_id`,
);

/** Recoveries that a debtor was not asked for yet, held until the transaction ends, the oldest first. Two statements. */
export async function holdUnasked(
  tx: Tx,
  debtor: { readonly kind: DebtorKind; readonly id: string },
  limit: number,
): Promise<RecoveryRow[]> {
  const keys = await run(tx, lockUnaskedRows, [tx.tenantId, debtor.kind, debtor.id, limit]);
  const arrays = [int2Array(keys.map(({ book }) => book)), int8Array(keys.map(({ recovery_id: id }) => id))];
  return keys.length === 0 ? [] : run(tx, selectRecoveriesById, [tx.tenantId, ...arrays]);
}
