// Understands what has to be true of the ledger, and of everything whose money it keeps.

import { CLAIM_STATUSES, isUndecided } from "@anxin/core/claim/claim";
import { trialBalance } from "@anxin/core/ledger/balance";
import { ACCOUNTS, type AccountKey, accountByCode } from "@anxin/core/ledger/chart";
import {
  campaignFunded,
  campaignReleased,
  claimAgreed,
  depositReceived,
  depositReturned,
  lateInterestOwed,
  type Posting,
  payoutFailed,
  payoutPrepared,
  payoutReturned,
  payoutSucceeded,
  premiumDebited,
  premiumEarned,
  premiumRefunded,
  recoveryGivenBack,
  recoveryNetted,
  recoveryOwedBack,
  recoveryOwedBackWaived,
  recoveryReceived,
  recoveryRecognised,
  recoveryReversed,
  recoveryWriteOffReversed,
  recoveryWrittenOff,
  repairerPaid,
  reserveReleased,
  reserveSet,
  serviceRendered,
  serviceSaved,
  type TransferKind,
  walletRefundFailed,
  walletRefundPrepared,
  walletRefundSucceeded,
  walletToppedUp,
} from "@anxin/core/ledger/templates";
import { FEN_ON_WIRE_MAX, type Fen } from "@anxin/core/money";
import { type Funding, PAYERS, type ProductVersion } from "@anxin/core/product/product";
import { findIn } from "@anxin/store/invariant";
import {
  accountSums,
  type ClaimAccounts,
  type ClaimsCost,
  claimAccounts,
  claimsCost,
  findCampaignGaps,
  findForeignPostings,
  findInexactSums,
  findRefundGaps,
  findReserveGaps,
  findWalletGaps,
} from "@anxin/store/invariant-money";
import { findServiceGaps } from "@anxin/store/invariant-service";
import { sumTransfers } from "@anxin/store/ledger";
import type { Tx } from "@anxin/store/transaction";
import { type CheckScope, Tally, type Verdict } from "./check.js";
import { checkExactColumns } from "./rights.js";

const FUNDINGS: readonly Funding[] = ["insurance", "guarantee_service"];

/** What is about claims: these postings together are what claims cost. */
const CLAIM_POSTINGS: readonly Posting[] = FUNDINGS.flatMap((funding) => [
  serviceRendered(funding, 1n),
  serviceSaved(funding, 1n),
  lateInterestOwed(funding, 1n),
  reserveSet(funding, 1n),
  reserveReleased(funding, 1n),
  claimAgreed(funding, 1n),
  payoutPrepared(funding, 1n),
  payoutSucceeded(funding, 1n),
  payoutFailed(funding, 1n),
  payoutReturned(funding, 1n),
]);
/** What is about recoveries, and the deposits that they are netted from. */
const RECOVERY_POSTINGS: readonly Posting[] = [
  ...FUNDINGS.flatMap((funding) => [
    recoveryRecognised(funding, 1n),
    recoveryReversed(funding, 1n),
    recoveryReceived(funding, "bank", 1n),
    recoveryReceived(funding, "carrier_settlement", 1n),
    recoveryNetted(funding, "wallet", 1n),
    recoveryNetted(funding, "deposit", 1n),
    recoveryWrittenOff(funding, 1n),
    recoveryWriteOffReversed(funding, 1n),
    recoveryOwedBack(funding, 1n),
    recoveryOwedBackWaived(funding, 1n),
  ]),
  ...(["bank", "wallet", "deposit"] as const).map((to) => recoveryGivenBack(to, 1n)),
  depositReceived(1n),
  depositReturned(1n),
];
/** Every posting that a business fact makes. Earnings that were posted too early go back the way they came. */
const POSTINGS: readonly Pick<Posting, "kind" | "debit" | "credit">[] = [
  ...CLAIM_POSTINGS,
  repairerPaid(1n),
  ...RECOVERY_POSTINGS,
  walletToppedUp(1n),
  walletRefundPrepared(1n),
  walletRefundSucceeded(1n),
  walletRefundFailed(1n),
  campaignFunded(1n),
  campaignReleased(1n),
  ...FUNDINGS.flatMap((funding) =>
    PAYERS.flatMap((payer) => [premiumDebited(payer, funding, 1n), premiumRefunded(payer, funding, 1n)]),
  ),
  ...FUNDINGS.map((funding) => premiumEarned(funding, 1n)),
  ...FUNDINGS.map((funding) => premiumEarned(funding, 1n)).map(({ kind, debit, credit }) => ({
    kind,
    debit: credit,
    credit: debit,
  })),
];
const POSTING_NAMES = [...new Set(POSTINGS.map(({ kind, debit, credit }) => `${kind} ${debit} ${credit}`))];
const CLAIM_KINDS: readonly TransferKind[] = CLAIM_POSTINGS.map(({ kind }) => kind);

