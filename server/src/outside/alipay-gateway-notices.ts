// Tells of payments, as Alipay does: a signed form to the address of the order, again and again until it is answered "success".

import { formatYuan } from "@anxin/core/money";
import { type Instant, shanghaiClock } from "@anxin/core/time";
import type { Book, Trade } from "./alipay-gateway-book.js";
import { type Identity, signedForm } from "./alipay-gateway-identity.js";
import { statusOf } from "./alipay-gateway-trades.js";

/** The account that payments in a sandbox go to: like Alipay's own, and no one's. */
export const GATEWAY_SELLER_ID = "2088000000000001";

/** Sends a form and answers what was said; an empty text where nobody was reached. */
export type Post = (url: string, form: string) => Promise<string>;

const POST_MS_MAX = 10_000;
const ANSWER_CHARS_MAX = 100;

export const postForm: Post = async (url, form) => {
  try {
    const response = await fetch(url, {
      method: "POST",
      body: form,
      headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
      redirect: "manual",
      signal: AbortSignal.timeout(POST_MS_MAX),
    });
    return response.ok ? (await response.text()).slice(0, ANSWER_CHARS_MAX) : "";
  } catch {
    return "";
  }
};

/** Pauses between tries, in milliseconds of the wall's clock; Alipay's own grow from minutes to hours, over a day. */
const PAUSES_MS: readonly number[] = [250, 500, 1_000, 2_000, 5_000, 15_000, 60_000, 300_000, 900_000];

export interface Notices {
  /** Tells of a payment that is to be told of; returns at once. */
  tell(outTradeNo: string): void;
  stop(): void;
}

export interface NoticesOptions {
  readonly book: Book;
  readonly identity: Identity;
  readonly appId: string;
  readonly post: Post;
  /** The latest time that the gateway knows. */
  readonly now: () => Instant;
  /** Called when the book cannot be written. */
  readonly onFault: (error: unknown) => void;
}

/** Begins with what an earlier gateway on this book did not get through. */
export function openNotices(options: NoticesOptions): Notices {
  const { book, post, onFault } = options;
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;
  const due = (outTradeNo: string): Trade | null => {
    const trade = book.state().trades.get(outTradeNo);
    return trade !== undefined && (trade.notice === "due" || trade.notice === "twice") ? trade : null;
  };
  const attempt = async (outTradeNo: string, tries: number): Promise<void> => {
    const trade = due(outTradeNo);
    if (trade === null || stopped) return;
    const heard = await post(trade.notifyUrl, noticeOf(options, trade));
    const now = stopped ? null : due(outTradeNo);
    if (now === null) return;
    if (heard === "success") {
      const notice = now.notice === "twice" ? "due" : "told";
      book.append({ kind: "traded", used: null, trade: { ...now, notice } });
      if (notice === "told") return;
    }
    const pause = PAUSES_MS[tries];
    if (pause === undefined) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      start(outTradeNo, tries + 1);
    }, pause);
    timers.add(timer);
  };
  const start = (outTradeNo: string, tries: number): void => void attempt(outTradeNo, tries).catch(onFault);
  for (const { outTradeNo } of book.state().trades.values()) start(outTradeNo, 0);
  return {
    tell: (outTradeNo) => start(outTradeNo, 0),
    stop() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function noticeOf({ identity, appId, now }: NoticesOptions, trade: Trade): string {
  const amount = formatYuan(BigInt(trade.amount));
  return signedForm(identity, {
    notify_time: shanghaiClock(now()),
    notify_type: "trade_status_sync",
    notify_id: `${trade.tradeNo}0001`,
    charset: "utf-8",
    version: "1.0",
    app_id: appId,
    auth_app_id: appId,
    trade_no: trade.tradeNo,
    out_trade_no: trade.outTradeNo,
    seller_id: GATEWAY_SELLER_ID,
    buyer_id: "2088000000000009",
    subject: trade.subject,
    trade_status: statusOf(trade),
    total_amount: amount,
    receipt_amount: amount,
    buyer_pay_amount: amount,
    gmt_create: shanghaiClock(trade.at),
    gmt_payment: shanghaiClock(trade.paidAt ?? trade.at),
    fund_bill_list: JSON.stringify([{ amount, fundChannel: "ALIPAYACCOUNT" }]),
  });
}
