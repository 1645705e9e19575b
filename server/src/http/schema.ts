// Understands the building blocks of request and answer schemas, and how fields become the types of the house.

import { present } from "@anxin/core/assert";
import { FEN_ON_WIRE_MAX, type Fen, fenFromWire } from "@anxin/core/money";
import { type Refusal, Refused } from "@anxin/core/refusal";
import { formatInstant, type Instant, parseInstant } from "@anxin/core/time";
import { type TEnum, type TProperties, type TSchema, Type } from "typebox";
import type { Language } from "./language.js";

/** Objects of our own API know all their fields. */
export const closed = { additionalProperties: false } as const;

export const closedObject = <const P extends TProperties>(properties: P, description = "") =>
  Type.Object(properties, description === "" ? closed : { ...closed, description });

/** No control characters, and no halves of surrogate pairs: what a database text can hold and a person can read. */
const PRINTABLE = "^[^\\u0000-\\u001f\\u007f\\ud800-\\udfff]*$";
/** As PRINTABLE, with line breaks and tabs. */
const READABLE = "^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\ud800-\\udfff]*$";

/** The marketplace's own ids: 1 to 64 characters, echoed back untouched. */
export const ExternalId = Type.String({ minLength: 1, maxLength: 64, pattern: PRINTABLE });
/** One line of text. */
export const line = (maxLength: number, minLength = 0) => Type.String({ minLength, maxLength, pattern: PRINTABLE });
/** Text of several lines. */
export const prose = (maxLength: number, minLength = 0) => Type.String({ minLength, maxLength, pattern: READABLE });

/** Whole fen. */
export const Fen53 = Type.Integer({ minimum: 0, maximum: Number(FEN_ON_WIRE_MAX), description: "fen" });
/** Whole fen that may be negative: a balance or a change. */
export const SignedFen = Type.Integer({
  minimum: -Number(FEN_ON_WIRE_MAX),
  maximum: Number(FEN_ON_WIRE_MAX),
  description: "fen",
});
/** RFC 3339; written in UTC with milliseconds. The handler reads it with `readInstant`. */
export const InstantText = Type.String({
  minLength: 20,
  maxLength: 40,
  description: "RFC 3339, such as 2026-11-11T08:00:00.000Z",
});
export const nullable = <const T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
/** What a member of staff is called, beside how they stand in what was written. */
export const ColleagueName = nullable(
  Type.String({ description: "of a colleague; null for anybody else, and for whoever is none themselves" }),
);
/** One of a closed list of texts. */
export const oneOf = <const V extends readonly string[]>(values: V, description = ""): TEnum<[...V]> =>
  Type.Enum<[...V]>([...values], description === "" ? {} : { description });

/** A link carries no header: it says the language itself, and wins over Accept-Language. */
export const languageQuery = { language: Type.Optional(oneOf(["zh", "en"], "instead of Accept-Language")) };

/** A page of a list. */
export const pageOfItems = <const T extends TSchema>(item: T) =>
  Type.Object({
    data: Type.Array(item),
    next: nullable(Type.String({ description: "`cursor` of the next page" })),
  });

/** RFC 9457. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: "/problems/<code>" }),
    code: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    requestId: Type.String(),
    errors: Type.Array(
      Type.Object({
        pointer: Type.String({ description: "JSON pointer into the body, or /query/…, /path/…, /header/…" }),
        code: Type.String(),
        detail: Type.String(),
      }),
    ),
    limit: Type.Optional(Type.Integer()),
    unit: Type.Optional(Type.String()),
  },
  { $id: "Problem" },
);

const NOT_A_TIME = {
  zh: "应为带时区的时间，如 2026-11-11T08:00:00.000Z，介于 1992 年至 2199 年",
  en: "must be a time like 2026-11-11T08:00:00.000Z, with an offset, between 1992 and 2199",
};
const NOT_MONEY = { zh: "应为整数（单位：分），0 至 2^53-1", en: "must be whole fen, 0 to 2^53-1" };

/** A refusal of one field. `pointer` is where it stands in the body, or /query/…, /path/…, /header/…. */
export function fieldRefusal(pointer: string, code: string, detail: string): Refusal {
  return { code: "validation_failed", detail: `${pointer} ${detail}`, errors: [{ pointer, code, detail }] };
}

/** Reads a time of the body. Refuses what is none with `validation_failed`. */
export function readInstant(text: string, pointer: string, language: Language): Instant {
  const at = parseInstant(text);
  if (at === null) throw new Refused(fieldRefusal(pointer, "time", NOT_A_TIME[language]));
  return at;
}

/** Reads an amount of the body. Refuses what is none with `validation_failed`. */
export function readFen(value: unknown, pointer: string, language: Language): Fen {
  const amount = fenFromWire(value);
  if (amount === null) throw new Refused(fieldRefusal(pointer, "money", NOT_MONEY[language]));
  return amount;
}

export const instantText = (at: Instant): string => formatInstant(at);
export const instantTextOrNull = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

/** A value that a closed enum schema has let through already. */
export const known = <T extends string>(values: readonly T[], value: string): T =>
  present(
    values.find((each) => each === value),
    `the schema admits only ${values.join(", ")}`,
  );
