// Understands the dry run of a bulk decision: what would come of each claim, and the signed plan that carries it out.
//
// Statements, whatever the number of claims: 1 to find them, those that gather their facts, 3 for their states, 1 for leases, and 2
// for who decides and what they may grant.

import { adjudicate } from "@anxin/core/claim/adjudicate";
import type { DecisionOutcome } from "@anxin/core/claim/claim";
import type { ReasonCode } from "@anxin/core/claim/finding";
import { type Actor, step } from "@anxin/core/claim/machine";
import { decodeExact, encodeExact } from "@anxin/core/exact-json";
import { bookOfId, formatId, type Id, parseId } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import { refuse } from "@anxin/core/refusal";
import { isHeldByAnother } from "@anxin/core/review/lease";
import { type Instant, MINUTE_MS, plus } from "@anxin/core/time";
import { claimsById } from "@anxin/store/claim-case";
import { leasesOf, type NamedLease } from "@anxin/store/review-lease";
import { listQueue } from "@anxin/store/review-queue";
import type { Tx } from "@anxin/store/transaction";
import { actorOf } from "../claim/actor.js";
import { ceilingOf } from "../claim/adjuster.js";
import { type ClaimCase, readCases } from "../claim/facts.js";
import { type CaseRest, restOfCases, stateOf } from "../claim/state.js";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import type { Language } from "../http/language.js";
import { authoritiesOf } from "./authority.js";
import { type FilterBody, questionOf } from "./queue.js";

/** Claims that are decided together at the most. */
export const BULK_CLAIMS_MAX = 200;
/** How long a dry run may be carried out. */
const PLAN_MS = 15 * MINUTE_MS;
const PURPOSE = "bulk decision";

/** What is decided about all of them. Amounts are the clauses' own, and never typed. */
export interface BulkWish {
  readonly outcome: DecisionOutcome;
  readonly reasonCodes: readonly ReasonCode[];
  readonly note: string;
}

/** Why nothing would come of a claim. */
export const BULK_PROBLEMS = [
  "not_found",
  "claim_not_decidable",
  "claim_held",
  "suggestion_differs",
  "amount_required",
  "amount_above_limit",
  "amount_below_agreed",
  "authority_exceeded",
] as const;
export type BulkProblem = (typeof BULK_PROBLEMS)[number];

export interface PlannedClaim {
  readonly claimId: string;
  readonly will: "decide" | "propose" | "nothing";
  /** Fen; by the clauses. */
  readonly amount: Fen;
  readonly problem: BulkProblem | null;
}

/** A claim as the plan knows it: only what is still so is decided. */
interface PlanItem {
  readonly claimId: Id;
  readonly revision: number;
  readonly amount: Fen;
}

/** What a dry run promises to do. */
export interface BulkPlan extends BulkWish {
  readonly bulkId: Id;
  readonly tenantId: number;
  readonly caller: string;
  readonly expiresAt: Instant;
  readonly items: readonly PlanItem[];
}

export interface DryRun {
  readonly token: string;
  readonly expiresAt: Instant;
  readonly claims: readonly PlannedClaim[];
}

/** The claims that are meant: by their ids, or the first of a view. */
export type BulkChoice = { readonly claimIds: readonly string[] } | { readonly filter: FilterBody };

/** Says what would come of each claim, and writes nothing. */
export async function planBulk(
  context: Context,
  tx: Tx,
  principal: Principal,
  choice: BulkChoice,
  wish: BulkWish,
  language: Language,
): Promise<DryRun> {
  const now = context.clock.now();
  const wanted = await chosen(tx, principal, choice, now, language);
  const rows = await claimsById(
    tx,
    wanted.flatMap(({ id }) => (id === null ? [] : [{ book: bookOfId(id), claimId: id }])),
  );
  const claims = rows.map(({ claim }) => claim);
  const cases = new Map((await readCases(context, tx, claims, now)).map((each) => [each.claim.claimId, each]));
  const rest = await restOfCases(tx, claims);
  const leases = await leasesOf(tx, claims);
  const by = await actorOf(tx, principal);
  const authority = await authoritiesOf(
    tx,
    principal,
    claims.map(({ product }) => product),
    now,
  );
  const looked = wanted.map(({ text, id }) => {
    const found = id === null ? undefined : cases.get(id);
    if (found === undefined) return { text, item: null, planned: nothing(text, 0n, "not_found") };
    const { claimId, product, revision } = found.claim;
    const about = { rest: rest(claimId), lease: leases.get(claimId) ?? null, authority: authority(product), by, now };
    const planned = plannedClaim(found, wish, about);
    return { text, planned, item: { claimId, revision, amount: planned.amount } };
  });
  const expiresAt = plus(now, PLAN_MS);
  const items = looked.flatMap(({ item, planned }) => (item === null || planned.will === "nothing" ? [] : [item]));
  const { tenantId, caller } = principal;
  const token = signed(context, { ...wish, bulkId: context.ids.next(0), tenantId, caller, expiresAt, items });
  return { token, expiresAt, claims: looked.map(({ planned }) => planned) };
}

