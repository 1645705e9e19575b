// Case one: a T-shirt of the wrong size goes back, and the freight of the return is paid by the cover that the merchant gave.

import { DAY_MS, parseInstant } from "@anxin/core/time";
import type { Moment } from "./days.js";
import { tellLedger } from "./ledger.js";
import {
  ANXIN,
  BUYER,
  closePolicy,
  expectThat,
  findingsOf,
  MERCHANT,
  onlyPolicy,
  openShop,
  receivePayment,
  type Stage,
  tellOrder,
  walletBalance,
} from "./stage.js";
import { yuan } from "./teller.js";
import type { OfferAnswer, PolicyAnswer } from "./wire.js";

const PRODUCT = "return-freight";
const DEPOSIT_FEN = 50_000;
const PRICE_FEN = 12_900;
const HOME = { province: "四川省", city: "成都市" };
const SHOP = { province: "浙江省", city: "杭州市" };

const PAID: Moment = [1, 10, 0];
const SHIPPED: Moment = [1, 18, 30];
const DELIVERED: Moment = [3, 14, 20];
const ASKED: Moment = [4, 9, 0];
const SENT_BACK: Moment = [4, 16, 40];
const RECEIVED: Moment = [6, 11, 15];

interface Scene {
  readonly merchantId: string;
  readonly buyerId: string;
  readonly account: string;
  readonly line: {
    readonly lineId: string;
    readonly sku: string;
    readonly category: string;
    readonly unitPrice: number;
    readonly quantity: number;
  };
}

/** The order as the marketplace knows it, paid; what is added to it comes later. */
function orderOf(
  { days, run }: Stage,
  { merchantId, buyerId, account, line }: Scene,
  version: number,
  later: object,
): object {
  return {
    ...{ orderId: `story-${run}-T1`, version, currency: "CNY", merchantId, buyerId },
    payee: { channel: "alipay", account, name: "王小明" },
    ...{ shipTo: HOME, returnTo: SHOP, placedAt: days.at(PAID), paidAt: days.at(PAID) },
    lines: [{ ...line, title: "纯棉T恤 L码" }],
    ...later,
  };
}

export async function playTShirt(stage: Stage): Promise<void> {
  const { teller, run } = stage;
  teller.heading({ zh: "案例一  尺码不合适的T恤", en: "Case one: a T-shirt of the wrong size" });
  teller.paragraph({
    zh: "消费者买了一件T恤，收到后发现尺码不合适，需要退货。购买时商家赠送了退货运费险，消费者不用承担退货运费。",
    en: "A buyer orders a T-shirt, finds that the size is wrong, and sends it back. The merchant had given return-freight cover with the order, so the freight of the return is not the buyer's to bear.",
  });
  const scene: Scene = {
    merchantId: `story-${run}-clothes`,
    buyerId: `story-${run}-wang`,
    account: `wang-${run}@example.com`,
    line: { lineId: "1", sku: "TEE-L", category: "apparel", unitPrice: PRICE_FEN, quantity: 1 },
  };
  await giveCover(stage, scene);
  const policy = await buy(stage, scene);
  const claim = await sendBack(stage, scene, policy);
  const what = { zh: "支付退货运费", en: "pays the freight of the return" };
  await receivePayment(stage, { ...claim, account: scene.account, what });
  await closePolicy(stage, policy.policyId);
  teller.happenings();
  teller.findings(await findingsOf(stage.marketplace, claim.claimId));
  await tellLedger(stage, policy.policyId);
}

/** The merchant insures everything it sells; its pages show it. */
async function giveCover(stage: Stage, { merchantId, buyerId, line }: Scene): Promise<void> {
  const { marketplace, teller } = stage;
  await openShop(stage, {
    merchantId,
    name: { zh: "云间衣舍", en: "Cloud Clothes" },
    address: SHOP,
    deposit: DEPOSIT_FEN,
  });
  await marketplace.put(`/v1/merchants/${merchantId}/enrolments/${PRODUCT}`, {
    scope: { all: true },
    status: "active",
  });
  teller.step({
    zh: `商家为全店商品投保退货运费险（${PRODUCT}）`,
    en: `The merchant insures all its goods with return-freight cover (${PRODUCT})`,
  });
  const offer = await marketplace.post<OfferAnswer>("/v1/offers", {
    merchantId,
    buyerId,
    shipTo: HOME,
    returnTo: SHOP,
    lines: [line],
  });
  const gift = offer.lines[0]?.included.find(({ product }) => product === PRODUCT);
  expectThat(gift?.payer === "merchant", "the page shows the gift", offer);
  const most = yuan(gift.sumInsured);
  teller.step({
    zh: `商品页显示：退货运费险，商家赠送，最高 ${most} 元`,
    en: `The product page says: return-freight cover, given by the merchant, up to ${most} yuan`,
  });
}

