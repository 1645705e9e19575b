// Understands what a claimant can still do inside the house about a decision, and until when.

import { type Actor, APPEAL_DAYS, type CaseState, step } from "../claim/machine.js";
import type { Id } from "../id.js";
import { DAY_MS, type Instant, plus } from "../time.js";

export const REMEDY_KINDS = ["human_review", "appeal"] as const;

export interface Remedy {
  readonly kind: (typeof REMEDY_KINDS)[number];
  /** Half-open: possible before this instant. */
  readonly until: Instant;
}

/** Until when a decision, or the answer to an appeal, of this moment can be appealed. */
export const remediesUntil = (lastWordAt: Instant): Instant => plus(lastWordAt, APPEAL_DAYS * DAY_MS);

const CLAIMANT: Actor = { side: "buyer", person: null, isSupervisor: false };
const SOME_APPEAL: Id = 1n;

/**
 * The remedies that the case takes at a moment: what the case machine would accept, and nothing else. `lastWordAt` is
 * the last decision, or the last answer to an appeal.
 */
export function remediesOf(state: CaseState, lastWordAt: Instant | null, now: Instant): Remedy[] {
  if (lastWordAt === null) return [];
  const until = remediesUntil(lastWordAt);
  const review = step(state, { kind: "request_review", exposure: 0n }, CLAIMANT, now);
  const appeal = step(
    state,
    { kind: "appeal", appealId: SOME_APPEAL, decidedAt: lastWordAt, exposure: 0n },
    CLAIMANT,
    now,
  );
  return [
    ...("refused" in review ? [] : [{ kind: "human_review", until } as const]),
    ...("refused" in appeal ? [] : [{ kind: "appeal", until } as const]),
  ];
}
