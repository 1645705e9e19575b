import { expect, it } from "vitest";
import { FACTS } from "../testing/facts.js";
import { at } from "../testing/moment.js";
import { resumedFacts } from "./resumed.js";

it("what was known then stands, and what was granted since counts", () => {
  const then = { ...FACTS, decidedAt: at("2026-03-10T00:00:00Z") };
  const other = { policyId: "pol_2", product: "quality", payer: "buyer", amount: 700n } as const;
  const now = {
    ...FACTS,
    decidedAt: at("2026-04-10T00:00:00Z"),
    policy: { ...FACTS.policy, claimsPaid: 1, amountPaid: 500n, cancelledAt: at("2026-04-01T00:00:00Z") },
    order: { ...FACTS.order, returnsPaid: ["r9"], deliveredAt: at("2026-04-02T00:00:00Z") },
    line: { ...FACTS.line, unitPrice: 1n },
    otherIndemnities: [other],
  };
  expect(resumedFacts(then, now)).toEqual({
    ...then,
    policy: { ...then.policy, claimsPaid: 1, amountPaid: 500n },
    order: { ...then.order, returnsPaid: ["r9"] },
    otherIndemnities: [other],
  });
});
