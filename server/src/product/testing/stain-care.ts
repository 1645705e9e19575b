// What the tests of written products share: a product that nobody wrote code for. It is a form, and its terms.

import type { ProductVersion } from "@anxin/core/product/product";
import { CATALOGUE } from "@anxin/products/catalogue";
import { readProductForm } from "@anxin/products/product-form";
import { withTerms } from "@anxin/products/terms";
import type { Catalogue } from "../../context.js";

/** As it is sent: plain JSON. */
export const STAIN_CARE = {
  code: "stain-care",
  number: 42,
  version: 1,
  validFrom: "2025-01-01",
  name: { zh: "防污险", en: "Stain care" },
  summary: {
    zh: "签收后 {period.expiry.days} 天内意外沾污，赔付清洗费。",
    en: "Cleaning of clothes that were stained by accident within {period.expiry.days} days of delivery.",
  },
  filing: "演示备案",
  payers: ["buyer"],
  bindsOn: "payment",
  eligibility: { categories: ["apparel"], unitPriceMin: 1_000, unitPriceMax: 1_000_000 },
  period: { inception: { anchor: "delivery" }, expiry: { anchor: "delivery", days: 30 }, openDaysMax: 90 },
  reportingDays: 0,
  coverage: {
    code: "stain",
    title: { zh: "意外沾污", en: "Accidental stains" },
    perils: [{ code: "stain", title: { zh: "沾污", en: "A stain" } }],
    benefit: {
      expression: "min(fields.cleaningCost - 1000, percent(line.goods, 50))",
      words: { zh: "清洗费减 10 元", en: "the cost of the cleaning less ¥10" },
    },
    claimsMax: 1,
  },
  sumInsured: { percent: 50, maximum: 100_000 },
  tariff: {
    code: "SC-2025",
    validFrom: "2025-01-01",
    by: ["category"],
    rows: [{ match: ["apparel"], ppm: 10_000 }],
    minimum: 10,
    maximum: 5_000,
  },
  averageClaimPercent: 40,
  indemnity: true,
  cancellation: { payers: ["buyer"], refund: "pro_rata" },
  automaticMax: 8_000,
  adjudication: [
    { rule: "policy_in_force", clause: "2.1" },
    { rule: "within_reporting_window", clause: "2.1" },
    { rule: "peril_covered", clause: "3.1" },
    { rule: "claims_left", clause: "5.1" },
    { rule: "declaration_given", clause: "7.1" },
    { rule: "evidence_complete", clause: "7.2" },
    { rule: "conditions_met", clause: "4.1" },
    { rule: "conditions_met", clause: "4.2" },
    { rule: "benefit_amount", clause: "5.1" },
    { rule: "no_double_indemnity", clause: "5.2" },
    { rule: "within_limits", clause: "5.1" },
    { rule: "not_above_request", clause: "5.1" },
    { rule: "automatic_limit", clause: "7.3" },
  ],
  conditions: [
    {
      name: "notDyed",
      clause: "4.1",
      expression: 'fields.stain != "dye"',
      otherwise: "reject",
      reason: "not_covered",
    },
    {
      name: "cleanedAfterwards",
      clause: "4.2",
      expression: "!has(fields.cleanedOn) || daysBetween(claim.occurredAt, fields.cleanedOn) >= 0",
      otherwise: "refer",
      reason: "time_order",
    },
  ],
  fields: [
    {
      name: "stain",
      type: "enum",
      title: { zh: "污渍", en: "What stained it" },
      required: true,
      options: [
        { value: "food", title: { zh: "食物", en: "Food" } },
        { value: "dye", title: { zh: "染色", en: "Its own dye" } },
      ],
    },
    { name: "cleaningCost", type: "money", title: { zh: "清洗费", en: "Cost of the cleaning" }, required: true },
    { name: "cleanedOn", type: "date", title: { zh: "清洗日期", en: "Day of the cleaning" }, required: false },
  ],
  documents: [
    {
      kind: "cleaning_receipt",
      title: { zh: "清洗小票", en: "Receipt of the cleaning" },
      example: { zh: "能看清金额", en: "The amount can be read" },
      minCount: 1,
      required: true,
    },
  ],
};

const TERMS = {
  zh: [
    "# 防污险条款",
    "2.1 保险期间：签收起 {period.expiry.days} 日。",
    "3.1 保险责任：意外沾污。",
    "**4.1 染色：商品自身掉色不赔。**",
    "**4.2 先后：清洗早于沾污的，由人工核实。**",
    "5.1 赔偿计算：清洗费减十元，不超过商品价款的一半。",
    "5.2 重复保险：合计不超过损失。",
    "7.1 声明：应当声明属实。",
    "7.2 材料：清洗小票。",
    "7.3 核定：{decision.automaticMax} 元以内自动核定。",
  ].join("\n\n"),
  en: [
    "# Terms of stain care",
    "2.1 Period: {period.expiry.days} days from delivery.",
    "3.1 Cover: stains by accident.",
    "**4.1 Dye: the goods' own dye is not covered.**",
    "**4.2 Order: a person verifies a cleaning before the stain.**",
    "5.1 Benefit: the cost of the cleaning less ten yuan, at most half of the price.",
    "5.2 Other cover: together no more than the loss.",
    "7.1 Declaration: what is said has to be declared true.",
    "7.2 Documents: the receipt of the cleaning.",
    "7.3 Decision: automatic up to {decision.automaticMax} yuan.",
  ].join("\n\n"),
};

/** The version that the form makes. */
export function stainCare(): ProductVersion {
  const read = readProductForm(JSON.parse(JSON.stringify(STAIN_CARE)));
  if (!("product" in read)) throw new Error(JSON.stringify(read.problems));
  return withTerms(read.product, TERMS);
}

/** A house that sells it beside everything else. */
export function catalogueWith(product: ProductVersion, usual: Catalogue): Catalogue {
  return {
    all: [...CATALOGUE, product],
    live: (at) => [...usual.live(at), product],
    version: (code, version) =>
      code === product.code && version === product.version ? product : usual.version(code, version),
  };
}
