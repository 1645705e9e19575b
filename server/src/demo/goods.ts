// Understands what the demo shop sells: a fictional catalogue, from which prices are taken, never from the browser.

import type { Category, Text } from "@anxin/core/product/product";

export interface Goods {
  readonly sku: string;
  readonly title: Text;
  readonly about: Text;
  readonly shop: Text;
  readonly merchantId: string;
  readonly category: Category;
  /** Fen. */
  readonly unitPrice: number;
  /** Covers to expect at checkout, for the place that is kept for them. */
  readonly covers: number;
  /** A file of `assets/demo`. */
  readonly picture: string;
}

export const GOODS: readonly Goods[] = [
  {
    sku: "demo-tee",
    title: { zh: "重磅纯棉印花 T 恤", en: "Heavy cotton printed T-shirt" },
    about: { zh: "日出印花，宽松版型，米白", en: "Sunrise print, loose fit, off-white" },
    shop: { zh: "云裳服饰", en: "Cloud Clothes" },
    merchantId: "demo-clothes",
    category: "apparel",
    unitPrice: 12_900,
    covers: 1,
    picture: "tee.svg",
  },
  {
    sku: "demo-phone",
    title: { zh: "6.4 英寸智能手机", en: "6.4-inch smartphone" },
    about: { zh: "12 GB + 256 GB，曜石黑", en: "12 GB + 256 GB, obsidian" },
    shop: { zh: "明灯电器", en: "Bright Lamp Electronics" },
    merchantId: "demo-electric",
    category: "digital",
    unitPrice: 399_900,
    covers: 5,
    picture: "phone.svg",
  },
  {
    sku: "demo-vase",
    title: { zh: "手作青瓷花瓶", en: "Handmade celadon vase" },
    about: { zh: "高 28 厘米，梅子青釉", en: "28 cm, plum-green glaze" },
    shop: { zh: "瓷与木", en: "Porcelain and Wood" },
    merchantId: "demo-home",
    category: "fragile",
    unitPrice: 32_000,
    covers: 3,
    picture: "vase.svg",
  },
  {
    sku: "demo-orange",
    title: { zh: "现摘脐橙 5 斤装", en: "Fresh navel oranges, 2.5 kg" },
    about: { zh: "当日采摘，产地直发", en: "Picked on the day, sent from the orchard" },
    shop: { zh: "山野果园", en: "Hillside Orchard" },
    merchantId: "demo-orchard",
    category: "food",
    unitPrice: 3_990,
    covers: 2,
    picture: "orange.svg",
  },
];

/** Where the demo's buyer lives. */
export const SHIP_TO = { province: "四川省", city: "成都市" } as const;
export const BUYER = "demo-buyer-1";
