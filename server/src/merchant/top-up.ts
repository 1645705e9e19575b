// Understands how money reaches a merchant's wallet: asked for, paid on a page or at once, and settled exactly once.

import { bookOfId, formatId, type Id, parseId } from "@anxin/core/id";
import { walletToppedUp } from "@anxin/core/ledger/templates";
import { settledCredit } from "@anxin/core/merchant/wallet";
import type { Fen } from "@anxin/core/money";
import { refuse } from "@anxin/core/refusal";
import { HOUR_MS, type Instant, MINUTE_MS, plus } from "@anxin/core/time";
import { insertTransfers } from "@anxin/store/ledger";
import type { MerchantKey } from "@anxin/store/merchant";
import { findTopUp, insertTopUp, raiseTopUpTask, settleTopUp, type TopUpRow } from "@anxin/store/top-up";
import type { Tx } from "@anxin/store/transaction";
import { fundWallet, holdWallet } from "@anxin/store/wallet";
import type { Context } from "../context.js";
import { transferRows } from "../ledger/book.js";
import type { PagePay } from "../outside/page-pay.js";
import { readShop } from "./shop.js";

/** One top-up: at most ten million yuan, in fen. */
export const TOP_UP_FEN_MAX = 1_000_000_000n;
/** How long a payment page can be paid on. */
const PAY_WITHIN_MS = 2 * HOUR_MS;
/** The channel tells of a payment by itself; this long after it was asked for, it is asked for the first time. */
const FIRST_QUERY_MS = MINUTE_MS;
/** Where the channel sends its messages, below the public address. */
export const NOTICE_PATH = "/v1/alipay/notify";
/** What the payer reads. */
const SUBJECT = "商家预存保费充值";

export interface TopUpRequest {
  readonly amount: Fen;
  /** Whether it is paid on a page; outside of the sandbox it always is. */
  readonly onPage: boolean;
}

/** Refuses with `switched_off` where no payment page is connected. */
export function requirePagePay({ pagePay }: Context): PagePay {
  return (
    pagePay ??
    refuse("switched_off", "no payment page is connected to this installation; pay by bank transfer as agreed")
  );
}

/**
 * Tops up a wallet: in the sandbox it is paid at once, with the wallet, the top-up and its transfer in one transaction; else
 * it waits until it was paid on a page. Refuses with `not_found`, `limit_exceeded`, and with `switched_off` where no payment
 * page is connected.
 *
 * Statements: 6 (merchant, top-up, wallet held, top-up settled, wallet, transfer); 2 where it is paid later.
 */
export async function topUp(context: Context, tx: Tx, key: MerchantKey, request: TopUpRequest): Promise<TopUpRow> {
  const { amount, onPage } = request;
  if (amount > TOP_UP_FEN_MAX) {
    refuse("limit_exceeded", "top up in smaller amounts", {
      limit: Number(TOP_UP_FEN_MAX),
      unit: "fen per top-up",
      errors: [{ pointer: "/amount", code: "maximum", detail: `must be at most ${TOP_UP_FEN_MAX}` }],
    });
  }
  const later = onPage || context.config.mode !== "sandbox";
  if (later) requirePagePay(context);
  await readShop(tx, key);
  const topUpId = context.ids.next(key.book);
  const now = context.clock.now();
  const expiry = later
    ? ({ channel: "alipay_page", expiresAt: plus(now, PAY_WITHIN_MS), nextAt: plus(now, FIRST_QUERY_MS) } as const)
    : ({ channel: "sandbox", expiresAt: null, nextAt: null } as const);
  const row = await insertTopUp(tx, { ...key, topUpId, amount, createdAt: now, ...expiry });
  if (later) return row;
  return settle(context, tx, row, { tradeNo: null, occurredAt: now });
}

/** What the channel says was paid. */
export interface Paid {
  readonly tradeNo: string;
  readonly amount: Fen;
  readonly paidAt: Instant | null;
}

