// Understands whether a shop has taken out a product, before its enrolment is asked for: what is not there is not asked.

import { listEnrolments, readEnrolment } from "@anxin/client/operations.generated";
import { useAnswer, useList } from "@anxin/ui/api";
import { useShop } from "./shop.js";

/** A shop has one enrolment a product, and there are fewer products than a page holds. */
const ALL = 200;

export function useEnrolments() {
  const { merchantId } = useShop();
  return useList(listEnrolments, { path: { merchantId }, query: { limit: ALL } });
}

/** `isNew` is known once the list is; then `found` is on its way where there is one. */
export function useStanding(product: string) {
  const { merchantId } = useShop();
  const all = useEnrolments();
  const isThere = all.items.some((each) => each.product === product);
  const found = useAnswer(readEnrolment, { path: { merchantId, product } }, { enabled: isThere });
  const isKnown = all.query.data !== undefined;
  return { found, isNew: isKnown && !isThere, problem: all.query.error, retry: () => void all.query.refetch() };
}
