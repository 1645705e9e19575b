// Understands the signal that a picture of the claim was shown in another one.

import type { FindingInput } from "../finding.js";
import type { Rule } from "../rule.js";

/** Pictures that a finding names. */
const SHOWN_MAX = 5;

/**
 * The same picture, mirrored or cropped, in a claim on another order. Two pictures may be alike by chance, so a person looks.
 * Source: Measures against Insurance Fraud (2024); a signal, it never refuses.
 */
export const pictureUnseen: Rule = ({ claim, signals: { pictures } }) => {
  if (claim.evidence.length === 0) return { outcome: "not_applicable", inputs: { pictures: 0 } };
  const inputs: Record<string, FindingInput> = { pictures: claim.evidence.length, seen: pictures.length };
  if (pictures.length === 0) return { outcome: "met", inputs };
  for (const [i, { evidenceId, otherClaimId, match, distance }] of pictures.slice(0, SHOWN_MAX).entries()) {
    inputs[`seen_${i + 1}`] = `${evidenceId} ${match} ${otherClaimId} (${distance}/64)`;
  }
  return { outcome: "refer", reason: "image_reused", inputs };
};
