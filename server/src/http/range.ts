// Understands a stretch of time by which a list is narrowed.

import { Refused } from "@anxin/core/refusal";
import { INSTANT_MAX, INSTANT_MIN, type Period } from "@anxin/core/time";
import { Type } from "typebox";
import type { Language } from "./language.js";
import { fieldRefusal, InstantText, readInstant } from "./schema.js";

/** Spread into the querystring schema of a list. */
export const rangeQuery = {
  from: Type.Optional({ ...InstantText, description: "RFC 3339; from then on" }),
  until: Type.Optional({ ...InstantText, description: "RFC 3339; before then" }),
};

interface Asked {
  readonly from?: string;
  readonly until?: string;
}

/** A stretch of time, half-open. */
export interface Range {
  readonly from: Period["from"];
  readonly until: NonNullable<Period["until"]>;
}

const BACKWARDS = { zh: "应早于 until", en: "must be before until" };

/** What was asked for, all time where nothing was. Refuses with `validation_failed` what is no time, or ends before it begins. */
export function readRange({ from, until }: Asked, language: Language): Range {
  const range = {
    from: from === undefined ? INSTANT_MIN : readInstant(from, "/query/from", language),
    until: until === undefined ? INSTANT_MAX : readInstant(until, "/query/until", language),
  };
  if (range.from >= range.until) throw new Refused(fieldRefusal("/query/from", "range", BACKWARDS[language]));
  return range;
}
