// Understands how products compare: one row each, said in words that are made from their data.

import type { Fen } from "../money.js";
import { CATEGORIES, type Category, type Payer, type ProductVersion, type Text } from "../product/product.js";
import { type Rating, type RiskFacts, rateLine } from "../product/rate.js";
import {
  benefitWords,
  CATEGORY_NAMES,
  claimWindowWords,
  decisionWords,
  eventWords,
  evidenceWords,
  listed,
  mindWords,
  payerWords,
  periodWords,
  sentence,
  yuan,
} from "./words.js";

/** What a cover costs for goods that it suits, bought today by nobody in particular. */
export interface PriceExample {
  readonly category: Category;
  readonly unitPrice: Fen;
  readonly payer: Payer;
  readonly premium: Fen;
  readonly sumInsured: Fen;
  readonly words: Text;
}

export interface ComparisonRow {
  readonly product: ProductVersion;
  /** 保障内容: what may happen that it pays for. */
  readonly event: Text;
  /** 适用场景: goods for which its filed tariff expects more losses than for others. */
  readonly suits: Text;
  readonly suitedCategories: readonly Category[];
  readonly payer: Text;
  readonly period: Text;
  readonly claimWindow: Text;
  readonly benefit: Text;
  readonly evidence: Text;
  readonly decidedBy: Text;
  /** 注意事项: what to mind. */
  readonly mind: Text;
  /** Null when the tariff has no premium for any of the examples. */
  readonly example: PriceExample | null;
}

/** Unit prices in fen of goods as they are usually bought: examples, not statistics. */
export const USUAL_PRICE: Readonly<Record<Category, Fen>> = {
  apparel: 12_900n,
  shoes: 29_900n,
  bags: 59_900n,
  beauty: 19_900n,
  digital: 399_900n,
  appliance: 299_900n,
  home: 39_900n,
  fragile: 25_900n,
  food: 9_900n,
  jewelry: 199_900n,
  other: 19_900n,
};
/** One price for all categories, so that a tariff's view of the goods is not mixed with that of their prices: 500 yuan. */
const SAME_PRICE = 50_000n;

/** A line of nobody in particular: a shop and a buyer without history, a parcel that goes far. */
const riskOf = (category: Category, unitPrice: Fen): RiskFacts => ({
  category,
  unitPrice,
  quantity: 1,
  freight: 0n,
  zone: "far",
  merchantBand: "new",
  buyerBand: "new",
});

/** What a product's first payer would be charged for such goods; null when it is not for them. */
export function rated(product: ProductVersion, category: Category, unitPrice: Fen): Rating | null {
  const [payer = "merchant"] = product.payers;
  const rating = rateLine(product, riskOf(category, unitPrice), payer);
  return typeof rating === "string" ? null : rating;
}

function clipped(product: ProductVersion, price: Fen): Fen {
  const { unitPriceMin, unitPriceMax } = product.eligibility;
  return price < unitPriceMin ? unitPriceMin : price > unitPriceMax ? unitPriceMax : price;
}

/** Of the highest premium, what a category's must reach to count among those that a product suits, in percent. */
const NEARLY_HIGHEST_PERCENT = 75n;

/**
 * The categories that a product suits, most first: those for which its filed tariff asks more than on average, or nearly the most,
 * at one and the same price, since a premium follows the losses. A product that is made for few categories suits them all; where
 * the tariff makes no difference among all goods there is none to name.
 */
export function suitedCategories(product: ProductVersion): readonly Category[] {
  const { categories } = product.eligibility;
  const price = clipped(product, SAME_PRICE);
  const weighed = CATEGORIES.flatMap((category) => {
    const rating = rated(product, category, price);
    return rating === null || category === "other" ? [] : [{ category, premium: rating.premium }];
  });
  weighed.sort((a, b) => (a.premium < b.premium ? 1 : a.premium > b.premium ? -1 : 0));
  if (categories.length > 0 && 2 * categories.length < CATEGORIES.length)
    return weighed.map(({ category }) => category);
  const [highest = 0n, lowest] = [weighed[0]?.premium, weighed.at(-1)?.premium];
  if (highest === lowest) return [];
  const total = weighed.reduce((sum, { premium }) => sum + premium, 0n);
  return weighed
    .filter(
      ({ premium }) => premium * BigInt(weighed.length) > total || 100n * premium >= NEARLY_HIGHEST_PERCENT * highest,
    )
    .map(({ category }) => category);
}

function suitsWords(categories: readonly Category[]): Text {
  return categories.length === 0
    ? { zh: "各类商品", en: "goods of all kinds" }
    : listed(categories.map((category) => CATEGORY_NAMES[category]));
}

function exampleOf(product: ProductVersion, suited: readonly Category[]): PriceExample | null {
  for (const category of [...suited, ...CATEGORIES]) {
    const unitPrice = clipped(product, USUAL_PRICE[category]);
    const rating = rated(product, category, unitPrice);
    if (rating === null) continue;
    const { premium, sumInsured } = rating;
    const [payer = "merchant"] = product.payers;
    const name = CATEGORY_NAMES[category];
    const words = {
      zh: `${yuan(unitPrice)} 元的${name.zh}：${payerWords([payer]).zh}付保费 ${yuan(premium)} 元，保额 ${yuan(sumInsured)} 元`,
      en: `${name.en} at ¥${yuan(unitPrice)}: the ${payerWords([payer]).en} pays ¥${yuan(premium)} for up to ¥${yuan(sumInsured)}`,
    };
    return { category, unitPrice, payer, premium, sumInsured, words: sentence(words) };
  }
  return null;
}

/** One row for each product, in the order given. */
export function compare(products: readonly ProductVersion[]): ComparisonRow[] {
  return products.map((product) => {
    const categories = suitedCategories(product);
    return {
      product,
      event: sentence(eventWords(product)),
      suits: sentence(suitsWords(categories)),
      suitedCategories: categories,
      payer: sentence(payerWords(product.payers)),
      period: sentence(periodWords(product.period)),
      claimWindow: sentence(claimWindowWords(product)),
      benefit: sentence(benefitWords(product)),
      evidence: sentence(evidenceWords(product)),
      decidedBy: sentence(decisionWords(product)),
      mind: sentence(mindWords(product)),
      example: exampleOf(product, categories),
    };
  });
}
