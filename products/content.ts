// Understands everything about a version that may be edited before it is sold, as data: what it is called, promises and costs.
//
// Not the code of the rules: a version names the rules that it applies, and the numbers that they go by.

import { REASON_CODES } from "@anxin/core/claim/finding";
import { RULE_NAMES } from "@anxin/core/claim/rules";
import { BURST_SUBJECTS } from "@anxin/core/fraud/threshold";
import { CATEGORIES, FIELD_TYPES, PAYERS, type ProductVersion, type Text } from "@anxin/core/product/product";
import { FACTORS } from "@anxin/core/product/tariff";
import { FREIGHT_ZONES } from "@anxin/core/region";
import { REGISTER_KINDS } from "@anxin/core/register/entry";
import {
  big,
  bool,
  byKind,
  day,
  left,
  list,
  mapOf,
  matching,
  name,
  object,
  oneOf,
  orNull,
  type Problems,
  type Reader,
  text,
  textUpTo,
  WRONG,
  whole,
} from "./form-reader.js";
import { type ProductData, textsAsWritten, withTerms } from "./terms.js";

/** Which version it is: what no edit changes. */
export type Identity = Pick<ProductVersion, "code" | "number" | "version">;

/** The rest of a version. `summary` and `terms` are as written, before the numbers are put in. */
export interface ProductContent extends Omit<ProductData, keyof Identity> {
  readonly terms: Text;
}

/** Rows of one tariff, and characters of one text of terms, at the most. */
const TARIFF_ROWS_MAX = 2_500;
const TERMS_LENGTH_MAX = 60_000;
const DAYS_MAX = 3_660;
const PERCENT_MAX = 1_000;
const FEN_MAX = 100_000_000_000;
const PPM_MAX = 1_000_000_000;

