// Understands the postings of premium that policies make: debits of what was issued, charges and refunds of endorsements.

import { present } from "@anxin/core/assert";
import { type Posting, premiumDebited, premiumRefunded } from "@anxin/core/ledger/templates";
import type { OrderDecision } from "@anxin/core/order/decide";
import type { Endorsement, Policy } from "@anxin/core/policy/policy";
import type { Funding } from "@anxin/core/product/product";
import type { Instant } from "@anxin/core/time";
import type { TransferRow } from "@anxin/store/ledger";
import type { Context } from "../context.js";
import { transferRows } from "../ledger/book.js";

/** One transaction for each policy that was issued or endorsed with money, dated when it bound or changed. */
export function premiumTransfers(context: Context, decision: OrderDecision, now: Instant): TransferRow[] {
  const debits = decision.issued.flatMap((policy) =>
    rowsOf(context, policy, now, policy.boundAt, (funding) => premiumDebited(policy.payer, funding, policy.premium)),
  );
  const endorsed = decision.endorsed.flatMap(({ policyId, change }) => {
    const known = decision.policies.find(({ policy }) => policy.policyId === policyId);
    return endorsementTransfers(context, present(known, "an endorsed policy is the order's own").policy, change, now);
  });
  return [...debits, ...endorsed];
}

/** The transaction of an endorsement; none where it moves no premium. */
export function endorsementTransfers(
  context: Context,
  policy: Policy,
  change: Endorsement,
  now: Instant,
): TransferRow[] {
  const charge = change.kind === "rerated" || change.kind === "reinstated" ? change.charge : 0n;
  const refund = change.kind === "rerated" || change.kind === "cancelled" ? change.refund : 0n;
  if (charge === refund) return [];
  const at = change.kind === "period_fixed" ? now : change.at;
  return rowsOf(context, policy, now, at, (funding) =>
    charge > refund
      ? premiumDebited(policy.payer, funding, charge - refund)
      : premiumRefunded(policy.payer, funding, refund - charge),
  );
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
