// Understands what a newer snapshot changes about cover that was sold: the line it insures, its period, its premium.

import { type Fen, portion, smaller } from "../money.js";
import { type CoverTimes, coverTimes } from "../policy/period.js";
import type { Endorsement, KnownPolicy, PolicyState } from "../policy/policy.js";
import type { ProductVersion } from "../product/product.js";
import { BANDS, type Band, type RiskFacts, rateLine } from "../product/rate.js";
import type { Instant } from "../time.js";
import { ratingText, riskFacts } from "./applicant.js";
import type { CoverFacts } from "./cover.js";
import { deliveredAtIn, deliveredAtOf, exchangeOf, type OrderLine, type OrderSnapshot, shippedAtOf } from "./order.js";

/**
 * The line that a policy insures as the order now stands: the one it was issued for, or, where a policy covers the whole
 * order, the first that is left. Null when there is none any more.
 */
export function insuredLine(product: ProductVersion, order: OrderSnapshot, lineId: string): OrderLine | null {
  const own = order.lines.find((line) => line.lineId === lineId);
  if (own !== undefined) return own;
  return product.insuredUnit === "order" ? (order.lines[0] ?? null) : null;
}

/**
 * The period of cover of a line. After an exchange cover moves to the replacement: it ends as counted from there, and begins
 * as counted from there unless it had begun before the replacement was sent.
 */
export function coverTimesOf(
  product: ProductVersion,
  order: OrderSnapshot,
  lineId: string,
  boundAt: Instant,
): CoverTimes {
  const exchange = exchangeOf(order, lineId);
  const first = coverTimes(
    product,
    {
      payment: order.paidAt,
      shipment: shippedAtOf(order, lineId),
      delivery: deliveredAtOf(order, lineId, exchange),
    },
    boundAt,
  );
  if (exchange === null) return first;
  const { at, parcels } = exchange;
  const moved = coverTimes(product, { payment: order.paidAt, shipment: at, delivery: deliveredAtIn(parcels) }, at);
  const begun = first.effectiveAt !== null && first.effectiveAt <= at;
  return begun ? { effectiveAt: first.effectiveAt, expiresAt: moved.expiresAt } : moved;
}

/** The bands that sold a cover, where its rating names them. */
function asSold(rating: string, risk: RiskFacts): RiskFacts {
  const sold = new Map(rating.split(";").map((part) => [part.split("=")[0], part.split("=")[1]] as const));
  const band = (factor: "merchantBand" | "buyerBand"): Band =>
    BANDS.find((candidate) => candidate === sold.get(factor)) ?? risk[factor];
  return { ...risk, merchantBand: band("merchantBand"), buyerBand: band("buyerBand") };
}

/**
 * The endorsement that a changed line asks for, by the product's rule; null when nothing changed, or when the line as it now
 * is cannot be rated: then the cover stays as it was sold. A buyer never owes more than was quoted.
 */
export function ratedAnew(
  product: ProductVersion,
  order: OrderSnapshot,
  { policy, state }: KnownPolicy,
  facts: CoverFacts,
  now: Instant,
): Extract<Endorsement, { kind: "rerated" }> | null {
  const line = insuredLine(product, order, policy.lineId);
  if (line === null) return null;
  const rated = rateLine(product, asSold(policy.rating, riskFacts(order, line, facts)), policy.payer);
  if (typeof rated === "string") return null;
  const bought = policy.payer === "buyer";
  const fullPremium = bought ? smaller(rated.premium, policy.premium) : rated.premium;
  const sumInsured = bought ? smaller(rated.sumInsured, policy.sumInsured) : rated.sumInsured;
  if (fullPremium === state.fullPremium && sumInsured === state.sumInsured) return null;
  const difference = fullPremium - state.fullPremium;
  const size = difference < 0n ? -difference : difference;
  const moved = product.endorsement === "unexpired_share" ? unexpiredShare(size, state, now) : size;
  return {
    kind: "rerated",
    at: now,
    charge: difference > 0n ? moved : 0n,
    refund: difference < 0n ? moved : 0n,
    fullPremium,
    sumInsured,
    rating: ratingText(rated),
  };
}

/** The part of an amount that belongs to the time still to run, rounded down to the fen: all of it before cover begins. */
export function unexpiredShare(amount: Fen, { effectiveAt, expiresAt }: PolicyState, at: Instant): Fen {
  if (effectiveAt === null || expiresAt === null || at <= effectiveAt) return amount;
  if (at >= expiresAt) return 0n;
  return portion(amount, BigInt(expiresAt - at), BigInt(expiresAt - effectiveAt), "down");
}
