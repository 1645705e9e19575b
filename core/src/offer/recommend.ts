// Understands which covers a buyer should look at first, and says why in words that they can check.

import { type Fen, formatYuan } from "../money.js";
import type { Category, ProductVersion, Text } from "../product/product.js";
import {
  type BuyerExperience,
  DEAR_FEN,
  isFragile,
  type Prospect,
  returnChancePpm,
  usualLoss,
  worthPpm,
} from "./hazard.js";
import { CATEGORY_NAMES, eventWords } from "./words.js";

/** Why a cover is recommended. A code never changes its meaning. */
export const BASIS_CODES = ["own_returns", "often_returned", "fragile_goods", "dear_goods"] as const;
export type Basis = (typeof BASIS_CODES)[number];

export interface Recommendation {
  readonly product: ProductVersion;
  /** In the language that was asked for. */
  readonly reason: string;
  readonly basis: readonly Basis[];
}

/** A cover that may be bought, for goods of one line. */
export interface Candidate extends Prospect {
  readonly unitPrice: Fen;
}

/** More would be no advice. */
const RECOMMENDED_MAX = 2;
/** Below this a cover costs far more than it gives back on average, and is not recommended: 30 % of the premium. */
const WORTH_PPM_MIN = 300_000n;
/** A buyer's own record is cited from this many orders on, and from one return in five. */
const CITED_EXPOSURES_MIN = 5;
const CITED_RETURN_SHARE = 5;
/** Goods of which at least 15 in 100 are sent back. */
const OFTEN_RETURNED_PPM = 150_000n;

/**
 * At most RECOMMENDED_MAX of the candidates, the one worth most for its premium first (`worthPpm`), products of the same worth
 * by code. Each has a reason in the goods, their value, their fragility or the buyer's own past; what has none, or gives
 * back too little, is not recommended.
 */
export function recommend(
  candidates: readonly Candidate[],
  own: BuyerExperience | null,
  language: keyof Text,
): Recommendation[] {
  const ranked: { candidate: Candidate; basis: Basis[]; worth: bigint }[] = [];
  for (const candidate of candidates) {
    const basis = basisOf(candidate, own);
    const worth = basis.length === 0 ? 0n : worthPpm(candidate, own);
    if (worth >= WORTH_PPM_MIN) ranked.push({ candidate, basis, worth });
  }
  ranked.sort((a, b) =>
    a.worth === b.worth ? (a.candidate.product.code < b.candidate.product.code ? -1 : 1) : a.worth > b.worth ? -1 : 1,
  );
  return ranked.slice(0, RECOMMENDED_MAX).map(({ candidate, basis }) => {
    const { product } = candidate;
    return { product, basis, reason: reasonWords(basis, candidate, own, language) };
  });
}

function basisOf({ product, category, unitPrice }: Candidate, own: BuyerExperience | null): Basis[] {
  const basis: Basis[] = [];
  const { perils } = product.coverage;
  if (perils.some(({ code }) => code === "return")) {
    if (own !== null && own.exposures >= CITED_EXPOSURES_MIN && own.returns * CITED_RETURN_SHARE >= own.exposures)
      basis.push("own_returns");
    if (returnChancePpm(category) >= OFTEN_RETURNED_PPM) basis.push("often_returned");
    return basis;
  }
  const breaks = perils.some(({ code }) => code === "breakage" || code === "screen_crack");
  if (breaks && isFragile(category, unitPrice)) basis.push("fragile_goods");
  if (unitPrice >= DEAR_FEN) basis.push("dear_goods");
  return basis;
}

type Words = (candidate: Candidate, own: BuyerExperience | null) => string;

/** What each basis says of these goods and this buyer. Only the language that is read is written. */
const WORDS: Readonly<Record<keyof Text, Readonly<Record<Basis | "price", Words>>>> = {
  zh: {
    own_returns: (_, own) => `您最近 90 天的 ${own?.exposures} 单里退了 ${own?.returns} 单`,
    often_returned: ({ category }) =>
      `${CATEGORY_NAMES[category].zh}常因尺码、款式不合适退货，100 件里约退 ${inHundred(category)} 件`,
    fragile_goods: ({ product, category }) =>
      `这个价位的${CATEGORY_NAMES[category].zh}容易损坏，常见的是${eventWords(product).zh}`,
    dear_goods: (candidate) =>
      `单价 ${formatYuan(candidate.unitPrice)} 元，出险一次通常要花约 ${formatYuan(usualLoss(candidate))} 元`,
    price: ({ premium, sumInsured }) => `保费 ${formatYuan(premium)} 元，最高赔 ${formatYuan(sumInsured)} 元`,
  },
  en: {
    own_returns: (_, own) => `you sent back ${own?.returns} of your ${own?.exposures} orders of the last 90 days`,
    often_returned: ({ category }) =>
      `${CATEGORY_NAMES[category].en} are often sent back for size or style, about ${inHundred(category)} in 100`,
    fragile_goods: ({ product, category }) =>
      `${CATEGORY_NAMES[category].en} of this kind break easily; what happens most: ${eventWords(product).en}`,
    dear_goods: (candidate) =>
      `at ¥${formatYuan(candidate.unitPrice)} apiece, a loss usually costs about ¥${formatYuan(usualLoss(candidate))}`,
    price: ({ premium, sumInsured }) =>
      `the premium is ¥${formatYuan(premium)}, up to ¥${formatYuan(sumInsured)} is paid`,
  },
};

const inHundred = (category: Category): bigint => returnChancePpm(category) / 10_000n;

function reasonWords(
  basis: readonly Basis[],
  candidate: Candidate,
  own: BuyerExperience | null,
  language: keyof Text,
): string {
  const words = WORDS[language];
  const parts = basis.map((code) => words[code](candidate, own));
  parts.push(words.price(candidate, own));
  const text = parts.join(language === "zh" ? "；" : "; ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
