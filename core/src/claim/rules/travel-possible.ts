// Understands whether a returned parcel can have travelled as its scans say.

import { gapKm } from "../../fraud/distance.js";
import { inOrder, isArrival, isTaken } from "../../fraud/scan.js";
import type { Scan } from "../../order/order.js";
import { type Province, parseProvince } from "../../region.js";
import { HOUR_MS } from "../../time.js";
import type { FindingInput } from "../finding.js";
import type { Rule, RuleAnswer } from "../rule.js";

interface Stop {
  readonly scan: Scan;
  readonly province: Province;
}

interface Leg {
  readonly from: Stop;
  readonly to: Stop;
  readonly km: number;
  /** Null where no time passed at all. */
  readonly kmh: number | null;
}

const stopsOf = (scans: readonly Scan[]): readonly Stop[] =>
  scans.flatMap((scan) => {
    const province = parseProvince(scan.province);
    return province === null ? [] : [{ scan, province }];
  });

function fastestLeg(stops: readonly Stop[]): Leg | null {
  let fastest: Leg | null = null;
  for (const [i, to] of stops.entries()) {
    const from = stops[i - 1];
    if (from === undefined) continue;
    const km = gapKm(from.province, to.province);
    if (km === 0) continue;
    const ms = to.scan.at - from.scan.at;
    const kmh = ms === 0 ? null : Math.round((km * HOUR_MS) / ms);
    if (fastest === null || (fastest.kmh !== null && (kmh === null || kmh > fastest.kmh)))
      fastest = { from, to, km, kmh };
  }
  return fastest;
}

/** Arrived before anybody took it. */
function arrivedFirst(scans: readonly Scan[]): boolean {
  const taken = scans.findIndex(isTaken);
  return taken >= 0 && scans.slice(0, taken).some(isArrival);
}

const refer = (inputs: Readonly<Record<string, FindingInput>>): RuleAnswer => ({
  outcome: "refer",
  reason: "impossible_travel",
  inputs,
});

/**
 * Between two scans a parcel cannot be faster than the product's limit, measured over the shortest way between their provinces,
 * nor arrive before it was taken. Carriers do mistype, so it refers. Source: the product's clause on signals.
 */
export const travelPossible: Rule = ({ return: back }, { signals }) => {
  const rules = signals?.parcel ?? null;
  if (back === null || rules === null || back.scans.length < 2)
    return { outcome: "not_applicable", inputs: { scans: back?.scans.length ?? null } };
  const scans = inOrder(back.scans);
  const { speedKmhMax } = rules;
  const leg = fastestLeg(stopsOf(scans));
  const arrivedBeforeTaken = arrivedFirst(scans);
  const travelled = {
    fromAt: leg?.from.scan.at ?? null,
    from: leg?.from.province.short ?? null,
    toAt: leg?.to.scan.at ?? null,
    to: leg?.to.province.short ?? null,
    km: leg?.km ?? null,
    kmh: leg?.kmh ?? null,
  };
  const inputs = { scans: scans.length, arrivedBeforeTaken, speedKmhMax, ...travelled };
  const tooFast = leg !== null && (leg.kmh === null || leg.kmh > speedKmhMax);
  return tooFast || arrivedBeforeTaken ? refer(inputs) : { outcome: "met", inputs };
};
