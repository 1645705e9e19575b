// Understands the call that tells what cover does to a shop's returns, disputes and sales.

import {
  type Cohort,
  EFFECT_CAVEAT,
  EFFECT_METRICS,
  EFFECT_TEXTS,
  effectsOf,
  FEW,
  REFUND_DAYS,
  REPEAT_DAYS,
} from "@anxin/core/merchant/effects";
import { Refused, refuse } from "@anxin/core/refusal";
import { addDays, DAY_MS, INSTANT_MAX, INSTANT_MIN, shanghaiDay, startOfDay } from "@anxin/core/time";
import { type CohortRow, ordersToCompare, readCohorts } from "@anxin/store/effect";
import type { MerchantKey } from "@anxin/store/merchant";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { type Static, Type } from "typebox";
import type { Context } from "../context.js";
import type { Api } from "../http/api.js";
import { type Language, languageOf } from "../http/language.js";
import { type Range, rangeQuery, readRange } from "../http/range.js";
import { closedObject, ExternalId, fieldRefusal, instantText, nullable, oneOf } from "../http/schema.js";
import { OVERVIEW_READERS, readShop, visibleShop } from "./shop.js";

/** Days that are compared where nothing is asked for, and at the most. */
const RANGE_DAYS = 90;
const RANGE_DAYS_MAX = 366;
/** Orders that one comparison reads. */
const ORDERS_READ_MAX = 200_000;

const texts = Type.Object({ zh: Type.String(), en: Type.String() });
const Figure = Type.Object({
  numerator: Type.Number(),
  denominator: Type.Number(),
  value: nullable(Type.Number({ description: "numerator ÷ denominator; null where nothing was counted" })),
  interval: nullable(
    Type.Object(
      { low: Type.Number(), high: Type.Number() },
      { description: "holds the true value in 95 of 100 cases; of a share by Wilson; null where none can be told" },
    ),
  ),
  tooFew: Type.Boolean({ description: `fewer than ${FEW} cases` }),
});
const EffectsView = Type.Object({
  merchantId: Type.String(),
  currency: Type.String(),
  from: Type.String(),
  until: Type.String(),
  tooFew: Type.Boolean({ description: "one of the sides has too few lines to compare at all" }),
  caveat: texts,
  data: Type.Array(
    Type.Object({
      metric: oneOf(EFFECT_METRICS),
      unit: oneOf(["count", "share", "days", "ratio"]),
      title: texts,
      definition: texts,
      insured: Figure,
      uninsured: nullable(Figure),
    }),
  ),
});

const TOO_LONG = { zh: `最多 ${RANGE_DAYS_MAX} 天`, en: `must be at most ${RANGE_DAYS_MAX} days before until` };

/** The days that were asked for; the last 90 where nothing was. */
function periodOf(context: Context, query: Parameters<typeof readRange>[0], language: Language): Range {
  const asked = readRange(query, language);
  const until = asked.until === INSTANT_MAX ? startOfDay(addDays(shanghaiDay(context.clock.now()), 1)) : asked.until;
  const from = asked.from === INSTANT_MIN ? startOfDay(addDays(shanghaiDay(until), -RANGE_DAYS)) : asked.from;
  if (until - from > RANGE_DAYS_MAX * DAY_MS) {
    throw new Refused(fieldRefusal("/query/from", "range", TOO_LONG[language]));
  }
  return { from, until };
}

const cohortOf = (row: CohortRow | undefined): Cohort => ({
  lines: Number(row?.lines ?? 0n),
  returned: Number(row?.returned ?? 0n),
  disputed: Number(row?.disputed ?? 0n),
  refunds: Number(row?.refunds ?? 0n),
  refundMs: Number(row?.refund_ms ?? 0n),
  refundDeviationMs: Number(row?.refund_deviation_ms ?? 0n),
  orders: Number(row?.orders ?? 0n),
  repeated: Number(row?.repeated ?? 0n),
  premium: row?.premium ?? 0n,
  paid: row?.paid ?? 0n,
  claimsDecided: Number(row?.claims_decided ?? 0n),
  claimsDisputed: Number(row?.claims_disputed ?? 0n),
});

/** Counts both sides. Statements: 3 (shop, number of orders, both sides). Refuses with `limit_exceeded` more than it reads. */
async function compare(context: Context, tx: Tx, key: MerchantKey, { from, until }: Range) {
  await readShop(tx, key);
  // An order is told soon after it was placed; a clock that runs ahead by a day is not missed.
  const recordedFrom = from - DAY_MS;
  if ((await ordersToCompare(tx, key, recordedFrom, ORDERS_READ_MAX + 1)) > ORDERS_READ_MAX) {
    refuse("limit_exceeded", "the shop has more orders since then than one comparison reads: ask for fewer days", {
      limit: ORDERS_READ_MAX,
      unit: "orders",
    });
  }
  const rows = await readCohorts(tx, key, {
    ...{ recordedFrom, from, until, now: context.clock.now() },
    repeatWithin: REPEAT_DAYS * DAY_MS,
    refundWithin: REFUND_DAYS * DAY_MS,
  });
  const side = (insured: boolean): Cohort => cohortOf(rows.find((row) => row.insured === insured));
  return { insured: side(true), uninsured: side(false) };
}

function effectsView(merchantId: string, { from, until }: Range, sides: Awaited<ReturnType<typeof compare>>) {
  const { insured, uninsured } = sides;
  const view: Static<typeof EffectsView> = {
    ...{ merchantId, currency: "CNY", from: instantText(from), until: instantText(until) },
    tooFew: insured.lines < FEW || uninsured.lines < FEW,
    caveat: EFFECT_CAVEAT,
    data: effectsOf(insured, uninsured).map((effect) => ({ ...effect, ...EFFECT_TEXTS[effect.metric] })),
  };
  return view;
}

export function effectsRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/merchants/:merchantId/effects",
    {
      config: { access: OVERVIEW_READERS, problems: ["not_found", "limit_exceeded"] },
      schema: {
        operationId: "readMerchantEffects",
        tags: ["merchants"],
        summary: "What cover does to returns, disputes and sales: insured lines of a shop against its others",
        description: `By when orders were placed; the last ${RANGE_DAYS} days where nothing is asked for, ${RANGE_DAYS_MAX} at the most. Every figure says what was counted, and how sure it is.`,
        params: closedObject({ merchantId: ExternalId }),
        querystring: closedObject(rangeQuery),
        response: { 200: EffectsView },
      },
    },
    async (request) => {
      const { principal } = request;
      const key = visibleShop(principal, request.params.merchantId);
      const period = periodOf(context, request.query, languageOf(request));
      const sides = await inTransaction(context.db, principal.tenantId, (tx) => compare(context, tx, key, period));
      return effectsView(key.merchantId, period, sides);
    },
  );
}
