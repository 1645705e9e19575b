// Understands price-protection cover (保价险): when the price falls soon after the purchase, the difference is paid once.

import type { ProductVersion } from "@anxin/core/product/product";
import { demoFiling, LAUNCH_DAY } from "../launch.js";
import { withTerms } from "../terms.js";
import { PRICE_PROTECTION_STEPS } from "./clauses.js";
import { PRICE_PROTECTION_TARIFF } from "./tariff.js";

export const priceProtectionV1: ProductVersion = withTerms({
  code: "price-protection",
  number: 8,
  version: 1,
  validFrom: LAUNCH_DAY,
  name: { zh: "保价险", en: "Price protection" },
  summary: {
    zh: "付款后 {period.expiry.days} 天内同款降价，赔付差价一次。",
    en: "If the same goods get cheaper within {period.expiry.days} days of payment, the difference is paid, once.",
  },
  filing: demoFiling("网络购物价格保护保险", 8),
  funding: "insurance",
  payers: ["merchant"],
  bindsOn: { merchant: "payment", buyer: "payment", platform: "payment" },
  insuredUnit: "line",
  eligibility: { categories: [], unitPriceMin: 100n, unitPriceMax: 2_000_000n },
  period: {
    inception: { anchor: "payment", days: 0, hours: 0, fromNextDay: false },
    waitingDays: 0,
    // 15 days of payment (SOURCES.md S54, C).
    expiry: { anchor: "payment", days: 15, hours: 0, fromNextDay: false },
    openDaysMax: 15,
  },
  reportingDays: 0,
  coverage: {
    code: "price_protection",
    title: { zh: "降价差额", en: "Fall of the price" },
    perils: [{ code: "price_drop", title: { zh: "同款降价", en: "The same goods got cheaper" } }],
    // (Unit price paid − unit price proven) × quantity, once (S54, C).
    benefit: { kind: "price_difference", priceField: "lowerPrice" },
    claimsMax: 1,
    claimLimit: null,
  },
  // What was paid for the line (S54, C), at most 2,000 yuan (launch decision).
  sumInsured: { kind: "price_percent", percent: 100, plus: 0n, maximum: 200_000n },
  tariff: PRICE_PROTECTION_TARIFF,
  indemnity: true,
  endorsement: "whole_difference",
  cancellation: { payers: ["merchant"], refund: { kind: "pro_rata" }, reinstatementDays: 0 },
  // The whole shop: a shop that insured only what it is about to reduce would select against the insurer (launch decision).
  shop: { wholeShop: true, wholeShopClause: "6.4", ageDaysMin: 0, returnRateMaxPpm: null, exposuresMin: 0n },
  // A screenshot proves a small difference well enough; above 50 yuan a person looks at it (launch decision).
  decision: { mode: "automatic_under_limit", automaticMax: 5_000n },
  adjudication: PRICE_PROTECTION_STEPS,
  fields: [
    {
      name: "lowerPrice",
      type: "money",
      title: { zh: "降价后的单价", en: "Unit price after the fall" },
      required: true,
    },
    {
      name: "seenAt",
      type: "datetime",
      title: { zh: "看到降价的时间", en: "When the lower price was seen" },
      required: false,
    },
  ],
  documents: [
    {
      kind: "price_proof",
      title: { zh: "降价凭证", en: "Proof of the price" },
      example: {
        zh: "同一店铺同一款式的未付款订单截图",
        en: "Screenshot of an unpaid order of the same goods in the same shop",
      },
      minCount: 1,
      required: true,
    },
  ],
  recoveryFrom: null,
});
