// Understands how far a share or a mean that was counted may be from the true one.

/** Two-sided 95 % of the normal distribution. */
const Z = 1.959964;

/** A value with the interval that holds the true one in 95 of 100 cases. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The share `hits` of `trials`, 0 to 1, with its Wilson score interval (E. B. Wilson, "Probable inference, the law of succession,
 * and statistical inference", Journal of the American Statistical Association 22, 1927), which stays inside 0 and 1 and says
 * something about few trials too; null where there is none.
 */
export function wilson(hits: number, trials: number): Estimate | null {
  if (trials === 0) return null;
  const value = hits / trials;
  const z2 = (Z * Z) / trials;
  const centre = value + z2 / 2;
  const half = Z * Math.sqrt((value * (1 - value)) / trials + z2 / (4 * trials));
  const low = hits === 0 ? 0 : Math.max((centre - half) / (1 + z2), 0);
  const high = hits === trials ? 1 : Math.min((centre + half) / (1 + z2), 1);
  return { value, low, high };
}

/**
 * The mean of `count` values with this sum and sample standard deviation, with its normal interval: mean ± z · s ÷ √n (central
 * limit theorem; for few values too narrow), cut at 0: nothing that is measured here is negative. Null where there is none.
 */
export function meanOf(sum: number, count: number, deviation: number): Estimate | null {
  if (count === 0) return null;
  const value = sum / count;
  const half = (Z * deviation) / Math.sqrt(count);
  return { value, low: Math.max(value - half, 0), high: value + half };
}
