// Case two: a television breaks in transit; the merchant had insured it, the buyer files a claim with photos and is paid in full.

import { parseInstant, shanghaiClock } from "@anxin/core/time";
import { type Moment, momentText } from "./days.js";
import { tellLedger } from "./ledger.js";
import { photograph } from "./photo.js";
import type { Caller } from "./sandbox.js";
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
} from "./stage.js";
import { yuan } from "./teller.js";
import type { ClaimAnswer, ClaimForm, PolicyAnswer } from "./wire.js";

const PRODUCT = "transit-damage";
const DEPOSIT_FEN = 100_000;
const PRICE_FEN = 429_900;
const SKU = "TV-55";

const PAID: Moment = [3, 20, 15];
const SHIPPED: Moment = [4, 9, 40];
const DELIVERED: Moment = [6, 16, 0];
const INSPECTED: Moment = [6, 19, 30];

interface Scene {
  readonly merchantId: string;
  readonly buyerId: string;
  readonly account: string;
}

function orderOf(
  { days, run }: Stage,
  { merchantId, buyerId, account }: Scene,
  version: number,
  parcel: object,
): object {
  return {
    ...{ orderId: `story-${run}-T2`, version, currency: "CNY", merchantId, buyerId },
    payee: { channel: "alipay", account, name: "李静" },
    shipTo: { province: "北京市", city: "北京市" },
    returnTo: { province: "广东省", city: "佛山市" },
    ...{ placedAt: days.at(PAID), paidAt: days.at(PAID) },
    lines: [{ lineId: "1", sku: SKU, title: "55英寸电视机", category: "appliance", unitPrice: PRICE_FEN, quantity: 1 }],
    shipments: [{ shipmentId: "s1", lineIds: ["1"], carrier: "SF", waybill: `SF${run}3`, ...parcel }],
  };
}

export async function playTelevision(stage: Stage): Promise<void> {
  const { marketplace, teller, run } = stage;
  teller.heading({ zh: "案例二  运输途中破损的电视机", en: "Case two: a television broken in transit" });
  teller.paragraph({
    zh: "消费者买了一台电视机，在运输过程中发生破损。购买时商家投保了物流破损险，消费者验货拍照后申请理赔，获得全额赔偿。",
    en: "A buyer orders a television, and it breaks on its way. The merchant had insured it against damage in transit; the buyer inspects it, takes photos, files a claim, and is compensated in full.",
  });
  const scene: Scene = {
    merchantId: `story-${run}-electric`,
    buyerId: `story-${run}-li`,
    account: `li-${run}@example.com`,
  };
  const policy = await insureAndShip(stage, scene);
  await deliver(stage, scene);
  const portal = await marketplace.post<{ token: string }>("/v1/portal-sessions", {
    role: "buyer",
    buyerId: scene.buyerId,
  });
  const buyer = stage.enter(portal.token);
  const evidence = await photographDamage(stage, buyer, policy);
  const claim = await file(stage, buyer, policy, evidence);
  const what = { zh: "全额赔付电视机价款", en: "pays the whole price" };
  await receivePayment(stage, { claimId: claim.claimId, amount: claim.amount, account: scene.account, what });
  await closePolicy(stage, policy.policyId);
  teller.happenings();
  teller.findings(await findingsOf(buyer, claim.claimId));
  await tellLedger(stage, policy.policyId);
}

/** The merchant insures its televisions; the policy binds when the parcel leaves. */
async function insureAndShip(stage: Stage, scene: Scene): Promise<PolicyAnswer> {
  const { marketplace, teller, days } = stage;
  const { merchantId } = scene;
  const shop = {
    merchantId,
    name: { zh: "明视电器", en: "Bright Electric" },
    address: { province: "广东省", city: "佛山市" },
    deposit: DEPOSIT_FEN,
  };
  await openShop(stage, shop);
  await marketplace.put(`/v1/merchants/${merchantId}/enrolments/${PRODUCT}`, {
    scope: { skus: [SKU] },
    status: "active",
  });
  teller.step({
    zh: `商家为电视机（${SKU}）投保物流破损险（${PRODUCT}）`,
    en: `The merchant insures its televisions (${SKU}) against damage in transit (${PRODUCT})`,
  });
  const policy = onlyPolicy(await tellOrder(stage, orderOf(stage, scene, 1, { shippedAt: days.at(SHIPPED) })), PRODUCT);
  expectThat(
    policy.status === "in_force" && policy.sumInsured === PRICE_FEN,
    "the policy is in force over the price",
    policy,
  );
  const [price, premium] = [yuan(PRICE_FEN), yuan(policy.premium)];
  teller.step(
    {
      zh: `买家下单并付款：55英寸电视机，${price} 元`,
      en: `The buyer orders and pays: a 55 inch television, ${price} yuan`,
    },
    { who: BUYER, what: { zh: "购买电视机", en: "buys a television" }, amount: PRICE_FEN, when: PAID },
  );
  teller.step(
    {
      zh: `商家发货；保单 ${policy.policyId} 生效，保额 ${price} 元，保费 ${premium} 元`,
      en: `The parcel leaves; policy ${policy.policyId} binds over ${price} yuan for a premium of ${premium} yuan`,
    },
    {
      who: MERCHANT,
      what: { zh: "发货，支付保费", en: "ships and pays the premium" },
      amount: policy.premium,
      when: SHIPPED,
    },
  );
  return policy;
}

