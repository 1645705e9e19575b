// Understands how often assessors would have decided as somebody did.

import { wilson } from "../interval.js";

/** Agreement of assessors with somebody's decisions, in thousandths, with the interval that holds it in 95 of 100 cases. */
export interface Agreement {
  readonly assessed: number;
  readonly agreed: number;
  readonly permille: number;
  readonly lowPermille: number;
  readonly highPermille: number;
}

/** The rate with its Wilson score interval; null where there is none. */
export function agreement(agreed: number, assessed: number): Agreement | null {
  const found = wilson(agreed, assessed);
  if (found === null) return null;
  const permille = (value: number): number => Math.round(value * 1_000);
  const { value, low, high } = found;
  return { assessed, agreed, permille: permille(value), lowPermille: permille(low), highPermille: permille(high) };
}
