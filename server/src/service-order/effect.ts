// Understands what a step of a service order does to the books, and how its insured is paid where it comes to money.

import { present } from "@anxin/core/assert";
import type { Id } from "@anxin/core/id";
import { type Posting, repairerPaid, serviceRendered, serviceSaved } from "@anxin/core/ledger/templates";
import type { Fen } from "@anxin/core/money";
import type { Funding } from "@anxin/core/product/product";
import type { ServiceOrderEffect } from "@anxin/core/service-order/machine";
import type { Instant } from "@anxin/core/time";
import { insertTransfers } from "@anxin/store/ledger";
import type { Tx } from "@anxin/store/transaction";
import type { HeldCase } from "../claim/case.js";
import { notePaid } from "../claim/clock.js";
import { caseTransfers } from "../claim/decide.js";
import type { Context } from "../context.js";
import { preparePayouts } from "../payout/prepare.js";

/** The grant that an order is for. */
export interface OrderPlace {
  readonly held: HeldCase;
  readonly decisionId: Id;
}

/** The payout of the grant; a second one of the same decision violates `payout_once_per_purpose`. */
export async function payInsured(
  context: Context,
  tx: Tx,
  { held: { claim, product, payee }, decisionId }: OrderPlace,
  amount: Fen,
): Promise<Id> {
  const { claimId, policyId, book, merchantId, buyerId } = claim;
  const about = { claimId, decisionId, purpose: "benefit", policyId, book, merchantId, buyerId } as const;
  const { code, funding, name } = product;
  const [payoutId] = await preparePayouts(context, tx, [
    { ...about, product: code, funding, amount, payee, title: name.zh },
  ]);
  return present(payoutId, "an intent gives a payout");
}

function postingsOf(funding: Funding, effects: readonly ServiceOrderEffect[]): Posting[] {
  return effects.flatMap(({ kind, amount }) => {
    if (kind === "owe_repairer") return [serviceRendered(funding, amount)];
    if (kind === "save") return [serviceSaved(funding, amount)];
    return kind === "pay_repairer" ? [repairerPaid(amount)] : [];
  });
}

/** Writes down what a step moves; answers the payout, where it comes to one. */
export async function applyEffects(
  context: Context,
  tx: Tx,
  place: OrderPlace,
  effects: readonly ServiceOrderEffect[],
  now: Instant,
): Promise<Id | null> {
  await insertTransfers(
    tx,
    caseTransfers(context, place.held.claim, (funding) => postingsOf(funding, effects), now),
  );
  const paid = effects.find(({ kind }) => kind === "pay_insured");
  return paid === undefined ? null : payInsured(context, tx, place, paid.amount);
}

/** The insured has what was promised: the law's clock of payment has nothing left to wait for. */
export async function noteServed(
  tx: Tx,
  { claim }: HeldCase,
  effects: readonly ServiceOrderEffect[],
  now: Instant,
): Promise<void> {
  if (effects.some(({ kind }) => kind === "owe_repairer" || kind === "save")) await notePaid(tx, [claim], now);
}
