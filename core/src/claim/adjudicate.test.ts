import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { larger } from "../money.js";
import type { Benefit, ProductVersion } from "../product/product.js";
import { pricePaid } from "../product/rate.js";
import { FACTS, RETURN, someFacts } from "../testing/facts.js";
import { coveredBy, PRODUCT } from "../testing/product.js";
import { type Instant, plus } from "../time.js";
import { adjudicate } from "./adjudicate.js";
import { type ClaimFacts, decodeFacts, encodeFacts } from "./facts.js";
import { REASON_CODES, type ReasonCode } from "./finding.js";
import { RULE_NAMES, type RuleName } from "./rules.js";

const citing = (names: readonly RuleName[], product: ProductVersion = PRODUCT): ProductVersion => ({
  ...product,
  adjudication: names.map((rule, i) => ({ rule, clause: `3.${i + 1}` })),
});

const returnFreight = citing([
  "policy_in_force",
  "return_confirmed",
  "first_claim_of_order",
  "goods_returned",
  "waybill_valid",
  "waybill_unused",
  "time_order",
  "benefit_amount",
  "within_limits",
  "route_matches",
  "payout_below_price",
  "automatic_limit",
]);

describe("an honest return", () => {
  test("is approved by rules alone, with a finding for every clause", () => {
    const decision = adjudicate(FACTS, returnFreight);
    expect(decision).toMatchObject({ outcome: "approve", amount: 1_100n, automatic: true, reasons: [] });
    expect(decision.findings.map(({ rule }) => rule)).toEqual(returnFreight.adjudication.map(({ rule }) => rule));
    expect(decision.findings[7]).toEqual({
      rule: "benefit_amount",
      clause: "3.8",
      productVersion: 3,
      outcome: "amount",
      reason: null,
      amount: 1_100n,
      inputs: { mode: "self_ship", zone: "far", selfShip: 1_100n, pickup: 1_200n },
    });
    expect(decision.findings[0]).toMatchObject({ outcome: "met", reason: null, amount: null });
  });

  test("is partly approved when more is asked for than the schedule pays", () => {
    const asked = (requestedAmount: bigint) =>
      adjudicate(someFacts({ claim: { requestedAmount } }), citing(["benefit_amount", "not_above_request"]));
    expect(asked(1_101n)).toMatchObject({
      outcome: "partly_approve",
      amount: 1_100n,
      automatic: true,
      reasons: ["requested_above_benefit"],
    });
    expect(asked(1_100n)).toMatchObject({ outcome: "approve", amount: 1_100n, reasons: [] });
    expect(asked(1_099n)).toMatchObject({ outcome: "approve", amount: 1_099n, reasons: [] });
  });
});

describe("a refusal", () => {
  test("tells every reason once, in the order of the clauses, and pays nothing", () => {
    const facts = someFacts({
      order: { returnsPaid: ["r0"] },
      policy: { claimsPaid: 1 },
      return: { waybillHeldElsewhere: true },
    });
    const decision = adjudicate(
      facts,
      citing(["waybill_unused", "claims_left", "first_claim_of_order", "benefit_amount"]),
    );
    expect(decision).toMatchObject({
      outcome: "reject",
      amount: 0n,
      automatic: true,
      reasons: ["waybill_reused", "already_claimed"],
    });
    expect(decision.findings).toHaveLength(4);
  });

  test("is only a suggestion where a clause asks for a person, and gives no reason of that clause", () => {
    const facts = someFacts({ return: { waybillHeldElsewhere: true }, order: { outboundWaybills: ["7812345678"] } });
    expect(adjudicate(facts, citing(["waybill_unused", "waybill_not_outbound"]))).toMatchObject({
      outcome: "reject",
      automatic: false,
      reasons: ["waybill_reused"],
    });
  });
});

