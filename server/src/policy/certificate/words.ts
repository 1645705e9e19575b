// Understands what a certificate says, in both languages.

import type { Endorsement } from "@anxin/core/policy/policy";
import type { Funding, Payer } from "@anxin/core/product/product";
import type { Language } from "../../http/language.js";

const ZH = {
  heading: { insurance: "电子保单", guarantee_service: "平台服务保障凭证" },
  demo: "演示文件：当事人、保险人与备案均为虚构，不具有法律效力。",
  platform: (name: string) => `平台：${name}`,
  policyNo: "保单号",
  since: (time: string) => `以上状态自 ${time}（北京时间）起`,
  status: {
    pending: "待生效",
    in_force: "保障中",
    exhausted: "已赔满",
    expired: "已到期",
    cancelled: "已撤销",
  },
  parties: "当事人",
  insurer: "保险人",
  provider: "保障提供方",
  policyholder: "投保人",
  insured: "被保险人",
  payer: "保费承担",
  payers: { merchant: "商家", buyer: "买家", platform: "平台" } satisfies Record<Payer, string>,
  party: (name: string, kind: string, id: string) => (name === "" ? `${kind} ${id}` : `${name}（${kind} ${id}）`),
  cover: "保障内容",
  product: "产品",
  productText: (name: string, code: string, version: number) => `${name}（${code}，第 ${version} 版）`,
  filing: "产品备案",
  coverage: "保险责任",
  coverageText: (title: string, perils: string) => `${title}：${perils}`,
  sumInsured: "保险金额",
  claimLimit: "每次赔偿限额",
  claims: "赔付次数",
  claimsText: (max: number) => `最多 ${max} 次`,
  premium: "保险费",
  yuan: (amount: string) => `人民币 ${amount} 元`,
  time: "期间",
  period: "保险期间",
  periodText: (from: string, until: string) => `自 ${from} 起至 ${until} 止（北京时间，止时不含）`,
  periodOpen: (from: string, until: string) => `自${from}起算，尚未开始；最迟至 ${until}（北京时间）`,
  reporting: "报案期限",
  reportingText: (days: number, until: string | null) =>
    days === 0
      ? "保险事故应在保险期间内报案"
      : `期间内发生的保险事故，期满后 ${days} 日内仍可报案${until === null ? "" : `，至 ${until}（北京时间）`}`,
  issued: "出单时间",
  order: "订单号",
  goods: "承保商品",
  goodsHead: ["商品与 SKU", "数量", "单价（元）"],
  moreGoods: (count: number) => `另有 ${count} 种商品，见订单。`,
  endorsements: "批单记录",
  endorsementHead: ["时间（北京时间）", "批单号", "内容"],
  noEndorsements: "无批单：保单自出单以来没有变更。",
  change: {
    period_fixed: "保险期间确定",
    exchanged: "换货，保障转至换得的商品，保险期间",
    rerated: "承保商品变更，重新计费",
    cancelled: "保单撤销",
    reinstated: "保单恢复",
    exhausted: "约定的赔付已完成，保险责任终止",
    restored: "赔付结论撤销，保险责任恢复",
  } satisfies Record<Endorsement["kind"], string>,
  changePeriod: (from: string, until: string) => `：${from} 至 ${until}`,
  changeSum: (sum: string, premium: string) => `，保险金额 ${sum} 元，全期保险费 ${premium} 元`,
  charge: (amount: string) => `，补收保险费 ${amount} 元`,
  refund: (amount: string) => `，退还保险费 ${amount} 元`,
  exclusions: "免除或者减轻保险人责任的条款",
  exclusionsLead: "请重点阅读以下条款（《保险法》第十七条），并可要求说明。全文见后附条款。",
  verify: "验真",
  verifyCaption: "扫码验真",
  verifyText: [
    "扫描首页二维码，或者打开下列网址并输入验证码，可查询本保单的真伪与当前状态；查询结果不含个人信息，以查询结果为准。",
    "本文件经数字签名，任何改动都会使签名失效；请用支持数字签名的 PDF 阅读器查验。本文件与后附条款、批单共同构成合同。",
  ],
  address: "网址",
  code: "验证码",
  missingNote: "字体中没有、以〓代替的字符：",
  colon: "：",
  unknownTime: "待定",
};

