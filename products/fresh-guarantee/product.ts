// Understands the fresh guarantee (坏单包赔): fresh food that arrives spoiled is paid by its share. A platform's service, no insurance.

import type { ProductVersion } from "@anxin/core/product/product";
import { INSPECTED_AT, INSPECTION_NOTE, WAYBILL_LABEL } from "../forms.js";
import { demoService, LAUNCH_DAY } from "../launch.js";
import { WRITTEN_SIGNALS } from "../signals.js";
import { withTerms } from "../terms.js";
import { FRESH_GUARANTEE_STEPS } from "./clauses.js";
import { FRESH_GUARANTEE_TARIFF } from "./tariff.js";

export const freshGuaranteeV1: ProductVersion = withTerms({
  code: "fresh-guarantee",
  number: 9,
  version: 1,
  validFrom: LAUNCH_DAY,
  name: { zh: "坏单包赔", en: "Fresh guarantee" },
  summary: {
    zh: "生鲜送达时腐坏，签收后 {period.expiry.hours} 小时内拍照申请，按坏损比例赔付，最高全额。平台服务保障。",
    en: "Fresh food that arrives spoiled: photograph it within {period.expiry.hours} hours of delivery, and be paid by the share that is spoiled, up to the whole price. A service of the platform.",
  },
  filing: demoService("坏单包赔", 9),
  funding: "guarantee_service",
  payers: ["merchant", "platform"],
  bindsOn: { merchant: "shipment", buyer: "shipment", platform: "shipment" },
  insuredUnit: "line",
  // Food up to 2,000 yuan a piece; no reliable public terms of such a service were found, so that every number here is a launch decision.
  eligibility: { categories: ["food"], unitPriceMin: 1n, unitPriceMax: 200_000n },
  period: {
    inception: { anchor: "shipment", days: 0, hours: 0, fromNextDay: false },
    waitingDays: 0,
    expiry: { anchor: "delivery", days: 0, hours: 48, fromNextDay: false },
    // Fresh food that is not there after 15 days is lost, and loss is not this service's.
    openDaysMax: 15,
  },
  reportingDays: 0,
  coverage: {
    code: "fresh_food",
    title: { zh: "生鲜送达时的坏损", en: "Fresh food spoiled on arrival" },
    perils: [
      { code: "spoilage", title: { zh: "腐烂、变质", en: "Rotten or gone bad" } },
      { code: "death", title: { zh: "活鲜死亡", en: "Live seafood that died" } },
      { code: "thawing", title: { zh: "冷链解冻", en: "Frozen food that thawed" } },
      { code: "crushing", title: { zh: "压伤、渗漏", en: "Crushed or leaking" } },
    ],
    benefit: {
      kind: "damage_degree",
      degreeField: "share",
      percentByDegree: { some: 25, half: 50, most: 75, all: 100 },
    },
    claimsMax: 1,
    claimLimit: null,
  },
  sumInsured: { kind: "price_percent", percent: 100, plus: 0n, maximum: 200_000n },
  tariff: FRESH_GUARANTEE_TARIFF,
  // Launch decision, until there is experience: half of a delivery spoils.
  averageClaimPercent: 50,
  indemnity: true,
  endorsement: "whole_difference",
  cancellation: { payers: ["merchant", "platform"], refund: { kind: "none" }, reinstatementDays: 0 },
  // A shop proves itself for a month before the platform vouches for its goods.
  shop: { wholeShop: false, ageDaysMin: 30, returnRateMaxPpm: null, exposuresMin: 0n },
  // A box of fruit costs less than 100 yuan, and photos of it suffice.
  decision: { mode: "automatic_under_limit", automaticMax: 10_000n },
  merchantAnswer: null,
  signals: WRITTEN_SIGNALS,
  adjudication: FRESH_GUARANTEE_STEPS,
  fields: [
    {
      name: "share",
      type: "enum",
      title: { zh: "坏损比例", en: "Share that is spoiled" },
      required: true,
      options: [
        { value: "some", title: { zh: "少量：约四分之一（25%）", en: "Some: about a quarter (25 %)" } },
        { value: "half", title: { zh: "一半左右（50%）", en: "About half (50 %)" } },
        { value: "most", title: { zh: "大部分：约四分之三（75%）", en: "Most: about three quarters (75 %)" } },
        { value: "all", title: { zh: "全部不能食用（100%）", en: "All of it, unfit to eat (100 %)" } },
      ],
    },
    INSPECTION_NOTE,
    INSPECTED_AT,
  ],
  documents: [
    WAYBILL_LABEL,
    {
      kind: "spoilage",
      title: { zh: "坏损照片", en: "What is spoiled" },
      example: {
        zh: "全部商品摆开一张，坏损处特写一张",
        en: "One of all goods laid out, one close up of the bad ones",
      },
      minCount: 2,
      required: true,
    },
    {
      kind: "unboxing_video",
      title: { zh: "开箱视频", en: "Video of the unboxing" },
      example: { zh: "从未拆封到发现坏损，不剪辑", en: "From sealed box to what is spoiled, uncut" },
      minCount: 1,
      required: false,
    },
  ],
  // Who paid the fee for its own goods is not asked for the loss again (terms, clause 8.6).
  recoveryFrom: null,
});
