// Understands where the offset of business time is kept.

import { execute, type Queryable, run, statement } from "./statement.js";

export const selectClockOffset = statement(
  "select_clock_offset",
  { offset_ms: "int8" },
  "select offset_ms from business_clock",
);
export const updateClockOffset = statement(
  "update_clock_offset",
  {},
  "update business_clock set offset_ms = $1::bigint",
);

/** Milliseconds that business time is ahead of the wall clock. */
export async function readClockOffset(db: Queryable): Promise<number> {
  const [row] = await run(db, selectClockOffset);
  return Number(row?.offset_ms ?? 0n);
}

export async function writeClockOffset(db: Queryable, offsetMs: number): Promise<void> {
  await execute(db, updateClockOffset, [Math.trunc(offsetMs)]);
}
