// Understands what the offers benchmark and its processes tell each other, and the carts that are sent.

/** Digits of a buyer's number, so that a body can be made another buyer's in place. */
export const BUYER_DIGITS = 10;
export const BUYER_MARK = "b-".padEnd(BUYER_DIGITS + 2, "0");
/** Half of the shops insure returns themselves; in the others every line is quoted. */
export const SHOPS = 100;

export const enrolledShop = (number: number): string => `bench-shop-${String(number).padStart(3, "0")}`;
export const plainShop = (number: number): string => `bench-plain-${String(number).padStart(3, "0")}`;

/** One stretch of load. */
export interface LoadWish {
  readonly url: string;
  readonly apiKey: string;
  readonly connections: number;
  /** Lines of each cart. */
  readonly lines: number;
  readonly seconds: number;
  /** Buyers who take turns; 0: every request is of another buyer. */
  readonly buyers: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly p999Ms: number;
  /** Bytes of the answers' bodies, on average. */
  readonly answerBytes: number;
}

/** A repeatable sequence of whole numbers from 0 to 2^31 - 1 (Park and Miller, "minimal standard"). */
export function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state;
  };
}
