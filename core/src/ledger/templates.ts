// Understands which accounts each business fact moves: every posting is one transfer with both legs, balanced by construction.

import type { Id } from "../id.js";
import type { Fen } from "../money.js";
import type { Funding, Payer } from "../product/product.js";
import { ACCOUNTS, type AccountKey } from "./chart.js";

/** The business fact that a transfer records. */
export type TransferKind =
  | "premium_debited"
  | "premium_refunded"
  | "premium_earned"
  | "reserve_set"
  | "reserve_released"
  | "claim_agreed"
  | "payout_prepared"
  | "payout_succeeded"
  | "payout_failed"
  | "payout_returned"
  | "wallet_topped_up"
  | "wallet_refund_prepared"
  | "wallet_refund_succeeded"
  | "wallet_refund_failed"
  | "campaign_funded"
  | "campaign_released"
  | "late_interest_owed"
  | "recovery_recognised"
  | "recovery_reversed"
  | "recovery_received"
  | "recovery_netted"
  | "recovery_written_off"
  | "recovery_write_off_reversed"
  | "recovery_owed_back"
  | "recovery_owed_back_waived"
  | "recovery_given_back"
  | "deposit_received"
  | "deposit_returned"
  | "service_rendered"
  | "service_saved"
  | "repairer_paid";

/** `amount` minor units leave the credit account and arrive on the debit account, in the bookkeeper's sense. */
export interface Posting {
  readonly kind: TransferKind;
  readonly debit: string;
  readonly credit: string;
  readonly amount: Fen;
}

/** What a posting is about; stored beside it so that every fen finds its cause. */
export interface PostingReference {
  readonly policyId?: Id;
  readonly claimId?: Id;
  readonly payoutId?: Id;
  readonly campaignId?: Id;
  readonly topUpId?: Id;
  readonly product?: string;
  readonly orderId?: string;
}

function post(kind: TransferKind, debit: AccountKey, credit: AccountKey, amount: Fen): Posting {
  if (amount <= 0n) throw new RangeError(`a posting moves a positive amount: ${kind}`);
  return { kind, debit: ACCOUNTS[debit].code, credit: ACCOUNTS[credit].code, amount };
}

/** Which account pays the premium of a payer. A buyer's premium was collected by the marketplace and is due from it. */
const SOURCE: Readonly<Record<Payer, AccountKey>> = {
  merchant: "merchantWallet",
  platform: "campaignFund",
  buyer: "premiumReceivable",
};

const UNEARNED: Readonly<Record<Funding, AccountKey>> = {
  insurance: "unearnedPremium",
  guarantee_service: "guaranteeUnearned",
};
const EARNED: Readonly<Record<Funding, AccountKey>> = {
  insurance: "earnedPremium",
  guarantee_service: "guaranteeEarned",
};

export const premiumDebited = (payer: Payer, funding: Funding, premium: Fen): Posting =>
  post("premium_debited", SOURCE[payer], UNEARNED[funding], premium);

/** The refund goes back where the premium came from. */
export const premiumRefunded = (payer: Payer, funding: Funding, refund: Fen): Posting =>
  post("premium_refunded", UNEARNED[funding], payer === "buyer" ? "premiumRefundPayable" : SOURCE[payer], refund);

export const premiumEarned = (funding: Funding, amount: Fen): Posting =>
  post("premium_earned", UNEARNED[funding], EARNED[funding], amount);

/**
 * The accounts through which a benefit goes, by who promised it. Clearing and cash are one for both: the payer's account at the
 * channel is one, and its statement does not tell them apart; the debt that a payout settles does.
 */
const OUTSTANDING: Readonly<Record<Funding, AccountKey>> = {
  insurance: "claimsOutstanding",
  guarantee_service: "guaranteeOutstanding",
};
const PAYABLE: Readonly<Record<Funding, AccountKey>> = {
  insurance: "claimsPayable",
  guarantee_service: "guaranteePayable",
};
const INCURRED: Readonly<Record<Funding, AccountKey>> = {
  insurance: "claimsIncurred",
  guarantee_service: "guaranteeIncurred",
};

/** A case reserve is set when a claim is filed (Insurance Law art. 98; for a guarantee service a provision). */
export const reserveSet = (funding: Funding, amount: Fen): Posting =>
  post("reserve_set", INCURRED[funding], OUTSTANDING[funding], amount);
export const reserveReleased = (funding: Funding, amount: Fen): Posting =>
  post("reserve_released", OUTSTANDING[funding], INCURRED[funding], amount);

/** The decision turns reserve into a debt to the insured. */
export const claimAgreed = (funding: Funding, amount: Fen): Posting =>
  post("claim_agreed", OUTSTANDING[funding], PAYABLE[funding], amount);

/** Interest for a delay is owed to the insured beside the benefit, and paid the same way. */
export const lateInterestOwed = (funding: Funding, amount: Fen): Posting =>
  post("late_interest_owed", "lateInterest", PAYABLE[funding], amount);

export const payoutPrepared = (funding: Funding, amount: Fen): Posting =>
  post("payout_prepared", PAYABLE[funding], "payoutClearing", amount);
export const payoutSucceeded = (_funding: Funding, amount: Fen): Posting =>
  post("payout_succeeded", "payoutClearing", "channelCash", amount);
/** A confirmed failure: the debt to the insured stands again. */
export const payoutFailed = (funding: Funding, amount: Fen): Posting =>
  post("payout_failed", "payoutClearing", PAYABLE[funding], amount);
/** The channel sent the money back after success: cash is back, the debt stands again. */
export const payoutReturned = (funding: Funding, amount: Fen): Posting =>
  post("payout_returned", "channelCash", PAYABLE[funding], amount);

