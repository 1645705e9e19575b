// Understands the condition of a campaign: a CEL expression over an order line, checked when it is saved, judged for each line.
//
// What it may say is its dialect, over the facts of `LineFacts`. Amounts are whole fen.

import type { LineFacts } from "@anxin/core/order/cover";
import { CATEGORIES } from "@anxin/core/product/product";
import { BANDS } from "@anxin/core/product/rate";
import { Refused } from "@anxin/core/refusal";
import { HOUR_MS, shanghaiDay, startOfDay, weekday } from "@anxin/core/time";
import { dateOf } from "../clock.js";
import type { Context } from "../context.js";
import {
  dialect,
  EvaluationError,
  EXPRESSION_LENGTH_MAX,
  EXPRESSION_NODES_MAX,
  type Expression,
  faultText,
} from "../expression/dialect.js";
import type { Language } from "../http/language.js";

export const CONDITION_LENGTH_MAX = EXPRESSION_LENGTH_MAX;
/** Expressions that are kept ready; the one that was not asked for the longest is forgotten. */
const CONDITIONS_KEPT_MAX = 1_000;

const POINTER = "/rules/condition";

/** Every variable, with its type: what a condition may ask. */
const VARIABLES = {
  line: {
    category: "string",
    sku: "string",
    title: "string",
    unitPrice: "int",
    quantity: "int",
    freight: "int",
    price: "int",
  },
  order: { total: "int", lines: "int", placedAt: "google.protobuf.Timestamp", hour: "int", weekday: "int" },
  buyer: { band: "string" },
  merchant: { id: "string", band: "string", tier: "string" },
  shipTo: { province: "string", city: "string" },
} as const;

const EXAMPLE = 'line.category in ["apparel", "shoes"] && order.total >= 19900 && shipTo.province == "四川省"';
const NAMES = Object.entries(VARIABLES).map(([name, fields]) => `${name}.{${Object.keys(fields).join(", ")}}`);

/** For the description of the field in the reference. */
export const CONDITION_HELP = [
  `A CEL expression over the order line that must be true, such as \`${EXAMPLE}\`.`,
  `Variables: ${NAMES.join("; ")}. Amounts in fen; hour (0 to 23) and weekday (1 Monday to 7) in Beijing time;`,
  `categories ${CATEGORIES.join(", ")}; bands ${BANDS.join(", ")}.`,
  "Operators: && || ! == != < <= > >= in + - * / % and a ? b : c;",
  'functions: size, startsWith, endsWith, contains, timestamp("…").',
  `At most ${CONDITION_LENGTH_MAX} characters and ${EXPRESSION_NODES_MAX} nodes. What cannot be judged counts as false.`,
].join(" ");

const { compile } = dialect(VARIABLES);

/** Refuses a condition that may not be saved with `validation_failed`, naming what is wrong and at which character. */
export function requireCondition(text: string, language: Language): void {
  const known = compile(text, "bool");
  if (!("code" in known)) return;
  const { code, position } = known;
  const detail = faultText(known, language);
  throw new Refused({
    code: "validation_failed",
    detail: `${POINTER} ${detail}`,
    errors: [{ pointer: POINTER, code, detail }],
    extra: { position },
  });
}

interface Kept {
  readonly judge: Expression["judge"] | null;
  hasComplained: boolean;
}

const kept = new Map<string, Kept>();

function recall(text: string): Kept {
  const known = kept.get(text) ?? compiled(text);
  kept.delete(text);
  kept.set(text, known);
  const [oldest] = kept.keys();
  if (kept.size > CONDITIONS_KEPT_MAX && oldest !== undefined) kept.delete(oldest);
  return known;
}

function compiled(text: string): Kept {
  const expression = compile(text, "bool");
  return { judge: "code" in expression ? null : expression.judge, hasComplained: false };
}

/**
 * A stored condition, ready to be asked. Compiled once: revisions with the same text share it. What it cannot judge, such as a
 * division by zero, does not hold, and is logged once as long as the condition is kept.
 */
export function conditionOf(context: Pick<Context, "log">, text: string): (facts: LineFacts) => boolean {
  const known = recall(text);
  return (facts) => {
    try {
      if (known.judge !== null) return known.judge(activationOf(facts)) === true;
      complain(context, known, text, "it cannot be read any more");
    } catch (error) {
      complain(context, known, text, error instanceof EvaluationError ? error.code : error);
    }
    return false;
  };
}

function complain({ log }: Pick<Context, "log">, known: Kept, condition: string, why: unknown): void {
  if (known.hasComplained) return;
  known.hasComplained = true;
  log.warn({ condition, why }, "a campaign's condition could not be judged for a line; it counts as false");
}

/** The facts that were asked about last, as CEL knows them: the campaigns of a tenant ask about one line after another. */
let last: { readonly facts: LineFacts; readonly activation: object } | null = null;

/** Facts as CEL knows them: whole numbers are bigint, times are dates. */
function activationOf(facts: LineFacts): object {
  if (last?.facts === facts) return last.activation;
  const { line, order, buyer, merchant, shipTo } = facts;
  const day = shanghaiDay(order.placedAt);
  const activation = {
    line: { ...line, quantity: BigInt(line.quantity) },
    order: {
      total: order.total,
      lines: BigInt(order.lines),
      placedAt: dateOf(order.placedAt),
      hour: BigInt(Math.floor((order.placedAt - startOfDay(day)) / HOUR_MS)),
      weekday: BigInt(weekday(day)),
    },
    buyer,
    merchant,
    shipTo,
  };
  last = { facts, activation };
  return activation;
}
