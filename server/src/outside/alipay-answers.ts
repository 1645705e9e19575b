// Reads what Alipay answered to a transfer or a query. Only code, sub_code and status decide; sub_msg is for people.

import { parseYuan } from "@anxin/core/money";
import type { ChannelAnswer, UnknownCause } from "@anxin/core/payout/channel";
import { type Instant, parseInstant } from "@anxin/core/time";

/**
 * Refusals of a transfer that nothing but another request can heal: the payee, the amount or the words are at fault. A
 * query confirms them before they count. Codes keep Alipay's own spelling. What is not listed stays unknown; in
 * particular whatever concerns the payer, since a person heals that and the same number then pays.
 */
const FINAL_CODES: ReadonlySet<string> = new Set([
  "BLOCK_USER_FORBBIDEN_RECIEVE",
  "CURRENCY_NOT_SUPPORT",
  "EXCEED_LIMIT_ENT_SM_AMOUNT",
  "EXCEED_LIMIT_PERSONAL_SM_AMOUNT",
  "EXCEED_LIMIT_SM_AMOUNT",
  "EXCEED_LIMIT_SM_MIN_AMOUNT",
  "EXCEED_LIMIT_UNRN_DM_AMOUNT",
  "MEMO_REQUIRED_IN_TRANSFER_ERROR",
  "NO_ACCOUNT_RECEIVE_PERMISSION",
  "NO_ACCOUNT_USER_FORBBIDEN_RECIEVE",
  "PAYEE_ACCOUNT_NOT_EXSIT",
  "PAYEE_ACCOUNT_STATUS_ERROR",
  "PAYEE_ACC_OCUPIED",
  "PAYEE_CERT_INFO_ERROR",
  "PAYEE_NOT_EXIST",
  "PAYEE_NOT_RELNAME_CERTIFY",
  "PAYEE_TRUSTEESHIP_ACC_OVER_LIMIT",
  "PAYEE_USERINFO_STATUS_ERROR",
  "PAYEE_USER_INFO_ERROR",
  "PAYEE_USER_TYPE_ERROR",
  "PAYER_PAYEE_CANNOT_SAME",
  "PERMIT_CHECK_RECEIVE_LIMIT",
  "PERMIT_LIMIT_PAYEE",
  "PERMIT_NON_BANK_LIMIT_PAYEE",
  "PERM_AML_NOT_REALNAME_REV",
  "RELEASE_USER_FORBBIDEN_RECIEVE",
  "REMARK_HAS_SENSITIVE_WORD",
]);

/** The day's (or month's) allowance or the balance is used up: nothing was taken on, and the same number may try tomorrow. */
const CAP_CODES: ReadonlySet<string> = new Set([
  "BALANCE_IS_NOT_ENOUGH",
  "EXCEED_LIMIT_DC_RECEIVED",
  "EXCEED_LIMIT_DM_AMOUNT",
  "EXCEED_LIMIT_DM_MAX_AMOUNT",
  "EXCEED_LIMIT_MM_AMOUNT",
  "EXCEED_LIMIT_MM_MAX_AMOUNT",
  "PAYER_BALANCE_NOT_ENOUGH",
  "PERM_PAY_CUSTOMER_DAILY_QUOTA_ORG_BALANCE_LIMIT",
  "PERM_PAY_CUSTOMER_MONTH_QUOTA_ORG_BALANCE_LIMIT",
  "PERM_PAY_USER_DAILY_QUOTA_ORG_BALANCE_LIMIT",
  "PERM_PAY_USER_MONTH_QUOTA_ORG_BALANCE_LIMIT",
]);

/** The house is at fault (keys, contract, account, parameters): every transfer will be turned away until a person acts. */
const HOUSE_CODES: ReadonlySet<string> = new Set([
  "INVALID_PARAMETER",
  "ISV_AUTH_ERROR",
  "NO_ACCOUNT_PAYMENT_PERMISSION",
  "NO_PERMISSION_ACCOUNT",
  "NOT_IN_WHITE_LIST",
  "PAYER_NOT_EXIST",
  "PAYER_STATUS_ERROR",
  "PAYER_USERINFO_NOT_EXSIT",
  "PRODUCT_NOT_SIGN",
]);

/** The number was seen before, with other words or another amount. */
const INCONSISTENT_CODES: ReadonlySet<string> = new Set([
  "PAYMENT_INFO_INCONSISTENCY",
  "ACQ.DISCORDANT_REPEAT_REQUEST",
]);

