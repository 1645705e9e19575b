// Understands authenticity cover (正品保障险): counterfeit goods are refunded, and three times more.

import type { ProductVersion } from "@anxin/core/product/product";
import {
  APPRAISER,
  BRAND,
  CONCLUSION,
  FEE,
  FEE_INVOICE,
  ORDER_PROOF,
  REPORT_DATE,
  REPORT_NO,
  REPORT_ORDER,
  REPORT_SKU,
} from "../forms.js";
import { demoFiling, LAUNCH_DAY } from "../launch.js";
import { WRITTEN_SIGNALS } from "../signals.js";
import { withTerms } from "../terms.js";
import { AUTHENTICITY_STEPS } from "./clauses.js";
import { AUTHENTICITY_TARIFF } from "./tariff.js";

/** The most that is paid for an appraisal (launch decision). */
const FEE_MAX = 100_000n;

export const authenticityV1: ProductVersion = withTerms({
  code: "authenticity",
  number: 4,
  version: 1,
  validFrom: LAUNCH_DAY,
  name: { zh: "正品保障险", en: "Authenticity" },
  summary: {
    zh: "签收后 {period.expiry.days} 天内，经品牌方或认可机构鉴定为假货的，退一赔三，并承担鉴定费。",
    en: "Counterfeit by the brand's or an institute's appraisal within {period.expiry.days} days of delivery: the price back and three times more, and the fee of the appraisal.",
  },
  filing: demoFiling("网络购物正品保障保险", 4),
  funding: "insurance",
  // The platform gives it (SOURCES.md S49, B); a merchant may take it out too (launch decision).
  payers: ["merchant", "platform"],
  bindsOn: { merchant: "payment", buyer: "payment", platform: "payment" },
  insuredUnit: "line",
  eligibility: { categories: [], unitPriceMin: 1n, unitPriceMax: 5_000_000n },
  period: {
    inception: { anchor: "payment", days: 0, hours: 0, fromNextDay: false },
    waitingDays: 0,
    // Launch decision; the platform's own dispute window was the measure at first (S49, B).
    expiry: { anchor: "delivery", days: 180, hours: 0, fromNextDay: false },
    // 180 days after a delivery two months from payment (launch decision).
    openDaysMax: 240,
  },
  reportingDays: 0,
  coverage: {
    code: "authenticity",
    title: { zh: "正品", en: "Genuine goods" },
    perils: [{ code: "counterfeit", title: { zh: "假冒商品", en: "Counterfeit goods" } }],
    benefit: {
      kind: "refund",
      // Refund and three times more, the measure of Consumer Protection Law art. 55; four times more was paid in 2015 (S49, B).
      percentOfPrice: 400,
      feeField: FEE.name,
      feeMax: FEE_MAX,
    },
    claimsMax: 1,
    claimLimit: null,
  },
  // Four times the dearest piece, and the fee.
  sumInsured: { kind: "price_percent", percent: 400, plus: FEE_MAX, maximum: 20_100_000n },
  tariff: AUTHENTICITY_TARIFF,
  // Launch decision, until there is experience: a counterfeit is one wholly.
  averageClaimPercent: 100,
  indemnity: true,
  endorsement: "whole_difference",
  cancellation: { payers: ["merchant", "platform"], refund: { kind: "pro_rata" }, reinstatementDays: 0 },
  shop: { wholeShop: false, ageDaysMin: 0, returnRateMaxPpm: null, exposuresMin: 0n },
  decision: { mode: "person", automaticMax: 0n },
  // The other side is heard before it is judged; three working days are what the merchant's clock gives (launch decision).
  merchantAnswer: { days: 3 },
  signals: WRITTEN_SIGNALS,
  adjudication: AUTHENTICITY_STEPS,
  fields: [APPRAISER, REPORT_NO, REPORT_DATE, CONCLUSION, BRAND, REPORT_ORDER, REPORT_SKU, FEE],
  documents: [
    ORDER_PROOF,
    {
      kind: "product_photo",
      title: { zh: "商品照片", en: "Photos of the goods" },
      example: { zh: "整体、标识与防伪码", en: "The whole, the label and the security code" },
      minCount: 2,
      required: true,
    },
    {
      kind: "appraisal",
      title: { zh: "鉴定报告", en: "Appraisal" },
      example: { zh: "品牌方或认可鉴定机构出具", en: "From the brand or an accredited institute" },
      minCount: 1,
      required: true,
    },
    FEE_INVOICE,
  ],
  recoveryFrom: "merchant",
  recovery: {
    clause: "8.6",
    percentByPeril: { counterfeit: 100 },
    // Three years (Civil Code art. 188), from when the right passed (SPC Interpretation II on the Insurance Law art. 16).
    within: { anchor: "decision", days: 1_095 },
  },
});
