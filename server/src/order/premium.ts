// Understands the postings of premium that an order's decision makes: debits of what was issued, refunds of what was cancelled.

import { present } from "@anxin/core/assert";
import { type Posting, premiumDebited, premiumRefunded } from "@anxin/core/ledger/templates";
import type { OrderDecision } from "@anxin/core/order/decide";
import type { Policy } from "@anxin/core/policy/policy";
import type { Funding } from "@anxin/core/product/product";
import type { Instant } from "@anxin/core/time";
import type { TransferRow } from "@anxin/store/ledger";
import type { Context } from "../context.js";
import { transferRows } from "../ledger/book.js";

/** One transaction for each policy that was issued or cancelled, dated when it bound or was cancelled. */
export function premiumTransfers(context: Context, decision: OrderDecision, now: Instant): TransferRow[] {
  const debits = decision.issued.flatMap((policy) =>
    rowsOf(context, policy, now, policy.boundAt, (funding) => premiumDebited(policy.payer, funding, policy.premium)),
  );
  const refunds = decision.endorsed.flatMap(({ policyId, change }) => {
    if (change.kind !== "cancelled" || change.refund === 0n) return [];
    const known = decision.policies.find(({ policy }) => policy.policyId === policyId);
    const { policy } = present(known, "an endorsed policy is the order's own");
    return rowsOf(context, policy, now, change.at, (funding) => premiumRefunded(policy.payer, funding, change.refund));
  });
  return [...debits, ...refunds];
}

function rowsOf(
  context: Context,
  policy: Policy,
  recordedAt: Instant,
  occurredAt: Instant,
  post: (funding: Funding) => Posting,
): TransferRow[] {
  const { tenantId, book, merchantId, policyId, product, campaignId } = policy;
  const { funding } = present(context.catalogue.version(product, policy.productVersion), "a sold version is known");
  const place = { tenantId, book, merchantId, transactionId: context.ids.next(book), occurredAt, recordedAt };
  const { kind, debit, credit, amount } = post(funding);
  const posting = { kind, debit, credit, amount, policyId, product };
  return transferRows(context, place, [campaignId === null ? posting : { ...posting, campaignId }]);
}
