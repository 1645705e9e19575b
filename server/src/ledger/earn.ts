// Understands how premium is earned day by day: what all policies have earned, less what the ledger has, is one posting.
//
// Statements: 5, however many policies there are (2 to open the reading, 2 sums, the run), and 1 for the postings where there
// are any. Since each run posts only a difference, a policy that comes late, or a run that was missed, is caught by the next.

import { present } from "@anxin/core/assert";
import { ACCOUNTS } from "@anxin/core/ledger/chart";
import { type Posting, premiumEarned } from "@anxin/core/ledger/templates";
import type { Fen } from "@anxin/core/money";
import type { Funding } from "@anxin/core/product/product";
import type { Instant } from "@anxin/core/time";
import { earnedPremiums, insertEarningRun, postedEarnings, readAsOne } from "@anxin/store/earning";
import { insertTransfers } from "@anxin/store/ledger";
import { inTransaction, type Tx, violates } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { transferRows } from "./book.js";

const EARNED: Readonly<Record<Funding, string>> = {
  insurance: ACCOUNTS.earnedPremium.code,
  guarantee_service: ACCOUNTS.guaranteeEarned.code,
};
const FUNDINGS = Object.keys(EARNED) as Funding[];

/**
 * Posts what was earned up to an instant and not posted yet. Answers the fen that were posted, less what was taken back; null
 * when another run did the same instant.
 */
export async function earnPremium(context: Context, tenantId: number, asOf: Instant): Promise<Fen | null> {
  try {
    return await inTransaction(context.db, tenantId, (tx) => earn(context, tx, asOf));
  } catch (error) {
    if (violates(error, "earning_run_pk")) return null;
    throw error;
  }
}

async function earn(context: Context, tx: Tx, asOf: Instant): Promise<Fen> {
  await readAsOne(tx);
  const { tenantId } = tx;
  const open = await differences(context, tx, asOf);
  const posted = open.reduce((sum, { difference }) => sum + difference, 0n);
  // Named after its instant, so that two runs of one instant cannot both be kept.
  await insertEarningRun(tx, tenantId, { runId: BigInt(asOf), asOf, posted });
  const transactionId = context.ids.next(0);
  const where = { tenantId, book: 0, merchantId: "", transactionId, occurredAt: asOf, recordedAt: context.clock.now() };
  const postings = open.map(({ product, funding, difference }) => ({ ...earnedPosting(funding, difference), product }));
  await insertTransfers(tx, transferRows(context, where, postings));
  return posted;
}

interface Difference {
  readonly product: string;
  readonly funding: Funding;
  /** Fen that are earned and not posted; negative when too much was posted, as after a cancellation with a large refund. */
  readonly difference: Fen;
}

async function differences(context: Context, tx: Tx, asOf: Instant): Promise<Difference[]> {
  const sums = new Map<string, Difference>();
  const add = (product: string, funding: Funding, amount: Fen): void => {
    const key = `${product} ${funding}`;
    sums.set(key, { product, funding, difference: (sums.get(key)?.difference ?? 0n) + amount });
  };
  for (const { product, product_version: version, earned } of await earnedPremiums(tx, tx.tenantId, asOf)) {
    const { funding } = present(context.catalogue.version(product, version), "a sold version is known");
    add(product, funding, earned);
  }
  for (const { product, account, posted } of await postedEarnings(tx, tx.tenantId, Object.values(EARNED))) {
    const funding = present(
      FUNDINGS.find((each) => EARNED[each] === account),
      "premium is earned on an account of earned premium",
    );
    add(product, funding, -posted);
  }
  return [...sums.values()].filter(({ difference }) => difference !== 0n);
}

/** What was posted too much goes back the way it came. */
function earnedPosting(funding: Funding, difference: Fen): Posting {
  if (difference > 0n) return premiumEarned(funding, difference);
  const { debit, credit, ...posting } = premiumEarned(funding, -difference);
  return { ...posting, debit: credit, credit: debit };
}
