// Waits for conditions: asks again and again, and gives up with a sentence that says what did not come true.

import { setTimeout as delay } from "node:timers/promises";

const POLL_MS = 20;

/**
 * Asks until there is an answer other than null, and hands it back.
 *
 * @param what a sentence for the error: what should have come true
 * @throws when `withinMs` milliseconds pass without an answer, or when asking throws
 */
export async function until<T>(what: string, withinMs: number, ask: () => Promise<T | null> | T | null): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`);
    await delay(POLL_MS);
  }
}

/** Waits for a promise of something that happens outside; throws when it does not happen in time. */
export async function within<T>(what: string, withinMs: number, event: Promise<T>): Promise<T> {
  const over = new AbortController();
  const late = delay(withinMs, null, { signal: over.signal }).then(() => {
    throw new Error(`not within ${withinMs} ms: ${what}`);
  });
  try {
    return await Promise.race([event, late]);
  } finally {
    over.abort();
    late.catch(() => undefined);
  }
}
