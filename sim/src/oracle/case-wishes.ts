// Understands what people may come to want of a case, drawn from a seed: mostly what fits, now and then anything.

import type { ClockFact } from "@anxin/core/claim/clock-rules";
import { DAY_MS, HOUR_MS, instant, parseInstant } from "@anxin/core/time";
import type { Case, Outcome, Who, Wish, WishKind } from "./case-log.js";
import type { Watch } from "./clock-model.js";
import type { Draw } from "./world.js";

const someone = (side: Who["side"], person: string | null, isSupervisor = false): Who => ({
  side,
  person,
  isSupervisor,
});

/** Who acts: Zhao is one human being with two accounts, and the marketplace's server is nobody. */
export const PEOPLE = {
  rules: someone("rules", null),
  buyer: someone("buyer", "buyer:7"),
  merchant: someone("merchant", "merchant:3"),
  server: someone("buyer", null),
  adjusterLi: someone("insurer", "li"),
  adjusterWang: someone("insurer", "wang"),
  supervisorChen: someone("insurer", "chen", true),
  supervisorZhao: someone("insurer", "zhao", true),
  adjusterZhao: someone("insurer", "zhao"),
  supervisorSun: someone("insurer", "sun", true),
} as const satisfies Readonly<Record<string, Who>>;
export type Name = keyof typeof PEOPLE;
const NAMES = Object.keys(PEOPLE) as readonly Name[];
const STAFF: readonly Name[] = NAMES.filter((name) => PEOPLE[name].side === "insurer");

export const WISH_KINDS = [
  "refer",
  "decide_by_rules",
  "decide",
  "second",
  "request_evidence",
  "answer_evidence",
  "lapse",
  "withdraw",
  "rebind",
  "request_review",
  "advance",
  "adjust_reserve",
  "appeal",
  "decide_appeal",
  "withdraw_appeal",
  "correct",
  "close",
] as const satisfies readonly WishKind[];

/** What is told of a case that nobody wishes of it. */
const NEWS: readonly ClockFact[] = [
  "taken_in_hand",
  "merchant_asked",
  "merchant_answered",
  "notice_delivered",
  "paid",
  "reported",
];

/** What is likely of a decided case of which nothing is open. */
function likelyWhenDecided({
  status,
  agreed,
  appeals,
  decidedByRules,
  reviewed,
}: Case): Partial<Record<WishKind, number>> {
  return {
    appeal: appeals < 2 ? 14 : 2,
    request_review: decidedByRules && !reviewed && status !== "approved" ? 16 : 1,
    correct: agreed > 0 ? 10 : 0,
    rebind: status === "rejected" ? 5 : 1,
    close: appeals < 2 ? 3 : 12,
  };
}

/** What is likely at a point of the case; everything else is wished now and then. */
function likely(now: Case): Partial<Record<WishKind, number>> {
  if (now.proposal !== null) return { second: 30, withdraw: 1, request_review: 3 };
  if (now.openAppeal !== null) return { decide_appeal: 30, withdraw_appeal: 3, answer_evidence: 2, appeal: 1 };
  if (now.lapsed) return { answer_evidence: 30 };
  switch (now.status) {
    case "filed":
      return { refer: 20, decide_by_rules: 20, request_evidence: 10, withdraw: 1 };
    case "evidence_requested":
      return { answer_evidence: 25, lapse: 12, advance: 6, withdraw: 1 };
    case "in_review":
      return { decide: 25, decide_by_rules: 8, request_evidence: 14, advance: 8, adjust_reserve: 3, withdraw: 1 };
    case "approved":
    case "partly_approved":
    case "rejected":
      return likelyWhenDecided(now);
    default:
      return {};
  }
}

function pickKind(draw: Draw, now: Case): WishKind {
  const weights = likely(now);
  const weightOf = (kind: WishKind): number => 1 + 2 * (weights[kind] ?? 0);
  let ticket = draw.below(WISH_KINDS.reduce((sum, kind) => sum + weightOf(kind), 0));
  for (const kind of WISH_KINDS) {
    ticket -= weightOf(kind);
    if (ticket < 0) return kind;
  }
  throw new Error("broken promise: a ticket is less than all weights");
}

/** Where a case stands, for whoever draws what comes next. */
export interface Standing {
  readonly now: Case;
  readonly clocks: readonly Watch[];
  readonly at: number;
  /** When what stands was decided. */
  readonly decidedAt: number;
}

const AUTHORITIES = [0, 300, 1_000, 1_000, 5_000] as const;
const AMOUNTS = [0, 1, 299, 300, 301, 1_000, 1_001, 4_000] as const;
const OUTCOMES: readonly Outcome[] = ["approve", "partly_approve", "partly_approve", "reject"];

