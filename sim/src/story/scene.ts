// Understands what the products' stories have in common: days that pass, a shop, its goods, a claim, and money.

import type { Text } from "@anxin/core/product/product";
import { parseInstant } from "@anxin/core/time";
import { daysAfter, type Moment } from "./days.js";
import { tellLedger } from "./ledger.js";
import { photograph } from "./photo.js";
import type { Caller } from "./sandbox.js";
import {
  ALIPAY,
  ANXIN,
  BUYER,
  CARRIER,
  expectThat,
  MERCHANT,
  onlyPolicy,
  openShop,
  type Stage,
  tellOrder,
} from "./stage.js";
import { yuan } from "./teller.js";
import type { ClaimAnswer, GatewayTransfer, OfferAnswer, OrderAnswer, PolicyAnswer } from "./wire.js";

/** Who sells what to whom, and which cover goes with it. Amounts are fen. */
export interface Scene {
  /** Of the story: three, after the two that are told first. */
  readonly number: number;
  /** Part of every id of the story. */
  readonly name: string;
  readonly product: string;
  readonly cover: Text;
  readonly title: Text;
  readonly about: Text;
  readonly shop: Text;
  readonly buyer: string;
  readonly goods: Text;
  readonly category: string;
  readonly unitPrice: number;
  readonly quantity?: number;
  /** What the merchant pays in for premiums; nothing where the buyer pays. */
  readonly deposit: number;
}

const HOME = { province: "四川省", city: "成都市" };
const SHOP = { province: "浙江省", city: "杭州市" };

/** A story as it is played: its stage, with days of its own, and the ids of its people. */
export interface Played extends Stage {
  readonly scene: Scene;
  readonly merchantId: string;
  readonly buyerId: string;
  /** The buyer's Alipay account. */
  readonly account: string;
}

/** Begins a story tomorrow: a heading, a shop, and the cover that it takes out. */
export async function begin(stage: Stage, scene: Scene): Promise<Played> {
  const { now } = await stage.marketplace.get<{ now: string }>("/v1/sandbox/clock");
  const today = parseInstant(now);
  expectThat(today !== null, "the sandbox tells its time", now);
  stage.teller.heading(scene.title);
  stage.teller.paragraph(scene.about);
  const id = `story-${stage.run}-${scene.name}`;
  const played = {
    ...{ ...stage, days: daysAfter(today), scene, merchantId: `${id}-shop`, buyerId: `${id}-buyer` },
    account: `${scene.name}-${stage.run}@example.com`,
  };
  await openShop(played, { merchantId: played.merchantId, name: scene.shop, address: SHOP, deposit: scene.deposit });
  return played;
}

/** The merchant insures all its goods. */
export async function insure({ marketplace, teller, merchantId, scene: { product, cover } }: Played): Promise<void> {
  const body = { scope: { all: true }, status: "active" };
  await marketplace.put(`/v1/merchants/${merchantId}/enrolments/${product}`, body);
  teller.step({
    zh: `商家为全店商品投保${cover.zh}（${product}）`,
    en: `The merchant insures all its goods: ${cover.en} (${product})`,
  });
}

/** Lets the sandbox's clock come to a moment of the story; whatever falls due on the way is done. */
export async function comeTo({ marketplace, days }: Stage, moment: Moment): Promise<void> {
  await marketplace.post("/v1/sandbox/clock", { set: days.at(moment) });
}

interface Sale {
  readonly paid: Moment;
  readonly shipped: Moment;
  /** As the carrier tells it. */
  readonly delivered: Moment;
}

const lineOf = ({ name, category, unitPrice, quantity = 1 }: Scene) => ({
  ...{ lineId: "1", sku: `STORY-${name.toUpperCase()}`, category, unitPrice, quantity },
});

