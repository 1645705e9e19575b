// Understands how a claim is shown in a list, and at the head of its own page.

import { categoryOf } from "@anxin/core/claim/claim";
import { formatId } from "@anxin/core/id";
import { fenToWire } from "@anxin/core/money";
import { formatInstant } from "@anxin/core/time";
import type { ClaimRow } from "@anxin/store/claim";
import { instantTextOrNull } from "../../http/schema.js";
import type { Goods } from "../../order/goods.js";

export function claimSummaryView(claim: ClaimRow, { line, merchantName }: Goods) {
  return {
    claimId: formatId("claim", claim.claimId),
    policyId: formatId("policy", claim.policyId),
    orderId: claim.orderId,
    lineId: claim.lineId,
    line,
    merchantId: claim.merchantId,
    merchantName,
    buyerId: claim.buyerId,
    product: claim.product,
    productVersion: claim.productVersion,
    peril: claim.peril,
    status: claim.status,
    category: categoryOf(claim.status),
    currency: "CNY",
    requestedAmount: claim.requestedAmount === null ? null : fenToWire(claim.requestedAmount),
    amount: fenToWire(claim.agreedAmount),
    occurredAt: formatInstant(claim.occurredAt),
    reportedAt: formatInstant(claim.reportedAt),
    decidedAt: instantTextOrNull(claim.decidedAt),
  };
}
