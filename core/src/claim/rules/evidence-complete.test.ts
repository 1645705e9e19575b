import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { PRODUCT } from "../../testing/product.js";
import { evidenceComplete } from "./evidence-complete.js";

const text = { zh: "文", en: "text" };
const slot = (kind: string, minCount: number, required = true) => ({
  kind,
  title: text,
  example: text,
  minCount,
  required,
});
const file = (kind: string, sha256: string) => ({
  evidenceId: `evd_${sha256}`,
  kind,
  mediaType: "image/jpeg",
  sha256,
  capturedAt: null,
});
const product = { ...PRODUCT, documents: [slot("damage", 2), slot("label", 1), slot("video", 3, false)] };
const given = (...evidence: readonly ReturnType<typeof file>[]) =>
  evidenceComplete(someFacts({ claim: { evidence } }), product, null);

test("every required slot wants its number of different files", () => {
  expect(given(file("damage", "a"), file("label", "c"), file("damage", "b"))).toEqual({
    outcome: "met",
    inputs: { damage: "2/2", label: "1/1", missing: "" },
  });
  expect(given(file("damage", "a"), file("damage", "b"), file("damage", "c"), file("label", "a")).outcome).toBe("met");
});

test("what is missing is named and goes to a person, who asks for it before anyone refuses", () => {
  expect(given(file("damage", "a"))).toEqual({
    outcome: "refer",
    reason: "evidence_incomplete",
    inputs: { damage: "1/2", label: "0/1", missing: "damage label" },
  });
});

test("the same picture twice is one picture", () => {
  expect(given(file("damage", "a"), file("damage", "a"), file("label", "b"))).toMatchObject({
    outcome: "refer",
    inputs: { damage: "1/2", missing: "damage" },
  });
});

test("a product that requires nothing asks for nothing", () => {
  expect(evidenceComplete(someFacts({}), { ...PRODUCT, documents: [slot("video", 1, false)] }, null)).toEqual({
    outcome: "not_applicable",
    inputs: {},
  });
});
