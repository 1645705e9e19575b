// Understands how a wallet, its movements and its top-ups are shown.

import { formatId, type Id, type IdKind } from "@anxin/core/id";
import {
  available,
  dailySpend,
  daysLeft,
  FOUR_WEEKS_MS,
  isLow,
  owed,
  settledCredit,
  WEEK_MS,
} from "@anxin/core/merchant/wallet";
import { type Fen, fenToWire } from "@anxin/core/money";
import { type Instant, plus } from "@anxin/core/time";
import type { TopUpRow } from "@anxin/store/top-up";
import type { SpendWindows, WalletMovementRow, WalletRow } from "@anxin/store/wallet";
import { Type } from "typebox";
import type { Context } from "../context.js";
import { Fen53, instantText, instantTextOrNull, nullable, pageOfItems, SignedFen } from "../http/schema.js";
import { payUrlOf } from "./top-up.js";

export const MovementView = Type.Object({
  transferId: Type.String(),
  transactionId: Type.String(),
  cause: Type.String({
    description:
      "premium_debited, premium_refunded, wallet_topped_up, wallet_refund_prepared, wallet_refund_failed (the money is back), recovery_netted, recovery_given_back",
  }),
  change: SignedFen,
  balanceAfter: SignedFen,
  /** Of a change upwards: how much of it settled what had been drawn on credit. */
  settledCredit: Fen53,
  occurredAt: Type.String(),
  product: nullable(Type.String()),
  orderId: nullable(Type.String()),
  lineId: nullable(Type.String()),
  policyId: nullable(Type.String()),
  topUpId: nullable(Type.String()),
  refundId: nullable(Type.String()),
  claimId: nullable(Type.String({ description: "of what was netted: the claim, its decision and the recovery" })),
  decisionId: nullable(Type.String()),
  recoveryId: nullable(Type.String()),
});
const ChangeView = Type.Object({
  creditLimit: Fen53,
  lowBalance: nullable(Fen53),
  changedBy: nullable(Type.String({ description: "not told to merchants" })),
  changedAt: Type.String(),
});
export const WalletTermsView = Type.Object({
  merchantId: Type.String(),
  currency: Type.String(),
  balance: SignedFen,
  /** How far below zero the balance may go now: 0, or negative for a credit line. */
  floor: SignedFen,
  creditLimit: Type.Integer({
    minimum: 0,
    description: "agreed by contract, in fen; a limit below what is owed counts at once for what is drawn anew",
  }),
  available: Type.Integer({ minimum: 0, description: "fen that premium may still take, credit included" }),
  owed: Type.Integer({ minimum: 0, description: "fen that were drawn on credit; the next top-up settles them first" }),
  lowBalance: nullable(Type.Integer({ minimum: 0, description: "the wallet is low below it; fen" })),
  dailySpend: nullable(Type.Integer({ minimum: 1, description: "fen a day, from the last 7 and 28 days" })),
  daysLeft: nullable(Type.Integer({ minimum: 0, description: "for how long the balance lasts, credit not counted" })),
  low: Type.Boolean({ description: "below lowBalance, or fewer than 3 days left" }),
  updatedAt: Type.String(),
  changes: Type.Array(ChangeView, { description: "who set which terms, newest first, the last 20" }),
});
export const WalletView = Type.Object({ ...WalletTermsView.properties, movements: pageOfItems(MovementView) });
export const TopUpView = Type.Object({
  topUpId: Type.String(),
  amount: Fen53,
  status: Type.String({ description: "pending, settled, failed" }),
  payUrl: nullable(Type.String({ description: "where to pay; null when there is nothing to pay any more" })),
  settledCredit: Type.Integer({ minimum: 0, description: "fen of it that settled what had been drawn on credit" }),
  refunded: Type.Integer({ minimum: 0, description: "fen of it that went back, or are on their way" }),
  createdAt: Type.String(),
  expiresAt: nullable(Type.String({ description: "until when it can be paid" })),
  settledAt: nullable(Type.String()),
  failure: nullable(Type.String({ description: "expired, closed" })),
  humanTask: nullable(Type.String({ description: "why a person has to look" })),
});

