// Understands which events go out, what each means, and what it looks like.

import type { Text } from "../product/product.js";

export const WEBHOOK_TYPES = [
  "policy.issued",
  "policy.declined",
  "policy.in_force",
  "policy.endorsed",
  "policy.cancelled",
  "policy.expired",
  "claim.filed",
  "claim.evidence_requested",
  "claim.decided",
  "claim.closed",
  "claim.appealed",
  "claim.appeal_ended",
  "payout.succeeded",
  "payout.failed",
  "payout.returned",
  "wallet.low",
  "wallet.debited",
  "campaign.exhausted",
  "switch.changed",
] as const;
export type WebhookType = (typeof WEBHOOK_TYPES)[number];

/** Sent when somebody tries an endpoint out; it cannot be subscribed to, since every endpoint gets its own. */
export const TEST_TYPE = "endpoint.test";
/** Instead of a list of types: all of them, those that are added later too. */
export const ALL_TYPES = "*";

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
/** Ids, amounts in fen, times, and codes: nothing by which a person is known, and nothing that a person wrote. */
export type EventData = Readonly<Record<string, Json>>;

export interface EventKind {
  readonly title: Text;
  readonly description: Text;
  /** Whether it is about one shop, so that the shop's own endpoint hears of it. */
  readonly ofMerchant: boolean;
  /** What the event is about, as `subject` has it, and its `data`. */
  readonly example: { readonly subject: string; readonly data: EventData };
}

const PARTIES = { orderId: "T20261111-0001", lineId: "1", merchantId: "shop-1001", buyerId: "b-42" } as const;
const POLICY = {
  policyId: "pol_0g8h2m4n6p8qr",
  policyNo: "AX00412345678901234567890",
  ...PARTIES,
  product: "return-freight",
  productVersion: 4,
  payer: "merchant",
  currency: "CNY",
  premium: 60,
  sumInsured: 1200,
  effectiveAt: "2026-11-11T00:00:00.000Z",
  expiresAt: "2027-02-09T00:00:00.000Z",
} as const;
const CLAIM = {
  claimId: "clm_0g8h2m4n6p8qs",
  policyId: POLICY.policyId,
  ...PARTIES,
  product: "return-freight",
  productVersion: 4,
  peril: "return",
  currency: "CNY",
  requestedAmount: null,
} as const;
const PAYOUT = {
  payoutId: "pay_0g8h2m4n6p8qt",
  claimId: CLAIM.claimId,
  decisionId: "dec_0g8h2m4n6p8qv",
  policyId: POLICY.policyId,
  merchantId: PARTIES.merchantId,
  buyerId: PARTIES.buyerId,
  purpose: "benefit",
  currency: "CNY",
  amount: 1000,
} as const;

const policy = (title: Text, description: Text, more: EventData = {}): EventKind => ({
  ...{ title, description, ofMerchant: true },
  example: { subject: `policy/${POLICY.policyId}`, data: { ...POLICY, ...more } },
});
const claim = (title: Text, description: Text, more: EventData): EventKind => ({
  ...{ title, description, ofMerchant: true },
  example: { subject: `claim/${CLAIM.claimId}`, data: { ...CLAIM, ...more } },
});
const payout = (title: Text, description: Text, more: EventData): EventKind => ({
  ...{ title, description, ofMerchant: true },
  example: { subject: `payout/${PAYOUT.payoutId}`, data: { ...PAYOUT, ...more } },
});

const OPEN = { status: "in_review", category: "open", amount: 0 } as const;
const DECISION = { decisionId: PAYOUT.decisionId, outcome: "approve", amount: 1000, reasonCodes: [], automatic: true };
const APPEAL = { appealId: "apl_0g8h2m4n6p8qw", decisionId: PAYOUT.decisionId, round: 1 } as const;

