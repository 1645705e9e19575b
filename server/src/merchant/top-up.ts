// Understands how money reaches a merchant's wallet.

import { formatId } from "@anxin/core/id";
import { walletToppedUp } from "@anxin/core/ledger/templates";
import type { Fen } from "@anxin/core/money";
import { refuse } from "@anxin/core/refusal";
import { insertTransfers } from "@anxin/store/ledger";
import { type MerchantKey, settleTopUp } from "@anxin/store/merchant";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { transferRows } from "../ledger/book.js";
import { readShop } from "./shop.js";

/** One top-up: at most ten million yuan, in fen. */
export const TOP_UP_FEN_MAX = 1_000_000_000n;

export interface TopUp {
  readonly topUpId: string;
  readonly amount: Fen;
  readonly status: "settled";
  /** Where the merchant pays; null when there is nothing left to pay. */
  readonly payUrl: string | null;
}

/**
 * Tops up a wallet: in the sandbox it is paid at once, with the wallet, the top-up and its transfer in one transaction.
 * Refuses with `not_found`, `limit_exceeded`, and with `switched_off` where no payment page is connected.
 *
 * Statements: 4 (merchant, top-up, wallet, transfer).
 */
export async function topUp(context: Context, tx: Tx, key: MerchantKey, amount: Fen): Promise<TopUp> {
  if (amount > TOP_UP_FEN_MAX) {
    refuse("limit_exceeded", "top up in smaller amounts", {
      limit: Number(TOP_UP_FEN_MAX),
      unit: "fen per top-up",
      errors: [{ pointer: "/amount", code: "maximum", detail: `must be at most ${TOP_UP_FEN_MAX}` }],
    });
  }
  if (context.config.mode !== "sandbox") {
    refuse("switched_off", "no payment page is connected to this installation; pay by bank transfer as agreed");
  }
  await readShop(tx, key);
  const { book, merchantId } = key;
  const topUpId = context.ids.next(book);
  const at = context.clock.now();
  const place = {
    tenantId: tx.tenantId,
    book,
    merchantId,
    transactionId: context.ids.next(book),
    occurredAt: at,
    recordedAt: at,
  };
  await settleTopUp(tx, { ...key, topUpId, amount, at });
  await insertTransfers(tx, transferRows(context, place, [{ ...walletToppedUp(amount), topUpId }]));
  return { topUpId: formatId("topUp", topUpId), amount, status: "settled", payUrl: null };
}
