// Takes payments on Alipay's page (alipay.trade.page.pay): signed orders out, verified messages and answers in.

import { assert } from "@anxin/core/assert";
import { formatYuan } from "@anxin/core/money";
import { type Instant, shanghaiClock } from "@anxin/core/time";
import { isRecord } from "./alipay-answers.js";
import type { AlipayConfig } from "./alipay-config.js";
import { type AlipayLine, alipayLine, type Question } from "./alipay-exchange.js";
import type { PageOrder, PagePay, PaymentNotice } from "./page-pay.js";
import { readClose, readNoticeFields, readRefund, readRefundQuery, readTrade } from "./page-pay-answers.js";

const PAY = "alipay.trade.page.pay";

/** Makes the channel; null where no account is named that payments go to. */
export function alipayPages(config: AlipayConfig): PagePay | null {
  const { appId, sellerId } = config;
  if (sellerId === null) return null;
  const line = alipayLine(config);
  const ask = (method: string, content: object, at: Instant) => {
    const question: Question = { method, bizContent: JSON.stringify(content), at };
    return line.ask(question);
  };
  return {
    payUrl: (order, at) => payUrl(line, order, at),
    readNotice: (form) => readNotice(line, { appId, sellerId }, form),
    async query(outTradeNo, at) {
      const heard = await ask("alipay.trade.query", { out_trade_no: outTradeNo }, at);
      return "doubt" in heard ? heard.doubt : readTrade(heard.reply, outTradeNo);
    },
    async close(outTradeNo, at) {
      const heard = await ask("alipay.trade.close", { out_trade_no: outTradeNo }, at);
      return "doubt" in heard ? heard.doubt : readClose(heard.reply, outTradeNo);
    },
    prepareRefund({ outTradeNo, outRequestNo, amount, reason }) {
      const content = {
        out_trade_no: outTradeNo,
        refund_amount: formatYuan(amount),
        refund_reason: reason,
        out_request_no: outRequestNo,
      };
      return { outRequestNo, bizContent: JSON.stringify(content) };
    },
    async refund({ outRequestNo, bizContent }, at) {
      const content: unknown = JSON.parse(bizContent);
      assert(isRecord(content) && content["out_request_no"] === outRequestNo, "a stored refund carries its own number");
      const heard = await line.ask({ method: "alipay.trade.refund", bizContent, at });
      return "doubt" in heard ? heard.doubt : readRefund(heard.reply, String(content["out_trade_no"]));
    },
    async queryRefund({ outTradeNo, outRequestNo }, at) {
      const content = {
        out_trade_no: outTradeNo,
        out_request_no: outRequestNo,
        query_options: ["gmt_refund_pay"],
      };
      const heard = await ask("alipay.trade.fastpay.refund.query", content, at);
      return "doubt" in heard ? heard.doubt : readRefundQuery(heard.reply, outRequestNo);
    },
  };
}

/** China time goes along explicitly, because the SDK would write the local zone. */
function payUrl({ sdk }: AlipayLine, order: PageOrder, at: Instant): string {
  const { outTradeNo, amount, subject, expiresAt, notifyUrl, returnUrl } = order;
  const bizContent = {
    out_trade_no: outTradeNo,
    total_amount: formatYuan(amount),
    subject,
    product_code: "FAST_INSTANT_TRADE_PAY",
    time_expire: shanghaiClock(expiresAt),
  };
  return sdk.pageExecute(PAY, "GET", { bizContent, notifyUrl, returnUrl, timestamp: shanghaiClock(at) });
}

interface Ours {
  readonly appId: string;
  readonly sellerId: string;
}

/**
 * A message counts when Alipay's signature fits and it is about our application and account. The check is the SDK's second
 * form: its first one decodes values once more, and so fails on a "%" that is meant. RSA2 is insisted on, since the SDK would
 * follow the message's own wish for SHA-1. A field that is there twice is none: what was verified might not be what is read.
 */
function readNotice({ sdk }: AlipayLine, ours: Ours, form: string): PaymentNotice | null {
  const entries = [...new URLSearchParams(form)];
  const fields = Object.fromEntries(entries);
  if (entries.length !== Object.keys(fields).length || fields["sign_type"] !== "RSA2") return null;
  if (fields["app_id"] !== ours.appId || fields["seller_id"] !== ours.sellerId) return null;
  return sdk.checkNotifySignV2(fields) ? readNoticeFields(fields) : null;
}
