// Understands what a signature for a parcel says about damage that was reported afterwards.

import type { PointsWithin, SignatureWeights } from "../../product/product.js";
import { HOUR_MS, type Instant } from "../../time.js";
import type { ClaimFacts } from "../facts.js";
import { textField } from "../field.js";
import type { FindingInput } from "../finding.js";
import type { Rule } from "../rule.js";

/** How people and carriers write that a parcel arrived whole. */
const INTACT =
  /完好(?:无损)?(?:签收|签字|收货)|(?:签收|收货|外箱|外包装)[^，。；,.;]{0,6}(?:完好|无破损|无损)|signed[^,.;]{0,12}intact|intact on (?:delivery|receipt)/iu;
/** "…签收完好，未见…" about the box does not hold where the note denies it. */
const DENIED = /(?:未|没有?|不|并非)[^，。；,.;]{0,3}完好/u;

/** What the form says of the signature: its own field, or else the note of the inspection. */
function signedAs({ fields }: ClaimFacts["claim"]): "intact" | "remarked" | "unsigned" | null {
  const said = textField(fields, "signedFor");
  if (said === "intact" || said === "remarked" || said === "unsigned") return said;
  const note = textField(fields, "inspectionNote") ?? "";
  return INTACT.test(note) && !DENIED.test(note) ? "intact" : null;
}

/** Hours from delivery; null where one of the times is not known. */
const hoursAfter = (deliveredAt: Instant | null, at: Instant | null): number | null =>
  deliveredAt === null || at === null ? null : (at - deliveredAt) / HOUR_MS;

const pointsOf = (steps: readonly PointsWithin[], hours: number | null, later: number): number =>
  hours === null || hours < 0 ? 0 : (steps.find((step) => hours <= step.hours)?.points ?? later);

function earliestPhoto({ evidence }: ClaimFacts["claim"]): Instant | null {
  return evidence.reduce<Instant | null>((first, { capturedAt }) => {
    return capturedAt !== null && (first === null || capturedAt < first) ? capturedAt : first;
  }, null);
}

/** One number for each thing that was weighed, by its name; their sum is the weight. */
function weigh(
  { claim, order }: ClaimFacts,
  weights: SignatureWeights,
): Record<string, FindingInput> & { weight: number } {
  const signed = signedAs(claim);
  const photoHours = hoursAfter(order.deliveredAt, earliestPhoto(claim));
  const reportHours = hoursAfter(order.deliveredAt, claim.reportedAt);
  const points: Record<string, number> = {
    signature: signed === null ? 0 : weights[signed],
    photographed: pointsOf(weights.photographed, photoHours, weights.photographedLater),
    reported: pointsOf(weights.reported, reportHours, 0),
  };
  for (const [slot, worth] of Object.entries(weights.slots))
    points[`slot_${slot}`] = claim.evidence.some(({ kind }) => kind === slot) ? worth : 0;
  const weight = Object.values(points).reduce((total, each) => total + each, 0);
  return { signedAs: signed, photoHours, reportHours, ...points, weight };
}

/**
 * A parcel that was signed for as intact may still hold broken goods: the box hides them. So the signature is one weight among
 * others; when they add up to less than the product asks for, a person looks. It never refuses: who signs for a closed box
 * accepts the box. Source: the product's clause on inspection; 快递暂行条例 art. 25 and E-Commerce Law art. 52 (inspection on receipt is a right).
 */
export const signatureWeighed: Rule = (facts, { signature }) => {
  if (signature === undefined) return { outcome: "not_applicable", inputs: { signedAs: null } };
  const { referBelow } = signature;
  const inputs = { ...weigh(facts, signature), referBelow };
  return inputs.weight >= referBelow
    ? { outcome: "met", inputs }
    : { outcome: "refer", reason: "needs_assessment", inputs };
};
