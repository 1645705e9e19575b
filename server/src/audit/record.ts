// Understands how an act is noted that no other table tells.

import type { AuditKind } from "@anxin/core/audit/entry";
import { addAuditEntry } from "@anxin/store/audit";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";

/** An act of somebody's. What it holds is shown to auditors as it is: no secrets, no addresses of people. */
export interface Act {
  /** "staff:…", "server:…", "merchant:…", "buyer:…". */
  readonly actor: string;
  readonly action: `${AuditKind}.${string}`;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly before?: Readonly<Record<string, unknown>> | null;
  readonly after?: Readonly<Record<string, unknown>> | null;
  readonly reason?: string;
}

/** The log belongs to the tenant, not to a merchant's book. */
const AUDIT_BOOK = 0;
const textOf = (value: Act["before"]): string | null =>
  value === undefined || value === null ? null : JSON.stringify(value);

/** Notes an act in the transaction that does it: both are kept, or neither. One statement. */
export function noteAct(
  context: Context,
  tx: Tx,
  { actor, action, subject, before, after, reason }: Act,
): Promise<void> {
  return addAuditEntry(tx, {
    ...{ entryId: context.ids.next(AUDIT_BOOK), at: context.clock.now(), actor, action, reason: reason ?? "" },
    ...{ subjectKind: subject.kind, subjectId: subject.id, before: textOf(before), after: textOf(after) },
  });
}
