// Understands the shops of the marketplace: who they are, where returns go, and which covers they pay for.

import type { Place, Text } from "./wire.js";

export interface Merchant {
  readonly merchantId: string;
  readonly name: Text;
  readonly city: Text;
  readonly returnAddress: Place;
  /** What a shop is enrolled for when Anxin does not know it yet; later its owner decides in the console. */
  readonly products: readonly string[];
}

/** Fictional shops, the same that a new sandbox is furnished with, and one more. */
export const MERCHANTS: readonly Merchant[] = [
  {
    merchantId: "demo-clothes",
    name: { zh: "云裳服饰", en: "Cloud Clothes" },
    city: { zh: "杭州", en: "Hangzhou" },
    returnAddress: { province: "浙江省", city: "杭州市" },
    products: ["return-freight"],
  },
  {
    merchantId: "demo-electric",
    name: { zh: "明灯电器", en: "Bright Lamp Electronics" },
    city: { zh: "佛山", en: "Foshan" },
    returnAddress: { province: "广东省", city: "佛山市" },
    products: ["transit-damage", "quality"],
  },
  {
    merchantId: "demo-home",
    name: { zh: "瓷与木", en: "Porcelain and Wood" },
    city: { zh: "景德镇", en: "Jingdezhen" },
    returnAddress: { province: "江西省", city: "景德镇市" },
    products: ["return-freight", "transit-damage", "quality"],
  },
  {
    merchantId: "demo-glow",
    name: { zh: "拾光美饰", en: "Gathered Light" },
    city: { zh: "上海", en: "Shanghai" },
    returnAddress: { province: "上海市", city: "上海市" },
    products: ["return-freight", "authenticity", "allergy"],
  },
  {
    merchantId: "demo-orchard",
    name: { zh: "山野果园", en: "Hillside Orchard" },
    city: { zh: "赣州", en: "Ganzhou" },
    returnAddress: { province: "江西省", city: "赣州市" },
    products: ["transit-damage"],
  },
];

export const merchantOf = (merchantId: string): Merchant | null =>
  MERCHANTS.find((each) => each.merchantId === merchantId) ?? null;
