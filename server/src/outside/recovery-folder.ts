// Asks debtors by files: a table for each batch in a folder of the debtor, and answers from the tables that are put beside it.
//
// <directory>/<tenant>/<carrier or merchant>-<name>/out/<batch>.csv is written; …/in/*.csv is read. Whoever sends the files on, by mail or
// SFTP, is outside of this house.

import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Debtor, RecoveryChannel } from "./recovery-channel.js";
import { askedCsv, type CsvFault, readAnswers } from "./recovery-csv.js";

/** Told of a table that cannot be read: none of it counts. */
export type Complain = (path: string, faults: readonly CsvFault[]) => void;

/** A debtor's name as a folder can bear it, unlike that of any other. */
export const folderOf = ({ kind, id }: Debtor): string =>
  `${kind}-${[...id].map((c) => (/[A-Za-z0-9]/.test(c) ? c : `_${(c.codePointAt(0) ?? 0).toString(16)}_`)).join("")}`;

const isMissing = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT";
const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "io_error";

/** Exchanges tables below a directory, which is made as need be. */
export function recoveryFolder(directory: string, complain: Complain): RecoveryChannel {
  const place = (tenantId: number, debtor: Debtor): string => join(directory, String(tenantId), folderOf(debtor));
  return {
    name: "csv",
    async handOver({ batchId, tenantId, debtor, items }) {
      try {
        const out = join(place(tenantId, debtor), "out");
        await mkdir(out, { recursive: true, mode: 0o700 });
        await mkdir(join(place(tenantId, debtor), "in"), { recursive: true, mode: 0o700 });
        const path = join(out, `${batchId}.csv`);
        // Whoever looks sees a whole table or none; the same batch is the same table.
        await writeFile(`${path}.part`, askedCsv(items), { mode: 0o600 });
        await rename(`${path}.part`, path);
        return { kind: "taken" };
      } catch (error) {
        return { kind: "unavailable", code: codeOf(error) };
      }
    },
    async hear(tenantId, debtor, attempts) {
      try {
        const asked = new Map(attempts.map(({ reference, amount }) => [reference, amount]));
        const tables = await tablesIn(join(place(tenantId, debtor), "in"));
        const answers = tables.flatMap(({ path, text }) => {
          // Tables stay where they are: most of what they say is about attempts that are over.
          const read = readAnswers(text, (reference) => asked.get(reference) ?? "skip");
          if (read.kind === "read") return read.answers.map(({ answer }) => answer);
          complain(path, read.faults);
          return [];
        });
        return { kind: "heard", answers };
      } catch (error) {
        return { kind: "unavailable", code: codeOf(error) };
      }
    },
  };
}

async function tablesIn(folder: string): Promise<readonly { readonly path: string; readonly text: string }[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const paths = names
    .filter((name) => name.endsWith(".csv"))
    .sort()
    .map((name) => join(folder, name));
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(path, "utf8") })));
}