/** The body of a verified answer, keys in snake case. */
export type AlipayReply = Readonly<Record<string, unknown>>;
export type Unknown = Extract<ChannelAnswer, { kind: "unknown" }>;

export const isRecord = (value: unknown): value is AlipayReply =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function unknown(cause: UnknownCause, code: string | null, detail: string): Unknown {
  return { kind: "unknown", cause, code, detail };
}

export const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

/** Reads an answer to a transfer that was sent under this number. */
export function readTransfer(reply: AlipayReply, outBizNo: string): ChannelAnswer {
  if (text(reply["code"]) !== "10000") return readRefusal(reply);
  if (reply["out_biz_no"] !== outBizNo) return unknown("mismatched", null, "the answer is about another number");
  const status = text(reply["status"]);
  if (status === "SUCCESS") return readSuccess(reply, reply["trans_date"]);
  if (status === "DEALING") return { kind: "dealing" };
  if (status === "FAIL") return { kind: "failed", code: "FAIL", detail: "the transfer was accepted and failed" };
  return unknown("unlisted", status, "a state that is on no list");
}

/** Reads an answer to a query about this number. */
export function readQuery(reply: AlipayReply, outBizNo: string): ChannelAnswer {
  const code = text(reply["code"]);
  const subCode = text(reply["sub_code"]);
  if (code === "40004" && subCode === "ORDER_NOT_EXIST") return { kind: "not_found" };
  if (code !== "10000") return inDoubt(code, subCode);
  if (reply["out_biz_no"] !== outBizNo) return unknown("mismatched", null, "the answer is about another number");
  const status = text(reply["status"]);
  const channelOrderNo = text(reply["order_id"]) ?? "";
  if (status === "SUCCESS") return readSuccess(reply, reply["pay_date"]);
  if (status === "DEALING" || status === "INIT") return { kind: "dealing" };
  if (status === "REFUND") return { kind: "returned", channelOrderNo, detail: "REFUND" };
  if (status === "FAIL") return { kind: "failed", code: text(reply["error_code"]) ?? "FAIL", detail: "FAIL" };
  return unknown("unlisted", status, "a state that is on no list");
}

function readSuccess(reply: AlipayReply, paid: unknown): ChannelAnswer {
  const channelOrderNo = text(reply["order_id"]);
  if (channelOrderNo === null) return unknown("mismatched", null, "a success without an order number");
  const amountText = text(reply["trans_amount"]);
  const amount = amountText === null ? null : parseYuan(amountText);
  if (amountText !== null && amount === null) return unknown("unreadable", null, "an amount that is none");
  return { kind: "succeeded", channelOrderNo, paidAt: chinaTime(paid), amount };
}

/** "YYYY-MM-DD HH:mm:ss" on China's clock. */
export function chinaTime(value: unknown): Instant | null {
  return typeof value === "string" ? parseInstant(`${value.replace(" ", "T")}+08:00`) : null;
}

function readRefusal(reply: AlipayReply): ChannelAnswer {
  const code = text(reply["code"]);
  const subCode = text(reply["sub_code"]);
  if (code !== "40004" || subCode === null) return inDoubt(code, subCode);
  if (FINAL_CODES.has(subCode)) return { kind: "failed", code: subCode, detail: subCode };
  if (CAP_CODES.has(subCode)) return { kind: "capped", until: "next_day", code: subCode };
  return inDoubt(code, subCode);
}

/** What is left of an answer that is neither a success nor a refusal that counts. */
export function inDoubt(code: string | null, subCode: string | null): Unknown {
  const shown = subCode ?? code;
  // 20000 is a gateway that is not well, 40005 its own limit on calls.
  const unwell = code === "20000" || code === "40005" || /^(?:(?:aop\.)?ACQ\.)?SYSTEM_ERROR$/.test(subCode ?? "");
  if (unwell) return unknown("channel_unwell", shown, "the channel is not well");
  if (INCONSISTENT_CODES.has(subCode ?? "")) return unknown("inconsistent", shown, "seen with other parameters");
  const business = (code === "40004" || code === null) && !HOUSE_CODES.has(subCode ?? "");
  if (business) return unknown("unlisted", shown, "a code that is on no list");
  return unknown("request_refused", shown, "turned away before it reached the business");
}
