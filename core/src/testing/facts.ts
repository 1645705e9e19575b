// Understands claim facts of which tests change only what they are about: an honest return from Chengdu to Hangzhou.

import type { ClaimFacts } from "../claim/facts.js";
import { NOTHING_KNOWN } from "../fraud/signals.js";
import { at } from "./moment.js";

export type ReturnFact = NonNullable<ClaimFacts["return"]>;

export const RETURN: ReturnFact = {
  returnId: "r1",
  lineIds: ["1"],
  reason: "size",
  mode: "self_ship",
  carrier: "ZTO",
  waybill: "7812345678",
  waybillKey: "7812345678",
  waybillHeldElsewhere: false,
  requestedAt: at("2026-03-06T00:00:00Z"),
  shippedAt: at("2026-03-07T00:00:00Z"),
  receivedAt: at("2026-03-10T00:00:00Z"),
  refundedAt: null,
  cancelledAt: null,
  scans: [
    { at: at("2026-03-07T01:00:00Z"), kind: "picked_up", province: "四川省", city: "成都市", weightGrams: 420 },
    { at: at("2026-03-09T01:00:00Z"), kind: "delivered", province: "浙江", city: "杭州", weightGrams: 420 },
  ],
};

export const FACTS: ClaimFacts = {
  decidedAt: at("2026-03-10T00:01:00Z"),
  policy: {
    policyId: "pol_1",
    payer: "merchant",
    boundAt: at("2026-03-01T00:00:00Z"),
    effectiveAt: at("2026-03-01T00:00:00Z"),
    expiresAt: at("2026-05-30T00:00:00Z"),
    cancelledAt: null,
    suspensions: [],
    exhaustedAt: null,
    sumInsured: 100_000n,
    claimsPaid: 0,
    amountPaid: 0n,
  },
  order: {
    orderId: "T1",
    placedAt: at("2026-02-28T00:00:00Z"),
    paidAt: at("2026-02-28T00:05:00Z"),
    shippedAt: at("2026-03-01T00:00:00Z"),
    deliveredAt: at("2026-03-05T00:00:00Z"),
    shipTo: { province: "四川省", city: "成都市" },
    returnTo: { province: "浙江省", city: "杭州市" },
    outboundWaybills: ["SF0000000001"],
    returnsPaid: [],
  },
  line: { lineId: "1", sku: "TEE-L", category: "apparel", unitPrice: 12_900n, quantity: 2, freight: 800n },
  return: RETURN,
  claim: {
    peril: "return",
    occurredAt: at("2026-03-10T00:00:00Z"),
    reportedAt: at("2026-03-10T00:00:30Z"),
    requestedAmount: null,
    fields: {},
    evidence: [],
    declaration: true,
  },
  otherIndemnities: [],
  register: [],
  marks: [],
  merchant: null,
  signals: { ...NOTHING_KNOWN, parcelPrice: 25_800n, outbound: [] },
  formulas: null,
};

/** The sample facts with some of their parts changed; a part is changed by field, the return as a whole or not at all. */
export function someFacts(change: {
  readonly policy?: Partial<ClaimFacts["policy"]>;
  readonly order?: Partial<ClaimFacts["order"]>;
  readonly line?: Partial<ClaimFacts["line"]>;
  readonly return?: Partial<ReturnFact> | null;
  readonly claim?: Partial<ClaimFacts["claim"]>;
  readonly otherIndemnities?: ClaimFacts["otherIndemnities"];
  readonly register?: ClaimFacts["register"];
  readonly marks?: ClaimFacts["marks"];
  readonly merchant?: ClaimFacts["merchant"];
  readonly signals?: Partial<ClaimFacts["signals"]>;
  readonly formulas?: ClaimFacts["formulas"];
}): ClaimFacts {
  return {
    ...FACTS,
    policy: { ...FACTS.policy, ...change.policy },
    order: { ...FACTS.order, ...change.order },
    line: { ...FACTS.line, ...change.line },
    return: change.return === null ? null : { ...RETURN, ...change.return },
    claim: { ...FACTS.claim, ...change.claim },
    otherIndemnities: change.otherIndemnities ?? [],
    register: change.register ?? [],
    marks: change.marks ?? [],
    merchant: change.merchant ?? null,
    signals: { ...FACTS.signals, ...change.signals },
    formulas: change.formulas ?? null,
  };
}
