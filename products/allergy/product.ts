// Understands allergy cover (过敏险): cosmetics that cause an allergic reaction are refunded.

import type { ProductVersion } from "@anxin/core/product/product";
import { demoFiling, LAUNCH_DAY } from "../launch.js";
import { withTerms } from "../terms.js";
import { ALLERGY_STEPS } from "./clauses.js";
import { ALLERGY_TARIFF } from "./tariff.js";

export const allergyV1: ProductVersion = withTerms({
  code: "allergy",
  number: 7,
  version: 1,
  validFrom: LAUNCH_DAY,
  name: { zh: "过敏险", en: "Allergy" },
  summary: {
    zh: "化妆品签收次日起 {period.expiry.days} 天内使用后过敏，全额退款。",
    en: "Cosmetics that cause an allergic reaction within {period.expiry.days} days from the day after delivery: the price back.",
  },
  filing: demoFiling("化妆品过敏损失保险", 7),
  funding: "insurance",
  payers: ["merchant"],
  // Debited when the merchant ships (SOURCES.md S51, C).
  bindsOn: { merchant: "shipment", buyer: "shipment", platform: "shipment" },
  insuredUnit: "line",
  // All beauty goods (S51, C) up to 2,000 yuan a piece (launch decision).
  eligibility: { categories: ["beauty"], unitPriceMin: 1n, unitPriceMax: 200_000n },
  period: {
    // 1,440 hours from 00:00 of the day after signature (S51, C).
    inception: { anchor: "delivery", days: 0, hours: 0, fromNextDay: true },
    waitingDays: 0,
    expiry: { anchor: "delivery", days: 60, hours: 0, fromNextDay: true },
    // 60 days after a delivery a month from shipment (launch decision).
    openDaysMax: 90,
  },
  reportingDays: 0,
  coverage: {
    code: "allergy",
    title: { zh: "化妆品过敏", en: "Allergic reaction to cosmetics" },
    perils: [{ code: "allergic_reaction", title: { zh: "使用后过敏", en: "Allergic reaction after use" } }],
    benefit: { kind: "refund", percentOfPrice: 100, feeField: null, feeMax: 0n },
    claimsMax: 1,
    claimLimit: null,
  },
  // Ten of the dearest pieces in one line (launch decision).
  sumInsured: { kind: "price_percent", percent: 100, plus: 0n, maximum: 2_000_000n },
  tariff: ALLERGY_TARIFF,
  indemnity: true,
  endorsement: "whole_difference",
  cancellation: { payers: ["merchant"], refund: { kind: "pro_rata" }, reinstatementDays: 0 },
  shop: { wholeShop: false, ageDaysMin: 0, returnRateMaxPpm: null, exposuresMin: 0n },
  // Up to 100 yuan a photo is enough and rules decide; above, a person may ask for the record (launch decision after S51, C).
  decision: { mode: "automatic_under_limit", automaticMax: 10_000n },
  adjudication: ALLERGY_STEPS,
  fields: [
    {
      name: "symptoms",
      type: "text",
      title: { zh: "症状与使用情况", en: "Symptoms, and how it was used" },
      required: true,
    },
  ],
  documents: [
    {
      kind: "allergy_photo",
      title: { zh: "过敏照片", en: "Photo of the reaction" },
      example: { zh: "手持商品，与过敏部位同框", en: "The product in hand, next to the reaction" },
      minCount: 1,
      required: true,
    },
    {
      kind: "medical_record",
      title: { zh: "就诊记录", en: "Medical record" },
      example: {
        zh: "二级及以上医院的病历、诊断证明或打印记录",
        en: "Chart, diagnosis or printed record of a class-II hospital or above",
      },
      minCount: 1,
      required: false,
    },
  ],
  recoveryFrom: null,
});