const EN: typeof ZH = {
  heading: { insurance: "Certificate of insurance", guarantee_service: "Certificate of guarantee" },
  demo: "Demonstration: parties, insurer and filing are fictional; this document has no legal effect.",
  platform: (name) => `Marketplace: ${name}`,
  policyNo: "Policy",
  since: (time) => `Status since ${time}, Beijing time`,
  status: {
    pending: "Not yet in force",
    in_force: "In force",
    exhausted: "Paid out in full",
    expired: "Expired",
    cancelled: "Cancelled",
  },
  parties: "Parties",
  insurer: "Insurer",
  provider: "Provider",
  policyholder: "Policyholder",
  insured: "Insured",
  payer: "Premium paid by",
  payers: { merchant: "Merchant", buyer: "Buyer", platform: "Platform" },
  party: (name, kind, id) => (name === "" ? `${kind} ${id}` : `${name} (${kind.toLowerCase()} ${id})`),
  cover: "Cover",
  product: "Product",
  productText: (name, code, version) => `${name} (${code}, version ${version})`,
  filing: "Filing",
  coverage: "Coverage",
  coverageText: (title, perils) => `${title}: ${perils}`,
  sumInsured: "Sum insured",
  claimLimit: "Limit of one claim",
  claims: "Claims",
  claimsText: (max) => (max === 1 ? "one at most" : `${max} at most`),
  premium: "Premium",
  yuan: (amount) => `CNY ${amount}`,
  time: "Time",
  period: "Period of insurance",
  periodText: (from, until) => `from ${from} until ${until}, Beijing time; the end is not included`,
  periodOpen: (from, until) => `not begun yet: begins ${from}; until ${until} at the latest, Beijing time`,
  reporting: "Reporting window",
  reportingText: (days, until) =>
    days === 0
      ? "a loss is to be reported within the period"
      : `a loss within the period may be reported up to ${days} days after it${until === null ? "" : `, until ${until}, Beijing time`}`,
  issued: "Issued",
  order: "Order",
  goods: "Goods insured",
  goodsHead: ["Goods and SKU", "Quantity", "Unit price (CNY)"],
  moreGoods: (count) => `And ${count} more; see the order.`,
  endorsements: "Endorsements",
  endorsementHead: ["Time (Beijing)", "Number", "Change"],
  noEndorsements: "None: the policy has not changed since it was issued.",
  change: {
    period_fixed: "Period of insurance fixed",
    exchanged: "Goods exchanged, cover is of the replacement; period of insurance",
    rerated: "Insured goods changed, rated anew",
    cancelled: "Policy cancelled",
    reinstated: "Policy reinstated",
    exhausted: "All agreed claims are paid; cover has ended",
    restored: "Decision on a claim undone; cover is restored",
  },
  changePeriod: (from, until) => `: ${from} to ${until}`,
  changeSum: (sum, premium) => `; sum insured CNY ${sum}, premium of the whole period CNY ${premium}`,
  charge: (amount) => `; CNY ${amount} of premium charged`,
  refund: (amount) => `; CNY ${amount} of premium refunded`,
  exclusions: "Clauses that exempt the insurer or lessen its liability",
  exclusionsLead:
    "Read these with care and ask for an explanation (Insurance Law art. 17). The whole terms follow. The Chinese text prevails.",
  verify: "Verification",
  verifyCaption: "Scan to verify",
  verifyText: [
    "Scan the code on the first page, or open the address below and type the verification code, to see whether this policy is genuine and how it stands now. The answer holds no personal data, and it prevails over this document.",
    "This document carries a digital signature that any change breaks; check it in a PDF reader that knows signatures. Together with the terms and endorsements it is the contract.",
  ],
  address: "Address",
  code: "Code",
  missingNote: "Characters that the fonts do not have, printed as 〓:",
  colon: ": ",
  unknownTime: "open",
};

