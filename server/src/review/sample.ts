// Understands how samples are drawn from a page of decisions, and how one is assessed.

import { present } from "@anxin/core/assert";
import type { DecisionOutcome } from "@anxin/core/claim/claim";
import { formatId, parseId } from "@anxin/core/id";
import { refuse } from "@anxin/core/refusal";
import { drawn, LAUNCH_PLAN, type QaFinding, sampleSeed } from "@anxin/core/review/sample";
import type { Day } from "@anxin/core/time";
import { personsOf } from "@anxin/store/authority";
import { decidersOf, personOfStaff } from "@anxin/store/proposal";
import { type DayPage, type DecisionRunRow, dayToSample, type SampleRow } from "@anxin/store/review-run";
import {
  assessSample,
  firstDecisions,
  insertSamples,
  lockSample,
  type NewSample,
  type QaSampleRow,
} from "@anxin/store/review-sample";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import type { PageDone } from "./page.js";

/** Draws from a page of a day's decisions. 4 statements. */
export async function samplePage(context: Context, tx: Tx, { day }: DecisionRunRow, page: DayPage): Promise<PageDone> {
  const decisions = await dayToSample(tx, page);
  const people = [...new Set(decisions.filter(({ automatic }) => !automatic).map((row) => row.decided_by))];
  const first = await firstDecisions(tx, people, LAUNCH_PLAN.newcomerDecisions);
  const staffIds = people.flatMap((caller) =>
    /^staff:\d+$/.test(caller) ? [BigInt(caller.slice("staff:".length))] : [],
  );
  const persons = new Map((await personsOf(tx, staffIds)).map((row) => [`staff:${row.staff_id}`, row]));
  const seed = sampleSeed(tx.tenantId, day);
  const samples = decisions.flatMap((row): NewSample[] => {
    if (row.kind !== "decision") return [];
    const { book, claim_id: claimId, decision_id: decisionId, product, amount, automatic, decided_by: decidedBy } = row;
    const outcome = row.outcome as DecisionOutcome;
    const who = persons.get(decidedBy);
    const madeBefore = automatic ? 0 : madeBeforeOf(row, first.get(decidedBy) ?? []);
    const stratum = drawn(seed, {
      decisionId,
      product,
      outcome,
      amount,
      automatic,
      level: who?.level ?? 0,
      madeBefore,
    });
    if (stratum === null) return [];
    const person = automatic ? null : (who?.person ?? decidedBy);
    return [{ book, claimId, decisionId, day: day as Day, stratum, product, decidedBy, person, outcome, amount }];
  });
  const found = await insertSamples(tx, samples, context.clock.now());
  return { decisions, found, examples: [] };
}

/** How many decisions somebody had made before this one, as far as newcomers are counted. */
function madeBeforeOf({ decision_id: decisionId }: SampleRow, first: readonly bigint[]): number {
  const place = first.indexOf(decisionId);
  return place === -1 ? LAUNCH_PLAN.newcomerDecisions : place;
}

export interface Assessment {
  readonly decisionId: string;
  readonly agrees: boolean;
  readonly findings: readonly QaFinding[];
  readonly note: string;
}

/**
 * Keeps what an assessor found. Refuses whoever had a part in the decision (`same_person`), an assessment that was made already
 * (`state_conflict`), and a disagreement that says nothing (`reason_required`).
 */
export async function assess(
  context: Context,
  tx: Tx,
  { subject, caller }: Principal,
  { decisionId: text, agrees, findings, note }: Assessment,
): Promise<QaSampleRow> {
  const decisionId = parseId("decision", text);
  const sample = decisionId === null ? null : await lockSample(tx, decisionId);
  if (decisionId === null || sample === null) refuse("not_found", `decision ${text} is in no sample`);
  const person = await personOfStaff(tx, BigInt(subject));
  const deciders = (await decidersOf(tx, [{ book: sample.book, claimId: sample.claim_id }])).get(sample.claim_id) ?? [];
  if (sample.person === person || deciders.includes(person))
    refuse(
      "same_person",
      `you had a part in deciding ${formatId("claim", sample.claim_id)}; another supervisor assesses it`,
    );
  if (sample.assessed_at !== null)
    refuse("state_conflict", `it was assessed already, by ${sample.assessed_by_name ?? "a colleague"}`);
  if (!agrees && findings.length === 0) {
    const detail = "say what is wrong: at least one finding";
    refuse("reason_required", detail, { errors: [{ pointer: "/findings", code: "reason_required", detail }] });
  }
  await assessSample(tx, decisionId, {
    at: context.clock.now(),
    by: caller,
    agrees,
    findings: [...new Set(findings)],
    note,
  });
  return present(await lockSample(tx, decisionId), "a sample that was assessed is kept");
}
