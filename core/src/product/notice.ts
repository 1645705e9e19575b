// Understands from which day a band is charged: a better one at once, a worse one only after notice.

import { addDays, type Day } from "../time.js";
import type { Band } from "./rate.js";

/** From the lowest premium to the highest. `new` is rated as band b or c, by kind; a tariff may not order them otherwise. */
export const BANDS_BY_PREMIUM = ["a", "b", "new", "c", "d", "e", "f"] as const satisfies readonly Band[];

export const isDearer = (band: Band, than: Band): boolean =>
  BANDS_BY_PREMIUM.indexOf(band) > BANDS_BY_PREMIUM.indexOf(than);

/** A band that will be charged from a day on. */
export interface BandStep {
  readonly effectiveOn: Day;
  readonly band: Band;
}

/** The band in force on a day, and the rises announced for later days: ever later, ever dearer. */
export interface BandSchedule {
  readonly band: Band;
  readonly announced: readonly BandStep[];
}

/** Who was never rated. */
export const UNRATED: BandSchedule = { band: "new", announced: [] };

/** A step as it was written: nothing is ever edited, what was decided later wins. */
export interface DatedBand extends BandStep {
  readonly decidedOn: Day;
}

const isNewer = (row: DatedBand, than: DatedBand): boolean =>
  row.decidedOn > than.decidedOn || (row.decidedOn === than.decidedOn && row.effectiveOn > than.effectiveOn);

/** The schedule on a day, from what was written of a subject. Rows that no longer hold may be among it, or left out. */
export function scheduleOf(rows: readonly DatedBand[], on: Day): BandSchedule {
  let last: DatedBand | null = null;
  for (const row of rows) if (row.effectiveOn <= on && (last === null || isNewer(row, last))) last = row;
  const band = last?.band ?? UNRATED.band;
  const announced: BandStep[] = [];
  const later = rows.filter((row) => row.effectiveOn > on);
  for (const row of later.sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1))) {
    // A step that was announced before the present band was decided was withdrawn by it.
    if (last !== null && !isNewer(row, last)) continue;
    announced.push({ effectiveOn: row.effectiveOn, band: row.band });
    last = row;
  }
  return { band, announced };
}

/**
 * The schedule after the band `found` on a day: a better one is charged from that day, a worse one `noticeDays` later, and a
 * rise that was announced before keeps its day, so far as it is still justified. Said otherwise: on no day is a band charged
 * that is dearer than the best one found in the `noticeDays` before it. Idempotent.
 *
 * Notice follows the seven days for which a platform has to publish a change of its rules before it holds (E-Commerce Law of
 * the PRC, art. 34); sellers complain of premiums that rise from day to day without any.
 */
export function reschedule(known: BandSchedule, found: Band, on: Day, noticeDays: number): BandSchedule {
  let band = isDearer(known.band, found) ? found : known.band;
  let last = band;
  let announced: BandStep[] = [];
  for (const step of known.announced) {
    const kept = isDearer(step.band, found) ? found : step.band;
    if (!isDearer(kept, last)) continue;
    announced.push({ ...step, band: kept });
    last = kept;
  }
  if (isDearer(found, last)) {
    const effectiveOn = addDays(on, noticeDays);
    // Where notice was shortened meanwhile, the dearest band overtakes the steps before it.
    announced = announced.filter((step) => step.effectiveOn < effectiveOn);
    if (noticeDays === 0) band = found;
    else announced.push({ effectiveOn, band: found });
  }
  return { band, announced };
}

/** Which steps have to be written so that `next` holds from a day on: one more rise, or everything anew; none when nothing changed. */
export function stepsBetween(known: BandSchedule, next: BandSchedule, on: Day): readonly BandStep[] {
  const kept = next.announced.slice(0, known.announced.length);
  const same = (a: BandStep | undefined, b: BandStep): boolean => a?.band === b.band && a.effectiveOn === b.effectiveOn;
  if (known.band === next.band && known.announced.every((step, i) => same(kept[i], step))) {
    return next.announced.slice(known.announced.length);
  }
  return [{ effectiveOn: on, band: next.band }, ...next.announced];
}
