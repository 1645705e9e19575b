// Understands how the data of a product is said in words: periods, payers, perils, benefits, proof and who decides.

import { never } from "../assert.js";
import { type Fen, formatYuan, larger, smaller } from "../money.js";
import type {
  Anchor,
  Benefit,
  Category,
  CoverPeriod,
  Moment,
  Payer,
  ProductVersion,
  SumInsuredRule,
  Text,
} from "../product/product.js";

export const CATEGORY_NAMES: Readonly<Record<Category, Text>> = {
  apparel: { zh: "服装", en: "clothes" },
  shoes: { zh: "鞋靴", en: "shoes" },
  bags: { zh: "箱包", en: "bags" },
  beauty: { zh: "美妆", en: "cosmetics" },
  digital: { zh: "电子产品", en: "electronics" },
  appliance: { zh: "家电", en: "appliances" },
  home: { zh: "家居", en: "home goods" },
  fragile: { zh: "易碎品", en: "fragile goods" },
  food: { zh: "食品", en: "food" },
  jewelry: { zh: "珠宝首饰", en: "jewellery" },
  other: { zh: "其他商品", en: "other goods" },
};

const PAYER_NAMES: Readonly<Record<Payer, Text>> = {
  merchant: { zh: "商家", en: "merchant" },
  buyer: { zh: "买家", en: "buyer" },
  platform: { zh: "平台", en: "platform" },
};

const ANCHOR_NAMES: Readonly<Record<Anchor, Text>> = {
  payment: { zh: "付款", en: "payment" },
  shipment: { zh: "发货", en: "shipment" },
  delivery: { zh: "签收", en: "delivery" },
};

/** One text from pieces in both languages, each language with its own separator. */
export function joined(parts: readonly Text[], zh: string, en: string): Text {
  return { zh: parts.map((part) => part.zh).join(zh), en: parts.map((part) => part.en).join(en) };
}

/** Titles as part of a sentence: "IMEI" keeps its capitals. */
const lowered = (en: string): string => (/^[A-Z][a-z]/.test(en) ? en.charAt(0).toLowerCase() + en.slice(1) : en);

/** "服装、鞋靴"; "clothes, shoes". */
export const listed = (parts: readonly Text[]): Text =>
  joined(
    parts.map(({ zh, en }) => ({ zh, en: lowered(en) })),
    "、",
    ", ",
  );

/** Words that stand alone begin with a capital where the language has them. */
export const sentence = ({ zh, en }: Text): Text => ({ zh, en: en.charAt(0).toUpperCase() + en.slice(1) });

/** "商家、平台". */
export const payerWords = (payers: readonly Payer[]): Text => listed(payers.map((payer) => PAYER_NAMES[payer]));

/** Yuan as people write it: without idle decimals. */
export const yuan = (amount: Fen): string => formatYuan(amount).replace(/\.00$/, "");

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;

function spanWords(days: number, hours: number): Text {
  const parts: Text[] = [];
  if (days > 0) parts.push({ zh: `${days} 天`, en: counted(days, "day") });
  if (hours > 0) parts.push({ zh: `${hours} 小时`, en: counted(hours, "hour") });
  return joined(parts, " ", " and ");
}

type Base = Pick<Moment, "anchor" | "fromNextDay">;

function baseWords({ anchor, fromNextDay }: Base): Text {
  const { zh, en } = ANCHOR_NAMES[anchor];
  return fromNextDay ? { zh: `${zh}次日零时`, en: `00:00 of the day after ${en}` } : { zh, en };
}

const isBase = ({ days, hours }: Moment): boolean => days === 0 && hours === 0;

/**
 * The period of cover, as `core/policy/period.ts` computes it from its two moments and the waiting period, which moves both:
 * "自发货起 90 天"; "自付款起等待 7 天后生效，为期 365 天"; "自发货起，至签收起 48 小时止".
 */
