// Understands what the parts of a product's content are called by the people who edit and approve it.

import { CATEGORY_NAMES } from "../offer/words.js";
import type { Text } from "./product.js";

/** What a part is called, and its own parts; `each` is for the items of a list or map, which `names` may name. */
export interface PartTitle {
  readonly text: Text;
  readonly parts?: Readonly<Record<string, PartTitle>>;
  readonly each?: PartTitle;
  readonly names?: Readonly<Record<string, Text>>;
}

type More = Omit<PartTitle, "text">;
const part = (zh: string, en: string, more: More = {}): PartTitle => ({ text: { zh, en }, ...more });
const parts = (zh: string, en: string, own: Readonly<Record<string, PartTitle>>): PartTitle =>
  part(zh, en, { parts: own });
const items = (zh: string, en: string, own: Readonly<Record<string, PartTitle>>): PartTitle =>
  part(zh, en, { each: part("项", "item", { parts: own }) });

/** A text in both languages. */
const texts = (zh: string, en: string): PartTitle =>
  parts(zh, en, { zh: part("中文", "Chinese"), en: part("英文", "English") });

const NAME = texts("名称", "Name");
const TITLE = texts("标题", "Title");
const DAYS = part("天数", "Days");
const HOURS = part("小时", "Hours");
const POINTS = part("分值", "Points");
const CLAUSE = part("所依条款", "Clause");
const REQUIRED = part("是否必填", "Required");
const KIND = part("方式", "Kind");

const moment = (zh: string, en: string): PartTitle =>
  parts(zh, en, {
    anchor: part("起算事件", "Counted from"),
    days: DAYS,
    hours: HOURS,
    fromNextDay: part("自次日零时起", "From 00:00 of the next day"),
  });

/** Values of factors and keys of maps, where they have a name. */
export const ROW_VALUES: Readonly<Record<string, Text>> = {
  ...CATEGORY_NAMES,
  "*": { zh: "任意", en: "any" },
  same_city: { zh: "同城", en: "same city" },
  same_province: { zh: "同省", en: "same province" },
  near: { zh: "邻近", en: "near" },
  far: { zh: "远途", en: "far" },
  remote: { zh: "偏远", en: "remote" },
  new: { zh: "新档", en: "band new" },
  ...Object.fromEntries(
    ["a", "b", "c", "d", "e", "f"].map((band) => [band, { zh: `${band.toUpperCase()} 档`, en: `band ${band}` }]),
  ),
  p0: { zh: "单价 50 元以下", en: "below ¥50" },
  p50: { zh: "单价 50 元起", en: "from ¥50" },
  p200: { zh: "单价 200 元起", en: "from ¥200" },
  p1000: { zh: "单价 1000 元起", en: "from ¥1,000" },
  p3000: { zh: "单价 3000 元起", en: "from ¥3,000" },
  p10000: { zh: "单价 10000 元起", en: "from ¥10,000" },
  merchant: { zh: "商家", en: "merchant" },
  buyer: { zh: "买家", en: "buyer" },
  platform: { zh: "平台", en: "platform" },
  merchantBand: { zh: "商家档", en: "merchant band" },
  buyerBand: { zh: "买家档", en: "buyer band" },
  category: { zh: "品类", en: "category" },
  priceBand: { zh: "价格档", en: "price band" },
  zone: { zh: "运距", en: "zone" },
  term: { zh: "付费方", en: "payer" },
};

const benefit = parts("赔付", "Benefit", {
  kind: KIND,
  schedule: part("按路线的约定金额", "Agreed amounts by route", {
    each: parts("路线", "Zone", {
      selfShip: part("自寄（分）", "Self-shipped (fen)"),
      pickup: part("上门取件（分）", "Picked up (fen)"),
    }),
  }),
  percentOfPrice: part("价款的百分比", "Percent of the price"),
  feeField: part("费用字段", "Field of the fee"),
  feeMax: part("费用上限（分）", "Highest fee (fen)"),
  degreeField: part("程度字段", "Field of the degree"),
  percentByDegree: part("各程度的百分比", "Percent by degree", { each: part("程度", "Degree") }),
  costField: part("维修费字段", "Field of the cost"),
  deductible: part("免赔额（分）", "Deductible (fen)"),
  deductiblePercent: part("免赔率（%）", "Deductible (percent)"),
  expression: part("公式", "Formula"),
  words: texts("赔付说明", "What is paid, in words"),
});

