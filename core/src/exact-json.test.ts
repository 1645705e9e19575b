import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeExact, encodeExact } from "./exact-json.js";

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.bigInt(),
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(
      fc.string().filter((key) => key !== "$n" && key !== "__proto__"),
      tie("value"),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ),
}));

test("what is written exactly is read exactly", () => {
  fc.assert(
    fc.property(value, (original) => {
      expect(decodeExact(encodeExact(original))).toEqual(original);
    }),
  );
});

test("the order of keys does not matter", () => {
  expect(encodeExact({ b: { d: 1n, c: [2n] }, a: 9_007_199_254_740_993n })).toBe(
    encodeExact({ a: 9_007_199_254_740_993n, b: { c: [2n], d: 1n } }),
  );
});
