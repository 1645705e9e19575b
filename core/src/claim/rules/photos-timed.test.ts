import { expect, test } from "vitest";
import { FACTS, someFacts } from "../../testing/facts.js";
import { coveredBy, PRODUCT } from "../../testing/product.js";
import { SIGNATURE } from "../../testing/signature.js";
import { HOUR_MS, type Instant, plus } from "../../time.js";
import { photosTimed } from "./photos-timed.js";

const product = coveredBy({}, { signature: { ...SIGNATURE, photoHoursBefore: 2, photoHoursAfter: 48 } });
const deliveredAt = FACTS.order.deliveredAt as Instant;
const taken = (hours: readonly (number | null)[], order = {}) =>
  photosTimed(
    someFacts({
      order,
      claim: {
        evidence: hours.map((after, i) => ({
          ...{ evidenceId: `evd_${i}`, kind: "damage", mediaType: "image/jpeg", sha256: `${i}` },
          capturedAt: after === null ? null : plus(deliveredAt, after * HOUR_MS),
        })),
      },
    }),
    product,
    null,
  );

test("photos are taken from a little before the delivery until the inspection is over", () => {
  expect(taken([-2, 0, 48, null])).toEqual({
    outcome: "met",
    inputs: { deliveredAt, timed: 3, photoHoursBefore: 2, early: 0, photoHoursAfter: 48, late: 0 },
  });
});

test("one that says another time is looked at", () => {
  expect(taken([1, -3])).toMatchObject({ outcome: "refer", reason: "suspected_fraud", inputs: { early: 1, late: 0 } });
  expect(taken([1, 49])).toMatchObject({ outcome: "refer", reason: "suspected_fraud", inputs: { early: 0, late: 1 } });
});

test("photos without a time, and parcels whose delivery nobody told, say nothing", () => {
  expect(taken([null]).outcome).toBe("not_applicable");
  expect(taken([1], { deliveredAt: null })).toEqual({
    outcome: "not_applicable",
    inputs: { deliveredAt: null, timed: 1 },
  });
  expect(photosTimed(someFacts({}), PRODUCT, null).outcome).toBe("not_applicable");
});
