// Understands return-freight cover (退货运费险): the freight of a return, paid as an agreed amount by route.

import { FEN_ON_WIRE_MAX } from "@anxin/core/money";
import type { ProductVersion } from "@anxin/core/product/product";
import { demoFiling, LAUNCH_DAY } from "../launch.js";
import { RETURN_SIGNALS } from "../signals.js";
import { withTerms } from "../terms.js";
import { RETURN_FREIGHT_STEPS } from "./clauses.js";
import { RETURN_FREIGHT_TARIFF } from "./tariff.js";

export const returnFreightV1: ProductVersion = withTerms({
  code: "return-freight",
  number: 1,
  version: 1,
  validFrom: LAUNCH_DAY,
  name: { zh: "退货运费险", en: "Return freight" },
  summary: {
    zh: "退货寄回、商家确认收货后，按路线约定金额赔付退货运费，无需申请。",
    en: "Once a return is back with the merchant, its freight is paid as an amount agreed by route. No claim to file.",
  },
  filing: demoFiling("退货运费损失保险", 1),
  funding: "insurance",
  payers: ["merchant", "buyer", "platform"],
  // Merchant-paid cover binds on shipment (SOURCES.md S26, A); buyers pay with the order (S30, C) and are covered from shipment on (S32, C).
  bindsOn: { merchant: "shipment", buyer: "payment", platform: "shipment" },
  insuredUnit: "order",
  // What is paid does not depend on the price, so that no price is too high or too low; odd ones are looked at when a claim comes.
  eligibility: { categories: [], unitPriceMin: 0n, unitPriceMax: FEN_ON_WIRE_MAX },
  period: {
    inception: { anchor: "shipment", days: 0, hours: 0, fromNextDay: false },
    waitingDays: 0,
    // 90 days from shipment (S24, B; S26, A).
    expiry: { anchor: "shipment", days: 90, hours: 0, fromNextDay: false },
    // 90 days after the latest shipment that a presale of a month would have (launch decision).
    openDaysMax: 120,
  },
  // The return is confirmed inside the period; what the marketplace tells up to 30 days late is no fault of the buyer's (launch decision, Insurance Law art. 21).
  reportingDays: 30,
  coverage: {
    code: "return_freight",
    title: { zh: "退货运费", en: "Freight of the return" },
    perils: [{ code: "return", title: { zh: "退货寄回", en: "Goods sent back" } }],
    benefit: {
      kind: "route_schedule",
      // Agreed amounts by route and first weight (S34, B) of 5 to 25 yuan (S16, A/B). Who ships alone gets about a parcel's market price,
      // pickup is settled higher: 10 against 19.35 yuan on another platform (S26, A). The zones' own amounts are a launch decision.
      schedule: {
        same_city: { selfShip: 500n, pickup: 600n },
        same_province: { selfShip: 600n, pickup: 800n },
        near: { selfShip: 800n, pickup: 1_000n },
        far: { selfShip: 1_000n, pickup: 1_200n },
        remote: { selfShip: 1_800n, pickup: 2_500n },
      },
    },
    // One order, one policy, one claim (S26, A).
    claimsMax: 1,
    claimLimit: null,
  },
  sumInsured: { kind: "route_maximum" },
  tariff: RETURN_FREIGHT_TARIFF,
  // An agreed amount for freight: it shares no loss with covers of the goods.
  // Launch decision, until there is experience: most parcels go within two zones.
  averageClaimPercent: 85,
  indemnity: false,
  endorsement: "whole_difference",
  cancellation: { payers: ["merchant", "buyer", "platform"], refund: { kind: "pro_rata" }, reinstatementDays: 0 },
  // Shops up to a return rate of 80 % are rated by the tariff; above, freight is no longer an accident (women's wear reaches
  // 75 %, S36, B; the limit is a launch decision).
  shop: { wholeShop: false, ageDaysMin: 0, returnRateMaxPpm: 800_000n, exposuresMin: 100n },
  // More than 30 % of three months' policies claimed: three months without buying, gifts go on (S20, B, the buyers' tariff of 2012;
  // another report has it from 30 % on). From how many policies on a share says something is a launch decision.
  buyerLimit: { returnRateMaxPpm: 300_000n, exposuresMin: 10n, windowDays: 90, blockDays: 90 },
  decision: { mode: "automatic", automaticMax: 2_500n },
  merchantAnswer: null,
  signals: RETURN_SIGNALS,
  adjudication: RETURN_FREIGHT_STEPS,
  fields: [],
  // None: the waybill's own movements are the proof (S30, C).
  documents: [],
  recoveryFrom: null,
});
