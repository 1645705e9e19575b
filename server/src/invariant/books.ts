// Understands what has to be true of the ledger, and of everything whose money it keeps.

import { CLAIM_STATUSES, isUndecided } from "@anxin/core/claim/claim";
import { trialBalance } from "@anxin/core/ledger/balance";
import { ACCOUNTS, type AccountKey, accountByCode } from "@anxin/core/ledger/chart";
import {
  campaignFunded,
  campaignReleased,
  claimAgreed,
  type Posting,
  payoutFailed,
  payoutPrepared,
  payoutReturned,
  payoutSucceeded,
  premiumDebited,
  premiumEarned,
  premiumRefunded,
  reserveReleased,
  reserveSet,
  type TransferKind,
  walletToppedUp,
} from "@anxin/core/ledger/templates";
import { FEN_ON_WIRE_MAX } from "@anxin/core/money";
import { type Funding, PAYERS } from "@anxin/core/product/product";
import { findIn } from "@anxin/store/invariant";
import {
  accountSums,
  type ClaimAccounts,
  claimAccounts,
  claimsCost,
  findCampaignGaps,
  findForeignPostings,
  findInexactSums,
  findReserveGaps,
  findWalletGaps,
} from "@anxin/store/invariant-money";
import { sumTransfers } from "@anxin/store/ledger";
import type { Tx } from "@anxin/store/transaction";
import { type CheckScope, Tally, type Verdict } from "./check.js";
import { checkExactColumns } from "./rights.js";

const FUNDINGS: readonly Funding[] = ["insurance", "guarantee_service"];

/** What is about claims: these postings together are what claims cost. */
const CLAIM_POSTINGS: readonly Posting[] = [
  reserveSet(1n),
  reserveReleased(1n),
  claimAgreed(1n),
  payoutPrepared(1n),
  payoutSucceeded(1n),
  payoutFailed(1n),
  payoutReturned(1n),
];
/** Every posting that a business fact makes. Earnings that were posted too early go back the way they came. */
const POSTINGS: readonly Pick<Posting, "kind" | "debit" | "credit">[] = [
  ...CLAIM_POSTINGS,
  walletToppedUp(1n),
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

/** I1: debits equal credits, and wallets and budgets are what their movements add up to. */
export async function checkZeroSum(_scope: CheckScope, tx: Tx): Promise<Verdict> {
  const tally = new Tally();
  tally.addFound(await findIn(tx, findForeignPostings, [POSTING_NAMES]));
  tally.addFound(await findIn(tx, findWalletGaps, [code("merchantWallet")]));
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

const THROUGH: ClaimAccounts = {
  outstanding: code("claimsOutstanding"),
  payable: code("claimsPayable"),
  clearing: code("payoutClearing"),
  cash: code("channelCash"),
  incurred: code("claimsIncurred"),
};

/** I16: what claims cost was paid, is owed, is on its way or is reserved; a reserve is its claim's, and ends with the decision. */
export async function checkReserves(_scope: CheckScope, tx: Tx): Promise<Verdict> {
  const tally = new Tally();
  const waiting = CLAIM_STATUSES.filter(isUndecided);
  tally.addFound(await findIn(tx, findReserveGaps, [waiting, claimAccounts(THROUGH)]));
  const { incurred, paid, payable, clearing, outstanding } = await claimsCost(tx, CLAIM_KINDS, THROUGH);
  if (incurred !== paid + payable + clearing + outstanding) {
    const found = `${paid} paid, ${payable} owed, ${clearing} on their way, ${outstanding} reserved`;
    tally.add("ledger", `claims cost ${incurred} fen, and there are ${found}`);
  }
  return tally.verdict();
}
