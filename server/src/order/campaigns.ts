// Understands the campaigns that a batch of orders may get cover from, and those that it may owe a refund to.

import type { Id } from "@anxin/core/id";
import type { CampaignFunds, MerchantGifts } from "@anxin/core/order/campaign-funds";
import { byPrecedence, type CampaignOffer } from "@anxin/core/order/cover";
import type { Funds } from "@anxin/core/order/funds";
import type { OrderSnapshot } from "@anxin/core/order/order";
import type { Category } from "@anxin/core/product/product";
import type { Instant } from "@anxin/core/time";
import {
  type CampaignFundsRow,
  type CampaignOfferRow,
  lockCampaignRows,
  moveCampaignRows,
  selectCampaignOffers,
  selectGifts,
} from "@anxin/store/order";
import type { BatchEvents } from "@anxin/store/outbox";
import { execute, run } from "@anxin/store/statement";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { conditionOf } from "../merchant/condition.js";

/** Campaigns as they may be offered, in order of precedence; what is left of their budgets is only known under lock. */
export async function loadCampaignOffers(context: Context, tx: Tx): Promise<CampaignOffer[]> {
  const rows = await run(tx, selectCampaignOffers, [tx.tenantId, context.clock.now()]);
  return rows.map((row) => offerOf(context, row)).sort(byPrecedence);
}

export interface LockedCampaigns {
  readonly budgets: ReadonlyMap<Id, CampaignFunds>;
  /** Those that may still give, in order of precedence. */
  readonly offers: readonly CampaignOffer[];
}

/**
 * Locks, in key order, the campaigns that may give to these orders or that are owed a refund by them. One that ended gives to
 * orders that are told late, as long as they may bind. Statements: 1, and 1 more where buyers or merchants are bounded.
 */
export async function lockCampaigns(
  context: Context,
  tx: Tx,
  orders: readonly OrderSnapshot[],
  owed: readonly Id[],
): Promise<LockedCampaigns> {
  const now = context.clock.now();
  const rows = await run(tx, lockCampaignRows, [tx.tenantId, now, owed]);
  const given = await givenBefore(tx, rows, orders);
  const live = context.catalogue.live(now);
  return {
    budgets: new Map(
      rows.map((row) => {
        // One that gives no more is not exhausted, however little is left of it.
        const cheapest = row.is_giving ? (live.find(({ code }) => code === row.product)?.tariff.minimum ?? 1n) : 0n;
        return [row.campaign_id, { ...termsOf(row), cheapest, ...given(row.campaign_id) }];
      }),
    ),
    offers: rows
      .filter((row) => row.is_giving)
      .map((row) => offerOf(context, row))
      .sort(byPrecedence),
  };
}

function termsOf(row: CampaignFundsRow): Omit<CampaignFunds, "cheapest" | "giftsByBuyer" | "givenByMerchant"> {
  return {
    left: row.left,
    isExhausted: row.is_exhausted,
    perBuyerMax: row.per_buyer_max,
    perMerchantMax: { gifts: row.per_merchant_gifts_max, amount: row.per_merchant_amount_max },
  };
}

type Given = Pick<CampaignFunds, "giftsByBuyer" | "givenByMerchant">;

async function givenBefore(
  tx: Tx,
  campaigns: readonly CampaignFundsRow[],
  orders: readonly OrderSnapshot[],
): Promise<(campaignId: Id) => Given> {
  const bounded = campaigns.filter(
    (row) => row.per_buyer_max !== null || row.per_merchant_gifts_max !== null || row.per_merchant_amount_max !== null,
  );
  const rows =
    bounded.length === 0
      ? []
      : await run(tx, selectGifts, [
          tx.tenantId,
          bounded.map((row) => row.campaign_id),
          [...new Set(orders.map((order) => order.buyerId))],
          [...new Set(orders.map((order) => order.merchantId))],
        ]);
  return (campaignId) => {
    const own = rows.filter((row) => row.campaign_id === campaignId);
    const of = (receiver: string): (readonly [string, MerchantGifts])[] =>
      own.filter((row) => row.receiver === receiver).map((row) => [row.receiver_id, row]);
    return {
      giftsByBuyer: new Map(of("buyer").map(([id, { gifts }]) => [id, gifts])),
      givenByMerchant: new Map(of("merchant")),
    };
  };
}

/** A campaign as core asks it. Takes what the offers of a campaign that is only thought of have as well. */
export function offerOf(context: Pick<Context, "log">, row: CampaignOfferRow): CampaignOffer {
  return {
    campaignId: row.campaign_id,
    product: row.product,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    categories: row.categories as readonly Category[],
    priceMin: row.price_min,
    condition: row.condition === null ? null : conditionOf(context, row.condition),
  };
}

/** Writes what was given and given back, in one statement, and tells which campaigns were exhausted by it. */
export async function writeCampaigns(tx: Tx, now: Instant, funds: Funds): Promise<BatchEvents> {
  const money = funds.campaignChanges();
  const exhaustion = funds.exhaustionChanges();
  const buyers = funds.giftChanges();
  const merchants = funds.merchantGiftChanges();
  const campaigns = [...new Set([...money.keys(), ...exhaustion.keys()])];
  if (campaigns.length + buyers.length + merchants.length > 0) {
    await execute(tx, moveCampaignRows, [
      tx.tenantId,
      now,
      campaigns,
      campaigns.map((id) => money.get(id) ?? 0n),
      campaigns.map((id) => exhaustion.get(id) ?? null),
      buyers.map((each) => each.campaignId),
      buyers.map((each) => each.buyerId),
      buyers.map((each) => each.gifts),
      merchants.map((each) => each.campaignId),
      merchants.map((each) => each.merchantId),
      merchants.map((each) => each.gifts),
      merchants.map((each) => each.amount),
    ]);
  }
  return { type: "campaign.exhausted", ids: campaigns.filter((id) => exhaustion.get(id) === true) };
}
