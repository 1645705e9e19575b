// Understands what stands around the words of a refusal notice, on its page and on paper.

import type { Text } from "@anxin/core/product/product";
import type { Language } from "../http/language.js";

const ZH = {
  demo: "演示文件：当事人、保险人与备案均为虚构，不具有法律效力。",
  platform: (name: string) => `平台：${name}`,
  to: "致",
  buyer: (name: string, id: string) => (name === "" ? `买家 ${id}` : `${name}（买家 ${id}）`),
  about: "案件",
  amounts: "金额",
  reasons: "理由与依据",
  code: "理由代码",
  note: "核赔意见",
  delivery: "送达",
  made: "作出",
  sent: "发出",
  delivered: "送达时间",
  pending: "尚未送达",
  clock: (time: string) => `${time}（北京时间）`,
  download: "下载 PDF（已签名）",
  verify: "验真",
  verifyCaption: "扫码验真",
  verifyText: [
    "扫描首页二维码，或者打开下列网址并输入验证码，可查询本通知书的真伪；查询结果不含个人信息。",
    "本文件经数字签名，任何改动都会使签名失效；请用支持数字签名的 PDF 阅读器查验。",
  ],
  address: "网址",
  verificationCode: "验证码",
  missingNote: "字体中没有、以〓代替的字符：",
  genuine: "通知书真实，验证通过",
  genuineLead: "以下为系统中的记录，请与您手中的通知书核对。",
  unknown: "未能验证",
  unknownLead: "通知书编号与验证码不符。请核对后重新输入；如由他人提供，请谨慎对待。",
  mark: "通知书验真",
  number: "通知书编号",
  product: "产品",
  outcome: { reject: "不予赔付", partly_approve: "部分赔付", approve: "赔付" },
  result: "核定结果",
  ask: "验证",
  privacy: "本页不显示任何个人信息。",
};

const EN: typeof ZH = {
  demo: "Demonstration: parties, insurer and filing are fictional; this document has no legal effect.",
  platform: (name) => `Marketplace: ${name}`,
  to: "To",
  buyer: (name, id) => (name === "" ? `buyer ${id}` : `${name} (buyer ${id})`),
  about: "The claim",
  amounts: "Amounts",
  reasons: "Reasons",
  code: "Reason code",
  note: "The adjuster's note",
  delivery: "Delivery",
  made: "Made",
  sent: "Sent",
  delivered: "Delivered",
  pending: "not yet",
  clock: (time) => `${time}, Beijing time`,
  download: "Download the signed PDF",
  verify: "Verification",
  verifyCaption: "Scan to verify",
  verifyText: [
    "Scan the code on the first page, or open the address below and type the verification code, to see whether this notice is genuine. The answer holds no personal data.",
    "This document carries a digital signature that any change breaks; check it in a PDF reader that knows signatures.",
  ],
  address: "Address",
  verificationCode: "Code",
  missingNote: "Characters that the fonts do not have, printed as 〓:",
  genuine: "This notice is genuine",
  genuineLead: "What follows is on record. Compare it with the notice that you hold.",
  unknown: "Not verified",
  unknownLead:
    "Number and code do not belong together. Check both and try again; if somebody else gave them to you, be careful.",
  mark: "Notice verification",
  number: "Notice",
  product: "Product",
  outcome: { reject: "Nothing is paid", partly_approve: "Paid in part", approve: "Paid" },
  result: "Decision",
  ask: "Verify",
  privacy: "This page shows no personal data.",
};

const LABELS: Readonly<Record<keyof Text, typeof ZH>> = { zh: ZH, en: EN };

export const noticeLabels = (language: Language): typeof ZH => LABELS[language];
