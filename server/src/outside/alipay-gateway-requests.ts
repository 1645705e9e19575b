// Reads what the local gateway is asked: nothing is taken that Alipay would turn away.

import { fenToWire, parseYuan } from "@anxin/core/money";
import { ALIPAY_POLICY } from "@anxin/core/payout/channel";
import { type Instant, parseInstant } from "@anxin/core/time";
import { parseJson } from "./alipay-gateway-book.js";
import type { Params } from "./alipay-gateway-identity.js";
import type { PageCall } from "./alipay-gateway-trades.js";

/** "YYYY-MM-DD HH:mm:ss" on China's clock. */
export const timeOf = (text = ""): Instant | null => parseInstant(`${text.replace(" ", "T")}+08:00`);

/** What the gateway reads of the business content; null where a part is missing or malformed. */
export interface TransferContent {
  readonly outBizNo: string;
  readonly amount: number | null;
  readonly payee: string | null;
  readonly title: string;
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

export function parseContent(text: string): TransferContent | null {
  const content = parseJson(text);
  if (!isObject(content)) return null;
  const outBizNo = textOf(content["out_biz_no"]);
  const product = [content["product_code"], content["biz_scene"]].join();
  if (!ALIPAY_POLICY.numberPattern.test(outBizNo) || product !== "TRANS_ACCOUNT_NO_PWD,DIRECT_TRANSFER") return null;
  return {
    outBizNo,
    amount: readAmount(content["trans_amount"]),
    payee: readPayee(content["payee_info"]),
    title: textOf(content["order_title"]),
  };
}

function readAmount(value: unknown): number | null {
  const amount = /\.\d\d$/.test(textOf(value)) ? parseYuan(textOf(value)) : null;
  return amount === null || amount < ALIPAY_POLICY.amountMin ? null : fenToWire(amount);
}

function readPayee(value: unknown): string | null {
  if (!isObject(value)) return null;
  const account = textOf(value["identity"]);
  const byUserId = value["identity_type"] === "ALIPAY_USER_ID" && /^2088\d{12}$/.test(account);
  const byName = value["identity_type"] === "ALIPAY_LOGON_ID" && account !== "" && textOf(value["name"]) !== "";
  return byUserId || byName ? account : null;
}

/** The numbers of a payment and of a refund; null where they are missing or malformed. */
export function readTradeNumbers(text: string): {
  readonly outTradeNo: string | null;
  readonly outRequestNo: string | null;
} {
  const content = parseJson(text);
  const number = (name: string): string | null => {
    const value = isObject(content) ? textOf(content[name]) : "";
    return ALIPAY_POLICY.numberPattern.test(value) ? value : null;
  };
  return { outTradeNo: number("out_trade_no"), outRequestNo: number("out_request_no") };
}

/** Fen, as a JSON number; null unless it is written in yuan with both decimals, and more than nothing. */
function readYuan(value: unknown): number | null {
  const amount = /\.\d\d$/.test(textOf(value)) ? parseYuan(textOf(value)) : null;
  return amount === null || amount === 0n ? null : fenToWire(amount);
}

/** The amount that a refund is to send back; null where there is none. */
export function readRefundAmount(text: string): number | null {
  const content = parseJson(text);
  return isObject(content) ? readYuan(content["refund_amount"]) : null;
}

/** A signed order to pay; null where a part is missing or malformed. */
export function readPage(params: Params): PageCall | null {
  const at = timeOf(params["timestamp"]);
  const content = parseJson(params["biz_content"] ?? "");
  const { outTradeNo } = readTradeNumbers(params["biz_content"] ?? "");
  if (params["method"] !== "alipay.trade.page.pay" || at === null || outTradeNo === null || !isObject(content))
    return null;
  const amount = readYuan(content["total_amount"]);
  const subject = textOf(content["subject"]);
  const notifyUrl = params["notify_url"] ?? "";
  const returnUrl = params["return_url"] ?? "";
  if (amount === null || subject === "" || content["product_code"] !== "FAST_INSTANT_TRADE_PAY") return null;
  if (!URL.canParse(notifyUrl) || !URL.canParse(returnUrl)) return null;
  return { outTradeNo, amount, subject, expiresAt: timeOf(textOf(content["time_expire"])), notifyUrl, returnUrl, at };
}
