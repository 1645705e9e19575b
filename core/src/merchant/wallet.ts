// Understands what a wallet holds: what may still be drawn, what is owed, and when its money will be used up.

import { type Fen, larger, portion, smaller } from "../money.js";
import { DAY_MS, type Instant } from "../time.js";

/** A wallet's money, in fen. `floor` is at most zero: how far down the balance may go now. */
export interface WalletState {
  readonly balance: Fen;
  readonly floor: Fen;
}

/** What premium may still take, in fen: the balance, and what is left of the credit limit. */
export const available = ({ balance, floor }: WalletState): Fen => balance - floor;

/** What was drawn on credit and is not settled yet, in fen. */
export const owed = (balance: Fen): Fen => larger(0n, -balance);

/** How much of money that comes in goes to what was drawn before, in fen: that is settled first. */
export const settledCredit = (balanceBefore: Fen, amount: Fen): Fen => smaller(amount, owed(balanceBefore));

/**
 * The floor that a credit limit gives a wallet. A limit below what is drawn already takes effect at once for whatever is
 * drawn anew, and follows the balance up: nothing more may be drawn until the debt is within the limit.
 */
export const floorOf = (creditLimit: Fen, balance: Fen): Fen => smaller(-creditLimit, balance);

/** What was spent up to an instant since the wallet was opened, in fen: premium taken, less premium that came back. */
export interface SpendMark {
  readonly at: Instant;
  readonly spent: Fen;
}

/** Where a wallet stands, and where it stood at the beginning of both windows (or when it was opened, if that was later). */
export interface Spending {
  readonly now: SpendMark;
  readonly weekAgo: SpendMark;
  readonly fourWeeksAgo: SpendMark;
}

const WEEK_DAYS = 7;
const FOUR_WEEKS_DAYS = 28;
/** Where the windows begin, in milliseconds before now. */
export const WEEK_MS = WEEK_DAYS * DAY_MS;
export const FOUR_WEEKS_MS = FOUR_WEEKS_DAYS * DAY_MS;

/**
 * Fen that a wallet spends a day, rounded up: the greater of the two means of its own last 7 and last 28 days,
 * (spent now − spent then) ÷ days between; null when nothing was spent. Whole weeks, since sales have the week's rhythm; the
 * greater of both, so that a shop that grows is told in time and one quiet week hides nothing. A wallet younger than a window
 * is measured over its own age, of one day at least. Source of the means: Hyndman and Athanasopoulos, "Forecasting:
 * Principles and Practice", 3rd edition, 5.2 (average method), over a trailing window.
 *
 * A mark is taken once a day and only when something was spent, so that one may be older than its window: it then counts for
 * one day more than the window, and not for its age.
 */
export function dailySpend({ now, weekAgo, fourWeeksAgo }: Spending): Fen | null {
  const mean = larger(meanSince(now, weekAgo, WEEK_DAYS), meanSince(now, fourWeeksAgo, FOUR_WEEKS_DAYS));
  return mean > 0n ? mean : null;
}

function meanSince(now: SpendMark, then: SpendMark, days: number): Fen {
  const spent = now.spent - then.spent;
  if (spent <= 0n) return 0n;
  const elapsedMs = Math.min(Math.max(now.at - then.at, DAY_MS), (days + 1) * DAY_MS);
  return portion(spent, BigInt(DAY_MS), BigInt(elapsedMs), "up");
}

/** Days counted at the most: whoever has enough for longer needs no forecast. */
const DAYS_LEFT_MAX = 3_650;

/** Whole days for which the balance lasts at this spend, credit not counted; null when nothing is spent. */
export function daysLeft(balance: Fen, spend: Fen | null): number | null {
  if (spend === null) return null;
  return Math.min(Number(larger(0n, balance) / spend), DAYS_LEFT_MAX);
}

/** A wallet that lasts for fewer days is low. */
const LOW_DAYS = 3;

/** What decides whether a wallet is low. `lowBalance` is the threshold that was set, in fen; null when none is. */
export interface Level {
  readonly balance: Fen;
  readonly lowBalance: Fen | null;
  readonly daysLeft: number | null;
}

/** A wallet is low below its threshold, or when it lasts for fewer than three days. */
export function isLow({ balance, lowBalance, daysLeft: days }: Level): boolean {
  return (lowBalance !== null && balance < lowBalance) || (days !== null && days < LOW_DAYS);
}

/** A wallet that was low has recovered when it is not, with a day to spare: a forecast that sways tells nobody twice. */
export function hasRecovered(level: Level): boolean {
  return !isLow(level) && (level.daysLeft === null || level.daysLeft > LOW_DAYS);
}
