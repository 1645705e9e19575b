// Understands everything that a claim decision may look at, in a form that is stored and replayed.

import { decodeExact, encodeExact } from "../exact-json.js";
import type { Signals } from "../fraud/signals.js";
import type { Fen } from "../money.js";
import type { OrderReturn, Place } from "../order/order.js";
import type { Payer } from "../product/product.js";
import type { RegisterEntry } from "../register/entry.js";
import type { Instant } from "../time.js";
import type { FormulaFacts } from "./formula.js";
import type { MarkFact } from "./mark-fact.js";
import type { MerchantFact } from "./merchant-fact.js";

/** A value that a claim form carries. */
export type FieldValue = string | number | boolean | bigint;

export interface EvidenceFact {
  readonly evidenceId: string;
  readonly kind: string;
  readonly mediaType: string;
  readonly sha256: string;
  /** When the picture says that it was taken; a claim of the file, not a proof. */
  readonly capturedAt: Instant | null;
}

/** What another cover has already paid, or owes, for the same line. */
export interface OtherIndemnity {
  readonly policyId: string;
  readonly product: string;
  readonly payer: Payer;
  readonly amount: Fen;
}

/** The facts at the moment of deciding. Decisions are a function of these and the product version, and of nothing else. */
export interface ClaimFacts {
  readonly decidedAt: Instant;
  readonly policy: {
    readonly policyId: string;
    readonly payer: Payer;
    readonly boundAt: Instant;
    readonly effectiveAt: Instant | null;
    readonly expiresAt: Instant | null;
    readonly cancelledAt: Instant | null;
    /** Times [from, until) without cover, between a cancellation and a reinstatement. */
    readonly suspensions: readonly { readonly from: Instant; readonly until: Instant }[];
    readonly exhaustedAt: Instant | null;
    readonly sumInsured: Fen;
    /** Claims already paid or owed under this policy, and their amounts. */
    readonly claimsPaid: number;
    readonly amountPaid: Fen;
  };
  readonly order: {
    readonly orderId: string;
    readonly placedAt: Instant;
    readonly paidAt: Instant | null;
    readonly shippedAt: Instant | null;
    readonly deliveredAt: Instant | null;
    readonly shipTo: Place | null;
    readonly returnTo: Place | null;
    /** Normalised waybills of the outbound shipments. */
    readonly outboundWaybills: readonly string[];
    /** Returns of this order that a claim has already been paid for. */
    readonly returnsPaid: readonly string[];
  };
  readonly line: {
    readonly lineId: string;
    readonly sku: string;
    readonly category: string;
    readonly unitPrice: Fen;
    readonly quantity: number;
    readonly freight: Fen;
  };
  /** The return that the claim is about, or null. */
  readonly return:
    | (OrderReturn & { readonly waybillKey: string | null; readonly waybillHeldElsewhere: boolean })
    | null;
  readonly claim: {
    readonly peril: string;
    readonly occurredAt: Instant;
    readonly reportedAt: Instant;
    readonly requestedAmount: Fen | null;
    readonly fields: Readonly<Record<string, FieldValue>>;
    readonly evidence: readonly EvidenceFact[];
    readonly declaration: boolean;
  };
  readonly otherIndemnities: readonly OtherIndemnity[];
  /** Entries of the insurer's register that the form names, as they stood when the report was made. */
  readonly register: readonly RegisterEntry[];
  /** What the form cites that belongs to one claim: a report's number, a device's serial number. */
  readonly marks: readonly MarkFact[];
  /** What the merchant says; null where the product does not wait for them. */
  readonly merchant: MerchantFact | null;
  /** What may make a person look. */
  readonly signals: Signals;
  /** What the product's own expressions came to; null where it has none. */
  readonly formulas: FormulaFacts | null;
}

/** The facts that a product's expressions are computed from. */
export type PlainFacts = Omit<ClaimFacts, "formulas">;

/** Facts as JSON text: equal facts are equal text and no fen is lost. */
export function encodeFacts(facts: ClaimFacts): string {
  return encodeExact(facts);
}

/** The inverse of `encodeFacts`. The text comes from our own store; its shape is trusted, its numbers are restored. */
export function decodeFacts(text: string): ClaimFacts {
  return decodeExact(text) as ClaimFacts;
}
