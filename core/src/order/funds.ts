// Understands the money and gifts that a batch may still use: premium before policy, never below a floor or over a budget.

import type { Id } from "../id.js";
import type { Fen } from "../money.js";
import {
  type BuyerChange,
  CampaignBook,
  type CampaignFunds,
  type MerchantChange,
  type Receiver,
} from "./campaign-funds.js";

/** A prepaid wallet as locked for the batch. */
export interface WalletFunds {
  readonly balance: Fen;
  readonly floor: Fen;
}

export interface Funds {
  /** Takes a premium from a merchant's wallet; false, and nothing taken, when it would fall below its floor. */
  debitWallet(merchantId: string, amount: Fen): boolean;
  creditWallet(merchantId: string, amount: Fen): void;
  /**
   * Takes a premium from a campaign and counts the gift; false when the budget, or the buyer's or merchant's share, is used up.
   * `gifts` is 0 where more is taken for a gift that was given before.
   */
  debitCampaign(campaignId: Id, to: Receiver, amount: Fen, gifts: 0 | 1): boolean;
  creditCampaign(campaignId: Id, to: Receiver, amount: Fen, gifts: 0 | 1): void;
  /** What changed, to be written: nothing else touches these rows while they are locked. */
  walletChanges(): ReadonlyMap<string, Fen>;
  campaignChanges(): ReadonlyMap<Id, Fen>;
  giftChanges(): readonly BuyerChange[];
  merchantGiftChanges(): readonly MerchantChange[];
  /** Campaigns that became exhausted (true), or are so no more. */
  exhaustionChanges(): ReadonlyMap<Id, boolean>;
}

function add<K>(map: Map<K, Fen>, key: K, amount: Fen): void {
  const next = (map.get(key) ?? 0n) + amount;
  if (next === 0n) map.delete(key);
  else map.set(key, next);
}

/** Opens the books of a batch over what was read under lock. */
export function openFunds(wallets: ReadonlyMap<string, WalletFunds>, campaigns: ReadonlyMap<Id, CampaignFunds>): Funds {
  const walletDelta = new Map<string, Fen>();
  const gifts = new CampaignBook(campaigns);
  return {
    debitWallet(merchantId, amount) {
      const wallet = wallets.get(merchantId);
      if (wallet === undefined || wallet.balance + (walletDelta.get(merchantId) ?? 0n) - amount < wallet.floor)
        return false;
      add(walletDelta, merchantId, -amount);
      return true;
    },
    creditWallet: (merchantId, amount) => add(walletDelta, merchantId, amount),
    debitCampaign: (campaignId, to, amount, count) => gifts.debit(campaignId, to, amount, count),
    creditCampaign: (campaignId, to, amount, count) => gifts.credit(campaignId, to, amount, count),
    walletChanges: () => walletDelta,
    campaignChanges: () => gifts.moneyChanges(),
    giftChanges: () => gifts.buyerChanges(),
    merchantGiftChanges: () => gifts.merchantChanges(),
    exhaustionChanges: () => gifts.exhaustionChanges(),
  };
}
