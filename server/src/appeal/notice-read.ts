// Understands how a refusal notice is found for whoever may read it, and that a buyer who reads it has it.

import type { RefusalNotice } from "@anxin/core/appeal/notice";
import { present } from "@anxin/core/assert";
import { formatRefusalNo, type Id, parseId } from "@anxin/core/id";
import type { ProductVersion } from "@anxin/core/product/product";
import { refuse } from "@anxin/core/refusal";
import type { ClaimRow } from "@anxin/store/claim";
import { ordersOfClaims } from "@anxin/store/claim-case";
import { type RefusalNoticeRow, refusalNoticeContent, refusalNoticesOf } from "@anxin/store/refusal-notice";
import { findTenant } from "@anxin/store/tenant";
import type { Tx } from "@anxin/store/transaction";
import { findVisible } from "../claim/case.js";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import { maskName } from "../order/payee.js";
import { openSnapshot } from "../order/read.js";
import { verificationCode } from "../policy/verify.js";
import { openByBuyer } from "./notice-deliver.js";
import { explainDecisions } from "./notice-make.js";

/** A notice with everything that stands around it. */
export interface FoundNotice {
  readonly claim: ClaimRow;
  readonly row: RefusalNoticeRow;
  readonly number: string;
  readonly notice: RefusalNotice;
  readonly product: ProductVersion;
  readonly platformName: string;
  /** As the reader may see it; empty where nobody told it. */
  readonly buyerName: string;
  /** Of its verification. */
  readonly code: string;
}

/**
 * The insured reads their own name, and the marketplace the name that it sent; everybody else reads it masked, as
 * everywhere.
 */
const NAMED_TO: readonly Principal["role"][] = ["buyer", "server"];

/**
 * The notice on a claim: of one decision, or the last one. Refuses `not_found` where nothing was refused, and what the
 * caller may not see. One that is owed and not made yet is made; a buyer who reads it has it delivered.
 */
export async function readNotice(
  context: Context,
  tx: Tx,
  principal: Principal,
  { claimId, decisionId }: { readonly claimId: string; readonly decisionId?: string | undefined },
): Promise<FoundNotice> {
  const claim = await findVisible(tx, principal, claimId);
  await explainDecisions(context, tx, [claim]);
  const wanted = decisionId === undefined ? null : parseId("decision", decisionId);
  const kept = noticeOf(await refusalNoticesOf(tx, [claim]), decisionId === undefined ? null : (wanted ?? -1n));
  if (kept === undefined) refuse("not_found", `nothing is refused on the claim ${claimId}, so that there is no notice`);
  if (principal.role === "buyer") await openByBuyer(context, tx, claim, kept, principal.caller);
  const row = present(noticeOf(await refusalNoticesOf(tx, [claim]), kept.decision_id), "a notice stays");
  const content = present(await refusalNoticeContent(tx, row), "a notice says something");
  const number = formatRefusalNo(row.notice_id);
  return {
    ...{ claim, row, number },
    notice: JSON.parse(content) as RefusalNotice,
    product: present(context.catalogue.version(claim.product, claim.productVersion), "a sold version is known"),
    platformName: (await findTenant(tx, tx.tenantId)).name,
    buyerName: await nameOf(context, tx, principal, claim),
    code: verificationCode(context.vault, tx.tenantId, number),
  };
}

const noticeOf = (rows: readonly RefusalNoticeRow[], decisionId: Id | null): RefusalNoticeRow | undefined =>
  decisionId === null ? rows.at(-1) : rows.find((row) => row.decision_id === decisionId);

async function nameOf(context: Context, tx: Tx, { role }: Principal, claim: ClaimRow): Promise<string> {
  const [row] = await ordersOfClaims(tx, [claim]);
  const name = openSnapshot(context, tx.tenantId, present(row, "a claim has its order")).payee?.name ?? "";
  return name === "" || NAMED_TO.includes(role) ? name : maskName(name);
}
