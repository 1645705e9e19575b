// Understands screen-crack cover (碎屏险): one repair of a screen that broke by accident.

import type { ProductVersion } from "@anxin/core/product/product";
import { COST, REPAIR_INVOICE, REPAIR_QUOTE, REPAIRER, SERIAL_NO, SETTLEMENT } from "../forms.js";
import { demoFiling, LAUNCH_DAY } from "../launch.js";
import { WRITTEN_SIGNALS } from "../signals.js";
import { withTerms } from "../terms.js";
import { SCREEN_CRACK_STEPS } from "./clauses.js";
import { SCREEN_CRACK_TARIFF } from "./tariff.js";

export const screenCrackV1: ProductVersion = withTerms({
  code: "screen-crack",
  number: 6,
  version: 1,
  validFrom: LAUNCH_DAY,
  name: { zh: "碎屏险", en: "Cracked screen" },
  summary: {
    zh: "一年内屏幕意外碎裂，维修一次，自付 {coverage.benefit.deductible} 元。付款后等待 {period.waitingDays} 天起保。",
    en: "One repair of a screen broken by accident within a year, {coverage.benefit.deductible} yuan borne by you. Cover begins {period.waitingDays} days after payment.",
  },
  filing: demoFiling("移动终端屏幕碎裂保险", 6),
  funding: "insurance",
  payers: ["buyer"],
  bindsOn: { merchant: "payment", buyer: "payment", platform: "payment" },
  insuredUnit: "line",
  // 500 to 20,000 yuan (launch decision).
  eligibility: { categories: ["digital"], unitPriceMin: 50_000n, unitPriceMax: 2_000_000n },
  period: {
    inception: { anchor: "payment", days: 0, hours: 0, fromNextDay: false },
    // Keeps screens out that were broken before; the market's is the next day for devices checked by photo (SOURCES.md S56, C).
    waitingDays: 7,
    // 12 months are typical (S56, C), counted from the end of the waiting period.
    expiry: { anchor: "payment", days: 365, hours: 0, fromNextDay: false },
    openDaysMax: 372,
  },
  reportingDays: 0,
  coverage: {
    code: "screen_crack",
    title: { zh: "屏幕碎裂", en: "Cracked screen" },
    perils: [{ code: "screen_crack", title: { zh: "屏幕意外碎裂", en: "Screen broken by accident" } }],
    // 50 yuan are borne by the insured, so that care still pays (launch decision).
    benefit: { kind: "repair_cost", costField: COST.name, deductible: 5_000n, deductiblePercent: 0 },
    // One screen, then the cover ends (S56, C).
    claimsMax: 1,
    claimLimit: null,
  },
  sumInsured: { kind: "price_percent", percent: 100, plus: 0n, maximum: 1_000_000n },
  tariff: SCREEN_CRACK_TARIFF,
  // Launch decision, until there is experience: a usual screen.
  averageClaimPercent: 60,
  indemnity: true,
  endorsement: "unexpired_share",
  // The trade's short-period table (短期费率表): 10 % is earned by the first month begun, 100 % by the twelfth.
  cancellation: {
    payers: ["buyer"],
    refund: { kind: "short_rate", refundPercent: [90, 80, 70, 60, 50, 40, 30, 20, 15, 10, 5, 0] },
    reinstatementDays: 30,
  },
  shop: { wholeShop: false, ageDaysMin: 0, returnRateMaxPpm: null, exposuresMin: 0n },
  // Screens of most models cost less than 1,500 yuan (launch decision).
  decision: { mode: "automatic_under_limit", automaticMax: 150_000n },
  merchantAnswer: null,
  signals: WRITTEN_SIGNALS,
  adjudication: SCREEN_CRACK_STEPS,
  fields: [
    { ...SERIAL_NO, title: { zh: "设备序列号或 IMEI", en: "Serial number or IMEI" } },
    REPAIRER,
    COST,
    SETTLEMENT,
  ],
  documents: [
    {
      kind: "device_id",
      title: { zh: "序列号或 IMEI 照片", en: "Photo of serial number or IMEI" },
      example: { zh: "设备“关于本机”页或机身标签", en: "The device's about page, or its label" },
      minCount: 1,
      required: true,
    },
    {
      kind: "damage",
      title: { zh: "碎屏照片", en: "The cracked screen" },
      example: { zh: "亮屏拍摄，裂纹清楚", en: "Taken with the screen lit, cracks in view" },
      minCount: 1,
      required: true,
    },
    REPAIR_QUOTE,
    REPAIR_INVOICE,
  ],
  recoveryFrom: null,
});