/** The catalogue, in the order in which it is shown. */
export const EVENT_KINDS: Readonly<Record<WebhookType, EventKind>> = {
  "policy.issued": policy(
    { zh: "保单已承保", en: "Cover was issued" },
    { zh: "每张保单一条。", en: "One for each policy." },
  ),
  "policy.declined": {
    title: { zh: "未能承保", en: "Cover was declined" },
    description: {
      zh: "订单某一商品行要求的保障未能承保；code 说明原因。",
      en: "Cover that an order's line called for was not issued; code says why.",
    },
    ofMerchant: true,
    example: {
      subject: `order/${PARTIES.orderId}/1/return-freight`,
      data: { ...PARTIES, product: "return-freight", code: "wallet_insufficient" },
    },
  },
  "policy.in_force": policy(
    { zh: "保障已生效", en: "Cover began" },
    { zh: "按业务时间到达生效时刻。", en: "Its beginning was reached by the business clock." },
  ),
  "policy.endorsed": policy(
    { zh: "保单已批改", en: "Cover was endorsed" },
    {
      zh: "期间确定、额度用尽或恢复；data 为批改后的期间。",
      en: "Its period was fixed, its sum was exhausted or restored; data has the period that holds now.",
    },
  ),
  "policy.cancelled": policy(
    { zh: "保单已解除", en: "Cover was cancelled" },
    { zh: "refund 为退还的保费。", en: "refund is the premium that goes back." },
    { cancelledAt: "2026-11-12T00:00:00.000Z", refund: 60 },
  ),
  "policy.expired": policy(
    { zh: "保障已到期", en: "Cover ended" },
    { zh: "按业务时间到达终止时刻。", en: "Its end was reached by the business clock." },
  ),
  "claim.filed": claim(
    { zh: "已报案", en: "A claim was filed" },
    {
      zh: "由买家、商家、平台报案，或由退货自动报案。",
      en: "By the buyer, the marketplace, or a return that opened it.",
    },
    OPEN,
  ),
  "claim.evidence_requested": claim(
    { zh: "需要补充材料", en: "Evidence is missing" },
    { zh: "documents 为全部需要的材料种类。", en: "documents are the kinds of all that is wanted." },
    {
      ...{ status: "evidence_requested", category: "action_required", amount: 0 },
      supplement: { round: 1, documents: ["damage_photo"], closesAt: "2026-12-11T00:00:00.000Z" },
    },
  ),
  "claim.decided": claim(
    { zh: "已作出决定", en: "A claim was decided" },
    {
      zh: "每次决定、更正与预付各一条；amount 为至今同意的总额。",
      en: "One for each decision, correction and advance; amount is the whole that is agreed so far.",
    },
    { ...{ status: "approved", category: "decided", amount: 1000 }, decision: DECISION },
  ),
  "claim.closed": claim(
    { zh: "已结案", en: "A claim was closed" },
    { zh: "已付清、已撤回，或逾期未补材料。", en: "It was paid, withdrawn, or nobody sent what was missing." },
    { status: "closed", category: "closed", amount: 1000 },
  ),
  "claim.appealed": claim(
    { zh: "已申诉", en: "A decision was appealed" },
    { zh: "由另一位审核人复核。", en: "Somebody else looks at it again." },
    { ...OPEN, appeal: { ...APPEAL, state: "open" } },
  ),
  "claim.appeal_ended": claim(
    { zh: "申诉已处理", en: "An appeal ended" },
    { zh: "维持、改判或撤回，见 state。", en: "Upheld, overturned or withdrawn: state says which." },
    { ...{ status: "approved", category: "decided", amount: 1000 }, appeal: { ...APPEAL, state: "overturned" } },
  ),
  "payout.succeeded": payout(
    { zh: "赔款已到账", en: "Money arrived" },
    { zh: "支付渠道已确认。", en: "The payment channel confirmed it." },
    { status: "succeeded", settledAt: "2026-11-12T08:00:00.000Z" },
  ),
  "payout.failed": payout(
    { zh: "赔款支付失败", en: "A payout failed" },
    { zh: "经查询确认失败，可以重试。", en: "A query confirmed it; it can be retried." },
    { status: "failed", settledAt: null },
  ),
  "payout.returned": payout(
    { zh: "赔款被退回", en: "Money came back" },
    { zh: "到账后被退回；更正收款人后可以重试。", en: "After it had arrived; it can be retried with another payee." },
    { status: "returned", settledAt: null },
  ),
  "wallet.low": {
    title: { zh: "预存余额不足", en: "A wallet ran low" },
    description: {
      zh: "daysLeft 为按近期支出估计的可用天数，无法估计时为 null。",
      en: "daysLeft at the present rate of spending; null where nothing can be said.",
    },
    ofMerchant: true,
    example: {
      subject: `merchant/${PARTIES.merchantId}`,
      data: {
        ...{ merchantId: PARTIES.merchantId, currency: "CNY", balance: 1205, lowBalance: null, daysLeft: 3 },
        raisedAt: "2026-11-12T08:00:00.000Z",
      },
    },
  },
  "wallet.debited": {
    title: { zh: "保费已扣", en: "Premiums were taken from a wallet" },
    description: {
      zh: "同一批承保、同一商家合并为一条。",
      en: "One for all that was issued together at one merchant's expense.",
    },
    ofMerchant: true,
    example: {
      subject: `merchant/${PARTIES.merchantId}`,
      data: { merchantId: PARTIES.merchantId, currency: "CNY", amount: 180, policies: 3 },
    },
  },
  "campaign.exhausted": {
    title: { zh: "活动预算已用完", en: "A campaign's budget was used up" },
    description: { zh: "剩余预算不足以再承保一单。", en: "What is left of it is not enough for one more." },
    ofMerchant: false,
    example: {
      subject: "campaign/cmp_0g8h2m4n6p8qx",
      data: {
        ...{
          campaignId: "cmp_0g8h2m4n6p8qx",
          product: "quality",
          currency: "CNY",
          budget: 5_000_000,
          spent: 4_999_940,
        },
        endsAt: "2026-11-12T16:00:00.000Z",
      },
    },
  },
  "switch.changed": {
    title: { zh: "应急开关有变动", en: "A kill switch was thrown" },
    description: {
      zh: "product 为 null 时涉及全部产品。",
      en: "product is null where it is about all products.",
    },
    ofMerchant: false,
    example: {
      subject: "switch/issue",
      data: {
        ...{ changeId: "swc_0g8h2m4n6p8qy", switch: "issue", product: null, state: "stopped" },
        changedAt: "2026-11-12T08:00:00.000Z",
      },
    },
  },
};

/** Types that a shop's own endpoint can hear of. */
export const MERCHANT_TYPES: readonly string[] = WEBHOOK_TYPES.filter((type) => EVENT_KINDS[type].ofMerchant);

/** Whether an endpoint with these types hears of an event. */
export const hears = (types: readonly string[], type: string): boolean =>
  types.includes(ALL_TYPES) || types.includes(type);
