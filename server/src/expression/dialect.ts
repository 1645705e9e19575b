// Understands a dialect of CEL: expressions over named facts that people write, checked when they are saved.
//
// What may be said is a closed set: the variables of the dialect, comparison, logic, arithmetic on whole numbers, lists of
// literals, and a few functions. Nothing loops, nothing matches a pattern and nothing grows, so that judging costs at most as
// many steps as the expression has nodes, each no longer than the longest text.

import { parseInstant } from "@anxin/core/time";
import {
  type ASTNode,
  TypeError as CelTypeError,
  Environment,
  EvaluationError,
  ParseError,
} from "@marcbachmann/cel-js";
import type { Language } from "../http/language.js";

export const EXPRESSION_LENGTH_MAX = 1_000;
export const EXPRESSION_NODES_MAX = 200;
const DEPTH_MAX = 20;
const LIST_ITEMS_MAX = 100;

export type ExpressionType = "bool" | "int" | "string" | "google.protobuf.Timestamp";
/** Every variable with its fields, and the type of each: what an expression may ask. */
export type Variables = Readonly<Record<string, Readonly<Record<string, ExpressionType>>>>;

/** A function that a dialect adds: its CEL signature, and what it does with bigint, string, boolean and Date. */
export interface DialectFunction {
  readonly signature: string;
  readonly run: (...given: never[]) => unknown;
}

/** CEL calls it with what the signature says. */
type Run = (...given: unknown[]) => unknown;

/** What is wrong with an expression, and where: counted from 1, in UTF-16 units as editors count columns. */
export interface Fault {
  readonly code: "too_long" | "too_complex" | "syntax" | "unknown_variable" | "type" | "not_available" | "time";
  readonly position: number;
  /** The library's own words, or the name that is meant. */
  readonly about: string;
}

/** An expression that may be saved. */
export interface Expression {
  /** Throws `EvaluationError` where nothing comes of it, such as a division by zero. */
  readonly judge: (activation: object) => unknown;
  /** The facts that it asks for, `variable.field`, each once, in the order in which they are written. */
  readonly asks: readonly string[];
}

export { EvaluationError };

const OPERATORS: ReadonlySet<string> = new Set([
  ...["value", "id", ".", "list", "?:", "||", "&&", "!_", "-_"],
  ...["==", "!=", "in", "<", "<=", ">", ">=", "+", "-", "*", "/", "%"],
]);
const FUNCTIONS: readonly string[] = ["size", "timestamp"];
const METHODS: ReadonlySet<string> = new Set(["size", "startsWith", "endsWith", "contains"]);

export interface Dialect {
  /** Reads an expression of a type; a fault when it may not be saved. */
  compile(text: string, type: "bool" | "int"): Expression | Fault;
}

/** `optional`: facts may be absent, and `has(variable.field)` asks whether one is there. */
export function dialect(
  variables: Variables,
  {
    functions = [],
    optional = false,
  }: { readonly functions?: readonly DialectFunction[]; readonly optional?: boolean } = {},
): Dialect {
  const limits = {
    maxAstNodes: EXPRESSION_NODES_MAX,
    maxDepth: DEPTH_MAX,
    maxListElements: LIST_ITEMS_MAX,
    maxMapEntries: 0,
    maxCallArguments: 2,
  };
  const bare = new Environment({ unlistedVariablesAreDyn: false, limits });
  const typed = Object.entries(variables).reduce((env, [name, schema]) => env.registerVariable({ name, schema }), bare);
  const environment = functions.reduce((env, { signature, run }) => env.registerFunction(signature, run as Run), typed);
  const names = functions.map(({ signature }) => signature.slice(0, signature.indexOf("(")));
  const grammar: Grammar = { variables, functions: new Set([...FUNCTIONS, ...names]), optional };
  return { compile: (text, type) => compile(environment, grammar, text, type) };
}

interface Grammar {
  readonly variables: Variables;
  readonly functions: ReadonlySet<string>;
  readonly optional: boolean;
}

function compile(environment: Environment, grammar: Grammar, text: string, wanted: string): Expression | Fault {
  if (text.length > EXPRESSION_LENGTH_MAX)
    return { code: "too_long", position: EXPRESSION_LENGTH_MAX + 1, about: String(EXPRESSION_LENGTH_MAX) };
  try {
    const parsed = environment.parse(text);
    const fault = faultOf(parsed.ast, grammar);
    if (fault !== null) return fault;
    const { valid, type, error } = parsed.check();
    if (!valid && error !== undefined) return said(error);
    if (type !== wanted) return { code: "type", position: 1, about: `is ${type ?? "nothing"}, not ${wanted}` };
    return { judge: (activation) => parsed(activation), asks: [...new Set(asksOf(parsed.ast))] };
  } catch (error) {
    if (error instanceof ParseError || error instanceof CelTypeError) return said(error);
    throw error;
  }
}

function said(error: ParseError | CelTypeError): Fault {
  const position = (error.range?.start ?? 0) + 1;
  if (error.code === "limit_exceeded") return { code: "too_complex", position, about: error.summary };
  if (error.code === "unknown_variable" || error.code === "no_such_key")
    return { code: "unknown_variable", position, about: error.summary.replace(/^.*: /, "") };
  return { code: error instanceof ParseError ? "syntax" : "type", position, about: error.summary };
}

/** The first part of an expression that is more than the dialect may say. */
function faultOf(node: ASTNode, grammar: Grammar): Fault | null {
  const position = node.start + 1;
  if (node.op === "call" || node.op === "rcall") {
    const [name] = node.args;
    if (node.op === "call" && name === "has" && grammar.optional) return presenceFault(node, grammar, position);
    if (!(node.op === "call" ? grammar.functions : METHODS).has(name))
      return { code: "not_available", position, about: name };
    if (name === "timestamp") return timeFault(node.args[1] as readonly ASTNode[], position);
  } else if (!OPERATORS.has(node.op)) return { code: "not_available", position, about: node.op };
  if (node.op === "value" && !["string", "bigint", "boolean"].includes(typeof node.args))
    return { code: "not_available", position, about: String(node.args) };
  for (const part of partsOf(node)) {
    const fault = faultOf(part, grammar);
    if (fault !== null) return fault;
  }
  return null;
}

/** CEL itself lets `has` ask for anything; a name that nobody has would be a slip that is never seen. */
function presenceFault(node: ASTNode, { variables }: Grammar, position: number): Fault | null {
  const [asked] = partsOf(node);
  const fact = asked === undefined ? null : askOf(asked);
  if (fact === null) return { code: "not_available", position, about: "has" };
  const [name = "", field = ""] = fact.split(".");
  const known = Object.hasOwn(variables, name) && Object.hasOwn(variables[name] ?? {}, field);
  return known ? null : { code: "unknown_variable", position, about: fact };
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

/** The fact that a node asks for, `variable.field`; null where it asks for none. */
function askOf({ op, args }: ASTNode): string | null {
  if (op !== "." || !Array.isArray(args)) return null;
  const [of, field] = args as readonly unknown[];
  return isNode(of) && of.op === "id" && typeof of.args === "string" && typeof field === "string"
    ? `${of.args}.${field}`
    : null;
}

function asksOf(node: ASTNode): string[] {
  const ask = askOf(node);
  return ask === null ? partsOf(node).flatMap(asksOf) : [ask];
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

/** What is wrong, and at which character. */
export function faultText({ code, position, about }: Fault, language: Language): string {
  const where = language === "zh" ? `（第 ${position} 个字符）` : ` (character ${position})`;
  return `${WORDS[code][language](about)}${where}`;
}
