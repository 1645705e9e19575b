// Case ten: rules refuse a claim that seems to come too late; a person agrees with them, and on appeal another one does not.

import type { Moment } from "./days.js";
import type { Caller } from "./sandbox.js";
import {
  arrived,
  begin,
  comeIn,
  comeTo,
  end,
  expectStatus,
  fileClaim,
  insure,
  type Played,
  type Scene,
  sell,
  staffMember,
  upload,
} from "./scene.js";
import { ADJUSTER, ANXIN, BUYER, CARRIER, expectThat, FINANCE, type Stage, SUPERVISOR } from "./stage.js";
import { yuan } from "./teller.js";
import type { AppealAnswer, ClaimAnswer, PolicyAnswer, RecoveryAnswer } from "./wire.js";

const PRICE_FEN = 199_900;

const SCENE: Scene = {
  ...{
    number: 10,
    name: "appeal",
    product: "transit-damage",
    category: "appliance",
    unitPrice: PRICE_FEN,
    deposit: 50_000,
  },
  cover: { zh: "物流破损险", en: "cover against damage in transit" },
  title: {
    zh: "案例十  拒赔、人工复核与申诉（物流破损险）",
    en: "Case ten: refused, reviewed, appealed (damage in transit)",
  },
  about: {
    zh: "承运商登记的签收时间比买家真正拿到货早了两天，规则因报案超期拒赔。买家先请人工复核，再申诉；另一个人改判，并为迟付的日子付息。",
    en: "The carrier noted the delivery two days before the buyer had the parcel, so rules refuse the claim as too late. The buyer asks for a person, then appeals; another person overturns it, with interest for the delay.",
  },
  shop: { zh: "清风电器", en: "Fresh Breeze" },
  buyer: "孙悦",
  goods: { zh: "空气净化器", en: "an air purifier" },
};

const SALE = { paid: [1, 10, 0], shipped: [1, 18, 0], delivered: [3, 9, 0] } as const;
const FOUND: Moment = [5, 18, 0];
const FILED: Moment = [5, 19, 0];
const REVIEW: Moment = [6, 9, 0];
const REFUSED: Moment = [7, 10, 0];
const APPEALED: Moment = [20, 10, 0];
const OVERTURNED: Moment = [30, 14, 0];
const SUBMITTED: Moment = [31, 10, 0];
const RECOVERED: Moment = [35, 10, 0];

export async function playAppeal(stage: Stage): Promise<void> {
  const played = await begin(stage, SCENE);
  await insure(played);
  const policy = await sell(played, SALE);
  const buyer = await comeIn(played, "buyer");
  const claim = await refusedByRules(played, buyer, policy);
  await review(played, buyer, claim);
  const interest = await appeal(played, buyer, claim);
  await arrived(played, claim, [PRICE_FEN, interest]);
  await recover(played, claim);
  await end(played, policy);
}

/** The parcel had been at the station for two days. */
async function refusedByRules(played: Played, buyer: Caller, policy: PolicyAnswer): Promise<ClaimAnswer> {
  await comeTo(played, FOUND);
  played.teller.act(BUYER, FOUND, {
    zh: `从驿站取回，拆开发现摔坏了`,
    en: `has it from the parcel station, and finds it broken`,
  });
  const claim = await fileClaim(played, buyer, policy, FILED, {
    ...{ peril: "breakage", occurred: SALE.delivered, description: "外壳碎裂，无法开机" },
    fields: { degree: "total", inspectionNote: "外壳碎裂", inspectedAt: played.days.at(FOUND) },
    pictures: { outer_box: 1, waybill_label: 1, damage: 2 },
    told: { zh: "全损", en: "a total loss" },
  });
  expectStatus(claim, "rejected");
  expectThat(claim.decision?.reasonCodes.includes("outside_window") === true, "it came too late", claim.decision);
  const [reason] = claim.decision.reasons;
  played.teller.act(ANXIN, FILED, {
    zh: `自动拒赔（条款 ${reason?.clause?.id ?? ""}）：${reason?.text ?? ""}`,
    en: `refuses it at once (clause ${reason?.clause?.id ?? ""}): ${reason?.text ?? ""}`,
  });
  return claim;
}

