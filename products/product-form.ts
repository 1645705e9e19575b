// Understands a product that is written as a form, without code: JSON in which amounts are whole fen.
//
// The form says what the cover is, what it costs, what a claim has to show, on which conditions it is paid and by which formula.
// Conditions and formula are CEL; who sells the product reads and checks them.

import { REASON_CODES } from "@anxin/core/claim/finding";
import { RULES } from "@anxin/core/claim/rules";
import { CATEGORIES, FIELD_TYPES, PAYERS, type Text } from "@anxin/core/product/product";
import { FACTORS } from "@anxin/core/product/tariff";
import {
  big,
  bool,
  day,
  type FormProblem,
  left,
  list,
  mapOf,
  matching,
  name,
  object,
  oneOf,
  orNull,
  type Problems,
  text,
  WRONG,
  whole,
} from "./form-reader.js";
import { WRITTEN_SIGNALS } from "./signals.js";
import type { ProductData } from "./terms.js";

const words = object({ zh: text, en: text });
const clause = matching(/^\d+\.\d+$/, { zh: "应为条款编号，如 3.2", en: "must be a clause of the terms, like 3.2" });
const PERCENT_MAX = 1_000;
const DAYS_MAX = 3_660;
const HOURS_MAX = 24 * DAYS_MAX;

const edge = object({
  anchor: oneOf(["payment", "shipment", "delivery"]),
  days: left(whole(0, DAYS_MAX), 0),
  hours: left(whole(0, HOURS_MAX), 0),
  fromNextDay: left(bool, false),
});

const refund = oneOf(["none", "pro_rata"]);

const tariff = object({
  code: text,
  validFrom: day,
  by: list(oneOf(FACTORS)),
  // A premium is an amount in fen, or a rate on the price paid in parts per million.
  rows: list(object({ match: list(text), amount: left(big(1), null), ppm: left(big(1), null) }), 1),
  relativities: left(list(object({ factor: oneOf(FACTORS), ppm: mapOf(big(1)) })), []),
  minimum: big(1),
  maximum: big(1),
});

const field = object({
  name,
  type: oneOf(FIELD_TYPES),
  title: words,
  required: bool,
  options: left(list(object({ value: text, title: words }), 1), null),
  example: left(words, null),
});

const slot = object({
  kind: name,
  title: words,
  example: words,
  minCount: whole(1, 20),
  required: bool,
  alternativeOf: left(name, null),
  requiredWith: left(name, null),
});

const condition = object({
  name,
  clause,
  expression: text,
  otherwise: oneOf(["reject", "refer"]),
  reason: oneOf(REASON_CODES),
});

/** How the code of a product looks. */
const PRODUCT_CODE = /^[a-z][a-z0-9-]{1,31}$/;

const form = object({
  code: matching(PRODUCT_CODE, {
    zh: "应为 2 至 32 个小写字母、数字或连字符，以字母开头",
    en: "must be 2 to 32 small letters, digits and hyphens, a letter first",
  }),
  number: whole(1, 99),
  version: whole(1),
  validFrom: day,
  name: words,
  summary: words,
  filing: text,
  payers: list(oneOf(PAYERS), 1),
  bindsOn: oneOf(["payment", "shipment"]),
  eligibility: object({ categories: list(oneOf(CATEGORIES)), unitPriceMin: big(1), unitPriceMax: big(1) }),
  period: object({
    inception: edge,
    waitingDays: left(whole(0, DAYS_MAX), 0),
    expiry: edge,
    openDaysMax: whole(1, DAYS_MAX),
  }),
  reportingDays: whole(0, 730),
  coverage: object({
    code: name,
    title: words,
    perils: list(object({ code: name, title: words }), 1),
    benefit: object({ expression: text, words }),
    claimsMax: whole(1, 100),
    claimLimit: left(orNull(big(1)), null),
  }),
  sumInsured: object({ percent: whole(1, PERCENT_MAX), plus: left(big(0), 0n), maximum: big(1) }),
  tariff,
  averageClaimPercent: whole(0, 100),
  indemnity: bool,
  cancellation: object({ payers: list(oneOf(PAYERS)), refund, reinstatementDays: left(whole(0, DAYS_MAX), 0) }),
  // The clause that demands the whole shop, where one does.
  wholeShopClause: left(clause, null),
  // Rules alone grant up to this; 0 where a person decides everything.
  automaticMax: big(0),
  merchantAnswerDays: left(whole(1, 30), null),
  adjudication: list(object({ rule: oneOf(Object.keys(RULES)), clause }), 1),
  conditions: left(list(condition), []),
  fields: list(field),
  documents: list(slot),
  recoveryFrom: left(oneOf(["carrier", "merchant"]), null),
  // Where each number comes from, by its pointer; said to people, read by nobody else.
  sources: left(mapOf(text), {}),
});

type Form = Exclude<ReturnType<typeof form>, typeof WRONG>;

/** What every decision needs, in the order that hands the amount on. */
const DEMANDED = [
  "policy_in_force",
  "within_reporting_window",
  "peril_covered",
  "claims_left",
  "declaration_given",
  "benefit_amount",
  "within_limits",
  "not_above_request",
  "automatic_limit",
] as const;

/** Reads a form; what is wrong is named by where it stands, all of it at once. Expressions are not read here. */
export function readProductForm(
  written: unknown,
): { readonly product: ProductData } | { readonly problems: readonly FormProblem[] } {
  const problems: Problems = [];
  const read = form(written, "", problems);
  if (read === WRONG) return { problems };
  const unsound = unsoundParts(read);
  return unsound.length > 0 ? { problems: unsound } : { product: productOf(read) };
}

type Say = (pointer: string, code: string, detail: Text) => void;

