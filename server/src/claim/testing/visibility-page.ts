// What the page for operators says of sight, made from the table that the server obeys.

import { CLAIM_SIGHT, FINDINGS_SIGHT, ONLOOKERS, PARTS, type Sight, type SightRow } from "../sight-matrix.js";

const MARKS: Readonly<Record<Sight, string>> = { shown: "●", masked: "◐", hidden: "·" };

function table(title: string, sight: Readonly<Record<string, SightRow>>): string {
  const cells = (row: SightRow): string => ONLOOKERS.map((role) => MARKS[row[role]]).join(" | ");
  const lines = Object.entries(sight).map(([path, row]) => `| \`${path}\` | ${cells(row)} |`);
  return [`| ${title} | ${ONLOOKERS.join(" | ")} |`, `| --- |${" --- |".repeat(ONLOOKERS.length)}`, ...lines].join(
    "\n",
  );
}

export const visibilityPage = (): string =>
  [table("a claim", CLAIM_SIGHT), table("its findings", FINDINGS_SIGHT), table("what is no field", PARTS)].join("\n\n");
