// Understands who cannot buy: buyers whose returns are above the limit that a product has filed.

import { EXPERIENCE_DAYS } from "@anxin/core/product/experience";
import type { BuyerLimit } from "@anxin/core/product/product";
import { addDays, type Day, startOfDay } from "@anxin/core/time";
import { buyersOverLimit, insertBlocks } from "@anxin/store/rating-band";
import type { RatingRunRow } from "@anxin/store/rating-run";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { PageDone } from "./page.js";

interface ProductLimit extends BuyerLimit {
  readonly product: string;
}

function limits(
  context: Pick<Context, "catalogue">,
  { run_on }: Pick<RatingRunRow, "run_on">,
): readonly ProductLimit[] {
  return context.catalogue
    .live(startOfDay(run_on as Day))
    .flatMap(({ code, buyerLimit }) => (buyerLimit === undefined ? [] : [{ product: code, ...buyerLimit }]))
    .sort((a, b) => (a.product < b.product ? -1 : 1));
}

/** Products sold on the day of a run whose buyers are limited, by code. */
export function limitedProducts(
  context: Pick<Context, "catalogue">,
  run: Pick<RatingRunRow, "run_on">,
): readonly string[] {
  return limits(context, run).map(({ product }) => product);
}

/** Days of history that a run needs: the window of bands, or the longest one of a limit. */
export function historyDays(context: Pick<Context, "catalogue">, run: Pick<RatingRunRow, "run_on">): number {
  return Math.max(EXPERIENCE_DAYS, ...limits(context, run).map(({ windowDays }) => windowDays));
}

export function limitOf(
  context: Pick<Context, "catalogue">,
  run: Pick<RatingRunRow, "run_on">,
  product: string,
): ProductLimit | null {
  return limits(context, run).find((limit) => limit.product === product) ?? null;
}

/** Blocks the buyers after an id who are above the limit and not blocked yet. A block runs out by itself, and may be followed by another. */
export async function blockPage(
  tx: Tx,
  { run_on }: Pick<RatingRunRow, "run_on">,
  { product, windowDays, blockDays, ...limit }: ProductLimit,
  page: { readonly after: string; readonly limit: number },
): Promise<PageDone> {
  const on = run_on as Day;
  const window = { product, from: addDays(on, -windowDays), until: on };
  const buyers = await buyersOverLimit(tx, window, limit, page);
  const fresh = buyers.filter((buyer) => buyer.until_on === null);
  const until = addDays(on, blockDays);
  await insertBlocks(tx, { product, from: on, until }, fresh);
  return {
    last: buyers.length < page.limit ? null : (buyers.at(-1)?.buyer_id ?? null),
    rated: 0,
    changed: 0,
    blocked: fresh.length,
    lines: buyers.map(({ buyer_id, blocked_on, until_on }) => {
      return ["block", product, buyer_id, blocked_on ?? on, until_on ?? until].join(" ");
    }),
  };
}
