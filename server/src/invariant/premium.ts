// Understands that premium is conserved: what was paid in is earned, unearned or went back, and none is earned too early.

import { formatId } from "@anxin/core/id";
import { ACCOUNTS } from "@anxin/core/ledger/chart";
import { type Fen, larger } from "@anxin/core/money";
import { type Endorsement, earnedPremium, evolve, initialState } from "@anxin/core/policy/policy";
import type { Instant } from "@anxin/core/time";
import { findIn } from "@anxin/store/invariant";
import { lastEarningRun } from "@anxin/store/invariant-cover";
import {
  earningsPosted,
  findPremiumGaps,
  type PolicyToEarn,
  type ProductPremium,
  policiesToEarn,
  premiumByProduct,
} from "@anxin/store/invariant-money";
import { endorsementsOf } from "@anxin/store/policy";
import type { Tx } from "@anxin/store/transaction";
import { type CheckScope, judge, Tally, type Verdict } from "./check.js";

const UNEARNED = [ACCOUNTS.unearnedPremium.code, ACCOUNTS.guaranteeUnearned.code];
const EARNED = [ACCOUNTS.earnedPremium.code, ACCOUNTS.guaranteeEarned.code];

/** I15: paid in once, refunded as endorsed, and per product and in total: debited = refunded + earned + unearned. */
export async function checkPremium({ now }: CheckScope, tx: Tx): Promise<Verdict> {
  const tally = new Tally();
  tally.addFound(await findIn(tx, findPremiumGaps));
  const products = await premiumByProduct(tx, UNEARNED, EARNED);
  for (const { product, premium, refunded, unearned, earned } of products) {
    if (premium === refunded + earned + unearned) continue;
    const found = `${refunded} went back, ${earned} are earned, ${unearned} unearned`;
    tally.add(`product ${product}`, `policies cost ${premium} fen; ${found}`);
  }
  const earned = products.reduce((sum, product) => sum + product.earned, 0n);
  const posted = await earningsPosted(tx);
  if (earned !== posted) tally.add("ledger", `${earned} fen are earned, and the runs say that they posted ${posted}`);
  await addEarnedTooEarly(tx, tally, products, now);
  return tally.verdict();
}

/** Policies that are read at a time. */
const PAGE_MAX = 5_000;

/** Products of which more is posted as earned than core says that their policies can have earned. */
async function addEarnedTooEarly(
  tx: Tx,
  tally: Tally,
  products: readonly ProductPremium[],
  now: Instant,
): Promise<void> {
  const posted = new Map(products.filter(({ earned }) => earned > 0n).map(({ product, earned }) => [product, earned]));
  if (posted.size === 0) return;
  const run = await lastEarningRun(tx);
  const asOf = run !== null && run > now ? run : now;
  const possible = new Map<string, Fen>();
  const isCovered = (): boolean => [...posted].every(([product, earned]) => (possible.get(product) ?? 0n) >= earned);
  for (let after: PolicyToEarn | null = null; !isCovered(); ) {
    const page: PolicyToEarn[] = await policiesToEarn(tx, after, PAGE_MAX);
    const policies = page.map((row) => ({ book: row.book, policyId: row.policy_id }));
    const endorsements = await endorsementsOf(tx, tx.tenantId, policies);
    for (const row of page) {
      judge(tally, formatId("policy", row.policy_id), () => {
        const changes = (endorsements.get(row.policy_id) ?? []).map(({ change }) => change);
        possible.set(row.product, (possible.get(row.product) ?? 0n) + earnedAtMost(row, changes, asOf));
        return [];
      });
    }
    if (page.length < PAGE_MAX) break;
    after = page.at(-1) ?? null;
  }
  for (const [product, earned] of posted) {
    const most = possible.get(product) ?? 0n;
    if (earned > most)
      tally.add(`product ${product}`, `${earned} fen are posted as earned, and at most ${most} can be`);
  }
}

/**
 * The most that a policy can have earned, in fen: what it had before an endorsement stays posted until the next run takes it
 * back.
 */
function earnedAtMost(row: PolicyToEarn, changes: readonly Endorsement[], asOf: Instant): Fen {
  const { premium, sum_insured: sumInsured, rating, effective_at: effectiveAt, expires_at: expiresAt } = row;
  let state = initialState({ effectiveAt, expiresAt, premium, sumInsured, rating });
  let most = earnedPremium(state, asOf);
  for (const change of changes) {
    state = evolve(state, change);
    most = larger(most, earnedPremium(state, asOf));
  }
  return most;
}
