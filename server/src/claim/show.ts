// Understands how one claim is read whole, and answered to whoever asked for it or changed it.

import { present } from "@anxin/core/assert";
import { appealsOfClaims } from "@anxin/store/appeal";
import type { ClaimRow } from "@anxin/store/claim";
import { claimDecisions, claimEvents } from "@anxin/store/claim-case";
import { clocksOfClaims } from "@anxin/store/claim-clock";
import { merchantAnswers, merchantStatements } from "@anxin/store/merchant-statement";
import { merchantNames } from "@anxin/store/order-list";
import { listPayoutsOfClaims } from "@anxin/store/payout";
import { staffNames } from "@anxin/store/people";
import { openProposals } from "@anxin/store/proposal";
import { refusalNoticesOf } from "@anxin/store/refusal-notice";
import { clausesOfDecisions } from "@anxin/store/review-basis";
import { findDeclaration, supplementsOfClaims } from "@anxin/store/supplement";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { Created } from "../http/idempotency.js";
import { etagOfClaim } from "./case.js";
import { readCases } from "./facts.js";
import { claimView } from "./view/claim.js";
import { sideOf } from "./view/timeline.js";
import type { Viewer } from "./view/viewer.js";

/** Payouts that a claim's view lists. */
const PAYOUTS_SHOWN_MAX = 50;

/**
 * A claim whole, as the viewer may see it. Statements: those to gather, and 13 for the shop's name, events, clocks, decisions,
 * proposals, clauses, payouts, declaration, appeals, refusal notices, lists of documents and the merchant's side; for
 * the insurer one more for what colleagues are called.
 */
export async function showClaim(context: Context, tx: Tx, claim: ClaimRow, viewer: Viewer) {
  const now = context.clock.now();
  const [held] = await readCases(context, tx, [claim], now);
  const clocks = await clocksOfClaims(tx, [claim]);
  const proposals = await openProposals(tx, [claim]);
  const events = await claimEvents(tx, claim);
  const decisions = await claimDecisions(tx, claim);
  const appeals = await appealsOfClaims(tx, [claim]);
  const supplements = (await supplementsOfClaims(tx, [claim])).get(claim.claimId) ?? [];
  const proposal = proposals.get(claim.claimId) ?? null;
  const callers = [
    ...events.map(({ actor }) => actor),
    ...decisions.flatMap(({ decidedBy, approvedBy }) => [decidedBy, approvedBy]),
    ...[proposal?.madeBy, ...appeals.map((appeal) => appeal.decided_by)],
    ...supplements.map(({ requestedBy }) => requestedBy),
  ].filter((caller) => typeof caller === "string");
  const any = {
    status: null,
    buyerId: null,
    merchantId: null,
    humanTask: null,
    before: null,
    limit: PAYOUTS_SHOWN_MAX,
  };
  return claimView(
    {
      held: present(held, "one claim gives one case"),
      merchantName: (await merchantNames(tx, [claim])).get(claim.merchantId) ?? null,
      events,
      clocks: clocks.get(claim.claimId) ?? [],
      ...{ decisions, proposal, appeals, supplements },
      clauses: await clausesOfDecisions(tx, claim),
      payouts: await listPayoutsOfClaims(tx, tx.tenantId, any, [claim]),
      declaration: await findDeclaration(tx, claim),
      refusalNotices: await refusalNoticesOf(tx, [claim]),
      hearing: (await merchantAnswers(tx, [claim])).get(claim.claimId) ?? null,
      statements: await merchantStatements(tx, claim),
      names: sideOf(viewer.principal) === "insurer" ? await staffNames(tx, callers) : new Map(),
      now,
    },
    viewer,
  );
}

/** As `showClaim`, for the answer of a call that changed it. */
export async function answerClaim(
  context: Context,
  tx: Tx,
  claim: ClaimRow,
  viewer: Viewer,
  status: number,
): Promise<Created> {
  return { status, body: await showClaim(context, tx, claim, viewer), etag: etagOfClaim(claim) };
}
