// Understands what anybody may know who verifies a certificate: that it is genuine and how the policy stands, and nobody's data.

import type { Text } from "@anxin/core/product/product";
import { formatInstant, type Instant } from "@anxin/core/time";
import { type Static, Type } from "typebox";
import { Fen53, nullable, oneOf } from "../http/schema.js";
import { type PolicyHistory, policySummary } from "./view.js";

const BothTexts = Type.Object({ zh: Type.String(), en: Type.String() });

export const VerificationBody = Type.Union([
  Type.Object({
    genuine: Type.Literal(true),
    policyNo: Type.String(),
    issuer: BothTexts,
    product: Type.Object({
      code: Type.String(),
      name: BothTexts,
      version: Type.Integer(),
      filing: Type.String(),
      funding: oneOf(["insurance", "guarantee_service"]),
      termsUrl: Type.String(),
    }),
    status: oneOf(["pending", "in_force", "exhausted", "expired", "cancelled"], "now"),
    effectiveAt: nullable(Type.String()),
    expiresAt: nullable(Type.String()),
    currency: Type.String(),
    sumInsured: Fen53,
    checkedAt: Type.String(),
  }),
  Type.Object({ genuine: Type.Literal(false) }),
]);
export type Verification = Static<typeof VerificationBody>;

/** The one answer for a wrong code, an unknown number, and what is neither. */
export const NOT_GENUINE: Verification = { genuine: false };

export function verification({ known, product }: PolicyHistory, issuer: Text, now: Instant): Verification {
  const { policyNo, status, sumInsured, effectiveAt, expiresAt } = policySummary(known, now);
  const { code, name, version, filing, funding } = product;
  const termsUrl = `/v1/products/${code}/versions/${version}/terms`;
  return {
    genuine: true,
    policyNo,
    issuer,
    product: { code, name, version, filing, funding, termsUrl },
    status,
    effectiveAt,
    expiresAt,
    currency: "CNY",
    sumInsured,
    checkedAt: formatInstant(now),
  };
}
