import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CATEGORIES, type ProductVersion } from "../product/product.js";
import { coveredBy, PRODUCT } from "../testing/product.js";
import { type Answers, choiceWords, choose, PRICE_ANSWERS, questions, RETURNS_ANSWERS } from "./choose.js";

const product = (code: string, ...perils: string[]): ProductVersion =>
  coveredBy({ perils: perils.map((peril) => ({ code: peril, title: { zh: peril, en: peril } })) }, { code });
const PRODUCTS = [product("freight", "return"), product("transit", "breakage", "wetting"), product("odd", "meteor")];
const NONE: Answers = { goods: "apparel", price: null, worries: [], returns: null };
const chosen = (answers: Partial<Answers>, products: readonly ProductVersion[] = PRODUCTS): string[] =>
  choose(products, { ...NONE, ...answers }).map((choice) => choice.product.code);

describe("the choice", () => {
  it("asks for each peril once, in the products' order", () => {
    const twice = [...PRODUCTS, product("more", "meteor", "return", "flood")];
    const worries = questions(twice).find(({ id }) => id === "worries");
    expect(worries?.options.map(({ value }) => value)).toEqual(["return", "breakage", "wetting", "meteor", "flood"]);
  });

  it("puts what meets more worries first", () => {
    expect(chosen({ worries: ["meteor"] })).toEqual(["odd"]);
    expect(chosen({ worries: ["meteor", "breakage", "wetting"] })).toEqual(["transit", "odd"]);
  });

  it("gives reasons that the answers hold", () => {
    const [first] = choose(PRODUCTS, { ...NONE, returns: "often" });
    expect(first).toMatchObject({ product: { code: "freight" }, reasons: [{ code: "returns" }] });
    expect(first === undefined ? "" : choiceWords(first).en).toBe(
      "You often send things back; the merchant pays about ¥0.60 for up to ¥12.00",
    );
    expect(chosen({})).toEqual([]);
    expect(chosen({ goods: "fragile" })).toEqual(["transit"]);
  });

  it("leaves out what is not for such goods", () => {
    const dear = { ...product("dear", "meteor"), eligibility: { ...PRODUCT.eligibility, unitPriceMin: 900_000n } };
    expect(chosen({ worries: ["meteor"], price: "under_100" }, [dear])).toEqual([]);
  });

  it("is the same in whatever order products and worries come", () => {
    const answers = fc.record({
      goods: fc.constantFrom(...CATEGORIES),
      price: fc.option(fc.constantFrom(...PRICE_ANSWERS)),
      worries: fc.subarray(["return", "breakage", "wetting", "meteor"]),
      returns: fc.option(fc.constantFrom(...RETURNS_ANSWERS)),
    });
    const shuffled = fc.tuple(answers, fc.shuffledSubarray(PRODUCTS, { minLength: 3 }));
    fc.assert(
      fc.property(shuffled, ([answer, products]) => {
        const codes = chosen(answer);
        expect(chosen({ ...answer, worries: [...answer.worries].reverse() }, products)).toEqual(codes);
        expect(new Set(codes).size).toBe(codes.length);
      }),
    );
  });
});
