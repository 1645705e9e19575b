// The port to whoever takes payments on a page of its own. page-pay-alipay.ts talks to Alipay; the local gateway plays the cashier.

import type { Fen } from "@anxin/core/money";
import type { ChannelAnswer } from "@anxin/core/payout/channel";
import type { Instant } from "@anxin/core/time";

/** What somebody is to pay. */
export interface PageOrder {
  /** Ours; at most one payment is ever made under it. */
  readonly outTradeNo: string;
  readonly amount: Fen;
  /** What the payer reads. */
  readonly subject: string;
  /** Nobody can pay after it. */
  readonly expiresAt: Instant;
  /** Where the channel tells of the payment. */
  readonly notifyUrl: string;
  /** Where the payer is led afterwards. That they come back proves nothing. */
  readonly returnUrl: string;
}

type Unknown = Extract<ChannelAnswer, { kind: "unknown" }>;

/** What is known of a payment. */
export type TradeAnswer =
  | { readonly kind: "waiting" }
  | { readonly kind: "paid"; readonly tradeNo: string; readonly amount: Fen; readonly paidAt: Instant | null }
  /** Nobody paid, and nobody can any more; or everything went back. */
  | { readonly kind: "closed" }
  /** Nobody opened the page yet. */
  | { readonly kind: "not_found" }
  | Unknown;

/** What came of closing a payment: `refused` where it was paid meanwhile, or is closed already. */
export type CloseAnswer = { readonly kind: "closed" } | { readonly kind: "not_found" | "refused" } | Unknown;

/** A message of the channel that was found to be genuine, and ours. */
export interface PaymentNotice {
  readonly outTradeNo: string;
  readonly trade: Exclude<TradeAnswer, Unknown | { readonly kind: "not_found" }>;
}

export interface RefundOrder {
  readonly outTradeNo: string;
  /** Ours; money goes back at most once under it. */
  readonly outRequestNo: string;
  readonly amount: Fen;
  readonly reason: string;
}

/** A refund as it goes over the wire. To be stored before the first send; every send repeats exactly this content. */
export interface PreparedRefund {
  readonly outRequestNo: string;
  /** The business content, JSON in UTF-8. */
  readonly bizContent: string;
}

/**
 * A channel that is paid on a page. Nothing here throws for anything that the outside does: silence, garbage and forgery are
 * answers of the kind "unknown".
 */
export interface PagePay {
  /** Where to pay: an address that carries the signed order. Asks nobody. */
  payUrl(order: PageOrder, at: Instant): string;
  /** Reads a message, a form in UTF-8; null unless it is signed by the channel, for our application and our account. */
  readNotice(form: string): PaymentNotice | null;
  query(outTradeNo: string, at: Instant): Promise<TradeAnswer>;
  close(outTradeNo: string, at: Instant): Promise<CloseAnswer>;
  prepareRefund(order: RefundOrder): PreparedRefund;
  refund(prepared: PreparedRefund, at: Instant): Promise<ChannelAnswer>;
  queryRefund(refund: Pick<RefundOrder, "outTradeNo" | "outRequestNo">, at: Instant): Promise<ChannelAnswer>;
}
