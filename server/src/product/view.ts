// Understands how a product version is shown: one language for reading, amounts as numbers.

import { never } from "@anxin/core/assert";
import { fenToWire } from "@anxin/core/money";
import type {
  Benefit,
  CancellationRule,
  Coverage,
  ProductVersion,
  ShopRule,
  SumInsuredRule,
  Text,
} from "@anxin/core/product/product";
import type { Tariff } from "@anxin/core/product/tariff";
import { type Static, Type } from "typebox";
import type { Language } from "../http/language.js";
import { Fen53, nullable } from "../http/schema.js";
import { DraftPart } from "./draft-schema.js";

const BothTexts = Type.Object({ zh: Type.String(), en: Type.String() });
const Period = Type.Object({
  inception: Type.String({ description: "when cover begins, in words" }),
  expiry: Type.String({ description: "when cover ends, in words" }),
  waitingDays: Type.Integer(),
  openDaysMax: Type.Integer({ description: "longest cover while the end is not known yet, in days" }),
});

export const ProductSummary = Type.Object({
  code: Type.String(),
  version: Type.Integer(),
  name: Type.String(),
  names: BothTexts,
  summary: Type.String(),
  validFrom: Type.String(),
  filing: Type.String(),
  funding: Type.String(),
  payers: Type.Array(Type.String()),
  categories: Type.Array(Type.String(), { description: "empty: all goods" }),
  unitPriceMin: Fen53,
  unitPriceMax: Fen53,
  perils: Type.Array(Type.Object({ code: Type.String(), title: Type.String() })),
  decision: Type.String({ description: "automatic, automatic_under_limit, person" }),
  automaticMax: nullable(Fen53),
});

const Amount = Type.Union([
  Type.Object({ kind: Type.Literal("amount"), amount: Fen53 }),
  Type.Object({
    kind: Type.Literal("rate"),
    ppm: Type.Integer({ description: "parts per million of the price paid" }),
  }),
]);
const TariffView = Type.Object({
  code: Type.String(),
  validFrom: Type.String(),
  validUntil: nullable(Type.String()),
  by: Type.Array(Type.String()),
  rows: Type.Array(Type.Object({ match: Type.Array(Type.String()), premium: Amount })),
  relativities: Type.Array(Type.Object({ factor: Type.String(), ppm: Type.Record(Type.String(), Type.Integer()) })),
  minimum: Fen53,
  maximum: Fen53,
  rounding: Type.String(),
});
const CoverageView = Type.Object({
  code: Type.String(),
  title: Type.String(),
  perils: Type.Array(Type.Object({ code: Type.String(), title: Type.String() })),
  benefit: Type.Record(Type.String(), Type.Unknown(), { description: "by `kind`; amounts in fen" }),
  claimsMax: Type.Integer(),
  claimLimit: nullable(Fen53),
});
const SumInsured = Type.Object({
  kind: Type.String({ description: "route_maximum or price_percent" }),
  percent: nullable(Type.Integer()),
  plus: nullable(Fen53),
  maximum: nullable(Fen53),
});

const Cancellation = Type.Object({
  payers: Type.Array(Type.String(), { description: "whose cover ends early on request" }),
  refund: Type.String({
    description: "of cover that has begun: none, pro_rata, short_rate; before it begins all of it",
  }),
  refundPercent: Type.Array(Type.Integer(), { description: "short_rate: by started twelfth of the period" }),
  reinstatementDays: Type.Integer({ description: "0: cancelled cover is not taken up again" }),
});
const Shop = Type.Object({
  wholeShop: Type.Boolean({ description: "an enrolment takes in all goods" }),
  ageDaysMin: Type.Integer(),
  returnRateMaxPpm: nullable(Type.Integer({ description: "parts per million; null: any" })),
  exposuresMin: Type.Integer({
    description: "policies in the trailing window below which the return rate is not asked",
  }),
});

