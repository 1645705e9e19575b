// Core's case machine against the second implementation. It needs no database, and is named like what runs once.

import { isDeepStrictEqual } from "node:util";
import { isUndecided, mayFollow } from "@anxin/core/claim/claim";
import { CLOCK_CODES, type ClockFact } from "@anxin/core/claim/clock-rules";
import { type Clock, clocksAfter } from "@anxin/core/claim/clocks";
import { CASE_REFUSALS, type CaseCommand, type CaseState, filedCase, step } from "@anxin/core/claim/machine";
import type { Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import { formatInstant, instant } from "@anxin/core/time";
import { expect, test } from "vitest";
import { randomSeed } from "../testing/seed.js";
import { afterNews, caseOf, clocksOf, filed, type Log, type Wish } from "./case-log.js";
import { afterWish } from "./case-model.js";
import { type Drawn, drawNews, drawWish, filingOf, PEOPLE, type Standing, timeOf, WISH_KINDS } from "./case-wishes.js";
import { Draw } from "./world.js";

const SEEDS = 2_000;
const COMMANDS = 100;
/** How often each edge, code and clock has to be met at least, so that a run that hardly reaches it says so. */
const AT_LEAST = 20;

/** Every change of status that a command may make. */
const EDGES: readonly string[] = [
  "filed → in_review",
  "filed → evidence_requested",
  "filed → approved",
  "filed → partly_approved",
  "filed → rejected",
  "filed → withdrawn",
  "in_review → evidence_requested",
  "in_review → awaiting_second",
  "in_review → approved",
  "in_review → partly_approved",
  "in_review → rejected",
  "in_review → withdrawn",
  "evidence_requested → in_review",
  "evidence_requested → withdrawn",
  "evidence_requested → closed",
  "awaiting_second → in_review",
  "awaiting_second → approved",
  "awaiting_second → partly_approved",
  "awaiting_second → withdrawn",
  "approved → closed",
  "partly_approved → in_review",
  "partly_approved → approved",
  "partly_approved → closed",
  "rejected → in_review",
  "rejected → approved",
  "rejected → partly_approved",
  "rejected → closed",
  "closed → in_review",
  "closed → evidence_requested",
];

/** Where a run must have been, beside all edges, codes and clocks. */
const DEPTHS = {
  "a second appeal": ({ state }: Moment) => state.appeals === 2,
  "three lists": ({ state }: Moment) => state.rounds >= 3,
  "a clock in its third round": ({ state }: Moment) => state.clocks.some(({ round }) => round >= 3),
  "a clock held twice": ({ state }: Moment) => state.clocks.some(({ pauses }) => pauses.length >= 2),
  "a clock past the known calendar": ({ state }: Moment) => state.clocks.some(({ termMs }) => termMs === null),
  "four deciders": ({ state }: Moment) => state.deciders.length >= 4,
  "more granted after an advance": ({ state }: Moment) => state.advanced > 0n && state.agreed > state.advanced,
  "a correction": ({ was, state, command }: Moment) =>
    command.kind === "second" && was.proposal?.kind === "correction" && state.agreed > was.agreed,
  "an overturn of what was corrected": ({ was, state, command }: Moment) =>
    command.kind === "decide_appeal" && was.agreed > 0n && state.agreed > was.agreed,
  "a proposal beside a granted part": ({ state }: Moment) => state.status === "awaiting_second" && state.agreed > 0n,
} as const satisfies Readonly<Record<string, (moment: Moment) => boolean>>;

interface Moment {
  readonly was: CaseState;
  readonly state: CaseState;
  readonly command: CaseCommand;
}

const fen = (amount: number): Fen => BigInt(amount) as Fen;
const id = (number: number): Id => BigInt(number) as Id;

/** The wish in the words of core. */
function commandOf(wish: Wish): CaseCommand {
  switch (wish.kind) {
    case "refer":
    case "request_review":
    case "rebind":
    case "answer_evidence":
      return { ...wish, exposure: fen(wish.exposure) };
    case "appeal": {
      const { appealId, decidedAt, exposure } = wish;
      return { ...wish, appealId: id(appealId), decidedAt: instant(decidedAt), exposure: fen(exposure) };
    }
    case "decide_by_rules":
    case "correct":
      return { ...wish, decisionId: id(wish.decisionId), amount: fen(wish.amount) };
    case "decide":
    case "decide_appeal": {
      const { decisionId, amount, authority } = wish;
      return { ...wish, decisionId: id(decisionId), amount: fen(amount), authority: fen(authority) };
    }
    case "second":
      return { ...wish, authority: fen(wish.authority) };
    case "advance":
      return { ...wish, amount: fen(wish.amount), authority: fen(wish.authority) };
    case "adjust_reserve":
      return { ...wish, reserve: fen(wish.reserve) };
    case "close":
      return { ...wish, until: instant(wish.until) };
    default:
      return wish;
  }
}

const inTableOrder = (clocks: readonly Clock[]): readonly Clock[] =>
  clocks.toSorted((a, b) => CLOCK_CODES.indexOf(a.code) - CLOCK_CODES.indexOf(b.code) || a.round - b.round);

/** Core's state, in the words of the model: the order of clocks and of deciders says nothing. */
function inModelWords({ proposal, openAppeal, deciders, clocks, ...state }: CaseState) {
  return {
    ...state,
    reserve: Number(state.reserve),
    agreed: Number(state.agreed),
    advanced: Number(state.advanced),
    proposal: proposal && { ...proposal, decisionId: Number(proposal.decisionId), amount: Number(proposal.amount) },
    openAppeal: openAppeal === null ? null : Number(openAppeal),
    deciders: deciders.toSorted(),
    clocks: inTableOrder(clocks),
  };
}

/** What the log tells, with core's name for what is proposed. */
function read(log: Log) {
  const now = caseOf(log);
  const clocks = clocksOf(log);
  if (now.proposal === null) return { now, clocks, told: { ...now, clocks } };
  const { what: kind, maker, decisionId, outcome, amount } = now.proposal;
  return { now, clocks, told: { ...now, proposal: { kind, maker, decisionId, outcome, amount }, clocks } };
}

/** As expect says it, which is asked for words only where they are needed: it is slow. */
function agree(ours: unknown, theirs: unknown): void {
  if (!isDeepStrictEqual(ours, theirs)) expect(ours).toEqual(theirs);
}

/** How often something was met. */
type Tally = Map<string, number>;
const count = (tally: Tally, what: string): void => void tally.set(what, (tally.get(what) ?? 0) + 1);

interface Tallies {
  readonly accepted: Tally;
  readonly refused: Tally;
  readonly codes: Tally;
  readonly edges: Tally;
  readonly clocks: Tally;
  readonly depths: Tally;
}

/** A case as both know it. */
interface Both extends Standing {
  readonly log: Log;
  readonly state: CaseState;
}

/** Both after the same; they have to tell the same. */
function both(log: Log, state: CaseState, at: number, decidedAt: number): Both {
  const { now, clocks, told } = read(log);
  agree(inModelWords(state), told);
  return { log, state, now, clocks, at, decidedAt };
}

const opened = (at: number): Both => both(filed(at), filedCase(instant(at)), at, at);

/** Something is told to the clocks of both. */
function hearing({ log, state, at, decidedAt }: Both, fact: ClockFact): Both {
  const clocks = clocksAfter(state.clocks, fact, instant(at));
  return both(afterNews(log, fact, at), { ...state, clocks }, at, decidedAt);
}

/** What holds of every case whatever was done, by the words alone: what both might have misread the same way. */
function soundness({ was, state }: Moment): readonly string[] {
  const { status, proposal, openAppeal, agreed, reserve } = state;
  const isDecided = status === "approved" || status === "partly_approved" || status === "rejected";
  const isOpen = proposal !== null || openAppeal !== null;
  const wrongs: Readonly<Record<string, boolean>> = {
    "what was granted fell": agreed < was.agreed,
    "less than nothing is set aside": reserve < 0n,
    "something is set aside for nothing": reserve > 0n && !isUndecided(status) && !isOpen,
    "an appeal is open of a case that is not decided": openAppeal !== null && !isDecided,
    "a correction is open of a case that is not decided": proposal?.kind === "correction" && !isDecided,
    "a decision is proposed elsewhere": (proposal?.kind === "decision") !== (status === "awaiting_second"),
    "an appeal and a proposal are open at once": proposal !== null && openAppeal !== null,
    "something was granted by a refusal": status === "rejected" && agreed > 0n,
    "nothing was granted by a grant": isDecided && status !== "rejected" && agreed <= 0n,
    "a clock is met and stopped": state.clocks.some(({ metAt, stoppedAt }) => metAt !== null && stoppedAt !== null),
  };
  return Object.keys(wrongs).filter((wrong) => wrongs[wrong]);
}

/** What the step was, counted; an edge that is not listed fails. */
function tally(moment: Moment, tallies: Tallies): void {
  const { was, state, command } = moment;
  agree(soundness(moment), []);
  count(tallies.accepted, command.kind);
  if (was.status !== state.status) {
    const edge = `${was.status} → ${state.status}`;
    agree({ edge, isListed: EDGES.includes(edge) }, { edge, isListed: mayFollow(was.status, state.status) });
    agree({ edge, isListed: EDGES.includes(edge) }, { edge, isListed: true });
    count(tallies.edges, edge);
  }
  for (const { code, metAt, stoppedAt } of state.clocks)
    count(tallies.clocks, `${code} ${metAt === null ? (stoppedAt === null ? "runs" : "stopped") : "met"}`);
  for (const [depth, isReached] of Object.entries(DEPTHS)) if (isReached(moment)) count(tallies.depths, depth);
}

/** Both take the wish, and must agree on everything. */
function wishing(known: Both, { who, wish }: Drawn, tallies: Tallies): Both {
  const { log, state: was, at, decidedAt } = known;
  const command = commandOf(wish);
  const answer = step(was, command, PEOPLE[who], instant(at));
  const expected = afterWish(log, wish, PEOPLE[who], at);
  if ("refused" in answer || "refused" in expected) {
    agree(answer, expected);
    count(tallies.refused, wish.kind);
    if ("refused" in expected) count(tallies.codes, expected.refused);
    return known;
  }
  const { state, granted, facts } = answer;
  agree(facts, expected.told);
  const isDecision = facts.some((fact) => fact.startsWith("decided_"));
  const after = both(expected.log, state, at, isDecision ? at : decidedAt);
  agree(Number(granted), after.now.agreed - known.now.agreed);
  tally({ was, state, command }, tallies);
  return after;
}

/** A hundred commands: of one case after another, when one is at its end. */
function live(seed: number, tallies: Tallies): void {
  const draw = new Draw(seed);
  // The case that is alive; those before it have no part in what it does.
  let story: readonly [at: number, what: object][] = [];
  const file = (): Both => {
    const known = opened(filingOf(draw));
    story = [[known.at, { told: "reported" }]];
    return known;
  };
  try {
    let known = file();
    for (let commands = 0; commands < COMMANDS; commands += 1) {
      const { status, lapsed } = known.state;
      const isOver = !lapsed && (status === "closed" || status === "withdrawn");
      if (isOver && draw.chance(50)) known = file();
      known = { ...known, at: timeOf(draw, known) };
      const told = drawNews(draw);
      if (told !== null) story = [...story, [known.at, { told }]];
      if (told !== null) known = hearing(known, told);
      const drawn = drawWish(draw, known);
      story = [...story, [known.at, drawn]];
      known = wishing(known, drawn, tallies);
    }
  } catch (error) {
    const lines = story.map(([at, what]) => `${formatInstant(instant(at))} ${JSON.stringify(what)}`);
    process.stdout.write(`seed ${seed}: run again with ANXIN_SEED=${seed}\n${lines.join("\n")}\n`);
    throw error;
  }
}

const listed = (title: string, tallied: Tally): string =>
  `${title}\n${[...tallied]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([what, often]) => `  ${what}: ${often}`)
    .join("\n")}\n`;

test("core and a second implementation take a case the same way, whatever anybody wants of it", () => {
  const first = randomSeed("the case model");
  const tallies: Tallies = {
    accepted: new Map(),
    refused: new Map(),
    codes: new Map(),
    edges: new Map(),
    clocks: new Map(),
    depths: new Map(),
  };
  for (let seed = first; seed < first + SEEDS; seed += 1) live(seed, tallies);
  for (const [title, tallied] of Object.entries(tallies)) process.stdout.write(listed(title, tallied));
  const rare = (all: readonly string[], tallied: Tally): readonly string[] =>
    all.filter((each) => (tallied.get(each) ?? 0) < AT_LEAST);
  expect(rare(EDGES, tallies.edges), "edges").toEqual([]);
  expect(rare(CASE_REFUSALS, tallies.codes), "refusals").toEqual([]);
  expect(rare(WISH_KINDS, tallies.accepted), "accepted").toEqual([]);
  expect(rare(WISH_KINDS, tallies.refused), "refused").toEqual([]);
  expect(rare(Object.keys(DEPTHS), tallies.depths), "depths").toEqual([]);
  const lives = CLOCK_CODES.flatMap((code) => [`${code} runs`, `${code} met`]);
  expect(rare(lives, tallies.clocks), "clocks").toEqual([]);
}, 120_000);
