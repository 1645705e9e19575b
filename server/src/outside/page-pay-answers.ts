// Reads what Alipay says about payments on its page and their refunds. Only code, sub_code and status decide.

import { parseYuan } from "@anxin/core/money";
import type { ChannelAnswer } from "@anxin/core/payout/channel";
import { type AlipayReply, chinaTime, inDoubt, text, unknown } from "./alipay-answers.js";
import type { CloseAnswer, PaymentNotice, TradeAnswer } from "./page-pay.js";

/** Sub-codes of payments begin with ACQ. (some with aop.ACQ.). */
const bare = (subCode: string | null): string => (subCode ?? "").replace(/^(?:aop\.)?ACQ\./, "");

/**
 * Refusals of a refund that no repetition can heal. A query confirms them before they count. Codes keep Alipay's own spelling
 * (reference of alipay.trade.refund).
 */
const FINAL_CODES: ReadonlySet<string> = new Set([
  "BUYER_NOT_EXIST",
  "INVALID_PARAMETER",
  "NOT_ALLOW_PARTIAL_REFUND",
  "ONLINE_TRADE_VOUCHER_NOT_ALLOW_REFUND",
  "REASON_TRADE_REFUND_FEE_ERR",
  "REASON_TRADE_STATUS_INVALID",
  "REFUND_AMT_NOT_EQUAL_TOTAL",
  "REFUND_FEE_ERROR",
  "TRADE_HAS_CLOSE",
  "TRADE_HAS_FINISHED",
  "TRADE_NOT_ALLOW_REFUND",
  "TRADE_NOT_EXIST",
  "TRADE_STATUS_ERROR",
]);
/** The account does not hold enough now: nothing was taken on, and the same number may try tomorrow. */
const CAP_CODES: ReadonlySet<string> = new Set(["SELLER_BALANCE_NOT_ENOUGH"]);

/** A payment as its fields describe it, in an answer or in a message; null where they say nothing that is known. */
function tradeOf(fields: AlipayReply, paidAt: unknown): PaymentNotice["trade"] | null {
  const status = text(fields["trade_status"]);
  if (status === "WAIT_BUYER_PAY") return { kind: "waiting" };
  if (status === "TRADE_CLOSED") return { kind: "closed" };
  const tradeNo = text(fields["trade_no"]);
  const amount = parseYuan(text(fields["total_amount"]) ?? "");
  if ((status !== "TRADE_SUCCESS" && status !== "TRADE_FINISHED") || tradeNo === null || amount === null) return null;
  return { kind: "paid", tradeNo, amount, paidAt: chinaTime(paidAt) };
}

/** Reads the fields of a message that is genuine; null where it is not about a payment. */
export function readNoticeFields(fields: AlipayReply): PaymentNotice | null {
  const outTradeNo = text(fields["out_trade_no"]);
  const trade = tradeOf(fields, fields["gmt_payment"]);
  return outTradeNo === null || trade === null ? null : { outTradeNo, trade };
}

/** Reads an answer to alipay.trade.query about this number. */
export function readTrade(reply: AlipayReply, outTradeNo: string): TradeAnswer {
  const code = text(reply["code"]);
  const subCode = text(reply["sub_code"]);
  if (code === "40004" && bare(subCode) === "TRADE_NOT_EXIST") return { kind: "not_found" };
  if (code !== "10000") return inDoubt(code, subCode);
  if (reply["out_trade_no"] !== outTradeNo) return unknown("mismatched", null, "the answer is about another number");
  return tradeOf(reply, reply["send_pay_date"]) ?? unknown("unlisted", text(reply["trade_status"]), "an unknown state");
}

/** Reads an answer to alipay.trade.close about this number. */
export function readClose(reply: AlipayReply, outTradeNo: string): CloseAnswer {
  const code = text(reply["code"]);
  const subCode = text(reply["sub_code"]);
  if (code === "10000") {
    return reply["out_trade_no"] === outTradeNo
      ? { kind: "closed" }
      : unknown("mismatched", null, "the answer is about another number");
  }
  if (code === "40004" && bare(subCode) === "TRADE_NOT_EXIST") return { kind: "not_found" };
  const states = ["TRADE_STATUS_ERROR", "REASON_TRADE_STATUS_INVALID", "REASON_ILLEGAL_STATUS"];
  return code === "40004" && states.includes(bare(subCode)) ? { kind: "refused" } : inDoubt(code, subCode);
}

/**
 * Reads an answer to alipay.trade.refund. `fund_change` tells whether this very call moved money: "N" may be a repetition of one
 * that did, so that only a query decides. The sum of the answer is that of all refunds of the payment, and is not compared.
 */
export function readRefund(reply: AlipayReply, outTradeNo: string): ChannelAnswer {
  const code = text(reply["code"]);
  const subCode = text(reply["sub_code"]);
  if (code === "40004" && FINAL_CODES.has(bare(subCode))) {
    return { kind: "failed", code: bare(subCode), detail: subCode ?? "" };
  }
  if (code === "40004" && CAP_CODES.has(bare(subCode))) {
    return { kind: "capped", until: "next_day", code: bare(subCode) };
  }
  if (code !== "10000") return inDoubt(code, subCode);
  const tradeNo = text(reply["trade_no"]);
  if (reply["out_trade_no"] !== outTradeNo || tradeNo === null) {
    return unknown("mismatched", null, "the answer is about another number");
  }
  if (reply["fund_change"] !== "Y") return { kind: "dealing" };
  return {
    kind: "succeeded",
    channelOrderNo: tradeNo,
    paidAt: chinaTime(reply["gmt_refund_pay"]),
    amount: null,
  };
}

/**
 * Reads an answer to alipay.trade.fastpay.refund.query. Code 10000 says that the question was understood, no more: only
 * REFUND_SUCCESS says that money went back. No state, or no such request, says that none did up to now.
 */
export function readRefundQuery(reply: AlipayReply, outRequestNo: string): ChannelAnswer {
  const code = text(reply["code"]);
  const subCode = text(reply["sub_code"]);
  if (code === "40004" && ["TRADE_NOT_EXIST", "REFUND_NOT_EXIST"].includes(bare(subCode))) return { kind: "not_found" };
  if (code !== "10000") return inDoubt(code, subCode);
  const status = text(reply["refund_status"]);
  if (status === null) return { kind: "not_found" };
  if (status !== "REFUND_SUCCESS") {
    return status === "REFUND_PROCESSING" ? { kind: "dealing" } : unknown("unlisted", status, "an unknown state");
  }
  const amount = parseYuan(text(reply["refund_amount"]) ?? "");
  const tradeNo = text(reply["trade_no"]);
  if (reply["out_request_no"] !== outRequestNo || amount === null || tradeNo === null) {
    return unknown("mismatched", null, "the answer is about another number, or names no amount");
  }
  return { kind: "succeeded", channelOrderNo: tradeNo, paidAt: chinaTime(reply["gmt_refund_pay"]), amount };
}