export type Words = typeof ZH;

/** A platform's service is no insurance, and may not call itself so: other words for the same things. */
const SERVICE: Readonly<Record<Language, Partial<Words>>> = {
  zh: {
    policyNo: "保障单号",
    policyholder: "服务购买方",
    insured: "受保障买家",
    payer: "服务费承担",
    coverage: "保障责任",
    sumInsured: "保障金额",
    premium: "服务费",
    period: "保障期间",
    reporting: "申请期限",
    reportingText: (days, until) =>
      days === 0
        ? "坏损应在保障期间内申请"
        : `期间内发生的坏损，期满后 ${days} 日内仍可申请${until === null ? "" : `，至 ${until}（北京时间）`}`,
    goods: "保障商品",
    endorsements: "变更记录",
    endorsementHead: ["时间（北京时间）", "变更号", "内容"],
    noEndorsements: "自出单以来没有变更。",
    change: {
      ...ZH.change,
      period_fixed: "保障期间确定",
      exchanged: "换货，保障转至换得的商品，保障期间",
      rerated: "商品变更，重新计费",
      cancelled: "保障撤销",
      reinstated: "保障恢复",
      exhausted: "约定的赔付已完成，保障终止",
      restored: "赔付结论撤销，保障恢复",
    },
    changeSum: (sum, premium) => `，保障金额 ${sum} 元，全期服务费 ${premium} 元`,
    charge: (amount) => `，补收服务费 ${amount} 元`,
    refund: (amount) => `，退还服务费 ${amount} 元`,
    exclusions: "不予赔付的情形",
    exclusionsLead: "请重点阅读以下条款。全文见后附条款。",
    verifyText: [
      "扫描首页二维码，或者打开下列网址并输入验证码，可查询本凭证的真伪与当前状态；查询结果不含个人信息，以查询结果为准。",
      "本文件经数字签名，任何改动都会使签名失效；请用支持数字签名的 PDF 阅读器查验。",
    ],
  },
  en: {
    policyNo: "Guarantee",
    policyholder: "Bought by",
    insured: "Buyer covered",
    payer: "Fee paid by",
    sumInsured: "Amount guaranteed",
    premium: "Fee",
    period: "Period of guarantee",
    reportingText: (days, until) =>
      days === 0
        ? "to be claimed within the period"
        : `what happens within the period may be claimed up to ${days} days after it${until === null ? "" : `, until ${until}, Beijing time`}`,
    goods: "Goods covered",
    endorsements: "Changes",
    noEndorsements: "None since it was issued.",
    change: {
      ...EN.change,
      period_fixed: "Period of guarantee fixed",
      exchanged: "Goods exchanged, the guarantee is of the replacement; its period",
      rerated: "Goods changed, charged anew",
      cancelled: "Guarantee cancelled",
      reinstated: "Guarantee taken up again",
      exhausted: "All agreed claims are paid; the guarantee has ended",
    },
    changeSum: (sum, premium) => `; amount guaranteed CNY ${sum}, fee of the whole period CNY ${premium}`,
    charge: (amount) => `; CNY ${amount} of the fee charged`,
    refund: (amount) => `; CNY ${amount} of the fee refunded`,
    exclusions: "What is not paid",
    exclusionsLead: "Read these with care. The whole terms follow. The Chinese text prevails.",
    verifyText: [
      "Scan the code on the first page, or open the address below and type the verification code, to see whether this certificate is genuine and how it stands now. The answer holds no personal data, and it prevails over this document.",
      "This document carries a digital signature that any change breaks; check it in a PDF reader that knows signatures.",
    ],
  },
};

const WORDS: Readonly<Record<Language, Words>> = { zh: ZH, en: EN };

/** The words of a certificate: of insurance, or of a platform's service. */
export function wordsOf(language: Language, funding: Funding): Words {
  return funding === "insurance" ? WORDS[language] : { ...WORDS[language], ...SERVICE[language] };
}
