// Understands one page of subjects: their experience and their bands, side by side in order of their ids, become new bands.

import {
  collectiveRate,
  EXPERIENCE_DAYS,
  type ExperienceRating,
  rateExperience,
  type SubjectKind,
} from "@anxin/core/product/experience";
import { type BandSchedule, reschedule, scheduleOf, stepsBetween, UNRATED } from "@anxin/core/product/notice";
import { addDays, type Day } from "@anxin/core/time";
import { type BandWrite, bandsBetween, insertBands } from "@anxin/store/rating-band";
import { experiencePage, type SubjectExperience } from "@anxin/store/rating-experience";
import type { RatingRunRow } from "@anxin/store/rating-run";
import type { Tx } from "@anxin/store/transaction";
import { EXPERIENCE_PRODUCT } from "./experience.js";

/** What became of a page. */
export interface PageDone {
  /** The last id of the page; null when there are no more. */
  readonly last: string | null;
  readonly rated: number;
  readonly changed: number;
  readonly blocked: number;
  /** The result, one line for each subject that has one, in order: what a repeat has to come to. */
  readonly lines: readonly string[];
}

/**
 * Rates the subjects of a kind after an id: those with experience in the window, and those who have none any more but still a
 * band. Writes only what changed.
 */
export async function ratePage(
  tx: Tx,
  run: Pick<RatingRunRow, "run_on" | "notice_days" | "exposures" | "returns">,
  kind: SubjectKind,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<PageDone> {
  const on = run.run_on as Day;
  const window = { product: EXPERIENCE_PRODUCT, from: addDays(on, -EXPERIENCE_DAYS), until: on };
  const known = await experiencePage(tx, kind, window, { after, limit });
  const last = known.length < limit ? null : (known.at(-1)?.subject_id ?? null);
  const bands = await bandsBetween(tx, kind, { after, until: last }, { on, unrated: UNRATED.band });
  const collectivePpm = collectiveRate(kind, run);
  const writes: BandWrite[] = [];
  const lines: string[] = [];
  let changed = 0;
  for (const { subject_id: subjectId, exposures, returns } of withDormant(known, bands)) {
    const rating = rateExperience(kind, { exposures, returns }, collectivePpm);
    const before = scheduleOf(bands.get(subjectId) ?? [], on);
    const next = reschedule(before, rating.band, on, run.notice_days);
    const steps = stepsBetween(before, next, on);
    if (steps.length > 0) changed += 1;
    for (const step of steps) writes.push({ subjectId, ...step, ...rating, band: step.band });
    if (next.band !== UNRATED.band || next.announced.length > 0) lines.push(lineOf(kind, subjectId, rating, next));
  }
  await insertBands(tx, kind, on, writes);
  return { last, rated: known.length, changed, blocked: 0, lines };
}

/** The subjects of a page in order, with those who have a band and no experience any more. */
function withDormant(
  known: readonly SubjectExperience[],
  bands: ReadonlyMap<string, unknown>,
): readonly SubjectExperience[] {
  const active = new Set(known.map((subject) => subject.subject_id));
  const dormant = [...bands.keys()].filter((id) => !active.has(id));
  if (dormant.length === 0) return known;
  const all = [...known, ...dormant.map((subject_id) => ({ subject_id, exposures: 0n, returns: 0n }))];
  return all.sort((a, b) => (a.subject_id < b.subject_id ? -1 : 1));
}

function lineOf(
  kind: SubjectKind,
  id: string,
  { exposures, returns, weightedPpm }: ExperienceRating,
  schedule: BandSchedule,
): string {
  const steps = schedule.announced.map(({ effectiveOn, band }) => `${effectiveOn}=${band}`);
  return [kind, id, exposures, returns, weightedPpm, schedule.band, ...steps].join(" ");
}
