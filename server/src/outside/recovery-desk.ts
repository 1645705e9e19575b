// The local stand-in for the claims desks of carriers and merchants: it answers by script, and keeps what it took in a file a tenant.

import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { portion } from "@anxin/core/money";
import type { Debtor, DebtorAnswer, HandOver, RecoveryBatch, RecoveryChannel } from "./recovery-channel.js";

/**
 * How the desk treats what it is asked next: accepts all and pays, accepts a share in percent and pays that, turns it down with a
 * reason, takes it and says nothing, does not answer (and did not take it), answers nothing although it took it, or turns the whole
 * batch away.
 */
const OUTCOME = /^(?:accepted|partly:([1-9]\d?)|denied:[a-z_]{1,40}|silent|unavailable|lost|refused)$/;
export const DESK_OUTCOMES = "accepted, partly:<1-99>, denied:<reason>, silent, unavailable, lost, refused";
export const isDeskOutcome = (text: string): boolean => OUTCOME.test(text);

/** An attempt as the desk keeps it. */
export interface DeskCase {
  readonly reference: string;
  readonly debtor: Debtor;
  /** Fen, as a decimal string. */
  readonly amount: string;
  readonly outcome: string;
  /** How often it was handed over. */
  readonly times: number;
  /** How often the desk was asked what it says. */
  readonly heard: number;
}

export interface RecoveryDesk extends RecoveryChannel {
  /** What a tenant handed over, in order. */
  cases(tenantId: number): readonly DeskCase[];
  forget(tenantId: number): Promise<void>;
  /** How the next recoveries are treated, one outcome each; then every one is accepted and paid. */
  script(outcomes: readonly string[]): void;
}

type Line =
  | ({ readonly event: "taken" } & Pick<DeskCase, "reference" | "debtor" | "amount" | "outcome">)
  | { readonly event: "heard"; readonly reference: string };

/** Keeps cases below a directory, which is made if need be. */
export function recoveryDesk(directory: string): RecoveryDesk {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const pathOf = (tenantId: number): string => join(directory, `${tenantId}.jsonl`);
  const script: string[] = [];
  const write = (tenantId: number, lines: readonly Line[]): void =>
    // One write, so that two processes with one book do not mix theirs.
    appendFileSync(pathOf(tenantId), lines.map((line) => `${JSON.stringify(line)}\n`).join(""), { mode: 0o600 });
  const read = (tenantId: number): Map<string, DeskCase> => casesOf(pathOf(tenantId));
  return {
    name: "desk",
    async handOver(batch) {
      return take(batch, read(batch.tenantId), script, (lines) => write(batch.tenantId, lines));
    },
    async hear(tenantId, _debtor, attempts) {
      const known = read(tenantId);
      const found = attempts.flatMap(({ reference }) => known.get(reference) ?? []);
      const lines = found.map(({ reference }) => ({ event: "heard", reference }) as const);
      if (lines.length > 0) write(tenantId, lines);
      return { kind: "heard", answers: found.flatMap(answersTo) };
    },
    cases: (tenantId) => [...read(tenantId).values()],
    forget: (tenantId) => rm(pathOf(tenantId), { force: true }),
    script(outcomes) {
      script.splice(0, script.length, ...outcomes);
    },
  };
}

function take(
  { debtor, items }: RecoveryBatch,
  known: ReadonlyMap<string, DeskCase>,
  script: string[],
  write: (lines: readonly Line[]) => void,
): HandOver {
  const outcomes = items.map(({ reference }) => known.get(reference)?.outcome ?? script.shift() ?? "accepted");
  if (outcomes.includes("unavailable")) return { kind: "unavailable", code: "scripted" };
  if (outcomes.includes("refused")) return { kind: "refused", code: "scripted" };
  const isLost = items.some(({ reference }, i) => outcomes[i] === "lost" && !known.has(reference));
  write(
    items.map(({ reference, amount }, i) => {
      const outcome = outcomes[i] === "lost" ? "accepted" : (outcomes[i] ?? "accepted");
      return { event: "taken", reference, debtor, amount: amount.toString(), outcome };
    }),
  );
  return isLost ? { kind: "unavailable", code: "lost" } : { kind: "taken" };
}

/** The first time the desk says what it accepts; from the second time on that it paid. */
function answersTo({ reference, amount, outcome, heard }: DeskCase): DebtorAnswer[] {
  if (outcome === "silent") return [];
  const asked = BigInt(amount);
  const percent = OUTCOME.exec(outcome)?.[1];
  const isDenied = outcome.startsWith("denied:");
  const accepted = isDenied ? 0n : percent === undefined ? asked : portion(asked, BigInt(percent), 100n, "down");
  const reason = isDenied ? outcome.slice("denied:".length) : percent === undefined ? "" : "liability_limited";
  const answered = { kind: "answered", reference, accepted, reason } as const;
  if (heard === 0 || accepted === 0n) return [answered];
  return [answered, { kind: "paid", reference, amount: accepted, paymentReference: `desk-${reference}` }];
}

function casesOf(path: string): Map<string, DeskCase> {
  const cases = new Map<string, DeskCase>();
  if (!existsSync(path)) return cases;
  for (const text of readFileSync(path, "utf8").split("\n")) {
    const line = readLine(text);
    const known = line === null ? undefined : cases.get(line.reference);
    if (line?.event === "taken") {
      const { event: _event, ...about } = line;
      cases.set(
        line.reference,
        known === undefined ? { ...about, times: 1, heard: 0 } : { ...known, times: known.times + 1 },
      );
    } else if (known !== undefined) {
      cases.set(known.reference, { ...known, heard: known.heard + 1 });
    }
  }
  return cases;
}

/** A line that was left half written is left out. */
function readLine(text: string): Line | null {
  try {
    return text === "" ? null : (JSON.parse(text) as Line);
  } catch {
    return null;
  }
}
