// Understands whether a shop may enrol for a product, and says no so that the shop knows what it would take.

import { type ShopCheck, shopChecks } from "@anxin/core/merchant/eligibility";
import { clauseOf, type ProductVersion } from "@anxin/core/product/product";
import { refuse } from "@anxin/core/refusal";
import { formatInstant, type Instant, shanghaiDay } from "@anxin/core/time";
import { type MerchantRow, newestRating } from "@anxin/store/merchant";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { Language } from "../http/language.js";

/** The product of an enrolment: on sale, and one that merchants pay for. */
export function requireEnrollable(context: Context, code: string, now: Instant): ProductVersion {
  const product = context.catalogue.live(now).find((each) => each.code === code);
  const errors = (detail: string) => ({ errors: [{ pointer: "/path/product", code: "product", detail }] });
  if (product === undefined) {
    const sold = context.catalogue.all.some((each) => each.code === code);
    refuse(sold ? "product_not_live" : "product_unknown", `${code} is not on sale`, errors("is not on sale"));
  }
  if (!product.payers.includes("merchant")) {
    refuse("not_eligible", `${code} is not a product that merchants pay for`, errors("is not paid by merchants"));
  }
  return product;
}

/** Measures a shop against a product's rule. Statements: 1. */
export async function checkShop(
  tx: Tx,
  shop: MerchantRow,
  product: ProductVersion,
  now: Instant,
): Promise<readonly ShopCheck[]> {
  const { exposures, returns } = await newestRating(tx, shop.merchant_id);
  return shopChecks(product.shop, { openedAt: shop.since, exposures, returns }, now);
}

/** Parts per million as people read them, to a tenth of a percent. */
const percent = (ppm: number): string => `${Math.floor(ppm / 1_000) / 10}%`;

/** What a check found, in a sentence. */
export function checkText({ code, measured, limit, holds, from }: ShopCheck, language: Language): string {
  const zh = language === "zh";
  if (code === "age_days") {
    const age = zh ? `开店 ${measured} 天` : `The shop is ${measured} days old`;
    if (limit === null) return zh ? `${age}；本产品不限` : `${age}; this product sets no limit`;
    if (from === null) return zh ? `${age}，满足至少 ${limit} 天` : `${age}; at least ${limit} are asked for`;
    const day = shanghaiDay(from);
    return zh
      ? `${age}，须满 ${limit} 天；${day} 起可以投保`
      : `${age}; ${limit} are asked for, which is from ${day} on`;
  }
  if (code === "exposures") {
    const count = zh ? `近期保单 ${measured} 份` : `${measured} policies lately`;
    if (limit === null) return zh ? `${count}；本产品不看` : `${count}; this product does not ask`;
    if (measured < limit) {
      return zh
        ? `${count}，少于 ${limit} 份，暂不考核退货率`
        : `${count}, fewer than ${limit}: the return rate is not asked yet`;
    }
    return zh ? `${count}，已满 ${limit} 份，考核退货率` : `${count}, at least ${limit}: the return rate is asked`;
  }
  const rate = zh ? `近期退货率 ${percent(measured)}` : `A return rate of ${percent(measured)} lately`;
  if (limit === null) return zh ? `${rate}；本产品不限` : `${rate}; this product sets no limit`;
  const most = percent(limit);
  if (holds) return zh ? `${rate}，上限 ${most}` : `${rate}; the most is ${most}`;
  return zh
    ? `${rate}，超过上限 ${most}；降到上限以内后可以再次申请`
    : `${rate} is above the most, ${most}; apply again when it has fallen`;
}

/** Refuses with `shop_not_eligible`, naming each measure that does not hold, its value and its limit. */
export function requireEligible(checks: readonly ShopCheck[], language: Language): void {
  const failed = checks.filter(({ holds }) => !holds);
  const [first] = failed;
  if (first === undefined) return;
  const detail = failed.map((check) => checkText(check, language)).join(language === "zh" ? "；" : "; ");
  refuse("shop_not_eligible", detail, {
    errors: failed.map((check) => ({
      pointer: "/path/merchantId",
      code: check.code,
      detail: checkText(check, language),
    })),
    extra: {
      measure: first.code,
      measured: first.measured,
      ...(first.limit === null ? {} : { bound: first.limit }),
      eligibleFrom: first.from === null ? null : formatInstant(first.from),
    },
  });
}

/** What an enrolment takes in of a shop. */
export interface Reach {
  readonly scopeKind: string;
  readonly excludedCategories: readonly string[];
  readonly excludedSkus: readonly string[];
}

/** Refuses with `whole_shop_required` what takes in less than a shop where the product demands all of it. */
export function requireWholeShop(product: ProductVersion, reach: Reach, language: Language): void {
  const { wholeShop, wholeShopClause } = product.shop;
  const partial = reach.scopeKind !== "all";
  const excludes = reach.excludedCategories.length + reach.excludedSkus.length > 0;
  if (!wholeShop || (!partial && !excludes)) return;
  const clause = wholeShopClause === undefined ? null : clauseOf(product, wholeShopClause);
  const cited = clause === null ? "" : `${clause.id} ${clause.title[language]}: ${clause.text[language]} `;
  const fix = { zh: "请改为全部商品（all: true），且不排除商品", en: "set scope to all: true, without exclusions" }[
    language
  ];
  const pointers = [...(partial ? ["/scope"] : []), ...(excludes ? ["/exclusions"] : [])];
  refuse("whole_shop_required", `${cited}${fix}`, {
    errors: pointers.map((pointer) => ({ pointer, code: "whole_shop_required", detail: fix })),
    extra: { clause: clause?.id ?? null },
  });
}
