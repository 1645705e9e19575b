// Understands how a merchant enrols a shop, some categories or some goods for a product, and pauses it.

import { refuse } from "@anxin/core/refusal";
import type { Instant } from "@anxin/core/time";
import { type EnrolmentRow, findEnrolment, type MerchantKey, writeEnrolment } from "@anxin/store/merchant";
import { inTransaction } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import { type CurrentVersion, etagOf } from "../http/etag.js";
import { callerName } from "../people/staff.js";
import { readShop } from "./shop.js";

export const SCOPE_KINDS = ["all", "categories", "skus"] as const;
export const ENROLMENT_STATUSES = ["active", "paused"] as const;

/** What is to hold from now on. */
export interface EnrolmentRequest {
  readonly product: string;
  readonly scopeKind: (typeof SCOPE_KINDS)[number];
  readonly scopeValues: readonly string[];
  readonly status: (typeof ENROLMENT_STATUSES)[number];
}

export const enrolmentEtag = (merchantId: string, product: string, revision: number): string =>
  etagOf("enrolment", `${merchantId}/${product}`, revision);

/** The product of an enrolment: on sale, and one that merchants pay for. */
function requireEnrollable(context: Context, code: string, now: Instant): void {
  const product = context.catalogue.live(now).find((each) => each.code === code);
  const errors = (detail: string) => ({ errors: [{ pointer: "/path/product", code: "product", detail }] });
  if (product === undefined) {
    const sold = context.catalogue.all.some((each) => each.code === code);
    refuse(sold ? "product_not_live" : "product_unknown", `${code} is not on sale`, errors("is not on sale"));
  }
  if (!product.payers.includes("merchant")) {
    refuse("not_eligible", `${code} is not a product that merchants pay for`, errors("is not paid by merchants"));
  }
}

const same = (row: EnrolmentRow, request: EnrolmentRequest): boolean =>
  row.status === request.status &&
  row.scope_kind === request.scopeKind &&
  JSON.stringify(row.scope_values) === JSON.stringify(request.scopeValues);

/**
 * Sets a merchant's enrolment for a product; the same once more changes nothing. `heed` sees the version that is there and may
 * refuse. Enrolled since: the moment of the last activation. Refuses with `not_found`, `product_unknown`, `product_not_live`,
 * `not_eligible`, and with `state_conflict` when two first enrolments meet.
 *
 * Statements: 3 (merchant, enrolment, enrolment with history), 2 when nothing changes.
 */
export async function enrol(
  context: Context,
  { tenantId, caller }: Principal,
  key: MerchantKey,
  request: EnrolmentRequest,
  heed: (current: CurrentVersion) => void,
): Promise<EnrolmentRow> {
  const now = context.clock.now();
  requireEnrollable(context, request.product, now);
  return inTransaction(context.db, tenantId, async (tx) => {
    await readShop(tx, key);
    const row = await findEnrolment(tx, key, request.product);
    if (row !== null) {
      const etag = enrolmentEtag(key.merchantId, request.product, row.revision);
      heed({ etag, changedBy: await callerName(tx, row.changed_by), changedAt: row.changed_at });
      if (same(row, request)) return row;
    }
    const revision = (row?.revision ?? 0) + 1;
    const staysActive = row?.status === "active" && request.status === "active";
    const since = staysActive ? row.since : now;
    const written = await writeEnrolment(tx, {
      ...key,
      ...request,
      since,
      revision,
      changedBy: caller,
      changedAt: now,
    });
    if (!written)
      refuse("state_conflict", "it was enrolled by someone else at the same moment; read it, then try again");
    return {
      product: request.product,
      scope_kind: request.scopeKind,
      scope_values: request.scopeValues,
      status: request.status,
      since,
      revision,
      changed_by: caller,
      changed_at: now,
    };
  });
}
