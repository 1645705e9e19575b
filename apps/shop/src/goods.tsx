// Understands how goods look: a picture, a name, a price.

import { useAnswer } from "@anxin/ui/api";
import { readGoods } from "./api.js";
import { useSay } from "./text.js";

const FILES = import.meta.glob<string>("./goods/*.svg", { eager: true, query: "?url", import: "default" });

/** All goods with their shops; they do not change while one looks. */
export const useGoods = () => useAnswer(readGoods, {});

/** A picture of one of the goods. Words stand beside it, so that it says nothing to those who do not see it. */
export function GoodsPicture({ sku, size }: { readonly sku: string; readonly size: number }) {
  return (
    <img
      className="sh-picture"
      src={FILES[`./goods/${sku}.svg`]}
      alt=""
      width={size}
      height={size}
      loading={size > 300 ? "eager" : "lazy"}
    />
  );
}

export function useMerchantName(): (merchantId: string) => string {
  const merchants = useGoods().data?.body.merchants ?? [];
  const say = useSay();
  return (merchantId) => {
    const found = merchants.find((each) => each.merchantId === merchantId);
    return found === undefined ? merchantId : say(found.name);
  };
}
