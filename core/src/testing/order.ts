// Understands an order, and what is known about its covers, of which tests change only what they are about.

import type { Id } from "../id.js";
import type { CampaignFunds } from "../order/campaign-funds.js";
import type { CoverFacts } from "../order/cover.js";
import { NO_OUTCOMES, type OrderFacts } from "../order/decide.js";
import { type Funds, openFunds } from "../order/funds.js";
import type { OrderReturn, OrderSnapshot } from "../order/order.js";
import { at } from "./moment.js";
import { PRODUCT } from "./product.js";

export const ORDER: OrderSnapshot = {
  orderId: "T1",
  version: 1,
  currency: "CNY",
  merchantId: "shop",
  buyerId: "buyer",
  payee: null,
  shipTo: { province: "四川省", city: "成都市" },
  returnTo: { province: "浙江省", city: "杭州市" },
  placedAt: at("2026-03-01T08:00:00Z"),
  paidAt: at("2026-03-01T08:05:00Z"),
  cancelledAt: null,
  lines: [
    {
      lineId: "1",
      sku: "TEE",
      title: "T-shirt",
      category: "apparel",
      unitPrice: 12_900n,
      quantity: 1,
      freight: 0n,
      covers: [],
    },
  ],
  shipments: [
    {
      shipmentId: "s1",
      lineIds: ["1"],
      carrier: "SF",
      waybill: "SF100001",
      shippedAt: at("2026-03-02T08:00:00Z"),
      deliveredAt: null,
    },
  ],
  returns: [],
};

export const RETURN: OrderReturn = {
  returnId: "r1",
  lineIds: ["1"],
  reason: "size",
  mode: "self_ship",
  carrier: "ZTO",
  waybill: "ZT200001",
  requestedAt: at("2026-03-05T08:00:00Z"),
  shippedAt: at("2026-03-06T08:00:00Z"),
  receivedAt: at("2026-03-09T08:00:00Z"),
  refundedAt: at("2026-03-09T09:00:00Z"),
  cancelledAt: null,
  scans: [],
};

/** A merchant that insures everything with the sample product. */
export const COVER: CoverFacts = {
  live: () => [PRODUCT],
  product: (code, version) => (code === PRODUCT.code && version === PRODUCT.version ? PRODUCT : null),
  enrolments: [{ product: PRODUCT.code, scope: { kind: "all" }, status: "active" }],
  campaigns: [],
  quote: () => "quote_invalid",
  merchantBand: "new",
  merchantTier: "standard",
  buyerBand: "new",
  buyerBlockedUntil: () => null,
  returnTo: null,
};

/** Facts of an order that nobody has seen yet; ids count up from 1. */
export function orderFacts(more: Partial<OrderFacts> = {}): OrderFacts {
  let next = 0n;
  return {
    ...COVER,
    now: at("2026-03-10T00:00:00Z"),
    book: 7,
    tenantId: 1,
    bindingDelayDays: 30,
    outcomes: NO_OUTCOMES,
    isOff: () => false,
    policies: [],
    returnsClaimed: [],
    policiesClaimed: [],
    nextId: () => ++next,
    ...more,
  };
}

/** A campaign that bounds nobody. */
export function campaignFunds(more: Partial<CampaignFunds> = {}): CampaignFunds {
  return {
    left: 0n,
    cheapest: 1n,
    isExhausted: false,
    perBuyerMax: null,
    perMerchantMax: { gifts: null, amount: null },
    giftsByBuyer: new Map(),
    givenByMerchant: new Map(),
    ...more,
  };
}

/** A wallet with this balance, and campaigns with these budgets. */
export function fundsOf(balance: bigint, budgets: readonly (readonly [Id, bigint])[] = []): Funds {
  const campaigns = new Map(budgets.map(([id, left]) => [id, campaignFunds({ left })] as const));
  return openFunds(new Map([["shop", { balance, floor: 0n }]]), campaigns);
}
