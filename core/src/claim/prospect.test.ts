import { describe, expect, test } from "vitest";
import { NOTHING_KNOWN } from "../fraud/signals.js";
import type { OrderSnapshot } from "../order/order.js";
import { initialState, type Policy } from "../policy/policy.js";
import type { ProductVersion } from "../product/product.js";
import { FACTS } from "../testing/facts.js";
import { at } from "../testing/moment.js";
import { coveredBy } from "../testing/product.js";
import { adjudicate } from "./adjudicate.js";
import { claimFacts, NO_FORMULAS } from "./gather.js";
import { checksOf, claimWindow, hopefulClaim, hopefulReturn, PROSPECT_MODES, prospectOf } from "./prospect.js";
import { waybillKey } from "./waybill.js";

const { line, order } = FACTS;
const SNAPSHOT: OrderSnapshot = {
  ...{
    orderId: order.orderId,
    version: 1,
    currency: "CNY",
    merchantId: "m",
    buyerId: "b",
    payee: null,
    cancelledAt: null,
  },
  ...{ shipTo: order.shipTo, returnTo: order.returnTo, placedAt: order.placedAt, paidAt: order.paidAt },
  lines: [{ ...line, category: "apparel", title: "", covers: [] }],
  shipments: [],
  returns: [],
};
const POLICY: Policy = {
  ...{ policyId: 1n, book: 1, tenantId: 1, merchantId: "m", orderId: order.orderId, lineId: line.lineId, buyerId: "b" },
  ...{
    product: "sample",
    productVersion: 3,
    payer: "merchant",
    campaignId: null,
    premium: 1n,
    sumInsured: 100_000n,
    rating: "",
  },
  ...{
    boundAt: FACTS.policy.boundAt,
    effectiveAt: FACTS.policy.effectiveAt,
    expiresAt: FACTS.policy.expiresAt,
    issuedAt: FACTS.policy.boundAt,
  },
};

const text = { zh: "文", en: "text" };
const PRODUCT: ProductVersion = coveredBy(
  { benefit: { kind: "refund", percentOfPrice: 100, feeField: "fee", feeMax: 500n } },
  {
    reportingDays: 7,
    documents: [{ kind: "photo", title: text, example: text, minCount: 2, required: true }],
    adjudication: [
      "policy_in_force",
      "within_reporting_window",
      "claims_left",
      "declaration_given",
      "evidence_complete",
      "benefit_amount",
    ].map((rule) => ({ rule, clause: "1" })),
  },
);

function prospect(
  decidedAt: string,
  product: ProductVersion = PRODUCT,
  change: Partial<ReturnType<typeof initialState>> = {},
) {
  const state = { ...initialState(POLICY), ...change };
  const material = {
    policy: POLICY,
    state,
    snapshot: SNAPSHOT,
    returnTo: null,
    granted: [],
    waybillHeldElsewhere: false,
    register: [],
    marks: [],
    merchant: null,
    signals: NOTHING_KNOWN,
    compute: NO_FORMULAS,
  };
  const now = at(decidedAt);
  const facts = claimFacts({ ...material, decidedAt: now, claim: hopefulClaim(product, state, now) });
  return { window: claimWindow(product, state), ...prospectOf(adjudicate(facts, product)) };
}

describe("before a claim is made", () => {
  test("a claim that says everything right is estimated, and nothing stands in its way", () => {
    expect(prospect("2026-03-10T00:00:00Z")).toEqual({
      window: { from: at("2026-03-01T00:00:00Z"), until: at("2026-06-06T00:00:00Z") },
      estimate: 25_800n,
      failed: [],
    });
  });

  test("what depends on the form is not guessed", () => {
    const repair = coveredBy(
      { benefit: { kind: "repair_cost", costField: "cost", deductible: 0n, deductiblePercent: 0 } },
      { adjudication: PRODUCT.adjudication },
    );
    expect(prospect("2026-03-10T00:00:00Z", repair)).toMatchObject({ estimate: null, failed: [] });
  });

  test("after expiry an earlier loss may be reported until the window closes", () => {
    expect(prospect("2026-06-05T23:59:59.999Z")).toMatchObject({ estimate: 25_800n, failed: [] });
    expect(prospect("2026-06-06T00:00:00Z")).toMatchObject({ estimate: 0n, failed: ["outside_window"] });
  });

  test("before inception there is no cover", () => {
    expect(prospect("2026-02-28T23:59:59Z")).toMatchObject({ estimate: 0n, failed: ["not_in_force"] });
  });

  test("after a cancellation an earlier loss may still be claimed", () => {
    expect(prospect("2026-03-10T00:00:00Z", PRODUCT, { cancelledAt: at("2026-03-05T00:00:00Z") })).toMatchObject({
      failed: [],
    });
    expect(prospect("2026-03-10T00:00:00Z", PRODUCT, { cancelledAt: at("2026-03-01T00:00:00Z") })).toMatchObject({
      failed: ["not_in_force"],
    });
  });
});

describe("a return that nobody has sent", () => {
  test.each(PROSPECT_MODES)("by %s is a well-formed parcel that goes and arrives now", (mode) => {
    const now = at("2026-11-11T00:00:00Z");
    const back = hopefulReturn(["1"], mode, null, now);
    expect(back).toMatchObject({ mode, lineIds: ["1"], shippedAt: now, receivedAt: now, cancelledAt: null, scans: [] });
    expect(waybillKey(back.carrier, back.waybill)).not.toBeNull();
    const from = { province: "四川省", city: "成都市" };
    expect(hopefulReturn(["1"], mode, from, now).scans).toMatchObject([{ at: now, ...from }]);
  });
});

test("checks name each reason once, by the first clause that gives it", () => {
  const finding = (outcome: "not_met" | "refer" | "met", reason: "no_loss" | "not_covered" | null, clause: string) => {
    return { rule: "r", clause, productVersion: 1, outcome, reason, amount: null, inputs: {} };
  };
  const findings = [
    finding("met", null, "1"),
    finding("not_met", "no_loss", "2"),
    finding("refer", "not_covered", "3"),
    finding("not_met", "no_loss", "4"),
  ];
  expect(checksOf(findings, "not_met")).toEqual([{ reason: "no_loss", clause: "2" }]);
  expect(checksOf(findings, "refer")).toEqual([{ reason: "not_covered", clause: "3" }]);
});
