// Understands what the shop's server answers to its own pages. Amounts are whole fen, times are RFC 3339.

import type { AnswerOf, Contract } from "@anxin/client/operation";
import type { readFindings, readOrder } from "@anxin/client/operations.generated";

/** What an operation answers. */
export type Answer<O> = O extends { readonly contract?: infer C } ? (C extends Contract ? AnswerOf<C> : never) : never;

/** A name or a sentence in both languages. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

export const CATEGORIES = [
  ...(["apparel", "shoes", "bags", "beauty", "digital", "appliance"] as const),
  ...(["home", "fragile", "food", "jewelry", "other"] as const),
] as const;
export type Category = (typeof CATEGORIES)[number];

export interface Goods {
  readonly sku: string;
  readonly merchantId: string;
  readonly category: Category;
  readonly title: Text;
  /** What one reads first: material, size, what it is for. */
  readonly about: Text;
  readonly details: readonly Text[];
  readonly unitPrice: number;
}

export interface MerchantView {
  readonly merchantId: string;
  readonly name: Text;
  readonly city: Text;
}

export interface GoodsList {
  readonly goods: readonly Goods[];
  readonly merchants: readonly MerchantView[];
}

export interface Shopper {
  readonly shopperId: string;
  readonly name: Text;
  readonly city: Text;
  /** Where money comes back to. */
  readonly account: string;
}

export interface SessionView {
  readonly shopper: Shopper;
  readonly shoppers: readonly Shopper[];
}

/** What logistics can do to an order. */
export const STEPS = [
  ...(["ship", "deliver", "break", "request_return", "ship_return", "confirm_return"] as const),
  ...(["counterfeit", "cancel"] as const),
] as const;
export type Step = (typeof STEPS)[number];

export type OrderStage =
  | "paid"
  | "cancelled"
  | "shipped"
  | "delivered"
  | "return_requested"
  | "return_shipped"
  | "returned";

export interface OrderLineView {
  readonly lineId: string;
  readonly sku: string;
  readonly title: Text;
  readonly category: Category;
  readonly unitPrice: number;
  readonly quantity: number;
}

/** An order as the shop keeps it. */
export interface OrderSummary {
  readonly orderId: string;
  /** Of the snapshot that Anxin was told last. */
  readonly version: number;
  readonly merchantId: string;
  readonly stage: OrderStage;
  readonly placedAt: string;
  readonly lines: readonly OrderLineView[];
  /** Goods alone, without premiums. */
  readonly total: number;
  readonly reported: "broken" | "counterfeit" | null;
  readonly steps: readonly Step[];
  /** The story that it belongs to. */
  readonly story: { readonly story: StoryName; readonly runId: string } | null;
}

type AnxinOrder = Answer<typeof readOrder>;

/** A transfer in the payment gateway's own book. */
export interface TransferView {
  readonly outBizNo: string;
  readonly payee: string;
  readonly amount: number;
  readonly state: string;
}

export interface ClaimOfOrder {
  readonly claimId: string;
  readonly policyId: string;
  readonly product: string;
  readonly status: AnxinOrder["claims"][number]["status"];
  readonly amount: number;
  readonly automatic: boolean | null;
  /** Clauses that were applied. */
  readonly findings: number;
  readonly reasons: readonly string[];
  readonly payouts: readonly {
    readonly payoutId: string;
    readonly amount: number;
    readonly status: string;
    readonly settledAt: string | null;
  }[];
  readonly transfers: readonly TransferView[];
}

/** An order with what Anxin says of it. */
export interface OrderView extends OrderSummary {
  readonly shipTo: Place;
  readonly account: string;
  readonly shippedAt: string | null;
  readonly deliveredAt: string | null;
  readonly returnedAt: string | null;
  readonly waybill: string | null;
  readonly policies: AnxinOrder["policies"];
  readonly declined: AnxinOrder["declined"];
  readonly claims: readonly ClaimOfOrder[];
  /** Whether something is still on its way, so that it is worth asking again. */
  readonly isMoving: boolean;
}

export interface OrderList {
  readonly data: readonly OrderSummary[];
  readonly next: string | null;
}

export interface Place {
  readonly province: string;
  readonly city: string;
}

export interface CheckoutAnswer {
  readonly checkoutId: string;
  readonly orderIds: readonly string[];
}

export interface PortalAnswer {
  /** Below our own origin; followed once. */
  readonly path: string;
}

export interface TimeView {
  readonly now: string;
}

export const STORY_NAMES = ["size", "television"] as const;
export type StoryName = (typeof STORY_NAMES)[number];

export const CHAPTERS = {
  size: ["buy", "ship", "deliver", "send_back", "confirm", "money"],
  television: ["buy", "ship", "deliver", "photos", "claim", "money"],
} as const satisfies Readonly<Record<StoryName, readonly string[]>>;
export type Chapter = (typeof CHAPTERS)[StoryName][number];

/** What came of a chapter, as far as Anxin said so; the page puts it into sentences. */
export interface ChapterResult {
  readonly chapter: Chapter;
  /** When it happened in the story. */
  readonly at: string;
  /** Numbers and names for the sentences; amounts are fen. */
  readonly facts: Readonly<Record<string, string | number>>;
}

export interface StoryView {
  readonly story: StoryName;
  readonly runId: string;
  readonly orderId: string;
  readonly sku: string;
  readonly buyer: Text;
  readonly account: string;
  readonly results: readonly ChapterResult[];
  /** The next one; null at the end. */
  readonly next: Chapter | null;
  /** Numbers of the photos that were taken, for `photos/{n}.png`. */
  readonly photos: readonly { readonly number: number; readonly kind: string }[];
  /** A claim that waits for a person, and as what; null when rules decided it. */
  readonly waitsFor: { readonly claimId: string; readonly status: string } | null;
  /** What the clauses said, in the reader's language. */
  readonly findings: Answer<typeof readFindings>["data"];
}
