// Understands a recovery: what a carrier or merchant owes for a claim that was granted, and how each fen of it ends.

import { assert, never } from "../assert.js";
import type { Id } from "../id.js";
import { type Fen, smaller } from "../money.js";

/** From whom a recovery is asked. */
export const DEBTOR_KINDS = ["carrier", "merchant"] as const;
export type DebtorKind = (typeof DEBTOR_KINDS)[number];

export const RECOVERY_STATUSES = [
  "opened",
  "submitted",
  "accepted",
  "partly_accepted",
  "partly_received",
  "denied",
  "written_off",
  "closed",
] as const;
export type RecoveryStatus = (typeof RECOVERY_STATUSES)[number];

/** Where a recovery is with its debtor: nothing is asked yet, an answer is waited for, or the last one was given. */
export const RECOVERY_PHASES = ["opened", "submitted", "answered"] as const;
export type RecoveryPhase = (typeof RECOVERY_PHASES)[number];

/**
 * Where every fen is. At every moment claimed + owedBack = denied + received + netted + writtenOff + receivable, none is
 * negative, and receivable and owedBack are never both there.
 */
export interface RecoveryAmounts {
  /** What the debtor is liable for, by the decision that stands. */
  readonly claimed: Fen;
  /** What the debtor turned down; no asset until it is asked for again. */
  readonly denied: Fen;
  /** What came in money, less what was given back. */
  readonly received: Fen;
  /** What was set off against wallet or deposit, less what was given back. */
  readonly netted: Fen;
  readonly writtenOff: Fen;
  readonly receivable: Fen;
  /** What came in above `claimed`, since the claim was corrected afterwards. */
  readonly owedBack: Fen;
}

/** A wish to write something off, which a second person has to share. */
export interface WriteOffProposal {
  readonly writeOffId: Id;
  readonly amount: Fen;
  /** The person, whatever account was used. */
  readonly proposedBy: string;
}

export interface RecoveryState extends RecoveryAmounts {
  readonly phase: RecoveryPhase;
  /** How often it was submitted. */
  readonly attempt: number;
  /** What the attempt asks for; 0 unless an answer is waited for. */
  readonly asked: Fen;
  /** More was granted while an answer was waited for: the answer does not speak of it, and it is asked for afterwards. */
  readonly grew: boolean;
  readonly proposal: WriteOffProposal | null;
}

/** What may happen to a recovery. Amounts in fen. */
export type RecoveryCommand =
  /** The decision on the claim changed: so much is to be recovered now. */
  | { readonly kind: "correct"; readonly claimed: Fen }
  | { readonly kind: "submit" }
  /** The debtor accepts so much of what an attempt asked, from nothing to all of it, and turns the rest down. */
  | { readonly kind: "answer"; readonly attempt: number; readonly accepted: Fen }
  | { readonly kind: "receive"; readonly amount: Fen }
  | { readonly kind: "net"; readonly amount: Fen }
  | { readonly kind: "give_back"; readonly amount: Fen; readonly of: "received" | "netted" }
  | {
      readonly kind: "propose_write_off";
      readonly writeOffId: Id;
      readonly amount: Fen;
      readonly person: string;
    }
  | { readonly kind: "approve_write_off"; readonly writeOffId: Id; readonly person: string }
  | { readonly kind: "send_back_write_off"; readonly writeOffId: Id; readonly person: string }
  /** New evidence against a denial: what was turned down is asked for again. */
  | { readonly kind: "reopen" };

/** What a step does to the books; each is one posting of core/ledger/templates. */
export const RECOVERY_EFFECTS = [
  "recognised",
  "reversed",
  "received",
  "netted",
  "written_off",
  "write_off_reversed",
  "owed_back",
  "owed_back_waived",
  "given_back",
] as const;
export interface RecoveryEffect {
  readonly kind: (typeof RECOVERY_EFFECTS)[number];
  /** Positive, in fen. */
  readonly amount: Fen;
}

/** Why a command cannot be followed. */
export type RecoveryObjection =
  | "amount_not_positive"
  | "nothing_receivable"
  | "already_submitted"
  | "not_submitted"
  | "another_attempt"
  | "above_asked"
  | "above_receivable"
  | "above_owed_back"
  | "nothing_denied"
  | "proposal_open"
  | "no_such_proposal"
  | "same_person";

export type RecoveryStep =
  | { readonly kind: "done"; readonly state: RecoveryState; readonly effects: readonly RecoveryEffect[] }
  | { readonly kind: "refused"; readonly objection: RecoveryObjection };

const done = (state: RecoveryState, ...effects: readonly RecoveryEffect[]): RecoveryStep => {
  assertSound(state);
  return { kind: "done", state, effects: effects.filter(({ amount }) => amount > 0n) };
};
const refused = (objection: RecoveryObjection): RecoveryStep => ({ kind: "refused", objection });
const effect = (kind: RecoveryEffect["kind"], amount: Fen): RecoveryEffect => ({ kind, amount });

