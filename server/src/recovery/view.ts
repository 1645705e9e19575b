// Understands how recoveries are shown, and what of them a merchant sees.

import { formatId, type IdKind } from "@anxin/core/id";
import { type Fen, fenToWire } from "@anxin/core/money";
import { DEBTOR_KINDS, RECOVERY_STATUSES, statusOf } from "@anxin/core/recovery/recovery";
import type { Instant } from "@anxin/core/time";
import {
  RECOVERY_EVENT_KINDS,
  type RecoveryEventRow,
  type RecoveryRow,
  type RecoveryTransferRow,
  stateOf,
} from "@anxin/store/recovery";
import type { AttemptRow } from "@anxin/store/recovery-attempt";
import type { WriteOffRow } from "@anxin/store/recovery-write-off";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import { etagOf } from "../http/etag.js";
import { ColleagueName, Fen53, instantText, instantTextOrNull, known, nullable, oneOf } from "../http/schema.js";

const words = (values: readonly string[]): string => values.join(", ");

export const RecoveryView = Type.Object({
  recoveryId: Type.String(),
  claimId: Type.String(),
  decisionId: Type.String({ description: "the decision on which the amount rests" }),
  policyId: Type.String(),
  orderId: Type.String(),
  lineId: Type.String(),
  merchantId: Type.String(),
  product: Type.String(),
  productVersion: Type.Integer(),
  clause: nullable(Type.String({ description: "of the terms, by which it is recovered" })),
  peril: Type.String(),
  funding: Type.String({ description: "insurance, guarantee_service" }),
  debtor: Type.Object({
    kind: oneOf(DEBTOR_KINDS),
    id: Type.String({ description: "the carrier, empty where the order tells of none; or the merchant" }),
  }),
  basis: Type.String({ description: "what limits it: actual_loss, share, parcel_max, freight_times" }),
  status: oneOf(RECOVERY_STATUSES),
  currency: Type.String(),
  claimed: Fen53,
  denied: Fen53,
  received: Fen53,
  netted: Fen53,
  writtenOff: nullable(Type.Integer({ minimum: 0, description: "fen; not told to merchants, whose debt stands" })),
  receivable: Fen53,
  owedBack: Fen53,
  attempt: Type.Integer({ description: "how often the debtor was asked" }),
  deadlineAt: nullable(Type.String({ description: "until when the debtor may be asked" })),
  overdue: Type.Boolean({ description: "open, not asked for, and past its deadline" }),
  netFrom: nullable(Type.String({ description: "from when on it is netted; null before the merchant was told" })),
  openedAt: Type.String(),
  updatedAt: Type.String(),
});

const EventView = Type.Object({
  sequence: Type.Integer(),
  at: Type.String(),
  kind: Type.String({ description: words(RECOVERY_EVENT_KINDS) }),
  actor: Type.String(),
  actorName: ColleagueName,
  amount: nullable(Fen53),
  status: Type.String(),
  reason: Type.String(),
  reference: nullable(Type.String()),
  decisionId: nullable(Type.String()),
  writeOffId: nullable(Type.String()),
  transactionId: nullable(Type.String({ description: "in the ledger" })),
});
const AttemptView = Type.Object({
  attempt: Type.Integer(),
  reference: Type.String({ description: "what the debtor knows it by" }),
  batchId: Type.String(),
  amount: Fen53,
  channel: Type.String(),
  state: Type.String({ description: "intended, sent, answered, replaced" }),
  intendedAt: Type.String(),
  sentAt: nullable(Type.String()),
  answeredAt: nullable(Type.String()),
  accepted: nullable(Fen53),
  reason: Type.String(),
  humanTask: nullable(Type.String({ description: "why a person has to look" })),
});
const WriteOffView = Type.Object({
  writeOffId: Type.String(),
  amount: Fen53,
  reason: Type.String(),
  proposedBy: Type.String(),
  proposedByName: ColleagueName,
  proposedAt: Type.String(),
  status: Type.String({ description: "proposed, approved, sent_back" }),
  judgedBy: nullable(Type.String()),
  judgedByName: ColleagueName,
  judgedAt: nullable(Type.String()),
  note: Type.String(),
});
const MovementView = Type.Object({
  transferId: Type.String(),
  transactionId: Type.String(),
  kind: Type.String(),
  debit: Type.String({ description: "account" }),
  credit: Type.String({ description: "account" }),
  amount: Fen53,
  occurredAt: Type.String(),
  recordedAt: Type.String(),
});
export const RecoveryDetail = Type.Object({
  ...RecoveryView.properties,
  timeline: Type.Array(EventView),
  attempts: Type.Array(AttemptView, { description: "not told to merchants" }),
  writeOffs: Type.Array(WriteOffView, { description: "not told to merchants" }),
  movements: Type.Array(MovementView, { description: "in the ledger; merchants find theirs in wallet and deposit" }),
});

export const etagOfRecovery = ({ recovery_id: id, revision }: RecoveryRow): string =>
  etagOf("recovery", formatId("recovery", id), revision);

type Viewer = Pick<Principal, "role">;
const isOutside = ({ role }: Viewer): boolean => role === "merchant";

/** What the insurer writes off of its own accord is owed all the same, and is shown so to who owes it. */
function amountsFor(row: RecoveryRow, viewer: Viewer) {
  if (!isOutside(viewer)) return { ...row, status: row.status, shownWrittenOff: fenToWire(row.written_off) };
  const receivable = row.receivable + row.written_off;
  const status = statusOf({ ...stateOf(row), receivable, writtenOff: 0n });
  return { ...row, receivable, status, shownWrittenOff: null };
}

