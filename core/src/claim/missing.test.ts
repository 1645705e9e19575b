import { expect, test } from "vitest";
import type { EvidenceSlot } from "../product/product.js";
import { missingDocuments } from "./missing.js";

function slot(kind: string, minCount: number, required: boolean): EvidenceSlot {
  return { kind, minCount, required, title: { zh: "文", en: "text" }, example: { zh: "例", en: "example" } };
}

const product = { documents: [slot("photo", 2, true), slot("proof", 1, false), slot("report", 1, true)] };

test("every required slot with too few files is named at once, in the product's order", () => {
  expect(missingDocuments(product, []).map(({ slot, given }) => [slot.kind, given])).toEqual([
    ["photo", 0],
    ["report", 0],
  ]);
});

test("the same picture twice is one picture", () => {
  const evidence = [
    { kind: "photo", sha256: "a" },
    { kind: "photo", sha256: "a" },
    { kind: "report", sha256: "a" },
  ];
  expect(missingDocuments(product, evidence).map(({ slot, given }) => [slot.kind, given])).toEqual([["photo", 1]]);
  expect(missingDocuments(product, [...evidence, { kind: "photo", sha256: "b" }])).toEqual([]);
});
