// Understands how a policy is shown: as it stands now, with what was sold, used and left.

import { formatId, formatPolicyNo, type Id } from "@anxin/core/id";
import { type Fen, fenToWire, sum } from "@anxin/core/money";
import { type KnownPolicy, statusAt } from "@anxin/core/policy/policy";
import { clauseOf, type ProductVersion } from "@anxin/core/product/product";
import { formatInstant, type Instant } from "@anxin/core/time";
import type { ClaimSummary } from "@anxin/store/claim-history";
import type { EndorsementRow } from "@anxin/store/policy";
import { LANGUAGES } from "../http/language.js";

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
    premium: fenToWire(state.premium),
    sumInsured: fenToWire(state.sumInsured),
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
  const { policy, state } = known;
  const usage = used(claims, policy.policyId);
  const [tariff = "", ...factors] = state.rating.split(";");
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
        sumInsured: fenToWire(state.sumInsured),
        used: fenToWire(usage.amount),
        left: fenToWire(state.sumInsured > usage.amount ? state.sumInsured - usage.amount : 0n),
        claimsMax: product.coverage.claimsMax,
        claimsUsed: usage.claims,
      },
    ],
    endorsements: endorsements.map(endorsementView),
    claims: claims.filter((claim) => claim.policyId === policy.policyId).map(claimSummary),
    documents: documentsOf(policy),
    clauses: product.adjudication.map(({ rule, clause }) => ({ rule, clause, title: clauseOf(product, clause).title })),
  };
}

/** A change of a policy: what it moved, and to what. */
function endorsementView({ endorsementId, recordedAt, change }: EndorsementRow) {
  const moves = change.kind === "period_fixed" || change.kind === "exchanged";
  const rated = change.kind === "rerated" ? change : null;
  return {
    endorsementId: formatId("endorsement", endorsementId),
    kind: change.kind,
    recordedAt: formatInstant(recordedAt),
    effectiveAt: moves ? time(change.effectiveAt) : formatInstant(change.at),
    expiresAt: moves ? time(change.expiresAt) : null,
    charge: fenToWire(change.kind === "rerated" || change.kind === "reinstated" ? change.charge : 0n),
    refund: fenToWire(change.kind === "rerated" || change.kind === "cancelled" ? change.refund : 0n),
    fullPremium: rated === null ? null : fenToWire(rated.fullPremium),
    sumInsured: rated === null ? null : fenToWire(rated.sumInsured),
    reason: change.kind === "cancelled" ? change.reason : null,
    returnId: change.kind === "exchanged" ? change.returnId : null,
  };
}

/** What a person may read of a policy. A link carries no header, and so names its language. */
function documentsOf({ policyId, product, productVersion }: KnownPolicy["policy"]) {
  const certificate = `/v1/policies/${formatId("policy", policyId)}/certificate.pdf`;
  return [
    ...LANGUAGES.map((language) => ({ kind: "certificate", url: `${certificate}?language=${language}`, language })),
    { kind: "terms", url: `/v1/products/${product}/versions/${productVersion}/terms` },
  ];
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
