// Understands how the content of a product is shown whole, so that it can be edited and sent back: amounts in fen, shares in parts per million.

import { REASON_CODES } from "@anxin/core/claim/finding";
import { BURST_SUBJECTS } from "@anxin/core/fraud/threshold";
import { CATEGORIES, FIELD_TYPES, PAYERS } from "@anxin/core/product/product";
import { FACTORS } from "@anxin/core/product/tariff";
import { FREIGHT_ZONES } from "@anxin/core/region";
import { REGISTER_KINDS } from "@anxin/core/register/entry";
import { Type } from "typebox";
import { closedObject, Fen53, nullable, oneOf } from "../http/schema.js";

const Words = closedObject({ zh: Type.String(), en: Type.String() });
const Days = Type.Integer({ description: "days" });
const Hours = Type.Integer({ description: "hours" });
const Percent = Type.Integer({ description: "percent" });
const Ppm = Type.Integer({ description: "parts per million" });
const Clause = Type.String({ description: "of the terms, like 3.2" });
const Payers = Type.Array(oneOf(PAYERS));
const Event = oneOf(["payment", "shipment"]);
const optional = Type.Optional;
const kind = <const K extends string>(value: K) => ({ kind: Type.Literal(value) });

const Moment = closedObject({
  anchor: oneOf(["payment", "shipment", "delivery"]),
  days: Days,
  hours: Hours,
  fromNextDay: Type.Boolean({ description: "counted from 00:00 in Shanghai of the day after" }),
});
const Freight = closedObject({ selfShip: Fen53, pickup: Fen53 });
const Benefit = Type.Union([
  closedObject({
    ...kind("route_schedule"),
    schedule: closedObject(
      Object.fromEntries(FREIGHT_ZONES.map((zone) => [zone, Freight])) as Record<
        (typeof FREIGHT_ZONES)[number],
        typeof Freight
      >,
    ),
  }),
  closedObject({ ...kind("refund"), percentOfPrice: Percent, feeField: nullable(Type.String()), feeMax: Fen53 }),
  closedObject({
    ...kind("damage_degree"),
    degreeField: Type.String(),
    percentByDegree: Type.Record(Type.String(), Percent),
  }),
  closedObject({ ...kind("repair_cost"), costField: Type.String(), deductible: Fen53, deductiblePercent: Percent }),
  closedObject({ ...kind("formula"), expression: Type.String({ description: "CEL" }), words: Words }),
]);
const Premium = Type.Union([
  closedObject({ ...kind("amount"), amount: Fen53 }),
  closedObject({ ...kind("rate"), ppm: Ppm }),
]);

const Tariff = closedObject({
  code: Type.String(),
  validFrom: Type.String(),
  validUntil: nullable(Type.String()),
  by: Type.Array(oneOf(FACTORS), { description: "the columns of the table" }),
  rows: Type.Array(
    closedObject({
      match: Type.Array(Type.String(), { description: "a value, or *, for each factor of `by`" }),
      premium: Premium,
    }),
  ),
  relativities: Type.Array(closedObject({ factor: oneOf(FACTORS), ppm: Type.Record(Type.String(), Ppm) })),
  minimum: Fen53,
  maximum: Fen53,
  rounding: oneOf(["down", "half_up", "up"]),
});

const Points = Type.Integer({ description: "points" });
const PointsWithin = Type.Array(closedObject({ hours: Hours, points: Points }));
const Signature = closedObject({
  intact: Points,
  remarked: Points,
  unsigned: Points,
  slots: Type.Record(Type.String(), Points),
  photographed: PointsWithin,
  photographedLater: Points,
  reported: PointsWithin,
  referBelow: Points,
  photoHoursBefore: Hours,
  photoHoursAfter: Hours,
});
const Signals = closedObject({
  bursts: Type.Array(
    closedObject({
      subject: oneOf(BURST_SUBJECTS),
      days: Days,
      claimsMax: Type.Integer(),
      shopDaysBelow: optional(Days),
      priceTimesBelow: optional(Type.Integer()),
    }),
  ),
  payee: closedObject({ days: Days, buyersMax: Type.Integer() }),
  parcel: nullable(
    closedObject({
      speedKmhMax: Type.Integer(),
      weight: closedObject({ grams: Type.Integer(), percent: Percent }),
    }),
  ),
});

