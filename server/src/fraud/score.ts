// Understands which claims are put before a person first: how loudly their signals speak is kept with them.

import type { Finding } from "@anxin/core/claim/finding";
import { fraudScore } from "@anxin/core/fraud/score";
import type { Id } from "@anxin/core/id";
import { putScores, type ScoreRow } from "@anxin/store/fraud";
import type { Tx } from "@anxin/store/transaction";

/** A case as rules have just looked at it. */
export interface LookedAt {
  readonly book: number;
  readonly claimId: Id;
  readonly findings: readonly Finding[];
}

const scored = ({ book, claimId, findings }: LookedAt): ScoreRow => {
  return { book, claimId, score: fraudScore(findings).score };
};

/** Keeps the scores of new cases that have signals: one statement where any has, and none otherwise. */
export async function keepScores(tx: Tx, cases: readonly LookedAt[]): Promise<void> {
  await putScores(
    tx,
    cases.map(scored).filter(({ score }) => score > 0),
  );
}

/** Keeps the scores of cases that are looked at again, also of those whose signals are gone. */
export async function renewScores(tx: Tx, cases: readonly LookedAt[]): Promise<void> {
  await putScores(tx, cases.map(scored));
}
