// Understands that nobody decides against or for a claim before its merchant was heard, where the product waits for that.

import { wasHeard } from "@anxin/core/claim/merchant-fact";
import { refuse } from "@anxin/core/refusal";
import { formatInstant } from "@anxin/core/time";
import type { ClaimCase } from "./facts.js";

/** Refuses with `merchant_not_heard`, and until when the merchant may answer, while they may and have not. */
export function requireMerchantHeard({ facts: { merchant, decidedAt } }: Pick<ClaimCase, "facts">): void {
  if (merchant === null || wasHeard(merchant, decidedAt)) return;
  const answerUntil = merchant.answerUntil === null ? null : formatInstant(merchant.answerUntil);
  const until =
    answerUntil === null ? "until they answer, since nobody has announced the working days" : `until ${answerUntil}`;
  refuse("merchant_not_heard", `the merchant has not answered, and may ${until}`, { extra: { answerUntil } });
}
