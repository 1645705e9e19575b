// Understands the retry of a payout under a new number, once a query has confirmed that the last one paid nothing.
//
// Statements: 3 to read (switches, payout, a changed payee), 2 updates, 1 insert each into log, transfers and queue.

import { present } from "@anxin/core/assert";
import type { Payee } from "@anxin/core/order/order";
import { retryPayout } from "@anxin/core/payout/payout";
import { type FieldProblem, Refused, refuse } from "@anxin/core/refusal";
import { enqueue } from "@anxin/store/job";
import { passSwitches } from "@anxin/store/kill-switch";
import { insertTransfers } from "@anxin/store/ledger";
import { verifiedPayees } from "@anxin/store/payee-change";
import {
  insertPayoutAttempts,
  movePayout,
  type PayoutRow,
  payoutsById,
  replacePayoutRequest,
} from "@anxin/store/payout";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { openPayee } from "../order/payee.js";
import type { TransferProblem } from "../outside/transfer-channel.js";
import { decodeMachine, effectTransfers, progressAfter } from "./machine.js";
import { makeRequest, maskPayee, openOrigin } from "./request.js";
import { placeOf } from "./send.js";

/**
 * Gives a failed or returned payout its next number, perhaps with a corrected payee, and has it sent. Refuses with
 * `payout_not_failed` any other; with `validation_failed` a payee that the channel could not pay; with `switched_off` while
 * nothing is sent. Answers the payout as it is then.
 */
export async function retry(
  context: Context,
  tx: Tx,
  row: PayoutRow,
  { caller, payee }: { readonly caller: string; readonly payee: Payee | null },
): Promise<PayoutRow> {
  const { tenantId } = tx;
  const now = context.clock.now();
  const retried = retryPayout(decodeMachine(row.machine), now);
  if ("refusal" in retried) throw new Refused(retried.refusal);
  if ((await passSwitches(tx))("pay", row.product)) {
    refuse("switched_off", "payouts are stopped; see GET /v1/tenants/switches, and retry once they run again");
  }
  const { outBizNo } = retried.payout.attempt;
  const origin = openOrigin(context, tenantId, row);
  const corrected = { ...origin, payee: payee ?? (await changedPayee(context, tx, row)) ?? origin.payee };
  const request = makeRequest(context, tenantId, outBizNo, row.amount, corrected);
  if (request.problems.length > 0) refuseProblems(request.problems);
  // A retry answers the open task.
  if (!(await movePayout(tx, tenantId, row, progressAfter(retried, null), { endsLease: true }))) {
    refuse("state_conflict", "somebody else changed this payout just now; read it again");
  }
  const kept = { attempt: row.attempt + 1, outBizNo, sealed: request.sealed, sha256: request.sha256 };
  await replacePayoutRequest(tx, tenantId, row, kept, maskPayee(corrected.payee));
  const why = `replaces ${row.out_biz_no}, which ${row.status}${payee === null ? "" : "; payee corrected"}; by ${caller}`;
  const about = { book: row.book, payoutId: row.payout_id, at: now, outBizNo };
  await insertPayoutAttempts(tx, tenantId, [
    { ...about, action: "retry", answer: "new_number", code: null, detail: why },
  ]);
  await insertTransfers(tx, effectTransfers(context, placeOf(context, tenantId, row), retried.effects, now));
  await enqueue(tx, "send_payouts", { tenantId, payoutIds: [row.payout_id.toString()] });
  const [after] = await payoutsById(tx, tenantId, [{ book: row.book, payoutId: row.payout_id }]);
  return present(after, "a payout that was moved is there");
}

/** The account that the insured has changed the claim's money to since. */
async function changedPayee(context: Context, tx: Tx, row: PayoutRow): Promise<Payee | null> {
  const key = { book: row.book, claimId: row.claim_id };
  return openPayee(context.vault, tx.tenantId, (await verifiedPayees(tx, [key])).get(row.claim_id) ?? null);
}

/** Where each problem is mended, and how. */
const MENDING: Readonly<Record<TransferProblem, readonly [pointer: string, detail: string]>> = {
  number_malformed: ["", "the number is not one that the channel takes"],
  amount_too_small: ["", "the amount is below what the channel transfers; pay it another way"],
  amount_too_large: ["", "the amount is above what the channel transfers; pay it another way"],
  account_missing: ["/payee/account", "nobody told where the money goes; send a payee"],
  account_too_long: ["/payee/account", "is longer than the channel takes"],
  name_missing: ["/payee/name", "the channel needs the real name for this account"],
  name_too_long: ["/payee/name", "is longer than the channel takes"],
  title_missing: ["", "the bill's title is missing"],
  title_too_long: ["", "the bill's title is too long"],
  remark_too_long: ["", "the bill's remark is too long"],
};

/** Refuses a transfer that the channel could not make, naming what to mend. */
export function refuseProblems(problems: readonly TransferProblem[]): never {
  const errors = problems.map((code): FieldProblem => {
    const [pointer, detail] = MENDING[code];
    return { pointer, code, detail };
  });
  refuse("validation_failed", errors.map(({ detail }) => detail).join("; "), { errors });
}
