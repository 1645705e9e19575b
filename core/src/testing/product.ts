// Understands a product version of which tests change only what they are about.

import type { SignalRules } from "../fraud/threshold.js";
import type { Coverage, ProductVersion, RouteBenefit } from "../product/product.js";
import { dayOf } from "./moment.js";

const text = { zh: "文", en: "text" };

/** Zones are paid in distinct amounts, so that a test sees which one was taken. */
const ROUTE_BENEFIT: RouteBenefit = {
  kind: "route_schedule",
  schedule: {
    same_city: { selfShip: 500n, pickup: 600n },
    same_province: { selfShip: 700n, pickup: 800n },
    near: { selfShip: 900n, pickup: 1_000n },
    far: { selfShip: 1_100n, pickup: 1_200n },
    remote: { selfShip: 2_100n, pickup: 2_200n },
  },
};

const COVERAGE: Coverage = {
  code: "main",
  title: text,
  perils: [
    { code: "return", title: text },
    { code: "breakage", title: text },
  ],
  benefit: ROUTE_BENEFIT,
  claimsMax: 1,
  claimLimit: null,
};

export const PRODUCT: ProductVersion = {
  code: "sample",
  number: 99,
  version: 3,
  validFrom: dayOf("2026-01-01"),
  name: text,
  summary: text,
  filing: "sample",
  funding: "insurance",
  payers: ["merchant", "buyer", "platform"],
  bindsOn: { merchant: "shipment", buyer: "payment", platform: "shipment" },
  insuredUnit: "order",
  eligibility: { categories: [], unitPriceMin: 100n, unitPriceMax: 1_000_000n },
  period: {
    inception: { anchor: "shipment", days: 0, hours: 0, fromNextDay: false },
    waitingDays: 0,
    expiry: { anchor: "shipment", days: 90, hours: 0, fromNextDay: false },
    openDaysMax: 120,
  },
  reportingDays: 7,
  coverage: COVERAGE,
  sumInsured: { kind: "route_maximum" },
  tariff: {
    code: "sample-2026",
    validFrom: dayOf("2026-01-01"),
    validUntil: null,
    by: ["merchantBand"],
    rows: [{ match: ["*"], premium: { kind: "amount", amount: 60n } }],
    relativities: [],
    minimum: 1n,
    maximum: 1_000_000n,
    rounding: "half_up",
  },
  averageClaimPercent: 60,
  indemnity: false,
  endorsement: "whole_difference",
  cancellation: { payers: ["merchant", "buyer", "platform"], refund: { kind: "pro_rata" }, reinstatementDays: 30 },
  shop: { wholeShop: false, ageDaysMin: 0, returnRateMaxPpm: null, exposuresMin: 0n },
  decision: { mode: "automatic", automaticMax: 0n },
  merchantAnswer: null,
  adjudication: [],
  fields: [],
  documents: [],
  recoveryFrom: null,
  clauses: [],
  terms: text,
};

/** The sample product with another coverage. */
export const coveredBy = (coverage: Partial<Coverage>, more: Partial<ProductVersion> = {}): ProductVersion => ({
  ...PRODUCT,
  ...more,
  coverage: { ...COVERAGE, ...coverage },
});

/** Thresholds for a product with signals; the sample product has none. */
export const SIGNALS: SignalRules = {
  bursts: [
    { subject: "buyer", days: 7, claimsMax: 7 },
    { subject: "merchant", days: 7, claimsMax: 50, shopDaysBelow: 30 },
    { subject: "place", days: 1, claimsMax: 20, priceTimesBelow: 3n },
  ],
  payee: { days: 90, buyersMax: 3 },
  parcel: { speedKmhMax: 900, weight: { grams: 500, percent: 50 } },
};
