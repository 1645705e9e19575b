// Understands which kinds of documents a claim takes, from whom, and what they are called.

import { OTHER_KIND } from "@anxin/core/claim/supplement";
import type { ProductVersion, Text } from "@anxin/core/product/product";

/** What a merchant answers a claim with. None of them fills a slot of the claimant's list. */
const MERCHANT_KINDS = {
  purchase_record: { zh: "进货凭证", en: "Record of purchase" },
  authorisation: { zh: "品牌授权", en: "Authorisation by the brand" },
  inspection_record: { zh: "出厂或发货检验记录", en: "Record of inspection before shipping" },
  shipping_record: { zh: "发货记录", en: "Record of shipping" },
  merchant_other: { zh: "其他商家材料", en: "Another document of the merchant" },
} as const satisfies Readonly<Record<string, Text>>;

export const MERCHANT_DOCUMENT_KINDS = Object.keys(MERCHANT_KINDS) as readonly (keyof typeof MERCHANT_KINDS)[];

const OTHER: Text = { zh: "其他材料", en: "Another document" };

/** Kinds that a claimant may add: the product's, and anything else that was asked for. */
export const claimantKinds = ({ documents }: Pick<ProductVersion, "documents">): readonly string[] => [
  ...documents.map(({ kind }) => kind),
  OTHER_KIND,
];

/** What a kind of document is called; one that nobody knows goes by its code. */
export function kindTitle({ documents }: Pick<ProductVersion, "documents">, kind: string): Text {
  const slot = documents.find((each) => each.kind === kind);
  if (slot !== undefined) return slot.title;
  if (kind === OTHER_KIND) return OTHER;
  const merchants: Readonly<Record<string, Text>> = MERCHANT_KINDS;
  return merchants[kind] ?? { zh: kind, en: kind };
}
