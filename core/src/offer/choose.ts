// Understands the guided choice: what a buyer is asked, and which covers their answers speak for.

import { type Fen, formatYuan } from "../money.js";
import { CATEGORIES, type Category, type ProductVersion, type Text } from "../product/product.js";
import { rated, suitedCategories, USUAL_PRICE } from "./compare.js";
import { type BuyerExperience, isFragile, worthPpm } from "./hazard.js";
import { CATEGORY_NAMES, joined, listed, payerWords, sentence } from "./words.js";

export const PRICE_ANSWERS = ["under_100", "100_to_500", "500_to_1000", "1000_to_3000", "over_3000"] as const;
export type PriceAnswer = (typeof PRICE_ANSWERS)[number];
export const RETURNS_ANSWERS = ["seldom", "sometimes", "often"] as const;
export type ReturnsAnswer = (typeof RETURNS_ANSWERS)[number];

export interface Option {
  readonly value: string;
  readonly title: Text;
}

export interface Question {
  readonly id: "goods" | "price" | "worries" | "returns";
  readonly title: Text;
  readonly kind: "one" | "many";
  readonly required: boolean;
  readonly options: readonly Option[];
}

export interface Answers {
  readonly goods: Category;
  /** Null: not said, and the usual price of such goods is taken. */
  readonly price: PriceAnswer | null;
  /** Codes of perils. */
  readonly worries: readonly string[];
  readonly returns: ReturnsAnswer | null;
}

/** Why a cover was chosen. A code never changes its meaning. */
export const CHOICE_CODES = ["worry", "goods", "fragile_goods", "returns"] as const;
export type ChoiceCode = (typeof CHOICE_CODES)[number];

export interface Choice {
  readonly product: ProductVersion;
  readonly reasons: readonly { readonly code: ChoiceCode; readonly text: Text }[];
  /** At the price that was answered, for the product's first payer. */
  readonly premium: Fen;
  readonly sumInsured: Fen;
  readonly unitPrice: Fen;
}

/** A price inside each answer, in fen. */
const PRICE_OF: Readonly<Record<PriceAnswer, Fen>> = {
  under_100: 6_000n,
  "100_to_500": 25_000n,
  "500_to_1000": 75_000n,
  "1000_to_3000": 200_000n,
  over_3000: 500_000n,
};
const PRICE_TITLES: Readonly<Record<PriceAnswer, Text>> = {
  under_100: { zh: "100 元以下", en: "Under ¥100" },
  "100_to_500": { zh: "100 至 500 元", en: "¥100 to ¥500" },
  "500_to_1000": { zh: "500 至 1000 元", en: "¥500 to ¥1,000" },
  "1000_to_3000": { zh: "1000 至 3000 元", en: "¥1,000 to ¥3,000" },
  over_3000: { zh: "3000 元以上", en: "Over ¥3,000" },
};
/** Twenty orders as such a buyer would have them. */
const RECORD_OF: Readonly<Record<ReturnsAnswer, BuyerExperience>> = {
  seldom: { exposures: 20, returns: 1 },
  sometimes: { exposures: 20, returns: 4 },
  often: { exposures: 20, returns: 10 },
};
const RETURNS_TITLES: Readonly<Record<ReturnsAnswer, Text>> = {
  seldom: { zh: "很少退", en: "Seldom" },
  sometimes: { zh: "偶尔退", en: "Sometimes" },
  often: { zh: "经常退", en: "Often" },
};

/** The perils of the products, each once, in their order. */
function worryOptions(products: readonly ProductVersion[]): readonly Option[] {
  const options = new Map<string, Option>();
  for (const { coverage } of products) {
    for (const { code, title } of coverage.perils) if (!options.has(code)) options.set(code, { value: code, title });
  }
  return [...options.values()];
}

