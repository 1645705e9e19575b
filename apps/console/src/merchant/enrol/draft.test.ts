import { expect, test } from "vitest";
import { bodyOf, type Draft, draftBody, draftOf, draftProblem, EMPTY, readDraft, skusOf, writeDraft } from "./draft.js";

const DRAFT: Draft = {
  kind: "categories",
  categories: ["apparel", "bags"],
  skus: "",
  exceptCategories: [],
  exceptSkus: "SKU-1\nSKU-2",
  cost: { rows: [{ category: "bags", ordersPerMonth: 30, averagePrice: 15_900 }], returnRatePpm: 120_000 },
};

test("a draft is read back as it was kept", () => {
  expect(readDraft(writeDraft(DRAFT))).toEqual(DRAFT);
  expect(readDraft(writeDraft(EMPTY))).toEqual(EMPTY);
});

test.each([null, "", "{", "[]", "null", '{"kind":"some"}'])("what is no draft is none: %s", (text) => {
  expect(readDraft(text)).toBeNull();
});

test("what does not belong into a draft is left out", () => {
  expect(readDraft('{"kind":"all","exceptCategories":["bags","furniture",1],"skus":7,"cost":"x"}')).toEqual({
    ...EMPTY,
    exceptCategories: ["bags"],
  });
});

test("goods are read with any sign between them, each once", () => {
  expect(skusOf(" A1，A2;A1\n\nA3、A4 ")).toEqual(["A1", "A2", "A3", "A4"]);
  expect(skusOf(" \n")).toEqual([]);
});

test("a choice that takes nothing in cannot be sent", () => {
  expect(draftProblem(EMPTY)).toBeNull();
  expect(draftProblem({ ...EMPTY, kind: "categories" })).toBe("categories");
  expect(draftProblem({ ...EMPTY, kind: "skus", skus: " , " })).toBe("skus");
});

test("only what fits the kind of choice is sent", () => {
  const full: Draft = { ...DRAFT, exceptCategories: ["food"], skus: "B1 B2" };
  expect(draftBody({ ...full, kind: "all" })).toEqual({
    scope: { all: true },
    exclusions: { categories: ["food"], skus: ["SKU-1", "SKU-2"] },
  });
  expect(draftBody(full)).toEqual({
    scope: { categories: ["apparel", "bags"] },
    exclusions: { categories: [], skus: ["SKU-1", "SKU-2"] },
  });
  expect(draftBody({ ...full, kind: "skus" })).toEqual({
    scope: { skus: ["B1", "B2"] },
    exclusions: { categories: [], skus: [] },
  });
});

test("what stands is changed from where it stands, and paused without being changed", () => {
  const standing = { scope: { categories: ["apparel"], skus: ["S1"] }, exclusions: { categories: [], skus: ["S2"] } };
  expect(draftOf(standing)).toEqual({
    ...EMPTY,
    kind: "categories",
    categories: ["apparel"],
    skus: "S1",
    exceptSkus: "S2",
  });
  expect(bodyOf(standing)).toEqual({
    scope: { categories: ["apparel"], skus: ["S1"] },
    exclusions: { categories: [], skus: ["S2"] },
  });
});
