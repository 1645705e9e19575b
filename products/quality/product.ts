// Understands quality cover (品质保障险): goods that an accredited test finds defective are refunded, and once more.

import type { ProductVersion } from "@anxin/core/product/product";
import {
  CONCLUSION,
  FEE,
  FEE_INVOICE,
  INSTITUTION,
  ORDER_PROOF,
  REPORT_DATE,
  REPORT_NO,
  REPORT_ORDER,
  REPORT_SKU,
  STANDARD,
} from "../forms.js";
import { demoFiling, LAUNCH_DAY } from "../launch.js";
import { WRITTEN_SIGNALS } from "../signals.js";
import { withTerms } from "../terms.js";
import { QUALITY_STEPS } from "./clauses.js";
import { QUALITY_TARIFF } from "./tariff.js";

/** The most that is paid for a test: launch decision, above what a textile or leather test costs. */
const FEE_MAX = 50_000n;

export const qualityV1: ProductVersion = withTerms({
  code: "quality",
  number: 2,
  version: 1,
  validFrom: LAUNCH_DAY,
  name: { zh: "品质保障险", en: "Quality" },
  summary: {
    zh: "签收后 {period.expiry.days} 天内，商品经认可机构检测不合格的，退一赔一，并承担检测费。",
    en: "Goods that fail an accredited test within {period.expiry.days} days of delivery: the price back and the same again, and the fee of the test.",
  },
  filing: demoFiling("网络购物商品品质保障保险", 2),
  funding: "insurance",
  payers: ["merchant"],
  bindsOn: { merchant: "shipment", buyer: "shipment", platform: "shipment" },
  insuredUnit: "line",
  // Food perishes before it can be tested; 10,000 yuan is the market's cap for tested goods (SOURCES.md S49, B).
  eligibility: {
    categories: ["apparel", "shoes", "bags", "beauty", "digital", "appliance", "home", "fragile", "jewelry", "other"],
    unitPriceMin: 1n,
    unitPriceMax: 1_000_000n,
  },
  period: {
    // From shipment, so that goods whose delivery nobody reported are covered too (launch decision).
    inception: { anchor: "shipment", days: 0, hours: 0, fromNextDay: false },
    waitingDays: 0,
    // 30 days (S49, B, from shipment; S50, C, from confirmed receipt); from delivery is the buyer's view of it.
    expiry: { anchor: "delivery", days: 30, hours: 0, fromNextDay: false },
    openDaysMax: 60,
  },
  reportingDays: 0,
  coverage: {
    code: "quality",
    title: { zh: "商品质量", en: "Quality of the goods" },
    perils: [
      { code: "defect", title: { zh: "质量缺陷", en: "Defect" } },
      { code: "material_mismatch", title: { zh: "材质与描述不符", en: "Material other than described" } },
    ],
    benefit: {
      kind: "refund",
      // Refund and once more (退一赔一). The market promises refund and two to four times more (S49, B); one time keeps the promise
      // and leaves less to gain from a claim that is not true (launch decision).
      percentOfPrice: 200,
      feeField: FEE.name,
      feeMax: FEE_MAX,
    },
    claimsMax: 1,
    claimLimit: null,
  },
  // Twice the market's cap of 10,000 yuan, since the price is paid twice.
  sumInsured: { kind: "price_percent", percent: 200, plus: FEE_MAX, maximum: 2_050_000n },
  tariff: QUALITY_TARIFF,
  // Launch decision, until there is experience: the plain refund is half of what can be paid.
  averageClaimPercent: 55,
  indemnity: true,
  endorsement: "whole_difference",
  cancellation: { payers: ["merchant"], refund: { kind: "pro_rata" }, reinstatementDays: 0 },
  shop: { wholeShop: false, ageDaysMin: 0, returnRateMaxPpm: null, exposuresMin: 0n },
  decision: { mode: "person", automaticMax: 0n },
  merchantAnswer: null,
  signals: WRITTEN_SIGNALS,
  adjudication: QUALITY_STEPS,
  fields: [INSTITUTION, REPORT_NO, REPORT_DATE, CONCLUSION, STANDARD, REPORT_ORDER, REPORT_SKU, FEE],
  documents: [
    ORDER_PROOF,
    {
      kind: "product_photo",
      title: { zh: "商品照片", en: "Photos of the goods" },
      example: { zh: "整体与问题部位各一张", en: "One of the whole, one of the flaw" },
      minCount: 2,
      required: true,
    },
    {
      kind: "test_report",
      title: { zh: "检测报告", en: "Test report" },
      example: {
        zh: "认可机构出具，载明样品、标准与结论",
        en: "From an accredited institution, with sample, standard and result",
      },
      minCount: 1,
      required: true,
    },
    FEE_INVOICE,
  ],
  recoveryFrom: "merchant",
  recovery: {
    clause: "8.6",
    // Of a defect the half that is the price, which the merchant owes in any case (Consumer Protection Law art. 24); goods other
    // than described are a deceit (art. 55), and cost the merchant all of it.
    percentByPeril: { defect: 50, material_mismatch: 100 },
    // Three years (Civil Code art. 188), from when the right passed (SPC Interpretation II on the Insurance Law art. 16).
    within: { anchor: "decision", days: 1_095 },
  },
});