/** Order, payment, shipment and delivery, each told when it happens; answers the policy. */
export async function sell(played: Played, { paid, shipped, delivered }: Sale, covers: readonly object[] = []) {
  const { teller, days, scene, run } = played;
  await comeTo(played, paid);
  const tell = (version: number, parcel: object | null): Promise<OrderAnswer> =>
    tellOrder(played, {
      ...{ orderId: `story-${run}-${scene.name}`, version, currency: "CNY" },
      ...{ merchantId: played.merchantId, buyerId: played.buyerId, shipTo: HOME, returnTo: SHOP },
      payee: { channel: "alipay", account: played.account, name: scene.buyer },
      ...{ placedAt: days.at(paid), paidAt: days.at(paid) },
      lines: [{ ...lineOf(scene), title: scene.goods.zh, ...(covers.length === 0 ? {} : { covers }) }],
      shipments: parcel === null ? [] : [{ ...parcelOf(run, scene), ...parcel }],
    });
  await tell(1, null);
  const price = yuan(scene.unitPrice * (scene.quantity ?? 1));
  teller.act(BUYER, paid, {
    zh: `下单并付款：${scene.goods.zh}，${price} 元`,
    en: `orders and pays: ${scene.goods.en}, ${price} yuan`,
  });
  await comeTo(played, shipped);
  const shippedAt = days.at(shipped);
  await tell(2, { shippedAt });
  await comeTo(played, delivered);
  const policy = onlyPolicy(await tell(3, { shippedAt, deliveredAt: days.at(delivered) }), scene.product);
  const by: Text =
    policy.payer === "buyer" ? { zh: "买家付", en: "paid by the buyer" } : { zh: "商家付", en: "paid by the merchant" };
  const [premium, sum] = [yuan(policy.premium), yuan(policy.sumInsured)];
  teller.act(MERCHANT, shipped, {
    zh: `发货；保单 ${policy.policyId}，保额 ${sum} 元，保费 ${premium} 元（${by.zh}）`,
    en: `ships; policy ${policy.policyId} is over ${sum} yuan for a premium of ${premium} yuan (${by.en})`,
  });
  teller.act(CARRIER, delivered, { zh: `登记送达`, en: `notes the delivery` });
  return policy;
}

const parcelOf = (run: string, { number }: Scene) => ({
  ...{ shipmentId: "s1", lineIds: ["1"], carrier: "SF", waybill: `SF${run}0${number}` },
});

/** The buyer is offered the cover and chooses it; answers what goes with the order's line. */
export async function choose(played: Played, moment: Moment): Promise<readonly object[]> {
  const { marketplace, teller, scene, merchantId, buyerId } = played;
  await comeTo(played, moment);
  const offer = await marketplace.post<OfferAnswer>("/v1/offers", {
    ...{ merchantId, buyerId, shipTo: HOME, returnTo: SHOP, lines: [lineOf(scene)] },
  });
  const found = offer.lines[0]?.optional.find(({ product }) => product === scene.product);
  expectThat(found !== undefined, "the cover is offered", offer);
  const premium = yuan(found.premium);
  teller.act(BUYER, moment, {
    zh: `在商品页选了${scene.cover.zh}，保费 ${premium} 元，没有默认勾选`,
    en: `chooses ${scene.cover.en} on the product's page for ${premium} yuan; nothing was ticked beforehand`,
  });
  return [{ product: scene.product, quote: found.quote }];
}

/** The buyer, or the merchant, comes in through the portal. */
export async function comeIn({ marketplace, enter, buyerId, merchantId }: Played, role: "buyer" | "merchant") {
  const who = role === "buyer" ? { role, buyerId } : { role, merchantId };
  return enter((await marketplace.post<{ token: string }>("/v1/portal-sessions", who)).token);
}

/** A member of staff, signed in. */
export const staffMember = async ({ enter, staff }: Stage, role: string, number = 0): Promise<Caller> =>
  enter(await staff.enter(role, number));

interface Evidence {
  readonly evidenceId: string;
  readonly kind: string;
}