async function deliver(stage: Stage, scene: Scene): Promise<void> {
  const { days, teller } = stage;
  await tellOrder(stage, orderOf(stage, scene, 2, { shippedAt: days.at(SHIPPED), deliveredAt: days.at(DELIVERED) }));
  teller.step(
    { zh: `送达`, en: `Delivered` },
    { who: BUYER, what: { zh: "签收", en: "receives it" }, when: DELIVERED },
  );
  teller.step(
    {
      zh: `买家开箱验货：外箱一角压破，屏幕碎裂`,
      en: `The buyer unpacks and inspects: a corner of the box is crushed, the screen is shattered`,
    },
    {
      who: BUYER,
      what: { zh: "验货，发现破损", en: "inspects it and finds the damage" },
      when: INSPECTED,
    },
  );
}

interface Evidence {
  readonly evidenceId: string;
  readonly kind: string;
}

/** The buyer opens the claim form and uploads every photo that it asks for. */
async function photographDamage(
  { teller, days, run }: Stage,
  buyer: Caller,
  { policyId }: PolicyAnswer,
): Promise<readonly Evidence[]> {
  const form = await buyer.get<ClaimForm>(`/v1/policies/${policyId}/claim-form`);
  expectThat(form.failedChecks.length === 0, "a claim can be made", form.failedChecks);
  const until = parseInstant(form.window.until ?? "");
  expectThat(
    until !== null && until - (parseInstant(days.at(DELIVERED)) ?? 0) === 48 * 3_600_000,
    "48 hours to report",
    form.window,
  );
  const wanted = form.documents.filter(({ required }) => required);
  const list = wanted
    .map(({ title, minCount }) => `${title} ×${minCount}`)
    .join(teller.language === "zh" ? "、" : ", ");
  const end = `${momentText([DELIVERED[0] + 2, DELIVERED[1], DELIVERED[2]])[teller.language]}`;
  expectThat(shanghaiClock(until).slice(11, 16) === end.slice(-5), "the window ends when it is said to", form.window);
  teller.step({
    zh: `买家从商城进入理赔页；报案期限到 ${end}（签收后 48 小时），需要：${list}`,
    en: `The buyer comes in from the marketplace; the claim can be reported until ${end} (48 hours from delivery); wanted: ${list}`,
  });
  const evidence: Evidence[] = [];
  for (const { kind, minCount } of wanted) {
    for (let index = 0; index < minCount; index++) {
      const photo = photograph(kind, index, `${run} television`);
      expectThat(photo !== null, "the buyer has this photo", { kind, index });
      const { evidenceId } = await buyer.upload<{ evidenceId: string }>(
        "/v1/evidence",
        `${kind}-${index + 1}.png`,
        photo,
      );
      evidence.push({ evidenceId, kind });
    }
  }
  const count = evidence.length;
  teller.step(
    {
      zh: `上传 ${count} 张照片：重新编码，去除位置等信息，留存指纹`,
      en: `${count} photos are uploaded: re-encoded, freed of their location, and kept with a fingerprint`,
    },
    { who: BUYER, what: { zh: `上传 ${count} 张照片`, en: `uploads ${count} photos` }, when: "today" },
  );
  return evidence;
}

/** The buyer files the claim; rules decide it at once. */
async function file(
  { teller, days }: Stage,
  buyer: Caller,
  { policyId }: PolicyAnswer,
  evidence: readonly Evidence[],
): Promise<ClaimAnswer> {
  const claim = await buyer.post<ClaimAnswer>("/v1/claims", {
    ...{ policyId, peril: "breakage", occurredAt: days.at(DELIVERED), evidence, declaration: true },
    description: "外箱一角压破，开箱后发现屏幕碎裂，无法使用",
    fields: { degree: "total", inspectionNote: "屏幕整块碎裂，无法点亮", inspectedAt: days.at(INSPECTED) },
  });
  const { status, decision, amount, claimId } = claim;
  expectThat(status === "approved" && decision?.automatic === true, "rules approve the claim", { status, decision });
  expectThat(amount === PRICE_FEN, "the whole price is granted", amount);
  teller.step(
    {
      zh: `买家提交赔案 ${claimId}：全损，附验货说明与 ${evidence.length} 张照片`,
      en: `The buyer files claim ${claimId}: a total loss, with a note of the inspection and ${evidence.length} photos`,
    },
    { who: BUYER, what: { zh: "申请理赔", en: "files a claim" }, when: "today" },
  );
  const granted = yuan(amount);
  teller.step(
    {
      zh: `逐条核对，自动核定：全额赔付 ${granted} 元`,
      en: `Checked clause by clause and approved at once: the whole ${granted} yuan`,
    },
    { who: ANXIN, what: { zh: "核定赔案", en: "approves the claim" }, amount, when: "today" },
  );
  return claim;
}
