// What the tests of clocks share: cases with clocks, kept as filing keeps them, and what became of both.

import { present } from "@anxin/core/assert";
import type { ClockFact } from "@anxin/core/claim/clock-rules";
import { type Clock, clocksAfter } from "@anxin/core/claim/clocks";
import { bookOfId, formatId, type Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import { type ClaimRow, insertClaimEvents, insertClaims } from "@anxin/store/claim";
import { clocksOfClaims, writeClocks } from "@anxin/store/claim-clock";
import { inTransaction } from "@anxin/store/transaction";
import type { TestServer } from "../../testing/server.js";
import type { Shop } from "./shop.js";
import { MERCHANT } from "./shop.js";

export type Told = readonly [ClockFact, Instant];

/** The clocks of a case to which these facts were told. */
export const clocksTold = (facts: readonly Told[]): readonly Clock[] =>
  facts.reduce<readonly Clock[]>((clocks, [fact, at]) => clocksAfter(clocks, fact, at), []);

let orders = 0;

/** A case in review, reported with the first of the facts. */
export async function caseWith(shop: Shop, facts: readonly Told[]): Promise<ClaimRow> {
  const { context, tenant } = shop.server;
  const { tenantId } = tenant;
  const cover = await shop.cover({ product: "authenticity", orderId: `C-${++orders}` });
  const book = bookOfId(cover.id);
  const [, reportedAt] = present(facts[0], "a case was reported");
  const claim: ClaimRow = {
    ...{ book, tenantId, claimId: context.ids.next(book), policyId: cover.id, orderId: cover.orderId, lineId: "1" },
    ...{ merchantId: MERCHANT, buyerId: "b-42", product: "authenticity", productVersion: 1, peril: "counterfeit" },
    ...{ returnId: null, waybillKey: null, status: "in_review", revision: 1, occurredAt: reportedAt, reportedAt },
    ...{ decidedAt: null, description: "", fields: "{}", declaration: true, requestedAmount: null, reserve: 0n },
    ...{ agreedAmount: 0n, advancedAmount: 0n, rounds: 0, lapsed: false, decidedByRules: false, reviewed: false },
    ...{ appeals: 0, openAppealId: null, filedBy: "buyer:b-42" },
  };
  await inTransaction(context.db, tenantId, async (tx) => {
    await insertClaims(tx, [claim]);
    const event = { book, tenantId, claimId: claim.claimId, at: reportedAt, actor: "buyer:b-42", detail: "" };
    await insertClaimEvents(tx, [
      { ...event, sequence: 1, kind: "filed", fromStatus: null, toStatus: "filed" },
      { ...event, sequence: 2, kind: "referred", fromStatus: "filed", toStatus: "in_review" },
    ]);
    await writeClocks(tx, [{ claim, clocks: clocksTold(facts) }]);
  });
  return claim;
}

/** The clocks of a case as they are kept. */
export async function keptClocks({ context, tenant }: TestServer, claim: ClaimRow): Promise<readonly Clock[]> {
  const clocks = await inTransaction(context.db, tenant.tenantId, (tx) => clocksOfClaims(tx, [claim]));
  return clocks.get(claim.claimId) ?? [];
}

/** What the timeline says of clocks that ran out, in order. */
export async function escalationsOf(
  { database }: TestServer,
  { claimId }: { readonly claimId: Id },
): Promise<string[]> {
  const { rows } = await database.owner.query<{ detail: string }>(
    `select detail from claim_event where kind = 'escalated' and claim_id = ${claimId} order by sequence`,
  );
  return rows.map(({ detail }) => detail);
}

export const shownId = ({ claimId }: Pick<ClaimRow, "claimId">): string => formatId("claim", claimId);
