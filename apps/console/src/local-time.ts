// Understands what a `datetime-local` field holds: a time of Shanghai, wherever the device is.

import { formatInstant, type Instant, instant, parseInstant } from "@anxin/core/time";

const SHANGHAI = "+08:00";
const SHANGHAI_MS = 8 * 3_600_000;
const TO_THE_MINUTE = "2026-11-11T00:00".length;

/** Null while what stands there is no time. */
export const instantOf = (local: string): Instant | null => parseInstant(`${local}:00.000${SHANGHAI}`);

/** As the field wants it, of milliseconds since 1970. */
export const localOf = (at: number): string => formatInstant(instant(at + SHANGHAI_MS)).slice(0, TO_THE_MINUTE);