const coverage = parts("保障", "Coverage", {
  code: part("代码", "Code"),
  title: TITLE,
  perils: items("事故类型", "Perils", { code: part("代码", "Code"), title: TITLE }),
  benefit,
  claimsMax: part("赔付次数上限", "Paid claims at most"),
  claimLimit: part("每次赔付限额（分）", "Limit for each claim (fen)"),
});

const tariff = parts("费率表", "Tariff", {
  code: part("编号", "Code"),
  validFrom: part("生效日", "First day"),
  validUntil: part("失效日", "Last day (exclusive)"),
  by: part("定价因子", "Factors"),
  rows: items("行", "Rows", { match: part("取值", "Values"), premium: part("保费", "Premium") }),
  relativities: items("系数", "Relativities", {
    factor: part("因子", "Factor"),
    ppm: part("系数（百万分之一）", "Multiplier (parts per million)", { each: part("取值", "Value") }),
  }),
  minimum: part("最低保费（分）", "Lowest premium (fen)"),
  maximum: part("最高保费（分）", "Highest premium (fen)"),
  rounding: part("取整方式", "Rounding"),
});

const SHARE = part("退货率上限（百万分之一）", "Highest return rate (parts per million)");
const EXPOSURES = part("起算保单数", "Policies from which it is asked");

const signature = parts("签收衡量", "Signature weights", {
  intact: part("签收完好的分值", "Signed for as intact"),
  remarked: part("签收有备注的分值", "Signed for with a remark"),
  unsigned: part("无人签收的分值", "Not signed for"),
  slots: part("材料的分值", "Points of documents", { each: POINTS }),
  photographed: part("按拍照时间的分值", "Points by the time of the photo"),
  photographedLater: part("更晚拍照的分值", "Photographed later"),
  reported: part("按报案时间的分值", "Points by the time of the report"),
  referBelow: part("转人工的分数线", "A person looks below"),
  photoHoursBefore: part("照片最早（签收前小时）", "Earliest photo (hours before delivery)"),
  photoHoursAfter: part("照片最晚（签收后小时）", "Latest photo (hours after delivery)"),
});

const signals = parts("风险信号", "Signals", {
  bursts: items("集中理赔", "Bursts", {
    subject: part("对象", "Subject"),
    days: DAYS,
    claimsMax: part("理赔数上限", "Claims at most"),
    shopDaysBelow: part("仅开店不足天数", "Only shops younger than (days)"),
    priceTimesBelow: part("仅价款低于赔付的倍数", "Only goods below (times the payment)"),
  }),
  payee: parts("收款账户", "Payee", { days: DAYS, buyersMax: part("买家数上限", "Buyers at most") }),
  parcel: parts("包裹", "Parcel", {
    speedKmhMax: part("最高时速（公里）", "Highest speed (km/h)"),
    weight: parts("重量差", "Difference of weight", { grams: part("克", "Grams"), percent: part("百分比", "Percent") }),
  }),
});

const fields = items("理赔表单字段", "Fields of the claim form", {
  name: part("字段名", "Name"),
  type: part("类型", "Type"),
  title: TITLE,
  required: REQUIRED,
  options: items("选项", "Options", { value: part("取值", "Value"), title: TITLE }),
  example: texts("示例", "Example"),
  register: part("名录", "Register"),
});

const documents = items("理赔材料", "Documents", {
  kind: part("种类", "Kind"),
  title: TITLE,
  example: texts("示例", "Example"),
  minCount: part("最少份数", "Files at least"),
  required: REQUIRED,
  alternativeOf: part("可代替的材料", "In place of"),
  requiredWith: part("随金额字段必交", "Required with the amount"),
  picture: part("示例图", "Picture"),
});