function amountOf(draw: Draw, { agreed }: Case): number {
  const near = draw.pick([-1, 0, 1, 100, 100, 700, 2_000]);
  return draw.chance(70) ? agreed + near : draw.pick(AMOUNTS);
}

function grantOf(draw: Draw, now: Case) {
  const outcome = draw.pick(OUTCOMES);
  const amount = outcome === "reject" && draw.chance(90) ? 0 : amountOf(draw, now);
  return { decisionId: draw.below(1_000_000), outcome, amount };
}

/** An authority that is often just enough, and just too little. */
function authorityOf(draw: Draw, amount: number): number {
  return draw.chance(30) ? Math.max(0, amount + draw.pick([-1, 0, 1])) : draw.pick(AUTHORITIES);
}

function wishOf(draw: Draw, kind: WishKind, { now, at, decidedAt }: Standing): Wish {
  const exposure = draw.pick([0, 500, 2_500, 6_000]);
  const grant = grantOf(draw, now);
  const authority = authorityOf(draw, grant.amount);
  switch (kind) {
    case "decide_by_rules":
      return { kind, ...grant };
    case "decide":
      return { kind, ...grant, authority };
    case "decide_appeal":
      return { kind, ...grant, authority, upheld: draw.chance(35) };
    case "second":
      return { kind, approve: draw.chance(70), authority: authorityOf(draw, now.proposal?.amount ?? 0) };
    case "request_evidence":
      return { kind, reason: draw.pick(["", "  ", "the invoice is of another order", "a second photo"]) };
    case "answer_evidence":
      return { kind, complete: draw.chance(70), exposure };
    case "rebind":
      return { kind, reopen: draw.chance(60), exposure };
    case "advance": {
      const amount = draw.pick([0, 1, 100, 100, 400]);
      return { kind, amount, authority: authorityOf(draw, now.agreed + amount) };
    }
    case "adjust_reserve":
      return { kind, reserve: draw.pick([0, 50, 800, 9_000]) };
    case "appeal":
      return { kind, appealId: draw.below(1_000_000), decidedAt, exposure };
    case "correct":
      return { kind, decisionId: grant.decisionId, amount: amountOf(draw, now) };
    case "close":
      return { kind, settled: draw.chance(70), until: at + draw.pick([-DAY_MS, -1, 0, 1]) };
    case "refer":
    case "request_review":
      return { kind, exposure };
    default:
      return { kind };
  }
}

function whoOf(draw: Draw, kind: WishKind): Name {
  if (kind === "decide_by_rules" || kind === "lapse" || kind === "close")
    return draw.chance(80) ? "rules" : draw.pick(NAMES);
  return draw.chance(70) ? draw.pick(STAFF) : draw.pick(NAMES);
}

/** When something happens next: often at once, sometimes at the very end of a clock or of the time for an appeal. */
export function timeOf(draw: Draw, { clocks, at, decidedAt }: Standing): number {
  const ends = [...clocks.flatMap(({ dueAt }) => (dueAt === null ? [] : [dueAt])), decidedAt + 60 * DAY_MS];
  if (draw.chance(8)) return Math.max(at, draw.pick(ends) + draw.pick([-1, 0, 1]));
  const step = draw.pick([0, 0, 0, 1, 60_000, HOUR_MS, 5 * HOUR_MS, DAY_MS, DAY_MS, 3 * DAY_MS, 17 * DAY_MS]);
  return at + (draw.chance(50) ? step : draw.below(step + 1));
}

/** When a case is filed: before holidays, in them, before the known calendar ends, or on any day of it. */
export function filingOf(draw: Draw): number {
  const eve = draw.pick(["2025-01-24", "2025-09-26", "2026-02-12", "2026-09-18", "2026-09-29", "2026-12-28"]);
  const start = parseInstant(`${draw.chance(60) ? eve : "2025-03-01"}T00:00:00+08:00`) ?? instant(0);
  return start + draw.below((draw.chance(60) ? 12 : 600) * DAY_MS) - draw.below(2);
}

export interface Drawn {
  readonly who: Name;
  readonly wish: Wish;
}

/** What somebody wants next. */
export function drawWish(draw: Draw, standing: Standing): Drawn {
  const kind = pickKind(draw, standing.now);
  return { who: whoOf(draw, kind), wish: wishOf(draw, kind, standing) };
}

/** What is told next that nobody wished; null mostly. */
export function drawNews(draw: Draw): ClockFact | null {
  return draw.chance(20) ? draw.pick(NEWS) : null;
}
