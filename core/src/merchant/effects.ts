// Understands what went differently on a shop's insured lines and on its others, and how sure one may be of it.

import { type Estimate, meanOf, wilson } from "../interval.js";
import type { Fen } from "../money.js";
import type { Text } from "../product/product.js";
import { DAY_MS } from "../time.js";

/** What was counted of the insured lines, or of the others. */
export interface Cohort {
  readonly lines: number;
  readonly returned: number;
  readonly disputed: number;
  /** Returns that were asked for and refunded, the time that all took, and its sample standard deviation, in milliseconds. */
  readonly refunds: number;
  readonly refundMs: number;
  readonly refundDeviationMs: number;
  /** Orders whose following `REPEAT_DAYS` are over, and those of them after which the buyer came back. */
  readonly orders: number;
  readonly repeated: number;
  readonly premium: Fen;
  readonly paid: Fen;
  readonly claimsDecided: number;
  readonly claimsDisputed: number;
}

/** Days in which a purchase counts as a repeated one. */
export const REPEAT_DAYS = 30;
/** Days in which a seller pays back what came back (Consumer Rights Law of 2013, art. 25). */
export const REFUND_DAYS = 7;
/** Below so many cases a figure says more about chance than about cover. */
export const FEW = 100;

export const EFFECT_METRICS = [
  "lines",
  "return_rate",
  "dispute_rate",
  "claim_dispute_rate",
  "repeat_rate",
  "days_to_refund",
  "paid_to_premium",
] as const;
export type EffectMetric = (typeof EFFECT_METRICS)[number];

/** Whether a figure is a number of things, a share from 0 to 1, days, or a ratio of two amounts. */
export type EffectUnit = "count" | "share" | "days" | "ratio";

/** A figure of one side. */
export interface EffectFigure {
  readonly numerator: number;
  readonly denominator: number;
  /** Null where nothing was counted. */
  readonly value: number | null;
  /** The interval that holds the true value in 95 of 100 cases; null where none can be told. */
  readonly interval: Pick<Estimate, "low" | "high"> | null;
  readonly tooFew: boolean;
}

/** A figure of both sides; null for the side that it cannot be told of. */
export interface Effect {
  readonly metric: EffectMetric;
  readonly unit: EffectUnit;
  readonly insured: EffectFigure;
  readonly uninsured: EffectFigure | null;
}

const figure = (numerator: number, denominator: number, found: Estimate | null): EffectFigure => ({
  numerator,
  denominator,
  value: found?.value ?? null,
  interval: found === null ? null : { low: found.low, high: found.high },
  tooFew: denominator < FEW,
});

const share = (hits: number, cases: number): EffectFigure => figure(hits, cases, wilson(hits, cases));

/** A number of lines is counted, and not estimated. */
const count = (lines: number): EffectFigure => ({
  ...{ numerator: lines, denominator: lines, value: lines, interval: null },
  tooFew: lines < FEW,
});

const days = ({ refunds, refundMs, refundDeviationMs }: Cohort): EffectFigure =>
  figure(refundMs / DAY_MS, refunds, meanOf(refundMs / DAY_MS, refunds, refundDeviationMs / DAY_MS));

/** Two sums of money have no interval without a model of how claims fall; whether there were few is told by the lines. */
const ratio = ({ paid, premium, lines }: Cohort): EffectFigure => ({
  numerator: Number(paid),
  denominator: Number(premium),
  value: premium === 0n ? null : Number(paid) / Number(premium),
  interval: null,
  tooFew: lines < FEW,
});

/** Every figure, in the order of `EFFECT_METRICS`. */
export function effectsOf(insured: Cohort, uninsured: Cohort): readonly Effect[] {
  const both = (metric: EffectMetric, unit: EffectUnit, of: (side: Cohort) => EffectFigure): Effect => ({
    ...{ metric, unit, insured: of(insured), uninsured: of(uninsured) },
  });
  const insuredAlone = (metric: EffectMetric, unit: EffectUnit, of: (side: Cohort) => EffectFigure): Effect => ({
    ...{ metric, unit, insured: of(insured), uninsured: null },
  });
  return [
    both("lines", "count", ({ lines }) => count(lines)),
    both("return_rate", "share", ({ returned, lines }) => share(returned, lines)),
    both("dispute_rate", "share", ({ disputed, lines }) => share(disputed, lines)),
    insuredAlone("claim_dispute_rate", "share", ({ claimsDisputed, claimsDecided }) =>
      share(claimsDisputed, claimsDecided),
    ),
    both("repeat_rate", "share", ({ repeated, orders }) => share(repeated, orders)),
    both("days_to_refund", "days", days),
    insuredAlone("paid_to_premium", "ratio", ratio),
  ];
}