/** Who was refused by rules alone may ask for a person (PIPL art. 24). */
async function review(played: Played, buyer: Caller, { claimId }: ClaimAnswer): Promise<void> {
  const { teller } = played;
  const path = `/v1/claims/${claimId}`;
  await comeTo(played, REVIEW);
  expectStatus(
    await buyer.post<ClaimAnswer>(`${path}/reviews`, { reason: "货一直在驿站，我第五天才拿到" }),
    "in_review",
  );
  teller.act(BUYER, REVIEW, {
    zh: `要求人工复核：包裹一直在驿站`,
    en: `asks for a person: the parcel lay at the station`,
  });
  await comeTo(played, REFUSED);
  const adjuster = await staffMember(played, "adjuster");
  const body = { outcome: "reject", reasonCodes: ["outside_window"], note: "承运商登记第三天签收，没有相反的证明" };
  expectStatus(await adjuster.post<ClaimAnswer>(`${path}/decisions`, body, path), "rejected");
  await played.marketplace.post("/v1/sandbox/settle");
  const { refusalNotice } = await buyer.get<ClaimAnswer>(path);
  expectThat(refusalNotice !== null && refusalNotice.deliveredAt !== null, "the refusal is explained", refusalNotice);
  teller.act(ADJUSTER, REFUSED, {
    zh: `维持拒赔：没有相反的证明；拒赔通知书送达，写明理由与申诉办法`,
    en: `refuses it too, for want of proof; a notice with the reasons and the ways to appeal is delivered`,
  });
}

/** Answers what is owed for the delay, in fen. */
async function appeal(played: Played, buyer: Caller, { claimId }: ClaimAnswer): Promise<number> {
  const { teller } = played;
  const path = `/v1/claims/${claimId}`;
  await comeTo(played, APPEALED);
  const evidence = await upload(played, buyer, { signature_record: 1 });
  const reason = "驿站的取件记录：第五天 17:40 取件，此前无人签收";
  const { appeals } = await buyer.post<ClaimAnswer>(`${path}/appeals`, { reason, evidence });
  const appealId = appeals[0]?.appealId ?? "";
  teller.act(BUYER, APPEALED, {
    zh: `申诉 ${appealId}：附驿站取件记录，第五天 17:40 才取到`,
    en: `appeals, ${appealId}, with the station's record: collected on day 5 at 17:40`,
  });
  await comeTo(played, OVERTURNED);
  const supervisor = await staffMember(played, "supervisor");
  const answer = { decision: "overturn", outcome: "approve", amount: PRICE_FEN, note: "取件记录可信，报案没有超期" };
  const on = `/v1/appeals/${appealId}`;
  const { state, interest } = await supervisor.post<AppealAnswer>(`${on}/decision`, answer, on);
  expectThat(state === "overturned" && interest > 0, "it is overturned, with interest", { state, interest });
  const [granted, late] = [yuan(PRICE_FEN), yuan(interest)];
  teller.act(SUPERVISOR, OVERTURNED, {
    zh: `此前没有经手本案；改判全额赔付 ${granted} 元，另付迟延利息 ${late} 元`,
    en: `overturns it, having had no part in it before: the whole ${granted} yuan, and ${late} of interest for the delay`,
  });
  return interest;
}

/** The carrier is liable for what it broke; for the interest it is not. */
async function recover(played: Played, { claimId }: ClaimAnswer): Promise<void> {
  const { teller } = played;
  const finance = await staffMember(played, "finance");
  const { data } = await finance.get<{ data: RecoveryAnswer[] }>(`/v1/recoveries?claimId=${claimId}`);
  const [recovery, ...more] = data;
  expectThat(recovery?.debtor.kind === "carrier" && more.length === 0, "the carrier is liable", data);
  const path = `/v1/recoveries/${recovery.recoveryId}`;
  await comeTo(played, SUBMITTED);
  await finance.post<RecoveryAnswer>(`${path}/submissions`);
  teller.act(FINANCE, SUBMITTED, {
    zh: `向承运商追偿 ${yuan(recovery.claimed)} 元（${recovery.recoveryId}）`,
    en: `asks the carrier for ${yuan(recovery.claimed)} yuan (${recovery.recoveryId})`,
  });
  await comeTo(played, RECOVERED);
  const paid = await finance.get<RecoveryAnswer>(path);
  expectThat(paid.received === PRICE_FEN && paid.receivable === 0, "the carrier has paid all of it", paid);
  teller.act(CARRIER, RECOVERED, {
    zh: `认赔并已付款（${paid.status}）`,
    en: `has accepted and paid it (${paid.status})`,
  });
}
