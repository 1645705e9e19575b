// Understands values that carry a look: states, amounts and times.

import { listProducts } from "@anxin/client/operations.generated";
import { useTranslation } from "react-i18next";
import { useAnswer } from "../api.js";
import { yuan } from "../format/money.js";
import { moment, relative } from "../format/time.js";

export type Tone = "good" | "warn" | "bad" | "info" | "plain";

/** A state as a word on a ground; the word says it, the colour only helps. */
export const Badge = ({ tone = "plain", children }: { readonly tone?: Tone; readonly children: string }) => (
  <span className={`ax-badge ax-badge-${tone}`}>{children}</span>
);

const CLAIM_TONES = {
  filed: "info",
  evidence_requested: "warn",
  in_review: "info",
  awaiting_second: "info",
  approved: "good",
  partly_approved: "good",
  rejected: "bad",
  withdrawn: "plain",
  closed: "plain",
} as const;
export type ClaimStatusCode = keyof typeof CLAIM_TONES;
export function ClaimStatus({ status }: { readonly status: ClaimStatusCode }) {
  const { t } = useTranslation();
  return <Badge tone={CLAIM_TONES[status]}>{t(`claimStatus_${status}`)}</Badge>;
}

const POLICY_TONES = {
  pending: "info",
  in_force: "good",
  exhausted: "plain",
  expired: "plain",
  cancelled: "plain",
} as const;
export type PolicyStatusCode = keyof typeof POLICY_TONES;
export function PolicyStatus({ status }: { readonly status: PolicyStatusCode }) {
  const { t } = useTranslation();
  return <Badge tone={POLICY_TONES[status]}>{t(`policyStatus_${status}`)}</Badge>;
}

const PAYOUT_TONES = {
  prepared: "info",
  sending: "info",
  unknown: "warn",
  succeeded: "good",
  failed: "bad",
  returned: "bad",
} as const;
export type PayoutStatusCode = keyof typeof PAYOUT_TONES;
export function PayoutStatus({ status }: { readonly status: PayoutStatusCode }) {
  const { t } = useTranslation();
  return <Badge tone={PAYOUT_TONES[status]}>{t(`payoutStatus_${status}`)}</Badge>;
}

const PRODUCT_NAMES = {
  "return-freight": "product_return_freight",
  quality: "product_quality",
  "transit-damage": "product_transit_damage",
  authenticity: "product_authenticity",
  "extended-warranty": "product_extended_warranty",
  "screen-crack": "product_screen_crack",
  allergy: "product_allergy",
  "price-protection": "product_price_protection",
} as const;
const isKnown = (code: string): code is keyof typeof PRODUCT_NAMES => Object.hasOwn(PRODUCT_NAMES, code);

/** A product's name: our own from the catalogue, an insurer's as the server tells it. */
export function useProductName(): (code: string) => string {
  const { t } = useTranslation();
  const told = useAnswer(listProducts, {}).data?.body.data;
  return (code) => (isKnown(code) ? t(PRODUCT_NAMES[code]) : (told?.find((each) => each.code === code)?.name ?? code));
}

/** A number of ours, on one line; who wants to tell it to somebody can copy it. */
export const Id = ({ children }: { readonly children: string }) => <code className="ax-id">{children}</code>;

const CALLERS = {
  rules: "by_rules",
  system: "by_system",
  schedule: "by_schedule",
  server: "by_server",
  buyer: "by_buyer",
  merchant: "by_merchant",
  "merchant-key": "by_merchant",
} as const;
const isCaller = (kind: string): kind is keyof typeof CALLERS => Object.hasOwn(CALLERS, kind);

/** Who did something, as the server tells it ("staff:…", "rules"): a colleague by name, anybody else by the side they are on. */
export function useCallerName(): (caller: string, name?: string | null) => string {
  const { t } = useTranslation();
  return (caller, name = null) => {
    const kind = caller.split(":", 1)[0] ?? "";
    return name ?? (isCaller(kind) ? t(CALLERS[kind]) : caller);
  };
}

/** An amount of whole fen. */
export const Money = ({ fen, strong = false }: { readonly fen: number; readonly strong?: boolean }) => (
  <span className={strong ? "ax-money ax-money-strong" : "ax-money"}>{yuan(fen)}</span>
);

/** A time, with how far away it is where `now` is known. */
export function Time({ at, now }: { readonly at: string; readonly now?: number }) {
  return (
    <time dateTime={at} title={moment(at)}>
      {now === undefined ? moment(at) : relative(at, now)}
    </time>
  );
}
