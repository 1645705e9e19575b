// Understands orders that browser tests feed: a television that came broken, a shirt that is sent back.

import { DAY_MS, formatInstant, HOUR_MS, instant, plus } from "@anxin/core/time";

interface OrderWish {
  readonly orderId: string;
  readonly merchantId: string;
  readonly buyerId: string;
  /** Milliseconds of business time. */
  readonly now: number;
  readonly title?: string;
}

const RETURN_TO = { province: "浙江省", city: "杭州市" };

/** A television that was shipped two days ago and delivered five hours ago. */
export function television({ orderId, merchantId, buyerId, now, title = "55 英寸电视机" }: OrderWish) {
  const at = (hoursAgo: number): string => formatInstant(plus(instant(Math.floor(now)), -hoursAgo * HOUR_MS));
  return {
    ...{ orderId, version: 1, currency: "CNY", merchantId, buyerId },
    payee: { channel: "alipay", account: `wang-${buyerId}@example.com`, name: "王小明" },
    shipTo: { province: "四川省", city: "成都市" },
    returnTo: RETURN_TO,
    ...{ placedAt: at(72), paidAt: at(71) },
    lines: [{ lineId: "1", sku: "TV-55", title, category: "appliance", unitPrice: 200_000, quantity: 1 }],
    shipments: [
      {
        ...{ shipmentId: "s1", lineIds: ["1"], carrier: "顺丰速运", waybill: `SF${orderId.replace(/\W/g, "")}` },
        ...{ shippedAt: at(48), deliveredAt: at(5) },
      },
    ],
  };
}

/** A shirt that came eight days ago. */
export function shirt({ orderId, merchantId, buyerId, now, title = "纯棉T恤" }: OrderWish) {
  const at = (daysAgo: number): string => formatInstant(plus(instant(Math.floor(now)), -daysAgo * DAY_MS));
  return {
    ...television({ orderId, merchantId, buyerId, now }),
    ...{ placedAt: at(11), paidAt: at(11) },
    lines: [{ lineId: "1", sku: "TEE-L", title, category: "apparel", unitPrice: 12_900, quantity: 1 }],
    shipments: [
      {
        ...{ shipmentId: "s1", lineIds: ["1"], carrier: "中通快递", waybill: `ZT${orderId.replace(/\W/g, "")}` },
        ...{ shippedAt: at(10), deliveredAt: at(8) },
      },
    ],
  };
}

/** The shirt's next version: sent back, received by the merchant a day ago, and refunded. */
export function sentBack(order: ReturnType<typeof shirt>, now: number) {
  const at = (daysAgo: number): string => formatInstant(plus(instant(Math.floor(now)), -daysAgo * DAY_MS));
  const parcel = { returnId: "r1", lineIds: ["1"], reason: "size", mode: "self_ship", carrier: "ZTO" };
  const scan = { kind: "picked_up", province: "四川省", city: "成都市", weightGrams: 420 };
  const times = { requestedAt: at(5), shippedAt: at(4), receivedAt: at(1), refundedAt: at(1) };
  return {
    ...order,
    version: order.version + 1,
    returns: [
      { ...parcel, waybill: `YT${order.orderId.replace(/\W/g, "")}`, ...times, scans: [{ at: at(4), ...scan }] },
    ],
  };
}