/** Uploads so many pictures of each kind. */
export async function upload(
  { run, scene }: Played,
  caller: Caller,
  kinds: Readonly<Record<string, number>>,
): Promise<readonly Evidence[]> {
  const evidence: Evidence[] = [];
  for (const [kind, count] of Object.entries(kinds)) {
    for (let index = 0; index < count; index++) {
      const photo = photograph(kind, index, `${run} ${scene.name}`);
      expectThat(photo !== null, "there is such a picture", { kind, index });
      const { evidenceId } = await caller.upload<{ evidenceId: string }>("/v1/evidence", `${kind}-${index}.png`, photo);
      evidence.push({ evidenceId, kind });
    }
  }
  return evidence;
}

interface Loss {
  readonly peril: string;
  readonly occurred: Moment;
  /** What the buyer writes. */
  readonly description: string;
  readonly fields: object;
  /** How many pictures of each kind the buyer adds. */
  readonly pictures: Readonly<Record<string, number>>;
  readonly told: Text;
}

/** The buyer files a claim at a moment. */
export async function fileClaim(
  played: Played,
  buyer: Caller,
  { policyId }: PolicyAnswer,
  moment: Moment,
  { peril, occurred, description, fields, pictures, told }: Loss,
): Promise<ClaimAnswer> {
  await comeTo(played, moment);
  const evidence = await upload(played, buyer, pictures);
  const claim = await buyer.post<ClaimAnswer>("/v1/claims", {
    ...{ policyId, peril, occurredAt: played.days.at(occurred), description, fields, evidence, declaration: true },
  });
  const count = evidence.length;
  played.teller.act(BUYER, moment, {
    zh: `提交赔案 ${claim.claimId}：${told.zh}（${count} 份材料）`,
    en: `files claim ${claim.claimId}: ${told.en} (${count} documents)`,
  });
  return claim;
}

/** Ends the story unless the claim stands where it is told to. */
export function expectStatus(claim: ClaimAnswer, status: string): void {
  expectThat(claim.status === status, `the claim is ${status}`, {
    ...{ status: claim.status, amount: claim.amount, decision: claim.decision, missing: claim.missing },
  });
}

/** Rules granted this much at once. */
export function approvedByRules(played: Played, claim: ClaimAnswer, moment: Moment, amount: number, how: Text): void {
  expectStatus(claim, "approved");
  expectThat(claim.decision?.automatic === true && claim.amount === amount, `rules grant ${amount}`, claim.decision);
  const granted = yuan(amount);
  played.teller.act(ANXIN, moment, {
    zh: `逐条核对，自动核定 ${granted} 元：${how.zh}`,
    en: `checks clause by clause and grants ${granted} yuan at once: ${how.en}`,
  });
}

/** What the buyer was paid arrived, in so many payments, and only once each. */
export async function arrived(played: Played, { claimId }: ClaimAnswer, amounts: readonly number[]): Promise<void> {
  const { marketplace, teller, account } = played;
  await marketplace.post("/v1/sandbox/settle");
  const { payouts } = await marketplace.get<ClaimAnswer>(`/v1/claims/${claimId}`);
  const paid = payouts.filter(({ status }) => status === "succeeded").map(({ amount }) => amount);
  expectThat(
    paid.length === payouts.length && sorted(paid) === sorted(amounts),
    "everything that was granted is paid",
    payouts,
  );
  const { data } = await marketplace.get<{ data: GatewayTransfer[] }>("/v1/sandbox/alipay/transfers");
  const received = data.filter(({ payee, state }) => payee === account && state === "SUCCESS");
  expectThat(sorted(received.map(({ amount }) => amount)) === sorted(amounts), "the gateway moved it once", received);
  const list = amounts.map(yuan).join(" + ");
  teller.step({
    zh: `${ALIPAY.zh}转账 ${list} 元到 ${account}；网关自己的账本也是这样，没有第二次`,
    en: `${ALIPAY.en} transfers ${list} yuan to ${account}; the gateway's own book says the same, and has nothing twice`,
  });
}

const sorted = (amounts: readonly number[]): string => [...amounts].sort((a, b) => a - b).join(" ");

/** Ends a story: the ledger, line by line. */
export async function end(played: Played, { policyId }: PolicyAnswer): Promise<void> {
  await tellLedger(played, policyId);
}