const fen = (least: number) => big(least, FEN_MAX);
const ppm = (least: number) => big(least, PPM_MAX);
const optional = <T>(reader: Reader<T>) => left(reader, undefined);
const words = object({ zh: text, en: text });
const percent = whole(0, 100);
const days = (least: number) => whole(least, DAYS_MAX);
const clause = matching(/^\d+\.\d+$/, { zh: "应为条款编号，如 3.2", en: "must be a clause of the terms, like 3.2" });
const secure = matching(/^https:\/\/[^\s"<>]{1,500}$/, { zh: "应为 https 网址", en: "must be an https address" });
const value = textUpTo(64);

const moment = object({
  anchor: oneOf(["payment", "shipment", "delivery"]),
  days: days(0),
  hours: whole(0, 24 * DAYS_MAX),
  fromNextDay: bool,
});

const freight = object({ selfShip: fen(0), pickup: fen(0) });
const zones = Object.fromEntries(FREIGHT_ZONES.map((zone) => [zone, freight])) as Readonly<
  Record<(typeof FREIGHT_ZONES)[number], typeof freight>
>;

const benefit = byKind({
  route_schedule: { schedule: object(zones) },
  refund: { percentOfPrice: whole(1, PERCENT_MAX), feeField: orNull(name), feeMax: fen(0) },
  damage_degree: { degreeField: name, percentByDegree: mapOf(percent) },
  repair_cost: { costField: name, deductible: fen(0), deductiblePercent: percent },
  formula: { expression: text, words },
});

const coverage = object({
  code: name,
  title: words,
  perils: list(object({ code: name, title: words }), 1, 50),
  benefit,
  claimsMax: whole(1, 100),
  claimLimit: orNull(fen(1)),
});

const tariff = object({
  code: value,
  validFrom: day,
  validUntil: orNull(day),
  by: list(oneOf(FACTORS), 0, FACTORS.length),
  rows: list(
    object({ match: list(value), premium: byKind({ amount: { amount: fen(1) }, rate: { ppm: ppm(1) } }) }),
    0,
    TARIFF_ROWS_MAX,
  ),
  relativities: list(object({ factor: oneOf(FACTORS), ppm: mapOf(ppm(1)) }), 0, FACTORS.length),
  minimum: fen(1),
  maximum: fen(1),
  rounding: oneOf(["down", "half_up", "up"]),
});

const refund = byKind({ none: {}, pro_rata: {}, short_rate: { refundPercent: list(percent, 12, 12) } });

const field = object({
  name,
  type: oneOf(FIELD_TYPES),
  title: words,
  required: bool,
  options: optional(list(object({ value, title: words }), 1, 100)),
  example: optional(words),
  register: optional(oneOf(REGISTER_KINDS)),
});

const slot = object({
  kind: name,
  title: words,
  example: words,
  minCount: whole(1, 20),
  required: bool,
  alternativeOf: optional(name),
  requiredWith: optional(name),
  picture: optional(secure),
});

const points = whole(-1_000, 1_000);
const pointsWithin = list(object({ hours: whole(0, 24 * DAYS_MAX), points }), 0, 20);
const signature = object({
  intact: points,
  remarked: points,
  unsigned: points,
  slots: mapOf(points),
  photographed: pointsWithin,
  photographedLater: points,
  reported: pointsWithin,
  referBelow: points,
  photoHoursBefore: whole(0, 24 * DAYS_MAX),
  photoHoursAfter: whole(0, 24 * DAYS_MAX),
});

const signals = object({
  bursts: list(
    object({
      subject: oneOf(BURST_SUBJECTS),
      days: days(1),
      claimsMax: whole(0, 1_000_000),
      shopDaysBelow: optional(days(1)),
      priceTimesBelow: optional(big(1, 1_000)),
    }),
    0,
    20,
  ),
  payee: object({ days: days(1), buyersMax: whole(1, 1_000) }),
  parcel: orNull(
    object({
      speedKmhMax: whole(1, 10_000),
      weight: object({ grams: whole(0, 1_000_000), percent: whole(0, PERCENT_MAX) }),
    }),
  ),
});

const condition = object({
  name,
  clause,
  expression: text,
  otherwise: oneOf(["reject", "refer"]),
  reason: oneOf(REASON_CODES),
});

const terms = textUpTo(TERMS_LENGTH_MAX);
const event = oneOf(["payment", "shipment"]);
const payers = (least: number) => list(oneOf(PAYERS), least, PAYERS.length);

const content = object({
  validFrom: day,
  name: words,
  summary: words,
  filing: text,
  funding: oneOf(["insurance", "guarantee_service"]),
  payers: payers(1),
  bindsOn: object({ merchant: event, buyer: event, platform: event }),
  insuredUnit: oneOf(["order", "line"]),
  eligibility: object({
    categories: list(oneOf(CATEGORIES), 0, CATEGORIES.length),
    // A cover that does not go by the price takes any that can be written.
    unitPriceMin: big(0),
    unitPriceMax: big(0),
  }),
  period: object({ inception: moment, waitingDays: days(0), expiry: moment, openDaysMax: days(1) }),
  // Two years are the limitation of Insurance Law art. 26; nothing may be open longer after its end.
  reportingDays: whole(0, 730),
  coverage,
  sumInsured: byKind({
    route_maximum: {},
    price_percent: { percent: whole(1, PERCENT_MAX), plus: fen(0), maximum: fen(1) },
  }),
  tariff,
  averageClaimPercent: percent,
  indemnity: bool,
  endorsement: oneOf(["whole_difference", "unexpired_share"]),
  cancellation: object({ payers: payers(0), refund, reinstatementDays: days(0) }),
  shop: object({
    wholeShop: bool,
    wholeShopClause: optional(clause),
    ageDaysMin: days(0),
    returnRateMaxPpm: orNull(ppm(0)),
    exposuresMin: ppm(0),
  }),
  buyerLimit: optional(
    object({ returnRateMaxPpm: ppm(0), exposuresMin: ppm(0), windowDays: days(1), blockDays: days(1) }),
  ),
  decision: object({ mode: oneOf(["automatic", "automatic_under_limit", "person"]), automaticMax: fen(0) }),
  merchantAnswer: orNull(object({ days: whole(1, 30) })),
  signature: optional(signature),
  signals: optional(signals),
  adjudication: list(object({ rule: oneOf(RULE_NAMES), clause }), 1, 100),
  conditions: optional(list(condition, 0, 50)),
  fields: list(field, 0, 50),
  documents: list(slot, 0, 50),
  supplement: optional(object({ reminderDays: list(days(1), 0, 10), silenceDays: days(1) })),
  recoveryFrom: orNull(oneOf(["carrier", "merchant"])),
  lateInterest: optional(bool),
  recovery: optional(
    object({
      clause,
      percentByPeril: mapOf(percent),
      within: object({ anchor: oneOf(["shipment", "decision"]), days: days(1) }),
    }),
  ),
  terms: object({ zh: terms, en: terms }),
});

/** Left out and undefined are the same to who reads it, but not to what is compared and hashed. */
function withoutMissing(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withoutMissing);
  if (typeof part !== "object" || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).flatMap(([key, each]) => (each === undefined ? [] : [[key, withoutMissing(each)]])),
  );
}

/** Reads a content from JSON in which amounts are whole fen; what is wrong is named by where it stands, all of it at once. */
export function readContent(
  written: unknown,
  pointer = "",
): { readonly content: ProductContent } | { readonly problems: Problems } {
  const problems: Problems = [];
  const read = content(written, pointer, problems);
  return read === WRONG ? { problems } : { content: withoutMissing(read) as ProductContent };
}

/** A content as JSON: amounts and shares are numbers, which they are exactly. */
export function contentToJson(part: unknown): unknown {
  if (typeof part === "bigint") return Number(part);
  if (Array.isArray(part)) return part.map(contentToJson);
  if (typeof part !== "object" || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, contentToJson(each)]));
}

/** What of a version may be edited in the next one. */
export function contentOf(product: ProductVersion): ProductContent {
  const { code: _code, number: _number, version: _version, clauses: _clauses, ...rest } = product;
  return { ...rest, ...textsAsWritten(product) };
}

/** The version that a content makes. Throws for one that `contentProblems` finds something in. */
export function versionOf({ code, number, version }: Identity, content: ProductContent): ProductVersion {
  const { terms: written, ...rest } = content;
  return withTerms({ code, number, version, ...rest }, written);
}