const code = (account: AccountKey): string => ACCOUNTS[account].code;

/** I1: debits equal credits; wallets, refunds and budgets are what their movements add up to. */
export async function checkZeroSum(_scope: CheckScope, tx: Tx): Promise<Verdict> {
  const tally = new Tally();
  tally.addFound(await findIn(tx, findForeignPostings, [POSTING_NAMES]));
  tally.addFound(await findIn(tx, findWalletGaps, [code("merchantWallet")]));
  tally.addFound(await findIn(tx, findRefundGaps));
  tally.addFound(await findIn(tx, findCampaignGaps, [code("campaignFund")]));
  await addTrialBalance(tx, tally);
  return tally.verdict();
}

/** The trial balance as it is published, against the sum of every leg of every transfer. */
async function addTrialBalance(tx: Tx, tally: Tally): Promise<void> {
  const sums = await accountSums(tx);
  const unknown = sums.filter(({ account }) => accountByCode(account) === null);
  for (const { account } of unknown) tally.add(`account ${account}`, "is in no chart of accounts");
  if (unknown.length > 0) return;
  const { accounts, totalDebit, totalCredit } = trialBalance(await sumTransfers(tx));
  for (const { code: account, debit, credit } of accounts) {
    const legs = sums.find((sum) => sum.account === account);
    if (debit === (legs?.debit ?? 0n) && credit === (legs?.credit ?? 0n)) continue;
    tally.add(
      `account ${account}`,
      `the trial balance has ${debit} and ${credit} fen; its legs are ${legs?.debit ?? 0n} and ${legs?.credit ?? 0n}`,
    );
  }
  if (totalDebit !== totalCredit) tally.add("ledger", `debits are ${totalDebit} fen, credits ${totalCredit}`);
}

/** I14: every amount is whole fen that JSON can carry, and parts add up to what they are parts of. */
export async function checkExactMoney(_scope: CheckScope, tx: Tx): Promise<Verdict> {
  const tally = new Tally();
  tally.addVerdict(await checkExactColumns(tx));
  tally.addFound(await findIn(tx, findInexactSums, [FEN_ON_WIRE_MAX]));
  return tally.verdict();
}

/** Clearing and cash are one for both fundings: the channel knows one payer (core's templates say more). */
const THROUGH: Readonly<Record<Funding, ClaimAccounts>> = {
  insurance: {
    outstanding: code("claimsOutstanding"),
    payable: code("claimsPayable"),
    clearing: code("payoutClearing"),
    cash: code("channelCash"),
    incurred: code("claimsIncurred"),
  },
  guarantee_service: {
    outstanding: code("guaranteeOutstanding"),
    payable: code("guaranteePayable"),
    clearing: code("payoutClearing"),
    cash: code("channelCash"),
    incurred: code("guaranteeIncurred"),
  },
};

/**
 * I16: what claims cost was paid, is owed, is on its way or is reserved; a reserve is its claim's, and ends with the decision.
 * Each stands on the accounts of who promised it: a claim on a guarantee service in none of insurance, and the other way round.
 */
export async function checkReserves({ catalogue }: CheckScope, tx: Tx): Promise<Verdict> {
  const tally = new Tally();
  const waiting = CLAIM_STATUSES.filter(isUndecided);
  const costs: ClaimsCost[] = [];
  for (const funding of FUNDINGS) {
    const accounts = THROUGH[funding];
    const own = catalogue.all.filter((product) => product.funding === funding).map(versionName);
    tally.addFound(await findIn(tx, findReserveGaps, [waiting, claimAccounts(accounts), own]));
    costs.push(await claimsCost(tx, CLAIM_KINDS, accounts));
  }
  const sum = (of: (cost: ClaimsCost) => Fen): Fen => costs.reduce((total, cost) => total + of(cost), 0n);
  const [incurred, payable, outstanding] = [sum((c) => c.incurred), sum((c) => c.payable), sum((c) => c.outstanding)];
  // What both share was read with each of them.
  const [{ paid, clearing } = { paid: 0n, clearing: 0n }] = costs;
  const inKind = sum((c) => c.in_kind);
  // It costs no claim anything, and yet it is owed and paid where claims are.
  const interest = sum((c) => c.interest);
  tally.addFound(await findIn(tx, findServiceGaps));
  if (incurred + interest !== paid + inKind + payable + clearing + outstanding) {
    const found = `${paid} paid, ${inKind} given in kind, ${payable} owed, ${clearing} on their way, ${outstanding} reserved`;
    tally.add("ledger", `claims cost ${incurred} fen and ${interest} for delays, and there are ${found}`);
  }
  return tally.verdict();
}

/** A version of a product as the statement knows it. */
const versionName = ({ code: product, version }: Pick<ProductVersion, "code" | "version">): string =>
  `${product} ${version}`;
