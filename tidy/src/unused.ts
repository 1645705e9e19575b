// Understands what nobody uses, as knip tells it: files, exports, dependencies.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Finding } from "./finding.js";

interface KnipItem {
  readonly name: string;
  readonly line?: number;
}

interface KnipReport {
  readonly issues: readonly ({ readonly file: string } & Readonly<Record<string, unknown>>)[];
}

/** How knip's kinds read in a finding. A kind that is not in here is printed under its own name. */
const WORDS: Readonly<Record<string, string>> = {
  files: "nobody imports this file",
  exports: "nobody imports this export",
  types: "nobody imports this type",
  dependencies: "this dependency is not used",
  devDependencies: "this dependency is not used",
  optionalDependencies: "this dependency is not used",
  unlisted: "this dependency is not in the manifest",
  unresolved: "this import leads nowhere",
  binaries: "this program is in no manifest",
};

const REPORT_BYTES_MAX = 64 * 1024 * 1024;

/** Runs knip over `root`; the tool lives in `house`. */
export function unusedIn(root: string, house: string = root): readonly Finding[] {
  const command = join(house, "node_modules", ".bin", "knip");
  const flags = ["--reporter", "json", "--no-progress", "--no-config-hints", "--no-tag-hints"];
  const run = spawnSync(command, flags, { cwd: root, encoding: "utf8", maxBuffer: REPORT_BYTES_MAX });
  if (run.error !== undefined) throw run.error;
  if (!run.stdout.startsWith("{")) throw new Error(`knip gave no report: ${run.stderr}${run.stdout}`);
  return findingsFrom(JSON.parse(run.stdout) as KnipReport);
}

function findingsFrom(report: KnipReport): readonly Finding[] {
  return report.issues.flatMap((issue) =>
    Object.entries(issue).flatMap(([kind, items]) => {
      if (!Array.isArray(items)) return [];
      return (items as readonly (KnipItem | readonly KnipItem[])[]).flat().map((item) => ({
        path: issue.file,
        line: item.line ?? 0,
        message: `${WORDS[kind] ?? kind}: ${item.name}`,
      }));
    }),
  );
}
