import { expect, test } from "vitest";
import type { PictureSighting } from "../../fraud/signals.js";
import { someFacts } from "../../testing/facts.js";
import { PRODUCT } from "../../testing/product.js";
import { pictureUnseen } from "./picture-unseen.js";

const file = { evidenceId: "evd_1", kind: "damage", mediaType: "image/jpeg", sha256: "aa", capturedAt: null };
const SEEN: PictureSighting = { evidenceId: "evd_1", otherClaimId: "clm_9", match: "mirrored", distance: 3 };
const judge = (pictures: readonly PictureSighting[], evidence = [file]) =>
  pictureUnseen(someFacts({ claim: { evidence }, signals: { pictures } }), PRODUCT, null);

test("a picture of another claim refers, with how it was recognised", () => {
  expect(judge([])).toEqual({ outcome: "met", inputs: { pictures: 1, seen: 0 } });
  expect(judge([SEEN])).toEqual({
    outcome: "refer",
    reason: "image_reused",
    inputs: { pictures: 1, seen: 1, seen_1: "evd_1 mirrored clm_9 (3/64)" },
  });
});

test("five are named at the most, and all are counted", () => {
  const { inputs } = judge(Array.from({ length: 7 }, () => SEEN));
  expect(inputs["seen"]).toBe(7);
  expect(Object.keys(inputs)).toHaveLength(7);
});

test("a claim without files has no pictures", () => {
  expect(judge([SEEN], []).outcome).toBe("not_applicable");
});
