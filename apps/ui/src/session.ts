// Understands who uses the page, and the business time that they live in.

import { readClock, readSession } from "@anxin/client/operations.generated";
import { parseInstant } from "@anxin/core/time";
import { useEffect, useState } from "react";
import { useAnswer } from "./api.js";
import { wallMs } from "./clock.js";

/** Who is signed in; asked once, and again when the server no longer knows the session. */
export const useSession = () => useAnswer(readSession, {}, {});

const SECOND_MS = 1_000;
const CLOCK_EVERY_MS = 30 * SECOND_MS;

/**
 * Milliseconds of the business clock, renewed every second: a sandbox's may be moved, a house in production has the wall's.
 * Null until it is known which it is.
 */
export function useClock(): number | null {
  const session = useSession();
  const mode = session.data?.body.mode;
  const clock = useAnswer(readClock, {}, { everyMs: CLOCK_EVERY_MS, enabled: mode === "sandbox" });
  const [now, setNow] = useState(wallMs);
  useEffect(() => {
    const timer = setInterval(() => setNow(wallMs()), SECOND_MS);
    return () => clearInterval(timer);
  }, []);
  if (mode === "production") return now;
  // Who one is comes with the time, so that no page waits for two answers.
  const { data, dataUpdatedAt } = clock.data === undefined ? session : clock;
  const told = parseInstant(data?.body.now ?? "");
  return told === null ? null : told + (now - dataUpdatedAt);
}

/** As `useClock`, inside of `Timed`, where it is known. */
export function useNow(): number {
  return useClock() ?? wallMs();
}
