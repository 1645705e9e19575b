// Understands what notices say, in both languages, short enough for one text message each.

import { never } from "../assert.js";
import { formatYuan } from "../money.js";
import type { Text } from "../product/product.js";
import { shanghaiClock, shanghaiDay } from "../time.js";
import type { NamedCover, NoticeData } from "./notice.js";

/**
 * One text message holds 70 UTF-16 code units, or 160 characters of the GSM alphabet (3GPP TS 23.038); the rest of each is for
 * the signature, such as 【安心】, that the carrier's provider puts in front.
 */
export const NOTICE_ZH_LENGTH_MAX = 62;
export const NOTICE_EN_LENGTH_MAX = 145;

/** Values by placeholder, in one language. */
export type NoticeParams = Readonly<Record<string, string>>;

/** A notice ready to be said: by its text, or by a template's id and values where a provider keeps the templates. */
export interface WordedNotice {
  /** Changes when the wording does. */
  readonly template: string;
  readonly params: Readonly<Record<keyof Text, NoticeParams>>;
  readonly text: Text;
}

const TEMPLATES = {
  policy_issued_1: {
    zh: "订单{order}已承保{count}项：{covers}。保单与条款见订单详情。",
    en: "Order {order} is insured, policies: {count} ({covers}). Policies and terms are with your order.",
  },
  cover_expiring_1: {
    zh: "订单{order}的{cover}将于{day}到期，在此之前发生的损失请及时报案。",
    en: "Order {order}: {cover} cover ends on {day}. Please report any loss from before that day in time.",
  },
  claim_window_closing_1: {
    zh: "订单{order}的{cover}于{time}截止，如需理赔请在此之前申请。",
    en: "Order {order}: {cover} cover ends at {time} (China time). If you have a claim, make it before then.",
  },
  payee_code_1: {
    zh: "订单{order}的理赔款将改付至{payee}，验证码{code}，非本人操作请勿透露。",
    en: "Order {order}: to have your claim paid to {payee}, use code {code}. If you did not ask, tell nobody.",
  },
  claim_refused_1: {
    zh: "订单{order}的{cover}理赔未获赔付，理由与申诉办法见通知书，{day}前可申诉。",
    en: "Order {order}: {cover} claim is not paid. The notice says why, and how to appeal before {day}.",
  },
  claim_refused_last_1: {
    zh: "订单{order}的{cover}理赔未获赔付，理由与投诉途径见通知书。",
    en: "Order {order}: {cover} claim is not paid. The notice says why, and where you can complain.",
  },
  claim_paid_partly_1: {
    zh: "订单{order}的{cover}理赔部分赔付{amount}元，理由与申诉办法见通知书。",
    en: "Order {order}: {cover} claim is paid in part, {amount} yuan. The notice says why, and how to appeal.",
  },
  appeal_upheld_1: {
    zh: "订单{order}的{cover}申诉已有答复：维持原决定，理由见理赔页面。",
    en: "Order {order}: your {cover} appeal is answered, and the decision stands. Your claim says why.",
  },
  appeal_overturned_1: {
    zh: "订单{order}的{cover}申诉已有答复：改判赔付，金额见理赔页面。",
    en: "Order {order}: your {cover} appeal is answered, and more is paid. Your claim says how much.",
  },
  evidence_wanted_1: {
    zh: "订单{order}的{cover}理赔需补充{count}项材料，清单见理赔页面，请于{day}前提交。",
    en: "Order {order}: {cover} claim needs documents ({count}). The list is with your claim; please send them before {day}.",
  },
  evidence_reminder_1: {
    zh: "订单{order}的{cover}理赔仍缺{count}项材料，{day}前未收到将暂时关闭，补交后重开。",
    en: "Order {order}: {cover} claim still lacks documents ({count}). From {day} it is closed until they come.",
  },
  claim_lapsed_1: {
    zh: "订单{order}的{cover}理赔因未收到材料已暂时关闭，并非拒赔；补交材料后重新打开。",
    en: "Order {order}: {cover} claim is closed for now, as no documents came. It is not refused: send them and it opens.",
  },
  merchant_asked_1: {
    zh: "订单{order}的{cover}理赔待贵店说明，请尽快在商家后台答复并提交证据。",
    en: "Order {order}: a {cover} claim waits for your side. Please answer soon, with evidence, in the merchant portal.",
  },
  merchant_asked_until_1: {
    zh: "订单{order}的{cover}理赔待贵店说明，请于{day}前在商家后台答复并提交证据。",
    en: "Order {order}: a {cover} claim waits for your side. Please answer before {day}, with evidence, in the portal.",
  },
  rate_rise_1: {
    zh: "自{day}起，贵店保费等级由{from}调整为{to}，新订单保费将上调，原因见商家后台。",
    en: "From {day} your shop is rated {to} instead of {from}: premiums of new orders rise. Reasons: merchant portal.",
  },
  wallet_low_1: {
    zh: "贵店保费账户余额{balance}元，请及时充值，以免新订单无法投保。",
    en: "Your premium wallet holds {balance} yuan. Please top up, so that new orders go on being insured.",
  },
  wallet_low_days_1: {
    zh: "贵店保费账户余额{balance}元，预计可用{days}天，请及时充值，以免新订单无法投保。",
    en: "Your premium wallet holds {balance} yuan, enough for {days} days or so. Please top up to stay insured.",
  },
  recovery_netting_ahead_1: {
    zh: "订单{order}{cover}追偿{amount}元，{day}起从贵店账户抵扣。",
    en: "Order {order}: {amount} yuan of {cover} recovery will be netted from your account from {day}.",
  },
  recovery_netted_1: {
    zh: "订单{order}追偿已抵扣{amount}元，尚欠{rest}元。",
    en: "Order {order}: {amount} yuan of a recovery were netted from your account. Still owed: {rest} yuan.",
  },
} as const satisfies Readonly<Record<string, Text>>;

