// Case five: a telephone's screen breaks after the days of waiting; rules pay the repair less the deductible.

import type { Moment } from "./days.js";
import { approvedByRules, arrived, begin, choose, comeIn, end, fileClaim, type Scene, sell } from "./scene.js";
import type { Stage } from "./stage.js";

const PRICE_FEN = 349_900;
const COST_FEN = 80_000;
const DEDUCTIBLE_FEN = 5_000;

const SCENE: Scene = {
  ...{ number: 5, name: "screen", product: "screen-crack", category: "digital", unitPrice: PRICE_FEN, deposit: 10_000 },
  cover: { zh: "碎屏险", en: "cover for a cracked screen" },
  title: { zh: "案例五  摔碎的手机屏幕（碎屏险）", en: "Case five: a telephone is dropped (cracked screen)" },
  about: {
    zh: "买家自己买的碎屏险，付款七天后起保。第十二天摔碎屏幕，维修费减去自付额，自动核定。",
    en: "The buyer paid for this cover; it begins seven days after payment. On day 12 the screen breaks, and rules grant the repair less what the buyer bears.",
  },
  shop: { zh: "星联数码", en: "Starlink Digital" },
  buyer: "周洋",
  goods: { zh: "智能手机", en: "a smartphone" },
};

const CHOSEN: Moment = [1, 9, 50];
const SALE = { paid: [1, 10, 0], shipped: [1, 15, 0], delivered: [2, 17, 0] } as const;
const BROKEN: Moment = [12, 8, 30];
const FILED: Moment = [12, 12, 0];

export async function playScreenCrack(stage: Stage): Promise<void> {
  const played = await begin(stage, SCENE);
  const policy = await sell(played, SALE, await choose(played, CHOSEN));
  const claim = await fileClaim(played, await comeIn(played, "buyer"), policy, FILED, {
    ...{ peril: "screen_crack", occurred: BROKEN, description: "手机从桌上跌落，屏幕碎裂" },
    fields: { serialNo: `IMEI-${played.run}`, repairer: "安心维修服务中心", cost: COST_FEN },
    pictures: { device_id: 1, damage: 1, repair_quote: 1 },
    told: { zh: "维修报价 800.00 元", en: "the quote of the repair is 800.00 yuan" },
  });
  approvedByRules(played, claim, FILED, COST_FEN - DEDUCTIBLE_FEN, {
    zh: "报价 800.00 − 自付 50.00",
    en: "the quote 800.00 less the 50.00 that the buyer bears",
  });
  await arrived(played, claim, [COST_FEN - DEDUCTIBLE_FEN]);
  await end(played, policy);
}
