// Case eight: half the cherries arrive spoiled; the platform's own guarantee pays, in accounts that are no insurance.

import type { Moment } from "./days.js";
import { approvedByRules, arrived, begin, comeIn, end, fileClaim, insure, type Scene, sell } from "./scene.js";
import type { Stage } from "./stage.js";

const PRICE_FEN = 8_900;

const SCENE: Scene = {
  ...{ number: 8, name: "fresh", product: "fresh-guarantee", category: "food", unitPrice: PRICE_FEN, deposit: 10_000 },
  cover: { zh: "坏单包赔", en: "the fresh guarantee" },
  title: { zh: "案例八  坏了一半的樱桃（坏单包赔）", en: "Case eight: half the cherries are bad (fresh guarantee)" },
  about: {
    zh: "坏单包赔是平台的服务，不是保险：收的是服务费，账上走保障服务的科目，不进保险的科目。",
    en: "The fresh guarantee is a service of the platform and no insurance: what is paid for it is a fee, and it has accounts of its own.",
  },
  shop: { zh: "山野鲜果", en: "Hillside Fruit" },
  buyer: "冯雪",
  goods: { zh: "樱桃 2 斤", en: "a kilogram of cherries" },
};

const SALE = { paid: [1, 10, 0], shipped: [1, 16, 0], delivered: [2, 18, 0] } as const;
const FILED: Moment = [2, 20, 0];

export async function playFreshGuarantee(stage: Stage): Promise<void> {
  const played = await begin(stage, SCENE);
  await insure(played);
  const policy = await sell(played, SALE);
  const claim = await fileClaim(played, await comeIn(played, "buyer"), policy, FILED, {
    ...{ peril: "spoilage", occurred: SALE.delivered, description: "开箱发现一半腐烂" },
    fields: { share: "half", inspectionNote: "上层一半发霉出水", inspectedAt: played.days.at([2, 19, 0]) },
    pictures: { waybill_label: 1, spoilage: 2 },
    told: { zh: "一半左右腐烂", en: "about half of it is rotten" },
  });
  approvedByRules(played, claim, FILED, PRICE_FEN / 2, { zh: "价款 89.00 的 50%", en: "50 % of the price of 89.00" });
  await arrived(played, claim, [PRICE_FEN / 2]);
  await end(played, policy);
}
