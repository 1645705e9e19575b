// Understands how much somebody may grant alone, so far as the page can know it; the server has the last word.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import type { QueueItem } from "./case.js";

type Limits = AnswerOf<operations["listAuthorityLimits"]>;

/**
 * Fen that a role may grant alone on a product. The page does not know its person's level: it goes by the lowest that has a limit,
 * so that it warns too early and never too late.
 */
export function authorityOf(limits: Limits | undefined, role: string | null, product: string): number {
  if (limits === undefined) return 0;
  const fitting = limits.inForce
    .filter((limit) => limit.role === role && (limit.product === null || limit.product === product))
    .filter(({ amountMax }) => amountMax !== null)
    .sort((a, b) => a.level - b.level || Number(a.product === null) - Number(b.product === null));
  return fitting[0]?.amountMax ?? limits.launch.find((each) => each.role === role)?.amountMax ?? 0;
}

/** Whether an amount needs a second pair of eyes. What the server said of the suggestion goes before what the limits let one think. */
export function needsSecond(
  amount: number,
  authority: number,
  suggestion: QueueItem["suggestion"] | undefined,
): boolean {
  if (suggestion !== undefined) {
    if (suggestion.needsSecond && amount >= suggestion.amount) return true;
    if (!suggestion.needsSecond && amount <= suggestion.amount) return false;
  }
  return amount > authority;
}
