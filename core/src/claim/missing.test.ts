import { expect, test } from "vitest";
import type { EvidenceSlot } from "../product/product.js";
import { missingDocuments } from "./missing.js";

function slot(kind: string, minCount: number, required: boolean, more: Partial<EvidenceSlot> = {}): EvidenceSlot {
  return { kind, minCount, required, title: { zh: "文", en: "text" }, example: { zh: "例", en: "example" }, ...more };
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

const either = {
  documents: [slot("quote", 2, true), slot("invoice", 1, false, { alternativeOf: "quote" }), slot("other", 1, false)],
};

test("a slot that may stand for another fills it, alone or beside it, and is asked for by the other's name", () => {
  const missing = (...files: (readonly [string, string])[]) =>
    missingDocuments(
      either,
      files.map(([kind, sha256]) => ({ kind, sha256 })),
    ).map(({ slot, given }) => [slot.kind, given]);
  expect(missing()).toEqual([["quote", 0]]);
  expect(missing(["invoice", "a"])).toEqual([["quote", 1]]);
  expect(missing(["invoice", "a"], ["quote", "a"])).toEqual([["quote", 1]]);
  expect(missing(["invoice", "a"], ["quote", "b"])).toEqual([]);
  expect(missing(["invoice", "a"], ["invoice", "b"])).toEqual([]);
  expect(missing(["other", "a"], ["other", "b"])).toEqual([["quote", 0]]);
});

test("an amount that is claimed has to be proven, one that is not has not", () => {
  const fee = { documents: [slot("fee_invoice", 1, false, { requiredWith: "fee" })] };
  expect(missingDocuments(fee, [], { fee: 1 }).map(({ slot }) => slot.kind)).toEqual(["fee_invoice"]);
  expect(missingDocuments(fee, [{ kind: "fee_invoice", sha256: "a" }], { fee: 1 })).toEqual([]);
  for (const fields of [{}, { fee: 0 }, { fee: "much" }]) expect(missingDocuments(fee, [], fields)).toEqual([]);
});
