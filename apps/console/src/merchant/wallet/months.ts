// Understands months as statements name them, in Shanghai.

const SHANGHAI_MS = 8 * 3_600_000;

/** The months up to the one of `now`, as `2026-11`, the newest first. */
export function monthsBack(now: number, count: number): readonly string[] {
  const [year = 0, month = 0] = new Intl.DateTimeFormat("en-CA", { timeZone: "UTC", year: "numeric", month: "2-digit" })
    .format(now + SHANGHAI_MS)
    .split("-")
    .map(Number);
  return Array.from({ length: count }, (_, back) => {
    const months = year * 12 + (month - 1) - back;
    return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
  });
}
