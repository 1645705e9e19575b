import { expect, test } from "vitest";
import type { Burst } from "../../fraud/signals.js";
import { someFacts } from "../../testing/facts.js";
import { PRODUCT, SIGNALS } from "../../testing/product.js";
import { claimBurst } from "./claim-burst.js";

const product = { ...PRODUCT, signals: SIGNALS };
const counted = (subject: Burst["subject"], days: number, claims: number): Burst => {
  return { subject, days, claims, others: ["clm_a", "clm_b"] };
};
const burst = (bursts: readonly Burst[], more: { shopDays?: number | null; parcelPrice?: bigint | null } = {}) =>
  claimBurst(someFacts({ signals: { bursts, ...more } }), product, 1_000n);

test("one claim more than the threshold refers, with the count and some of the others", () => {
  expect(burst([counted("buyer", 7, 7)])).toEqual({ outcome: "met", inputs: { buyer_7d: "7/7" } });
  expect(burst([counted("buyer", 7, 8)])).toMatchObject({
    outcome: "refer",
    reason: "suspected_fraud",
    inputs: { buyer_7d: "8/7", buyer_7d_claims: "clm_a clm_b" },
  });
});

test("a shop is counted while it is young", () => {
  const many = [counted("merchant", 7, 51)];
  expect(burst(many, { shopDays: 29 }).outcome).toBe("refer");
  expect(burst(many, { shopDays: 30 }).outcome).toBe("met");
  expect(burst(many, { shopDays: null }).outcome).toBe("met");
});

test("a place is counted where the goods are cheap beside what is paid", () => {
  const many = [counted("place", 1, 21)];
  expect(burst(many, { parcelPrice: 2_999n }).outcome).toBe("refer");
  expect(burst(many, { parcelPrice: 3_000n }).outcome).toBe("met");
  expect(burst(many, { parcelPrice: null }).outcome).toBe("met");
});

test("windows that the product does not have say nothing, nor does a product without any", () => {
  expect(burst([counted("buyer", 30, 1_000), counted("payee", 7, 1_000)])).toEqual({ outcome: "met", inputs: {} });
  const facts = someFacts({ signals: { bursts: [counted("buyer", 7, 1_000)] } });
  expect(claimBurst(facts, PRODUCT, 1n).outcome).toBe("not_applicable");
});
