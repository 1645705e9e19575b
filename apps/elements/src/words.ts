// Understands everything that the elements say by themselves, in both languages. What a cover is called comes with the offer.

import { price, sum } from "./yuan.js";

/** As the API names it in a consent. */
export type Language = "zh" | "en";

export interface Words {
  readonly brand: string;
  readonly separator: string;
  /** "最高 12 元" of a sum insured in fen. */
  upTo(fen: number): string;
  more(count: number): string;
  readonly included: string;
  /** Who bears the premium, by the offer's `payer`. */
  payer(payer: string): string;
  readonly terms: string;
  termsOf(title: string): string;
  readonly close: string;
  readonly loading: string;
  readonly failed: string;
  readonly retry: string;
  readonly nothing: string;
  readonly optional: string;
  readonly voluntary: string;
  readonly recommended: string;
  readonly reason: string;
  premium(fen: number): string;
  /** The sum insured in fen, and until when the quote holds where that is known. */
  facts(fen: number, until: string | null): string;
  readonly agreement: string;
  chosen(count: number, fen: number): string;
  readonly notChosen: string;
  readonly expired: string;
  readonly renew: string;
  readonly renewed: string;
}

const zh: Words = {
  brand: "安心",
  separator: "：",
  upTo: (fen) => `最高 ${sum(fen)} 元`,
  more: (count) => `另 ${count} 项`,
  included: "已含保障",
  payer: (payer) =>
    payer === "merchant"
      ? "保费由商家承担，您无需付费"
      : payer === "platform"
        ? "保费由平台赠送，您无需付费"
        : "保费由您承担",
  terms: "查看条款",
  termsOf: (title) => `查看条款：${title}（在新窗口打开）`,
  close: "关闭",
  loading: "正在加载保障信息……",
  failed: "保障信息暂时无法加载",
  retry: "重试",
  nothing: "这件商品暂无保障服务",
  optional: "可选保障",
  voluntary: "自愿购买，不影响下单",
  recommended: "推荐",
  reason: "推荐理由",
  premium: (fen) => `¥${price(fen)}`,
  facts: (fen, until) => `保额 ${sum(fen)} 元${until === null ? "" : `，报价有效至 ${until}`}`,
  agreement: "勾选即表示您已阅读并同意该项保障的条款。",
  chosen: (count, fen) => `已选 ${count} 项，保费共 ¥${price(fen)}`,
  notChosen: "未选择可选保障",
  expired: "报价已过期，请重新获取后再选择。",
  renew: "重新获取报价",
  renewed: "报价已更新，请重新选择。",
};

const en: Words = {
  brand: "Anxin",
  separator: ": ",
  upTo: (fen) => `up to ¥${sum(fen)}`,
  more: (count) => `${count} more`,
  included: "Included cover",
  payer: (payer) =>
    payer === "merchant"
      ? "Paid for by the merchant, free for you"
      : payer === "platform"
        ? "A gift of the platform, free for you"
        : "Paid for by you",
  terms: "Terms",
  termsOf: (title) => `Terms: ${title} (opens in a new window)`,
  close: "Close",
  loading: "Loading cover …",
  failed: "Cover could not be loaded",
  retry: "Try again",
  nothing: "There is no cover for this item",
  optional: "Optional cover",
  voluntary: "Your choice; you can order without it",
  recommended: "Recommended",
  reason: "Why",
  premium: (fen) => `¥${price(fen)}`,
  facts: (fen, until) => `Sum insured ¥${sum(fen)}${until === null ? "" : `; quote valid until ${until}`}`,
  agreement: "By ticking a cover you say that you have read and accept its terms.",
  chosen: (count, fen) => `${count} chosen, premium ¥${price(fen)} in all`,
  notChosen: "No optional cover chosen",
  expired: "These quotes have expired. Get new ones before you choose.",
  renew: "Get new quotes",
  renewed: "The quotes are new; please choose again.",
};

export const wordsIn = (language: Language): Words => (language === "en" ? en : zh);

/** As HTML and HTTP name it. */
export const tagOf = (language: Language): string => (language === "en" ? "en" : "zh-CN");

/** The language of a `lang` tag: English where it says so, Chinese otherwise. */
export const languageOf = (tag: string): Language => (/^en(-|$)/i.test(tag) ? "en" : "zh");
