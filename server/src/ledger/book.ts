// Understands how postings become rows of the ledger: with ids, times and what they are about.

import type { Id } from "@anxin/core/id";
import type { Posting, PostingReference } from "@anxin/core/ledger/templates";
import type { Instant } from "@anxin/core/time";
import type { TransferRow } from "@anxin/store/ledger";
import type { Context } from "../context.js";

/** Where and when a business fact is posted. */
export interface PostingPlace {
  readonly tenantId: number;
  readonly book: number;
  /** Empty where no merchant is concerned. */
  readonly merchantId: string;
  /** Shared by the postings of one business fact. */
  readonly transactionId: Id;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
}

/** One row for each posting, under fresh ids. */
export function transferRows(
  context: Pick<Context, "ids">,
  place: PostingPlace,
  postings: readonly (Posting & PostingReference)[],
): TransferRow[] {
  return postings.map(({ kind, debit, credit, amount, policyId, claimId, payoutId, campaignId, topUpId, product }) => ({
    ...place,
    transferId: context.ids.next(place.book),
    kind,
    debit,
    credit,
    amount,
    policyId: policyId ?? null,
    claimId: claimId ?? null,
    payoutId: payoutId ?? null,
    campaignId: campaignId ?? null,
    topUpId: topUpId ?? null,
    product: product ?? "",
  }));
}
