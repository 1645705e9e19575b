// Understands that a device is insured once, and stays the same device.

import type { Rule } from "../rule.js";

/**
 * A serial number that a claim on another order cites, or that differs from what earlier claims under this policy cited,
 * refers: it may be a slip, a device that was sold on, or another device. Source: the product's exclusion of other devices.
 */
export const serialMatches: Rule = ({ marks }) => {
  const serial = marks.find(({ kind }) => kind === "serial");
  if (serial === undefined) return { outcome: "not_applicable", inputs: { serial: null } };
  const { mark, others, before } = serial;
  const elsewhere = others.filter(({ sameOrder }) => !sameOrder).map(({ claimId }) => claimId);
  const inputs = { serial: mark, otherClaims: elsewhere.join(" "), before: before.join(" ") };
  return elsewhere.length === 0 && before.length === 0
    ? { outcome: "met", inputs }
    : { outcome: "refer", reason: "suspected_fraud", inputs };
};
