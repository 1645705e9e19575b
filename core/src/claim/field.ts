// Understands the values of a claim form: the same answer may arrive as a JSON number, a bigint or text with odd spaces.

import { type Fen, fenFromWire } from "../money.js";
import { type Day, parseDay } from "../time.js";
import type { ClaimFacts } from "./facts.js";

type Fields = ClaimFacts["claim"]["fields"];

/** An amount in fen that the form carries; null when it is absent, negative or not whole. */
export function moneyField(fields: Fields, name: string): Fen | null {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (typeof value === "bigint") return value >= 0n ? value : null;
  return fenFromWire(value);
}

/** A text that the form carries, in compatibility form and without outer or doubled spaces; null when absent or blank. */
export function textField(fields: Fields, name: string): string | null {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (typeof value !== "string") return null;
  const text = plainText(value);
  return text === "" ? null : text;
}

/** A day that the form carries; null when absent or none. */
export function dayField(fields: Fields, name: string): Day | null {
  const text = textField(fields, name);
  return text === null ? null : parseDay(text);
}

function plainText(text: string): string {
  return text.normalize("NFKC").replace(/\s+/gu, " ").trim();
}
