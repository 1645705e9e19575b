// Understands what a campaign may still give: its budget, each buyer's and each merchant's share, and when it is exhausted.

import type { Id } from "../id.js";
import { type Fen, smaller } from "../money.js";

/** The most that one merchant's orders get from a campaign; null where there is no such bound. */
export interface MerchantShare {
  readonly gifts: number | null;
  /** Premiums together, in fen. */
  readonly amount: Fen | null;
}

/** What a merchant's orders had from a campaign. */
export interface MerchantGifts {
  readonly gifts: number;
  readonly amount: Fen;
}

/** A campaign as locked for a batch, and what the buyers and merchants of the batch already had from it. */
export interface CampaignFunds {
  readonly left: Fen;
  /** The least that a gift can cost: with less left it can give nothing. */
  readonly cheapest: Fen;
  readonly isExhausted: boolean;
  readonly perBuyerMax: number | null;
  readonly perMerchantMax: MerchantShare;
  readonly giftsByBuyer: ReadonlyMap<string, number>;
  readonly givenByMerchant: ReadonlyMap<string, MerchantGifts>;
}

/** Whose order gets a gift. */
export interface Receiver {
  readonly buyerId: string;
  readonly merchantId: string;
}

export interface BuyerChange {
  readonly campaignId: Id;
  readonly buyerId: string;
  readonly gifts: number;
}

export interface MerchantChange extends MerchantGifts {
  readonly campaignId: Id;
  readonly merchantId: string;
}

/** The campaigns of a batch while it is decided. */
export class CampaignBook {
  readonly #spent = new Map<Id, Fen>();
  readonly #buyers = new Map<string, BuyerChange>();
  readonly #merchants = new Map<string, MerchantChange>();
  /** The smallest premium that a budget had no money for, by campaign. */
  readonly #refused = new Map<Id, Fen>();
  readonly #refunded = new Set<Id>();

  constructor(private readonly campaigns: ReadonlyMap<Id, CampaignFunds>) {}

  /** Takes a premium and counts the gift; false, and nothing taken, when budget or share do not hold it. */
  debit(campaignId: Id, to: Receiver, amount: Fen, gifts: 0 | 1): boolean {
    const campaign = this.campaigns.get(campaignId);
    if (campaign === undefined || !this.#isWithinShares(campaign, campaignId, to, amount, gifts)) return false;
    if (this.#left(campaignId, campaign) < amount) {
      this.#refused.set(campaignId, smaller(this.#refused.get(campaignId) ?? amount, amount));
      return false;
    }
    this.#move(campaignId, to, amount, gifts);
    return true;
  }

  /** Gives back what was taken; `gifts` is 1 when a gift ends with it. */
  credit(campaignId: Id, to: Receiver, amount: Fen, gifts: 0 | 1): void {
    this.#refunded.add(campaignId);
    this.#move(campaignId, to, -amount, gifts === 1 ? -1 : 0);
  }

  #isWithinShares(campaign: CampaignFunds, campaignId: Id, to: Receiver, amount: Fen, gifts: 0 | 1): boolean {
    const buyer =
      (campaign.giftsByBuyer.get(to.buyerId) ?? 0) + (this.#buyers.get(`${campaignId}|${to.buyerId}`)?.gifts ?? 0);
    if (campaign.perBuyerMax !== null && buyer + gifts > campaign.perBuyerMax) return false;
    const had = campaign.givenByMerchant.get(to.merchantId);
    const change = this.#merchants.get(`${campaignId}|${to.merchantId}`);
    const { gifts: giftsMax, amount: amountMax } = campaign.perMerchantMax;
    if (giftsMax !== null && (had?.gifts ?? 0) + (change?.gifts ?? 0) + gifts > giftsMax) return false;
    return amountMax === null || (had?.amount ?? 0n) + (change?.amount ?? 0n) + amount <= amountMax;
  }

  #left(campaignId: Id, campaign: CampaignFunds): Fen {
    return campaign.left - (this.#spent.get(campaignId) ?? 0n);
  }

  #move(campaignId: Id, { buyerId, merchantId }: Receiver, amount: Fen, gifts: number): void {
    this.#spent.set(campaignId, (this.#spent.get(campaignId) ?? 0n) + amount);
    const buyer = this.#buyers.get(`${campaignId}|${buyerId}`);
    this.#buyers.set(`${campaignId}|${buyerId}`, { campaignId, buyerId, gifts: (buyer?.gifts ?? 0) + gifts });
    const merchant = this.#merchants.get(`${campaignId}|${merchantId}`);
    this.#merchants.set(`${campaignId}|${merchantId}`, {
      campaignId,
      merchantId,
      gifts: (merchant?.gifts ?? 0) + gifts,
      amount: (merchant?.amount ?? 0n) + amount,
    });
  }

  /** How much of each budget came back (positive) or went (negative). */
  moneyChanges(): ReadonlyMap<Id, Fen> {
    return new Map([...this.#spent].filter(([, spent]) => spent !== 0n).map(([id, spent]) => [id, -spent]));
  }

  buyerChanges(): readonly BuyerChange[] {
    return [...this.#buyers.values()].filter(({ gifts }) => gifts !== 0);
  }

  merchantChanges(): readonly MerchantChange[] {
    return [...this.#merchants.values()].filter(({ gifts, amount }) => gifts !== 0 || amount !== 0n);
  }

  /**
   * Campaigns that became exhausted, or are so no more. Exhausted is one that refused a gift for want of money and has not as
   * much yet, or has less than the cheapest gift costs. It stays so until money comes back; meanwhile what still fits is given.
   */
  exhaustionChanges(): ReadonlyMap<Id, boolean> {
    const changes = new Map<Id, boolean>();
    for (const [id, campaign] of this.campaigns) {
      const left = this.#left(id, campaign);
      const refused = this.#refused.get(id);
      const short = left < campaign.cheapest || (refused !== undefined && left < refused);
      const isExhausted = short || (campaign.isExhausted && !this.#refunded.has(id));
      if (isExhausted !== campaign.isExhausted) changes.set(id, isExhausted);
    }
    return changes;
  }
}
