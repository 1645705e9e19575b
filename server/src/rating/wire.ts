// Understands how forecasts, simulations and runs look on the wire.

import { type Forecast, type PremiumSample, SAMPLE_PRICE } from "@anxin/core/merchant/forecast";
import { forecastText } from "@anxin/core/merchant/forecast-text";
import type { BandCost, Simulation, ZoneMix } from "@anxin/core/merchant/simulation";
import { simulationText } from "@anxin/core/merchant/simulation-text";
import { fenToWire } from "@anxin/core/money";
import { EXPERIENCE_DAYS, type ExperienceRating } from "@anxin/core/product/experience";
import type { BandStep } from "@anxin/core/product/notice";
import { CATEGORIES } from "@anxin/core/product/product";
import { FREIGHT_ZONES } from "@anxin/core/region";
import { addDays, type Day } from "@anxin/core/time";
import type { RatingRunRow } from "@anxin/store/rating-run";
import { Type } from "typebox";
import type { Language } from "../http/language.js";
import { closedObject, Fen53, instantText, instantTextOrNull, nullable, oneOf } from "../http/schema.js";

const Ppm = (description = "parts per million") => Type.Integer({ minimum: 0, description });
const Steps = (description: string) =>
  Type.Array(Type.Object({ band: Type.String(), effectiveOn: Type.String() }), { description });

const ExperienceView = Type.Object({
  windowDays: Type.Integer(),
  exposures: Type.Integer({ description: "policies in the window" }),
  returns: Type.Integer({ description: "those of them with an agreed claim" }),
  ownRatePpm: nullable(Ppm()),
  collectiveRatePpm: Ppm("everybody's rate, parts per million"),
  credibilityPpm: Ppm("how much the own rate counts: Z = n ÷ (n + k), parts per million"),
  weightedRatePpm: Ppm("Z × own + (1−Z) × collective, parts per million"),
  band: Type.String(),
});

function experienceView(rating: ExperienceRating) {
  return {
    windowDays: EXPERIENCE_DAYS,
    exposures: Number(rating.exposures),
    returns: Number(rating.returns),
    ownRatePpm: rating.ownPpm === null ? null : Number(rating.ownPpm),
    collectiveRatePpm: Number(rating.collectivePpm),
    credibilityPpm: Number(rating.credibilityPpm),
    weightedRatePpm: Number(rating.weightedPpm),
    band: rating.band,
  };
}

export const ForecastView = Type.Object({
  merchantId: Type.String(),
  product: Type.String(),
  currency: Type.String(),
  today: Type.Object({ day: Type.String(), band: Type.String() }),
  tomorrow: Type.Object({ day: Type.String(), band: Type.String() }),
  announced: Steps("rises that the shop was told of"),
  expected: Steps("rises that it will have been told of tomorrow, if today ends as it stands"),
  noticeDays: Type.Integer({ description: "days from the announcement of a rise to the day from which it is charged" }),
  experience: ExperienceView,
  thresholds: Type.Array(
    Type.Object({
      band: Type.String(),
      returnsMax: nullable(Type.Integer({ description: "the most returns with which the band is found" })),
      fewer: nullable(Type.Integer({ description: "how many returns fewer than now that is; 0 when it holds" })),
    }),
  ),
  samplePrice: Fen53,
  premiums: Type.Array(
    Type.Object({ zone: nullable(Type.String()), category: Type.String(), today: Fen53, tomorrow: Fen53 }),
    { description: "premium of one order at the sample price, for a buyer without history" },
  ),
  text: Type.String({ description: "all of it in words" }),
});

const steps = (list: readonly BandStep[]) =>
  list.map(({ band, effectiveOn }) => ({ band, effectiveOn: String(effectiveOn) }));

export function forecastView(
  { merchantId, product, today }: { readonly merchantId: string; readonly product: string; readonly today: Day },
  forecast: Forecast,
  premiums: readonly PremiumSample[],
  language: Language,
) {
  const { returns } = forecast.rating;
  return {
    merchantId,
    product,
    currency: "CNY",
    today: { day: String(today), band: forecast.today },
    tomorrow: { day: String(addDays(today, 1)), band: forecast.tomorrow },
    announced: steps(forecast.announced),
    expected: steps(forecast.expected),
    noticeDays: forecast.noticeDays,
    experience: experienceView(forecast.rating),
    thresholds: forecast.thresholds.map(({ band, returnsMax }) => ({
      band,
      returnsMax: returnsMax === null ? null : Number(returnsMax),
      fewer: returnsMax === null ? null : Math.max(0, Number(returns - returnsMax)),
    })),
    samplePrice: fenToWire(SAMPLE_PRICE),
    premiums: premiums.map(({ zone, category, today: now, tomorrow }) => {
      return { zone, category, today: fenToWire(now), tomorrow: fenToWire(tomorrow) };
    }),
    text: forecastText(forecast)[language],
  };
}

const ORDERS_PER_MONTH_MAX = 100_000_000;
const PRICE_FEN_MAX = 100_000_000_000;
const WEIGHT_MAX = 1_000_000;
const weight = Type.Optional(Type.Integer({ minimum: 0, maximum: WEIGHT_MAX }));

