// Understands what has to be true of claims: limits, parcels, legal steps, and decisions that come out the same again.

import { grantCeiling } from "@anxin/core/claim/ceiling";
import { CLAIM_STATUSES, mayFollow } from "@anxin/core/claim/claim";
import { type ClaimFacts, decodeFacts } from "@anxin/core/claim/facts";
import { formatId } from "@anxin/core/id";
import { type Fen, larger, portion } from "@anxin/core/money";
import type { ProductVersion } from "@anxin/core/product/product";
import { pricePaid } from "@anxin/core/product/rate";
import { findAppealsApart } from "@anxin/store/appeal";
import { findClocksApart } from "@anxin/store/claim-clock";
import { findIn } from "@anxin/store/invariant";
import {
  type DecisionName,
  type DecisionToReplay,
  decisionsToReplay,
  findClaimsApart,
  findIllegalSteps,
  findOverstepped,
  findReusedWaybills,
  findUngrounded,
  newestDecisions,
  type SharedLoss,
  sharedLosses,
} from "@anxin/store/invariant-claim";
import { findLoneEyes } from "@anxin/store/review-basis";
import { findReplayGaps } from "@anxin/store/review-run";
import type { Tx } from "@anxin/store/transaction";
import type { Catalogue } from "../context.js";
import { differencesOf } from "../review/replay.js";
import { type CheckScope, judge, newestRows, subjectOf, Tally, type Verdict } from "./check.js";

/** The newest decisions, a page at a time. */
const decisionPages = (scope: CheckScope, tx: Tx): AsyncGenerator<readonly DecisionToReplay[]> =>
  newestRows(
    scope,
    (after: DecisionName | null, limit) => newestDecisions(tx, after?.decision_id ?? null, limit),
    (names) => decisionsToReplay(tx, names),
  );

/** I5: paid is at most agreed, and agreed at most what claim, policy and the line's loss allow. */
export async function checkLimits(scope: CheckScope, tx: Tx): Promise<Verdict> {
  const { catalogue } = scope;
  const tally = new Tally();
  const sold = catalogue.all;
  const terms = [
    sold.map(({ code }) => code),
    sold.map(({ version }) => version),
    sold.map(({ coverage }) => coverage.claimsMax),
    sold.map(({ coverage }) => coverage.claimLimit),
  ];
  tally.addFound(await findIn(tx, findOverstepped, terms));
  tally.addFound(await findIn(tx, findUngrounded));
  for await (const page of decisionPages(scope, tx)) {
    for (const decision of page) {
      judge(tally, formatId("decision", decision.decision_id), () => aboveCeiling(catalogue, decision));
    }
  }
  await addSharedLosses(catalogue, tx, tally);
  return tally.verdict();
}

function versionOf(
  catalogue: Catalogue,
  { product, product_version: version }: Pick<DecisionToReplay, "product" | "product_version">,
): ProductVersion {
  const found = catalogue.version(product, version);
  if (found === null) throw new Error(`nobody sells ${product} version ${version}`);
  return found;
}

function aboveCeiling(catalogue: Catalogue, decision: DecisionToReplay): string[] {
  if (decision.amount === 0n) return [];
  const { amount, limit } = grantCeiling(decodeFacts(decision.facts), versionOf(catalogue, decision));
  return decision.amount > amount ? [`grants ${decision.amount} fen; by ${limit} it may be ${amount}`] : [];
}

/** Covers that make one loss good may together pay as much as the last of them to be decided saw lost. */
async function addSharedLosses(catalogue: Catalogue, tx: Tx, tally: Tally): Promise<void> {
  const indemnities = catalogue.all.filter(({ indemnity }) => indemnity).map(({ code }) => code);
  const byLine = new Map<string, SharedLoss[]>();
  for (const row of await sharedLosses(tx, [...new Set(indemnities)])) {
    const line = subjectOf("order", null, `${row.order_id} line ${row.line_id}`);
    byLine.set(line, [...(byLine.get(line) ?? []), row]);
  }
  for (const [line, claims] of byLine) {
    judge(tally, line, () => {
      const agreed = claims.reduce((sum, { amount }) => sum + amount, 0n);
      const last = claims.at(-1);
      const loss = last === undefined ? 0n : lossOf(decodeFacts(last.facts), versionOf(catalogue, last));
      return agreed > loss ? [`${claims.length} covers agreed ${agreed} fen together, and the loss was ${loss}`] : [];
    });
  }
}

/** The price paid or, where the benefit promises more, what it promises (Insurance Law art. 55 and 56). */
function lossOf({ line }: ClaimFacts, { coverage: { benefit } }: ProductVersion): Fen {
  if (benefit.kind !== "refund") return pricePaid(line);
  const price = line.unitPrice * BigInt(line.quantity);
  return larger(pricePaid(line), portion(price, BigInt(benefit.percentOfPrice), 100n, "half_up") + benefit.feeMax);
}

/** I7: a return parcel pays one claim, which holds it. */
export async function checkWaybills(_scope: CheckScope, tx: Tx): Promise<Verdict> {
  const tally = new Tally();
  tally.addFound(await findIn(tx, findReusedWaybills));
  return tally.verdict();
}

/** Every step that core allows, as two columns; much happens to a case that leaves its status as it is. */
const STEPS = CLAIM_STATUSES.flatMap((from) =>
  CLAIM_STATUSES.filter((to) => to === from || mayFollow(from, to)).map((to) => [from, to] as const),
);
/**
 * Events of the filing itself: the case is at its first revision after them. Nor does it change when a clock runs out,
 * or a notice arrives.
 */
const FILING = ["filed", "referred", "held", "merchant_asked", "escalated", "notice_delivered"];

/** The part of I8 about claims: legal steps, numbered through, that end where the case stands. */
export async function checkClaimSteps(tx: Tx): Promise<Verdict> {
  const tally = new Tally();
  const edges = [STEPS.map(([from]) => from), STEPS.map(([, to]) => to)];
  tally.addFound(await findIn(tx, findIllegalSteps, edges));
  tally.addFound(await findIn(tx, findClaimsApart, [FILING]));
  tally.addFound(await findIn(tx, findClocksApart));
  tally.addFound(await findIn(tx, findAppealsApart));
  return tally.verdict();
}

/**
 * I10: the stored facts, put through the version again, give the stored findings and suggestion; so did every day's
 * run.
 */
export async function checkReplay(scope: CheckScope, tx: Tx): Promise<Verdict> {
  const tally = new Tally();
  for await (const page of decisionPages(scope, tx)) {
    for (const decision of page) {
      const subject = formatId("decision", decision.decision_id);
      for (const difference of differencesOf(scope.catalogue, decision)) tally.add(subject, difference);
    }
  }
  tally.addFound(await findIn(tx, findReplayGaps));
  return tally.verdict();
}

/** I9: nobody grants more than they may without a second person who may. */
export async function checkFourEyes(_scope: CheckScope, tx: Tx): Promise<Verdict> {
  const tally = new Tally();
  tally.addFound(await findIn(tx, findLoneEyes));
  return tally.verdict();
}
