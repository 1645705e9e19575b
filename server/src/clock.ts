// Understands business time: the wall clock, moved by the sandbox.

import { type Instant, instant } from "@anxin/core/time";
import { readClockOffset, writeClockOffset } from "@anxin/store/clock";
import type { Pool } from "@anxin/store/connection";

/** The one clock that business decisions read. */
export interface BusinessClock {
  now(): Instant;
  /** Sandbox only: makes `now` this instant from here on, for every process of this database. */
  set(at: Instant): Promise<void>;
  /** Takes over a change that another process made. */
  refresh(): Promise<void>;
}

/** Wall time in whole milliseconds: the only place where the process reads it. */
export const wallClockMs = (): number => Date.now();

/** An instant for a library that knows times only as dates. */
export const dateOf = (at: Instant): Date => new Date(at);

/** A clock whose offset lives in the database, so that it survives a restart and is one for all processes. */
export async function businessClock(owner: Pool): Promise<BusinessClock> {
  let offsetMs = await readClockOffset(owner);
  return {
    now: () => instant(wallClockMs() + offsetMs),
    async set(at) {
      const offset = at - wallClockMs();
      await writeClockOffset(owner, offset);
      offsetMs = offset;
    },
    async refresh() {
      offsetMs = await readClockOffset(owner);
    },
  };
}
