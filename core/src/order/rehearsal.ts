// Understands what a campaign would have given to orders of the past: the same rules as for real ones, and nothing written.

import type { Fen } from "../money.js";
import type { ProductVersion } from "../product/product.js";
import { rateLine } from "../product/rate.js";
import type { Instant } from "../time.js";
import { riskFacts } from "./applicant.js";
import { CampaignBook, type CampaignFunds } from "./campaign-funds.js";
import { type CampaignOffer, type CoverFacts, campaignCovers, type LineFacts, lineFacts } from "./cover.js";
import { eventAt, type OrderLine, type OrderSnapshot } from "./order.js";

/** A line that a campaign would want to give cover to, at the premium of today. */
export interface GiftWish {
  readonly at: Instant;
  readonly orderId: string;
  readonly buyerId: string;
  readonly merchantId: string;
  readonly line: OrderLine;
  readonly premium: Fen;
}

/** A past order, and its lines that have cover of the product already, whoever pays for it. */
export interface PastOrder {
  readonly order: OrderSnapshot;
  readonly covered: readonly string[];
}

export interface Wishes {
  /** Lines whose event lies in the campaign's time. */
  readonly lines: number;
  /** Of these: lines that have the cover already. */
  readonly covered: number;
  readonly wishes: readonly GiftWish[];
}

/** What a campaign would want to give to an order, in the order of its lines. */
export function wishesOf(
  { order, covered }: PastOrder,
  product: ProductVersion,
  offer: CampaignOffer,
  facts: Pick<CoverFacts, "merchantBand" | "merchantTier" | "buyerBand" | "returnTo">,
): Wishes {
  const found: GiftWish[] = [];
  let lines = 0;
  let known = 0;
  for (const line of order.lines) {
    const at = eventAt(order, line.lineId, product.bindsOn.platform);
    if (at === null || at < offer.startsAt || at >= offer.endsAt) continue;
    lines += 1;
    if (product.insuredUnit === "order" ? covered.length > 0 : covered.includes(line.lineId)) {
      known += 1;
      continue;
    }
    const about = (): LineFacts => lineFacts(order, line, facts);
    if (!campaignCovers(offer, line, at, about)) continue;
    const rating = rateLine(product, riskFacts(order, line, facts), "platform");
    if (typeof rating === "string") continue;
    const { orderId, buyerId, merchantId } = order;
    found.push({ at, orderId, buyerId, merchantId, line, premium: rating.premium });
  }
  return { lines, covered: known, wishes: found };
}

export interface Rehearsal {
  readonly gifts: readonly GiftWish[];
  readonly cost: Fen;
  /** Wishes that the budget had no money for. */
  readonly overBudget: number;
  /** Wishes of a buyer or merchant whose share was used up. */
  readonly overShare: number;
}

const CAMPAIGN = 0n;

/** Gives in the order in which the events happened, until budget and shares are used up. */
export function rehearse(wishes: readonly GiftWish[], product: ProductVersion, funds: CampaignFunds): Rehearsal {
  const book = new CampaignBook(new Map([[CAMPAIGN, funds]]));
  const gifts: GiftWish[] = [];
  const givenOrders = new Set<string>();
  let cost = 0n;
  let overBudget = 0;
  let overShare = 0;
  for (const wish of [...wishes].sort((a, b) => a.at - b.at)) {
    if (product.insuredUnit === "order" && givenOrders.has(wish.orderId)) continue;
    if (book.debit(CAMPAIGN, wish, wish.premium, 1)) {
      gifts.push(wish);
      givenOrders.add(wish.orderId);
      cost += wish.premium;
    } else if (cost + wish.premium > funds.left) overBudget += 1;
    else overShare += 1;
  }
  return { gifts, cost, overBudget, overShare };
}
