// What the tests of experience rating share: policies that were sold, and how many of them came back.

import { bookOf } from "@anxin/core/id";
import { DAY_MS, type Instant, plus } from "@anxin/core/time";
import { insertClaims } from "@anxin/store/claim";
import { insertPolicies } from "@anxin/store/policy";
import { inTransaction } from "@anxin/store/transaction";
import { UNDECIDED } from "../../claim/state.js";
import type { Context } from "../../context.js";

export interface Trade {
  readonly merchantId: string;
  readonly buyerId: (i: number) => string;
  readonly boundAt: Instant;
  readonly policies: number;
  readonly returned: number;
  readonly product?: string;
  /** When we heard of the policies; from the start where it is left out. */
  readonly issuedAt?: Instant;
  /** When their claims were agreed. */
  readonly agreedAt?: Instant;
}

export const everyBuyer = (i: number): string => `b-${i}`;
export const oneBuyer = (): string => "b-same";

/** Policies of a merchant, of which the first `returned` had an agreed claim (and one of those a second one). */
export async function trade(context: Context, tenantId: number, wish: Trade): Promise<void> {
  const { merchantId, buyerId, boundAt, policies, returned, product = "return-freight" } = wish;
  const { issuedAt = boundAt, agreedAt = plus(boundAt, 1_000) } = wish;
  const book = bookOf(tenantId, merchantId);
  const ids = Array.from({ length: policies }, () => context.ids.next(book));
  const common = { book, tenantId, merchantId, lineId: "1", product, productVersion: 1 };
  const sold = ids.map((policyId, i) => ({
    ...common,
    policyId,
    orderId: `T-${policyId}`,
    buyerId: buyerId(i),
    payer: "merchant" as const,
    campaignId: null,
    premium: 60n,
    sumInsured: 1_200n,
    rating: "test",
    boundAt,
    effectiveAt: boundAt,
    expiresAt: plus(boundAt, 90 * DAY_MS),
    issuedAt,
  }));
  const claimed = ids.slice(0, returned);
  const claims = [...claimed, ...claimed.slice(0, 1)].map((policyId, i) => ({
    ...UNDECIDED,
    ...common,
    claimId: context.ids.next(book),
    policyId,
    orderId: `T-${policyId}`,
    buyerId: buyerId(i % returned),
    peril: "return",
    returnId: `r${i}`,
    waybillKey: null,
    status: "approved" as const,
    revision: 2,
    occurredAt: boundAt,
    reportedAt: boundAt,
    // The second claim of a policy is agreed a day after the first.
    decidedAt: i < returned ? agreedAt : plus(agreedAt, DAY_MS),
    description: "",
    fields: "{}",
    declaration: true,
    requestedAmount: null,
    reserve: 0n,
    agreedAmount: 1_000n,
    filedBy: "system",
  }));
  await inTransaction(context.db, tenantId, async (tx) => {
    await insertPolicies(tx, tenantId, sold);
    await insertClaims(tx, claims);
  });
}
