// Understands whether the merchant was heard before a claim against their goods is decided.

import { CalendarUnknown } from "../calendar.js";
import type { ProductVersion } from "../product/product.js";
import type { Instant } from "../time.js";
import { termEnd } from "./clocks.js";

export type MerchantPosition = "accepts" | "disputes";

/** When a merchant was asked, when they answered, and what they said. */
export interface MerchantAnswer {
  readonly askedAt: Instant;
  readonly answeredAt: Instant | null;
  /** Null until they answer, and where they answered that they say nothing. */
  readonly position: MerchantPosition | null;
  /** From then on nobody waits any more; null where they were told no time. */
  readonly answerUntil: Instant | null;
}

/** As answered; where they were told no time, `answerUntil` is null only in a year whose working days nobody has announced. */
export type MerchantFact = MerchantAnswer;

/** The merchant's side of a claim; null where the product does not wait for it. A merchant is asked by the claim itself. */
export function merchantFact(
  { merchantAnswer }: Pick<ProductVersion, "merchantAnswer">,
  answer: MerchantAnswer | null,
  reportedAt: Instant,
): MerchantFact | null {
  if (merchantAnswer === null) return null;
  const known = answer ?? { askedAt: reportedAt, answeredAt: null, position: null, answerUntil: null };
  return { ...known, answerUntil: known.answerUntil ?? answerEnd(known.askedAt, merchantAnswer.days) };
}

function answerEnd(askedAt: Instant, days: number): Instant | null {
  try {
    return termEnd(askedAt, { unit: "working_days", length: days });
  } catch (error) {
    if (error instanceof CalendarUnknown) return null;
    throw error;
  }
}

/** Whether a decision need not wait for the merchant any more. */
export const wasHeard = ({ answeredAt, answerUntil }: MerchantFact, at: Instant): boolean =>
  answeredAt !== null || (answerUntil !== null && at >= answerUntil);
