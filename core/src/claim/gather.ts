// Understands how the facts of a decision are put together from what is known of policy, order and claims.

import { present } from "../assert.js";
import type { KnownElsewhere, Signals } from "../fraud/signals.js";
import { formatId, type Id } from "../id.js";
import { type Fen, sum } from "../money.js";
import {
  deliveredAtIn,
  deliveredAtOf,
  exchangeOf,
  type OrderLine,
  type OrderReturn,
  type OrderSnapshot,
  shippedAtOf,
} from "../order/order.js";
import type { Policy, PolicyState } from "../policy/policy.js";
import type { Payer } from "../product/product.js";
import type { RegisterEntry } from "../register/entry.js";
import type { Instant } from "../time.js";
import type { ClaimFacts, EvidenceFact, FieldValue, PlainFacts } from "./facts.js";
import type { FormulaFacts } from "./formula.js";
import type { MarkFact } from "./mark-fact.js";
import type { MerchantFact } from "./merchant-fact.js";
import { waybillKey } from "./waybill.js";

/** What the claimant says, or what a confirmed return says for them. */
export interface ClaimStatement {
  readonly peril: string;
  readonly occurredAt: Instant;
  readonly reportedAt: Instant;
  readonly requestedAmount: Fen | null;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly evidence: readonly EvidenceFact[];
  readonly declaration: boolean;
  /** The return of the order that the claim is about; null when it is about none. */
  readonly returnId: string | null;
}

/** A claim on the same order that was granted: paid, or owed. Never the claim that is being decided. */
export interface GrantedClaim {
  readonly policyId: Id;
  readonly product: string;
  readonly payer: Payer;
  readonly lineId: string;
  readonly returnId: string | null;
  readonly amount: Fen;
  /** Whether the product that paid is an indemnity cover, and so shares the line's loss. */
  readonly indemnity: boolean;
}

/** Computes a version's expressions; null where it has none. Total: what cannot be computed is named by its error. */
export type ComputeFormulas = (facts: PlainFacts) => FormulaFacts | null;

/** For a version without expressions. */
export const NO_FORMULAS: ComputeFormulas = () => null;

export interface ClaimMaterial {
  readonly decidedAt: Instant;
  readonly policy: Policy;
  readonly state: PolicyState;
  readonly snapshot: OrderSnapshot;
  /** Where the merchant takes returns back when the order does not say. */
  readonly returnTo: OrderSnapshot["returnTo"];
  readonly claim: ClaimStatement;
  /** Granted claims on all policies of the order. */
  readonly granted: readonly GrantedClaim[];
  /** Whether the return's waybill key belongs to another claim, anywhere. */
  readonly waybillHeldElsewhere: boolean;
  readonly register: readonly RegisterEntry[];
  readonly marks: readonly MarkFact[];
  readonly merchant: MerchantFact | null;
  /** What claims and orders of the same marketplace tell of this one. */
  readonly signals: KnownElsewhere;
  /** Computes the expressions of the version that was sold. */
  readonly compute: ComputeFormulas;
}

/**
 * The facts of one decision. Times of shipment and delivery are those of the policy's line, also where a policy covers the
 * whole order; where that line was cancelled, of the first that is left. Only other indemnity covers of the same line share
 * its loss.
 */
export function claimFacts(material: ClaimMaterial): ClaimFacts {
  const facts = plainFacts(material);
  return { ...facts, formulas: material.compute(facts) };
}

function plainFacts(material: ClaimMaterial): PlainFacts {
  const { policy, snapshot, claim } = material;
  const line = present(
    snapshot.lines.find((candidate) => candidate.lineId === policy.lineId) ?? snapshot.lines[0],
    "an order has lines",
  );
  return {
    decidedAt: material.decidedAt,
    policy: policyFacts(material),
    order: orderFacts(material, line.lineId),
    line: lineFacts(line),
    return: returnFacts(snapshot, claim.returnId, material.waybillHeldElsewhere),
    claim: {
      peril: claim.peril,
      occurredAt: claim.occurredAt,
      reportedAt: claim.reportedAt,
      requestedAmount: claim.requestedAmount,
      fields: claim.fields,
      evidence: claim.evidence,
      declaration: claim.declaration,
    },
    otherIndemnities: material.granted
      .filter((other) => other.indemnity && other.policyId !== policy.policyId && other.lineId === policy.lineId)
      .map(({ policyId, product, payer, amount }) => ({
        policyId: formatId("policy", policyId),
        product,
        payer,
        amount,
      })),
    register: material.register,
    marks: material.marks,
    merchant: material.merchant,
    signals: signalFacts(material),
  };
}