/** A benefit in kind: what was owed to the insured is owed to who did the work. */
export const serviceRendered = (funding: Funding, amount: Fen): Posting =>
  post("service_rendered", PAYABLE[funding], "repairersPayable", amount);
/** The work cost less than was granted for it: the rest is no loss. */
export const serviceSaved = (funding: Funding, amount: Fen): Posting =>
  post("service_saved", PAYABLE[funding], INCURRED[funding], amount);
export const repairerPaid = (amount: Fen): Posting => post("repairer_paid", "repairersPayable", "bank", amount);

export const walletToppedUp = (amount: Fen): Posting =>
  post("wallet_topped_up", "channelCash", "merchantWallet", amount);
/** Unused balance leaves the wallet before the channel is asked to send it back. */
export const walletRefundPrepared = (amount: Fen): Posting =>
  post("wallet_refund_prepared", "merchantWallet", "walletRefundClearing", amount);
export const walletRefundSucceeded = (amount: Fen): Posting =>
  post("wallet_refund_succeeded", "walletRefundClearing", "channelCash", amount);
/** A confirmed failure: the balance is the merchant's again. */
export const walletRefundFailed = (amount: Fen): Posting =>
  post("wallet_refund_failed", "walletRefundClearing", "merchantWallet", amount);
export const campaignFunded = (amount: Fen): Posting => post("campaign_funded", "bank", "campaignFund", amount);
export const campaignReleased = (amount: Fen): Posting => post("campaign_released", "campaignFund", "bank", amount);

/**
 * The postings of a decision that grants so much more, while what is set aside becomes `after`: nothing, or, where money goes
 * ahead of the decision, the rest.
 */
export function decisionPostings(
  funding: Funding,
  { before, after }: { readonly before: Fen; readonly after: Fen },
  granted: Fen,
): Posting[] {
  const needed = after + granted;
  const postings: Posting[] = [];
  if (needed > before) postings.push(reserveSet(funding, needed - before));
  if (granted > 0n) postings.push(claimAgreed(funding, granted));
  if (before > needed) postings.push(reserveReleased(funding, before - needed));
  return postings;
}

/** The accounts of what is recovered, by who promised the benefit. Money and debts to debtors are one for both. */
const RECEIVABLE: Readonly<Record<Funding, AccountKey>> = {
  insurance: "recoveryReceivable",
  guarantee_service: "guaranteeRecoveryReceivable",
};
const RECOVERED: Readonly<Record<Funding, AccountKey>> = {
  insurance: "claimsRecovered",
  guarantee_service: "guaranteeRecovered",
};
const WRITTEN_OFF: Readonly<Record<Funding, AccountKey>> = {
  insurance: "recoveryWrittenOff",
  guarantee_service: "guaranteeRecoveryWrittenOff",
};

/** Where money of a debtor arrives: by bank transfer, or in the account in which a carrier settles. */
export type RecoveryCash = "bank" | "carrier_settlement";
const CASH: Readonly<Record<RecoveryCash, AccountKey>> = { bank: "bank", carrier_settlement: "carrierSettlement" };
/** What a merchant agreed to have set off. */
export type NettingSource = "wallet" | "deposit";
const NETTED_FROM: Readonly<Record<NettingSource, AccountKey>> = {
  wallet: "merchantWallet",
  deposit: "merchantDeposit",
};

/** An asset that reduces the cost of claims (Accounting Standard for Business Enterprises no. 25, art. 21). */
export const recoveryRecognised = (funding: Funding, amount: Fen): Posting =>
  post("recovery_recognised", RECEIVABLE[funding], RECOVERED[funding], amount);
/** What the debtor turned down, or the decision gives no more. */
export const recoveryReversed = (funding: Funding, amount: Fen): Posting =>
  post("recovery_reversed", RECOVERED[funding], RECEIVABLE[funding], amount);
export const recoveryReceived = (funding: Funding, into: RecoveryCash, amount: Fen): Posting =>
  post("recovery_received", CASH[into], RECEIVABLE[funding], amount);
export const recoveryNetted = (funding: Funding, from: NettingSource, amount: Fen): Posting =>
  post("recovery_netted", NETTED_FROM[from], RECEIVABLE[funding], amount);
export const recoveryWrittenOff = (funding: Funding, amount: Fen): Posting =>
  post("recovery_written_off", WRITTEN_OFF[funding], RECEIVABLE[funding], amount);
export const recoveryWriteOffReversed = (funding: Funding, amount: Fen): Posting =>
  post("recovery_write_off_reversed", RECEIVABLE[funding], WRITTEN_OFF[funding], amount);
/** More came in than the decision that now stands allows. */
export const recoveryOwedBack = (funding: Funding, amount: Fen): Posting =>
  post("recovery_owed_back", RECOVERED[funding], "recoveryRefundPayable", amount);
export const recoveryOwedBackWaived = (funding: Funding, amount: Fen): Posting =>
  post("recovery_owed_back_waived", "recoveryRefundPayable", RECOVERED[funding], amount);
/** By bank transfer, or into the wallet or deposit that it was netted from. */
export const recoveryGivenBack = (to: "bank" | NettingSource, amount: Fen): Posting =>
  post("recovery_given_back", "recoveryRefundPayable", to === "bank" ? "bank" : NETTED_FROM[to], amount);
export const depositReceived = (amount: Fen): Posting => post("deposit_received", "bank", "merchantDeposit", amount);
export const depositReturned = (amount: Fen): Posting => post("deposit_returned", "merchantDeposit", "bank", amount);
