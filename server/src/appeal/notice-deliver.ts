// Understands how a case learns that its refusal was delivered: taken by the channel, or opened by the buyer.
//
// The channel's answer is noted in the transaction that stores it, and told to the cases here, with their orders held:
// 3 statements a page to find, hold and note, and 4 to tell the cases of each moment (case, event, clocks).

import type { Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import { type ClaimEventRow, type ClaimRow, insertClaimEvents } from "@anxin/store/claim";
import { claimsById } from "@anxin/store/claim-case";
import { lockOrders } from "@anxin/store/order";
import {
  claimsToTell,
  type DeliveredRefusal,
  deliverTaken,
  openNotice,
  type RefusalNoticeRow,
  TAKEN_PAGE_MAX,
  tenantsToTell,
} from "@anxin/store/refusal-notice";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { noteClaimFact } from "../claim/clock.js";
import type { Context } from "../context.js";
import { failpoint } from "../failpoint.js";
import { orderKey } from "../order/load.js";

/** Who says that the channel took it. */
const SYSTEM = "system";

/** Tells cases of refusals that were delivered, for all tenants; answers how many claims were told. */
export async function deliverRefusals(context: Context, stop?: AbortSignal): Promise<number> {
  let told = 0;
  for (const tenantId of await tenantsToTell(context.owner)) {
    for (let page = TAKEN_PAGE_MAX; page === TAKEN_PAGE_MAX && stop?.aborted !== true; ) {
      page = await inTransaction(context.db, tenantId, (tx) => tellPage(context, tx));
      told += page;
    }
  }
  return told;
}

async function tellPage(context: Context, tx: Tx): Promise<number> {
  const claims = await claimsToTell(tx);
  if (claims.length === 0) return 0;
  await lockOrders(
    tx,
    tx.tenantId,
    claims.map((claim) => orderKey(tx.tenantId, claim)),
  );
  for (const [at, keys] of byMoment(await deliverTaken(tx, claims))) await tellCases(context, tx, keys, SYSTEM, at);
  failpoint("refusal_notice.before_commit");
  return claims.length;
}

type ClaimKey = Pick<ClaimRow, "book" | "claimId">;

/**
 * The claims of each moment, each once: a page is of few moments, since the channel's answers are stored by the page
 * too.
 */
function byMoment(delivered: readonly DeliveredRefusal[]): ReadonlyMap<Instant, readonly ClaimKey[]> {
  const moments = new Map<Instant, Map<Id, ClaimKey>>();
  for (const { book, claim_id: claimId, delivered_at: at } of delivered) {
    moments.set(at, (moments.get(at) ?? new Map<Id, ClaimKey>()).set(claimId, { book, claimId }));
  }
  return new Map([...moments].map(([at, claims]) => [at, [...claims.values()]]));
}

/** Tells cases whose orders are held: an event each, and their clocks. */
async function tellCases(
  context: Context,
  tx: Tx,
  claims: readonly ClaimKey[],
  actor: string,
  at: Instant,
): Promise<void> {
  const cases = await claimsById(tx, claims);
  await insertClaimEvents(
    tx,
    cases.map(({ claim, lastSequence }): ClaimEventRow => {
      const { book, tenantId, claimId, status } = claim;
      const about = { book, tenantId, claimId, sequence: lastSequence + 1, at, actor };
      return { ...about, kind: "notice_delivered", fromStatus: status, toStatus: status, detail: "" };
    }),
  );
  await noteClaimFact(context, tx, claims, "notice_delivered", at);
}

/**
 * The buyer opens a notice, and with that it is delivered, if it was not before. Nothing is written when they opened it
 * before.
 */
export async function openByBuyer(
  context: Context,
  tx: Tx,
  claim: ClaimRow,
  notice: RefusalNoticeRow,
  by: string,
): Promise<void> {
  if (notice.opened_at !== null) return;
  const now = context.clock.now();
  await lockOrders(tx, tx.tenantId, [orderKey(tx.tenantId, claim)]);
  const deliveredAt = await openNotice(tx, notice, now);
  if (deliveredAt !== null) await tellCases(context, tx, [claim], deliveredAt === now ? by : SYSTEM, deliveredAt);
}
