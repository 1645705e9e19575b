import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { at } from "../../testing/moment.js";
import { coveredBy, PRODUCT } from "../../testing/product.js";
import { DAY_MS, type Instant, plus } from "../../time.js";
import { waitingPeriodOver } from "./waiting-period-over.js";

const effectiveAt = at("2026-03-08T00:00:00Z");
const waitingFrom = at("2026-03-01T00:00:00Z");
const product = coveredBy(
  { benefit: { kind: "repair_cost", costField: "cost", deductible: 0n, deductiblePercent: 0 } },
  { period: { ...PRODUCT.period, waitingDays: 7 } },
);
const lossAt = (occurredAt: Instant, effective: Instant | null = effectiveAt) =>
  waitingPeriodOver(someFacts({ policy: { effectiveAt: effective }, claim: { occurredAt } }), product, null);

test("a loss on any millisecond of the waiting period is refused", () => {
  const inputs = { waitingDays: 7, waitingFrom, effectiveAt };
  for (const eventAt of [waitingFrom, plus(effectiveAt, -1)]) {
    expect(lossAt(eventAt)).toEqual({ outcome: "not_met", reason: "waiting_period", inputs: { eventAt, ...inputs } });
  }
  expect(lossAt(effectiveAt)).toEqual({ outcome: "met", inputs: { eventAt: effectiveAt, ...inputs } });
});

test("a loss before the waiting period is not this clause's business", () => {
  const eventAt = plus(waitingFrom, -1);
  expect(lossAt(eventAt)).toEqual({
    outcome: "not_applicable",
    inputs: { eventAt, waitingDays: 7, waitingFrom, effectiveAt },
  });
});

test("without a waiting period or an inception there is nothing to wait for", () => {
  expect(lossAt(waitingFrom, null)).toEqual({
    outcome: "not_applicable",
    inputs: { waitingDays: 7, effectiveAt: null },
  });
  expect(waitingPeriodOver(someFacts({ claim: { occurredAt: plus(effectiveAt, -DAY_MS) } }), PRODUCT, null)).toEqual({
    outcome: "not_applicable",
    inputs: { waitingDays: 0, effectiveAt: waitingFrom },
  });
});
