// Understands the tables that are exchanged with a debtor by hand: what is asked goes out, what is answered comes back.

import { Refused } from "@anxin/core/refusal";
import { type AttemptRow, attemptsByReference, openAttempts } from "@anxin/store/recovery-attempt";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { Debtor } from "../outside/recovery-channel.js";
import { askedCsv, CSV_LINES_MAX, type CsvFault, readAnswers, referencesIn } from "../outside/recovery-csv.js";
import { type Applied, applyAnswer } from "./heard.js";
import { itemOf } from "./item.js";

/** Faults that one answer names. */
const FAULTS_MAX = 100;

/** What a debtor was asked for and has not answered, the oldest first. One statement. */
export async function exportAsked(tx: Tx, debtor: Debtor): Promise<string> {
  return askedCsv((await openAttempts(tx, debtor, CSV_LINES_MAX)).map(itemOf));
}

/** Refuses with `validation_failed`, naming line and column of every fault. */
function refuseTable(faults: readonly CsvFault[]): never {
  const errors = faults.slice(0, FAULTS_MAX).map(({ line, column, detail }) => ({
    pointer: column === "" ? `/line/${line}` : `/line/${line}/${column}`,
    code: "table",
    detail: `line ${line}${column === "" ? "" : `, ${column}`}: ${detail}`,
  }));
  throw new Refused({
    code: "validation_failed",
    detail: `${faults.length} lines cannot be taken; nothing of the table was`,
    errors,
  });
}

/** What is wrong with an answer that cannot be applied. */
const FAULTS: Readonly<Record<Exclude<Applied, "applied" | "known">, Omit<CsvFault, "line">>> = {
  payment_above_receivable: { column: "amountYuan", detail: "is more than is owed" },
  payment_reference_reused: { column: "paymentReference", detail: "was booked for another recovery" },
  answer_above_asked: { column: "amountYuan", detail: "is more than was asked for" },
};

/** Applies a table whole. Statements: 1 to look references up, and those of each answer. */
export async function importAnswers(context: Context, tx: Tx, debtor: Debtor, text: string, actor: string) {
  const attempts = await attemptsByReference(tx, referencesIn(text));
  const own = (row: AttemptRow | undefined) =>
    row !== undefined && row.debtor_kind === debtor.kind && row.debtor_id === debtor.id ? row : null;
  const read = readAnswers(text, (reference) => own(attempts.get(reference))?.amount ?? null);
  if (read.kind === "faulty") return refuseTable(read.faults);
  const faults: CsvFault[] = [];
  let applied = 0;
  for (const { line, answer } of read.answers) {
    const attempt = own(attempts.get(answer.reference));
    const came = attempt === null ? "known" : await applyAnswer(context, tx, attempt, answer, actor);
    if (came === "applied") applied += 1;
    else if (came !== "known") faults.push({ line, ...FAULTS[came] });
  }
  if (faults.length > 0) refuseTable(faults);
  return { lines: read.answers.length, applied, known: read.answers.length - applied };
}
