// Understands how often answers to appeals overturn decisions, and how little a few answers say about it.

export interface OverturnRate {
  /** Overturned of those answered; null when none was. */
  readonly rate: number | null;
  /** Where the true rate lies with 95 % confidence; null when none was answered. */
  readonly between: readonly [low: number, high: number] | null;
}

/** Of the standard normal distribution, for 95 % on both sides together. */
const Z = 1.959964;

const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;

/**
 * The rate with its score interval (Wilson 1927), which stays inside 0 and 1 and is honest for few: 1 of 1 is 0.2065 to
 * 1.
 */
export function overturnRate(overturned: number, answered: number): OverturnRate {
  if (answered === 0) return { rate: null, between: null };
  const share = overturned / answered;
  const squared = Z * Z;
  const middle = share + squared / (2 * answered);
  const spread = Z * Math.sqrt((share * (1 - share)) / answered + squared / (4 * answered * answered));
  const scale = 1 + squared / answered;
  const low = Math.max(0, (middle - spread) / scale);
  const high = Math.min(1, (middle + spread) / scale);
  return { rate: rounded(share), between: [rounded(low), rounded(high)] };
}
