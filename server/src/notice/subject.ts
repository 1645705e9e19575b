// Understands what a notice is about, as the one text under which it is kept.

import { formatId, type Id } from "@anxin/core/id";

export const SUBJECT_KINDS = ["order", "policy", "claim", "merchant"] as const;

export const orderSubject = (orderId: string): string => `order:${orderId}`;
export const policySubject = (policyId: Id): string => `policy:${formatId("policy", policyId)}`;
export const claimSubject = (claimId: Id): string => `claim:${formatId("claim", claimId)}`;
export const merchantSubject = (merchantId: string): string => `merchant:${merchantId}`;

/** A subject as it is shown. The marketplace's own ids may hold colons too. */
export function subjectOf(text: string): { readonly type: string; readonly id: string } {
  const colon = text.indexOf(":");
  return { type: text.slice(0, colon), id: text.slice(colon + 1) };
}
