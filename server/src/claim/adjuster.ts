// Understands how a person decides a claim: on the version they read, within limits, with reasons; and how a claim is withdrawn.
//
// 9 statements to hold the claim and read it (2 more for a return parcel), those of the decision, and one outbox row.

import { assert, present } from "@anxin/core/assert";
import { adjudicate } from "@anxin/core/claim/adjudicate";
import { type Ceiling, grantCeiling } from "@anxin/core/claim/ceiling";
import type { DecisionOutcome } from "@anxin/core/claim/claim";
import type { ReasonCode } from "@anxin/core/claim/finding";
import { reserveReleased } from "@anxin/core/ledger/templates";
import { type Fen, fenFromWire, fenToWire, formatYuan } from "@anxin/core/money";
import { refuse } from "@anxin/core/refusal";
import { type ClaimRow, insertClaimEvents, releaseWaybills } from "@anxin/store/claim";
import { moveClaims } from "@anxin/store/claim-case";
import { insertTransfers } from "@anxin/store/ledger";
import { insertOutbox } from "@anxin/store/outbox";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import { requireIfMatch } from "../http/etag.js";
import { currentVersion, type HeldCase, holdCase, nextSequence } from "./case.js";
import { batchOf, caseTransfers, recordDecisions } from "./decide.js";

/** A decision as it comes over the wire, checked by its schema only. */
export interface DecisionBody {
  readonly outcome: DecisionOutcome;
  readonly amount?: number | null;
  readonly reasonCodes?: readonly ReasonCode[];
  readonly note?: string;
}

interface Conditional {
  readonly headers: { readonly "if-match"?: string | undefined };
}

/**
 * Decides a claim that waits in review. Refuses a stale version (`if_match_stale`, with who changed it), a claim that is not
 * in review (`claim_not_decidable`), a grant without amount or above the limits, and a refusal or reduction without reasons.
 */
export async function decideByPerson(
  context: Context,
  tx: Tx,
  principal: Principal,
  {
    claimId,
    body,
    conditional,
  }: { readonly claimId: string; readonly body: DecisionBody; readonly conditional: Conditional },
): Promise<ClaimRow> {
  const now = context.clock.now();
  const held = await holdCase(context, tx, principal, claimId, now);
  requireIfMatch(conditional, await currentVersion(tx, held));
  const { claim, known, product, facts } = held;
  if (claim.status !== "in_review")
    refuse("claim_not_decidable", `the claim is ${claim.status}; only one in review can be decided`);
  const reasonCodes = [...new Set(body.reasonCodes ?? [])];
  requireReasons(body.outcome, reasonCodes);
  const amount = amountOf(body, held);
  const verdict = {
    claim,
    known,
    product,
    facts,
    amount,
    reasonCodes,
    payee: held.file.order.payee,
    outcome: body.outcome,
  };
  const adjudication = adjudicate(facts, product);
  const by = { decidedBy: principal.caller, note: body.note ?? "", sequence: nextSequence(held) };
  const recorded = await recordDecisions(context, tx, [{ ...verdict, adjudication, ...by }], now);
  await insertOutbox(tx, { ...batchOf(context, tx, now), events: recorded.events });
  return present(recorded.claims[0], "a recorded decision has a claim");
}

function requireReasons(outcome: DecisionOutcome, reasonCodes: readonly ReasonCode[]): void {
  if (outcome === "approve" || reasonCodes.length > 0) return;
  const detail = "say why less than the whole is granted: at least one reason code";
  refuse("reason_required", detail, { errors: [{ pointer: "/reasonCodes", code: "reason_required", detail }] });
}

/** The amount that is granted; zero for a refusal, which takes none. */
function amountOf({ outcome, amount: given }: DecisionBody, { facts, product, waybillHeldElsewhere }: HeldCase): Fen {
  const pointer = "/amount";
  if (outcome === "reject") {
    if (given === undefined || given === null || given === 0) return 0n;
    const detail = "a refusal grants nothing; leave the amount out";
    refuse("validation_failed", `${pointer} ${detail}`, { errors: [{ pointer, code: "amount_on_refusal", detail }] });
  }
  const amount = fenFromWire(given);
  if (amount === null || amount === 0n) {
    const detail = "say how much is granted, in fen, more than zero";
    refuse("amount_required", detail, { errors: [{ pointer, code: "amount_required", detail }] });
  }
  const held: Ceiling = { amount: 0n, limit: "return_waybill" };
  const ceiling = waybillHeldElsewhere ? held : grantCeiling(facts, product);
  if (amount > ceiling.amount) {
    const detail = `at most ${formatYuan(ceiling.amount)} yuan can be granted here (${ceiling.limit})`;
    refuse("amount_above_limit", detail, {
      ...{ limit: fenToWire(ceiling.amount), unit: "fen", extra: { bound: ceiling.limit } },
      errors: [{ pointer, code: "amount_above_limit", detail }],
    });
  }
  return amount;
}

const WITHDRAWABLE: readonly ClaimRow["status"][] = ["filed", "evidence_requested", "in_review"];

/** Takes a claim back before it is decided: the reserve is released, and so is a return parcel that it held. */
export async function withdrawClaim(
  context: Context,
  tx: Tx,
  principal: Principal,
  { claimId: text, reason }: { readonly claimId: string; readonly reason: string },
): Promise<ClaimRow> {
  const now = context.clock.now();
  const held = await holdCase(context, tx, principal, text, now);
  const { claim } = held;
  if (!WITHDRAWABLE.includes(claim.status)) {
    refuse("state_conflict", `the claim is ${claim.status}; only one that is not decided can be withdrawn`);
  }
  const withdrawn: ClaimRow = { ...claim, status: "withdrawn", revision: claim.revision + 1, reserve: 0n };
  const moved = await moveClaims(tx, tx.tenantId, [{ ...withdrawn, revision: claim.revision }]);
  assert(moved.has(claim.claimId), "a claim that is held does not change");
  const { book, tenantId, claimId, waybillKey } = claim;
  const about = { book, tenantId, claimId, at: now, sequence: nextSequence(held), actor: principal.caller };
  await insertClaimEvents(tx, [
    { ...about, kind: "withdrawn", fromStatus: claim.status, toStatus: "withdrawn", detail: reason },
  ]);
  if (waybillKey !== null) await releaseWaybills(tx, [{ waybillKey, claimId }]);
  await insertTransfers(
    tx,
    caseTransfers(
      context,
      claim,
      (funding) => (claim.reserve > 0n ? [reserveReleased(funding, claim.reserve)] : []),
      now,
    ),
  );
  await insertOutbox(tx, { ...batchOf(context, tx, now), events: [{ type: "claim.closed", ids: [claimId] }] });
  return withdrawn;
}