/** Throws when the amounts of a state contradict each other: a bug of ours. */
export function assertSound(state: RecoveryAmounts): void {
  const { claimed, denied, received, netted, writtenOff, receivable, owedBack } = state;
  const all = [claimed, denied, received, netted, writtenOff, receivable, owedBack];
  assert(
    all.every((amount) => amount >= 0n),
    "no amount of a recovery is negative",
  );
  assert(
    claimed + owedBack === denied + received + netted + writtenOff + receivable,
    "what is claimed is denied, received, netted, written off or receivable",
  );
  assert(receivable === 0n || owedBack === 0n, "nobody is asked for more who is owed something back");
}

/**
 * A recovery as it begins, with what the decision opens.
 *
 * Recognised with the decision: the claim on who is liable passes to the insurer when it indemnifies (Insurance Law art. 60), and
 * an amount receivable by subrogation is an asset that reduces the cost of claims once it is probable and can be measured
 * (Accounting Standard for Business Enterprises no. 25, art. 21). Both are so where the terms name the debtor and the clause; what
 * the debtor turns down is probable no longer and is reversed at once.
 */
export function openRecovery(claimed: Fen): Extract<RecoveryStep, { kind: "done" }> {
  assert(claimed > 0n, "a recovery asks for something");
  const state: RecoveryState = {
    ...{ claimed, denied: 0n, received: 0n, netted: 0n, writtenOff: 0n, receivable: claimed, owedBack: 0n },
    ...{ phase: "opened", attempt: 0, asked: 0n, grew: false, proposal: null },
  };
  return { kind: "done", state, effects: [effect("recognised", claimed)] };
}

/** How a recovery is called, from where its fen are. What nobody owes any more is denied, written off or closed. */
export function statusOf(state: RecoveryAmounts & Pick<RecoveryState, "phase">): RecoveryStatus {
  const { denied, received, netted, writtenOff, receivable, phase } = state;
  const came = received + netted > 0n;
  if (receivable === 0n) {
    if (writtenOff > 0n) return "written_off";
    return denied > 0n && !came ? "denied" : "closed";
  }
  if (phase !== "answered") return phase;
  if (came) return "partly_received";
  return denied > 0n ? "partly_accepted" : "accepted";
}

/** Whether a debtor may still be asked for something. */
export const isOpen = ({ receivable }: RecoveryAmounts): boolean => receivable > 0n;

/** Follows a command, or says why not. Total: every state has an answer to every command. */
export function step(state: RecoveryState, command: RecoveryCommand): RecoveryStep {
  switch (command.kind) {
    case "correct":
      return correct(state, command.claimed);
    case "submit":
      return submit(state);
    case "answer":
      return answer(state, command);
    case "receive":
      return receive(state, command.amount);
    case "net":
      return net(state, command.amount);
    case "give_back":
      return giveBack(state, command);
    case "propose_write_off":
      return propose(state, command);
    case "approve_write_off":
      return approve(state, command);
    case "send_back_write_off":
      return sendBack(state, command);
    case "reopen":
      return reopen(state);
    default:
      return never(command);
  }
}

function correct(state: RecoveryState, claimed: Fen): RecoveryStep {
  if (claimed < 0n) return refused("amount_not_positive");
  return claimed >= state.claimed ? raise(state, claimed) : lower(state, claimed);
}

/** What is owed back is kept first; the rest is receivable, and is still to be asked for. */
function raise(state: RecoveryState, claimed: Fen): RecoveryStep {
  const more = claimed - state.claimed;
  if (more === 0n) return done(state);
  const kept = smaller(more, state.owedBack);
  const added = more - kept;
  const waits = state.phase === "submitted";
  return done(
    {
      ...state,
      claimed,
      owedBack: state.owedBack - kept,
      receivable: state.receivable + added,
      phase: waits || added === 0n ? state.phase : "opened",
      grew: state.grew || (waits && added > 0n),
    },
    effect("owed_back_waived", kept),
    effect("recognised", added),
  );
}

/** Taken off what was turned down, then what is receivable, then what was written off; what came in beyond that is owed back. */
function lower(state: RecoveryState, claimed: Fen): RecoveryStep {
  let less = state.claimed - claimed;
  const take = (from: Fen): Fen => {
    const taken = smaller(less, from);
    less -= taken;
    return taken;
  };
  const denied = take(state.denied);
  const receivable = take(state.receivable);
  const writtenOff = take(state.writtenOff);
  return done(
    {
      ...state,
      claimed,
      denied: state.denied - denied,
      receivable: state.receivable - receivable,
      writtenOff: state.writtenOff - writtenOff,
      owedBack: state.owedBack + less,
    },
    effect("write_off_reversed", writtenOff),
    effect("reversed", receivable + writtenOff),
    effect("owed_back", less),
  );
}