/** Where the windows begin over which spend is measured. */
export const windowsAt = (now: Instant): SpendWindows => ({
  weekAgo: plus(now, -WEEK_MS),
  monthAgo: plus(now, -FOUR_WEEKS_MS),
});

/** The forecast of a wallet, as it stands now. */
export function forecastOf(row: Omit<WalletRow, "updated_at">, now: Instant) {
  const spend = dailySpend({
    now: { at: now, spent: row.spent },
    weekAgo: { at: row.week_at, spent: row.week_spent },
    fourWeeksAgo: { at: row.month_at, spent: row.month_spent },
  });
  const level = { balance: row.balance, lowBalance: row.low_balance, daysLeft: daysLeft(row.balance, spend) };
  return { spend, level };
}

const fenOrNull = (amount: Fen | null): number | null => (amount === null ? null : fenToWire(amount));
const idOrNull = (kind: IdKind, id: Id | null): string | null => (id === null ? null : formatId(kind, id));

/** One change of the terms; `changedBy` is the name that a reader may see. */
export interface TermsChange {
  readonly creditLimit: Fen;
  readonly lowBalance: Fen | null;
  readonly changedBy: string | null;
  readonly changedAt: Instant;
}

export function walletView(merchantId: string, row: WalletRow, changes: readonly TermsChange[], now: Instant) {
  const { spend, level } = forecastOf(row, now);
  return {
    merchantId,
    currency: "CNY",
    balance: fenToWire(row.balance),
    floor: fenToWire(row.floor),
    creditLimit: fenToWire(row.credit_limit),
    available: fenToWire(available(row)),
    owed: fenToWire(owed(row.balance)),
    lowBalance: fenOrNull(row.low_balance),
    dailySpend: fenOrNull(spend),
    daysLeft: level.daysLeft,
    low: isLow(level),
    updatedAt: instantText(row.updated_at),
    changes: changes.map(({ creditLimit, lowBalance, changedBy, changedAt }) => ({
      creditLimit: fenToWire(creditLimit),
      lowBalance: fenOrNull(lowBalance),
      changedBy,
      changedAt: instantText(changedAt),
    })),
  };
}

/** A movement with the balance that it left. */
export function movementView(row: Omit<WalletMovementRow, "recorded_at">) {
  const before = row.balance_after - row.change;
  return {
    transferId: formatId("transfer", row.transfer_id),
    transactionId: formatId("transaction", row.transaction_id),
    cause: row.kind,
    change: fenToWire(row.change),
    balanceAfter: fenToWire(row.balance_after),
    settledCredit: row.change > 0n ? fenToWire(settledCredit(before, row.change)) : 0,
    occurredAt: instantText(row.occurred_at),
    product: row.product === "" ? null : row.product,
    orderId: row.order_id,
    lineId: row.line_id,
    policyId: idOrNull("policy", row.policy_id),
    topUpId: idOrNull("topUp", row.top_up_id),
    refundId: idOrNull("walletRefund", row.refund_id),
    claimId: idOrNull("claim", row.claim_id),
    decisionId: idOrNull("decision", row.decision_id),
    recoveryId: idOrNull("recovery", row.recovery_id),
  };
}

export function topUpView(context: Context, tenantId: number, row: TopUpRow, returnUrl?: string) {
  return {
    topUpId: formatId("topUp", row.top_up_id),
    amount: fenToWire(row.amount),
    status: row.status,
    payUrl: payUrlOf(context, tenantId, row, returnUrl),
    settledCredit: fenToWire(row.settled_credit),
    refunded: fenToWire(row.refunded),
    createdAt: instantText(row.created_at),
    expiresAt: instantTextOrNull(row.expires_at),
    settledAt: instantTextOrNull(row.settled_at),
    failure: row.failure,
    humanTask: row.human_task,
  };
}