export const ProductDetail = Type.Object({
  ...ProductSummary.properties,
  versions: Type.Array(Type.Integer()),
  bindsOn: Type.Record(Type.String(), Type.String()),
  insuredUnit: Type.String(),
  period: Period,
  reportingDays: Type.Integer(),
  coverages: Type.Array(CoverageView),
  sumInsured: SumInsured,
  tariff: TariffView,
  indemnity: Type.Boolean(),
  endorsement: Type.String({
    description: "premium after a change of the line: whole_difference, or unexpired_share of it",
  }),
  cancellation: Cancellation,
  shop: Shop,
  recoveryFrom: nullable(Type.String()),
  merchantAnswerDays: nullable(
    Type.Integer({ description: "working days that a decision waits for the merchant's answer" }),
  ),
  fields: Type.Array(
    Type.Object({
      name: Type.String(),
      type: Type.String(),
      title: Type.String(),
      required: Type.Boolean(),
      options: Type.Array(Type.Object({ value: Type.String(), title: Type.String() }), {
        description: "what may be chosen; empty where the answer is free",
      }),
    }),
  ),
  documents: Type.Array(
    Type.Object({
      kind: Type.String(),
      title: Type.String(),
      example: Type.String(),
      minCount: Type.Integer(),
      required: Type.Boolean(),
      alternativeOf: nullable(Type.String({ description: "the document that is replaced by this one" })),
      requiredWith: nullable(Type.String({ description: "the amount of the form that is proven by this one" })),
    }),
  ),
  clauses: Type.Array(Type.Object({ id: Type.String(), title: Type.String(), text: Type.String() })),
  terms: Type.String({ description: "Markdown" }),
  draft: Type.Optional(DraftPart),
});

const perilsOf = ({ perils }: Coverage, language: Language) =>
  perils.map(({ code, title }) => ({ code, title: title[language] }));

export function productSummary(product: ProductVersion, language: Language): Static<typeof ProductSummary> {
  const { eligibility, decision } = product;
  return {
    code: product.code,
    version: product.version,
    name: product.name[language],
    names: product.name,
    summary: product.summary[language],
    validFrom: product.validFrom,
    filing: product.filing,
    funding: product.funding,
    payers: [...product.payers],
    categories: [...eligibility.categories],
    unitPriceMin: fenToWire(eligibility.unitPriceMin),
    unitPriceMax: fenToWire(eligibility.unitPriceMax),
    perils: perilsOf(product.coverage, language),
    decision: decision.mode,
    automaticMax: decision.mode === "automatic_under_limit" ? fenToWire(decision.automaticMax) : null,
  };
}

function benefitView(benefit: Benefit): Record<string, unknown> {
  switch (benefit.kind) {
    case "route_schedule": {
      const zones = Object.entries(benefit.schedule).map(([zone, { selfShip, pickup }]) => [
        zone,
        { selfShip: fenToWire(selfShip), pickup: fenToWire(pickup) },
      ]);
      return { kind: benefit.kind, schedule: Object.fromEntries(zones) };
    }
    case "refund":
      return { ...benefit, feeMax: fenToWire(benefit.feeMax) };
    case "repair_cost":
      return { ...benefit, deductible: fenToWire(benefit.deductible) };
    case "damage_degree":
    case "formula":
      return { ...benefit };
    default:
      return never(benefit);
  }
}

function sumInsuredView(rule: SumInsuredRule): Static<typeof SumInsured> {
  if (rule.kind === "route_maximum") return { kind: rule.kind, percent: null, plus: null, maximum: null };
  return { kind: rule.kind, percent: rule.percent, plus: fenToWire(rule.plus), maximum: fenToWire(rule.maximum) };
}

function cancellationView({ payers, refund, reinstatementDays }: CancellationRule): Static<typeof Cancellation> {
  const refundPercent = refund.kind === "short_rate" ? [...refund.refundPercent] : [];
  return { payers: [...payers], refund: refund.kind, refundPercent, reinstatementDays };
}

function shopView({ wholeShop, ageDaysMin, returnRateMaxPpm, exposuresMin }: ShopRule): Static<typeof Shop> {
  const max = returnRateMaxPpm === null ? null : Number(returnRateMaxPpm);
  return { wholeShop, ageDaysMin, returnRateMaxPpm: max, exposuresMin: Number(exposuresMin) };
}

