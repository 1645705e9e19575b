// Understands a scenario as an actuary writes it: its name, its facts under their kind, and what to expect.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";

export type Scenario = AnswerOf<operations["listProductScenarios"]>["data"][number];
export type Result = AnswerOf<operations["readProductTest"]>["results"][number];
export type Written = Readonly<Record<string, unknown>>;

export const writtenOf = ({ name, kind, given, expect }: Scenario): Written => ({ name, [kind]: given, expect });

const INDENT = 2;
export const textOf = (written: unknown): string => JSON.stringify(written, null, INDENT);

/** What a new one begins as: a shirt from far away. */
export const BLANK = textOf({ name: "", rate: { category: "apparel", unitPrice: 12_900 }, expect: { premium: 60 } });

/** What was typed; null where it is no scenario at all. What it holds is for the server to read. */
export function parseWritten(text: string): Written | null {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === "object" && read !== null && !Array.isArray(read) ? (read as Written) : null;
  } catch {
    return null;
  }
}

const isOwn = ({ origin }: Scenario): boolean => origin !== "in_force";

/** All that the draft keeps once one is written; it takes the place of `instead`, and of its own name. */
export function withWritten(all: readonly Scenario[], written: Written, instead: string | null): readonly Written[] {
  const gone = [written["name"], instead];
  const kept = all.filter((each) => isOwn(each) && !gone.includes(each.name)).map(writtenOf);
  return [...kept, written];
}

/** All that the draft keeps without one: it is gone, or what is in force holds again. */
export const without = (all: readonly Scenario[], name: string): readonly Written[] =>
  all.filter((each) => isOwn(each) && each.name !== name).map(writtenOf);
