import { describe, expect, test } from "vitest";
import { present } from "../assert.js";
import { NOTHING_KNOWN } from "../fraud/signals.js";
import { composeId, formatId, type Id } from "../id.js";
import type { OrderSnapshot } from "../order/order.js";
import { initialState, type Policy } from "../policy/policy.js";
import { type Instant, parseInstant } from "../time.js";
import { decodeFacts, encodeFacts } from "./facts.js";
import { type ClaimMaterial, claimFacts, type GrantedClaim, NO_FORMULAS } from "./gather.js";

const at = (text: string): Instant => present(parseInstant(text), "the test's instants are sound");
const id = (sequence: number): Id => composeId(1_795_000_000_000, 7, sequence);

const POLICY: Policy = {
  policyId: id(1),
  book: 7,
  tenantId: 1,
  merchantId: "shop-1",
  orderId: "T1",
  lineId: "2",
  buyerId: "b-1",
  product: "quality",
  productVersion: 3,
  payer: "merchant",
  campaignId: null,
  premium: 60n,
  sumInsured: 12_900n,
  rating: "q1;category=apparel",
  boundAt: at("2026-11-12T00:00:00Z"),
  effectiveAt: at("2026-11-12T00:00:00Z"),
  expiresAt: null,
  issuedAt: at("2026-11-12T00:00:01Z"),
};

function line(lineId: string): OrderSnapshot["lines"][number] {
  return {
    lineId,
    sku: `S${lineId}`,
    title: "衬衫",
    category: "apparel",
    unitPrice: 12_900n,
    quantity: 2,
    freight: 800n,
    covers: [],
  };
}

const SNAPSHOT: OrderSnapshot = {
  orderId: "T1",
  version: 5,
  currency: "CNY",
  merchantId: "shop-1",
  buyerId: "b-1",
  payee: { channel: "alipay", account: "a@example.com", name: "王小明" },
  shipTo: { province: "四川省", city: "成都市" },
  returnTo: null,
  placedAt: at("2026-11-11T00:00:00Z"),
  paidAt: at("2026-11-11T00:01:00Z"),
  cancelledAt: null,
  lines: [line("1"), line("2")],
  shipments: [
    {
      shipmentId: "s1",
      lineIds: ["1"],
      carrier: "SF",
      waybill: "SF 1001-22",
      shippedAt: at("2026-11-11T10:00:00Z"),
      deliveredAt: at("2026-11-13T10:00:00Z"),
    },
    {
      shipmentId: "s2",
      lineIds: ["2"],
      carrier: "SF",
      waybill: "?",
      shippedAt: at("2026-11-12T00:00:00Z"),
      deliveredAt: null,
    },
  ],
  returns: [
    {
      returnId: "r1",
      lineIds: ["2"],
      reason: "size",
      mode: "self_ship",
      carrier: "ZTO",
      waybill: "zto-2001 77",
      requestedAt: at("2026-11-15T00:00:00Z"),
      shippedAt: at("2026-11-16T00:00:00Z"),
      receivedAt: at("2026-11-18T00:00:00Z"),
      refundedAt: null,
      cancelledAt: null,
      scans: [],
    },
  ],
};

function granted(change: Partial<GrantedClaim>): GrantedClaim {
  return {
    policyId: id(2),
    product: "transit-damage",
    payer: "buyer",
    lineId: "2",
    returnId: null,
    amount: 500n,
    indemnity: true,
    ...change,
  };
}

function material(change: Partial<ClaimMaterial>): ClaimMaterial {
  return {
    decidedAt: at("2026-11-20T00:00:00Z"),
    policy: POLICY,
    state: initialState(POLICY),
    snapshot: SNAPSHOT,
    returnTo: { province: "浙江省", city: "杭州市" },
    claim: {
      peril: "defect",
      occurredAt: at("2026-11-19T00:00:00Z"),
      reportedAt: at("2026-11-20T00:00:00Z"),
      requestedAmount: 10_000n,
      fields: { fee: 300n, brand: "x" },
      evidence: [],
      declaration: true,
      returnId: "r1",
    },
    granted: [],
    waybillHeldElsewhere: false,
    register: [],
    marks: [],
    merchant: null,
    signals: NOTHING_KNOWN,
    compute: NO_FORMULAS,
    ...change,
  };
}

describe("facts of a claim", () => {
  test("times and line are those of the policy's line, and a place of return is the merchant's when the order names none", () => {
    const facts = claimFacts(material({}));
    expect(facts.line.lineId).toBe("2");
    expect(facts.order.shippedAt).toBe(at("2026-11-12T00:00:00Z"));
    expect(facts.order.deliveredAt).toBeNull();
    expect(facts.order.returnTo).toEqual({ province: "浙江省", city: "杭州市" });
    expect(facts.order.outboundWaybills).toEqual(["SF:SF100122"]);
  });

  test("a return comes with its waybill key and whether another claim holds it", () => {
    const facts = claimFacts(material({ waybillHeldElsewhere: true }));
    expect(facts.return).toMatchObject({ returnId: "r1", waybillKey: "ZTO:ZTO200177", waybillHeldElsewhere: true });
    const other = material({});
    expect(claimFacts({ ...other, claim: { ...other.claim, returnId: null } }).return).toBeNull();
    expect(claimFacts({ ...other, claim: { ...other.claim, returnId: "r9" } }).return).toBeNull();
  });

  test("own granted claims use up the limits; other indemnity covers of the same line share the loss; nothing else counts", () => {
    const facts = claimFacts(
      material({
        granted: [
          granted({ policyId: POLICY.policyId, amount: 1_000n, returnId: "r0" }),
          granted({ policyId: POLICY.policyId, amount: 234n }),
          granted({}),
          granted({ policyId: id(3), lineId: "1" }),
          granted({ policyId: id(4), indemnity: false, returnId: "r1" }),
        ],
      }),
    );
    expect(facts.policy).toMatchObject({ claimsPaid: 2, amountPaid: 1_234n });
    expect(facts.otherIndemnities).toEqual([
      { policyId: formatId("policy", id(2)), product: "transit-damage", payer: "buyer", amount: 500n },
    ]);
    expect(facts.order.returnsPaid).toEqual(["r0", "r1"]);
  });

  test("facts survive the store", () => {
    const facts = claimFacts(material({ granted: [granted({})] }));
    expect(decodeFacts(encodeFacts(facts))).toEqual(facts);
    expect(encodeFacts(decodeFacts(encodeFacts(facts)))).toBe(encodeFacts(facts));
  });
});
