// What the local gateway does with payments on a page and their refunds: pure, so that it can be read beside the book.

import { never } from "@anxin/core/assert";
import { formatYuan } from "@anxin/core/money";
import { HOUR_MS, type Instant, shanghaiClock, shanghaiDay } from "@anxin/core/time";
import { type BookEntry, type BookState, nextScripted, type Trade, type TradeRefund } from "./alipay-gateway-book.js";
import { failure, type GatewayReply, type Played } from "./alipay-gateway-outcomes.js";

/** A verified order to pay. */
export interface PageCall {
  readonly outTradeNo: string;
  readonly amount: number;
  readonly subject: string;
  readonly expiresAt: Instant | null;
  readonly notifyUrl: string;
  readonly returnUrl: string;
  readonly at: Instant;
}

const traded = (trade: Trade, used: string | null = null): BookEntry => ({ kind: "traded", used, trade });
const only = (reply: GatewayReply): Played => ({ reply, entry: null });

/** Opens the page of an order: a payment is there from then on. Null when its number was seen with another amount. */
export function openTrade(book: BookState, call: PageCall): { trade: Trade; entry: BookEntry | null } | null {
  const known = book.trades.get(call.outTradeNo);
  if (known !== undefined && known.amount !== call.amount) return null;
  if (known !== undefined) return { trade: known, entry: null };
  const tradeNo = `${shanghaiDay(call.at).replaceAll("-", "")}22001${String(book.trades.size + 1).padStart(15, "0")}`;
  const trade: Trade = { ...call, tradeNo, state: "WAIT", paidAt: null, notice: "none", refunds: [] };
  return { trade, entry: traded(trade) };
}

export const hasExpired = ({ state, expiresAt }: Trade, at: Instant): boolean =>
  state === "WAIT" && expiresAt !== null && expiresAt <= at;

/** Somebody pays. Null when nobody can: it was paid, closed, or is too late. */
export function payTrade(book: BookState, trade: Trade, at: Instant): { trade: Trade; entry: BookEntry } | null {
  if (trade.state !== "WAIT" || hasExpired(trade, at)) return null;
  const used = nextScripted(book.script, "notify");
  const notice = used === "notify:lost" ? "lost" : used === "notify:twice" ? "twice" : "due";
  const paid: Trade = { ...trade, state: "PAID", paidAt: at, notice };
  return { trade: paid, entry: traded(paid, used) };
}

const NOT_THERE = failure("ACQ.TRADE_NOT_EXIST", "交易不存在");

const returned = ({ refunds }: Trade): number =>
  refunds.reduce((sum, { state, amount }) => (state === "SUCCESS" || state === "DEALING" ? sum + amount : sum), 0);

/** A payment of which everything went back is closed, as one that nobody made. */
export function statusOf(trade: Trade): string {
  if (trade.state === "WAIT") return "WAIT_BUYER_PAY";
  return trade.state === "CLOSED" || returned(trade) === trade.amount ? "TRADE_CLOSED" : "TRADE_SUCCESS";
}

const named = ({ outTradeNo, tradeNo }: Trade): GatewayReply => ({
  code: "10000",
  msg: "Success",
  out_trade_no: outTradeNo,
  trade_no: tradeNo,
});

export function playTradeQuery(book: BookState, outTradeNo: string, at: Instant): Played {
  const known = book.trades.get(outTradeNo);
  if (known === undefined) return only(NOT_THERE);
  const trade = hasExpired(known, at) ? ({ ...known, state: "CLOSED" } as const) : known;
  const reply = { ...named(trade), trade_status: statusOf(trade), total_amount: formatYuan(BigInt(trade.amount)) };
  const paid: GatewayReply = trade.paidAt === null ? {} : { send_pay_date: shanghaiClock(trade.paidAt) };
  return { reply: { ...reply, ...paid }, entry: trade === known ? null : traded(trade) };
}

export function playClose(book: BookState, outTradeNo: string): Played {
  const trade = book.trades.get(outTradeNo);
  if (trade === undefined) return only(NOT_THERE);
  if (trade.state !== "WAIT") return only(failure("ACQ.TRADE_STATUS_ERROR", "交易状态不合法"));
  return { reply: named(trade), entry: traded({ ...trade, state: "CLOSED" }) };
}

/** A verified request to send money back. */
export interface RefundCall {
  readonly outTradeNo: string;
  readonly outRequestNo: string;
  readonly content: string;
  readonly amount: number;
  readonly at: Instant;
  readonly signature: string;
}

const SHORT = failure("ACQ.SELLER_BALANCE_NOT_ENOUGH", "卖家余额不足");

