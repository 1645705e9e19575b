// Understands until when the quotes of an offer hold, as far as this device's clock can be believed.

import { instantOf } from "./clock.js";
import type { LineOffer } from "./offer.js";

/**
 * When the first quote of an offer ends, in milliseconds; null where nothing ends. `renewed` says that the offer was asked for
 * because the one before had expired: when a fresh one seems expired too, it is the device's clock that is wrong. Then it
 * is shown without an end, and the server has the last word.
 */
export function endOf(offer: LineOffer, now: number, renewed: boolean): number | null {
  const ends = offer.optional.flatMap(({ expiresAt }) => instantOf(expiresAt) ?? []);
  if (ends.length === 0) return null;
  const first = Math.min(...ends);
  return renewed && first <= now ? null : first;
}
