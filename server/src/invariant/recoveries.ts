// Understands what has to be true of recoveries, and of the deposits that they are netted from.

import { ACCOUNTS } from "@anxin/core/ledger/chart";
import type { Funding } from "@anxin/core/product/product";
import { findIn } from "@anxin/store/invariant";
import { findDepositGaps, findRecoveryGaps, receivables } from "@anxin/store/invariant-recovery";
import type { Tx } from "@anxin/store/transaction";
import { type CheckScope, Tally, type Verdict } from "./check.js";

const RECEIVABLE: Readonly<Record<Funding, string>> = {
  insurance: ACCOUNTS.recoveryReceivable.code,
  guarantee_service: ACCOUNTS.guaranteeRecoveryReceivable.code,
};

/** I18: what is claimed of debtors is denied, received, netted, written off or receivable, and the books say the same. */
export async function checkRecoveries(_scope: CheckScope, tx: Tx): Promise<Verdict> {
  const tally = new Tally();
  tally.addFound(await findIn(tx, findRecoveryGaps));
  tally.addFound(await findIn(tx, findDepositGaps, [ACCOUNTS.merchantDeposit.code]));
  for (const [funding, account] of Object.entries(RECEIVABLE)) {
    const { booked, open } = await receivables(tx, account, funding);
    if (booked !== open) tally.add(`account ${account}`, `has ${booked} fen, and open recoveries have ${open}`);
  }
  return tally.verdict();
}
