// Understands the shapes in which the register is written and shown.

import { present } from "@anxin/core/assert";
import { fenToWire } from "@anxin/core/money";
import { CATEGORIES } from "@anxin/core/product/product";
import {
  ACCREDITATION_SCHEMES,
  REGISTER_KINDS,
  REGISTER_STATUSES,
  type RegisterKind,
  type RegisterTerms,
} from "@anxin/core/register/entry";
import { invalidOn } from "@anxin/core/register/match";
import { type Day, formatInstant, type Instant, parseDay, shanghaiDay } from "@anxin/core/time";
import type { WrittenRevision } from "@anxin/store/register";
import { type Static, Type } from "typebox";
import { closedObject, Fen53, InstantText, line, nullable, oneOf, prose } from "../http/schema.js";

const NAME_LENGTH_MAX = 100;
const MASK_LENGTH_MAX = 60;
const LIST_ITEMS_MAX = 50;
const RATES_MAX = 200;
const REASON_LENGTH_MAX = 500;
/** Rows of one file, and its characters. */
export const IMPORT_ROWS_MAX = 1_000;
const IMPORT_LENGTH_MAX = 500_000;

const DayText = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$", description: "day in Shanghai, such as 2026-11-11" });
const names = (maxItems: number) => Type.Array(line(NAME_LENGTH_MAX, 1), { maxItems });
const Scope = closedObject(
  {
    categories: Type.Optional(Type.Array(oneOf(CATEGORIES), { maxItems: CATEGORIES.length })),
    perils: Type.Optional(names(LIST_ITEMS_MAX)),
    standards: Type.Optional(names(LIST_ITEMS_MAX)),
    brands: Type.Optional(names(LIST_ITEMS_MAX)),
  },
  "what the entry may be cited for; an empty list bounds nothing",
);
const Rate = closedObject({
  category: nullable(oneOf(CATEGORIES)),
  peril: nullable(line(64, 1)),
  costMax: Fen53,
});

const TERMS = {
  name: line(NAME_LENGTH_MAX, 1),
  aliases: Type.Optional(names(LIST_ITEMS_MAX)),
  accreditations: Type.Optional(
    Type.Array(closedObject({ scheme: oneOf(ACCREDITATION_SCHEMES), number: line(40, 1) }), { maxItems: 10 }),
  ),
  scope: Type.Optional(Scope),
  region: Type.Optional(Type.String({ maxLength: 20, description: "province; empty for the whole country" })),
  validFrom: DayText,
  validUntil: Type.Optional(nullable(DayText)),
  reportMask: Type.Optional(
    nullable(
      Type.String({
        minLength: 1,
        maxLength: MASK_LENGTH_MAX,
        description: "how its report numbers look: @ a letter, # a digit, * anything, all else itself",
      }),
    ),
  ),
  rateCard: Type.Optional(Type.Array(Rate, { maxItems: RATES_MAX, description: "of a repairer: the agreed maximum" })),
};
const EFFECTIVE = Type.Optional(
  Type.String({
    ...InstantText,
    description: "from when on this is true, RFC 3339; a first entry: from validFrom, a change: from now",
  }),
);

/** All that is written of an entry, but for its kind and status. */
export const EntryTerms = closedObject(TERMS);
export type EntryTermsBody = Static<typeof EntryTerms>;
export const NewEntryBody = closedObject({ kind: oneOf(REGISTER_KINDS), ...TERMS, effectiveFrom: EFFECTIVE });
export const EntryBody = closedObject({ ...TERMS, effectiveFrom: EFFECTIVE });
export const StatusBody = closedObject({
  status: oneOf(REGISTER_STATUSES),
  reason: Type.Optional(prose(REASON_LENGTH_MAX)),
  effectiveFrom: EFFECTIVE,
});
export const ImportBody = closedObject({
  csv: Type.String({ minLength: 1, maxLength: IMPORT_LENGTH_MAX }),
  dryRun: Type.Optional(Type.Boolean({ default: false, description: "only say what would happen" })),
});

