import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FACTS, someFacts } from "../../testing/facts.js";
import { coveredBy, PRODUCT } from "../../testing/product.js";
import { SIGNATURE } from "../../testing/signature.js";
import { HOUR_MS, type Instant, plus } from "../../time.js";
import { signatureWeighed } from "./signature-weighed.js";

const product = coveredBy({}, { signature: SIGNATURE });
const deliveredAt = FACTS.order.deliveredAt as Instant;

interface Told {
  readonly fields?: Readonly<Record<string, string>>;
  readonly slots?: readonly string[];
  /** Hours from delivery. */
  readonly photo?: number | null;
  readonly report?: number;
}

function weighed({ fields = {}, slots = [], photo = null, report = 30 }: Told, order = {}) {
  const evidence = slots.map((kind) => ({
    ...{ evidenceId: kind, kind, mediaType: "image/jpeg", sha256: kind },
    capturedAt: photo === null ? null : plus(deliveredAt, photo * HOUR_MS),
  }));
  const claim = { fields, evidence, reportedAt: plus(deliveredAt, report * HOUR_MS) };
  return signatureWeighed(someFacts({ claim, order }), product, null);
}

describe("a parcel that was signed for as intact", () => {
  test("is looked at when nothing speaks for damage on the way", () => {
    expect(weighed({ fields: { signedFor: "intact" } })).toEqual({
      outcome: "refer",
      reason: "needs_assessment",
      inputs: {
        ...{ signedAs: "intact", photoHours: null, reportHours: 30 },
        ...{ signature: -40, photographed: 0, reported: 0, slot_outer_box: 0, slot_unboxing_video: 0 },
        ...{ weight: -40, referBelow: 0 },
      },
    });
  });

  test("is no obstacle when the box, the photos and a report at once speak for it", () => {
    const told = { fields: { signedFor: "intact" }, slots: ["outer_box"], photo: 1, report: 2 };
    expect(weighed(told)).toMatchObject({
      outcome: "met",
      inputs: { signature: -40, slot_outer_box: 20, photographed: 16, reported: 21, weight: 17 },
    });
  });

  test.each([
    "完好签收，回家拆箱发现屏幕碎裂",
    "签收时外包装完好",
    "外箱无破损，内部碎了",
    "Signed for as intact, broken inside",
  ])("may be told in the inspection's note: %s", (inspectionNote) => {
    expect(weighed({ fields: { inspectionNote } }).inputs).toMatchObject({ signedAs: "intact", signature: -40 });
  });

  test.each(["外箱破损，屏幕碎裂", "外包装未完好，已破", "没有完好签收，当场拒收一件", "屏幕碎裂"])(
    "is not told by: %s",
    (inspectionNote) => {
      expect(weighed({ fields: { inspectionNote } })).toMatchObject({ outcome: "met", inputs: { signedAs: null } });
    },
  );

  test("is what the form says of the signature, before what the note says", () => {
    const fields = { signedFor: "remarked", inspectionNote: "签收时外包装完好" };
    expect(weighed({ fields }).inputs).toMatchObject({ signedAs: "remarked", signature: 30 });
  });
});

test("the first step that fits counts, to its last moment", () => {
  for (const [photo, points] of [
    [2, 16],
    [2.1, 8],
    [12, 8],
    [12.1, -9],
    [-1, 0],
  ] as const)
    expect(weighed({ slots: ["damage"], photo }).inputs).toMatchObject({ photographed: points });
  for (const [report, points] of [
    [12, 21],
    [24, 11],
    [24.5, 0],
  ] as const)
    expect(weighed({ report }).inputs).toMatchObject({ reported: points });
});

test("what nobody knows weighs nothing", () => {
  expect(weighed({ slots: ["damage"], photo: 1 }, { deliveredAt: null })).toMatchObject({
    outcome: "met",
    inputs: { photoHours: null, reportHours: null, weight: 0 },
  });
});

test("a weight is the sum of what is told, and it never refuses", () => {
  const told = fc.record({
    fields: fc.constantFrom({}, { signedFor: "intact" }, { signedFor: "remarked" }, { signedFor: "unsigned" }),
    slots: fc.subarray(["outer_box", "unboxing_video", "damage"]),
    photo: fc.option(fc.double({ min: -5, max: 60, noNaN: true })),
    report: fc.double({ min: 0, max: 60, noNaN: true }),
  });
  fc.assert(
    fc.property(told, (each) => {
      // Hours are whole milliseconds.
      const whole = (hours: number): number => Math.round(hours * HOUR_MS) / HOUR_MS;
      const { outcome, inputs } = weighed({
        ...each,
        photo: each.photo === null ? null : whole(each.photo),
        report: whole(each.report),
      });
      const parts = Object.entries(inputs).filter(([name]) => /^(signature|photographed|reported|slot_.*)$/.test(name));
      expect(parts.reduce((total, [, points]) => total + Number(points), 0)).toBe(inputs["weight"]);
      expect(outcome).toBe(Number(inputs["weight"]) >= 0 ? "met" : "refer");
    }),
  );
});

test("a product that weighs no signature has nothing to weigh", () => {
  expect(signatureWeighed(someFacts({}), PRODUCT, null).outcome).toBe("not_applicable");
});