/** Order, payment, shipment, delivery; the policy binds when the parcel leaves. */
async function buy(stage: Stage, scene: Scene): Promise<PolicyAnswer> {
  const { days, teller } = stage;
  const paid = await tellOrder(stage, orderOf(stage, scene, 1, {}));
  expectThat(paid.policies.length === 0, "no policy before the shipment", paid.policies);
  const price = yuan(PRICE_FEN);
  teller.step(
    {
      zh: `买家下单并付款：纯棉T恤 L码，${price} 元`,
      en: `The buyer orders and pays: a cotton T-shirt, size L, ${price} yuan`,
    },
    { who: BUYER, what: { zh: "购买T恤", en: "buys a T-shirt" }, amount: PRICE_FEN, when: PAID },
  );
  const parcel = {
    shipmentId: "s1",
    lineIds: ["1"],
    carrier: "SF",
    waybill: `SF${stage.run}1`,
    shippedAt: days.at(SHIPPED),
  };
  const shipped = await tellOrder(stage, orderOf(stage, scene, 2, { shipments: [parcel] }));
  const policy = onlyPolicy(shipped, PRODUCT);
  expectThat(
    policy.status === "in_force" && policy.payer === "merchant",
    "the policy is in force, paid by the merchant",
    policy,
  );
  expectThat(
    (await walletBalance(stage, scene.merchantId)) === DEPOSIT_FEN - policy.premium,
    "the wallet paid the premium",
    policy,
  );
  const premium = yuan(policy.premium);
  const lasts = daysBetween(policy);
  teller.step(
    {
      zh: `商家发货；保单 ${policy.policyId} 生效，保障 ${lasts} 天，保费 ${premium} 元从商家钱包划出`,
      en: `The parcel leaves; policy ${policy.policyId} binds for ${lasts} days, its premium of ${premium} yuan comes from the merchant's wallet`,
    },
    {
      who: MERCHANT,
      what: { zh: "发货，支付保费", en: "ships and pays the premium" },
      amount: policy.premium,
      when: SHIPPED,
    },
  );
  await tellOrder(stage, orderOf(stage, scene, 3, { shipments: [{ ...parcel, deliveredAt: days.at(DELIVERED) }] }));
  teller.step(
    {
      zh: `送达；尺码不合适`,
      en: `Delivered; the size is wrong`,
    },
    {
      who: BUYER,
      what: { zh: "收货，尺码不合适", en: "receives it; the size is wrong" },
      when: DELIVERED,
    },
  );
  return policy;
}

function daysBetween({ effectiveAt, expiresAt }: PolicyAnswer): number {
  return ((parseInstant(expiresAt ?? "") ?? 0) - (parseInstant(effectiveAt ?? "") ?? 0)) / DAY_MS;
}

/** The return travels; its claim opens, is decided and payable when the merchant confirms it. */
async function sendBack(
  stage: Stage,
  scene: Scene,
  { policyId }: PolicyAnswer,
): Promise<{ claimId: string; amount: number }> {
  const { days, teller, run } = stage;
  const shipments = [
    {
      shipmentId: "s1",
      lineIds: ["1"],
      carrier: "SF",
      waybill: `SF${run}1`,
      shippedAt: days.at(SHIPPED),
      deliveredAt: days.at(DELIVERED),
    },
  ];
  const parcel = {
    ...{ returnId: "r1", lineIds: ["1"], reason: "size", mode: "self_ship", carrier: "ZTO", waybill: `ZT${run}2` },
    ...{ requestedAt: days.at(ASKED), shippedAt: days.at(SENT_BACK) },
    scans: [{ at: days.at(SENT_BACK), kind: "picked_up", ...HOME, weightGrams: 420 }],
  };
  const travelling = await tellOrder(stage, orderOf(stage, scene, 4, { shipments, returns: [parcel] }));
  expectThat(travelling.claims.length === 0, "no claim before the merchant confirms", travelling.claims);
  teller.step(
    {
      zh: `买家寄回，运单 ${parcel.waybill}`,
      en: `The buyer sends it back, waybill ${parcel.waybill}`,
    },
    { who: BUYER, what: { zh: "寄回T恤", en: "sends it back" }, when: SENT_BACK },
  );
  const back = { ...parcel, receivedAt: days.at(RECEIVED), refundedAt: days.at(RECEIVED) };
  const confirmed = await tellOrder(stage, orderOf(stage, scene, 5, { shipments, returns: [back] }));
  const [claim, ...more] = confirmed.claims;
  expectThat(claim?.status === "approved" && more.length === 0, "one claim, approved", confirmed.claims);
  expectThat(
    onlyPolicy(confirmed, PRODUCT).policyId === policyId,
    "the claim is under the same policy",
    confirmed.policies,
  );
  teller.step(
    {
      zh: `商家确认收到退货并退款`,
      en: `The merchant confirms the return and refunds`,
    },
    {
      who: MERCHANT,
      what: { zh: "确认退货，退还货款", en: "confirms and refunds the price" },
      amount: PRICE_FEN,
      when: RECEIVED,
    },
  );
  const amount = yuan(claim.amount);
  teller.step(
    {
      zh: `赔案 ${claim.claimId} 自动立案、逐条核对并核定：赔付 ${amount} 元，无需申请`,
      en: `Claim ${claim.claimId} opens by itself, is checked clause by clause and approved: ${amount} yuan, nothing to file`,
    },
    { who: ANXIN, what: { zh: "核定赔案", en: "approves the claim" }, amount: claim.amount, when: "today" },
  );
  return claim;
}
