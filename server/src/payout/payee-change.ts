// Understands how the insured has a claim paid to another account: asked for, shown by a code to be their own wish, then in force.
//
// Whoever holds a marketplace's key, or a buyer's session, could ask; the code goes to the buyer over the channel of notices alone.
// 3 statements to ask beside those that hold the claim; to verify one, and those of each payout that is tried again.

import { createHash, timingSafeEqual } from "node:crypto";
import { formatId, type Id, parseId } from "@anxin/core/id";
import type { Payee } from "@anxin/core/order/order";
import { refuse } from "@anxin/core/refusal";
import { MINUTE_MS, plus } from "@anxin/core/time";
import { passSwitches } from "@anxin/store/kill-switch";
import { insertNotices } from "@anxin/store/notice";
import { insertPayeeChange, movePayeeChange, type PayeeChangeRow, payeeChanges } from "@anxin/store/payee-change";
import { listPayoutsOfClaims } from "@anxin/store/payout";
import type { Tx } from "@anxin/store/transaction";
import { holdCase } from "../claim/case.js";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import { sealSecret } from "../notice/secret.js";
import { claimSubject } from "../notice/subject.js";
import { openPayee, sealPayee } from "../order/payee.js";
import { maskPayee } from "./request.js";
import { refuseProblems, retry } from "./retry.js";

/** How long a code works, and how often a wrong one may be tried. */
export const CODE_MINUTES = 10;
export const CODE_TRIES_MAX = 5;
const CODE_DIGITS = 6;
/** Payouts of one claim that a change is carried over to. */
const PAYOUTS_MAX = 50;

/** A code of so many digits, each as likely as any other. */
function newCode({ randomBytes }: Pick<Context, "randomBytes">): string {
  // 2^48 is so much larger than 10^6 that no code is favoured by more than one in a hundred million.
  return (BigInt(`0x${randomBytes(6).toString("hex")}`) % 10n ** BigInt(CODE_DIGITS))
    .toString()
    .padStart(CODE_DIGITS, "0");
}

const sha256 = (changeId: Id, code: string): Buffer => createHash("sha256").update(`${changeId}:${code}`).digest();

/** Asks for another account. Whoever asked before and did not show the code is superseded. */
export async function requestPayeeChange(
  context: Context,
  tx: Tx,
  principal: Principal,
  { claimId: text, payee }: { readonly claimId: string; readonly payee: Payee },
): Promise<PayeeChangeRow> {
  const now = context.clock.now();
  requirePayable(context, payee);
  const { claim } = await holdCase(context, tx, principal, text, now);
  if (claim.status === "withdrawn") refuse("state_conflict", "the claim is withdrawn; nothing is paid on it");
  const { book, claimId, buyerId, orderId } = claim;
  const [changeId, code] = [context.ids.next(book), newCode(context)];
  const payeeMask = maskPayee(payee);
  const expiresAt = plus(now, CODE_MINUTES * MINUTE_MS);
  const payeeSealed = sealPayee(context.vault, tx.tenantId, payee) ?? Buffer.alloc(0);
  const asked = { requestedBy: principal.caller, requestedAt: now, expiresAt, codeSha256: sha256(changeId, code) };
  await insertPayeeChange(tx, { book, claimId, changeId, payeeSealed, payeeMask, ...asked });
  const sealed = sealSecret(context, tx.tenantId, code);
  await insertNotices(tx, now, [
    {
      noticeId: context.ids.next(book),
      ...{ book, audience: "buyer", recipientId: buyerId, kind: "payee_code", dueAt: now, closesAt: expiresAt },
      subject: claimSubject(claimId),
      occasion: changeId.toString(),
      data: JSON.stringify({ kind: "payee_code", orderId, payee: payeeMask, code: sealed }),
    },
  ]);
  return theChange(tx, { book, claimId }, changeId);
}

/** An account that the channel could never pay is refused at once, naming what to mend. */
function requirePayable({ channel }: Pick<Context, "channel">, { account, name }: Payee): void {
  const trial = { outBizNo: "payee-change", amount: 100n, payee: { account, name }, title: "payee", remark: "" };
  const ofPayee = channel
    .problems(trial)
    .filter((problem) => problem.startsWith("account_") || problem.startsWith("name_"));
  if (ofPayee.length > 0) refuseProblems(ofPayee);
}

async function theChange(
  tx: Tx,
  claim: { readonly book: number; readonly claimId: Id },
  changeId: Id,
): Promise<PayeeChangeRow> {
  const found = (await payeeChanges(tx, claim)).find(({ change_id: id }) => id === changeId);
  return found ?? refuse("not_found", `there is no ${formatId("payeeChange", changeId)} of this claim`);
}

/**
 * Tries a code. The right one puts the change in force: what is granted from now on goes there, and payouts that failed or came
 * back are sent there. A wrong one is counted; after too many, and once it has expired, another has to be asked for. Answers the
 * change as it is then, so that a wrong try is kept too.
 */
export async function verifyPayeeChange(
  context: Context,
  tx: Tx,
  principal: Principal,
  {
    claimId: text,
    changeId: changeText,
    code,
  }: { readonly claimId: string; readonly changeId: string; readonly code: string },
): Promise<PayeeChangeRow> {
  const now = context.clock.now();
  const { claim } = await holdCase(context, tx, principal, text, now);
  const changeId = parseId("payeeChange", changeText);
  const change = await theChange(tx, claim, changeId ?? (-1n as Id));
  if (change.state !== "requested") refuse("state_conflict", `the change is ${change.state}; ask for another`);
  if (now >= change.expires_at)
    refuse("state_conflict", `the code has expired after ${CODE_MINUTES} minutes; ask for another`);
  const isRight = timingSafeEqual(change.code_sha256, sha256(change.change_id, code));
  const tries = isRight ? change.tries : change.tries + 1;
  const state = isRight ? "verified" : tries >= CODE_TRIES_MAX ? "exhausted" : "requested";
  await movePayeeChange(tx, change, { tries, state, at: now });
  if (isRight) await payThere(context, tx, principal, claim, change);
  return theChange(tx, claim, change.change_id);
}

/** Sends what failed or came back to the new account; what is on its way stays where it goes. */
async function payThere(
  context: Context,
  tx: Tx,
  { caller }: Principal,
  claim: { readonly book: number; readonly claimId: Id; readonly product: string },
  change: PayeeChangeRow,
): Promise<void> {
  // While nothing is sent they wait, and whoever tries them again sends them to the new account.
  if ((await passSwitches(tx))("pay", claim.product)) return;
  const any = { status: null, buyerId: null, merchantId: null, humanTask: null, before: null, limit: PAYOUTS_MAX };
  const payee = openPayee(context.vault, tx.tenantId, change.payee_sealed);
  for (const payout of await listPayoutsOfClaims(tx, tx.tenantId, any, [claim])) {
    if (payout.status === "failed" || payout.status === "returned") await retry(context, tx, payout, { caller, payee });
  }
}
