// Understands grants beside the decision: the undisputed part ahead of it, and a grant that was too small put right by two people.
//
// The statements of `holdCase`, 2 for who grants and how much they may, those of a decision or of a step, and one outbox row.

import { present } from "@anxin/core/assert";
import { adjudicate } from "@anxin/core/claim/adjudicate";
import type { ReasonCode } from "@anxin/core/claim/finding";
import type { Fen } from "@anxin/core/money";
import type { ClaimRow } from "@anxin/store/claim";
import { insertOutbox } from "@anxin/store/outbox";
import { insertProposal } from "@anxin/store/proposal";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import { requireIfMatch } from "../http/etag.js";
import { authorityOf } from "../review/authority.js";
import { actorOf } from "./actor.js";
import { requireBelowCeiling } from "./adjuster.js";
import { currentVersion, type HeldCase, holdCase, nextSequence } from "./case.js";
import { batchOf, recordDecisions } from "./decide.js";
import { takeStep } from "./move.js";
import { takenStep } from "./state.js";

/** What is to be granted on which version of a claim, in fen. */
export interface GrantWish {
  readonly claimId: string;
  readonly amount: Fen;
  readonly note: string;
  readonly conditional: { readonly headers: { readonly "if-match"?: string | undefined } };
}

async function holdVersion(context: Context, tx: Tx, principal: Principal, wish: GrantWish): Promise<HeldCase> {
  const held = await holdCase(context, tx, principal, wish.claimId, context.clock.now());
  requireIfMatch(wish.conditional, await currentVersion(tx, held));
  return held;
}

/**
 * Pays the part of a claim that nobody disputes, before the whole is decided: within sixty days where the whole takes longer
 * (Insurance Law art. 25). Refuses what is not in review or waits for documents, and more than the caller may grant or the
 * cover allows, what was advanced before included.
 */
export async function advancePart(context: Context, tx: Tx, principal: Principal, wish: GrantWish): Promise<ClaimRow> {
  const now = context.clock.now();
  const held = await holdVersion(context, tx, principal, wish);
  const { claim, known, product, facts } = held;
  const amount = held.state.agreed + wish.amount;
  requireBelowCeiling(amount, held);
  const command = {
    kind: "advance",
    amount: wish.amount,
    authority: await authorityOf(tx, principal, claim, now),
  } as const;
  const step = takenStep(held.state, command, await actorOf(tx, principal), now);
  const about = { claim, known, product, facts, adjudication: adjudicate(facts, product), payee: held.payee, step };
  const grant = { kind: "advance", decisionId: null, outcome: "partly_approve", amount, reasonCodes: [] } as const;
  const by = { decidedBy: principal.caller, approvedBy: null, note: wish.note, sequence: nextSequence(held) };
  const recorded = await recordDecisions(context, tx, [{ ...about, ...grant, ...by }], now);
  // The case is not decided: only money went ahead.
  const events = recorded.events.filter(({ type }) => type !== "claim.decided");
  await insertOutbox(tx, { ...batchOf(context, tx, now), events });
  return present(recorded.claims[0], "a recorded advance has a claim");
}

/**
 * Proposes to raise what a decided claim was granted, since it was too small; another person approves it as they approve a
 * decision. `amount` is the whole.
 */
export async function proposeCorrection(
  context: Context,
  tx: Tx,
  principal: Principal,
  wish: GrantWish & { readonly reasonCodes: readonly ReasonCode[] },
): Promise<ClaimRow> {
  const now = context.clock.now();
  const held = await holdVersion(context, tx, principal, wish);
  const { book, claimId } = held.claim;
  const { amount, note, reasonCodes } = wish;
  requireBelowCeiling(amount, held);
  const decisionId = context.ids.next(book);
  const actor = await actorOf(tx, principal);
  const event = { kind: "proposed", actor: principal.caller, detail: reasonCodes.join(",") } as const;
  const { claim, step } = await takeStep(context, tx, held, { kind: "correct", decisionId, amount }, actor, event, now);
  const { kind, maker, outcome } = present(step.state.proposal, "a correction waits for a second pair of eyes");
  const what = { kind, decisionId, outcome, amount, reasonCodes, note };
  await insertProposal(tx, { book, claimId, ...what, madeBy: principal.caller, maker, madeAt: now });
  return claim;
}

/** Sets what is set aside for a case that waits for its decision, in fen beyond what was granted. */
export async function adjustReserve(
  context: Context,
  tx: Tx,
  principal: Principal,
  wish: GrantWish,
): Promise<ClaimRow> {
  const held = await holdVersion(context, tx, principal, wish);
  requireBelowCeiling(held.state.agreed + wish.amount, held);
  const command = { kind: "adjust_reserve", reserve: wish.amount } as const;
  const event = { kind: "reserve_adjusted", actor: principal.caller, detail: wish.note } as const;
  const now = context.clock.now();
  return (await takeStep(context, tx, held, command, await actorOf(tx, principal), event, now)).claim;
}