function tariffView(tariff: Tariff): Static<typeof TariffView> {
  return {
    code: tariff.code,
    validFrom: tariff.validFrom,
    validUntil: tariff.validUntil,
    by: [...tariff.by],
    rows: tariff.rows.map(({ match, premium }) => ({
      match: [...match],
      premium:
        premium.kind === "amount"
          ? { kind: "amount", amount: fenToWire(premium.amount) }
          : { kind: "rate", ppm: Number(premium.ppm) },
    })),
    relativities: tariff.relativities.map(({ factor, ppm }) => ({
      factor,
      ppm: Object.fromEntries(Object.entries(ppm).map(([value, parts]) => [value, Number(parts)])),
    })),
    minimum: fenToWire(tariff.minimum),
    maximum: fenToWire(tariff.maximum),
    rounding: tariff.rounding,
  };
}

const ANCHORS: Readonly<Record<string, Text>> = {
  payment: { zh: "付款", en: "payment" },
  shipment: { zh: "发货", en: "shipment" },
  delivery: { zh: "签收", en: "delivery" },
};

/** A moment in words: "90 days from shipment". */
export function momentText(
  { anchor, days, hours, fromNextDay }: ProductVersion["period"]["inception"],
  language: Language,
): string {
  const from = ANCHORS[anchor]?.[language] ?? anchor;
  if (language === "zh") {
    const base = fromNextDay ? `${from}次日零时` : from;
    const span = [days > 0 ? `${days} 天` : "", hours > 0 ? `${hours} 小时` : ""].join("");
    return span === "" ? `${base}时` : `${base}起 ${span}`;
  }
  const base = fromNextDay ? `00:00 of the day after ${from}` : from;
  const span = [days > 0 ? `${days} days` : "", hours > 0 ? `${hours} hours` : ""]
    .filter((part) => part !== "")
    .join(" and ");
  return span === "" ? `at ${base}` : `${span} from ${base}`;
}

/** The whole version. `versions` are the numbers of all versions of the product. */
export function productDetail(
  product: ProductVersion,
  versions: readonly number[],
  language: Language,
): Static<typeof ProductDetail> {
  const { coverage, period } = product;
  return {
    ...productSummary(product, language),
    versions: [...versions],
    bindsOn: Object.fromEntries(product.payers.map((payer) => [payer, product.bindsOn[payer]])),
    insuredUnit: product.insuredUnit,
    period: {
      inception: momentText(period.inception, language),
      expiry: momentText(period.expiry, language),
      waitingDays: period.waitingDays,
      openDaysMax: period.openDaysMax,
    },
    reportingDays: product.reportingDays,
    coverages: [
      {
        code: coverage.code,
        title: coverage.title[language],
        perils: perilsOf(coverage, language),
        benefit: benefitView(coverage.benefit),
        claimsMax: coverage.claimsMax,
        claimLimit: coverage.claimLimit === null ? null : fenToWire(coverage.claimLimit),
      },
    ],
    sumInsured: sumInsuredView(product.sumInsured),
    tariff: tariffView(product.tariff),
    indemnity: product.indemnity,
    endorsement: product.endorsement,
    cancellation: cancellationView(product.cancellation),
    shop: shopView(product.shop),
    recoveryFrom: product.recoveryFrom,
    merchantAnswerDays: product.merchantAnswer?.days ?? null,
    fields: product.fields.map(({ name, type, title, required, options }) => ({
      ...{ name, type, title: title[language], required },
      options: options?.map((option) => ({ value: option.value, title: option.title[language] })) ?? [],
    })),
    documents: product.documents.map((slot) => {
      const { kind, title, example, minCount, required, alternativeOf = null, requiredWith = null } = slot;
      const said = { title: title[language], example: example[language] };
      return { kind, ...said, minCount, required, alternativeOf, requiredWith };
    }),
    clauses: product.clauses.map(({ id, title, text }) => ({ id, title: title[language], text: text[language] })),
    terms: product.terms[language],
  };
}