export function periodWords({ inception, expiry, waitingDays }: CoverPeriod): Text {
  const from = baseWords(inception);
  if (inception.anchor !== expiry.anchor || inception.fromNextDay !== expiry.fromNextDay) {
    const begins = beginWords(inception, waitingDays);
    const ends = spanWords(expiry.days + waitingDays, expiry.hours);
    const to = baseWords(expiry);
    const until = ends.zh === "" ? to : { zh: `${to.zh}起 ${ends.zh}`, en: `${ends.en} from ${to.en}` };
    return { zh: `${begins.zh}，至${until.zh}止`, en: `${begins.en} until ${until.en}` };
  }
  const length = spanWords(expiry.days - inception.days, expiry.hours - inception.hours);
  if (isBase(inception) && waitingDays === 0)
    return { zh: `自${from.zh}起 ${length.zh}`, en: `${length.en} from ${from.en}` };
  const begins = beginWords(inception, waitingDays);
  return { zh: `${begins.zh}，为期 ${length.zh}`, en: `${begins.en} for ${length.en}` };
}

function beginWords(inception: Moment, waitingDays: number): Text {
  const from = baseWords(inception);
  const offset = spanWords(inception.days, inception.hours);
  const wait = spanWords(waitingDays, 0);
  if (waitingDays > 0) {
    const since = isBase(inception) ? from : { zh: `${from.zh}起 ${offset.zh}`, en: `${offset.en} from ${from.en}` };
    return { zh: `自${since.zh}起等待 ${wait.zh}后生效`, en: `begins after a wait of ${wait.en} from ${since.en},` };
  }
  return isBase(inception)
    ? { zh: `自${from.zh}起`, en: `from ${from.en}` }
    : { zh: `自${from.zh}起满 ${offset.zh}生效`, en: `begins ${offset.en} from ${from.en},` };
}

/** How long a loss inside the period may be reported. */
export function claimWindowWords({ reportingDays }: Pick<ProductVersion, "reportingDays">): Text {
  return reportingDays === 0
    ? { zh: "保险期间内报案", en: "report inside the period of cover" }
    : {
        zh: `保险期间内出险，期满后 ${reportingDays} 天内仍可报案`,
        en: `for a loss inside the period, up to ${counted(reportingDays, "day")} after it ends`,
      };
}

/** What may happen that the cover pays for. */
export const eventWords = ({ coverage }: Pick<ProductVersion, "coverage">): Text =>
  listed(coverage.perils.map(({ title }) => title));

/** The least and the most that a schedule of routes pays. */
function routeRange(benefit: Extract<Benefit, { kind: "route_schedule" }>): { from: Fen; to: Fen } {
  const amounts = Object.values(benefit.schedule).flatMap(({ selfShip, pickup }) => [selfShip, pickup]);
  const [first = 0n] = amounts;
  return { from: amounts.reduce(smaller, first), to: amounts.reduce(larger, first) };
}

function refundWords({ percentOfPrice, feeField, feeMax }: Extract<Benefit, { kind: "refund" }>): Text {
  const more = percentOfPrice - 100;
  const price =
    more === 0
      ? { zh: "退还所付价款", en: "the price back" }
      : { zh: `退还价款，另赔价款的 ${more}%`, en: `the price back and ${more} % of it on top` };
  if (feeField === null) return price;
  return joined(
    [
      price,
      {
        zh: `检测或鉴定费最高 ${yuan(feeMax)} 元`,
        en: `the fee of the test or appraisal up to ¥${yuan(feeMax)}`,
      },
    ],
    "，",
    ", and ",
  );
}

function repairWords({ deductible, deductiblePercent }: Extract<Benefit, { kind: "repair_cost" }>): Text {
  const parts: Text[] = [{ zh: "按实际维修费赔付", en: "the cost of the repair" }];
  if (deductiblePercent > 0)
    parts.push({ zh: `自付 ${deductiblePercent}%`, en: `less ${deductiblePercent} % borne by you` });
  if (deductible > 0n) parts.push({ zh: `自付 ${yuan(deductible)} 元`, en: `less ¥${yuan(deductible)} borne by you` });
  return joined(parts, "，", ", ");
}

