// Understands what the register of the demo's insurer begins with.

import { present } from "@anxin/core/assert";
import type { RegisterTerms } from "@anxin/core/register/entry";
import { parseDay } from "@anxin/core/time";

const FROM = present(parseDay("2024-01-01"), "the register's first day is a day");

const USUAL = {
  aliases: [],
  accreditations: [],
  scope: { categories: [], perils: [], standards: [], brands: [] },
  region: "",
  validFrom: FROM,
  validUntil: null,
  status: "active",
  statusReason: "",
  reportMask: null,
  rateCard: [],
} as const satisfies Partial<RegisterTerms>;

/**
 * Institutions, appraisers and repairers of the demo. Numbers are made up, and stand only beside names that are; that an entry is
 * here says nothing about whoever has that name. A licensed insurer writes its own.
 */
export const DEMO_REGISTER: readonly RegisterTerms[] = [
  { ...USUAL, kind: "test_institution", name: "中国检验认证集团", aliases: ["中检集团", "CCIC"] },
  {
    ...USUAL,
    kind: "test_institution",
    name: "国家纺织制品质量检验检测中心",
    scope: { ...USUAL.scope, categories: ["apparel", "shoes", "bags", "home"] },
  },
  {
    ...USUAL,
    kind: "test_institution",
    name: "安心示范检测一所（演示）",
    aliases: ["示范一所"],
    accreditations: [
      { scheme: "CMA", number: "240099990001" },
      { scheme: "CNAS", number: "L99001" },
    ],
    scope: { ...USUAL.scope, standards: ["GB/T 2910", "GB 18401", "GB 5296.4", "QB/T 1333"] },
    reportMask: "AX*####",
    region: "浙江省",
  },
  { ...USUAL, kind: "appraiser", name: "中国检验认证集团奢侈品鉴定中心", aliases: ["中检奢侈品鉴定"] },
  {
    ...USUAL,
    kind: "appraiser",
    name: "云锦品牌知识产权部（演示）",
    accreditations: [{ scheme: "trademark", number: "99000001" }],
    scope: { ...USUAL.scope, brands: ["云锦"] },
  },
  {
    ...USUAL,
    kind: "repairer",
    name: "安心维修服务中心",
    accreditations: [{ scheme: "maker", number: "DEMO-R-0001" }],
    // Launch decision: above what rules pay alone, so that a dearer repair is looked at in any case.
    rateCard: [
      { category: "appliance", peril: "breakdown", costMax: 200_000n },
      { category: "digital", peril: "breakdown", costMax: 200_000n },
      { category: "digital", peril: "screen_crack", costMax: 250_000n },
    ],
  },
];
