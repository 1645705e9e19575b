// Understands what a claim cites that no other claim should: the number of a report, the serial number of a device.

import type { RegisterEntry } from "../register/entry.js";
import { matchedBy } from "../register/match.js";
import type { ClaimFacts } from "./facts.js";
import { textField } from "./field.js";
import type { Mark } from "./mark-fact.js";

const compact = (text: string): string => text.normalize("NFKC").replace(/\s+/gu, "").toUpperCase();

/**
 * The marks that the fields of a form carry. An institution that the register knows is one, by whichever of its names it is
 * called: a report is the same report under another spelling.
 */
export function marksOf(fields: ClaimFacts["claim"]["fields"], register: readonly RegisterEntry[]): Mark[] {
  const institution = textField(fields, "institution") ?? "";
  const reportNo = textField(fields, "reportNo");
  const serialNo = textField(fields, "serialNo");
  const entry = register.find((each) => matchedBy(each, institution) !== null);
  const marks: Mark[] = [];
  if (reportNo !== null)
    marks.push({ kind: "report", mark: `${entry?.entryId ?? compact(institution)}/${compact(reportNo)}` });
  if (serialNo !== null) marks.push({ kind: "serial", mark: compact(serialNo) });
  return marks;
}
