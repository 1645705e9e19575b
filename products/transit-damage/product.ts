// Understands transit-damage cover (物流破损险): what breaks on its way to the buyer is paid by degree of damage.

import type { ProductVersion } from "@anxin/core/product/product";
import { INSPECTED_AT, INSPECTION_NOTE, SIGNATURE_RECORD, SIGNED_FOR, WAYBILL_LABEL } from "../forms.js";
import { demoFiling, LAUNCH_DAY } from "../launch.js";
import { WRITTEN_SIGNALS } from "../signals.js";
import { withTerms } from "../terms.js";
import { TRANSIT_DAMAGE_STEPS } from "./clauses.js";
import { TRANSIT_DAMAGE_TARIFF } from "./tariff.js";

export const transitDamageV1: ProductVersion = withTerms({
  code: "transit-damage",
  number: 3,
  version: 1,
  validFrom: LAUNCH_DAY,
  name: { zh: "物流破损险", en: "Transit damage" },
  summary: {
    zh: "运输途中破损，签收后 {period.expiry.hours} 小时内验货拍照，按破损程度赔付，最高全额。",
    en: "Broken on the way: inspect and photograph within {period.expiry.hours} hours of delivery, and be paid by degree, up to the whole price.",
  },
  filing: demoFiling("网络购物物流破损保险", 3),
  funding: "insurance",
  payers: ["merchant"],
  bindsOn: { merchant: "shipment", buyer: "shipment", platform: "shipment" },
  insuredUnit: "line",
  // 50,000 yuan is what one parcel may be worth (launch decision).
  eligibility: { categories: [], unitPriceMin: 1n, unitPriceMax: 5_000_000n },
  period: {
    inception: { anchor: "shipment", days: 0, hours: 0, fromNextDay: false },
    waitingDays: 0,
    // 24, 48 and 72 hours are used (SOURCES.md S58, C); 48 is the launch decision.
    expiry: { anchor: "delivery", days: 0, hours: 48, fromNextDay: false },
    // A parcel that nobody delivered in 60 days is lost, and loss is not this cover's (launch decision).
    openDaysMax: 60,
  },
  reportingDays: 0,
  coverage: {
    code: "transit_damage",
    title: { zh: "运输途中的破损", en: "Damage in transit" },
    perils: [
      { code: "breakage", title: { zh: "破碎、断裂", en: "Breakage" } },
      { code: "deformation", title: { zh: "挤压变形", en: "Crushed or bent" } },
      { code: "wetting", title: { zh: "水湿、渗漏", en: "Wet or leaking" } },
    ],
    benefit: {
      kind: "damage_degree",
      degreeField: "degree",
      // Full, partial and token compensation are usual (S58, C); the four steps are a launch decision.
      percentByDegree: { slight: 25, partial: 50, severe: 75, total: 100 },
    },
    claimsMax: 1,
    claimLimit: null,
  },
  sumInsured: { kind: "price_percent", percent: 100, plus: 0n, maximum: 5_000_000n },
  tariff: TRANSIT_DAMAGE_TARIFF,
  // Launch decision, until there is experience: between the steps of partial and severe.
  averageClaimPercent: 60,
  indemnity: true,
  endorsement: "whole_difference",
  cancellation: { payers: ["merchant"], refund: { kind: "none" }, reinstatementDays: 0 },
  shop: { wholeShop: false, ageDaysMin: 0, returnRateMaxPpm: null, exposuresMin: 0n },
  // With complete photos and no signal rules pay up to 5,000 yuan, so that a usual television is paid at once (launch decision).
  decision: { mode: "automatic_under_limit", automaticMax: 500_000n },
  merchantAnswer: null,
  // A signature for a closed box is a weight of two fifths against the claim; the box itself, photos at once and a report at once
  // outweigh it together, and none of them alone (launch decision; the inspection's 48 hours bound the photos).
  signature: {
    intact: -40,
    remarked: 30,
    unsigned: 10,
    slots: { outer_box: 20, unboxing_video: 20 },
    photographed: [
      { hours: 2, points: 20 },
      { hours: 12, points: 10 },
      { hours: 24, points: 0 },
    ],
    photographedLater: -10,
    reported: [
      { hours: 12, points: 20 },
      { hours: 24, points: 10 },
    ],
    referBelow: 0,
    // Carriers tell of a delivery when they have time for it.
    photoHoursBefore: 2,
    photoHoursAfter: 48,
  },
  signals: WRITTEN_SIGNALS,
  adjudication: TRANSIT_DAMAGE_STEPS,
  fields: [
    {
      name: "degree",
      type: "enum",
      title: { zh: "破损程度", en: "Degree of damage" },
      required: true,
      options: [
        {
          value: "slight",
          title: { zh: "轻微：外观受损，使用不受影响（25%）", en: "Slight: marks only, works as before (25 %)" },
        },
        {
          value: "partial",
          title: {
            zh: "部分：个别部件损坏，可以修复（50%）",
            en: "Partial: some parts broken, can be repaired (50 %)",
          },
        },
        { value: "severe", title: { zh: "严重：主要功能丧失（75%）", en: "Severe: main function lost (75 %)" } },
        {
          value: "total",
          title: { zh: "全损：无法使用或无修复价值（100%）", en: "Total: of no use, or not worth repair (100 %)" },
        },
      ],
    },
    INSPECTION_NOTE,
    INSPECTED_AT,
    SIGNED_FOR,
  ],
  // Outer box, waybill and the damage itself (S58, C: at least three photos).
  documents: [
    {
      kind: "outer_box",
      title: { zh: "外包装照片", en: "Outer box" },
      example: { zh: "整箱外观，能看见受损处", en: "The whole box, with the damage in view" },
      minCount: 1,
      required: true,
    },
    WAYBILL_LABEL,
    {
      kind: "damage",
      title: { zh: "破损照片", en: "The damage" },
      example: { zh: "整体与破损细节各一张", en: "One of the whole, one close up" },
      minCount: 2,
      required: true,
    },
    {
      kind: "unboxing_video",
      title: { zh: "开箱视频", en: "Video of the unboxing" },
      example: { zh: "从未拆封到发现破损，不剪辑", en: "From sealed box to damage, uncut" },
      minCount: 1,
      required: false,
    },
    SIGNATURE_RECORD,
  ],
  recoveryFrom: "carrier",
  recovery: {
    clause: "8.6",
    percentByPeril: { breakage: 100, deformation: 100, wetting: 100 },
    // One year from posting, as for mail (Postal Law art. 49); a contract with the carrier may say less.
    within: { anchor: "shipment", days: 365 },
  },
});
