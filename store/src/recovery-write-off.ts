// Understands write-offs of recoveries as kept: proposed by one person, and judged by another.

import type { Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import type { RecoveryKey } from "./recovery.js";
import { execute, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

export interface NewWriteOff {
  readonly book: number;
  readonly writeOffId: Id;
  readonly recoveryId: Id;
  readonly amount: bigint;
  readonly reason: string;
  readonly proposedBy: string;
  readonly person: string;
  readonly at: Instant;
}

export const insertWriteOffRow = statement(
  "insert_recovery_write_off",
  {},
  `insert into recovery_write_off (tenant_id, book, write_off_id, recovery_id, amount, reason, proposed_by, proposed_person, proposed_at, status, note)
   values ($1::int4, $2::int2, $3::int8, $4::int8, $5::int8, $6::text, $7::text, $8::text, at_ms($9::int8), 'proposed', '')`,
);

export async function insertWriteOff(tx: Tx, writeOff: NewWriteOff): Promise<void> {
  const { book, writeOffId, recoveryId, amount, reason, proposedBy, person, at } = writeOff;
  await execute(tx, insertWriteOffRow, [
    tx.tenantId,
    book,
    writeOffId,
    recoveryId,
    amount,
    reason,
    proposedBy,
    person,
    at,
  ]);
}

export const judgeWriteOffRow = statement(
  "judge_recovery_write_off",
  {},
  `update recovery_write_off set status = $4::text, judged_by = $5::text, judged_at = at_ms($6::int8), note = $7::text
   where book = $2::int2 and tenant_id = $1::int4 and write_off_id = $3::int8 and status = 'proposed'`,
);

/** Writes what became of a proposal, whose recovery the caller holds. */
export async function judgeWriteOff(
  tx: Tx,
  { book, writeOffId }: Pick<NewWriteOff, "book" | "writeOffId">,
  judged: {
    readonly status: "approved" | "sent_back";
    readonly by: string;
    readonly at: Instant;
    readonly note: string;
  },
): Promise<void> {
  const { status, by, at, note } = judged;
  const count = await execute(tx, judgeWriteOffRow, [tx.tenantId, book, writeOffId, status, by, at, note]);
  if (count !== 1) throw new Error("broken promise: an open proposal of a held recovery is open");
}

export const selectWriteOffs = statement(
  "select_recovery_write_offs",
  {
    write_off_id: "int8",
    amount: "int8",
    reason: "text",
    proposed_by: "text",
    proposed_at: "timestamptz",
    status: "text",
    judged_by: "text?",
    judged_at: "timestamptz?",
    note: "text",
  },
  `select write_off_id, amount, reason, proposed_by, proposed_at, status, judged_by, judged_at, note from recovery_write_off
   where book = $2::int2 and tenant_id = $1::int4 and recovery_id = $3::int8 order by write_off_id`,
);
export type WriteOffRow = Row<(typeof selectWriteOffs)["row"]>;

/** Write-offs of a recovery that were proposed, in order. */
export function writeOffsOf(tx: Tx, { book, recovery_id: id }: RecoveryKey): Promise<WriteOffRow[]> {
  return run(tx, selectWriteOffs, [tx.tenantId, book, id]);
}
