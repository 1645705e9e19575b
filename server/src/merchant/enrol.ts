// Understands how a merchant enrols a shop, some categories or some goods for a product, leaves some out, and pauses it.

import { present } from "@anxin/core/assert";
import type { ProductVersion } from "@anxin/core/product/product";
import { refuse } from "@anxin/core/refusal";
import {
  type EnrolmentChange,
  type EnrolmentRow,
  findEnrolment,
  type MerchantKey,
  writeEnrolment,
} from "@anxin/store/merchant";
import { inTransaction } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import { type CurrentVersion, etagOf } from "../http/etag.js";
import type { Language } from "../http/language.js";
import { callerName } from "../people/staff.js";
import { saleTexts } from "../product/texts.js";
import { checkShop, requireEligible, requireEnrollable, requireWholeShop } from "./eligibility.js";
import { readShop } from "./shop.js";

export const SCOPE_KINDS = ["all", "categories", "skus"] as const;
export const ENROLMENT_STATUSES = ["active", "paused"] as const;

/** What is to hold from now on. */
export interface EnrolmentRequest {
  readonly product: string;
  readonly scopeKind: (typeof SCOPE_KINDS)[number];
  readonly scopeValues: readonly string[];
  /** What is left out; undefined: as it is known. */
  readonly excluded: { readonly categories: readonly string[]; readonly skus: readonly string[] } | undefined;
  readonly status: (typeof ENROLMENT_STATUSES)[number];
  /** The terms that the shop agrees to; null: nothing is said of them. */
  readonly consent: { readonly termsVersion: number; readonly language: Language } | null;
}

export const enrolmentEtag = (merchantId: string, product: string, revision: number): string =>
  etagOf("enrolment", `${merchantId}/${product}`, revision);

/** What of an enrolment a merchant says. */
const said = (row: Said): string =>
  JSON.stringify([row.status, row.scope_kind, row.scope_values, row.excluded_categories, row.excluded_skus]);
type Said = Pick<EnrolmentRow, "status" | "scope_kind" | "scope_values" | "excluded_categories" | "excluded_skus">;

function wanted({ status, scopeKind, scopeValues, excluded }: EnrolmentRequest, row: EnrolmentRow | null): Said {
  return {
    status,
    scope_kind: scopeKind,
    scope_values: scopeValues,
    excluded_categories: excluded?.categories ?? row?.excluded_categories ?? [],
    excluded_skus: excluded?.skus ?? row?.excluded_skus ?? [],
  };
}

/** What is kept of a consent. Refuses with `state_conflict` when the terms are not those of today's version. */
function agreedTo(product: ProductVersion, consent: EnrolmentRequest["consent"]): EnrolmentChange["agreed"] {
  if (consent === null) return null;
  const { termsVersion, language } = consent;
  if (termsVersion !== product.version) {
    refuse("state_conflict", `version ${product.version} is sold now; show its terms, then ask again`);
  }
  const texts = saleTexts(product, language).map(({ kind, version, sha256 }) => ({ kind, version, sha256 }));
  return { version: product.version, language, texts };
}

/** Whether a consent says what the shop has said already. */
const isKnown = (agreed: EnrolmentChange["agreed"], { agreed_version, agreed_language }: EnrolmentRow): boolean =>
  agreed === null || (agreed.version === agreed_version && agreed.language === agreed_language);

/**
 * Sets a merchant's enrolment for a product; the same once more changes nothing. `heed` sees the version that is there and may
 * refuse. Enrolled since: the moment of the last activation, from which new orders are covered. Pausing is always possible; who
 * begins or resumes must be eligible, and who is active already is not thrown out. Refuses with `not_found`, `product_unknown`,
 * `product_not_live`, `not_eligible`, `whole_shop_required`, `shop_not_eligible`, and with `state_conflict` when two first
 * enrolments meet.
 *
 * Statements: 7 (merchant, enrolment held and read, newest rating of who begins, enrolment with history, and read again), 3 when
 * nothing changes.
 */
export async function enrol(
  context: Context,
  { tenantId, caller }: Principal,
  {
    key,
    request,
    language,
  }: { readonly key: MerchantKey; readonly request: EnrolmentRequest; readonly language: Language },
  heed: (current: CurrentVersion) => void,
): Promise<EnrolmentRow> {
  const now = context.clock.now();
  const product = requireEnrollable(context, request.product, now);
  const agreed = agreedTo(product, request.consent);
  return inTransaction(context.db, tenantId, async (tx) => {
    const shop = await readShop(tx, key);
    const row = await findEnrolment(tx, key, request.product);
    const next = wanted(request, row);
    if (row !== null) {
      const etag = enrolmentEtag(key.merchantId, request.product, row.revision);
      heed({ etag, changedBy: await callerName(tx, row.changed_by), changedAt: row.changed_at });
      if (said(row) === said(next) && isKnown(agreed, row)) return row;
    }
    const staysActive = row?.status === "active" && next.status === "active";
    const changed = {
      scopeKind: next.scope_kind,
      scopeValues: next.scope_values,
      excludedCategories: next.excluded_categories,
      excludedSkus: next.excluded_skus,
      status: next.status,
      since: staysActive ? row.since : now,
      revision: (row?.revision ?? 0) + 1,
    };
    if (next.status === "active") requireWholeShop(product, changed, language);
    if (next.status === "active" && !staysActive) requireEligible(await checkShop(tx, shop, product, now), language);
    const written = { ...key, ...changed, product: request.product, changedBy: caller, changedAt: now, agreed };
    if (!(await writeEnrolment(tx, written)))
      refuse("state_conflict", "it was enrolled by someone else at the same moment; read it, then try again");
    return present(await findEnrolment(tx, key, request.product), "what was written is there");
  });
}
