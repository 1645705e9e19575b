// Understands the words of a refusal notice, in both languages, of insurance and of a platform's own guarantee service.

import type { Funding, Text } from "../product/product.js";

const ZH = {
  heading: { reject: "拒赔通知书", partly: "部分赔付通知书" },
  summary: (about: { product: string; order: string; reported: string; decided: string; result: string; by: string }) =>
    `您就订单 ${about.order} 提出的${about.product}理赔于 ${about.reported}收到。${about.by}于 ${about.decided}核定：${about.result}。`,
  refused: "不予赔付",
  granted: (amount: string, asked: string | null) => `赔付 ${amount}${asked === null ? "" : `，低于您申请的 ${asked}`}`,
  rules: "系统（没有人员参与）",
  person: "核赔人员",
  because: (reasons: string) => `理由：${reasons}`,
  number: "通知书编号",
  policy: "保单号",
  claim: "理赔编号",
  order: "订单号",
  product: "产品",
  productText: (name: string, version: number) => `${name}（第 ${version} 版条款）`,
  peril: "申请的原因",
  occurred: "发生时间",
  reported: "收到申请",
  decided: "核定时间",
  issued: "通知日期",
  asked: "申请金额",
  notAsked: "未指明",
  grantedLabel: "核定金额",
  byClause: (id: string, title: string) => `按条款 ${id} ${title}`,
  law: "本通知依据《保险法》第二十四条作出：不属于保险责任的，自作出核定之日起三日内发出拒绝赔偿通知书并说明理由。",
  lawPartly: "本通知说明未予赔付的部分及其理由（《保险法》第二十三条、第二十四条）。",
  review: "申请人工复核",
  reviewText: (until: string) =>
    `本决定由系统自动作出。您有权要求说明，并要求由人员重新核定（《个人信息保护法》第二十四条）：${until}之前，在订单的理赔页面选择“申请人工复核”，或者请平台客服代为提交。不需要新的材料。`,
  appeal: "申诉",
  appealText: (until: string, days: number) =>
    `您不同意本决定的，可以在 ${until}之前申诉：在订单的理赔页面选择“申诉”，写明理由，可以附上新的材料，也可以请平台客服代为提交。申诉由没有参与过本案核定的人员处理，${days} 日内答复；改判赔付的，补付差额，依法应当支付迟延利息的一并支付。`,
  court: "投诉、调解与诉讼",
  courtText:
    "您也可以随时向下列部门投诉，申请保险纠纷调解，或者依法向人民法院起诉；申诉和投诉不影响您起诉的权利。请求赔偿的诉讼时效见条款。",
  clock: (time: string) => `${time}（北京时间）`,
};
type NoticeWords = typeof ZH;

const EN: NoticeWords = {
  heading: { reject: "Refusal notice", partly: "Notice of partial payment" },
  summary: ({ product, order, reported, decided, result, by }) =>
    `Your claim under ${product} for order ${order} was received at ${reported}. ${by} decided at ${decided}: ${result}.`,
  refused: "nothing is paid",
  granted: (amount, asked) => `${amount} is paid${asked === null ? "" : `, less than the ${asked} that you asked for`}`,
  rules: "The system, by the terms and without a person,",
  person: "A claims adjuster",
  because: (reasons) => `Why: ${reasons}`,
  number: "Notice",
  policy: "Policy",
  claim: "Claim",
  order: "Order",
  product: "Product",
  productText: (name, version) => `${name}, terms version ${version}`,
  peril: "Reason of the claim",
  occurred: "Happened",
  reported: "Claim received",
  decided: "Decided",
  issued: "Date of this notice",
  asked: "Asked for",
  notAsked: "not stated",
  grantedLabel: "Granted",
  byClause: (id, title) => `By clause ${id}, ${title}`,
  law: "This notice is given under Insurance Law art. 24: whoever refuses says so in writing and with reasons within three days of the decision. The Chinese text prevails.",
  lawPartly: "This notice says what is not paid and why (Insurance Law art. 23 and 24). The Chinese text prevails.",
  review: "Ask for a person to look at it",
  reviewText: (until) =>
    `This decision was made by the system alone. You may ask for an explanation and for a person to decide it again (Personal Information Protection Law art. 24): before ${until}, choose “ask for a person” on the page of your claim, or have the marketplace's service do it for you. Nothing new is needed.`,
  appeal: "Appeal",
  appealText: (until, days) =>
    `If you disagree you may appeal before ${until}: choose “appeal” on the page of your claim, say why, and add new evidence if you have any; the marketplace's service can do it for you. Somebody who had no part in this decision answers within ${days} days. If more is granted the difference is paid, with interest for the delay where the law says so.`,
  court: "Complaint, mediation and court",
  courtText:
    "You may also complain to those below at any time, ask for mediation, or go to court; neither appeal nor complaint takes that right away. The terms say until when a claim can be brought to court.",
  clock: (time) => `${time}, Beijing time`,
};

/** A platform's service is no insurance, and may not call itself so. */
const SERVICE: Readonly<Record<keyof Text, Partial<NoticeWords>>> = {
  zh: {
    heading: { reject: "不予赔付通知书", partly: "部分赔付通知书" },
    person: "核定人员",
    policy: "保障单号",
    law: "本通知按条款 8.3 作出：不应赔付的，自作出核定之日起三日内通知买家，说明理由和所依据的条款。",
    lawPartly: "本通知说明未予赔付的部分及其理由。",
    appealText: (until, days) =>
      `您不同意本决定的，可以在 ${until}之前申诉：在订单的理赔页面选择“申诉”，写明理由，可以附上新的材料，也可以请平台客服代为提交。申诉由没有参与过本案核定的人员处理，${days} 日内答复；改判赔付的，补付差额。`,
    courtText:
      "您也可以随时向下列部门投诉，请求消费者组织调解，或者依法向人民法院起诉；申诉和投诉不影响您起诉的权利。诉讼时效见条款。",
  },
  en: {
    heading: { reject: "Notice that nothing is paid", partly: "Notice of partial payment" },
    person: "A person of the service",
    policy: "Guarantee",
    law: "This notice is given under clause 8.3 of the terms, within three days of the decision. The Chinese text prevails.",
    lawPartly: "This notice says what is not paid and why. The Chinese text prevails.",
    appealText: (until, days) =>
      `If you disagree you may appeal before ${until}: choose “appeal” on the page of your claim, say why, and add new evidence if you have any; the marketplace's service can do it for you. Somebody who had no part in this decision answers within ${days} days. If more is granted the difference is paid.`,
  },
};

/** The words of a notice: of insurance, or of a platform's service. */
export function noticeWords(language: keyof Text, funding: Funding): NoticeWords {
  const words = language === "zh" ? ZH : EN;
  return funding === "insurance" ? words : { ...words, ...SERVICE[language] };
}
