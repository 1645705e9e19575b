// Understands the few shops and orders that a newcomer finds: told to the server over its own API, like any marketplace's.

import { assert } from "@anxin/core/assert";
import type { Text } from "@anxin/core/product/product";
import { DAY_MS, formatInstant, HOUR_MS, type Instant, plus } from "@anxin/core/time";
import type { Api } from "../http/api.js";

interface Shop {
  readonly merchantId: string;
  readonly title: Text;
  readonly name: string;
  readonly returnAddress: { readonly province: string; readonly city: string };
  readonly products: readonly string[];
  readonly goods: readonly (readonly [sku: string, title: string, category: string, unitPrice: number])[];
}

/** Fictional shops; their ids and orders begin with "demo", so that they are in nobody's way. */
const SHOPS: readonly Shop[] = [
  {
    merchantId: "demo-clothes",
    title: { zh: "云裳服饰", en: "Cloud Clothes" },
    name: "云裳服饰（演示）",
    returnAddress: { province: "浙江省", city: "杭州市" },
    products: ["return-freight"],
    goods: [
      ["demo-shirt", "亚麻衬衫", "apparel", 15_900],
      ["demo-coat", "羊毛大衣", "apparel", 89_900],
    ],
  },
  {
    merchantId: "demo-home",
    title: { zh: "瓷与木", en: "Porcelain and Wood" },
    name: "瓷与木（演示）",
    returnAddress: { province: "江西省", city: "景德镇市" },
    products: ["return-freight", "transit-damage", "quality"],
    goods: [
      ["demo-vase", "青瓷花瓶", "fragile", 32_000],
      ["demo-table", "榉木茶几", "home", 128_000],
    ],
  },
  {
    merchantId: "demo-electric",
    title: { zh: "明灯电器", en: "Bright Lamp Electronics" },
    name: "明灯电器（演示）",
    returnAddress: { province: "广东省", city: "佛山市" },
    products: ["transit-damage", "quality"],
    goods: [["demo-tv", "55 英寸电视机", "appliance", 299_900]],
  },
  {
    merchantId: "demo-orchard",
    title: { zh: "山野果园", en: "Hillside Orchard" },
    name: "山野果园（演示）",
    returnAddress: { province: "江西省", city: "赣州市" },
    products: ["transit-damage"],
    goods: [],
  },
];

const BUYERS = [
  ["demo-buyer-1", "四川省", "成都市"],
  ["demo-buyer-2", "北京市", "北京市"],
  ["demo-buyer-3", "新疆维吾尔自治区", "乌鲁木齐市"],
] as const;

/** The shops and buyers whom a newcomer may be, by the names that the first page gives them. */
export const DEMO_SHOPS: readonly Pick<Shop, "merchantId" | "title">[] = SHOPS;
export const DEMO_BUYERS: readonly { readonly buyerId: string; readonly city: Text }[] = [
  { buyerId: "demo-buyer-1", city: { zh: "成都", en: "Chengdu" } },
  { buyerId: "demo-buyer-2", city: { zh: "北京", en: "Beijing" } },
  { buyerId: "demo-buyer-3", city: { zh: "乌鲁木齐", en: "Urumqi" } },
];
const TOP_UP_FEN = 5_000_000;

type Call = (method: "PUT" | "POST", url: string, payload: object) => Promise<void>;

/** Calls of the demo's marketplace, with the key of its tenant. */
function calling(api: Api, apiKey: string): Call {
  return async (method, url, payload) => {
    const headers = { authorization: `Bearer ${apiKey}`, "idempotency-key": `demo ${method} ${url}` };
    const response = await api.inject({ method, url, payload, headers });
    assert(
      response.statusCode < 300,
      `the demo can be told: ${method} ${url} answered ${response.statusCode} ${response.body}`,
    );
  };
}

/** The shops with their covers, as often as one likes. */
export async function openDemoShops(api: Api, apiKey: string): Promise<void> {
  const call = calling(api, apiKey);
  for (const { merchantId, name, returnAddress, products } of SHOPS) {
    await call("PUT", `/v1/merchants/${merchantId}`, {
      name,
      returnAddress,
      tier: "standard",
      since: "2025-03-01T00:00:00.000Z",
    });
    await call("POST", `/v1/merchants/${merchantId}/wallet/top-ups`, { amount: TOP_UP_FEN });
    for (const product of products) {
      await call("PUT", `/v1/merchants/${merchantId}/enrolments/${product}`, {
        scope: { all: true },
        status: "active",
      });
    }
  }
}

/** Furnishes a new sandbox through its own API. */
export async function furnishDemo(api: Api, apiKey: string, now: Instant): Promise<void> {
  await openDemoShops(api, apiKey);
  await calling(api, apiKey)("POST", "/v1/orders", { orders: SHOPS.flatMap((shop, i) => ordersOf(shop, i, now)) });
}

/** One order of each of the shop's goods by each buyer: paid, shipped, and the older ones delivered. */
function ordersOf(shop: Shop, shopIndex: number, now: Instant): object[] {
  return shop.goods.flatMap(([sku, title, category, unitPrice], goodsIndex) =>
    BUYERS.map(([buyerId, province, city], buyerIndex) => {
      const days = 1 + buyerIndex * 3 + goodsIndex;
      const placedAt = plus(now, -days * DAY_MS - shopIndex * HOUR_MS);
      const shippedAt = plus(placedAt, 6 * HOUR_MS);
      const deliveredAt = days > 4 ? formatInstant(plus(shippedAt, 2 * DAY_MS)) : null;
      const orderId = `demo-${shopIndex + 1}${goodsIndex + 1}${buyerIndex + 1}`;
      return {
        ...{ orderId, version: 1, currency: "CNY", merchantId: shop.merchantId, buyerId },
        payee: { channel: "alipay", account: `${buyerId}@example.com`, name: "演示用户" },
        shipTo: { province, city },
        returnTo: shop.returnAddress,
        placedAt: formatInstant(placedAt),
        paidAt: formatInstant(plus(placedAt, 5 * 60_000)),
        lines: [{ lineId: "1", sku, title, category, unitPrice, quantity: 1 }],
        shipments: [
          {
            shipmentId: "1",
            lineIds: ["1"],
            carrier: "演示快递",
            waybill: `DEMO${orderId}`,
            shippedAt: formatInstant(shippedAt),
            deliveredAt,
          },
        ],
      };
    }),
  );
}
