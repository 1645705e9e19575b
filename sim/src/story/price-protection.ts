// Case seven: two shirts get cheaper within fifteen days; the product's own formula pays the difference at once.

import type { Moment } from "./days.js";
import { approvedByRules, arrived, begin, comeIn, end, fileClaim, insure, type Scene, sell } from "./scene.js";
import type { Stage } from "./stage.js";

const PRICE_FEN = 12_900;
const LOWER_FEN = 10_900;
const QUANTITY = 2;
const DIFFERENCE_FEN = (PRICE_FEN - LOWER_FEN) * QUANTITY;

const SCENE: Scene = {
  ...{
    number: 7,
    name: "price",
    product: "price-protection",
    category: "apparel",
    unitPrice: PRICE_FEN,
    deposit: 10_000,
  },
  quantity: QUANTITY,
  cover: { zh: "保价险", en: "price protection" },
  title: { zh: "案例七  买完就降价的衬衫（保价险）", en: "Case seven: shirts that got cheaper (price protection)" },
  about: {
    zh: "付款后十五天内同款降价，按产品写明的公式赔差价：（购买单价 − 降价后单价）× 件数。",
    en: "The same goods get cheaper within fifteen days of payment. The product's own formula pays: (unit price paid − unit price now) × pieces.",
  },
  shop: { zh: "蓝格衬衫", en: "Blue Check Shirts" },
  buyer: "郑凯",
  goods: { zh: "衬衫 ×2", en: "two shirts" },
};

const SALE = { paid: [1, 10, 0], shipped: [1, 18, 0], delivered: [3, 15, 0] } as const;
const SEEN: Moment = [6, 20, 0];
const FILED: Moment = [7, 9, 0];

export async function playPriceProtection(stage: Stage): Promise<void> {
  const played = await begin(stage, SCENE);
  await insure(played);
  const policy = await sell(played, SALE);
  const claim = await fileClaim(played, await comeIn(played, "buyer"), policy, FILED, {
    ...{ peril: "price_drop", occurred: SEEN, description: "同店同款降到 109 元" },
    fields: { lowerPrice: LOWER_FEN, seenAt: played.days.at(SEEN) },
    pictures: { price_proof: 1 },
    told: { zh: "同款现价 109.00 元", en: "the same shirt costs 109.00 yuan now" },
  });
  approvedByRules(played, claim, FILED, DIFFERENCE_FEN, {
    zh: "（129.00 − 109.00）× 2",
    en: "(129.00 − 109.00) × 2",
  });
  await arrived(played, claim, [DIFFERENCE_FEN]);
  await end(played, policy);
}
