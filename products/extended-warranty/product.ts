// Understands extended-warranty cover (延长保修险): a second year of repairs after the maker's warranty.

import type { ProductVersion } from "@anxin/core/product/product";
import { COST, REPAIR_INVOICE, REPAIR_QUOTE, REPAIRER, SERIAL_NO, SETTLEMENT } from "../forms.js";
import { demoFiling, LAUNCH_DAY } from "../launch.js";
import { WRITTEN_SIGNALS } from "../signals.js";
import { withTerms } from "../terms.js";
import { EXTENDED_WARRANTY_STEPS } from "./clauses.js";
import { EXTENDED_WARRANTY_TARIFF } from "./tariff.js";

export const extendedWarrantyV1: ProductVersion = withTerms({
  code: "extended-warranty",
  number: 5,
  version: 1,
  validFrom: LAUNCH_DAY,
  name: { zh: "延长保修险", en: "Extended warranty" },
  summary: {
    zh: "厂家保修期满后再保一年，正常使用中的故障按维修费赔付，最高不超过购买价。",
    en: "A year more after the maker's warranty: breakdowns in normal use are repaired at cost, up to the price paid.",
  },
  filing: demoFiling("家用电器与电子产品延长保修保险", 5),
  funding: "insurance",
  payers: ["buyer"],
  bindsOn: { merchant: "payment", buyer: "payment", platform: "payment" },
  insuredUnit: "line",
  // 100 to 20,000 yuan: below, no repair pays; above, service contracts of the trade take over (launch decision).
  eligibility: { categories: ["digital", "appliance"], unitPriceMin: 10_000n, unitPriceMax: 2_000_000n },
  period: {
    // The maker's warranty is a year from delivery, the usual and for most of these goods the legal measure (launch decision).
    inception: { anchor: "delivery", days: 365, hours: 0, fromNextDay: false },
    waitingDays: 0,
    // One year of cover. Two and three years are versions of their own to come: a version has one term, and one tariff for it.
    expiry: { anchor: "delivery", days: 730, hours: 0, fromNextDay: false },
    // Two years after a delivery two months from payment (launch decision).
    openDaysMax: 790,
  },
  reportingDays: 0,
  coverage: {
    code: "extended_warranty",
    title: { zh: "保修期后的维修", en: "Repair after the maker's warranty" },
    perils: [{ code: "breakdown", title: { zh: "正常使用中的故障", en: "Breakdown in normal use" } }],
    // Repair at cost as the maker's warranty would have done (SOURCES.md S57, B); nothing is deducted (launch decision).
    benefit: { kind: "repair_cost", costField: COST.name, deductible: 0n, deductiblePercent: 0 },
    // Three repairs, together up to the price (launch decision).
    claimsMax: 3,
    claimLimit: null,
  },
  sumInsured: { kind: "price_percent", percent: 100, plus: 0n, maximum: 2_000_000n },
  tariff: EXTENDED_WARRANTY_TARIFF,
  // Launch decision, until there is experience: a usual repair.
  averageClaimPercent: 30,
  indemnity: true,
  endorsement: "unexpired_share",
  cancellation: { payers: ["buyer"], refund: { kind: "pro_rata" }, reinstatementDays: 30 },
  shop: { wholeShop: false, ageDaysMin: 0, returnRateMaxPpm: null, exposuresMin: 0n },
  // A listed repairer's invoice is paid by rules alone up to 1,000 yuan (launch decision).
  decision: { mode: "automatic_under_limit", automaticMax: 100_000n },
  merchantAnswer: null,
  signals: WRITTEN_SIGNALS,
  adjudication: EXTENDED_WARRANTY_STEPS,
  fields: [
    SERIAL_NO,
    {
      name: "fault",
      type: "text",
      title: { zh: "故障现象", en: "What is wrong" },
      required: true,
    },
    REPAIRER,
    COST,
    SETTLEMENT,
  ],
  documents: [
    {
      kind: "maker_warranty",
      title: { zh: "厂家保修凭证", en: "Proof of the maker's warranty" },
      example: { zh: "保修卡、电子保修页或购机发票", en: "Warranty card, its page online, or the invoice" },
      minCount: 1,
      required: true,
    },
    REPAIR_QUOTE,
    REPAIR_INVOICE,
  ],
  recoveryFrom: null,
});
