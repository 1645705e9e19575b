// Case three: a coat is not of wool; a person asks for what is missing and decides, and the merchant bears it.

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
import { ADJUSTER, ANXIN, BUYER, expectThat, FINANCE, type Stage } from "./stage.js";
import { yuan } from "./teller.js";
import type { ClaimAnswer, PolicyAnswer, RecoveryAnswer } from "./wire.js";

const PRICE_FEN = 59_900;
const FEE_FEN = 20_000;
/** The price back, the same again, and the fee of the test. */
const GRANTED_FEN = 2 * PRICE_FEN + FEE_FEN;
const INSTITUTION = "国家纺织制品质量检验检测中心";

const SCENE: Scene = {
  ...{ number: 3, name: "quality", product: "quality", category: "apparel", unitPrice: PRICE_FEN, deposit: 300_000 },
  cover: { zh: "品质保障险", en: "quality cover" },
  title: { zh: "案例三  不是羊毛的羊毛大衣（品质保障险）", en: "Case three: a woollen coat without wool (quality)" },
  about: {
    zh: "买家送检，报告说不是羊毛。理赔员一次列全还缺的材料，核定退一赔一；商家事先书面同意，赔款从它的钱包抵扣。",
    en: "A test says that a coat is not of wool. An adjuster asks once for all that is missing, and grants the price and the same again; the merchant agreed in writing to have it set off against its wallet.",
  },
  shop: { zh: "暖冬服饰", en: "Warm Winter" },
  buyer: "陈晓",
  goods: { zh: "羊毛大衣", en: "a woollen coat" },
};

const AGREED: Moment = [1, 9, 0];
const SALE = { paid: [1, 10, 0], shipped: [1, 16, 0], delivered: [3, 12, 0] } as const;
const FILED: Moment = [8, 14, 0];
const ASKED: Moment = [8, 15, 30];
const ADDED: Moment = [9, 10, 0];
const DECIDED: Moment = [9, 14, 0];
const NETTED: Moment = [12, 10, 0];

export async function playQuality(stage: Stage): Promise<void> {
  const played = await begin(stage, SCENE);
  await insure(played);
  await agree(played);
  const policy = await sell(played, SALE);
  const buyer = await comeIn(played, "buyer");
  const claim = await askAndAdd(played, buyer, await file(played, buyer, policy));
  await decide(played, claim);
  await arrived(played, claim, [GRANTED_FEN]);
  await setOff(played, claim);
  await end(played, policy);
}

/** Set-off by agreement needs one; without, the merchant would be asked and would pay. */
async function agree(played: Played): Promise<void> {
  await comeTo(played, AGREED);
  const finance = await staffMember(played, "finance");
  const path = `/v1/merchants/${played.merchantId}/recovery-terms`;
  const agreedOn = played.days.at(AGREED).slice(0, 10);
  const terms = { netting: true, agreedOn, textVersion: "2026-1", source: "wallet", monthMax: null, noticeDays: 1 };
  await finance.put(path, terms, path);
  played.teller.act(FINANCE, AGREED, {
    zh: `登记商家的书面同意：追偿款可从钱包抵扣，提前 1 天通知`,
    en: `records that the merchant agreed in writing: recoveries are set off against its wallet, a day after notice`,
  });
}

function file(played: Played, buyer: Caller, policy: PolicyAnswer): Promise<ClaimAnswer> {
  const reportDate = played.days.at([7, 0, 0]).slice(0, 10);
  return fileClaim(played, buyer, policy, FILED, {
    ...{ peril: "material_mismatch", occurred: SALE.delivered, description: "送检结果与标签不符，不含羊毛" },
    fields: { institution: INSTITUTION, reportNo: `FZ-${played.run}`, reportDate, conclusion: "failed", fee: FEE_FEN },
    pictures: { product_photo: 2 },
    told: { zh: "材质不符，只附了照片", en: "not the material that was sold, with photos only" },
  });
}

/** What the terms still lack goes out in one list; the law's clock stands until it is there. */
async function askAndAdd(played: Played, buyer: Caller, filed: ClaimAnswer): Promise<ClaimAnswer> {
  const { teller } = played;
  expectStatus(filed, "in_review");
  const path = `/v1/claims/${filed.claimId}`;
  await comeTo(played, ASKED);
  const adjuster = await staffMember(played, "adjuster");
  const asked = await adjuster.post<ClaimAnswer>(`${path}/evidence-requests`, { documents: [] }, path);
  expectStatus(asked, "evidence_requested");
  const list = asked.missing.map(({ title }) => title).join(teller.language === "zh" ? "、" : ", ");
  teller.act(ADJUSTER, ASKED, {
    zh: `一次性列出还缺的材料：${list}；法定期限暂停计算`,
    en: `asks for all that is missing in one list: ${list}; the law's clock stands still`,
  });
  await comeTo(played, ADDED);
  const evidence = await upload(played, buyer, { test_report: 1, fee_invoice: 1 });
  const complete = await buyer.post<ClaimAnswer>(`${path}/evidence`, { evidence });
  expectStatus(complete, "in_review");
  teller.act(BUYER, ADDED, {
    zh: `补交「${INSTITUTION}」的检测报告和检测费发票，材料齐全`,
    en: `adds the report of the textile laboratory on the register, and the invoice of its fee; nothing is missing now`,
  });
  return complete;
}

async function decide(played: Played, { claimId }: ClaimAnswer): Promise<void> {
  await comeTo(played, DECIDED);
  const adjuster = await staffMember(played, "adjuster");
  const path = `/v1/claims/${claimId}`;
  const body = { outcome: "approve", amount: GRANTED_FEN, note: "机构在册，报告与商品相符，退一赔一并承担检测费" };
  const decided = await adjuster.post<ClaimAnswer>(`${path}/decisions`, body, path);
  expectStatus(decided, "approved");
  const [granted, price, fee] = [yuan(GRANTED_FEN), yuan(PRICE_FEN), yuan(FEE_FEN)];
  played.teller.act(ADJUSTER, DECIDED, {
    zh: `核定 ${granted} 元：退 ${price}，再赔 ${price}，检测费 ${fee}`,
    en: `grants ${granted} yuan: the price ${price}, the same again, and ${fee} for the test`,
  });
}

async function setOff(played: Played, { claimId }: ClaimAnswer): Promise<void> {
  await comeTo(played, NETTED);
  const finance = await staffMember(played, "finance");
  const { data } = await finance.get<{ data: RecoveryAnswer[] }>(`/v1/recoveries?claimId=${claimId}`);
  const [recovery, ...more] = data;
  expectThat(recovery?.netted === GRANTED_FEN && more.length === 0, "it was set off", data);
  const netted = yuan(recovery.netted);
  played.teller.act(ANXIN, NETTED, {
    zh: `通知期满，从商家钱包抵扣 ${netted} 元，追偿 ${recovery.recoveryId} 结清（${recovery.status}）`,
    en: `the notice is over: ${netted} yuan are set off against the merchant's wallet, and recovery ${recovery.recoveryId} is ${recovery.status}`,
  });
}
