// Case four: a scarf is a counterfeit; the merchant is heard, two people decide, and the merchant pays it back.

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
  type Played,
  type Scene,
  sell,
  staffMember,
  upload,
} from "./scene.js";
import { ADJUSTER, ANXIN, expectThat, FINANCE, MERCHANT, type Stage, SUPERVISOR } from "./stage.js";
import { yuan } from "./teller.js";
import type { ClaimAnswer, PolicyAnswer, RecoveryAnswer } from "./wire.js";

const PRICE_FEN = 129_900;
const FEE_FEN = 30_000;
/** The price back, three times more, and the fee of the appraisal. */
const GRANTED_FEN = 4 * PRICE_FEN + FEE_FEN;
const APPRAISER = "云锦品牌知识产权部（演示）";

const SCENE: Scene = {
  ...{
    number: 4,
    name: "authenticity",
    product: "authenticity",
    category: "apparel",
    unitPrice: PRICE_FEN,
    deposit: 50_000,
  },
  cover: { zh: "正品保障险", en: "authenticity cover" },
  title: { zh: "案例四  假冒的丝巾（正品保障险）", en: "Case four: a counterfeit scarf (authenticity)" },
  about: {
    zh: "品牌方鉴定为假货。先听商家怎么说；金额超过理赔员权限，由主管复核；赔付后向商家追偿。",
    en: "The brand says that a scarf is a counterfeit. The merchant is heard first; the amount is above an adjuster's authority, so a supervisor looks too; then the merchant is asked for it.",
  },
  shop: { zh: "锦上丝绸", en: "Brocade Silk" },
  buyer: "赵敏",
  goods: { zh: "云锦丝巾", en: "a silk scarf" },
};

const SALE = { paid: [1, 10, 0], shipped: [1, 17, 0], delivered: [4, 11, 0] } as const;
const FILED: Moment = [10, 10, 0];
const STATED: Moment = [11, 15, 0];
const PROPOSED: Moment = [12, 10, 0];
const APPROVED: Moment = [12, 15, 0];
const RECEIVED: Moment = [20, 11, 0];

export async function playAuthenticity(stage: Stage): Promise<void> {
  const played = await begin(stage, SCENE);
  await insure(played);
  const policy = await sell(played, SALE);
  const claim = await file(played, policy);
  await hearMerchant(played, claim);
  await decide(played, claim);
  await arrived(played, claim, [GRANTED_FEN]);
  await recover(played, claim);
  await end(played, policy);
}

async function file(played: Played, policy: PolicyAnswer): Promise<ClaimAnswer> {
  const buyer = await comeIn(played, "buyer");
  const report = {
    reportNo: `YJ-${played.run}`,
    reportDate: played.days.at([9, 0, 0]).slice(0, 10),
    conclusion: "failed",
  };
  const claim = await fileClaim(played, buyer, policy, FILED, {
    ...{ peril: "counterfeit", occurred: SALE.delivered, description: "品牌方鉴定为假冒商品" },
    fields: { institution: APPRAISER, brand: "云锦", ...report, fee: FEE_FEN },
    pictures: { product_photo: 2, appraisal: 1, fee_invoice: 1 },
    told: { zh: "附品牌方的鉴定报告", en: "with the appraisal by the brand" },
  });
  expectStatus(claim, "in_review");
  played.teller.act(ANXIN, FILED, {
    zh: `请商家在三个工作日内说明；在它答复之前谁也不能核定`,
    en: `asks the merchant for its side within three working days; nobody decides before it has answered`,
  });
  return claim;
}

async function hearMerchant(played: Played, { claimId }: ClaimAnswer): Promise<void> {
  await comeTo(played, STATED);
  const merchant = await comeIn(played, "merchant");
  const evidence = await upload(played, merchant, { purchase_record: 1 });
  const statement = { position: "disputes", statement: "我们从正规批发商进货，附进货单", evidence };
  const heard = await merchant.post<ClaimAnswer>(`/v1/claims/${claimId}/merchant-statement`, statement);
  expectThat(heard.merchantStatement?.position === "disputes", "the merchant is heard", heard.merchantStatement);
  played.teller.act(MERCHANT, STATED, {
    zh: `不同意：从批发商进的货，附进货单`,
    en: `disputes it: the goods came from a wholesaler, here is the record`,
  });
}

/** Above an adjuster's authority: one proposes, another lets it stand. */
async function decide(played: Played, { claimId }: ClaimAnswer): Promise<void> {
  const { teller } = played;
  const path = `/v1/claims/${claimId}`;
  const granted = yuan(GRANTED_FEN);
  await comeTo(played, PROPOSED);
  const adjuster = await staffMember(played, "adjuster");
  const body = { outcome: "approve", amount: GRANTED_FEN, note: "进货单上的批发商没有品牌授权；鉴定报告有效" };
  const proposed = await adjuster.post<ClaimAnswer>(`${path}/decisions`, body, path);
  expectStatus(proposed, "awaiting_second");
  teller.act(ADJUSTER, PROPOSED, {
    zh: `拟核定 ${granted} 元（退一赔三，加鉴定费）；超过本人权限，转复核`,
    en: `would grant ${granted} yuan (the price and three times more, and the fee); above their authority, so it waits`,
  });
  await comeTo(played, APPROVED);
  const supervisor = await staffMember(played, "supervisor");
  const waiting = await supervisor.get<ClaimAnswer>(path);
  const decisionId = waiting.decision?.decisionId ?? "";
  const approval = { approve: true, note: "同意" };
  const approved = await supervisor.post<ClaimAnswer>(`${path}/decisions/${decisionId}/approval`, approval, path);
  expectStatus(approved, "approved");
  teller.act(SUPERVISOR, APPROVED, { zh: `复核同意，核定生效`, en: `looks at it too and agrees: the decision stands` });
}

async function recover(played: Played, { claimId }: ClaimAnswer): Promise<void> {
  await comeTo(played, RECEIVED);
  const finance = await staffMember(played, "finance");
  const { data } = await finance.get<{ data: RecoveryAnswer[] }>(`/v1/recoveries?claimId=${claimId}`);
  const [recovery, ...more] = data;
  expectThat(recovery?.receivable === GRANTED_FEN && more.length === 0, "the merchant owes all of it", data);
  const receipt = { amount: GRANTED_FEN, bankReference: `ICBC-${played.run}`, note: "商家汇款" };
  const paid = await finance.post<RecoveryAnswer>(`/v1/recoveries/${recovery.recoveryId}/receipts`, receipt);
  expectThat(paid.received === GRANTED_FEN && paid.receivable === 0, "the merchant has paid all of it", paid);
  const amount = yuan(paid.received);
  played.teller.act(FINANCE, RECEIVED, {
    zh: `商家汇来 ${amount} 元，追偿 ${recovery.recoveryId} 结清（${paid.status}）`,
    en: `books ${amount} yuan that the merchant sent: recovery ${recovery.recoveryId} is ${paid.status}`,
  });
}
