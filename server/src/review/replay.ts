// Understands how a page of decisions is made again from what was kept with each.

import { adjudicate } from "@anxin/core/claim/adjudicate";
import type { DecisionOutcome } from "@anxin/core/claim/claim";
import { decodeFacts } from "@anxin/core/claim/facts";
import type { ReasonCode } from "@anxin/core/claim/finding";
import { formatId } from "@anxin/core/id";
import { replayDifferences } from "@anxin/core/review/replay";
import { type DayPage, type DecisionRunRow, dayToReplay, type ReplayRow } from "@anxin/store/review-run";
import type { Tx } from "@anxin/store/transaction";
import type { Catalogue, Context } from "../context.js";
import type { PageDone } from "./page.js";

/** A decision that came out otherwise. */
export interface ReplayExample {
  readonly decisionId: string;
  readonly claimId: string;
  readonly differences: readonly string[];
}

/** Makes a page of a day's decisions again. One statement. */
export async function replayPage(
  { catalogue }: Context,
  tx: Tx,
  _run: DecisionRunRow,
  page: DayPage,
): Promise<PageDone> {
  const decisions = await dayToReplay(tx, page);
  const examples = decisions.flatMap((decision): ReplayExample[] => {
    const differences = differencesOf(catalogue, decision);
    if (differences.length === 0) return [];
    const { decision_id: decisionId, claim_id: claimId } = decision;
    return [{ decisionId: formatId("decision", decisionId), claimId: formatId("claim", claimId), differences }];
  });
  return { decisions, found: examples.length, examples };
}

/** What cannot even be read is a difference, and stops no other. */
export function differencesOf(catalogue: Catalogue, row: Omit<ReplayRow, "decided_at">): readonly string[] {
  const { product: code, product_version: version, facts, findings, amount, automatic } = row;
  const product = catalogue.version(code, version);
  if (product === null) return [`nobody sells ${code} version ${version}`];
  try {
    return replayDifferences(
      {
        ...{ findings, amount, automatic, suggestedAmount: row.suggested_amount },
        outcome: row.outcome as DecisionOutcome,
        suggestedOutcome: row.suggested_outcome as DecisionOutcome,
        reasonCodes: row.reason_codes as readonly ReasonCode[],
      },
      adjudicate(decodeFacts(facts), product),
    );
  } catch (error) {
    return [`cannot be read: ${error instanceof Error ? error.message : String(error)}`];
  }
}