/** What a buyer is asked, from the products on sale. */
export function questions(products: readonly ProductVersion[]): Question[] {
  const goods = CATEGORIES.map((value) => ({ value, title: sentence(CATEGORY_NAMES[value]) }));
  const price = PRICE_ANSWERS.map((value) => ({ value, title: PRICE_TITLES[value] }));
  const returns = RETURNS_ANSWERS.map((value) => ({ value, title: RETURNS_TITLES[value] }));
  return [
    {
      id: "goods",
      title: { zh: "买的是什么？", en: "What are you buying?" },
      kind: "one",
      required: true,
      options: goods,
    },
    {
      id: "price",
      title: { zh: "单价大约多少？", en: "About how dear is it?" },
      kind: "one",
      required: false,
      options: price,
    },
    {
      id: "worries",
      title: { zh: "最担心什么？", en: "What worries you?" },
      kind: "many",
      required: false,
      options: worryOptions(products),
    },
    {
      id: "returns",
      title: { zh: "多久退一次货？", en: "How often do you send things back?" },
      kind: "one",
      required: false,
      options: returns,
    },
  ];
}

/**
 * The covers that answers speak for: those against a named worry first, the more worries the earlier; then by what they are worth
 * for their premium (`worthPpm`), then by code. What is not for such goods, or has no reason, is left out.
 */
export function choose(products: readonly ProductVersion[], answers: Answers): Choice[] {
  const { goods, price, worries, returns } = answers;
  const unitPrice = price === null ? USUAL_PRICE[goods] : PRICE_OF[price];
  const record = returns === null ? null : RECORD_OF[returns];
  const ranked = products.flatMap((product) => {
    const rating = rated(product, goods, unitPrice);
    if (rating === null) return [];
    const { premium, sumInsured } = rating;
    const reasons = reasonsFor(product, answers, unitPrice);
    if (reasons.length === 0) return [];
    const matched = product.coverage.perils.filter(({ code }) => worries.includes(code)).length;
    const worth = worthPpm({ product, category: goods, premium, sumInsured }, record);
    return [{ choice: { product, reasons, premium, sumInsured, unitPrice }, matched, worth }];
  });
  ranked.sort((a, b) => {
    if (a.matched !== b.matched) return b.matched - a.matched;
    if (a.worth !== b.worth) return a.worth > b.worth ? -1 : 1;
    return a.choice.product.code < b.choice.product.code ? -1 : 1;
  });
  return ranked.map(({ choice }) => choice);
}

function reasonsFor(product: ProductVersion, { goods, worries, returns }: Answers, unitPrice: Fen): Choice["reasons"] {
  const { perils } = product.coverage;
  const name = CATEGORY_NAMES[goods];
  const reasons: Choice["reasons"][number][] = [];
  const feared = perils.filter(({ code }) => worries.includes(code));
  if (feared.length > 0) {
    const { zh, en } = listed(feared.map(({ title }) => title));
    reasons.push({ code: "worry", text: { zh: `保您担心的：${zh}`, en: `covers what worries you: ${en}` } });
  }
  if (suitedCategories(product).includes(goods)) {
    const text = { zh: `${name.zh}出这类问题较多`, en: `with ${name.en} this happens more than with other goods` };
    reasons.push({ code: "goods", text });
  }
  const breaks = perils.some(({ code }) => code === "breakage" || code === "screen_crack");
  if (breaks && isFragile(goods, unitPrice)) {
    const text = { zh: `${name.zh}容易损坏`, en: `${name.en} break easily` };
    reasons.push({ code: "fragile_goods", text });
  }
  if (returns === "often" && perils.some(({ code }) => code === "return"))
    reasons.push({ code: "returns", text: { zh: "您经常退货", en: "you often send things back" } });
  return reasons;
}

/** All of a choice in one sentence: why, and who pays how much. */
export function choiceWords({ product, reasons, premium, sumInsured }: Choice): Text {
  const [payer = "merchant"] = product.payers;
  const who = payerWords([payer]);
  const price = {
    zh: `${who.zh}付保费约 ${formatYuan(premium)} 元，最高赔 ${formatYuan(sumInsured)} 元`,
    en: `the ${who.en} pays about ¥${formatYuan(premium)} for up to ¥${formatYuan(sumInsured)}`,
  };
  return sentence(joined([...reasons.map(({ text }) => text), price], "；", "; "));
}