const text = Type.String();
export const RegisterView = Type.Object({
  entryId: text,
  revision: Type.Integer(),
  kind: oneOf(REGISTER_KINDS),
  name: text,
  aliases: Type.Array(text),
  accreditations: Type.Array(Type.Object({ scheme: oneOf(ACCREDITATION_SCHEMES), number: text })),
  scope: Type.Object({
    categories: Type.Array(text),
    perils: Type.Array(text),
    standards: Type.Array(text),
    brands: Type.Array(text),
  }),
  region: text,
  validFrom: text,
  validUntil: nullable(text),
  status: oneOf(REGISTER_STATUSES),
  statusReason: nullable(Type.String({ description: "the insurer's and the marketplace's only" })),
  countsToday: Type.Boolean({ description: "active, and valid on this day" }),
  reportMask: nullable(text),
  rateCard: nullable(
    Type.Array(
      Type.Object({ category: nullable(text), peril: nullable(text), costMax: Type.Integer({ description: "fen" }) }),
      { description: "the insurer's and the marketplace's only" },
    ),
  ),
  effectiveFrom: text,
  changedAt: text,
  changedBy: nullable(text),
});

export const ImportAnswer = Type.Object({
  dryRun: Type.Boolean(),
  created: Type.Integer(),
  changed: Type.Integer(),
  unchanged: Type.Integer(),
  errors: Type.Array(
    Type.Object({
      line: Type.Integer({ description: "of the file, counted from 1" }),
      column: nullable(text),
      code: text,
      detail: text,
    }),
    { description: "rows that were left out; every other row was taken" },
  ),
});

/** A day that its schema has let through; null when it is none of the calendar. */
export const dayOf = (value: string): Day | null => parseDay(value);

/** What somebody wrote, with what they left out; days are known to be days. */
export function termsOf(
  kind: RegisterKind,
  body: EntryTermsBody,
  { status, statusReason }: Pick<RegisterTerms, "status" | "statusReason">,
): RegisterTerms {
  const { categories = [], perils = [], standards = [], brands = [] } = body.scope ?? {};
  return {
    ...{ kind, status, statusReason },
    name: body.name.trim(),
    aliases: body.aliases ?? [],
    accreditations: body.accreditations ?? [],
    scope: { categories, perils, standards, brands },
    region: body.region ?? "",
    validFrom: present(dayOf(body.validFrom), "the day was checked"),
    validUntil: body.validUntil == null ? null : present(dayOf(body.validUntil), "the day was checked"),
    reportMask: body.reportMask ?? null,
    rateCard: (body.rateCard ?? []).map(({ costMax, ...about }) => ({ ...about, costMax: BigInt(costMax) })),
  };
}

/** An entry as the viewer may see it: prices and reasons are between insurer, marketplace and entry. */
export function registerView(
  entry: WrittenRevision,
  { outside, changedBy, now }: { readonly outside: boolean; readonly changedBy: string; readonly now: Instant },
): Static<typeof RegisterView> {
  const { entryId, revision, kind, name, region, validFrom, validUntil, status, scope } = entry;
  return {
    ...{ entryId, revision, kind, name, region, validFrom, validUntil, status },
    aliases: [...entry.aliases],
    accreditations: entry.accreditations.map(({ scheme, number }) => ({ scheme, number })),
    scope: {
      categories: [...scope.categories],
      perils: [...scope.perils],
      standards: [...scope.standards],
      brands: [...scope.brands],
    },
    statusReason: outside ? null : entry.statusReason,
    countsToday: invalidOn(entry, shanghaiDay(now)) === null,
    reportMask: entry.reportMask,
    rateCard: outside
      ? null
      : entry.rateCard.map(({ category, peril, costMax }) => ({ category, peril, costMax: fenToWire(costMax) })),
    effectiveFrom: formatInstant(entry.effectiveFrom),
    changedAt: formatInstant(entry.changedAt),
    changedBy: outside ? null : changedBy,
  };
}
