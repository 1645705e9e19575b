// Understands a small market drawn from a seed: a shop with enrolments and a wallet, campaigns, and orders in their versions.

import type { Category } from "@anxin/core/product/product";

/** Numbers drawn from a seed (mulberry32): the same seed, the same market. */
export class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 to `below` - 1. */
  below(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  }

  pick<T>(values: readonly T[]): T {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new Error("there is something to pick from");
    return value;
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  some<T>(values: readonly T[], percent: number): T[] {
    return values.filter(() => this.chance(percent));
  }
}

const SKUS = ["s0", "s1", "s2", "s3"] as const;
const CATEGORIES: readonly Category[] = ["apparel", "shoes", "digital", "appliance", "fragile", "food", "beauty"];
const PRICES = [900, 4_900, 12_900, 99_900, 299_900] as const;
const CITIES = [
  { province: "浙江省", city: "杭州市", zone: "same_city" },
  { province: "浙江省", city: "宁波市", zone: "same_province" },
  { province: "上海市", city: "上海市", zone: "near" },
  { province: "四川省", city: "成都市", zone: "far" },
  { province: "新疆维吾尔自治区", city: "乌鲁木齐市", zone: "remote" },
] as const;
export type City = (typeof CITIES)[number];
/** Where the shop takes returns back; the zones above are counted from there. */
export const RETURN_TO = { province: "浙江省", city: "杭州市" } as const;

export interface DrawnEnrolment {
  readonly product: string;
  readonly scope:
    | { readonly all: true }
    | { readonly categories: readonly Category[] }
    | { readonly skus: readonly string[] };
  readonly exclusions: { readonly categories: readonly Category[]; readonly skus: readonly string[] };
  readonly status: "active" | "paused";
}

/** Conditions that a campaign may have, in CEL and as the oracle understands them. */
export const CONDITIONS = [
  "line.unitPrice >= 10000",
  'line.category in ["apparel", "digital"] || line.quantity > 1',
  'order.total < 300000 && shipTo.province == "四川省"',
  'merchant.tier == "gold"',
] as const;
export type Condition = (typeof CONDITIONS)[number];

export interface DrawnCampaign {
  readonly product: string;
  /** Fen. */
  readonly budget: number;
  /** Hours from now. */
  readonly startsIn: number;
  readonly endsIn: number;
  readonly categories: readonly Category[];
  readonly minPrice: number;
  readonly maxPerBuyer: number | null;
  readonly maxPerMerchant: number | null;
  readonly condition: Condition | null;
}

/** What a buyer sends with a line as a quote. */
export type Wish = "good" | "altered" | "other_quantity" | "foreign";

export interface DrawnLine {
  readonly lineId: string;
  readonly sku: string;
  readonly category: Category;
  readonly unitPrice: number;
  readonly quantity: number;
  readonly freight: number;
  readonly wishes: readonly { readonly product: string; readonly wish: Wish }[];
}

/** One version of an order; times in hours from now, null where it has not happened. */
export interface DrawnVersion {
  readonly version: number;
  readonly lines: readonly DrawnLine[];
  readonly paidIn: number | null;
  readonly cancelledIn: number | null;
  /** Lines that were shipped, and when. */
  readonly shipped: readonly { readonly lineId: string; readonly shippedIn: number }[];
}

export interface DrawnOrder {
  readonly orderId: string;
  readonly buyerId: string;
  readonly shipTo: City;
  readonly versions: readonly DrawnVersion[];
}

export interface World {
  readonly merchantId: string;
  readonly tier: "standard" | "gold";
  readonly topUp: number;
  readonly creditLimit: number;
  readonly enrolments: readonly DrawnEnrolment[];
  readonly campaigns: readonly DrawnCampaign[];
  readonly orders: readonly DrawnOrder[];
}

const MERCHANT_PRODUCTS = ["return-freight", "quality", "transit-damage", "allergy", "fresh-guarantee"] as const;
const PLATFORM_PRODUCTS = ["return-freight", "authenticity", "fresh-guarantee"] as const;
const BUYER_PRODUCTS = ["return-freight", "extended-warranty", "screen-crack"] as const;

