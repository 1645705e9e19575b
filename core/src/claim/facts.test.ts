import fc from "fast-check";
import { expect, test } from "vitest";
import { FACTS, someFacts } from "../testing/facts.js";
import { registered } from "../testing/register.js";
import { type ClaimFacts, decodeFacts, encodeFacts } from "./facts.js";

test("facts survive their text, with every fen", () => {
  const facts = someFacts({
    policy: { sumInsured: 9_007_199_254_740_993n },
    claim: { fields: { cost: 12n, price: 12, ok: true, text: "12" }, requestedAmount: -0n },
  });
  expect(decodeFacts(encodeFacts(facts))).toEqual(facts);
});

test("equal facts are equal text, whatever the order of their keys", () => {
  const reversed = Object.fromEntries(Object.entries(FACTS).reverse()) as unknown as ClaimFacts;
  expect(Object.keys(reversed)).not.toEqual(Object.keys(FACTS));
  expect(encodeFacts(reversed)).toBe(encodeFacts(FACTS));
  const fields = (entries: readonly [string, bigint][]) =>
    encodeFacts(someFacts({ claim: { fields: Object.fromEntries(entries) } }));
  expect(
    fields([
      ["b", 1n],
      ["a", 2n],
    ]),
  ).toBe(
    fields([
      ["a", 2n],
      ["b", 1n],
    ]),
  );
  expect(
    fields([
      ["b", 1n],
      ["a", 2n],
    ]),
  ).toContain('"fields":{"a":{"$n":"2"},"b":{"$n":"1"}}');
});

test("amounts are told from numbers and texts", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.oneof(fc.bigInt(), fc.integer(), fc.string(), fc.boolean())),
      (fields) => {
        const own = Object.fromEntries(
          Object.entries(fields).filter(([name]) => name !== "__proto__" && name !== "$n"),
        );
        expect(decodeFacts(encodeFacts(someFacts({ claim: { fields: own } }))).claim.fields).toEqual(own);
      },
    ),
  );
});

test("lists keep their order", () => {
  const register = [
    registered({ name: "b" }),
    registered({ name: "a", rateCard: [{ category: null, peril: null, costMax: 1n }] }),
  ];
  const facts = someFacts({ register, order: { returnsPaid: ["r2", "r1"] } });
  expect(decodeFacts(encodeFacts(facts)).register).toEqual(register);
  expect(decodeFacts(encodeFacts(facts)).order.returnsPaid).toEqual(["r2", "r1"]);
});
