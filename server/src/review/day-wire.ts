// Understands how a day is spelled in the calls about a day's decisions.

import { refuse } from "@anxin/core/refusal";
import { type Day, parseDay } from "@anxin/core/time";
import { Type } from "typebox";
import { fieldRefusal } from "../http/schema.js";

export const DayText = Type.String({ minLength: 10, maxLength: 10, description: "YYYY-MM-DD in Shanghai" });

/** Reads a day. Refuses what is none with `validation_failed`. */
export function readDay(text: string, pointer: string): Day {
  const day = parseDay(text);
  if (day === null) refuseDay(pointer, "must be a day like 2026-11-22");
  return day;
}

export function refuseDay(pointer: string, said: string): never {
  const { code, detail, ...more } = fieldRefusal(pointer, "day", said);
  refuse(code, detail, more);
}
