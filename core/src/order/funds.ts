// Understands the money and gifts that a batch may still use: premium before policy, never below a floor or over a budget.

import type { Id } from "../id.js";
import type { Fen } from "../money.js";

/** A prepaid wallet as locked for the batch. */
export interface WalletFunds {
  readonly balance: Fen;
  readonly floor: Fen;
}

/** A campaign's budget as locked for the batch, and how many gifts each buyer of the batch already had from it. */
export interface CampaignFunds {
  readonly left: Fen;
  readonly perBuyerMax: number | null;
  readonly giftsByBuyer: ReadonlyMap<string, number>;
}

export interface Funds {
  /** Takes a premium from a merchant's wallet; false, and nothing taken, when it would fall below its floor. */
  debitWallet(merchantId: string, amount: Fen): boolean;
  creditWallet(merchantId: string, amount: Fen): void;
  /** Takes a premium from a campaign and counts the gift; false when the budget or the buyer's share is used up. */
  debitCampaign(campaignId: Id, buyerId: string, amount: Fen): boolean;
  creditCampaign(campaignId: Id, buyerId: string, amount: Fen): void;
  /** What changed, to be written: nothing else touches these rows while they are locked. */
  walletChanges(): ReadonlyMap<string, Fen>;
  campaignChanges(): ReadonlyMap<Id, Fen>;
  giftChanges(): readonly { readonly campaignId: Id; readonly buyerId: string; readonly gifts: number }[];
}

function add<K>(map: Map<K, Fen>, key: K, amount: Fen): void {
  const next = (map.get(key) ?? 0n) + amount;
  if (next === 0n) map.delete(key);
  else map.set(key, next);
}

/** Opens the books of a batch over what was read under lock. */
export function openFunds(wallets: ReadonlyMap<string, WalletFunds>, campaigns: ReadonlyMap<Id, CampaignFunds>): Funds {
  const walletDelta = new Map<string, Fen>();
  const campaignDelta = new Map<Id, Fen>();
  const giftDelta = new Map<string, { campaignId: Id; buyerId: string; gifts: number }>();
  const gift = (campaignId: Id, buyerId: string, change: number): void => {
    const key = `${campaignId}|${buyerId}`;
    const known = giftDelta.get(key) ?? { campaignId, buyerId, gifts: 0 };
    giftDelta.set(key, { ...known, gifts: known.gifts + change });
  };
  return {
    debitWallet(merchantId, amount) {
      const wallet = wallets.get(merchantId);
      if (wallet === undefined || wallet.balance + (walletDelta.get(merchantId) ?? 0n) - amount < wallet.floor)
        return false;
      add(walletDelta, merchantId, -amount);
      return true;
    },
    creditWallet: (merchantId, amount) => add(walletDelta, merchantId, amount),
    debitCampaign(campaignId, buyerId, amount) {
      const campaign = campaigns.get(campaignId);
      if (campaign === undefined || campaign.left + (campaignDelta.get(campaignId) ?? 0n) < amount) return false;
      const had = (campaign.giftsByBuyer.get(buyerId) ?? 0) + (giftDelta.get(`${campaignId}|${buyerId}`)?.gifts ?? 0);
      if (campaign.perBuyerMax !== null && had >= campaign.perBuyerMax) return false;
      add(campaignDelta, campaignId, -amount);
      gift(campaignId, buyerId, 1);
      return true;
    },
    creditCampaign(campaignId, buyerId, amount) {
      add(campaignDelta, campaignId, amount);
      gift(campaignId, buyerId, -1);
    },
    walletChanges: () => walletDelta,
    campaignChanges: () => campaignDelta,
    giftChanges: () => [...giftDelta.values()].filter((entry) => entry.gifts !== 0),
  };
}
