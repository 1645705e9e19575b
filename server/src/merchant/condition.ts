// Understands the condition of a campaign: a CEL expression over an order line, checked when it is saved, judged for each line.
//
// What may be said is a closed set: the facts of `LineFacts`, comparison, logic, arithmetic, lists of literals, and a few
// functions of texts. Nothing loops, nothing matches a pattern and nothing grows, so that judging costs at most as many steps
// as the expression has nodes, each no longer than the longest text. Amounts are whole fen.

import type { LineFacts } from "@anxin/core/order/cover";
import { CATEGORIES } from "@anxin/core/product/product";
import { BANDS } from "@anxin/core/product/rate";
import { Refused } from "@anxin/core/refusal";
import { HOUR_MS, parseInstant, shanghaiDay, startOfDay, weekday } from "@anxin/core/time";
import {
  type ASTNode,
  TypeError as CelTypeError,
  Environment,
  EvaluationError,
  ParseError,
} from "@marcbachmann/cel-js";
import { dateOf } from "../clock.js";
import type { Context } from "../context.js";
import type { Language } from "../http/language.js";

export const CONDITION_LENGTH_MAX = 1_000;
const NODES_MAX = 200;
const DEPTH_MAX = 20;
const LIST_ITEMS_MAX = 100;
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
  `At most ${CONDITION_LENGTH_MAX} characters and ${NODES_MAX} nodes. What cannot be judged counts as false.`,
].join(" ");

const environment = Object.entries(VARIABLES).reduce(
  (known, [name, schema]) => known.registerVariable({ name, schema }),
  new Environment({
    unlistedVariablesAreDyn: false,
    limits: {
      maxAstNodes: NODES_MAX,
      maxDepth: DEPTH_MAX,
      maxListElements: LIST_ITEMS_MAX,
      maxMapEntries: 0,
      maxCallArguments: 2,
    },
  }),
);

const OPERATORS: ReadonlySet<string> = new Set([
  ...["value", "id", ".", "list", "?:", "||", "&&", "!_", "-_"],
  ...["==", "!=", "in", "<", "<=", ">", ">=", "+", "-", "*", "/", "%"],
]);
const FUNCTIONS: ReadonlySet<string> = new Set(["size", "timestamp"]);
const METHODS: ReadonlySet<string> = new Set(["size", "startsWith", "endsWith", "contains"]);

/** What is wrong with an expression, and where: counted from 1, in UTF-16 units as editors count columns. */
interface Fault {
  readonly code: "too_long" | "too_complex" | "syntax" | "unknown_variable" | "type" | "not_available" | "time";
  readonly position: number;
  /** The library's own words, or the name that is meant. */
  readonly about: string;
}

type Judge = (activation: object) => unknown;

/** Reads an expression; a fault when it may not be saved. */
function compile(text: string): Judge | Fault {
  if (text.length > CONDITION_LENGTH_MAX) {
    return { code: "too_long", position: CONDITION_LENGTH_MAX + 1, about: String(CONDITION_LENGTH_MAX) };
  }
  try {
    const parsed = environment.parse(text);
    const fault = faultOf(parsed.ast);
    if (fault !== null) return fault;
    const { valid, type, error } = parsed.check();
    if (!valid && error !== undefined) return said(error);
    if (type !== "bool") return { code: "type", position: 1, about: `is ${type ?? "nothing"}, not bool` };
    return (activation) => parsed(activation);
  } catch (error) {
    if (error instanceof ParseError || error instanceof CelTypeError) return said(error);
    throw error;
  }
}

function said(error: ParseError | CelTypeError): Fault {
  const position = (error.range?.start ?? 0) + 1;
  if (error.code === "limit_exceeded") return { code: "too_complex", position, about: error.summary };
  if (error.code === "unknown_variable" || error.code === "no_such_key") {
    return { code: "unknown_variable", position, about: error.summary.replace(/^.*: /, "") };
  }
  return { code: error instanceof ParseError ? "syntax" : "type", position, about: error.summary };
}

/** The first part of an expression that is more than conditions may say. */
function faultOf(node: ASTNode): Fault | null {
  const position = node.start + 1;
  if (node.op === "call" || node.op === "rcall") {
    const [name] = node.args;
    if (!(node.op === "call" ? FUNCTIONS : METHODS).has(name)) return { code: "not_available", position, about: name };
    if (name === "timestamp") return timeFault(node.args[1] as readonly ASTNode[], position);
  } else if (!OPERATORS.has(node.op)) return { code: "not_available", position, about: node.op };
  if (node.op === "value" && !["string", "bigint", "boolean"].includes(typeof node.args)) {
    return { code: "not_available", position, about: String(node.args) };
  }
  for (const part of partsOf(node)) {
    const fault = faultOf(part);
    if (fault !== null) return fault;
  }
  return null;
}

/** Times are written out, so that one that is none is seen when it is saved. */
function timeFault([text]: readonly ASTNode[], position: number): Fault | null {
  const written = text?.op === "value" && typeof text.args === "string" ? text.args : null;
  if (written !== null && parseInstant(written) !== null) return null;
  return { code: "time", position, about: written ?? "timestamp" };
}

const isNode = (value: unknown): value is ASTNode => typeof value === "object" && value !== null && "op" in value;

function partsOf({ args }: ASTNode): ASTNode[] {
  if (!Array.isArray(args)) return isNode(args) ? [args] : [];
  return args.flatMap((part: unknown) => (Array.isArray(part) ? part.filter(isNode) : isNode(part) ? [part] : []));
}

const WORDS: Readonly<Record<Fault["code"], Readonly<Record<Language, (about: string) => string>>>> = {
  too_long: { zh: (most) => `最多 ${most} 个字符`, en: (most) => `must be at most ${most} characters` },
  too_complex: { zh: (about) => `过于复杂（${about}）`, en: (about) => `is too complex (${about})` },
  syntax: { zh: (about) => `语法有误（${about}）`, en: (about) => `is not valid CEL (${about})` },
  unknown_variable: { zh: (name) => `没有变量 ${name}`, en: (name) => `there is no variable ${name}` },
  type: { zh: (about) => `类型不符（${about}）`, en: (about) => `does not fit by type (${about})` },
  not_available: { zh: (name) => `不支持 ${name}`, en: (name) => `${name} is not available here` },
  time: {
    zh: (text) => `timestamp 须写明时间，如 timestamp("2026-11-11T00:00:00+08:00")，而不是 ${text}`,
    en: (text) => `timestamp takes a written time such as "2026-11-11T00:00:00+08:00", not ${text}`,
  },
};

/** Refuses a condition that may not be saved with `validation_failed`, naming what is wrong and at which character. */
export function requireCondition(text: string, language: Language): void {
  const known = compile(text);
  if (typeof known === "function") return;
  const { code, position, about } = known;
  const where = language === "zh" ? `（第 ${position} 个字符）` : ` (character ${position})`;
  const detail = `${WORDS[code][language](about)}${where}`;
  throw new Refused({
    code: "validation_failed",
    detail: `${POINTER} ${detail}`,
    errors: [{ pointer: POINTER, code, detail }],
    extra: { position },
  });
}

interface Kept {
  readonly judge: Judge | null;
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
  const judge = compile(text);
  return { judge: typeof judge === "function" ? judge : null, hasComplained: false };
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
