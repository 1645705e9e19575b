// Understands how a fact that a clause looked at is said to the person whom the decision concerns.

import type { Finding, FindingInput } from "../claim/finding.js";
import { formatYuan } from "../money.js";
import type { ProductVersion, Text } from "../product/product.js";
import { instant, shanghaiClock } from "../time.js";

/**
 * What is said of a finding's inputs, by name and in this order. A name that is neither here nor in the product's form
 * is not said: it would tell nothing that its neighbours do not, or of somebody else's claim, or how fraud is looked
 * for.
 */
const LABELS: Readonly<Record<string, Text>> = {
  eventAt: { zh: "出险时间", en: "When it happened" },
  effectiveAt: { zh: "保障开始", en: "Cover began" },
  expiresAt: { zh: "保障结束", en: "Cover ended" },
  cancelledAt: { zh: "取消时间", en: "Cancelled at" },
  reinstatedAt: { zh: "恢复保障", en: "Cover resumed" },
  waitingFrom: { zh: "等待期开始", en: "Waiting period began" },
  waitingDays: { zh: "等待期（天）", en: "Waiting period, in days" },
  reportedAt: { zh: "报案时间", en: "Reported at" },
  reportingDays: { zh: "报案期限（天）", en: "Time to report, in days" },
  windowEndsAt: { zh: "报案截止", en: "Last moment to report" },
  mode: { zh: "退货方式", en: "How it was returned" },
  carrier: { zh: "快递公司", en: "Carrier" },
  waybill: { zh: "退货运单号", en: "Return waybill" },
  waybillKey: { zh: "退货运单号", en: "Return waybill" },
  waybillHeldElsewhere: { zh: "已用于另一笔理赔", en: "Used for another claim" },
  scans: { zh: "物流记录（条）", en: "Parcel scans" },
  outboundAt: { zh: "商家发货", en: "Shipped to you" },
  deliveredAt: { zh: "签收", en: "Delivered to you" },
  requestedAt: { zh: "申请退货", en: "Return requested" },
  shippedAt: { zh: "退货寄出", en: "Return shipped" },
  firstScanAt: { zh: "退货首次扫描", en: "First scan of the return" },
  receivedAt: { zh: "商家收到退货", en: "Return received" },
  origin: { zh: "包裹起点", en: "Where the parcel began" },
  shipTo: { zh: "收货地", en: "Delivery address" },
  destination: { zh: "包裹终点", en: "Where the parcel ended" },
  returnTo: { zh: "退货地", en: "Return address" },
  claimsPaid: { zh: "已赔次数", en: "Claims paid" },
  claimsMax: { zh: "最多赔付次数", en: "Claims at most" },
  returnsPaid: { zh: "本订单已赔的退货", en: "Returns of this order paid" },
  peril: { zh: "申请的原因", en: "Reason of the claim" },
  covered: { zh: "承保的原因", en: "Reasons covered" },
  institution: { zh: "出具报告的机构", en: "Who made the report" },
  repairer: { zh: "维修商", en: "Repairer" },
  registered: { zh: "在认可名单内", en: "On the list of recognised institutions" },
  reportOrderId: { zh: "报告所载订单号", en: "Order in the report" },
  orderId: { zh: "本次理赔的订单号", en: "Order of the claim" },
  reportSku: { zh: "报告所载商品编码", en: "Product code in the report" },
  sku: { zh: "本次理赔的商品编码", en: "Product code of the claim" },
  declaration: { zh: "已确认声明", en: "Declaration given" },
  missing: { zh: "缺少的材料", en: "Missing" },
  degree: { zh: "损坏程度", en: "Degree of damage" },
  percent: { zh: "赔付比例（%）", en: "Share paid, in percent" },
  percentOfPrice: { zh: "赔付比例（%）", en: "Share paid, in percent" },
  price: { zh: "商品价款", en: "Price of the goods" },
  paid: { zh: "实付金额", en: "Paid for the goods" },
  unitPrice: { zh: "购买单价", en: "Price paid for one" },
  priceProven: { zh: "证明的低价", en: "Lower price proven" },
  quantity: { zh: "数量", en: "Quantity" },
  feeProven: { zh: "检测或鉴定费（有票据）", en: "Fee of the test, with a receipt" },
  feeMax: { zh: "检测或鉴定费上限", en: "Fee of the test at most" },
  cost: { zh: "维修金额", en: "Cost of the repair" },
  deductible: { zh: "自付金额", en: "Borne by you" },
  deductiblePercent: { zh: "自付比例（%）", en: "Your share, in percent" },
  shareBorne: { zh: "按比例自付", en: "Your share comes to" },
  freightPaidBy: { zh: "退货运费由谁结清", en: "Who settled the freight" },
  sumInsured: { zh: "保障金额", en: "Most that the cover pays" },
  amountPaid: { zh: "已赔金额", en: "Paid so far" },
  left: { zh: "剩余额度", en: "Left" },
  claimLimit: { zh: "单次限额", en: "Limit of one claim" },
  loss: { zh: "损失金额", en: "Loss" },
  paidByOthers: { zh: "其他保障已赔", en: "Paid by other covers" },
  before: { zh: "此前计算的金额", en: "Amount before this clause" },
  requestedAmount: { zh: "申请金额", en: "Asked for" },
};

