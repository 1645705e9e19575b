// Understands what the queue is asked for as it stands in the address, so that whoever follows a link sees the same rows.

import { DAY_MS, formatInstant, HOUR_MS, type Instant, instant, plus } from "@anxin/core/time";

export const QUEUE_TABLE = "queue";
/** Under which `useSort` of the table keeps the order. */
const SORT_NAME = `${QUEUE_TABLE}-sort`;

export const QUEUE_SORTS = ["score", "due", "amount", "oldest"] as const;
export type QueueSort = (typeof QUEUE_SORTS)[number];
export const QUEUE_STATUSES = ["in_review", "awaiting_second", "evidence_requested", "filed"] as const;
export type QueueStatus = (typeof QUEUE_STATUSES)[number];
/** Due within a day, or two. */
export const DUE_WITHIN = ["24", "48"] as const;
type DueWithin = (typeof DUE_WITHIN)[number];

/** What narrows the queue; what is left out does not. */
export interface QueueState {
  /** A view of the house, or the id of one that was kept. */
  readonly view?: string;
  readonly product?: string;
  readonly status?: QueueStatus;
  /** "me", "none", or a colleague. */
  readonly holder?: string;
  readonly minScore?: number;
  /** Fen. */
  readonly minAmount?: number;
  readonly due?: DueWithin;
  readonly sort?: QueueSort;
}

const oneOf = <T extends string>(choices: readonly T[], text: string | null): T | undefined =>
  choices.find((each) => each === text);

function wholeUpTo(text: string | null, max: number): number | undefined {
  if (text === null || !/^\d{1,15}$/.test(text)) return undefined;
  const value = Number(text);
  return value <= max ? value : undefined;
}

/** Leaves out what is undefined: the server's lists take no empty words. */
function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== "")) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** Reads the address; what it does not know is as if it were not there. */
export function readQueueState(search: URLSearchParams): QueueState {
  return given({
    view: search.get("view") ?? undefined,
    product: search.get("product") ?? undefined,
    status: oneOf(QUEUE_STATUSES, search.get("status")),
    holder: search.get("holder") ?? undefined,
    minScore: wholeUpTo(search.get("minScore"), 100),
    minAmount: wholeUpTo(search.get("minAmount"), Number.MAX_SAFE_INTEGER),
    due: oneOf(DUE_WITHIN, search.get("due")),
    sort: oneOf(QUEUE_SORTS, search.get(SORT_NAME)),
  }) as QueueState;
}

/** The part of an address that `readQueueState` reads, in one order, so that equal questions have equal addresses. */
export function writeQueueState({ sort, ...state }: QueueState): URLSearchParams {
  const search = new URLSearchParams();
  for (const name of ["view", "product", "status", "holder", "minScore", "minAmount", "due"] as const) {
    const value = state[name];
    if (value !== undefined) search.set(name, String(value));
  }
  if (sort !== undefined) search.set(SORT_NAME, sort);
  return search;
}

/** A link to somewhere that keeps the queue one comes from. */
export function withQueue(path: string, state: QueueState): string {
  const search = writeQueueState(state).toString();
  return search === "" ? path : `${path}?${search}`;
}

/** Until when something is due that is due within hours; to the next full hour, so that the question stays the same for that long. */
const dueBefore = (due: DueWithin, now: number): string =>
  formatInstant(plus(instant(Math.ceil(now / HOUR_MS) * HOUR_MS), Number(due) * HOUR_MS));

/** What the server is asked, at a moment of the business clock. */
export function questionOf({ due, ...rest }: QueueState, now: number) {
  return { ...rest, ...(due === undefined ? {} : { dueBefore: dueBefore(due, now) }) };
}

export type Bucket = "late" | "day" | "two_days" | "later" | "none";

/** How soon something is due: the age bands that a desk is steered by. */
export function bucketOf(dueAt: Instant | null, now: number): Bucket {
  if (dueAt === null) return "none";
  const left = dueAt - now;
  if (left <= 0) return "late";
  if (left < DAY_MS) return "day";
  return left <= 2 * DAY_MS ? "two_days" : "later";
}

/** The claim before or after one in a list; the first where the one is not among them, since it was decided meanwhile. */
export function neighbour(ids: readonly string[], current: string, step: 1 | -1): string | null {
  const place = ids.indexOf(current);
  if (place < 0) return ids[0] ?? null;
  return ids[place + step] ?? null;
}
