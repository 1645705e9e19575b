// Understands the conditions and the benefit formula of a product that was written as a form: CEL over the facts of a claim.
//
// They are computed once, when the facts of a decision are gathered, and what came of them is stored with it. An expression that
// comes to nothing names its error; it never throws, and it denies nobody.

import type { PlainFacts } from "@anxin/core/claim/facts";
import { moneyField, textField } from "@anxin/core/claim/field";
import type { FindingInput } from "@anxin/core/claim/finding";
import { type Computed, type FormulaError, type FormulaFacts, hasExpressions } from "@anxin/core/claim/formula";
import { type ComputeFormulas, NO_FORMULAS } from "@anxin/core/claim/gather";
import { FEN_ON_WIRE_MAX, type Fen, portion } from "@anxin/core/money";
import type { FormField, ProductVersion } from "@anxin/core/product/product";
import { pricePaid } from "@anxin/core/product/rate";
import type { FieldProblem } from "@anxin/core/refusal";
import {
  daysBetween,
  formatInstant,
  HOUR_MS,
  type Instant,
  instant,
  parseDay,
  parseInstant,
  shanghaiDay,
  startOfDay,
} from "@anxin/core/time";
import { dateOf } from "../clock.js";
import {
  type Dialect,
  type DialectFunction,
  dialect,
  EvaluationError,
  type Expression,
  type ExpressionType,
  faultText,
  type Variables,
} from "../expression/dialect.js";
import type { Language } from "../http/language.js";

const TIME = "google.protobuf.Timestamp";

/** What every product may ask, beside its own `fields` and `files`. Amounts are whole fen. */
export const COMMON = {
  line: {
    category: "string",
    sku: "string",
    unitPrice: "int",
    quantity: "int",
    freight: "int",
    // unit price × quantity, and the same with the freight
    goods: "int",
    paid: "int",
  },
  order: { placedAt: TIME, paidAt: TIME, shippedAt: TIME, deliveredAt: TIME },
  claim: { peril: "string", occurredAt: TIME, reportedAt: TIME },
  policy: { payer: "string", sumInsured: "int", boundAt: TIME, effectiveAt: TIME, expiresAt: TIME },
} as const satisfies Variables;

const FIELD_TYPES: Readonly<Record<FormField["type"], ExpressionType>> = {
  string: "string",
  text: "string",
  enum: "string",
  integer: "int",
  money: "int",
  boolean: "bool",
  date: TIME,
  datetime: TIME,
};

const at = (date: Date): Instant => instant(date.getTime());
/** What expressions may call, beside what every dialect has. */
export const FUNCTIONS: readonly DialectFunction[] = [
  { signature: "min(int, int): int", run: (a: bigint, b: bigint) => (a < b ? a : b) },
  { signature: "max(int, int): int", run: (a: bigint, b: bigint) => (a > b ? a : b) },
  // Rounded half up, as all shares of a price are.
  { signature: "percent(int, int): int", run: (of: bigint, share: bigint) => portion(of, share, 100n, "half_up") },
  {
    signature: `hoursBetween(${TIME}, ${TIME}): int`,
    run: (from: Date, to: Date) => BigInt(Math.floor((at(to) - at(from)) / HOUR_MS)),
  },
  {
    signature: `daysBetween(${TIME}, ${TIME}): int`,
    run: (from: Date, to: Date) => BigInt(daysBetween(shanghaiDay(at(from)), shanghaiDay(at(to)))),
  },
];

/** The variables of a product: those of every product, its form's fields, and how many different files each slot holds. */
function variablesOf({ fields, documents }: Pick<ProductVersion, "fields" | "documents">): Variables {
  return {
    ...COMMON,
    fields: Object.fromEntries(fields.map(({ name, type }) => [name, FIELD_TYPES[type]])),
    files: Object.fromEntries(documents.map(({ kind }) => [kind, "int"])),
  };
}

const dialectOf = (product: Pick<ProductVersion, "fields" | "documents">): Dialect =>
  dialect(variablesOf(product), { functions: FUNCTIONS, optional: true });

type Written = Pick<ProductVersion, "fields" | "documents" | "conditions" | "coverage">;

/** What is wrong with a version's expressions, each by where it stands; nothing when it may be sold. */
export function expressionProblems(product: Written, language: Language): readonly FieldProblem[] {
  const { compile } = dialectOf(product);
  const problems: FieldProblem[] = [];
  const check = (pointer: string, text: string, type: "bool" | "int"): void => {
    const read = compile(text, type);
    if ("code" in read) problems.push({ pointer, code: read.code, detail: faultText(read, language) });
  };
  const { conditions = [], coverage } = product;
  for (const [i, condition] of conditions.entries()) check(`/conditions/${i}/expression`, condition.expression, "bool");
  if (coverage.benefit.kind === "formula") check("/coverage/benefit/expression", coverage.benefit.expression, "int");
  return problems;
}

interface Plan {
  readonly conditions: readonly (readonly [string, Expression])[];
  readonly amount: Expression | null;
}