/** How products are called. */
export type NameOf = (cover: NamedCover) => Text;

/** Of a marketplace's order number the last characters are enough to know it by, and none that a phone cannot show. */
const REFERENCE_LENGTH_MAX = 12;
function reference(orderId: string): string {
  return orderId.replaceAll(/[^0-9A-Za-z-]/g, "").slice(-REFERENCE_LENGTH_MAX) || "-";
}

const NAME_LENGTH_MAX = { zh: 8, en: 24 } as const;
/** Covers that are named one by one; of more only the number is told. */
const COVERS_NAMED_MAX = 2;
/** Whatever is not in the basic table of the GSM alphabet, or would not be looked for in a name. */
const NOT_PLAIN = /[^0-9A-Za-z '(),.&-]/g;

function named(text: Text, language: keyof Text): string {
  const name = language === "en" ? text.en.replaceAll(NOT_PLAIN, "") : text.zh;
  return name.slice(0, NAME_LENGTH_MAX[language]);
}

function listed(covers: readonly NamedCover[], nameOf: NameOf, language: keyof Text): string {
  const names = [...new Set(covers.map((cover) => named(nameOf(cover), language)))];
  const shown = names.slice(0, COVERS_NAMED_MAX).join(language === "zh" ? "、" : ", ");
  return names.length > COVERS_NAMED_MAX ? `${shown}${language === "zh" ? "等" : ", ..."}` : shown;
}

const BAND_NEW: Text = { zh: "新店", en: "new" };
const bandName = (band: string, language: keyof Text): string =>
  band === "new" ? BAND_NEW[language] : band.toUpperCase();

/** Of a masked account enough to know it by, without the name behind it. */
const ACCOUNT_LENGTH_MAX = 16;
function accountShown(payee: string): string {
  const [account = ""] = payee.split(" ");
  return account.replaceAll(/[^0-9A-Za-z*@.-]/g, "").slice(0, ACCOUNT_LENGTH_MAX);
}
const COUNT_SHOWN_MAX = 999;
const counted = (count: number): string => String(Math.min(count, COUNT_SHOWN_MAX));

function templateOf(data: NoticeData): keyof typeof TEMPLATES {
  if (data.kind === "wallet_low") return data.daysLeft === null ? "wallet_low_1" : "wallet_low_days_1";
  if (data.kind === "claim_refused") return refusedTemplate(data);
  if (data.kind === "appeal_answered") return data.overturned ? "appeal_overturned_1" : "appeal_upheld_1";
  if (data.kind === "merchant_asked") return data.answerUntil === null ? "merchant_asked_1" : "merchant_asked_until_1";
  return `${data.kind}_1`;
}

function refusedTemplate({
  amount,
  appealUntil,
}: Extract<NoticeData, { kind: "claim_refused" }>): keyof typeof TEMPLATES {
  if (amount !== "0") return "claim_paid_partly_1";
  return appealUntil === null ? "claim_refused_last_1" : "claim_refused_1";
}

function paramsOf(data: NoticeData, nameOf: NameOf, language: keyof Text): NoticeParams {
  switch (data.kind) {
    case "policy_issued":
      return {
        order: reference(data.orderId),
        count: counted(data.covers.length),
        covers: listed(data.covers, nameOf, language),
      };
    case "cover_expiring":
      return {
        order: reference(data.orderId),
        cover: named(nameOf(data.cover), language),
        day: shanghaiDay(data.endsAt),
      };
    case "claim_window_closing":
      return {
        order: reference(data.orderId),
        cover: named(nameOf(data.cover), language),
        time: shanghaiClock(data.endsAt).slice(0, "2026-11-11 08:00".length),
      };
    case "payee_code":
      return { order: reference(data.orderId), payee: accountShown(data.payee), code: data.code };
    case "claim_refused":
      return {
        order: reference(data.orderId),
        cover: named(nameOf(data.cover), language),
        ...(data.amount === "0" ? {} : { amount: formatYuan(BigInt(data.amount)) }),
        ...(data.appealUntil === null || data.amount !== "0" ? {} : { day: shanghaiDay(data.appealUntil) }),
      };
    case "appeal_answered":
      return { order: reference(data.orderId), cover: named(nameOf(data.cover), language) };
    case "evidence_wanted":
    case "evidence_reminder":
      return {
        order: reference(data.orderId),
        cover: named(nameOf(data.cover), language),
        count: counted(data.count),
        day: shanghaiDay(data.closesAt),
      };
    case "claim_lapsed":
      return { order: reference(data.orderId), cover: named(nameOf(data.cover), language) };
    case "merchant_asked":
      return {
        order: reference(data.orderId),
        cover: named(nameOf(data.cover), language),
        ...(data.answerUntil === null ? {} : { day: shanghaiDay(data.answerUntil) }),
      };
    case "rate_rise":
      return { day: data.effectiveOn, from: bandName(data.from, language), to: bandName(data.to, language) };
    case "wallet_low": {
      const balance = formatYuan(BigInt(data.balance));
      return data.daysLeft === null ? { balance } : { balance, days: counted(data.daysLeft) };
    }
    case "recovery_netting_ahead":
      return {
        order: reference(data.orderId),
        cover: named(nameOf(data.cover), language),
        amount: formatYuan(BigInt(data.amount)),
        day: shanghaiDay(data.netFrom),
      };
    case "recovery_netted":
      return {
        order: reference(data.orderId),
        amount: formatYuan(BigInt(data.amount)),
        rest: formatYuan(BigInt(data.rest)),
      };
    default:
      return never(data);
  }
}

const filled = (template: string, params: NoticeParams): string =>
  template.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => params[name] ?? placeholder);

/** Puts a notice into words. */
export function wordNotice(data: NoticeData, nameOf: NameOf): WordedNotice {
  const template = templateOf(data);
  const params = { zh: paramsOf(data, nameOf, "zh"), en: paramsOf(data, nameOf, "en") };
  const { zh, en } = TEMPLATES[template];
  return { template, params, text: { zh: filled(zh, params.zh), en: filled(en, params.en) } };
}
