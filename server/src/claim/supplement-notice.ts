// Understands the notices by which a claimant learns of a list of documents, of its end, and of what silence led to.

import type { NoticeData } from "@anxin/core/notice/notice";
import type { Instant } from "@anxin/core/time";
import type { ClaimRow } from "@anxin/store/claim";
import { insertNotices } from "@anxin/store/notice";
import type { SupplementRow } from "@anxin/store/supplement";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { claimSubject } from "../notice/subject.js";

export interface Telling {
  readonly kind: "evidence_wanted" | "evidence_reminder" | "claim_lapsed";
  readonly claim: ClaimRow;
  readonly list: SupplementRow;
  /** How many documents are waited for. */
  readonly count: number;
  readonly now: Instant;
}

/** Writes the notice: from then on the list counts as delivered, since the claimant can read it. One statement. */
export async function tellClaimant(context: Context, tx: Tx, telling: Telling): Promise<void> {
  const { kind, claim, list, now } = telling;
  const { book, claimId, buyerId: recipientId } = claim;
  const data = dataOf(telling);
  await insertNotices(tx, now, [
    {
      ...{ noticeId: context.ids.next(book), book, audience: "buyer", recipientId, kind, data: JSON.stringify(data) },
      subject: claimSubject(claimId),
      occasion: `${list.round} ${now}`,
      ...{ dueAt: now, closesAt: kind === "evidence_reminder" ? list.closesAt : null },
    },
  ]);
}

function dataOf({ kind, claim, list, count }: Telling): NoticeData {
  const { orderId, product, productVersion } = claim;
  const about = { orderId, cover: { product, productVersion } };
  return kind === "claim_lapsed" ? { kind, ...about } : { kind, ...about, count, closesAt: list.closesAt };
}
