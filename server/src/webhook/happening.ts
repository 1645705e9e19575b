// Understands how each kind of thing that happened is told: by ids, amounts, times and codes.

import { type ClaimStatus, categoryOf } from "@anxin/core/claim/claim";
import { formatId, formatPolicyNo, type Id, type IdKind } from "@anxin/core/id";
import { type Fen, fenToWire } from "@anxin/core/money";
import { ALL_PRODUCTS } from "@anxin/core/switch/switch";
import { formatInstant, type Instant } from "@anxin/core/time";
import type { EventData } from "@anxin/core/webhook/event-type";
import type { AlertRow } from "@anxin/store/wallet-alert";
import type {
  ToldCampaign,
  ToldClaim,
  ToldDecline,
  ToldPayout,
  ToldPolicy,
  ToldSwitch,
} from "@anxin/store/webhook-source";
import { isSuspicion } from "../claim/sight.js";
import type { Happening } from "./event.js";

const timeOf = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));
const fenOf = (amount: Fen | null): number | null => (amount === null ? null : fenToWire(amount));
const idOf = (kind: IdKind, id: Id | null): string | null => (id === null ? null : formatId(kind, id));

const partiesOf = (row: Pick<ToldPolicy, "order_id" | "line_id" | "merchant_id" | "buyer_id">) => ({
  orderId: row.order_id,
  lineId: row.line_id,
  merchantId: row.merchant_id,
  buyerId: row.buyer_id,
});

export function policyHappening(type: string, row: ToldPolicy): Happening {
  const policyId = formatId("policy", row.policy_id);
  const cancelled = { cancelledAt: timeOf(row.cancelled_at), refund: fenOf(row.refund) };
  return {
    ...{ type, subject: `policy/${policyId}`, merchantId: row.merchant_id, merchantData: null },
    data: {
      ...{ policyId, policyNo: formatPolicyNo(row.policy_id), ...partiesOf(row) },
      ...{ product: row.product, productVersion: row.product_version, payer: row.payer, currency: "CNY" },
      ...{ premium: fenToWire(row.premium), sumInsured: fenToWire(row.sum_insured) },
      ...{ effectiveAt: timeOf(row.effective_at), expiresAt: timeOf(row.expires_at) },
      ...(type === "policy.cancelled" ? cancelled : {}),
    },
  };
}

export function declineHappening(row: ToldDecline): Happening {
  const { order_id: orderId, line_id: lineId, product, code } = row;
  return {
    ...{ type: "policy.declined", subject: `order/${orderId}/${lineId}/${product}`, merchantId: row.merchant_id },
    ...{ data: { ...partiesOf(row), product, code }, merchantData: null },
  };
}

/** What of a claim goes with an event of one type. */
function partOf(type: string, row: ToldClaim, reasonCodes: readonly string[]): EventData {
  if (type === "claim.decided" && row.decision_id !== null) {
    const { outcome, decided_amount: amount, automatic } = row;
    const decisionId = formatId("decision", row.decision_id);
    return { decision: { decisionId, outcome, amount: fenOf(amount), reasonCodes, automatic } };
  }
  if (type === "claim.evidence_requested" && row.supplement_round !== null) {
    const { supplement_round: round, documents, closes_at: closesAt } = row;
    return { supplement: { round, documents: documents ?? [], closesAt: timeOf(closesAt) } };
  }
  if (type.startsWith("claim.appeal") && row.appeal_id !== null) {
    const decisionId = idOf("decision", row.appealed_decision_id);
    const { appeal_round: round, appeal_state: state } = row;
    return { appeal: { appealId: formatId("appeal", row.appeal_id), decisionId, round, state } };
  }
  return {};
}

export function claimHappening(type: string, row: ToldClaim): Happening {
  const claimId = formatId("claim", row.claim_id);
  const common = {
    ...{ claimId, policyId: formatId("policy", row.policy_id), ...partiesOf(row) },
    ...{ product: row.product, productVersion: row.product_version, peril: row.peril, currency: "CNY" },
    ...{ requestedAmount: fenOf(row.requested_amount), status: row.status },
    ...{ category: categoryOf(row.status as ClaimStatus), amount: fenToWire(row.agreed_amount) },
  };
  const codes = row.reason_codes ?? [];
  const told = codes.filter((code) => !isSuspicion(code));
  return {
    ...{ type, subject: `claim/${claimId}`, merchantId: row.merchant_id },
    data: { ...common, ...partOf(type, row, codes) },
    // A shop does not learn of what its buyers are suspected.
    merchantData: told.length === codes.length ? null : { ...common, ...partOf(type, row, told) },
  };
}

export function payoutHappening(type: string, row: ToldPayout): Happening {
  const payoutId = formatId("payout", row.payout_id);
  return {
    ...{ type, subject: `payout/${payoutId}`, merchantId: row.merchant_id, merchantData: null },
    data: {
      ...{ payoutId, claimId: formatId("claim", row.claim_id), decisionId: formatId("decision", row.decision_id) },
      ...{ policyId: formatId("policy", row.policy_id), merchantId: row.merchant_id, buyerId: row.buyer_id },
      ...{ purpose: row.purpose, currency: "CNY", amount: fenToWire(row.amount), status: row.status },
      settledAt: timeOf(row.settled_at),
    },
  };
}

export function alertHappening(row: AlertRow): Happening {
  const { merchant_id: merchantId, days_left: daysLeft } = row;
  return {
    ...{ type: "wallet.low", subject: `merchant/${merchantId}`, merchantId, merchantData: null },
    data: {
      ...{ merchantId, currency: "CNY", balance: fenToWire(row.balance), lowBalance: fenOf(row.low_balance), daysLeft },
      raisedAt: formatInstant(row.raised_at),
    },
  };
}

/** What a batch took from wallets: of each, the premiums of all that its shop paid for. */
export function debitHappenings(issued: readonly ToldPolicy[]): Happening[] {
  const byMerchant = new Map<string, { amount: Fen; policies: number }>();
  for (const { payer, merchant_id: merchantId, premium } of issued) {
    if (payer !== "merchant") continue;
    const { amount, policies } = byMerchant.get(merchantId) ?? { amount: 0n, policies: 0 };
    byMerchant.set(merchantId, { amount: amount + premium, policies: policies + 1 });
  }
  return [...byMerchant].map(([merchantId, { amount, policies }]) => ({
    ...{ type: "wallet.debited", subject: `merchant/${merchantId}`, merchantId, merchantData: null },
    data: { merchantId, currency: "CNY", amount: fenToWire(amount), policies },
  }));
}

export function campaignHappening(row: ToldCampaign): Happening {
  const campaignId = formatId("campaign", row.campaign_id);
  return {
    ...{ type: "campaign.exhausted", subject: `campaign/${campaignId}`, merchantId: null, merchantData: null },
    data: {
      ...{ campaignId, product: row.product, currency: "CNY" },
      ...{ budget: fenToWire(row.budget), spent: fenToWire(row.spent), endsAt: formatInstant(row.ends_at) },
    },
  };
}

export function switchHappening(row: ToldSwitch): Happening {
  const changeId = formatId("switchChange", row.change_id);
  const product = row.product === ALL_PRODUCTS ? null : row.product;
  return {
    ...{ type: "switch.changed", subject: `switch/${row.name}`, merchantId: null, merchantData: null },
    data: { changeId, switch: row.name, product, state: row.state, changedAt: formatInstant(row.changed_at) },
  };
}