/** The whole content of a version, by field. */
export const CONTENT_TITLES: PartTitle = parts("产品内容", "Content", {
  validFrom: part("起售日", "First day of sale"),
  name: NAME,
  summary: texts("简介", "Summary"),
  filing: part("备案", "Filing"),
  funding: part("资金性质", "Funding"),
  payers: part("付费方", "Payers"),
  bindsOn: part("承保时点", "Binds on", { each: part("付费方", "Payer") }),
  insuredUnit: part("承保单位", "Insured unit"),
  eligibility: parts("承保范围", "Eligibility", {
    categories: part("品类", "Categories"),
    unitPriceMin: part("最低单价（分）", "Lowest unit price (fen)"),
    unitPriceMax: part("最高单价（分）", "Highest unit price (fen)"),
  }),
  period: parts("保险期间", "Period", {
    inception: moment("起保", "Inception"),
    waitingDays: part("等待期（天）", "Waiting period (days)"),
    expiry: moment("终止", "Expiry"),
    openDaysMax: part("最长期间（天）", "Longest period (days)"),
  }),
  reportingDays: part("期满后报案天数", "Reporting days after expiry"),
  coverage,
  sumInsured: parts("保额", "Sum insured", {
    kind: KIND,
    percent: part("价款的百分比", "Percent of the price"),
    plus: part("另加（分）", "Plus (fen)"),
    maximum: part("最高（分）", "At most (fen)"),
  }),
  tariff,
  averageClaimPercent: part("平均赔付比例（%）", "Average claim (percent)"),
  indemnity: part("损失补偿", "Indemnity"),
  endorsement: part("批改保费", "Premium of endorsements"),
  cancellation: parts("退保", "Cancellation", {
    payers: part("可退保的付费方", "Payers who may cancel"),
    refund: parts("退费", "Refund", {
      kind: KIND,
      refundPercent: part("短期退费比例（%）", "Short-rate refund (percent)"),
    }),
    reinstatementDays: part("恢复期（天）", "Reinstatement (days)"),
  }),
  shop: parts("店铺条件", "Shops", {
    wholeShop: part("全店投保", "Whole shop"),
    wholeShopClause: CLAUSE,
    ageDaysMin: part("最短开店天数", "Days open at least"),
    returnRateMaxPpm: SHARE,
    exposuresMin: EXPOSURES,
  }),
  buyerLimit: parts("买家限制", "Limit for buyers", {
    returnRateMaxPpm: SHARE,
    exposuresMin: EXPOSURES,
    windowDays: part("统计窗口（天）", "Window (days)"),
    blockDays: part("限制天数", "Blocked for (days)"),
  }),
  decision: parts("核定", "Decision", {
    mode: KIND,
    automaticMax: part("自动核定上限（分）", "Automatic up to (fen)"),
  }),
  merchantAnswer: parts("商家答复", "Merchant's answer", { days: part("工作日", "Working days") }),
  signature,
  signals,
  adjudication: items("核定步骤", "Steps of adjudication", { rule: part("规则", "Rule"), clause: CLAUSE }),
  conditions: items("条件", "Conditions", {
    name: part("条件名", "Name"),
    clause: CLAUSE,
    expression: part("表达式", "Expression"),
    otherwise: part("不满足时", "Otherwise"),
    reason: part("理由代码", "Reason"),
  }),
  fields,
  documents,
  supplement: parts("补充材料", "Supplements", {
    reminderDays: part("提醒日", "Reminders (days)"),
    silenceDays: part("无答复结案天数", "Closed after silence (days)"),
  }),
  recoveryFrom: part("追偿对象", "Recovered from"),
  lateInterest: part("逾期付息", "Interest on late payment"),
  recovery: parts("追偿", "Recovery", {
    clause: CLAUSE,
    percentByPeril: part("各事故类型的比例（%）", "Percent by peril", { each: part("事故类型", "Peril") }),
    within: parts("时限", "Within", { anchor: part("起算事件", "Counted from"), days: DAYS }),
  }),
  terms: texts("条款全文", "Terms"),
});
