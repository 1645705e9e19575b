// Understands how those who watch a case learn of a step that is none of those which the outbox tells of by name.

import type { Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import { insertOutbox } from "@anxin/store/outbox";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";

/** Tells that a case is not as it was: something was added, or it waits for somebody else. One statement. */
export function tellChanged({ ids }: Pick<Context, "ids">, tx: Tx, claimId: Id, now: Instant): Promise<void> {
  const { tenantId } = tx;
  const events = [{ type: "claim.changed", ids: [claimId] }] as const;
  return insertOutbox(tx, { tenantId, batchId: ids.next(0), recordedAt: now, events });
}
