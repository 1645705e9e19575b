// Understands how a wallet's terms are agreed: the credit limit, and the balance below which it is low.

import { floorOf } from "@anxin/core/merchant/wallet";
import type { Fen } from "@anxin/core/money";
import { refuse } from "@anxin/core/refusal";
import type { MerchantKey } from "@anxin/store/merchant";
import type { Tx } from "@anxin/store/transaction";
import { findWallet, holdWallet, type WalletTerms, walletChanges, writeWalletTerms } from "@anxin/store/wallet";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import { type CurrentVersion, etagOf } from "../http/etag.js";
import { callerName } from "../people/staff.js";
import { type TermsChange, walletView, windowsAt } from "./wallet-view.js";

/** Credit limit and threshold: at most ten million yuan each, in fen. */
export const WALLET_TERM_FEN_MAX = 1_000_000_000n;
const CHANGES_SHOWN_MAX = 20;

const walletEtag = (merchantId: string, revision: number): string => etagOf("wallet", merchantId, revision);

function requireBounded(pointer: string, amount: Fen | null): void {
  if (amount === null || amount <= WALLET_TERM_FEN_MAX) return;
  refuse("limit_exceeded", `${pointer} is too large`, {
    limit: Number(WALLET_TERM_FEN_MAX),
    unit: "fen",
    errors: [{ pointer, code: "maximum", detail: `must be at most ${WALLET_TERM_FEN_MAX}` }],
  });
}

/**
 * Sets the terms of a wallet; the same once more changes nothing. A limit below what is drawn already is taken, and not refused:
 * whoever lowers it wants no more credit given from now on, and that is what happens; the debt stands until it is settled.
 * `heed` sees the version that is there and may refuse. Refuses with `not_found` and `limit_exceeded`.
 *
 * Statements: 3 (wallet held, name of who changed it, terms with their history).
 */
export async function setTerms(
  context: Context,
  tx: Tx,
  key: MerchantKey,
  { creditLimit, lowBalance }: WalletTerms,
  caller: string,
  heed: (current: CurrentVersion) => void,
): Promise<void> {
  requireBounded("/creditLimit", creditLimit);
  requireBounded("/lowBalance", lowBalance);
  const held = (await holdWallet(tx, key)) ?? refuse("not_found", "there is no merchant of this id");
  const [last] = await walletChanges(tx, key, 1);
  const changedBy = last === undefined ? null : await callerName(tx, last.changed_by);
  const etag = walletEtag(key.merchantId, held.revision);
  heed({ etag, changedBy, changedAt: last?.changed_at ?? null });
  if (held.credit_limit === creditLimit && held.low_balance === lowBalance) return;
  const floor = floorOf(creditLimit, held.balance);
  const terms = { creditLimit, lowBalance, floor, revision: held.revision + 1 };
  await writeWalletTerms(tx, key, terms, caller, context.clock.now());
}

/** A wallet as it is shown, with who set its terms; a merchant is not told names. Refuses with `not_found`. */
export async function readWallet(context: Context, tx: Tx, key: MerchantKey, { role }: Principal) {
  const now = context.clock.now();
  const row = await findWallet(tx, key, windowsAt(now));
  if (row === null) refuse("not_found", "there is no merchant of this id");
  const changes: TermsChange[] = [];
  const names = new Map<string, string>();
  for (const change of await walletChanges(tx, key, CHANGES_SHOWN_MAX)) {
    const { credit_limit: creditLimit, low_balance: lowBalance, changed_by: by, changed_at: changedAt } = change;
    if (role !== "merchant" && !names.has(by)) names.set(by, await callerName(tx, by));
    changes.push({ creditLimit, lowBalance, changedBy: names.get(by) ?? null, changedAt });
  }
  return { etag: walletEtag(key.merchantId, row.revision), view: walletView(key.merchantId, row, changes, now) };
}
