// Case six: a cream causes an allergic reaction; it cost more than rules may pay, so a person grants the refund.

import type { Moment } from "./days.js";
import {
  arrived,
  begin,
  comeIn,
  comeTo,
  end,
  expectStatus,
  fileClaim,
  insure,
  type Scene,
  sell,
  staffMember,
} from "./scene.js";
import { ADJUSTER, ANXIN, expectThat, type Stage } from "./stage.js";
import { yuan } from "./teller.js";
import type { ClaimAnswer } from "./wire.js";

const PRICE_FEN = 16_800;

const SCENE: Scene = {
  ...{ number: 6, name: "allergy", product: "allergy", category: "beauty", unitPrice: PRICE_FEN, deposit: 10_000 },
  cover: { zh: "过敏险", en: "allergy cover" },
  title: { zh: "案例六  用了过敏的面霜（过敏险）", en: "Case six: a cream that was not borne (allergy)" },
  about: {
    zh: "使用面霜后过敏，附就诊记录。超过规则可以自动赔付的 100 元，由理赔员核定全额退款。",
    en: "A cream causes an allergic reaction, and there is a medical record. It cost more than the 100 yuan that rules may pay, so an adjuster grants the refund.",
  },
  shop: { zh: "素颜美妆", en: "Plain Beauty" },
  buyer: "吴婷",
  goods: { zh: "面霜", en: "a cream" },
};

const SALE = { paid: [1, 10, 0], shipped: [1, 16, 0], delivered: [3, 10, 0] } as const;
const USED: Moment = [5, 21, 0];
const FILED: Moment = [6, 11, 0];
const DECIDED: Moment = [6, 16, 0];

export async function playAllergy(stage: Stage): Promise<void> {
  const played = await begin(stage, SCENE);
  await insure(played);
  const policy = await sell(played, SALE);
  const claim = await fileClaim(played, await comeIn(played, "buyer"), policy, FILED, {
    ...{ peril: "allergic_reaction", occurred: USED, description: "使用后面部红肿" },
    fields: { symptoms: "连用两晚后面部红肿、瘙痒" },
    pictures: { allergy_photo: 1, medical_record: 1 },
    told: { zh: "面部红肿，附就诊记录", en: "a swollen face, with the medical record" },
  });
  expectStatus(claim, "in_review");
  played.teller.act(ANXIN, FILED, {
    zh: `条款逐条符合；超过 100.00 元，转人工`,
    en: `finds every clause met; above 100.00 yuan a person looks`,
  });
  await comeTo(played, DECIDED);
  const path = `/v1/claims/${claim.claimId}`;
  const adjuster = await staffMember(played, "adjuster", 1);
  const body = { outcome: "approve", amount: PRICE_FEN, note: "病历与照片一致" };
  const decided = await adjuster.post<ClaimAnswer>(`${path}/decisions`, body, path);
  expectStatus(decided, "approved");
  expectThat(decided.amount === PRICE_FEN, "the price is granted", decided.amount);
  const granted = yuan(PRICE_FEN);
  played.teller.act(ADJUSTER, DECIDED, { zh: `核定退款 ${granted} 元`, en: `grants the price, ${granted} yuan` });
  await arrived(played, claim, [PRICE_FEN]);
  await end(played, policy);
}
