// Understands how background work is asked for: in the transaction whose outcome it follows from.

import { execute, type Queryable, statement } from "./statement.js";

/** What a worker knows how to do, by the name of its task, and what it is told. */
export interface JobPayloads {
  /** Payouts that are due, as decimal texts: JSON numbers would lose digits. */
  readonly send_payouts: { readonly tenantId: number; readonly payoutIds: readonly string[] };
}

export type JobName = keyof JobPayloads;

export const enqueueJob = statement("enqueue_job", {}, "select from enqueue($1::text, $2::json)");

/** Asks for work that begins when the transaction commits, and never if it does not. */
export async function enqueue<N extends JobName>(tx: Queryable, task: N, payload: JobPayloads[N]): Promise<void> {
  await execute(tx, enqueueJob, [task, JSON.stringify(payload)]);
}