function enrolment(draw: Draw, product: string): DrawnEnrolment {
  const scopes = [
    { all: true as const },
    { categories: [...new Set([draw.pick(CATEGORIES), "apparel" as const])] },
    { skus: [...new Set([draw.pick(SKUS), draw.pick(SKUS)])] },
  ];
  const excludes = draw.chance(30);
  return {
    product,
    scope: draw.pick(scopes),
    exclusions: {
      categories: excludes ? draw.some(CATEGORIES, 25) : [],
      skus: excludes ? draw.some(SKUS, 25) : [],
    },
    status: draw.chance(85) ? "active" : "paused",
  };
}

function campaign(draw: Draw): DrawnCampaign {
  return {
    product: draw.pick(PLATFORM_PRODUCTS),
    budget: 1 + draw.below(600),
    startsIn: draw.pick([-2_000, -30, -10]),
    endsIn: draw.pick([24, 48, 72]),
    categories: draw.chance(30) ? [...new Set([draw.pick(CATEGORIES), "apparel" as const])] : [],
    minPrice: draw.chance(30) ? draw.pick(PRICES) : 0,
    maxPerBuyer: draw.chance(40) ? 1 + draw.below(2) : null,
    maxPerMerchant: draw.chance(30) ? 1 + draw.below(3) : null,
    condition: draw.chance(50) ? draw.pick(CONDITIONS) : null,
  };
}

function line(draw: Draw, index: number): DrawnLine {
  return {
    lineId: String(index + 1),
    sku: draw.pick(SKUS),
    category: draw.pick(CATEGORIES),
    unitPrice: draw.pick(PRICES),
    quantity: 1 + draw.below(3),
    freight: draw.chance(25) ? 600 : 0,
    wishes: draw.some(BUYER_PRODUCTS, 35).map((product) => ({
      product,
      wish: draw.chance(70) ? "good" : draw.pick(["altered", "other_quantity", "foreign"]),
    })),
  };
}

/** The versions of an order: paid, shipped in part or whole, then perhaps changed, cut or cancelled. */
function versions(draw: Draw, lines: readonly DrawnLine[]): DrawnVersion[] {
  // A week before now, or before anything could still bind.
  const paidIn = draw.chance(8) ? -1_000 : -40 - draw.below(20);
  const shippedIn = paidIn + 10 + draw.below(10);
  const paid: DrawnVersion = { version: 1, lines, paidIn, cancelledIn: null, shipped: [] };
  const shipped = draw.some(lines, 75).map(({ lineId }) => ({ lineId, shippedIn }));
  const second = draw.below(10);
  // Some lines are taken out before they were shipped, or nothing is and the order is called off.
  const kept = lines.filter(({ lineId }) => shipped.some((each) => each.lineId === lineId) || draw.chance(70));
  const cut = kept.length > 0 && second < 3 ? kept : lines;
  const priced = second >= 8 ? cut.map((each) => ({ ...each, unitPrice: draw.pick(PRICES) })) : cut;
  const moved: DrawnVersion = { version: 2, lines: priced, paidIn, cancelledIn: null, shipped };
  const last: DrawnVersion = {
    ...moved,
    version: 3,
    cancelledIn: draw.chance(25) ? shippedIn + draw.below(8) - 4 : null,
  };
  return draw.chance(25) ? [moved] : draw.chance(50) ? [paid, moved] : [paid, moved, last];
}

/** Draws a market. Ids carry the seed, so that no two seeds meet. */
export function drawWorld(seed: number): World {
  const draw = new Draw(seed);
  const buyers = Array.from({ length: 1 + draw.below(3) }, (_, i) => `b-${seed}-${i}`);
  const orders = Array.from({ length: 1 + draw.below(5) }, (_, i) => {
    const lines = Array.from({ length: 1 + draw.below(3) }, (_unused, index) => line(draw, index));
    const shipTo = draw.pick(CITIES);
    return { orderId: `T-${seed}-${i}`, buyerId: draw.pick(buyers), shipTo, versions: versions(draw, lines) };
  });
  return {
    merchantId: `shop-${seed}`,
    tier: draw.pick(["standard", "gold"]),
    topUp: draw.pick([1, 100, 400, 5_000, 100_000]),
    creditLimit: draw.pick([0, 0, 100, 500]),
    enrolments: draw.some(MERCHANT_PRODUCTS, 45).map((product) => enrolment(draw, product)),
    campaigns: Array.from({ length: draw.below(4) }, () => campaign(draw)),
    orders,
  };
}