export const SimulationBody = closedObject({
  product: Type.String({ minLength: 1, maxLength: 64 }),
  categories: Type.Array(
    closedObject({
      category: oneOf(CATEGORIES),
      ordersPerMonth: Type.Integer({ minimum: 1, maximum: ORDERS_PER_MONTH_MAX }),
      averagePrice: Type.Integer({ minimum: 0, maximum: PRICE_FEN_MAX, description: "of one order, fen" }),
    }),
    { minItems: 1, maxItems: CATEGORIES.length },
  ),
  returnRatePpm: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 1_000_000,
      description: "of orders, parts per million; the shop's own when left out",
    }),
  ),
  zoneMix: Type.Optional(
    closedObject(
      { same_city: weight, same_province: weight, near: weight, far: weight, remote: weight },
      "how far orders travel, as whole weights; the usual mix when left out",
    ),
  ),
});

const BREAK_EVEN = "return rate at which cover costs as much as the freight it pays, parts per million; may be above 1";
const CostFields = {
  band: Type.String(),
  premiumPerMonth: Fen53,
  costPerOrder: Fen53,
  breakEvenReturnRatePpm: nullable(Ppm(BREAK_EVEN)),
};
export const SimulationView = Type.Object({
  product: Type.String(),
  currency: Type.String(),
  ...CostFields,
  ordersPerMonth: Type.Integer({ description: "orders that can be insured" }),
  returnRatePpm: Ppm("share of orders that come back, parts per million"),
  returnedOrdersPerMonth: Type.Integer(),
  expectedClaimsPerMonth: nullable(Fen53),
  premiumShareOfSalesPpm: nullable(Ppm()),
  notInsurable: Type.Array(Type.String(), { description: "categories that the product is not for, at this price" }),
  zoneMix: Type.Object(Object.fromEntries(FREIGHT_ZONES.map((zone) => [zone, Type.Integer()]))),
  experience: ExperienceView,
  bands: Type.Array(Type.Object(CostFields), { description: "the same month in every band" }),
  text: Type.String(),
});

const costView = ({ band, premium, costPerOrder, breakEvenPpm }: BandCost) => ({
  band,
  premiumPerMonth: fenToWire(premium),
  costPerOrder: fenToWire(costPerOrder),
  breakEvenReturnRatePpm: breakEvenPpm === null ? null : Number(breakEvenPpm),
});

export function simulationView(
  {
    product,
    returnRatePpm,
    zoneMix,
  }: { readonly product: string; readonly returnRatePpm: bigint; readonly zoneMix: ZoneMix },
  simulation: Simulation,
  language: Language,
) {
  const { orders, returned, expectedClaims, premiumShareOfSalesPpm, notInsurable, rating, bands } = simulation;
  return {
    product,
    currency: "CNY",
    ...costView(simulation),
    ordersPerMonth: Number(orders),
    returnRatePpm: Number(returnRatePpm),
    returnedOrdersPerMonth: Number(returned),
    expectedClaimsPerMonth: expectedClaims === null ? null : fenToWire(expectedClaims),
    premiumShareOfSalesPpm: premiumShareOfSalesPpm === null ? null : Number(premiumShareOfSalesPpm),
    notInsurable: [...notInsurable],
    zoneMix: Object.fromEntries(FREIGHT_ZONES.map((zone) => [zone, Number(zoneMix[zone])])),
    experience: experienceView(rating),
    bands: bands.map(costView),
    text: simulationText(simulation, returnRatePpm)[language],
  };
}

export const RunView = Type.Object({
  runOn: Type.String({ description: "the day whose bands it makes" }),
  sequence: Type.Integer(),
  state: Type.String({ description: "running, done or abandoned" }),
  phase: Type.String({ description: "count, merchant, buyer, block:<product> or forget" }),
  done: Type.Integer({ description: "merchants and buyers rated so far" }),
  total: Type.Integer({ description: "0 until everything is counted" }),
  changed: Type.Integer({ description: "of whom the band or an announced rise changed" }),
  blocked: Type.Integer({ description: "buyers who cannot buy from this day on" }),
  noticeDays: Type.Integer(),
  exposures: Type.Integer({ description: "of the whole marketplace in the window" }),
  returns: Type.Integer(),
  resultHash: nullable(Type.String({ description: "of every band with its reasons, in order; null while it runs" })),
  startedAt: Type.String(),
  finishedAt: nullable(Type.String()),
});

export function runView(row: RatingRunRow) {
  return {
    runOn: row.run_on,
    sequence: row.sequence,
    state: row.state,
    phase: row.phase,
    done: Number(row.done),
    total: Number(row.total),
    changed: Number(row.changed),
    blocked: Number(row.blocked),
    noticeDays: row.notice_days,
    exposures: Number(row.exposures),
    returns: Number(row.returns),
    resultHash: row.state === "done" ? row.result_hash : null,
    startedAt: instantText(row.started_at),
    finishedAt: instantTextOrNull(row.finished_at),
  };
}