/** Answers a refund. A number that is known plays nothing new; one that came to nothing plays the next of the script. */
export function playRefund(book: BookState, call: RefundCall): Played {
  const trade = book.trades.get(call.outTradeNo);
  if (trade === undefined) return only(NOT_THERE);
  if (trade.state !== "PAID") return only(failure("ACQ.TRADE_STATUS_ERROR", "交易状态不合法"));
  const known = trade.refunds.find((refund) => refund.outRequestNo === call.outRequestNo);
  if (known === undefined) return playNew(book, trade, call);
  if (known.content !== call.content) return only(failure("ACQ.DISCORDANT_REPEAT_REQUEST", "请求信息不一致"));
  if (known.silentTo === call.signature) return { reply: "silence", entry: null };
  if (known.state === "ABSENT") {
    const capped = known.outcome === "daily_cap" && shanghaiDay(call.at) <= shanghaiDay(known.at);
    return capped ? only(SHORT) : playNew(book, trade, call);
  }
  if (known.state === "FAIL") return only(refused(known));
  const { refund, trade: after, entry } = ripened(trade, known, call.at);
  return { reply: accepted(after, refund, "N"), entry };
}

const refused = ({ code }: TradeRefund): GatewayReply => failure(`ACQ.${code ?? "TRADE_NOT_ALLOW_REFUND"}`, "退款失败");

function withRefund(trade: Trade, refund: TradeRefund): Trade {
  const others = trade.refunds.filter(({ outRequestNo }) => outRequestNo !== refund.outRequestNo);
  return { ...trade, refunds: [...others, refund] };
}

/** What is being processed is done for whoever asks an hour later. */
function ripened(trade: Trade, refund: TradeRefund, at: Instant) {
  if (refund.state !== "DEALING" || at - refund.at < HOUR_MS) return { refund, trade, entry: null };
  const done = { ...refund, state: "SUCCESS" } as const;
  const after = withRefund(trade, done);
  return { refund: done, trade: after, entry: traded(after) };
}

function playNew(book: BookState, trade: Trade, call: RefundCall): Played {
  if (returned(trade) + call.amount > trade.amount) {
    return only(failure("ACQ.REASON_TRADE_REFUND_FEE_ERR", "退款金额无效"));
  }
  const used = nextScripted(book.script, "refund");
  const outcome = used?.slice("refund:".length) ?? "success";
  const { outRequestNo, content, amount, at, signature } = call;
  const silentTo = outcome.startsWith("timeout") ? signature : null;
  const refund: TradeRefund = { outRequestNo, content, amount, at, outcome, ...endOf(outcome), silentTo };
  const after = withRefund(trade, refund);
  return { reply: silentTo === null ? replyTo(after, refund) : "silence", entry: traded(after, used) };
}

function endOf(outcome: string): Pick<TradeRefund, "state" | "code"> {
  if (outcome.startsWith("refused:")) return { state: "FAIL", code: outcome.slice("refused:".length) };
  if (outcome === "dealing") return { state: "DEALING", code: null };
  const moved = outcome === "success" || outcome === "timeout_moved";
  return { state: moved ? "SUCCESS" : "ABSENT", code: null };
}

function replyTo(trade: Trade, refund: TradeRefund): GatewayReply {
  switch (refund.state) {
    case "SUCCESS":
      return accepted(trade, refund, "Y");
    case "DEALING":
      return accepted(trade, refund, "N");
    case "FAIL":
      return refused(refund);
    case "ABSENT":
      return refund.outcome === "daily_cap" ? SHORT : failure("ACQ.SYSTEM_ERROR", "系统错误");
    default:
      return never(refund.state);
  }
}

/** `fund_change` tells whether this very call moved money; `refund_fee` is the sum of all refunds of the payment. */
function accepted(trade: Trade, refund: TradeRefund, change: "Y" | "N"): GatewayReply {
  const fee = formatYuan(BigInt(returned(trade)));
  return { ...named(trade), fund_change: change, refund_fee: fee, gmt_refund_pay: shanghaiClock(refund.at) };
}

export function playRefundQuery(book: BookState, outTradeNo: string, outRequestNo: string, at: Instant): Played {
  const trade = book.trades.get(outTradeNo);
  if (trade === undefined) return only(NOT_THERE);
  const known = trade.refunds.find((refund) => refund.outRequestNo === outRequestNo);
  if (known === undefined) return only(named(trade));
  const { refund, entry } = ripened(trade, known, at);
  if (refund.state === "DEALING") return { reply: { ...named(trade), refund_status: "REFUND_PROCESSING" }, entry };
  // Code 10000 with nothing about the refund: no money went back.
  if (refund.state !== "SUCCESS") return { reply: named(trade), entry };
  const found = {
    out_request_no: outRequestNo,
    total_amount: formatYuan(BigInt(trade.amount)),
    refund_amount: formatYuan(BigInt(refund.amount)),
    refund_status: "REFUND_SUCCESS",
    gmt_refund_pay: shanghaiClock(refund.at),
  };
  return { reply: { ...named(trade), ...found }, entry };
}
