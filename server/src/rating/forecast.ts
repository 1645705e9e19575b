// Understands what is read for the forecast of a shop's rate.

import { type Forecast, forecastOf } from "@anxin/core/merchant/forecast";
import { type Day, shanghaiDay } from "@anxin/core/time";
import type { MerchantKey } from "@anxin/store/merchant";
import { bandsOf } from "@anxin/store/rating-band";
import { noticeDays } from "@anxin/store/rating-run";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { shopExperience } from "./experience.js";

/** A shop's forecast as of now. Statements: 4 (notice, runs, experience, bands). */
export async function forecastFor(
  context: Context,
  tx: Tx,
  shop: MerchantKey,
): Promise<{ readonly today: Day; readonly forecast: Forecast }> {
  const today = shanghaiDay(context.clock.now());
  const notice = await noticeDays(tx);
  const { own, all } = await shopExperience(context, tx, shop);
  const known = await bandsOf(tx, "merchant", shop.merchantId);
  return { today, forecast: forecastOf({ today, known, own, all, noticeDays: notice }) };
}
