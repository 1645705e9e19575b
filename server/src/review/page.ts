// Understands what the work on one page of a day's decisions answers.

import type { Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";

export interface PageDone {
  readonly decisions: readonly { readonly decided_at: Instant; readonly decision_id: Id }[];
  /** Differences, or samples drawn. */
  readonly found: number;
  /** The first differences. */
  readonly examples: readonly unknown[];
}