/** Values that are names of ours, in words. */
const VALUES: Readonly<Record<string, Text>> = {
  platform: { zh: "平台", en: "the marketplace" },
  merchant: { zh: "商家", en: "the merchant" },
  buyer: { zh: "买家", en: "the buyer" },
  carrier: { zh: "快递公司", en: "the carrier" },
  self_ship: { zh: "自行寄回", en: "sent back by you" },
  pickup: { zh: "上门取件", en: "picked up" },
  refund_only: { zh: "仅退款", en: "refund without return" },
};

const YES: Text = { zh: "是", en: "yes" };
const NO: Text = { zh: "否", en: "no" };
const NOT_TOLD: Text = { zh: "未提供", en: "not told" };

export type Pair = readonly [label: string, value: string];

const ORDER = Object.keys(LABELS);
/** Answers of the form and documents come last. */
const placeOf = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);

/** The inputs of a finding that are said, in the order of the words above, with their values in words. */
export function factsSaid(finding: Finding, product: ProductVersion, language: keyof Text): Pair[] {
  const inputs = Object.entries(finding.inputs).sort(([one], [other]) => placeOf(one) - placeOf(other));
  return inputs.flatMap(([name, input]): Pair[] => {
    const label = labelOf(name, product);
    // One parcel is one number, and what it is normalised to says nothing more.
    const isTwice = name === "waybillKey" && "waybill" in finding.inputs;
    if (label === null || isTwice || input === "") return [];
    return [[label[language], valueSaid(name, input, product, language)]];
  });
}

/** What an input is called; answers of the form and documents by their own names. Null: it is not said. */
export function labelOf(name: string, { fields, documents }: ProductVersion): Text | null {
  const field = fields.find((each) => each.name === name) ?? documents.find(({ kind }) => kind === name);
  return LABELS[name] ?? field?.title ?? null;
}

function valueSaid(name: string, input: FindingInput, product: ProductVersion, language: keyof Text): string {
  if (input === null) return NOT_TOLD[language];
  if (typeof input === "boolean") return (input ? YES : NO)[language];
  if (typeof input === "bigint") return yuanSaid(input, language);
  if (typeof input === "number") return name.endsWith("At") ? clockSaid(input, language) : String(input);
  return listed(name, input, product, language);
}

const clockSaid = (ms: number, language: keyof Text): string =>
  language === "zh" ? `${shanghaiClock(instant(ms))}（北京时间）` : `${shanghaiClock(instant(ms))}, Beijing time`;

export const yuanSaid = (amount: bigint, language: keyof Text): string =>
  language === "zh" ? `${formatYuan(amount)} 元` : `CNY ${formatYuan(amount)}`;

/** Inputs that hold several names part them by a space; names of the product are said as the product says them. */
function listed(name: string, input: string, product: ProductVersion, language: keyof Text): string {
  if (name === "peril" || name === "covered" || name === "missing") {
    const words = input.split(" ").map((each) => titleOf(each, product)?.[language] ?? each);
    return words.join(language === "zh" ? "、" : ", ");
  }
  return (VALUES[input] ?? optionOf(name, input, product))?.[language] ?? input;
}

const titleOf = (code: string, { coverage, documents }: ProductVersion): Text | undefined =>
  [...coverage.perils.map((peril) => ({ ...peril, kind: peril.code })), ...documents].find(({ kind }) => kind === code)
    ?.title;

const optionOf = (name: string, value: string, { fields }: ProductVersion): Text | undefined =>
  fields.find((field) => field.name === name)?.options?.find((option) => option.value === value)?.title;
