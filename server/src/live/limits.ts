// Understands how much live streams may take of a process. Each limit is named in the answer that refuses it.

export interface StreamLimits {
  /** Open streams of one process, whoever they are for. */
  readonly streamsMax: number;
  /** Open streams of one person or one server's key in one process: tabs, and those that a network lost without telling. */
  readonly streamsPerCallerMax: number;
  /** Bytes that wait for a reader; one that is slower is cut off, and begins anew. */
  readonly waitingBytesMax: number;
  /** How often the outbox is looked at while somebody listens. */
  readonly pollMs: number;
  /** How often a silent stream says that it is alive, and whether its reader may still listen is looked at. */
  readonly heartbeatMs: number;
}

export const STREAM_LIMITS: StreamLimits = {
  streamsMax: 2_000,
  streamsPerCallerMax: 12,
  waitingBytesMax: 64 * 1024,
  pollMs: 300,
  heartbeatMs: 15_000,
};

/** Batches that are read at once, and how many such pages a reader may lag behind before everybody is told to read anew. */
export const PAGE_BATCHES_MAX = 500;
export const PAGES_BEHIND_MAX = 20;
/** Batches beyond the horizon that a watcher remembers: some minutes of a busy house. */
export const REMEMBERED_BATCHES_MAX = 5_000;
/** Things of one type, in one look, that are named one by one; more of them are one event with their number. */
export const NAMED_MAX = 20;
/** How long a browser waits before it connects again. */
export const RETRY_MS = 2_000;