function policyFacts({ policy, state, granted }: ClaimMaterial): ClaimFacts["policy"] {
  const own = granted.filter((paid) => paid.policyId === policy.policyId);
  return {
    policyId: formatId("policy", policy.policyId),
    payer: policy.payer,
    boundAt: policy.boundAt,
    effectiveAt: state.effectiveAt,
    expiresAt: state.expiresAt,
    cancelledAt: state.cancelledAt,
    suspensions: state.suspensions,
    exhaustedAt: state.exhaustedAt,
    sumInsured: state.sumInsured,
    claimsPaid: own.length,
    amountPaid: sum(own.map((paid) => paid.amount)),
  };
}

/** When the goods that the claim is about were delivered: the replacement, once it was sent, or what was sent first. */
function deliveredAt({ snapshot, claim }: ClaimMaterial, lineId: string): Instant | null {
  const exchange = exchangeOf(snapshot, lineId);
  const requestedAt = snapshot.returns.find((entry) => entry.returnId === claim.returnId)?.requestedAt;
  const isReplacement = exchange !== null && (requestedAt ?? claim.occurredAt) >= exchange.at;
  return isReplacement ? deliveredAtIn(exchange.parcels) : deliveredAtOf(snapshot, lineId, exchange);
}

function orderFacts(material: ClaimMaterial, lineId: string): ClaimFacts["order"] {
  const { snapshot, granted, returnTo } = material;
  const keys = snapshot.shipments
    .map(({ carrier, waybill }) => waybillKey(carrier, waybill))
    .filter((key) => key !== null);
  const paid = granted.map((other) => other.returnId).filter((returnId) => returnId !== null);
  return {
    orderId: snapshot.orderId,
    placedAt: snapshot.placedAt,
    paidAt: snapshot.paidAt,
    shippedAt: shippedAtOf(snapshot, lineId),
    deliveredAt: deliveredAt(material, lineId),
    shipTo: snapshot.shipTo,
    returnTo: snapshot.returnTo ?? returnTo,
    outboundWaybills: [...new Set(keys)],
    returnsPaid: [...new Set(paid)],
  };
}

function lineFacts({ lineId, sku, category, unitPrice, quantity, freight }: OrderLine): ClaimFacts["line"] {
  return { lineId, sku, category, unitPrice, quantity, freight };
}

function returnFacts(snapshot: OrderSnapshot, returnId: string | null, heldElsewhere: boolean): ClaimFacts["return"] {
  const found: OrderReturn | undefined =
    returnId === null ? undefined : snapshot.returns.find((entry) => entry.returnId === returnId);
  if (found === undefined) return null;
  return { ...found, waybillKey: waybillKey(found.carrier, found.waybill), waybillHeldElsewhere: heldElsewhere };
}

/** What is known elsewhere, with what the order itself tells of its parcels. */
function signalFacts({ snapshot, claim, signals }: ClaimMaterial): Signals {
  const back = snapshot.returns.find((entry) => entry.returnId === claim.returnId);
  const goods = snapshot.lines.filter(({ lineId }) => back?.lineIds.includes(lineId) === true);
  return {
    ...signals,
    parcelPrice: back === undefined ? null : sum(goods.map((line) => line.unitPrice * BigInt(line.quantity))),
    outbound: snapshot.shipments.flatMap(({ carrier, waybill, lineIds, scans }) =>
      scans === undefined ? [] : [{ waybillKey: waybillKey(carrier, waybill), lineIds, scans }],
    ),
  };
}
