// Understands what a batch of orders needs to know before it is decided, read in a fixed number of statements.

import { BOOK_COUNT, bookOf, type Id, stableHash } from "@anxin/core/id";
import type { CampaignOffer, Enrolment, EnrolmentScope } from "@anxin/core/order/cover";
import type { KnownPolicy, Outcomes } from "@anxin/core/order/decide";
import { type CampaignFunds, type Funds, openFunds } from "@anxin/core/order/funds";
import type { OrderSnapshot, Place } from "@anxin/core/order/order";
import { fold } from "@anxin/core/policy/policy";
import type { Category } from "@anxin/core/product/product";
import type { Band } from "@anxin/core/product/rate";
import { type Instant, shanghaiDay } from "@anxin/core/time";
import { type ClaimSummary, claimsOfPolicies } from "@anxin/store/claim-history";
import {
  type CampaignOfferRow,
  lockCampaignRows,
  lockWalletRows,
  type OrderKey,
  type OrderRow,
  selectActiveCampaigns,
  selectBands,
  selectGifts,
  selectMerchantTerms,
} from "@anxin/store/order";
import { endorsementsOf, policiesOfOrders } from "@anxin/store/policy";
import { run } from "@anxin/store/statement";
import type { Tx } from "@anxin/store/transaction";

/** Where an order is looked up: a lane by its id, a book by its merchant. */
export function orderKey(tenantId: number, order: Pick<OrderSnapshot, "orderId" | "merchantId">): OrderKey {
  return {
    lane: laneOf(order.orderId),
    book: bookOf(tenantId, order.merchantId),
    orderId: order.orderId,
    merchantId: order.merchantId,
  };
}

export const laneOf = (orderId: string): number => stableHash(orderId) % BOOK_COUNT;

export interface MerchantTerms {
  readonly returnTo: Place | null;
  readonly enrolments: readonly Enrolment[];
}

/** Terms of the merchants that are known, by merchant id. */
export async function loadMerchants(tx: Tx, merchantIds: readonly string[]): Promise<Map<string, MerchantTerms>> {
  const rows = await run(tx, selectMerchantTerms, [
    tx.tenantId,
    merchantIds.map((id) => bookOf(tx.tenantId, id)),
    merchantIds,
  ]);
  const merchants = new Map<string, { returnTo: Place | null; enrolments: Enrolment[] }>();
  for (const row of rows) {
    const returnTo =
      row.return_province === null ? null : { province: row.return_province, city: row.return_city ?? "" };
    const terms = merchants.get(row.merchant_id) ?? { returnTo, enrolments: [] };
    if (row.product !== null) {
      const scope = { kind: row.scope_kind, values: row.scope_values ?? [] } as EnrolmentScope;
      terms.enrolments.push({ product: row.product, scope, status: row.status as Enrolment["status"] });
    }
    merchants.set(row.merchant_id, terms);
  }
  return merchants;
}

/** Bands in force today of the merchants and buyers of a batch. */
export function loadBands(tx: Tx, orders: readonly OrderSnapshot[], now: Instant): Promise<BandOf> {
  return loadSubjectBands(
    tx,
    [...new Set(orders.map((order) => order.merchantId))],
    [...new Set(orders.map((order) => order.buyerId))],
    now,
  );
}

/** The band of a merchant or buyer that was asked for; who has none is new. */
export type BandOf = (kind: "merchant" | "buyer", id: string) => Band;

export async function loadSubjectBands(
  tx: Tx,
  merchants: readonly string[],
  buyers: readonly string[],
  now: Instant,
): Promise<BandOf> {
  const kinds = [...merchants.map(() => "merchant"), ...buyers.map(() => "buyer")];
  const rows = await run(tx, selectBands, [tx.tenantId, kinds, [...merchants, ...buyers], shanghaiDay(now)]);
  const bands = new Map(rows.map((row) => [`${row.subject_kind}|${row.subject_id}`, row.band as Band]));
  return (kind, id) => bands.get(`${kind}|${id}`) ?? "new";
}

