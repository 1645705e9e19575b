// Understands what money that comes late costs whoever owed it: simple interest by the day, at rates that are dated
// data.

import { dueAfter } from "../claim/clocks.js";
import { type Fen, larger, PPM, portion, type Rounding } from "../money.js";
import type { ProductVersion } from "../product/product.js";
import { addDays, type Day, daysBetween, type Instant, shanghaiDay } from "../time.js";

/** A rate a year in parts per million, from a Shanghai day on. */
export interface DatedRate {
  readonly from: Day;
  readonly ppm: bigint;
}

/** How late money bears interest. */
export interface LateInterestRule {
  readonly source: string;
  /** Oldest first. The last one holds until another is announced. */
  readonly rates: readonly DatedRate[];
  /** Days after the decision within which money is on time; the day after them is the first that is counted. */
  readonly paymentDays: number;
  readonly yearDays: bigint;
  /** The whole interest is rounded once. */
  readonly rounding: Rounding;
}

/**
 * The one-year loan prime rate (贷款市场报价利率), announced on the 20th of a month by the National Interbank Funding Center as
 * authorised by the People's Bank of China; an entry is added when it changes.
 */
const LOAN_PRIME_RATE: readonly DatedRate[] = [
  { from: "2024-07-22" as Day, ppm: 33_500n },
  { from: "2024-10-21" as Day, ppm: 31_000n },
  { from: "2025-05-20" as Day, ppm: 30_000n },
];

/**
 * Whoever pays late makes good the loss (Insurance Law art. 23), and a loss of money is its interest: courts award the
 * loan prime rate of one year. What is paid within ten days of the decision is on time (art. 23). In doubt for the
 * insured: up.
 */
export const STATUTORY_LATE_INTEREST: LateInterestRule = {
  source: "保险法第二十三条；一年期贷款市场报价利率（全国银行间同业拆借中心）",
  rates: LOAN_PRIME_RATE,
  paymentDays: 10,
  yearDays: 365n,
  rounding: "up",
};

/** The rule of a product: insurance has it by law; a guarantee service only where it promises it. Null: none. */
export function lateInterestRule({
  funding,
  lateInterest: promised = false,
}: Pick<ProductVersion, "funding" | "lateInterest">): LateInterestRule | null {
  return funding === "insurance" || promised ? STATUTORY_LATE_INTEREST : null;
}

/** A stretch of days at one rate. */
export interface InterestPart {
  readonly from: Day;
  readonly days: number;
  readonly ppm: bigint;
}

export interface LateInterest {
  /** What is paid, in fen; zero when the money is on time. */
  readonly amount: Fen;
  readonly days: number;
  readonly parts: readonly InterestPart[];
}

/** Money that should have been granted earlier. */
export interface LateMoney {
  /** What is granted now, in fen. */
  readonly owed: Fen;
  /** When it should have been granted. */
  readonly since: Instant;
  readonly paidAt: Instant;
  /**
   * The least that the payment channel can send, in fen: interest below it is made up to it, since it could not be paid
   * otherwise.
   */
  readonly payableMin: Fen;
}

/**
 * Interest from the first day after the days for payment up to the day of payment, which counts. Zero when nothing is
 * owed or the money is on time; it never falls as days pass or as more is owed. Throws for days before the first rate
 * that is known.
 */
export function lateInterest(rule: LateInterestRule, { owed, since, paidAt, payableMin }: LateMoney): LateInterest {
  const first = shanghaiDay(dueAfter(since, rule.paymentDays));
  const parts = owed > 0n ? partsOf(rule.rates, first, addDays(shanghaiDay(paidAt), 1)) : [];
  const weight = parts.reduce((sum, { days, ppm }) => sum + BigInt(days) * ppm, 0n);
  if (weight === 0n) return { amount: 0n, days: 0, parts: [] };
  const interest = portion(owed, weight, rule.yearDays * PPM, rule.rounding);
  return {
    amount: larger(interest, payableMin),
    days: parts.reduce((sum, { days }) => sum + days, 0),
    parts,
  };
}

/** The days [first, end) cut where the rate changes; none when `end` does not come after `first`. */
function partsOf(rates: readonly DatedRate[], first: Day, end: Day): InterestPart[] {
  if (end <= first) return [];
  const [oldest] = rates;
  if (oldest === undefined || first < oldest.from) throw new RangeError(`no rate of interest is known for ${first}`);
  return rates.flatMap(({ from: rateFrom, ppm }, i) => {
    const next = rates[i + 1]?.from ?? end;
    const from = rateFrom > first ? rateFrom : first;
    const until = next < end ? next : end;
    return until > from ? [{ from, days: daysBetween(from, until), ppm }] : [];
  });
}
