// Understands what was read a moment ago: kept by tenant and id until it is stale, and told when it ages.

import type { Instant } from "@anxin/core/time";
import { wallClockMs } from "../clock.js";
import type { Context } from "../context.js";

/** How long what was read may still be offered, in milliseconds, of the wall clock and of business time. */
const FRESH_MS = 1_000;
/** From this age on, what is asked for is read anew; so many with each lookup at the most. */
const AGING_MS = 500;
const AGING_MAX = 1_000;

/** A moment on both clocks: business time stands still in a test, and jumps in a sandbox. */
export interface Now {
  readonly wallMs: number;
  readonly at: Instant;
}

export const nowOf = ({ clock }: Context): Now => ({ wallMs: wallClockMs(), at: clock.now() });

export interface Kept<T> {
  readonly value: T;
  readonly since: Now;
  /** Whether somebody asked for it since it was read. */
  asked: boolean;
}

/** Values by tenant and id that go stale, bounded; in the order in which they were read, the oldest first. */
export class Shelf<T> {
  readonly #kept = new Map<string, Kept<T>>();
  constructor(private readonly max: number) {}

  get(tenantId: number, id: string, now: Now): Kept<T> | undefined {
    const kept = this.#kept.get(keyOf(tenantId, id));
    if (kept === undefined || !isFresh(kept.since, now)) return undefined;
    kept.asked = true;
    return kept;
  }

  put(tenantId: number, id: string, value: T, since: Now): void {
    const key = keyOf(tenantId, id);
    this.#kept.delete(key);
    this.#kept.set(key, { value, since, asked: false });
    if (this.#kept.size <= this.max) return;
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined) this.#kept.delete(oldest);
  }

  /** Ids of a tenant that were asked for since they were read, and age. What is stale and was not asked for is forgotten. */
  aging(tenantId: number, now: Now): string[] {
    const ids: string[] = [];
    const prefix = keyOf(tenantId, "");
    let looked = 0;
    for (const [key, kept] of this.#kept) {
      if (!ages(kept, now) || ++looked > AGING_MAX) break;
      if (kept.asked && key.startsWith(prefix)) ids.push(key.slice(prefix.length));
      else if (!isFresh(kept.since, now)) this.#kept.delete(key);
    }
    return ids;
  }

  clear(): void {
    this.#kept.clear();
  }
}

const keyOf = (tenantId: number, id: string): string => `${tenantId}|${id}`;

const isFresh = (since: Now, { wallMs, at }: Now): boolean =>
  wallMs - since.wallMs < FRESH_MS && at >= since.at && at - since.at < FRESH_MS;

export const ages = ({ since }: Kept<unknown>, { wallMs }: Now): boolean => wallMs - since.wallMs >= AGING_MS;