describe("a signal", () => {
  test("sends the case to a person with the amount as a suggestion", () => {
    const facts = someFacts({ order: { outboundWaybills: ["7812345678"] } });
    expect(adjudicate(facts, citing(["benefit_amount", "waybill_not_outbound"]))).toMatchObject({
      outcome: "approve",
      amount: 1_100n,
      automatic: false,
      reasons: ["suspected_fraud"],
    });
  });
});

test("an amount that no clause sets is nobody's decision", () => {
  expect(adjudicate(FACTS, citing(["policy_in_force"]))).toMatchObject({
    outcome: "approve",
    amount: 0n,
    automatic: false,
  });
});

test("a rule that only confirms the amount hands it on", () => {
  const decision = adjudicate(
    FACTS,
    citing(["benefit_amount", "within_limits", "no_double_indemnity", "automatic_limit"]),
  );
  expect(decision.findings.map(({ outcome, amount }) => [outcome, amount])).toEqual([
    ["amount", 1_100n],
    ["met", 1_100n],
    ["not_applicable", null],
    ["met", null],
  ]);
  expect(decision.amount).toBe(1_100n);
});

test("a product that cites a rule nobody knows is a bug, also where every object has the name", () => {
  for (const rule of ["no_such_rule", "constructor", "toString"]) {
    const product = { ...PRODUCT, adjudication: [{ rule, clause: "1.1" }] };
    expect(() => adjudicate(FACTS, product)).toThrow(`sample cites the known rule ${rule}`);
  }
});

const instant = fc
  .integer({ min: -100, max: 100 })
  .map((hours): Instant => plus(RETURN.receivedAt ?? FACTS.decidedAt, hours * 3_600_000));
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value);
const amounts = fc.bigInt({ min: 0n, max: 60_000n });
const places = fc.constantFrom(
  { province: "四川省", city: "成都市" },
  { province: "浙江", city: "杭州" },
  { province: "新疆", city: "" },
  { province: "?", city: "" },
);

const someReturn = fc.record({
  ...Object.fromEntries(Object.entries(RETURN).map(([key, value]) => [key, fc.constant(value)])),
  mode: fc.constantFrom("self_ship", "pickup", "refund_only"),
  waybillKey: fc.constantFrom("7812345678", "SF0000000001", null),
  waybillHeldElsewhere: fc.boolean(),
  requestedAt: maybe(instant),
  shippedAt: maybe(instant),
  receivedAt: maybe(instant),
}) as fc.Arbitrary<NonNullable<ClaimFacts["return"]>>;

const anyFacts: fc.Arbitrary<ClaimFacts> = fc
  .record({
    policy: fc.record({
      effectiveAt: maybe(instant),
      expiresAt: maybe(instant),
      cancelledAt: maybe(instant),
      sumInsured: amounts,
      amountPaid: amounts,
      claimsPaid: fc.nat(2),
    }),
    order: fc.record({ shipTo: maybe(places), returnTo: maybe(places), returnsPaid: fc.subarray(["r0", "r1"]) }),
    line: fc.record({ unitPrice: amounts, quantity: fc.integer({ min: 1, max: 3 }), freight: amounts }),
    back: maybe(someReturn),
    claim: fc.record({
      requestedAmount: maybe(amounts),
      occurredAt: instant,
      peril: fc.constantFrom("return", "theft"),
      declaration: fc.boolean(),
      fields: fc.record(
        { cost: amounts, price: amounts, fee: amounts, degree: fc.constantFrom("light", "total", "?") },
        { requiredKeys: [] },
      ),
    }),
    others: fc.array(amounts, { maxLength: 3 }),
  })
  .map(({ back, others, ...change }) =>
    someFacts({
      ...change,
      return: back,
      otherIndemnities: others.map((amount) => ({ policyId: "pol_x", product: "x", payer: "merchant", amount })),
    }),
  );

const anyBenefit: fc.Arbitrary<Benefit> = fc.constantFrom<Benefit>(
  PRODUCT.coverage.benefit,
  { kind: "refund", percentOfPrice: 100, feeField: "fee", feeMax: 3_000n },
  { kind: "damage_degree", degreeField: "degree", percentByDegree: { light: 25, total: 100 } },
  { kind: "repair_cost", costField: "cost", deductible: 500n, deductiblePercent: 10 },
  { kind: "formula", expression: "line.unitPrice", words: { zh: "价", en: "price" } },
);

