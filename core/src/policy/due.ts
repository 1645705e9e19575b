// Understands what the world has to hear of a policy as time passes: that its cover came into force, and that it expired.

import type { Instant } from "../time.js";
import { type PolicyState, statusAt } from "./policy.js";

/** What the world last heard of a policy, in the order in which time brings it. */
export const TOLD = ["pending", "in_force", "expired"] as const;
export type Told = (typeof TOLD)[number];

/** Something that time brought. Told once; once more only where an endorsement had taken it back in between. */
export interface Passage {
  readonly kind: Exclude<Told, "pending">;
  readonly at: Instant;
}

export interface DueLook {
  /** What has to be told now, in order of time. */
  readonly passages: readonly Passage[];
  /** What the world knows after that. */
  readonly told: Told;
  /** When to look again, after `until`; null: not before the policy is endorsed. */
  readonly dueAt: Instant | null;
}

const rankOf = (told: Told): number => TOLD.indexOf(told);

/** What time brings by the period alone. Cover that ends where it begins was never in force. */
function passagesOf({ effectiveAt, expiresAt }: PolicyState): readonly Passage[] {
  if (effectiveAt === null) return [];
  const ends: Passage[] = expiresAt === null ? [] : [{ kind: "expired", at: expiresAt }];
  return effectiveAt === expiresAt ? ends : [{ kind: "in_force", at: effectiveAt }, ...ends];
}

/**
 * Looks at a policy up to and including an instant. Cancelled and exhausted cover neither begins nor expires any more; should
 * it be taken up again, that is an endorsement, and the next look catches up. A period that was moved so that what was told is
 * not so yet is known to the world by that endorsement, and told again when it is so.
 *
 * @param moment another instant at which to look, such as that of a reminder; of no effect once it has passed
 */
export function lookAt(state: PolicyState, told: Told, until: Instant, moment: Instant | null = null): DueLook {
  const status = statusAt(state, until);
  if (status === "cancelled" || status === "exhausted") return { passages: [], told, dueAt: null };
  const passages = passagesOf(state);
  const next = passages.find(({ kind }) => rankOf(kind) > rankOf(status))?.at ?? null;
  const reminder = moment !== null && moment > until && status !== "expired" ? moment : null;
  return {
    passages: passages.filter(({ kind }) => rankOf(kind) > rankOf(told) && rankOf(kind) <= rankOf(status)),
    told: status,
    dueAt: next !== null && (reminder === null || next < reminder) ? next : reminder,
  };
}
