// Understands how core's payout machine is kept in a row, and what its effects write beside it.

import { decodeExact, encodeExact } from "@anxin/core/exact-json";
import type { Id } from "@anxin/core/id";
import {
  type Posting,
  payoutFailed,
  payoutPrepared,
  payoutReturned,
  payoutSucceeded,
} from "@anxin/core/ledger/templates";
import {
  dueAt,
  type HumanTaskReason,
  type Payout,
  type PayoutChange,
  type PayoutEffect,
} from "@anxin/core/payout/payout";
import type { Funding } from "@anxin/core/product/product";
import type { Instant } from "@anxin/core/time";
import type { TransferRow } from "@anxin/store/ledger";
import type { BatchEvents } from "@anxin/store/outbox";
import type { PayoutProgress } from "@anxin/store/payout";
import type { Context } from "../context.js";
import { transferRows } from "../ledger/book.js";

export const encodeMachine = (payout: Payout): string => encodeExact(payout);
export const decodeMachine = (text: string): Payout => decodeExact(text) as Payout;

/** Tasks that are about not knowing: knowing ends them. The others wait for a person. */
const ENDED_BY_SUCCESS: ReadonlySet<HumanTaskReason> = new Set([
  "unknown_too_long",
  "request_refused",
  "payer_capped",
  "transfer_failed",
]);

/** How far a payout is after a change, as its row says it. `openTask` is the task that was open before. */
export function progressAfter({ payout, effects }: PayoutChange, openTask: HumanTaskReason | null): PayoutProgress {
  const { state } = payout;
  const raised = effects.flatMap((effect) => (effect.kind === "humanTask" ? [effect.reason] : [])).at(-1);
  const knows = state.status === "succeeded" && openTask !== null && ENDED_BY_SUCCESS.has(openTask);
  return {
    status: state.status,
    machine: encodeMachine(payout),
    channelOrderNo: state.status === "succeeded" || state.status === "returned" ? state.channelOrderNo : null,
    nextAt: dueAt(payout),
    humanTask: raised ?? (knows ? null : openTask),
    settledAt: state.status === "succeeded" ? state.settledAt : null,
  };
}

const TEMPLATES = { payoutPrepared, payoutSucceeded, payoutFailed, payoutReturned } as const;

/** What a payout's money belongs to. */
export interface PayoutPlace {
  readonly tenantId: number;
  readonly book: number;
  readonly merchantId: string;
  readonly payoutId: Id;
  readonly claimId: Id;
  readonly policyId: Id;
  readonly product: string;
  /** Who promised it: insurance and guarantee services owe from accounts of their own. */
  readonly funding: Funding;
}

/** The transfers of a change: one transaction of the ledger, in the order of its effects. */
export function effectTransfers(
  context: Context,
  place: PayoutPlace,
  effects: readonly PayoutEffect[],
  now: Instant,
): TransferRow[] {
  const postings = effects.flatMap((effect): Posting[] =>
    effect.kind === "ledger" ? [TEMPLATES[effect.template](place.funding, effect.amount)] : [],
  );
  if (postings.length === 0) return [];
  const { tenantId, book, merchantId, payoutId, claimId, policyId, product } = place;
  const where = { tenantId, book, merchantId, transactionId: context.ids.next(book), occurredAt: now, recordedAt: now };
  return transferRows(
    context,
    where,
    postings.map((posting) => ({ ...posting, payoutId, claimId, policyId, product })),
  );
}

const EVENTS = {
  payoutSucceeded: "payout.succeeded",
  payoutFailed: "payout.failed",
  payoutReturned: "payout.returned",
} as const;

/** What of a change the outside is told. */
export function effectEvents(payoutId: Id, effects: readonly PayoutEffect[]): BatchEvents[] {
  return effects.flatMap((effect) => {
    if (effect.kind !== "ledger" || effect.template === "payoutPrepared") return [];
    return [{ type: EVENTS[effect.template], ids: [payoutId] }];
  });
}
