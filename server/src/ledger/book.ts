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
  // Field by field: issuance makes one for each policy, and a spread would allocate several kilobytes for it.
  return postings.map((posting) => ({
    transferId: context.ids.next(place.book),
    transactionId: place.transactionId,
    amount: posting.amount,
    occurredAt: place.occurredAt,
    recordedAt: place.recordedAt,
    policyId: posting.policyId ?? null,
    claimId: posting.claimId ?? null,
    payoutId: posting.payoutId ?? null,
    campaignId: posting.campaignId ?? null,
    topUpId: posting.topUpId ?? null,
    tenantId: place.tenantId,
    book: place.book,
    kind: posting.kind,
    debit: posting.debit,
    credit: posting.credit,
    product: posting.product ?? "",
    merchantId: place.merchantId,
  }));
}