/** The whole of what is receivable is asked for; a later attempt takes the place of an earlier one. */
function submit(state: RecoveryState): RecoveryStep {
  if (state.phase === "submitted") return refused("already_submitted");
  if (state.receivable === 0n) return refused("nothing_receivable");
  return done({ ...state, phase: "submitted", attempt: state.attempt + 1, asked: state.receivable, grew: false });
}

function answer(state: RecoveryState, { attempt, accepted }: { attempt: number; accepted: Fen }): RecoveryStep {
  if (state.phase !== "submitted") return refused("not_submitted");
  if (attempt !== state.attempt) return refused("another_attempt");
  if (accepted < 0n) return refused("amount_not_positive");
  if (accepted > state.asked) return refused("above_asked");
  // What came in meanwhile was paid by the debtor, whatever is said now.
  const turnedDown = smaller(state.asked - accepted, state.receivable);
  return done(
    {
      ...state,
      phase: state.grew ? "opened" : "answered",
      asked: 0n,
      grew: false,
      denied: state.denied + turnedDown,
      receivable: state.receivable - turnedDown,
    },
    effect("reversed", turnedDown),
  );
}

/** Money that came is booked also where it had been written off or turned down: that then was wrong. */
function receive(state: RecoveryState, amount: Fen): RecoveryStep {
  if (amount <= 0n) return refused("amount_not_positive");
  const { receivable, writtenOff, denied } = state;
  if (amount > receivable + writtenOff + denied) return refused("above_receivable");
  const fromReceivable = smaller(amount, receivable);
  const fromWrittenOff = smaller(amount - fromReceivable, writtenOff);
  const fromDenied = amount - fromReceivable - fromWrittenOff;
  return done(
    {
      ...state,
      received: state.received + amount,
      receivable: receivable - fromReceivable,
      writtenOff: writtenOff - fromWrittenOff,
      denied: denied - fromDenied,
    },
    effect("write_off_reversed", fromWrittenOff),
    effect("recognised", fromDenied),
    effect("received", amount),
  );
}

function net(state: RecoveryState, amount: Fen): RecoveryStep {
  if (amount <= 0n) return refused("amount_not_positive");
  if (amount > state.receivable) return refused("above_receivable");
  const next = { ...state, netted: state.netted + amount, receivable: state.receivable - amount };
  return done(next, effect("netted", amount));
}

function giveBack(state: RecoveryState, { amount, of }: { amount: Fen; of: "received" | "netted" }): RecoveryStep {
  if (amount <= 0n) return refused("amount_not_positive");
  if (amount > smaller(state.owedBack, state[of])) return refused("above_owed_back");
  const next = { ...state, [of]: state[of] - amount, owedBack: state.owedBack - amount };
  return done(next, effect("given_back", amount));
}

function propose(
  state: RecoveryState,
  { writeOffId, amount, person }: { writeOffId: Id; amount: Fen; person: string },
): RecoveryStep {
  if (amount <= 0n) return refused("amount_not_positive");
  if (state.proposal !== null) return refused("proposal_open");
  if (amount > state.receivable) return refused("above_receivable");
  return done({ ...state, proposal: { writeOffId, amount, proposedBy: person } });
}

type Judgement = { readonly writeOffId: Id; readonly person: string };

/** Four eyes: who proposed it cannot approve it, through whatever account. */
function approve(state: RecoveryState, { writeOffId, person }: Judgement): RecoveryStep {
  const { proposal } = state;
  if (proposal?.writeOffId !== writeOffId) return refused("no_such_proposal");
  if (proposal.proposedBy === person) return refused("same_person");
  // Part of it came in since.
  if (proposal.amount > state.receivable) return refused("above_receivable");
  const receivable = state.receivable - proposal.amount;
  const writtenOff = state.writtenOff + proposal.amount;
  return done({ ...state, receivable, writtenOff, proposal: null }, effect("written_off", proposal.amount));
}

/** Who proposed it may take it back as well: nothing moves. */
function sendBack(state: RecoveryState, { writeOffId }: Judgement): RecoveryStep {
  if (state.proposal?.writeOffId !== writeOffId) return refused("no_such_proposal");
  return done({ ...state, proposal: null });
}

function reopen(state: RecoveryState): RecoveryStep {
  if (state.phase === "submitted") return refused("already_submitted");
  if (state.denied === 0n) return refused("nothing_denied");
  const receivable = state.receivable + state.denied;
  return done({ ...state, phase: "opened", denied: 0n, receivable }, effect("recognised", state.denied));
}
