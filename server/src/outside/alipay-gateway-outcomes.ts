// What the local gateway does with a transfer or a query: pure, so that it can be read beside the book that remembers it.

import { never } from "@anxin/core/assert";
import { formatYuan } from "@anxin/core/money";
import { HOUR_MS, type Instant, shanghaiClock, shanghaiDay } from "@anxin/core/time";
import { type BookEntry, type BookState, nextScripted, type TransferOrder } from "./alipay-gateway-book.js";

/** A verified transfer request. */
export interface TransferCall {
  readonly outBizNo: string;
  readonly content: string;
  readonly payee: string;
  readonly amount: number;
  readonly at: Instant;
  readonly signature: string;
}

/** The business part of an answer; "silence" is no answer at all. */
export type GatewayReply = Readonly<Record<string, string>>;
export interface Played {
  readonly reply: GatewayReply | "silence";
  /** To be in the book before the reply goes out. */
  readonly entry: BookEntry | null;
}

const OUTCOMES: ReadonlySet<string> = new Set([
  "success",
  "timeout_moved",
  "timeout_not_moved",
  "system_error",
  "dealing",
  "refund_after_success",
  "daily_cap",
]);
const REFUSED = /^refused:([A-Z][A-Z0-9_]{2,63})$/;
/** What the cashier does with the next refund, and with the message about the next payment. */
const REFUND =
  /^refund:(?:success|timeout_moved|timeout_not_moved|system_error|dealing|daily_cap|refused:[A-Z][A-Z0-9_]{2,63})$/;
const NOTIFY = /^notify:(?:lost|twice)$/;
const CAP_CODE = "EXCEED_LIMIT_DM_MAX_AMOUNT";

export function isOutcome(text: unknown): text is string {
  return typeof text === "string" && (OUTCOMES.has(text) || [REFUSED, REFUND, NOTIFY].some((form) => form.test(text)));
}

export function failure(subCode: string, subMessage: string, code = "40004"): GatewayReply {
  const message = code === "40004" ? "Business Failed" : "Invalid Arguments";
  return { code, msg: message, sub_code: subCode, sub_msg: subMessage };
}

/** Answers a transfer. A number that is known plays nothing new; one that came to nothing plays the next of the script. */
export function playTransfer(book: BookState, call: TransferCall): Played {
  const known = book.orders.get(call.outBizNo);
  if (known === undefined) return playNew(book, call);
  if (known.content !== call.content) {
    return { reply: failure("PAYMENT_INFO_INCONSISTENCY", "两次请求参数不一致"), entry: null };
  }
  if (known.silentTo === call.signature) return { reply: "silence", entry: null };
  if (known.state !== "ABSENT") return answerKnown(known, call.at);
  if (known.outcome !== "daily_cap") return playNew(book, call);
  if (shanghaiDay(call.at) <= shanghaiDay(known.at))
    return { reply: failure(CAP_CODE, "超出单日转账限额"), entry: null };
  const order = { ...known, at: call.at, state: "SUCCESS", code: null } as const;
  return { reply: accepted(order), entry: { kind: "moved_on", order } };
}

function answerKnown(known: TransferOrder, at: Instant): Played {
  const { order, entry } = ripened(known, at);
  return { reply: order.state === "FAIL" ? refusal(order) : accepted(order), entry };
}

const refusal = (order: TransferOrder): GatewayReply => failure(order.code ?? "FAIL", "转账失败");

/** What is being processed is done for whoever asks an hour later. */
function ripened(order: TransferOrder, at: Instant): { order: TransferOrder; entry: BookEntry | null } {
  if (order.state !== "DEALING" || at - order.at < HOUR_MS) return { order, entry: null };
  const done = { ...order, state: "SUCCESS" } as const;
  return { order: done, entry: { kind: "moved_on", order: done } };
}

function playNew(book: BookState, call: TransferCall): Played {
  const scripted = nextScripted(book.script, "transfer");
  const outcome = scripted ?? "success";
  const { outBizNo, content, payee, amount, at } = call;
  const orderNo = `${shanghaiDay(at).replaceAll("-", "")}11007000${String(book.orders.size + 1).padStart(16, "0")}`;
  const order: TransferOrder = {
    ...{ outBizNo, orderNo, content, payee, amount, at, outcome },
    ...endOf(outcome),
    silentTo: outcome.startsWith("timeout") ? call.signature : null,
  };
  const entry: BookEntry = { kind: "played", scripted: scripted !== null, order };
  return { reply: order.silentTo === null ? replyTo(order) : "silence", entry };
}

function endOf(outcome: string): Pick<TransferOrder, "state" | "code"> {
  const refused = REFUSED.exec(outcome)?.[1];
  if (refused !== undefined) return { state: "FAIL", code: refused };
  if (outcome === "dealing") return { state: "DEALING", code: null };
  if (outcome === "daily_cap") return { state: "ABSENT", code: CAP_CODE };
  if (outcome === "system_error") return { state: "ABSENT", code: "SYSTEM_ERROR" };
  if (outcome === "timeout_not_moved") return { state: "ABSENT", code: null };
  return { state: "SUCCESS", code: null };
}

function replyTo(order: TransferOrder): GatewayReply {
  if (order.state === "FAIL") return refusal(order);
  if (order.state === "ABSENT") return failure(order.code ?? "SYSTEM_ERROR", "系统繁忙");
  return accepted(order);
}

/** The answer to a transfer that was taken on. A repetition of one that came back later is still told of its success. */
function accepted(order: TransferOrder): GatewayReply {
  return {
    code: "10000",
    msg: "Success",
    out_biz_no: order.outBizNo,
    order_id: order.orderNo,
    pay_fund_order_id: `${order.orderNo}F`,
    status: order.state === "DEALING" ? "DEALING" : "SUCCESS",
    trans_date: shanghaiClock(order.at),
  };
}

/** Answers a query. The first one after a success that is scripted to come back finds the money returned. */
export function playQuery(book: BookState, outBizNo: string, at: Instant): Played {
  const known = book.orders.get(outBizNo);
  if (known === undefined || known.state === "ABSENT") {
    return { reply: failure("ORDER_NOT_EXIST", "转账订单不存在"), entry: null };
  }
  if (known.outcome === "refund_after_success" && known.state === "SUCCESS") {
    const order = { ...known, state: "REFUND" } as const;
    return { reply: shown(order), entry: { kind: "moved_on", order } };
  }
  const { order, entry } = ripened(known, at);
  return { reply: shown(order), entry };
}

function shown(order: TransferOrder): GatewayReply {
  const common = {
    code: "10000",
    msg: "Success",
    out_biz_no: order.outBizNo,
    order_id: order.orderNo,
    pay_fund_order_id: `${order.orderNo}F`,
    trans_amount: formatYuan(BigInt(order.amount)),
    order_fee: "0.00",
    status: order.state,
  };
  switch (order.state) {
    case "SUCCESS":
    case "REFUND":
      return { ...common, pay_date: shanghaiClock(order.at) };
    case "FAIL":
      return { ...common, error_code: order.code ?? "FAIL", fail_reason: "转账失败" };
    case "DEALING":
    case "ABSENT":
      return common;
    default:
      return never(order.state);
  }
}