/** Throws when the version's expressions cannot be read: it was not checked before it was sold. */
function planOf(product: ProductVersion): Plan {
  const [problem] = expressionProblems(product, "en");
  if (problem !== undefined)
    throw new Error(`${product.code}/${product.version} ${problem.pointer} ${problem.detail}: it cannot be sold`);
  const { compile } = dialectOf(product);
  const { conditions = [], coverage } = product;
  const read = (text: string, type: "bool" | "int") => compile(text, type) as Expression;
  return {
    conditions: conditions.map(({ name, expression }) => [name, read(expression, "bool")]),
    amount: coverage.benefit.kind === "formula" ? read(coverage.benefit.expression, "int") : null,
  };
}

const computers = new WeakMap<ProductVersion, ComputeFormulas>();

/** Who computes a version's expressions. Read once for a version; throws for one that cannot be sold. */
export function formulasOf(product: ProductVersion): ComputeFormulas {
  if (!hasExpressions(product)) return NO_FORMULAS;
  const known = computers.get(product);
  if (known !== undefined) return known;
  const plan = planOf(product);
  const compute: ComputeFormulas = (facts) => computed(plan, product, facts);
  computers.set(product, compute);
  return compute;
}

function computed({ conditions, amount }: Plan, product: ProductVersion, facts: PlainFacts): FormulaFacts {
  const activation = activationOf(product, facts);
  return {
    conditions: Object.fromEntries(
      conditions.map(([name, expression]) => [name, judged(expression, activation, (value) => value === true)]),
    ),
    amount: amount === null ? null : judged(amount, activation, fenOf),
  };
}

type Activation = Readonly<Record<string, Readonly<Record<string, string | boolean | bigint | Date>>>>;

/** What an expression comes to; `read` answers null for a value that is beyond what the house counts in. */
function judged<T>(
  { judge, asks }: Expression,
  activation: Activation,
  read: (value: unknown) => T | null,
): Computed<T> {
  const inputs = Object.fromEntries(asks.map((ask) => [ask, inputOf(activation, ask)]));
  try {
    const value = read(judge(activation));
    return value === null ? { value, error: "overflow", inputs } : { value, error: null, inputs };
  } catch (error) {
    return { value: null, error: errorOf(error), inputs };
  }
}

/** Amounts that JSON carries exactly; a loss of nothing or less is one too. */
const fenOf = (value: unknown): Fen | null =>
  typeof value === "bigint" && value <= FEN_ON_WIRE_MAX && value >= -FEN_ON_WIRE_MAX ? value : null;

function errorOf(error: unknown): FormulaError {
  if (!(error instanceof EvaluationError)) return "not_computable";
  if (error.code === "no_such_key") return "field_missing";
  if (error.code === "division_by_zero") return "division_by_zero";
  return error.code === "numeric_overflow" ? "overflow" : "not_computable";
}

function inputOf(activation: Activation, ask: string): FindingInput {
  const [name = "", field = ""] = ask.split(".");
  const value = activation[name]?.[field];
  return value instanceof Date ? formatInstant(at(value)) : (value ?? null);
}

/** Facts as CEL knows them: whole numbers are bigint, times are dates, and what is not known is not there. */
function activationOf({ fields, documents }: ProductVersion, { line, order, claim, policy }: PlainFacts): Activation {
  const times = (known: Readonly<Record<string, Instant | null>>) =>
    Object.fromEntries(Object.entries(known).flatMap(([name, time]) => (time === null ? [] : [[name, dateOf(time)]])));
  const { category, sku, unitPrice, freight } = line;
  const quantity = BigInt(line.quantity);
  const { placedAt, paidAt, shippedAt, deliveredAt } = order;
  const { payer, sumInsured, boundAt, effectiveAt, expiresAt } = policy;
  const { peril, occurredAt, reportedAt, evidence } = claim;
  const count = (kind: string) =>
    new Set(evidence.filter((file) => file.kind === kind).map(({ sha256 }) => sha256)).size;
  return {
    line: { category, sku, unitPrice, quantity, freight, goods: unitPrice * quantity, paid: pricePaid(line) },
    order: times({ placedAt, paidAt, shippedAt, deliveredAt }),
    claim: { peril, ...times({ occurredAt, reportedAt }) },
    policy: { payer, sumInsured, ...times({ boundAt, effectiveAt, expiresAt }) },
    fields: Object.fromEntries(fields.flatMap((field) => answerOf(field, claim.fields))),
    files: Object.fromEntries(documents.map(({ kind }) => [kind, BigInt(count(kind))])),
  };
}

/** An answer of the form, if there is one that can be read. */
function answerOf(
  { name, type }: FormField,
  answers: PlainFacts["claim"]["fields"],
): (readonly [string, string | boolean | bigint | Date])[] {
  const some = <T extends string | boolean | bigint | Date>(value: T | null) =>
    value === null ? [] : [[name, value] as const];
  const answer = Object.hasOwn(answers, name) ? answers[name] : undefined;
  const text = textField(answers, name);
  switch (type) {
    case "money":
      return some(moneyField(answers, name));
    case "integer":
      return some(typeof answer === "number" && Number.isSafeInteger(answer) ? BigInt(answer) : null);
    case "boolean":
      return some(typeof answer === "boolean" ? answer : null);
    case "date": {
      const day = text === null ? null : parseDay(text);
      return some(day === null ? null : dateOf(startOfDay(day)));
    }
    case "datetime": {
      const time = text === null ? null : parseInstant(text);
      return some(time === null ? null : dateOf(time));
    }
    default:
      return some(text);
  }
}