/**
 * Settles a top-up that was paid: the wallet, the top-up and its transfer, in this transaction, at most once however often it is
 * told. An amount other than the one asked for settles nothing and has a person look. Answers what came of it.
 */
export async function settlePaid(
  context: Context,
  tx: Tx,
  row: TopUpRow,
  { tradeNo, amount, paidAt }: Paid,
): Promise<"settled" | "known" | "amount_differs"> {
  if (row.status === "settled") return "known";
  if (amount !== row.amount) {
    await raiseTopUpTask(tx, row, "amount_differs");
    return "amount_differs";
  }
  const now = context.clock.now();
  // The channel's clock may be ahead of ours: nothing happens after it is recorded, nor before it was asked for.
  const occurredAt = paidAt === null || paidAt > now ? now : paidAt < row.created_at ? row.created_at : paidAt;
  await settle(context, tx, row, { tradeNo, occurredAt });
  return "settled";
}

/** The wallet is held first, so that whoever settles the same top-up at the same time finds it settled. */
async function settle(
  context: Context,
  tx: Tx,
  row: TopUpRow,
  { tradeNo, occurredAt }: { readonly tradeNo: string | null; readonly occurredAt: Instant },
): Promise<TopUpRow> {
  const { book, merchant_id: merchantId, top_up_id: topUpId, amount } = row;
  const key = { book, merchantId };
  const held = await holdWallet(tx, key);
  if (held === null) throw new Error("broken promise: every merchant has a wallet");
  const now = context.clock.now();
  const settled = settledCredit(held.balance, amount);
  if (await settleTopUp(tx, row, { at: now, tradeNo, settledCredit: settled })) {
    await fundWallet(tx, key, amount, now);
    const transactionId = context.ids.next(book);
    const place = { tenantId: tx.tenantId, book, merchantId, transactionId, occurredAt, recordedAt: now };
    await insertTransfers(tx, transferRows(context, place, [{ ...walletToppedUp(amount), topUpId }]));
  }
  return { ...row, status: "settled", settled_at: now, settled_credit: settled };
}

const NUMBER = /^(top_[0-9a-z]{13})_([1-9]\d{0,8})$/;

/** The number under which the channel knows a top-up. It names the tenant too: its messages arrive without one. */
export const tradeNumber = (tenantId: number, topUpId: Id): string => `${formatId("topUp", topUpId)}_${tenantId}`;

/** Whose top-up a number of the channel stands for; null when it is none of ours. */
export function readTradeNumber(text: string): { readonly tenantId: number; readonly topUpId: Id } | null {
  const [, id = "", tenantId = ""] = NUMBER.exec(text) ?? [];
  const topUpId = parseId("topUp", id);
  return topUpId === null ? null : { tenantId: Number(tenantId), topUpId };
}

/** A top-up by its id; null when this tenant has none of it. */
export const topUpById = (tx: Tx, topUpId: Id): Promise<TopUpRow | null> =>
  findTopUp(tx, { book: bookOfId(topUpId), top_up_id: topUpId });

/**
 * Where a top-up can be paid, signed anew each time it is shown: the order is the same, so that it is paid at most once. Null
 * when there is nothing to pay any more.
 *
 * @param returnUrl where the payer is led afterwards; our first page where none is named
 */
export function payUrlOf(
  context: Context,
  tenantId: number,
  row: TopUpRow,
  returnUrl = `${context.config.publicUrl}/`,
): string | null {
  const { pagePay, config, clock } = context;
  const now = clock.now();
  if (pagePay === null || row.status !== "pending" || row.expires_at === null || row.expires_at <= now) return null;
  const order = {
    outTradeNo: tradeNumber(tenantId, row.top_up_id),
    amount: row.amount,
    subject: SUBJECT,
    expiresAt: row.expires_at,
    notifyUrl: `${config.publicUrl}${NOTICE_PATH}`,
    returnUrl,
  };
  return pagePay.payUrl(order, now);
}
