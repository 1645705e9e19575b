// Understands which names of the register a claim form offers, so that nobody has to guess them.

import type { ProductVersion } from "@anxin/core/product/product";
import type { RegisterKind } from "@anxin/core/register/entry";
import { invalidOn, outsideScope } from "@anxin/core/register/match";
import { type Instant, shanghaiDay } from "@anxin/core/time";
import { listRegister } from "@anxin/store/register";
import type { Tx } from "@anxin/store/transaction";

/** Names that a form offers at the most; in a longer register one looks with GET /v1/register. */
const NAMES_OFFERED_MAX = 50;
/** Entries that are read for them. */
const ENTRIES_READ_MAX = 200;

export type OfferedNames = ReadonlyMap<RegisterKind, readonly string[]>;

/**
 * The names that count today for goods of a category, by part of the register; a null category is any. One statement for each
 * part that the product's form asks for.
 */
export async function offeredNames(
  tx: Tx,
  { fields, coverage }: Pick<ProductVersion, "fields" | "coverage">,
  category: string | null,
  now: Instant,
): Promise<OfferedNames> {
  const kinds = new Set(fields.flatMap(({ register }) => (register === undefined ? [] : [register])));
  const perils = coverage.perils.map(({ code }) => code);
  const offered = new Map<RegisterKind, readonly string[]>();
  for (const kind of kinds) {
    const any = { at: now, kind, status: "active", text: null, category, after: null, limit: ENTRIES_READ_MAX };
    const names = (await listRegister(tx, any))
      .filter((entry) => invalidOn(entry, shanghaiDay(now)) === null)
      .filter((entry) =>
        perils.some((peril) => {
          const outside = outsideScope(entry, { category: category ?? "", peril, brand: null });
          return !outside.includes("peril");
        }),
      )
      .map(({ name }) => name);
    offered.set(kind, names.slice(0, NAMES_OFFERED_MAX));
  }
  return offered;
}
