// Case nine: a refrigerator breaks down after the maker's warranty; a listed repairer mends it, and is paid.

import type { Moment } from "./days.js";
import type { Caller } from "./sandbox.js";
import {
  approvedByRules,
  begin,
  choose,
  comeIn,
  comeTo,
  end,
  fileClaim,
  type Played,
  type Scene,
  sell,
  staffMember,
} from "./scene.js";
import { ADJUSTER, BUYER, expectThat, FINANCE, type Stage } from "./stage.js";
import { yuan } from "./teller.js";
import type { ClaimAnswer, ServiceOrderAnswer } from "./wire.js";

const PRICE_FEN = 299_900;
const QUOTE_FEN = 68_000;
const BILL_FEN = 65_000;

const SCENE: Scene = {
  ...{
    number: 9,
    name: "warranty",
    product: "extended-warranty",
    category: "appliance",
    unitPrice: PRICE_FEN,
    deposit: 10_000,
  },
  cover: { zh: "延长保修险", en: "an extended warranty" },
  title: {
    zh: "案例九  过了厂家保修的冰箱（延长保修险）",
    en: "Case nine: a refrigerator, a year later (extended warranty)",
  },
  about: {
    zh: "厂家保修一年期满后冰箱不制冷。买家选择维修：费用由安心与在册维修商结算，买家不用垫钱。",
    en: "A refrigerator stops cooling after the maker's year of warranty. The buyer has it repaired: Anxin settles with a repairer on its register, and the buyer advances nothing.",
  },
  shop: { zh: "冰川电器", en: "Glacier Electric" },
  buyer: "何静",
  goods: { zh: "冰箱", en: "a refrigerator" },
};

const CHOSEN: Moment = [1, 9, 50];
const SALE = { paid: [1, 10, 0], shipped: [1, 18, 0], delivered: [4, 10, 0] } as const;
const BROKEN: Moment = [375, 20, 0];
const FILED: Moment = [376, 10, 0];
const ORDERED: Moment = [376, 11, 0];
const BEGUN: Moment = [378, 9, 0];
const DONE: Moment = [378, 16, 0];
const SETTLED: Moment = [385, 10, 0];

export async function playExtendedWarranty(stage: Stage): Promise<void> {
  const played = await begin(stage, SCENE);
  const policy = await sell(played, SALE, await choose(played, CHOSEN));
  const buyer = await comeIn(played, "buyer");
  const claim = await fileClaim(played, buyer, policy, FILED, {
    ...{ peril: "breakdown", occurred: BROKEN, description: "冰箱不制冷" },
    fields: {
      ...{ serialNo: `SN-${played.run}`, fault: "压缩机不启动", repairer: "安心维修服务中心", cost: QUOTE_FEN },
      settlement: "repair",
    },
    pictures: { maker_warranty: 1, repair_quote: 1 },
    told: { zh: "附维修商报价 680.00 元，选择维修", en: "with the repairer's quote of 680.00 yuan; wants it repaired" },
  });
  approvedByRules(played, claim, FILED, QUOTE_FEN, {
    zh: "维修商在册，报价在约定费率内；给的是维修，不是现金",
    en: "the repairer is on the register and within its rates; it is given as a repair, not in money",
  });
  await repair(played, buyer, claim);
  await end(played, policy);
}

async function repair(played: Played, buyer: Caller, { claimId }: ClaimAnswer): Promise<void> {
  const { teller, run } = played;
  await comeTo(played, ORDERED);
  const opened = await buyer.post<ServiceOrderAnswer>(`/v1/claims/${claimId}/service-orders`, {});
  const path = `/v1/service-orders/${opened.serviceOrderId}`;
  teller.act(BUYER, ORDERED, {
    zh: `下维修单 ${opened.serviceOrderId}`,
    en: `orders the repair, ${opened.serviceOrderId}`,
  });
  const step = (by: Caller, body: object) => by.post<ServiceOrderAnswer>(`${path}/steps`, body, path);
  await comeTo(played, BEGUN);
  const adjuster = await staffMember(played, "adjuster");
  await step(adjuster, { step: "accept" });
  await step(adjuster, { step: "start" });
  teller.act(ADJUSTER, BEGUN, { zh: `维修商接单，开始维修`, en: `notes that the repairer takes the order and begins` });
  await comeTo(played, DONE);
  const done = await step(adjuster, { step: "complete", finalCost: BILL_FEN });
  expectThat(done.insurerPays === BILL_FEN && done.insuredPays === 0, "the insurer bears the whole bill", done);
  const bill = yuan(BILL_FEN);
  teller.act(ADJUSTER, DONE, {
    zh: `修好；账单 ${bill} 元，比报价少 30.00 元，买家自付 0.00 元`,
    en: `notes that it is done: the bill is ${bill} yuan, 30.00 less than the quote; the buyer bears 0.00`,
  });
  await comeTo(played, SETTLED);
  const finance = await staffMember(played, "finance");
  await step(finance, { step: "settle", bankReference: `ABC-${run}` });
  teller.act(FINANCE, SETTLED, { zh: `向维修商付款 ${bill} 元`, en: `pays the repairer ${bill} yuan` });
}
