// Understands who decides a claim: rules at once, rules once a switch lets them again, or a person.

import type { Adjudication } from "@anxin/core/claim/adjudicate";
import { type ClaimFacts, encodeFacts } from "@anxin/core/claim/facts";
import type { StopCheck } from "@anxin/core/switch/switch";
import type { ClaimEventRow, ClaimRow } from "@anxin/store/claim";
import type { HeldClaim } from "@anxin/store/held";
import { RULES } from "./actor.js";

export type Decider = "rules" | "rules_later" | "person";

/** Stopping takes the decision from rules, also where they would refuse; what they may not decide is a person's anyway. */
export function deciderOf({ automatic }: Adjudication, product: string, stopped: StopCheck): Decider {
  if (!automatic) return "person";
  return stopped("auto-decide", product) ? "rules_later" : "rules";
}

/** The event that puts a case into review; none where rules decide at once. */
export function waitEvent(
  about: Pick<ClaimEventRow, "book" | "tenantId" | "claimId" | "at">,
  { reasons }: Adjudication,
  decider: Decider,
): ClaimEventRow[] {
  if (decider === "rules") return [];
  const waits = { ...about, sequence: 2, actor: RULES, fromStatus: "filed", toStatus: "in_review" } as const;
  return decider === "person"
    ? [{ ...waits, kind: "referred", detail: reasons.join(",") }]
    : [{ ...waits, kind: "held", detail: "" }];
}

/** The case that rules decide later, with what they would have looked at now. */
export function heldClaim(claim: ClaimRow, facts: ClaimFacts, decider: Decider): HeldClaim[] {
  if (decider !== "rules_later") return [];
  const { book, claimId, product, revision: claimRevision } = claim;
  return [{ book, claimId, product, claimRevision, facts: encodeFacts(facts) }];
}
