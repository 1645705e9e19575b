// Understands how a policy is shown: as it stands now, with what was sold, used and left.

import { formatId, formatPolicyNo, type Id } from "@anxin/core/id";
import { type Fen, fenToWire, sum } from "@anxin/core/money";
import type { KnownPolicy } from "@anxin/core/order/decide";
import { statusAt } from "@anxin/core/policy/policy";
import { clauseOf, type ProductVersion } from "@anxin/core/product/product";
import { formatInstant, type Instant } from "@anxin/core/time";
import type { ClaimSummary } from "@anxin/store/claim-history";
import type { EndorsementRow } from "@anxin/store/policy";

const time = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

/** A policy in short, as order answers list it. */
export function policySummary({ policy, state }: KnownPolicy, now: Instant) {
  return {
    policyId: formatId("policy", policy.policyId),
    policyNo: formatPolicyNo(policy.policyId),
    product: policy.product,
    productVersion: policy.productVersion,
    lineId: policy.lineId,
    payer: policy.payer,
    status: statusAt(state, now),
    premium: fenToWire(policy.premium),
    sumInsured: fenToWire(policy.sumInsured),
    effectiveAt: time(state.effectiveAt),
    expiresAt: time(state.expiresAt),
  };
}

/** What a policy's claims have used of it. */
function used(claims: readonly ClaimSummary[], policyId: Id): { claims: number; amount: Fen } {
  const paid = claims.filter((claim) => claim.policyId === policyId && claim.agreedAmount > 0n);
  return { claims: paid.length, amount: sum(paid.map((claim) => claim.agreedAmount)) };
}

export interface PolicyHistory {
  readonly known: KnownPolicy;
  readonly endorsements: readonly EndorsementRow[];
  readonly claims: readonly ClaimSummary[];
  readonly product: ProductVersion;
}

/** A policy whole: who, what, how it was rated, how it changed, what is left of it. */
export function policyView({ known, endorsements, claims, product }: PolicyHistory, now: Instant) {
  const { policy } = known;
  const usage = used(claims, policy.policyId);
  const [tariff = "", ...factors] = policy.rating.split(";");
  return {
    ...policySummary(known, now),
    currency: "CNY",
    orderId: policy.orderId,
    merchantId: policy.merchantId,
    buyerId: policy.buyerId,
    campaignId: policy.campaignId === null ? null : formatId("campaign", policy.campaignId),
    productName: product.name,
    filing: product.filing,
    boundAt: formatInstant(policy.boundAt),
    issuedAt: formatInstant(policy.issuedAt),
    rating: {
      tariff,
      factors: factors.map((text) => {
        const [factor = "", value = ""] = text.split("=");
        return { factor, value };
      }),
    },
    coverages: [
      {
        code: product.coverage.code,
        title: product.coverage.title,
        perils: product.coverage.perils.map(({ code, title }) => ({ code, title })),
        sumInsured: fenToWire(policy.sumInsured),
        used: fenToWire(usage.amount),
        left: fenToWire(policy.sumInsured > usage.amount ? policy.sumInsured - usage.amount : 0n),
        claimsMax: product.coverage.claimsMax,
        claimsUsed: usage.claims,
      },
    ],
    endorsements: endorsements.map(({ endorsementId, recordedAt, change }) => ({
      endorsementId: formatId("endorsement", endorsementId),
      kind: change.kind,
      recordedAt: formatInstant(recordedAt),
      effectiveAt: change.kind === "period_fixed" ? time(change.effectiveAt) : formatInstant(change.at),
      expiresAt: change.kind === "period_fixed" ? time(change.expiresAt) : null,
      refund: change.kind === "cancelled" ? fenToWire(change.refund) : 0,
      reason: change.kind === "cancelled" ? change.reason : null,
    })),
    claims: claims.filter((claim) => claim.policyId === policy.policyId).map(claimSummary),
    documents: [{ kind: "terms", url: `/v1/products/${policy.product}/versions/${policy.productVersion}` }],
    clauses: product.adjudication.map(({ rule, clause }) => ({ rule, clause, title: clauseOf(product, clause).title })),
  };
}

/** A claim in short. */
export function claimSummary(claim: ClaimSummary) {
  return {
    claimId: formatId("claim", claim.claimId),
    product: claim.product,
    status: claim.status,
    amount: fenToWire(claim.agreedAmount),
  };
}