/** What each figure is called, and what exactly was counted. */
export const EFFECT_TEXTS: Readonly<Record<EffectMetric, { readonly title: Text; readonly definition: Text }>> = {
  lines: {
    title: { zh: "订单行数", en: "Order lines" },
    definition: {
      zh: "在所选期间下单且未取消的订单中的商品行。该行曾出过任一保单的记为“有保障”，其余记为“无保障”，不论由谁付保费。",
      en: "Lines of orders that were placed in the period and not cancelled. A line counts as insured when any policy was ever issued on it, whoever paid for it; all others count as not insured.",
    },
  },
  return_rate: {
    title: { zh: "退货率", en: "Return rate" },
    definition: {
      zh: "分子：有至少一笔未取消的退货的订单行。分母：全部订单行。",
      en: "Numerator: lines with at least one return that was not cancelled. Denominator: all lines.",
    },
  },
  dispute_rate: {
    title: { zh: "退货纠纷率", en: "Dispute rate" },
    definition: {
      zh: `从订单数据看得出的纠纷：退货已申请但被取消且未退款，或商家收到退货后超过 ${REFUND_DAYS} 天才退款或仍未退款（《消费者权益保护法》第二十五条的期限）。分子：有此情形的订单行。分母：全部订单行。平台客服的投诉不在其内。`,
      en: `Disputes so far as orders tell of them: a return that was asked for and cancelled without a refund, or goods that the shop received and paid back after more than ${REFUND_DAYS} days or not yet (the term of the Consumer Rights Law, art. 25). Numerator: lines with such a return. Denominator: all lines. Complaints to the marketplace's service are not in it.`,
    },
  },
  claim_dispute_rate: {
    title: { zh: "理赔争议率", en: "Claim dispute rate" },
    definition: {
      zh: "分子：作出决定后买家要求人工复核或申诉，或商家提出异议的赔案。分母：这些订单行上已作出决定的赔案。无保障的订单行没有赔案，故无从比较。",
      en: "Numerator: claims whose decision the buyer asked a person to review or appealed against, or which the shop disputed. Denominator: decided claims on these lines. Lines without cover have no claims, and so there is nothing to compare.",
    },
  },
  repeat_rate: {
    title: { zh: `${REPEAT_DAYS} 天复购率`, en: `Repeat purchase within ${REPEAT_DAYS} days` },
    definition: {
      zh: `分子：同一买家在其后 ${REPEAT_DAYS} 天内又在本店下单（未取消）的订单。分母：下单已满 ${REPEAT_DAYS} 天的订单；任一行有保障的订单记为“有保障”。`,
      en: `Numerator: orders after which the same buyer placed another one in this shop, not cancelled, within ${REPEAT_DAYS} days. Denominator: orders that are ${REPEAT_DAYS} days old; an order counts as insured when any of its lines is.`,
    },
  },
  days_to_refund: {
    title: { zh: "平均退款天数", en: "Average days to refund" },
    definition: {
      zh: "从申请退货到退款的平均天数。分子：总天数。分母：已退款的退货涉及的订单行（每行取最早一笔）。区间按正态近似。",
      en: "From when a return was asked for to when it was paid back. Numerator: days of all together. Denominator: lines with a return that was paid back, each by its first one. The interval is that of the normal approximation.",
    },
  },
  paid_to_premium: {
    title: { zh: "赔付与保费之比", en: "Paid against premium" },
    definition: {
      zh: "分子：这些订单行上已核定的赔款。分母：其保单的保费，扣除退费并加上批改补费。金额以分计，两者皆含所有付款方。金额之比不给出区间。",
      en: "Numerator: what was granted on claims on these lines. Denominator: the premium of their policies, less what was given back and with what endorsements cost. In fen, whoever paid. A ratio of amounts is told without an interval.",
    },
  },
};

export const EFFECT_CAVEAT: Text = {
  zh: "这是两组订单行的对比，不证明因果：有保障的商品、买家和时段本来就可能不同。样本少于 100 的数字请勿据以判断。",
  en: "This compares two groups of lines and proves no cause: insured goods, buyers and seasons may differ to begin with. Do not judge by figures of fewer than 100 cases.",
};