/** Campaigns that are active, as they may be offered; what is left of their budgets is only known under lock. */
export async function loadCampaignOffers(tx: Tx): Promise<CampaignOffer[]> {
  return (await run(tx, selectActiveCampaigns, [tx.tenantId])).map(offerOf);
}

/** What an order already has. */
export interface OrderHistory {
  readonly row: OrderRow;
  readonly outcomes: Outcomes;
  readonly policies: readonly KnownPolicy[];
  readonly claims: readonly ClaimSummary[];
}

/** Policies with their endorsements folded in, and claims, of orders that are known; by order id. */
export async function loadHistories(tx: Tx, rows: readonly OrderRow[]): Promise<Map<string, OrderHistory>> {
  const histories = new Map<string, OrderHistory>();
  if (rows.length === 0) return histories;
  const policies = await policiesOfOrders(
    tx,
    tx.tenantId,
    rows.map((row) => ({ book: row.book, orderId: row.order_id })),
  );
  const endorsements = await endorsementsOf(tx, tx.tenantId, policies);
  const claims = await claimsOfPolicies(tx, tx.tenantId, policies);
  for (const row of rows) {
    const own = policies.filter((policy) => policy.orderId === row.order_id);
    histories.set(row.order_id, {
      row,
      outcomes: JSON.parse(row.outcomes) as Outcomes,
      policies: own.map((policy) => {
        return {
          policy,
          state: fold(
            policy,
            (endorsements.get(policy.policyId) ?? []).map((entry) => entry.change),
          ),
        };
      }),
      claims: own.flatMap((policy) => claims.get(policy.policyId) ?? []),
    });
  }
  return histories;
}

/** Locks, in key order, the wallets and budgets that the batch may touch, and opens its books over them. */
export async function lockFunds(
  tx: Tx,
  orders: readonly OrderSnapshot[],
  merchants: ReadonlyMap<string, MerchantTerms>,
  histories: ReadonlyMap<string, OrderHistory>,
): Promise<{ funds: Funds; campaigns: readonly CampaignOffer[] }> {
  const paying = new Set(
    orders.map((order) => order.merchantId).filter((id) => (merchants.get(id)?.enrolments.length ?? 0) > 0),
  );
  const gifts = new Set<Id>();
  for (const { policies } of histories.values()) {
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
  const active = await run(tx, selectActiveCampaigns, [tx.tenantId]);
  for (const { campaign_id } of active) gifts.add(campaign_id);
  const campaigns = gifts.size === 0 ? [] : await run(tx, lockCampaignRows, [tx.tenantId, [...gifts]]);
  const budgets = await campaignFunds(tx, campaigns, orders);
  const activeIds = new Set(active.map((row) => row.campaign_id));
  return {
    funds: openFunds(
      new Map(wallets.map((row) => [row.merchant_id, { balance: row.balance, floor: row.floor }])),
      budgets,
    ),
    campaigns: campaigns.filter((row) => activeIds.has(row.campaign_id)).map(offerOf),
  };
}

function offerOf(row: CampaignOfferRow): CampaignOffer {
  return {
    campaignId: row.campaign_id,
    product: row.product,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    categories: row.categories as readonly Category[],
    priceMin: row.price_min,
  };
}

async function campaignFunds(
  tx: Tx,
  campaigns: readonly CampaignOfferRow[],
  orders: readonly OrderSnapshot[],
): Promise<Map<Id, CampaignFunds>> {
  const capped = campaigns.filter((row) => row.per_buyer_max !== null).map((row) => row.campaign_id);
  const buyers = [...new Set(orders.map((order) => order.buyerId))];
  const had = capped.length === 0 ? [] : await run(tx, selectGifts, [tx.tenantId, capped, buyers]);
  return new Map(
    campaigns.map((row) => {
      const giftsByBuyer = new Map(
        had.filter((gift) => gift.campaign_id === row.campaign_id).map((gift) => [gift.buyer_id, gift.gifts]),
      );
      return [row.campaign_id, { left: row.budget - row.spent, perBuyerMax: row.per_buyer_max, giftsByBuyer }];
    }),
  );
}