const Field = closedObject({
  name: Type.String(),
  type: oneOf(FIELD_TYPES),
  title: Words,
  required: Type.Boolean(),
  options: optional(Type.Array(closedObject({ value: Type.String(), title: Words }))),
  example: optional(Words),
  register: optional(oneOf(REGISTER_KINDS)),
});
const Slot = closedObject({
  kind: Type.String(),
  title: Words,
  example: Words,
  minCount: Type.Integer(),
  required: Type.Boolean(),
  alternativeOf: optional(Type.String()),
  requiredWith: optional(Type.String()),
  picture: optional(Type.String()),
});
const Condition = closedObject({
  name: Type.String(),
  clause: Clause,
  expression: Type.String({ description: "CEL" }),
  otherwise: oneOf(["reject", "refer"]),
  reason: oneOf(REASON_CODES),
});

/** Everything about a version that may be edited before it is sold. */
export const ContentSchema = closedObject({
  validFrom: Type.String(),
  name: Words,
  summary: Words,
  filing: Type.String(),
  funding: oneOf(["insurance", "guarantee_service"]),
  payers: Payers,
  bindsOn: closedObject({ merchant: Event, buyer: Event, platform: Event }),
  insuredUnit: oneOf(["order", "line"]),
  eligibility: closedObject({
    categories: Type.Array(oneOf(CATEGORIES), { description: "empty: all goods" }),
    unitPriceMin: Fen53,
    unitPriceMax: Fen53,
  }),
  period: closedObject({ inception: Moment, waitingDays: Days, expiry: Moment, openDaysMax: Days }),
  reportingDays: Days,
  coverage: closedObject({
    code: Type.String(),
    title: Words,
    perils: Type.Array(closedObject({ code: Type.String(), title: Words })),
    benefit: Benefit,
    claimsMax: Type.Integer(),
    claimLimit: nullable(Fen53),
  }),
  sumInsured: Type.Union([
    closedObject(kind("route_maximum")),
    closedObject({ ...kind("price_percent"), percent: Percent, plus: Fen53, maximum: Fen53 }),
  ]),
  tariff: Tariff,
  averageClaimPercent: Percent,
  indemnity: Type.Boolean(),
  endorsement: oneOf(["whole_difference", "unexpired_share"]),
  cancellation: closedObject({
    payers: Payers,
    refund: Type.Union([
      closedObject(kind("none")),
      closedObject(kind("pro_rata")),
      closedObject({ ...kind("short_rate"), refundPercent: Type.Array(Percent) }),
    ]),
    reinstatementDays: Days,
  }),
  shop: closedObject({
    wholeShop: Type.Boolean(),
    wholeShopClause: optional(Clause),
    ageDaysMin: Days,
    returnRateMaxPpm: nullable(Ppm),
    exposuresMin: Type.Integer(),
  }),
  buyerLimit: optional(
    closedObject({ returnRateMaxPpm: Ppm, exposuresMin: Type.Integer(), windowDays: Days, blockDays: Days }),
  ),
  decision: closedObject({ mode: oneOf(["automatic", "automatic_under_limit", "person"]), automaticMax: Fen53 }),
  merchantAnswer: nullable(closedObject({ days: Type.Integer({ description: "working days" }) })),
  signature: optional(Signature),
  signals: optional(Signals),
  adjudication: Type.Array(
    closedObject({ rule: Type.String({ description: "a rule of adjudication by name" }), clause: Clause }),
  ),
  conditions: optional(Type.Array(Condition)),
  fields: Type.Array(Field),
  documents: Type.Array(Slot),
  supplement: optional(closedObject({ reminderDays: Type.Array(Days), silenceDays: Days })),
  recoveryFrom: nullable(oneOf(["carrier", "merchant"])),
  lateInterest: optional(Type.Boolean()),
  recovery: optional(
    closedObject({
      clause: Clause,
      percentByPeril: Type.Record(Type.String(), Percent),
      within: closedObject({ anchor: oneOf(["shipment", "decision"]), days: Days }),
    }),
  ),
  terms: closedObject(
    { zh: Type.String(), en: Type.String() },
    "Markdown; {coverage.claimsMax} is put in when it is read",
  ),
});
