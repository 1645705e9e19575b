// Understands what a campaign would have cost in the past: its rules, shares and budget over stored orders, and nothing written.
//
// The campaign is taken to run from the beginning to the end of the window, whenever it is to run; rates and bands are today's,
// since that is what it would cost. Statements: 2 to open the reading and 1 for the orders' keys, then 3 for each page.

import { present } from "@anxin/core/assert";
import type { Fen } from "@anxin/core/money";
import type { CampaignOffer } from "@anxin/core/order/cover";
import { type Rehearsal, rehearse, type Wishes, wishesOf } from "@anxin/core/order/rehearsal";
import type { ProductVersion } from "@anxin/core/product/product";
import { refuse } from "@anxin/core/refusal";
import { DAY_MS, type Day, type Instant, plus, shanghaiDay } from "@anxin/core/time";
import { readSnapshot } from "@anxin/store/invariant";
import { type PastOrderKey, pastOrderKeys, pastOrders } from "@anxin/store/order";
import { findTenant } from "@anxin/store/tenant";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { wallClockMs } from "../clock.js";
import type { Context } from "../context.js";
import type { Language } from "../http/language.js";
import { offerOf } from "../order/campaigns.js";
import { loadBands, loadMerchants } from "../order/load.js";
import { decodeSnapshot } from "../order/snapshot.js";
import { type CampaignRequest, requireSound } from "./campaign-sound.js";

/** Days that a window may hold. */
export const WINDOW_DAYS_MAX = 92;
/** Orders that one dry run looks at, the oldest first. */
export const ORDERS_MAX = 20_000;
/** Wall time after which no further page is read, in milliseconds. */
export const TIME_MS_MAX = 10_000;
/** Orders that are read, and hold up everybody else, at a time. */
const PAGE_ORDERS = 250;

/** Half-open, as every period. */
export interface Window {
  readonly from: Instant;
  readonly until: Instant;
}

export interface DryRun extends Rehearsal {
  /** Orders with a line whose event lies in the window. */
  readonly orders: number;
  readonly lines: number;
  readonly covered: number;
  readonly perDay: readonly { readonly day: Day; readonly gifts: number; readonly cost: Fen }[];
  /** Orders that were looked at. */
  readonly ordersSeen: number;
  /** Which limit ended it early; null when it saw the whole window. */
  readonly stoppedBy: "orders" | "time" | null;
}

function requireWindow({ from, until }: Window, now: Instant): void {
  const field = (pointer: string, code: string, detail: string) => ({ errors: [{ pointer, code, detail }] });
  if (from >= until) {
    refuse("validation_failed", "a window ends after it starts", field("/until", "order", "must be later than from"));
  }
  if (from >= now)
    refuse("validation_failed", "the window has not begun", field("/from", "future", "must be in the past"));
  if (until - from > WINDOW_DAYS_MAX * DAY_MS) {
    refuse("limit_exceeded", "the window is too long", {
      ...{ limit: WINDOW_DAYS_MAX, unit: "days per window" },
      ...field("/until", "maximum", `must be at most ${WINDOW_DAYS_MAX} days after from`),
    });
  }
}

/** Rehearses a campaign over the orders of a window. Refuses as starting it would, and a window that is too long or none. */
export async function dryRun(
  context: Context,
  tenantId: number,
  request: CampaignRequest,
  window: Window,
  language: Language,
): Promise<DryRun> {
  const now = context.clock.now();
  requireSound(context, request, now, language);
  requireWindow(window, now);
  const product = present(
    context.catalogue.live(now).find(({ code }) => code === request.product),
    "a sound campaign gives a product that is on sale",
  );
  const seen = await inTransaction(context.db, tenantId, async (tx) => {
    await readSnapshot(tx);
    return look(context, tx, product, offerIn(context, request, window), window);
  });
  const played = rehearse(
    seen.found.flatMap(({ wishes }) => wishes),
    product,
    {
      left: request.budget,
      cheapest: product.tariff.minimum,
      isExhausted: false,
      perBuyerMax: request.perBuyerMax,
      perMerchantMax: { gifts: request.perMerchantGiftsMax, amount: request.perMerchantAmountMax },
      giftsByBuyer: new Map(),
      givenByMerchant: new Map(),
    },
  );
  const sum = (of: (each: Wishes) => number): number => seen.found.reduce((total, each) => total + of(each), 0);
  return {
    ...played,
    orders: seen.found.filter(({ lines }) => lines > 0).length,
    lines: sum(({ lines }) => lines),
    covered: sum(({ covered }) => covered),
    perDay: byDay(played),
    ordersSeen: seen.found.length,
    stoppedBy: seen.stoppedBy,
  };
}

/** The campaign as if it ran in the window. */
function offerIn(context: Context, request: CampaignRequest, { from, until }: Window): CampaignOffer {
  const { product, categories, priceMin, condition } = request;
  const row = { campaign_id: 0n, product, categories, price_min: priceMin, condition };
  return offerOf(context, { ...row, starts_at: from, ends_at: until });
}

interface Seen {
  readonly found: readonly Wishes[];
  readonly stoppedBy: DryRun["stoppedBy"];
}

async function look(
  context: Context,
  tx: Tx,
  product: ProductVersion,
  offer: CampaignOffer,
  { from, until }: Window,
): Promise<Seen> {
  const patience = wallClockMs() + TIME_MS_MAX;
  const { bindingDelayDays } = await findTenant(tx, tx.tenantId);
  // What binds in the window may be told late, up to the delay.
  const told = { from, until: plus(until, bindingDelayDays * DAY_MS) };
  const keys = await pastOrderKeys(tx, tx.tenantId, told, ORDERS_MAX + 1);
  const found: Wishes[] = [];
  for (let at = 0; at < Math.min(keys.length, ORDERS_MAX); at += PAGE_ORDERS) {
    if (wallClockMs() > patience) return { found, stoppedBy: "time" };
    const page = keys.slice(at, Math.min(at + PAGE_ORDERS, ORDERS_MAX));
    found.push(...(await readPage(context, tx, page, product, offer)));
  }
  return { found, stoppedBy: keys.length > ORDERS_MAX ? "orders" : null };
}

async function readPage(
  context: Context,
  tx: Tx,
  keys: readonly PastOrderKey[],
  product: ProductVersion,
  offer: CampaignOffer,
): Promise<Wishes[]> {
  const past = (await pastOrders(tx, tx.tenantId, keys, product.code)).map(({ snapshot, covered }) => {
    return { order: decodeSnapshot(snapshot, null), covered };
  });
  const orders = past.map(({ order }) => order);
  const merchants = await loadMerchants(tx, [...new Set(orders.map(({ merchantId }) => merchantId))]);
  const bands = await loadBands(tx, orders, context.clock.now());
  return past.map((each) => {
    const { merchantId, buyerId } = each.order;
    const { tier, returnTo } = present(merchants.get(merchantId), "an order's merchant is known");
    return wishesOf(each, product, offer, {
      ...{ merchantTier: tier, returnTo },
      merchantBand: bands.bandOf("merchant", merchantId),
      buyerBand: bands.bandOf("buyer", buyerId),
    });
  });
}

function byDay({ gifts }: Rehearsal): DryRun["perDay"] {
  const days = new Map<Day, { gifts: number; cost: Fen }>();
  for (const { at, premium } of gifts) {
    const day = shanghaiDay(at);
    const known = days.get(day) ?? { gifts: 0, cost: 0n };
    days.set(day, { gifts: known.gifts + 1, cost: known.cost + premium });
  }
  return [...days].map(([day, sums]) => ({ day, ...sums }));
}
