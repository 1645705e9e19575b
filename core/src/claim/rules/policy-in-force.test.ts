import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { at } from "../../testing/moment.js";
import { coveredBy, PRODUCT } from "../../testing/product.js";
import { plus } from "../../time.js";
import { policyInForce } from "./policy-in-force.js";

const effectiveAt = at("2026-03-01T00:00:00Z");
const expiresAt = at("2026-05-30T00:00:00Z");
const goods = coveredBy({ benefit: { kind: "refund", percentOfPrice: 100, feeField: null, feeMax: 0n } });

const lossAt = (occurredAt: ReturnType<typeof at>, policy: Parameters<typeof someFacts>[0]["policy"] = {}) =>
  policyInForce(someFacts({ claim: { occurredAt }, policy: { ...policy } }), goods, null);

test("cover begins with its first millisecond and ends before its last", () => {
  expect(lossAt(plus(effectiveAt, -1))).toEqual({
    outcome: "not_met",
    reason: "not_in_force",
    inputs: { eventAt: plus(effectiveAt, -1), effectiveAt, expiresAt, cancelledAt: null },
  });
  expect(lossAt(effectiveAt)).toEqual({
    outcome: "met",
    inputs: { eventAt: effectiveAt, effectiveAt, expiresAt, cancelledAt: null },
  });
  expect(lossAt(plus(expiresAt, -1)).outcome).toBe("met");
  expect(lossAt(expiresAt)).toMatchObject({ outcome: "not_met", reason: "not_in_force" });
});

test("without inception nothing is in force; without expiry cover stays open", () => {
  expect(lossAt(effectiveAt, { effectiveAt: null })).toMatchObject({ outcome: "not_met", reason: "not_in_force" });
  expect(lossAt(plus(expiresAt, 1), { expiresAt: null }).outcome).toBe("met");
});

test("a loss before a later cancellation stays covered, one at its very instant is not", () => {
  const cancelledAt = at("2026-04-01T00:00:00Z");
  expect(lossAt(plus(cancelledAt, -1), { cancelledAt }).outcome).toBe("met");
  expect(lossAt(cancelledAt, { cancelledAt })).toMatchObject({
    outcome: "not_met",
    reason: "not_in_force",
    inputs: { cancelledAt },
  });
});

test("a policy that is used up is left to the clause on claims", () => {
  expect(lossAt(plus(effectiveAt, 2), { exhaustedAt: plus(effectiveAt, 1), claimsPaid: 1 }).outcome).toBe("met");
});

test("return freight is insured at the moment at which the goods went back", () => {
  const late = someFacts({ return: { shippedAt: plus(expiresAt, -1) }, claim: { occurredAt: plus(expiresAt, 5) } });
  expect(policyInForce(late, PRODUCT, null).outcome).toBe("met");
  expect(policyInForce(late, goods, null).outcome).toBe("not_met");
  const untold = someFacts({ return: { shippedAt: null }, claim: { occurredAt: plus(effectiveAt, -1) } });
  expect(policyInForce(untold, PRODUCT, null).outcome).toBe("not_met");
  const none = someFacts({ return: null, claim: { occurredAt: effectiveAt } });
  expect(policyInForce(none, PRODUCT, null).outcome).toBe("met");
});