/** Any clauses in any order, as long as the amount is set before it is bounded. */
const anyProduct: fc.Arbitrary<ProductVersion> = fc
  .record({
    benefit: anyBenefit,
    claimLimit: maybe(amounts),
    indemnity: fc.boolean(),
    mode: fc.constantFrom("automatic", "automatic_under_limit", "person"),
    names: fc.shuffledSubarray(RULE_NAMES.filter((name) => name !== "benefit_amount" && name !== "within_limits")),
  })
  .map(({ names, benefit, claimLimit, indemnity, mode }) =>
    citing(
      ["benefit_amount", ...names, "within_limits"],
      coveredBy({ benefit, claimLimit }, { indemnity, decision: { mode, automaticMax: 5_000n } }),
    ),
  );

describe("whatever the facts and the product", () => {
  test("every step leaves one finding with its clause, and every reason is known", () => {
    fc.assert(
      fc.property(anyFacts, anyProduct, (facts, product) => {
        const { findings, reasons } = adjudicate(facts, product);
        expect(findings.map(({ rule, clause }) => ({ rule, clause }))).toEqual(product.adjudication);
        expect(new Set(reasons).size).toBe(reasons.length);
        const known: readonly ReasonCode[] = REASON_CODES;
        expect(reasons.every((reason) => known.includes(reason))).toBe(true);
      }),
    );
  });

  test("stored facts replay to the same decision", () => {
    fc.assert(
      fc.property(anyFacts, anyProduct, (facts, product) => {
        const text = encodeFacts(facts);
        expect(adjudicate(decodeFacts(text), product)).toEqual(adjudicate(facts, product));
        expect(encodeFacts(decodeFacts(text))).toBe(text);
      }),
    );
  });

  test("the amount stays within every limit, and a refusal pays nothing", () => {
    fc.assert(
      fc.property(anyFacts, anyProduct, (facts, product) => {
        const { outcome, amount, reasons } = adjudicate(facts, product);
        expect(amount >= 0n).toBe(true);
        if (outcome === "reject") {
          expect(amount).toBe(0n);
          expect(reasons.length).toBeGreaterThan(0);
          return;
        }
        expect(amount <= facts.policy.sumInsured - facts.policy.amountPaid).toBe(true);
        expect(amount <= (product.coverage.claimLimit ?? amount)).toBe(true);
        const asked = facts.claim.requestedAmount;
        if (asked !== null && product.adjudication.some(({ rule }) => rule === "not_above_request")) {
          expect(amount <= asked).toBe(true);
          expect(outcome).toBe(amount < asked ? "partly_approve" : "approve");
        }
      }),
    );
  });

  test("indemnity covers together never pay more than the loss", () => {
    fc.assert(
      fc.property(anyFacts, anyProduct, (facts, product) => {
        const steps: readonly RuleName[] = ["benefit_amount", "no_double_indemnity", "within_limits"];
        const indemnity = citing(steps, { ...product, indemnity: true });
        const benefit = adjudicate(facts, citing(["benefit_amount"], product)).amount;
        const decision = adjudicate(facts, indemnity);
        const paid = facts.otherIndemnities.reduce((total, other) => total + other.amount, 0n);
        const loss = larger(pricePaid(facts.line), benefit);
        if (decision.amount > 0n) expect(decision.amount + paid <= loss).toBe(true);
      }),
    );
  });

  test("rules alone never approve where a clause refers", () => {
    fc.assert(
      fc.property(anyFacts, anyProduct, (facts, product) => {
        const { automatic, findings } = adjudicate(facts, product);
        if (findings.some(({ outcome }) => outcome === "refer")) expect(automatic).toBe(false);
      }),
    );
  });
});
