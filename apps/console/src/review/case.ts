// Understands what the page of a case is made of: the answers it rests on, asked once and fetched before they are needed.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import {
  listAuthorityLimits,
  listReviewQueue,
  readClaim,
  readFindings,
  readOrder,
  readProductVersion,
} from "@anxin/client/operations.generated";
import { asking, type ItemOf, queries, useAnswer, useList } from "@anxin/ui/api";
import { evidenceUrl, shapeOf } from "@anxin/ui/case/evidence-kind";
import { asksTerms } from "@anxin/ui/case/terms";
import { type QueueState, questionOf } from "./queue-state.js";

export type Claim = AnswerOf<operations["readClaim"]>;
export type CaseFindings = AnswerOf<operations["readFindings"]>;
export type QueueItem = ItemOf<operations["listReviewQueue"]>;
export type ProductVersion = AnswerOf<operations["readProductVersion"]>;
export type CaseOrder = AnswerOf<operations["readOrder"]>;
export type Outcome = CaseFindings["outcome"];
export type ReasonCode = NonNullable<CaseFindings["data"][number]["reason"]>;

/** Each is looked at by all its clauses before it is listed: no more at once than somebody reads. */
const PAGE_ITEMS = 30;

/** The queue as the address asks for it; the same question on the page of the queue and beside a case. */
export function useQueue(state: QueueState, now: number) {
  return useList(listReviewQueue, { query: { ...questionOf(state, now), limit: PAGE_ITEMS } }, { keepsLast: true });
}

const claimInput = (claimId: string) => ({ path: { claimId } });
const productInput = ({ product, productVersion }: Pick<Claim, "product" | "productVersion">) => ({
  path: { code: product, version: String(productVersion) },
});

/** What is asked about a case, each with its own loading and its own error. */
export function useCase(claimId: string) {
  const claim = useAnswer(readClaim, claimInput(claimId));
  const body = claim.data?.body;
  const isKnown = body !== undefined;
  return {
    claim,
    findings: useAnswer(readFindings, claimInput(claimId)),
    order: useAnswer(readOrder, { path: { orderId: body?.orderId ?? "" } }, { enabled: isKnown }),
    product: useAnswer(readProductVersion, productInput(body ?? { product: "", productVersion: 0 }), {
      enabled: isKnown,
    }),
    limits: useAnswer(listAuthorityLimits, {}),
  };
}

/** Fetches a case before it is opened: its answers, its terms and its pictures, so that it is painted at once. */
export async function fetchAhead(
  item: Pick<QueueItem, "claimId" | "orderId" | "product" | "productVersion">,
): Promise<void> {
  const { claimId, orderId } = item;
  const claim = asking(readClaim, claimInput(claimId));
  void queries.prefetchQuery(asking(readFindings, claimInput(claimId)));
  void queries.prefetchQuery(asking(readOrder, { path: { orderId } }));
  void queries.prefetchQuery(asking(readProductVersion, productInput(item)));
  void queries.prefetchQuery(asksTerms(item.product, item.productVersion));
  await queries.prefetchQuery(claim);
  const known = queries.getQueryData<{ readonly body: Claim }>(claim.queryKey);
  for (const { evidenceId, mediaType } of known?.body.evidence ?? []) {
    if (evidenceId !== null && shapeOf(mediaType) === "picture") new Image().src = evidenceUrl(evidenceId);
  }
}
