// Understands amounts of money as whole minor units, and how a whole is divided without losing any of it.

/** An amount in minor units (fen for CNY). Signed: a refund or a difference may be negative; a price may not. */
export type Fen = bigint;

/** The largest amount that a JSON number carries exactly (2^53 - 1 fen, about 90 trillion yuan). */
export const FEN_ON_WIRE_MAX = 9_007_199_254_740_991n;

/** How a quotient that is not whole is made whole. Every division of money names one. */
export type Rounding = "down" | "half_up" | "up";

const YUAN = /^(0|[1-9]\d{0,13})(?:\.(\d{1,2}))?$/;

/** Writes a non-negative amount as yuan with two decimals, "12.00", by string arithmetic. */
export function formatYuan(amount: Fen): string {
  const sign = amount < 0n ? "-" : "";
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, "0");
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Reads yuan with at most two decimals; null for anything else (signs, exponents, full-width digits, three decimals). */
export function parseYuan(text: string): Fen | null {
  const match = YUAN.exec(text);
  if (match === null) return null;
  return BigInt(match[1] ?? "0") * 100n + BigInt((match[2] ?? "").padEnd(2, "0"));
}

/** Reads an amount that arrived as a JSON number; null unless it is a whole number from 0 to FEN_ON_WIRE_MAX. */
export function fenFromWire(value: unknown): Fen | null {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0 || Object.is(value, -0)) return null;
  return BigInt(value);
}

/** Hands an amount to JSON as a number; throws when it would lose exactness, since that is a bug of ours. */
export function fenToWire(amount: Fen): number {
  if (amount > FEN_ON_WIRE_MAX || amount < -FEN_ON_WIRE_MAX)
    throw new RangeError("amount is beyond what JSON carries exactly");
  return Number(amount);
}

/** amount × numerator ÷ denominator for non-negative values, rounded as named. Throws on a negative or zero divisor. */
export function portion(amount: Fen, numerator: bigint, denominator: bigint, rounding: Rounding): Fen {
  if (amount < 0n || numerator < 0n || denominator <= 0n)
    throw new RangeError("portion takes non-negative values and a positive divisor");
  const product = amount * numerator;
  if (rounding === "down") return product / denominator;
  if (rounding === "up") return (product + denominator - 1n) / denominator;
  return (2n * product + denominator) / (2n * denominator);
}

/** Rates and relativities are whole parts per million. */
export const PPM = 1_000_000n;

/** Divides a whole by weights so that the parts sum to it: the largest remainders get the left-over fen, earlier first. */
export function allocate(whole: Fen, weights: readonly bigint[]): Fen[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (whole < 0n || total <= 0n || weights.some((weight) => weight < 0n)) {
    throw new RangeError("allocate takes a non-negative whole and non-negative weights with a positive sum");
  }
  const parts = weights.map((weight) => (whole * weight) / total);
  const left = whole - parts.reduce((sum, part) => sum + part, 0n);
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (whole * weight) % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of byRemainder.slice(0, Number(left))) parts[index] = (parts[index] ?? 0n) + 1n;
  return parts;
}

export const smaller = (a: Fen, b: Fen): Fen => (a < b ? a : b);
export const larger = (a: Fen, b: Fen): Fen => (a > b ? a : b);
export const sum = (amounts: readonly Fen[]): Fen => amounts.reduce((total, amount) => total + amount, 0n);