async function chosen(
  tx: Tx,
  principal: Principal,
  choice: BulkChoice,
  now: Instant,
  language: Language,
): Promise<{ readonly text: string; readonly id: Id | null }[]> {
  if ("claimIds" in choice) return [...new Set(choice.claimIds)].map((text) => ({ text, id: parseId("claim", text) }));
  const question = await questionOf(tx, principal, choice.filter, now, language);
  const rows = await listQueue(tx, question, null, BULK_CLAIMS_MAX);
  return rows.map((row) => ({ text: formatId("claim", row.claim_id), id: row.claim_id }));
}

const nothing = (claimId: string, amount: Fen, problem: BulkProblem): PlannedClaim => {
  return { claimId, will: "nothing", amount, problem };
};

interface About {
  readonly rest: CaseRest;
  readonly lease: NamedLease | null;
  readonly authority: Fen;
  readonly by: Actor;
  readonly now: Instant;
}

/** What would come of one claim. Whoever wants another outcome or amount than the clauses suggest looks at it by itself. */
function plannedClaim(found: ClaimCase, { outcome }: BulkWish, about: About): PlannedClaim {
  const { rest, lease, authority, by, now } = about;
  const claimId = formatId("claim", found.claim.claimId);
  const suggested = adjudicate(found.facts, found.product);
  const { amount } = suggested;
  if (found.claim.status !== "in_review") return nothing(claimId, amount, "claim_not_decidable");
  if (isHeldByAnother(lease, by.person ?? "", now)) return nothing(claimId, amount, "claim_held");
  if (suggested.outcome !== outcome) return nothing(claimId, amount, "suggestion_differs");
  if (amount > ceilingOf(found).amount) return nothing(claimId, amount, "amount_above_limit");
  const command = { kind: "decide", decisionId: found.claim.claimId, outcome, amount, authority } as const;
  const answer = step(stateOf(found.claim, rest), command, by, now);
  if ("refused" in answer) {
    const problem = BULK_PROBLEMS.find((each) => each === answer.refused) ?? "claim_not_decidable";
    return nothing(claimId, amount, problem);
  }
  return { claimId, will: answer.state.proposal === null ? "decide" : "propose", amount, problem: null };
}

function signed({ vault }: Context, plan: BulkPlan): string {
  const body = Buffer.from(encodeExact(plan)).toString("base64url");
  return `${body}.${vault.sign(PURPOSE, body).toString("base64url")}`;
}

/** The plan of a token that a dry run gave this caller; refuses any other, and one that is too old, with `dry_run_invalid`. */
export function planOf({ vault, clock }: Context, { tenantId, caller }: Principal, token: string): BulkPlan {
  const [body = "", signature = ""] = token.split(".");
  if (!vault.verify(PURPOSE, body, Buffer.from(signature, "base64url")))
    refuse("dry_run_invalid", "this is no token of a dry run; send it as it was answered");
  const plan = decodeExact(Buffer.from(body, "base64url").toString()) as BulkPlan;
  if (plan.tenantId !== tenantId || plan.caller !== caller)
    refuse("dry_run_invalid", "somebody else did this dry run; do your own");
  if (clock.now() >= plan.expiresAt) refuse("dry_run_invalid", "the dry run is too old; do it again");
  return plan;
}
