// Understands what a shop's experience is at this moment: the days that are counted, and what came since.

import { EXPERIENCE_DAYS, type Experience } from "@anxin/core/product/experience";
import { addDays, type Day, shanghaiDay, startOfDay } from "@anxin/core/time";
import type { MerchantKey } from "@anxin/store/merchant";
import { merchantExperience } from "@anxin/store/rating-experience";
import { listRuns, type RatingRunRow } from "@anxin/store/rating-run";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";

/** Whose claims are returns: one claim of this cover is one order that came back, whatever other covers the goods had. */
export const EXPERIENCE_PRODUCT = "return-freight";

/** A run that counts days yet, which comes first of all it does. */
export const COUNTING = "count";

/** The day up to which experience is counted: everything recorded before it. */
export function countedUntil(run: Pick<RatingRunRow, "run_on" | "phase" | "cursor">): Day {
  return (run.phase === COUNTING ? run.cursor : run.run_on) as Day;
}

/** Among so many runs one has got past its counting. */
const RUNS_READ_MAX = 10;

export interface ShopExperience {
  /** Of the shop, in the window that ends with today. */
  readonly own: Experience;
  /** Of the whole marketplace, as of the last nightly run. */
  readonly all: Experience;
}

/** A shop's experience up to now. Statements: 2. */
export async function shopExperience(context: Context, tx: Tx, shop: MerchantKey): Promise<ShopExperience> {
  const until = addDays(shanghaiDay(context.clock.now()), 1);
  const from = addDays(until, -EXPERIENCE_DAYS);
  const runs = await listRuns(tx, null, RUNS_READ_MAX);
  const counted = runs.map(countedUntil)[0] ?? from;
  const own = await merchantExperience(tx, shop, {
    product: EXPERIENCE_PRODUCT,
    from,
    until,
    fromAt: startOfDay(from),
    countedUntil: counted,
    countedUntilAt: startOfDay(counted > from ? counted : from),
  });
  const { exposures = 0n, returns = 0n } = runs.find((run) => run.phase !== COUNTING) ?? {};
  return { own, all: { exposures, returns } };
}
