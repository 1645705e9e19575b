// Understands who may look at which piece of evidence.

import type { EvidenceParty, HeldEvidence } from "@anxin/store/evidence";
import type { Context } from "../context.js";
import type { Access, Principal } from "../http/api.js";

export const UPLOADERS: Access = ["server", "buyer", "merchant", "adjuster"];
export const READERS: Access = ["server", "buyer", "merchant", "adjuster", "supervisor", "auditor", "admin"];
/** The marketplace, which brings its users' files, and the insurer's desks that weigh them. */
const ALL_SEEING: readonly Principal["role"][] = ["server", "adjuster", "supervisor", "auditor", "admin"];

export const seesAll = ({ role }: Pick<Principal, "role">): boolean => ALL_SEEING.includes(role);

interface ProductKey {
  readonly product: string;
  readonly productVersion: number;
}

/**
 * Whether one side of a claim sees a file that lies in it: its own files, and a merchant who has to answer the claim the buyer's
 * too. What the insurer adds is for neither. The claim's own view (claim/sight.ts) is cut by the same rule.
 */
export function sideSees(
  { catalogue }: Pick<Context, "catalogue">,
  { role }: Pick<Principal, "role">,
  party: EvidenceParty,
  { product, productVersion }: ProductKey,
): boolean {
  if (role === party) return true;
  return (
    role === "merchant" &&
    party === "buyer" &&
    (catalogue.version(product, productVersion)?.merchantAnswer ?? null) !== null
  );
}

/** Who sent it, the marketplace, the insurer's desks, and the sides of a claim that it lies in, as far as each sees it. */
export function mayLook(context: Pick<Context, "catalogue">, principal: Principal, evidence: HeldEvidence): boolean {
  const { role, subject, caller } = principal;
  if (seesAll(principal) || evidence.uploadedBy === caller) return true;
  return evidence.links.some(({ party, buyerId, merchantId, ...product }) => {
    const owner = role === "buyer" ? buyerId : role === "merchant" ? merchantId : null;
    return owner === subject && sideSees(context, principal, party, product);
  });
}
