// Understands which cells of the table a finding is shown at.

import type { TariffFinding, TariffFindingKind } from "@anxin/core/product/tariff-check";
import type { Place } from "./grid.js";

export interface Mark {
  readonly kind: TariffFindingKind;
  readonly severity: TariffFinding["severity"];
}

/** By "row column" what is found there, each kind once, errors first. */
export type Marks = ReadonlyMap<string, readonly Mark[]>;

export const placeKey = ({ row, column }: Place): string => `${row} ${column}`;

/** Findings that are about what rows say; all others are about what they charge. */
const OF_VALUES: readonly TariffFindingKind[] = ["duplicate", "ambiguous", "unreachable"];

/** The columns that a finding is about, of a table with so many factors: the premium stands after the last. */
const columnsOf = ({ kind }: TariffFinding, factors: number): readonly number[] =>
  OF_VALUES.includes(kind) && factors > 0 ? Array.from({ length: factors }, (_, column) => column) : [factors];

/** A row whose finding is told at every value says it in words only at the first of them. */
export function marksOf(findings: readonly TariffFinding[], factors: number): Marks {
  const marks = new Map<string, Mark[]>();
  for (const finding of findings)
    for (const row of finding.rows)
      for (const column of columnsOf(finding, factors)) {
        const key = placeKey({ row, column });
        const held = marks.get(key) ?? [];
        if (!held.some(({ kind }) => kind === finding.kind))
          marks.set(key, [...held, { kind: finding.kind, severity: finding.severity }]);
      }
  return marks;
}