export function recoveryView(context: Context, row: RecoveryRow, viewer: Viewer) {
  const now = context.clock.now();
  const { receivable, status, shownWrittenOff } = amountsFor(row, viewer);
  const version = context.catalogue.version(row.product, row.product_version);
  return {
    recoveryId: formatId("recovery", row.recovery_id),
    claimId: formatId("claim", row.claim_id),
    decisionId: formatId("decision", row.decision_id),
    policyId: formatId("policy", row.policy_id),
    orderId: row.order_id,
    lineId: row.line_id,
    merchantId: row.merchant_id,
    product: row.product,
    productVersion: row.product_version,
    clause: version?.recovery?.clause ?? null,
    peril: row.peril,
    funding: row.funding,
    debtor: { kind: known(DEBTOR_KINDS, row.debtor_kind), id: row.debtor_id },
    basis: row.basis,
    status: known(RECOVERY_STATUSES, status),
    currency: "CNY",
    claimed: fenToWire(row.claimed),
    denied: fenToWire(row.denied),
    received: fenToWire(row.received),
    netted: fenToWire(row.netted),
    writtenOff: shownWrittenOff,
    receivable: fenToWire(receivable),
    owedBack: fenToWire(row.owed_back),
    attempt: row.attempt,
    deadlineAt: instantTextOrNull(row.deadline_at),
    overdue: isOverdue(row, now),
    netFrom: instantTextOrNull(row.net_from),
    openedAt: instantText(row.opened_at),
    updatedAt: instantText(row.updated_at),
  };
}

const isOverdue = ({ deadline_at: at, phase, receivable }: RecoveryRow, now: Instant): boolean =>
  at !== null && at <= now && phase === "opened" && receivable > 0n;

const fenOrNull = (amount: Fen | null): number | null => (amount === null ? null : fenToWire(amount));
const idOrNull = (kind: IdKind, id: bigint | null): string | null => (id === null ? null : formatId(kind, id));

/** What only the insurer does among its own people. */
const INTERNAL: ReadonlySet<string> = new Set(["write_off_proposed", "write_off_sent_back", "written_off"]);

type Names = RecoveryFile["names"];

function eventView(event: RecoveryEventRow, names: Names, viewer: Viewer) {
  const actor = isOutside(viewer) && event.actor.includes(":") ? "insurer" : event.actor;
  return {
    ...{
      sequence: event.sequence,
      at: instantText(event.at),
      kind: event.kind,
      actor,
      actorName: names.get(actor) ?? null,
      amount: fenOrNull(event.amount),
    },
    ...{ status: event.status, reason: event.reason, reference: event.reference },
    decisionId: idOrNull("decision", event.decision_id),
    writeOffId: idOrNull("writeOff", event.write_off_id),
    transactionId: idOrNull("transaction", event.transaction_id),
  };
}

function attemptView(row: AttemptRow) {
  return {
    ...{ attempt: row.attempt, reference: row.reference, batchId: formatId("recoveryBatch", row.batch_id) },
    ...{
      amount: fenToWire(row.amount),
      channel: row.channel,
      state: row.state,
      intendedAt: instantText(row.intended_at),
    },
    sentAt: instantTextOrNull(row.sent_at),
    answeredAt: instantTextOrNull(row.answered_at),
    ...{ accepted: fenOrNull(row.accepted_amount), reason: row.reason, humanTask: row.human_task },
  };
}

function writeOffView(row: WriteOffRow, names: Names) {
  const nameOf = (caller: string | null): string | null => (caller === null ? null : (names.get(caller) ?? null));
  return {
    ...{ proposedByName: nameOf(row.proposed_by), judgedByName: nameOf(row.judged_by) },
    ...{ writeOffId: formatId("writeOff", row.write_off_id), amount: fenToWire(row.amount), reason: row.reason },
    ...{ proposedBy: row.proposed_by, proposedAt: instantText(row.proposed_at), status: row.status },
    ...{ judgedBy: row.judged_by, judgedAt: instantTextOrNull(row.judged_at), note: row.note },
  };
}

function movementView(row: RecoveryTransferRow) {
  return {
    transferId: formatId("transfer", row.transfer_id),
    transactionId: formatId("transaction", row.transaction_id),
    ...{ kind: row.kind, debit: row.debit, credit: row.credit, amount: fenToWire(row.amount) },
    ...{ occurredAt: instantText(row.occurred_at), recordedAt: instantText(row.recorded_at) },
  };
}

/** A recovery with everything that is kept about it. */
export interface RecoveryFile {
  readonly row: RecoveryRow;
  readonly events: readonly RecoveryEventRow[];
  readonly attempts: readonly AttemptRow[];
  readonly writeOffs: readonly WriteOffRow[];
  readonly transfers: readonly RecoveryTransferRow[];
  /** What members of staff are called, by how they stand in the others. */
  readonly names: ReadonlyMap<string, string>;
}

export function recoveryDetail(context: Context, file: RecoveryFile, viewer: Viewer) {
  const outside = isOutside(viewer);
  const events = outside ? file.events.filter(({ kind }) => !INTERNAL.has(kind)) : file.events;
  return {
    ...recoveryView(context, file.row, viewer),
    timeline: events.map((event) => eventView(event, file.names, viewer)),
    attempts: outside ? [] : file.attempts.map(attemptView),
    writeOffs: outside ? [] : file.writeOffs.map((row) => writeOffView(row, file.names)),
    movements: outside ? [] : file.transfers.map(movementView),
  };
}