function benefitKindWords(benefit: Benefit): Text {
  switch (benefit.kind) {
    case "route_schedule": {
      const { from, to } = routeRange(benefit);
      return {
        zh: `按退货路线约定 ${yuan(from)} 至 ${yuan(to)} 元`,
        en: `an amount agreed by route, ¥${yuan(from)} to ¥${yuan(to)}`,
      };
    }
    case "refund":
      return refundWords(benefit);
    case "damage_degree": {
      const degrees = Object.values(benefit.percentByDegree).sort((a, b) => a - b);
      const steps = degrees.map((percent) => `${percent}%`).join(" / ");
      return { zh: `按破损程度赔所付价款的 ${steps}`, en: `${steps} of the price paid, by degree of damage` };
    }
    case "repair_cost":
      return repairWords(benefit);
    case "formula":
      return benefit.words;
    default:
      return never(benefit);
  }
}

function capWords(rule: SumInsuredRule): readonly Text[] {
  return rule.kind === "route_maximum"
    ? []
    : [{ zh: `最高 ${yuan(rule.maximum)} 元`, en: `at most ¥${yuan(rule.maximum)}` }];
}

/** What is paid, how often, and at the most. */
export function benefitWords({ coverage, sumInsured }: Pick<ProductVersion, "coverage" | "sumInsured">): Text {
  const { benefit, claimsMax } = coverage;
  const often = { zh: `限赔 ${claimsMax} 次`, en: claimsMax === 1 ? "once" : `up to ${claimsMax} times` };
  return joined([benefitKindWords(benefit), often, ...capWords(sumInsured)], "；", "; ");
}

/** The documents that a claim needs; those that may be left out are named as such. */
export function evidenceWords({ documents }: Pick<ProductVersion, "documents">): Text {
  if (documents.length === 0)
    return { zh: "无需材料，以物流轨迹为准", en: "none; the parcel's own scans are the proof" };
  return listed(
    documents.map(({ title, required }) =>
      required ? title : { zh: `${title.zh}（可选）`, en: `${title.en} (optional)` },
    ),
  );
}

/** Who decides a claim. */
export function decisionWords({ decision }: Pick<ProductVersion, "decision">): Text {
  switch (decision.mode) {
    case "automatic":
      return { zh: "规则自动核赔", en: "by rules, at once" };
    case "automatic_under_limit": {
      const limit = yuan(decision.automaticMax);
      return {
        zh: `${limit} 元以内规则自动核赔，以上由理赔员核定`,
        en: `by rules up to ¥${limit}, above by an adjuster`,
      };
    }
    case "person":
      return { zh: "由理赔员核定", en: "by an adjuster" };
    default:
      return never(decision.mode);
  }
}

/** What a buyer has to mind: waiting, what they bear, what has to be proven, and until when. */
export function mindWords(product: ProductVersion): Text {
  const { period, coverage, documents } = product;
  const { benefit } = coverage;
  const parts: Text[] = [];
  if (period.waitingDays > 0)
    parts.push({
      zh: `有 ${period.waitingDays} 天等待期`,
      en: `cover waits ${counted(period.waitingDays, "day")}`,
    });
  if (benefit.kind === "route_schedule")
    parts.push({
      zh: `退货运费的赔付上限为 ${yuan(routeRange(benefit).to)} 元`,
      en: `freight is paid up to ¥${yuan(routeRange(benefit).to)}`,
    });
  const hours = period.expiry.days === 0 && period.expiry.hours > 0;
  if (hours && period.expiry.anchor === "delivery")
    parts.push({
      zh: `签收后 ${period.expiry.hours} 小时内务必验货并拍照留存`,
      en: `inspect and photograph within ${counted(period.expiry.hours, "hour")} of delivery`,
    });
  const needed = documents.filter(({ required }) => required).map(({ title }) => title);
  if (needed.length > 0) parts.push({ zh: `需要提供${listed(needed).zh}`, en: `needed: ${listed(needed).en}` });
  return joined(parts, "；", "; ");
}
