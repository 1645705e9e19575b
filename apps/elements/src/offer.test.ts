import fc from "fast-check";
import { expect, test } from "vitest";
import { readLine, termsUrlOf } from "./offer.js";
import { answerOf, INCLUDED, OPTIONAL } from "./testing/answer.js";

const HOUSE = { base: "https://anxin.example/elements/offer.js", language: "zh" } as const;

test("a line is read with its covers, its reasons and whole addresses", () => {
  const line = readLine(answerOf(), "1", HOUSE);
  expect(line?.included).toMatchObject([{ title: "退货运费险", payer: "merchant", sumInsured: 1_200, termsUrl: null }]);
  expect(line?.optional.map(({ product, premium, reason }) => [product, premium, reason])).toEqual([
    ["screen-crack", 3_990, "屏幕最易碎"],
    ["extended-warranty", 5_000, null],
  ]);
  const [first] = line?.optional ?? [];
  expect(first === undefined ? null : termsUrlOf(first)).toBe(
    "https://anxin.example/v1/products/screen-crack/versions/1/terms?language=zh",
  );
});

test("an answer that lists no texts has the terms, and one without any has none", () => {
  const bare = { ...OPTIONAL, texts: undefined };
  const [listed] = readLine(answerOf({ optional: [bare] }), null, HOUSE)?.optional ?? [];
  expect(listed?.texts).toEqual([
    { kind: "terms", url: "https://anxin.example/v1/products/screen-crack/versions/1/terms?language=zh" },
  ]);
  const [none] = readLine(answerOf({ optional: [{ ...bare, termsUrl: undefined }] }), null, HOUSE)?.optional ?? [];
  expect(none?.texts).toEqual([]);
});

test.each(["javascript:alert(1)", "data:text/html,x", "http://[", 7])("%s is no address of terms", (url) => {
  const line = readLine(answerOf({ included: [{ ...INCLUDED, termsUrl: url }] }), null, HOUSE);
  expect(line?.included).toMatchObject([{ termsUrl: null }]);
});

test("the line is the one that was named, or the first", () => {
  const lines = [{ lineId: "1" }, { lineId: "2" }].map((line) => ({ ...line, included: [], optional: [] }));
  expect(readLine({ lines }, "2", HOUSE)?.lineId).toBe("2");
  expect(readLine({ lines }, null, HOUSE)?.lineId).toBe("1");
  expect(readLine({ lines }, "3", HOUSE)).toBeNull();
});

test.each([
  ["no answer", null],
  ["a problem", { code: "merchant_unknown" }],
  ["a premium that is no whole number", answerOf({ optional: [{ ...OPTIONAL, premium: 39.9 }] })],
  ["a premium below nothing", answerOf({ optional: [{ ...OPTIONAL, premium: -1 }] })],
  ["a title that is missing", answerOf({ included: [{ ...INCLUDED, title: undefined }] })],
  ["covers that are no list", answerOf({ included: "all" })],
])("%s is not shown as an offer", (_, answer) => {
  expect(readLine(answer, null, HOUSE)).toBeNull();
});

test("whatever the network brings, it is an offer or none, and never an error", () => {
  fc.assert(fc.property(fc.jsonValue(), (answer) => void readLine(answer, null, HOUSE)));
});
