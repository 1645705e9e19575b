import { expect, test } from "vitest";
import type { RegisterEntry } from "../../register/entry.js";
import { someFacts } from "../../testing/facts.js";
import { coveredBy, PRODUCT } from "../../testing/product.js";
import { registered } from "../../testing/register.js";
import { withinRateCard } from "./within-rate-card.js";

const product = coveredBy({
  benefit: { kind: "repair_cost", costField: "cost", deductible: 0n, deductiblePercent: 0 },
});
const LISTED = registered({
  kind: "repairer",
  rateCard: [
    { category: null, peril: null, costMax: 900n },
    { category: "apparel", peril: null, costMax: 500n },
    { category: "digital", peril: null, costMax: 100n },
    { category: "apparel", peril: "other", costMax: 50n },
  ],
});
const quoted = (cost: number, entry: RegisterEntry = LISTED, repairer = "Honest Lab") =>
  withinRateCard(
    someFacts({ claim: { peril: "breakdown", fields: { repairer, cost } }, register: [entry] }),
    product,
    null,
  );

test("a repair costs at most the lowest rate that applies", () => {
  expect(quoted(500)).toEqual({
    outcome: "met",
    inputs: { repairer: "Honest Lab", entryId: "reg_1", revision: 1, cost: 500n, rate: 500n },
  });
  expect(quoted(501)).toMatchObject({
    outcome: "refer",
    reason: "above_rate_card",
    inputs: { cost: 501n, rate: 500n },
  });
});

test("without a rate that holds there is nothing to compare", () => {
  expect(quoted(9_999, registered({ ...LISTED, rateCard: [] })).outcome).toBe("not_applicable");
  expect(quoted(9_999, registered({ ...LISTED, status: "suspended" })).outcome).toBe("not_applicable");
  expect(quoted(9_999, LISTED, "Cousin")).toMatchObject({ outcome: "not_applicable", inputs: { entryId: null } });
  expect(withinRateCard(someFacts({}), PRODUCT, null).outcome).toBe("not_applicable");
});