function unsoundParts(read: Form): Problems {
  const problems: Problems = [];
  const say: Say = (pointer, code, detail) => void problems.push({ pointer, code, detail });
  sayUnsoundSteps(read, say);
  sayUnsoundRows(read, say);
  sayUnsoundNames(read, say);
  return problems;
}

function sayUnsoundSteps({ adjudication, conditions, documents, indemnity }: Form, say: Say): void {
  const rules = adjudication.map(({ rule }) => rule);
  const demanded = rules.filter((rule) => (DEMANDED as readonly string[]).includes(rule));
  if (demanded.join() !== DEMANDED.join())
    say("/adjudication", "order", {
      zh: `应依次适用 ${DEMANDED.join("、")}，各一次`,
      en: `must apply ${DEMANDED.join(", ")}, each once and in this order`,
    });
  if (rules.includes("no_double_indemnity") !== indemnity)
    say("/indemnity", "adjudication", {
      zh: "当且仅当适用 no_double_indemnity 时为 true",
      en: "is true exactly where no_double_indemnity is applied",
    });
  if (rules.includes("evidence_complete") !== documents.some(({ required }) => required))
    say("/documents", "adjudication", {
      zh: "当且仅当适用 evidence_complete 时有必交材料",
      en: "some are required exactly where evidence_complete is applied",
    });
  for (const [i, { rule, clause: cited }] of adjudication.entries())
    if (rule === "conditions_met" && !conditions.some((each) => each.clause === cited))
      say(`/adjudication/${i}/clause`, "condition", {
        zh: `没有条件属于条款 ${cited}`,
        en: `no condition belongs to clause ${cited}`,
      });
  for (const [i, each] of conditions.entries())
    if (!adjudication.some(({ rule, clause: cited }) => rule === "conditions_met" && cited === each.clause))
      say(`/conditions/${i}/clause`, "adjudication", {
        zh: `没有 conditions_met 步骤适用条款 ${each.clause}`,
        en: `no step conditions_met applies clause ${each.clause}`,
      });
}

function sayUnsoundRows({ tariff: { rows, by } }: Form, say: Say): void {
  for (const [i, row] of rows.entries()) {
    if (row.match.length !== by.length)
      say(`/tariff/rows/${i}/match`, "length", {
        zh: `应有 ${by.length} 个取值`,
        en: `must name ${by.length} values`,
      });
    if ((row.amount === null) === (row.ppm === null))
      say(`/tariff/rows/${i}`, "premium", {
        zh: "amount 与 ppm 应有且只有一个",
        en: "must have amount or ppm, and not both",
      });
  }
}

function sayUnsoundNames({ conditions, fields, documents }: Form, say: Say): void {
  for (const [part, names] of [
    ["conditions", conditions.map((each) => each.name)],
    ["fields", fields.map((each) => each.name)],
    ["documents", documents.map((each) => each.kind)],
  ] as const) {
    const twice = names.findIndex((each, i) => names.indexOf(each) !== i);
    if (twice >= 0)
      say(`/${part}/${twice}`, "duplicate", { zh: `${names[twice]} 已存在`, en: `${names[twice]} is there already` });
  }
  for (const [i, { type, options }] of fields.entries())
    if ((type === "enum") !== (options !== null))
      say(`/fields/${i}/options`, "options", {
        zh: "仅 enum 类型的字段有选项，且必须有",
        en: "belong to a field of type enum, and to no other",
      });
}

function productOf(read: Form): ProductData {
  const { coverage, sumInsured, tariff: rates, cancellation, wholeShopClause, automaticMax, merchantAnswerDays } = read;
  const {
    code,
    number,
    version,
    validFrom,
    name: title,
    summary,
    filing,
    payers,
    eligibility,
    period,
    reportingDays,
  } = read;
  const { averageClaimPercent, indemnity, adjudication, conditions, recoveryFrom, bindsOn } = read;
  return {
    ...{ code, number, version, validFrom, name: title, summary, filing, payers, eligibility, period, reportingDays },
    ...{ averageClaimPercent, indemnity, adjudication, conditions, recoveryFrom },
    funding: "insurance",
    bindsOn: { merchant: bindsOn, buyer: bindsOn, platform: bindsOn },
    insuredUnit: "line",
    coverage: { ...coverage, benefit: { kind: "formula", ...coverage.benefit } },
    sumInsured: { kind: "price_percent", ...sumInsured },
    tariff: { ...rates, validUntil: null, rounding: "half_up", rows: rates.rows.map(rowOf) },
    endorsement: "whole_difference",
    cancellation: { ...cancellation, refund: { kind: cancellation.refund } },
    shop: { ...shopRule(wholeShopClause), ageDaysMin: 0, returnRateMaxPpm: null, exposuresMin: 0n },
    decision: { mode: automaticMax === 0n ? "person" : "automatic_under_limit", automaticMax },
    merchantAnswer: merchantAnswerDays === null ? null : { days: merchantAnswerDays },
    signals: WRITTEN_SIGNALS,
    fields: read.fields.map(({ options, example, ...rest }) => {
      return { ...rest, ...(options === null ? {} : { options }), ...(example === null ? {} : { example }) };
    }),
    documents: read.documents.map(({ alternativeOf, requiredWith, ...rest }) => ({
      ...rest,
      ...(alternativeOf === null ? {} : { alternativeOf }),
      ...(requiredWith === null ? {} : { requiredWith }),
    })),
  };
}

const shopRule = (wholeShopClause: string | null) =>
  wholeShopClause === null ? { wholeShop: false } : { wholeShop: true, wholeShopClause };

function rowOf({ match, amount, ppm }: Form["tariff"]["rows"][number]): ProductData["tariff"]["rows"][number] {
  return { match, premium: amount === null ? { kind: "rate", ppm: ppm ?? 0n } : { kind: "amount", amount } };
}
