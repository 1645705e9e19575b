// The port to whoever is asked for recoveries: a carrier's claims desk, or a merchant's.

import type { Fen } from "@anxin/core/money";
import type { DebtorKind } from "@anxin/core/recovery/recovery";
import type { Instant } from "@anxin/core/time";

export interface Debtor {
  readonly kind: DebtorKind;
  /** The carrier's name as waybills know it, or the merchant's id. */
  readonly id: string;
}

/** One recovery as its debtor is asked for it: no word about the buyer but the parcel. */
export interface RecoveryItem {
  /** What the debtor knows the attempt by; the same however often it is handed over. */
  readonly reference: string;
  readonly recoveryId: string;
  readonly claimId: string;
  readonly orderId: string;
  /** The outbound parcel; empty where none is told. */
  readonly waybill: string;
  readonly shippedAt: Instant | null;
  readonly product: string;
  readonly peril: string;
  readonly amount: Fen;
  readonly deadlineAt: Instant | null;
}

export interface RecoveryBatch {
  readonly batchId: string;
  readonly tenantId: number;
  readonly debtor: Debtor;
  readonly items: readonly RecoveryItem[];
}

/** What became of a batch that was handed over. `unavailable`: it may have been taken or not; hand it over again. */
export type HandOver =
  | { readonly kind: "taken" }
  | { readonly kind: "refused"; readonly code: string }
  | { readonly kind: "unavailable"; readonly code: string };

/** What a debtor says about an attempt. The same may be said again and again. */
export type DebtorAnswer =
  /** From nothing to all of what was asked; the rest is turned down, with a reason. */
  | { readonly kind: "answered"; readonly reference: string; readonly accepted: Fen; readonly reason: string }
  | {
      readonly kind: "paid";
      readonly reference: string;
      readonly amount: Fen;
      /** Of the payment, unlike that of any other. */
      readonly paymentReference: string;
    };

export type Heard =
  | { readonly kind: "heard"; readonly answers: readonly DebtorAnswer[] }
  | { readonly kind: "unavailable"; readonly code: string };

/**
 * Asks debtors, and hears what they say. A batch that is handed over twice under its references is taken once. It never throws for
 * what the far end does: that is an answer.
 */
export interface RecoveryChannel {
  readonly name: string;
  handOver(batch: RecoveryBatch): Promise<HandOver>;
  /** Everything that a debtor has said about these attempts so far. */
  hear(
    tenantId: number,
    debtor: Debtor,
    attempts: readonly Pick<RecoveryItem, "reference" | "amount">[],
  ): Promise<Heard>;
}
