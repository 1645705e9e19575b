// Understands where a claim stands for the one who made it: what happened, what happens now until when, and what comes then.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { DAY_MS, formatInstant, parseInstant, plus } from "@anxin/core/time";

export type Claim = AnswerOf<operations["readClaim"]>;
type Clock = Claim["clocks"][number];
/** What of a benefit is given as repair or replacement. */
export type Work = Pick<AnswerOf<operations["listServiceOrdersOfClaim"]>, "grants" | "data">;

const UNDER_WAY = ["evidence", "review", "second", "appeal", "paying", "payTrouble", "service"] as const;
/** Something is still to come. */
type OpenStage = (typeof UNDER_WAY)[number];
/** What happens now. */
export type Stage = OpenStage | "paid" | "served" | "refused" | "withdrawn" | "closed";

/** Insurance Law art. 23: paid within ten days of the agreement. */
const PAID_WITHIN_DAYS = 10;
const DONE: readonly string[] = ["completed", "replaced"];
const TROUBLE: readonly string[] = ["failed", "returned"];

/** Whether the benefit is given as work: still to be done, or done. Null for money. */
function workOf({ grants, data }: Work): "service" | "served" | null {
  const last = data.at(0);
  if (last === undefined) return grants.some(({ settlement }) => settlement !== "cash") ? "service" : null;
  if (last.status === "cashed") return null;
  return DONE.includes(last.status) ? "served" : "service";
}

export function stageOf({ status, appeals, payouts, amount }: Claim, work: Work = { grants: [], data: [] }): Stage {
  if (appeals.some(({ state }) => state === "open")) return "appeal";
  switch (status) {
    case "evidence_requested":
      return "evidence";
    case "filed":
    case "in_review":
      return "review";
    case "awaiting_second":
      return "second";
    case "rejected":
      return "refused";
    case "withdrawn":
      return "withdrawn";
    default:
      if (payouts.some((payout) => TROUBLE.includes(payout.status))) return "payTrouble";
      if (status === "closed" && amount === 0) return "closed";
      if (payouts.length === 0 && status !== "closed") return workOf(work) ?? "paying";
      return payouts.length > 0 && payouts.every((payout) => payout.status === "succeeded") ? "paid" : "paying";
  }
}

/** The clock of a code that still runs, or is held. */
const openClock = ({ clocks }: Pick<Claim, "clocks">, code: Clock["code"]): Clock | undefined =>
  clocks.findLast((clock) => clock.code === code && ["running", "paused", "overdue"].includes(clock.state));

/** Until when what happens now is to have happened; null where nobody can say yet. */
export function promisedAt(claim: Claim, stage: Stage): string | null {
  switch (stage) {
    case "evidence":
      return claim.supplements.at(-1)?.closesAt ?? openClock(claim, "supplement_answer")?.dueAt ?? null;
    case "review":
    case "second":
      return (openClock(claim, "human_review") ?? openClock(claim, "decision"))?.dueAt ?? null;
    case "appeal":
      return claim.appeals.find(({ state }) => state === "open")?.dueAt ?? null;
    case "paying":
    case "payTrouble":
      return openClock(claim, "payment")?.dueAt ?? null;
    default:
      return null;
  }
}

/** What is promised after what happens now. */
export interface Ahead {
  readonly step: "decision" | "payment";
  readonly at: string | null;
}

const laterByDays = (at: string, days: number): string | null => {
  const known = parseInstant(at);
  return known === null ? null : formatInstant(plus(known, days * DAY_MS));
};

export function aheadOf(claim: Claim, stage: Stage): readonly Ahead[] {
  if (!["evidence", "review", "second"].includes(stage)) return [];
  const decision = openClock(claim, "decision")?.dueAt ?? null;
  return [
    { step: "decision", at: decision },
    { step: "payment", at: decision === null ? null : laterByDays(decision, PAID_WITHIN_DAYS) },
  ];
}

/** Whether something is still to come, so that what happens now is a step of its own. */
export const isUnderWay = (stage: Stage): stage is OpenStage => UNDER_WAY.some((each) => each === stage);

/** One thing that happened: in the server's words, or that the rules looked, or that money arrived. */
export interface Happened {
  readonly at: string;
  readonly said: "checked" | "paid" | { readonly text: string };
  /** Fen. */
  readonly amount: number;
}

/** What happened, in order; that rules checked it comes right before what they decided. */
export function happenedOf({
  timeline,
  decision,
  payouts,
}: Pick<Claim, "timeline" | "decision" | "payouts">): readonly Happened[] {
  const told = timeline.flatMap(({ at, kind, text }): Happened[] => {
    const said: Happened = { at, said: { text }, amount: 0 };
    return kind === "decided" && decision?.automatic === true ? [{ at, said: "checked", amount: 0 }, said] : [said];
  });
  const paid = payouts.flatMap(({ status, settledAt, amount }): Happened[] =>
    status === "succeeded" && settledAt !== null ? [{ at: settledAt, said: "paid", amount }] : [],
  );
  return [...told, ...paid].sort((left, right) => (parseInstant(left.at) ?? 0) - (parseInstant(right.at) ?? 0));
}
