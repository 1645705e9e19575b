// Understands how a claim is shown, and to whom which part of it.

import { isUndecided } from "@anxin/core/claim/claim";
import type { Clock } from "@anxin/core/claim/clocks";
import { missingDocuments } from "@anxin/core/claim/missing";
import { type OpenDocument, openDocuments } from "@anxin/core/claim/supplement";
import type { Id } from "@anxin/core/id";
import { fenToWire } from "@anxin/core/money";
import type { Instant } from "@anxin/core/time";
import type { AppealRow } from "@anxin/store/appeal";
import type { ClaimEventRow, DecisionRow } from "@anxin/store/claim";
import type { PayoutRow } from "@anxin/store/payout";
import type { ProposalRow } from "@anxin/store/proposal";
import type { RefusalNoticeRow } from "@anxin/store/refusal-notice";
import type { DeclarationRow, SupplementRow } from "@anxin/store/supplement";
import { appealOfClaim, refusalNoticeOfClaim, remediesView } from "../../appeal/view.js";
import { goodsOf } from "../../order/goods.js";
import type { ClaimCase } from "../facts.js";
import { cutToSight, onlookingOf } from "../sight.js";
import { CLAIM_SIGHT } from "../sight-matrix.js";
import { stateOf } from "../state.js";
import { clocksView } from "./clocks.js";
import { decisionsView, decisionView } from "./decision.js";
import { declarationView } from "./declaration.js";
import { evidenceView, openView, supplementView } from "./evidence.js";
import { plain } from "./findings.js";
import { type MerchantRecord, merchantStatementView } from "./merchant.js";
import { payoutView } from "./payout.js";
import { claimSummaryView } from "./summary.js";
import { timelineView } from "./timeline.js";
import type { Viewer } from "./viewer.js";

/** Everything that was written about a claim. */
export interface ClaimRecord extends MerchantRecord {
  readonly held: ClaimCase;
  /** What the shop is called. */
  readonly merchantName: string | null;
  readonly events: readonly ClaimEventRow[];
  readonly clocks: readonly Clock[];
  /** Oldest first; the last one stands. */
  readonly decisions: readonly DecisionRow[];
  /** What waits for a second pair of eyes. */
  readonly proposal: ProposalRow | null;
  /** The clauses that people named, by decision. */
  readonly clauses: ReadonlyMap<Id, readonly string[]>;
  /** Newest first. */
  readonly payouts: readonly PayoutRow[];
  readonly declaration: DeclarationRow | null;
  /** Oldest first. */
  readonly appeals: readonly AppealRow[];
  readonly refusalNotices: readonly RefusalNoticeRow[];
  /** Lists of documents that were asked for, the first one first. */
  readonly supplements: readonly SupplementRow[];
  /** What members of staff are called, by how they stand in what was written. */
  readonly names: ReadonlyMap<string, string>;
  /** At which business time it is shown. */
  readonly now: Instant;
}

/** The claim as the viewer may see it: put into words once, and cut by the one table that says who sees what. */
export function claimView(record: ClaimRecord, viewer: Viewer) {
  const { product, known } = record.held;
  const by = onlookingOf(viewer.principal.role, product, known.policy);
  return cutToSight(wholeView(record, viewer), CLAIM_SIGHT, by);
}

function wholeView(record: ClaimRecord, viewer: Viewer) {
  const { held, clocks, payouts, now, supplements } = record;
  const { claim, product, facts } = held;
  const { language } = viewer;
  return {
    ...claimSummaryView(claim, goodsOf(held.file.order, claim.lineId, record.merchantName)),
    ...declarationView(claim, record.declaration),
    description: claim.description,
    fields: Object.fromEntries(Object.entries(facts.claim.fields).map(([name, value]) => [name, plain(value)])),
    returnId: claim.returnId,
    reserve: fenToWire(claim.reserve),
    evidence: held.evidence.map((row) => evidenceView(row, product, language)),
    timeline: timelineView({ ...record, product }, viewer),
    clocks: clocksView(clocks, viewer, now),
    missing: openList(held, supplements).map((document) => openView(document, language)),
    supplements: supplements.map((list) => supplementView(list, record.names, product, language)),
    merchantStatement: merchantStatementView(record),
    decision: decisionView(held, record, viewer),
    decisions: decisionsView(held, record, viewer),
    payouts: payouts.map(payoutView),
    appeals: record.appeals.map((appeal) => appealOfClaim(appeal, record.names)),
    refusalNotice: refusalNoticeOfClaim(claim, record.refusalNotices),
    remedies: remediesView(claim, stateOf(claim, { ...record, deciders: [] }), record.appeals, now),
  };
}

/** What is waited for, of the list that was asked for last; also where the case was closed since it did not come. */
function openList({ claim, product, facts }: ClaimCase, supplements: readonly SupplementRow[]): OpenDocument[] {
  if (!isUndecided(claim.status) && !claim.lapsed) return [];
  const { evidence, fields } = facts.claim;
  const last = supplements.findLast(({ completedAt }) => completedAt === null);
  return openDocuments(product, last?.documents ?? [], missingDocuments(product, evidence, fields), evidence);
}
