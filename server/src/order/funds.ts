// Understands the money that a batch of orders may take: wallets and budgets, locked in one order everywhere.

import { bookOf, type Id } from "@anxin/core/id";
import type { CampaignOffer } from "@anxin/core/order/cover";
import { type Funds, openFunds } from "@anxin/core/order/funds";
import { campaignsOf } from "@anxin/core/order/held";
import type { OrderSnapshot } from "@anxin/core/order/order";
import { lockWalletRows } from "@anxin/store/order";
import { run } from "@anxin/store/statement";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { lockCampaigns } from "./campaigns.js";
import type { MerchantTerms, OrderHistory } from "./load.js";

/** Locks, in key order, the wallets and budgets that the batch may touch, and opens its books over them. */
export async function lockFunds(
  context: Context,
  tx: Tx,
  orders: readonly OrderSnapshot[],
  merchants: ReadonlyMap<string, MerchantTerms>,
  histories: ReadonlyMap<string, OrderHistory>,
): Promise<{ funds: Funds; campaigns: readonly CampaignOffer[] }> {
  const paying = new Set(
    orders.map((order) => order.merchantId).filter((id) => (merchants.get(id)?.enrolments.length ?? 0) > 0),
  );
  const gifts = new Set<Id>();
  for (const { row, outcomes, policies } of histories.values()) {
    // What was held is paid by whom it was held for, whatever they have enrolled or started since.
    const { held = [] } = outcomes;
    if (held.length > 0) paying.add(row.merchant_id);
    for (const campaignId of campaignsOf(held)) gifts.add(campaignId);
    for (const { policy } of policies) {
      if (policy.payer === "merchant") paying.add(policy.merchantId);
      if (policy.campaignId !== null) gifts.add(policy.campaignId);
    }
  }
  const merchantIds = [...paying];
  const wallets =
    merchantIds.length === 0
      ? []
      : await run(tx, lockWalletRows, [tx.tenantId, merchantIds.map((id) => bookOf(tx.tenantId, id)), merchantIds]);
  const campaigns = await lockCampaigns(context, tx, orders, [...gifts]);
  return {
    funds: openFunds(
      new Map(wallets.map((row) => [row.merchant_id, { balance: row.balance, floor: row.floor }])),
      campaigns.budgets,
    ),
    campaigns: campaigns.offers,
  };
}
