// Understands who imports whom, as dependency-cruiser tells it.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** What dependency-cruiser objects to, under the name its configuration gives the rule. */
export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

export interface ImportGraph {
  /** For every file of ours, the files of ours that it needs when it runs; type-only imports are erased and left out. */
  readonly imports: ReadonlyMap<string, readonly string[]>;
  /** Every file that another one imports, if only for its types. */
  readonly imported: ReadonlySet<string>;
  readonly violations: readonly Violation[];
}

/** Nothing imports anything: the graph of a tree in which imports do not matter. */
export const NO_IMPORTS: ImportGraph = { imports: new Map(), imported: new Set(), violations: [] };

interface CruisedDependency {
  readonly resolved: string;
  readonly dependencyTypes: readonly string[];
}

interface CruiseReport {
  readonly modules: readonly { readonly source: string; readonly dependencies: readonly CruisedDependency[] }[];
  readonly summary: {
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string; readonly comment: string }[] };
    readonly violations: readonly {
      readonly rule: { readonly name: string };
      readonly from: string;
      readonly to: string;
      readonly cycle?: readonly { readonly name: string }[];
    }[];
  };
}

export const FLOORS = ["core", "products", "store", "server", "apps", "sim", "bench", "tidy"];
const CONFIG = ".dependency-cruiser.cjs";
const REPORT_BYTES_MAX = 256 * 1024 * 1024;

/** Runs dependency-cruiser over the floors of `root`; `house` is where the tool and its configuration live. */
export function cruise(root: string, house: string = root): ImportGraph {
  const floors = FLOORS.filter((floor) => existsSync(join(root, floor)));
  if (floors.length === 0) return NO_IMPORTS;
  const command = join(house, "node_modules", ".bin", "depcruise");
  const flags = ["--config", join(house, CONFIG), "--output-type", "json"];
  const run = spawnSync(command, [...flags, ...floors], { cwd: root, encoding: "utf8", maxBuffer: REPORT_BYTES_MAX });
  if (run.error !== undefined) throw run.error;
  if (!run.stdout.startsWith("{")) throw new Error(`dependency-cruiser gave no report: ${run.stderr}${run.stdout}`);
  return graphFrom(JSON.parse(run.stdout) as CruiseReport);
}

function graphFrom(report: CruiseReport): ImportGraph {
  const onAFloor = (path: string): boolean => FLOORS.some((floor) => path.startsWith(`${floor}/`));
  const ours = new Set(report.modules.map((module) => module.source).filter(onAFloor));
  const imports = new Map<string, readonly string[]>();
  const imported = new Set(report.modules.flatMap((module) => module.dependencies.map((to) => to.resolved)));
  for (const module of report.modules) {
    if (!ours.has(module.source)) continue;
    const needed = module.dependencies.filter(
      (to) => ours.has(to.resolved) && !to.dependencyTypes.includes("type-only"),
    );
    imports.set(module.source, [...new Set(needed.map((to) => to.resolved))]);
  }
  const reasons = new Map(report.summary.ruleSetUsed.forbidden.map((rule) => [rule.name, rule.comment]));
  const violations = report.summary.violations.map((violation) => ({
    rule: violation.rule.name,
    from: violation.from,
    to: violation.cycle?.map((step) => step.name).join(" → ") ?? violation.to,
    why: reasons.get(violation.rule.name) ?? "",
  }));
  return { imports, imported, violations };
}

/** Files that stand alone under one list, each with one clause or one rule; whoever follows the list reads one at a time. */
const RULES_FOLDER = /(?:^|\/)rules(?=\/[^/]+$)/;

/** Every file that `from` needs, near or far, itself left out; a folder of rules counts as one. */
export function reachOf(graph: ImportGraph, from: string): ReadonlySet<string> {
  const seen = new Set<string>([from]);
  const open = [from];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const next of graph.imports.get(path) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  seen.delete(from);
  return new Set([...seen].map((path) => (RULES_FOLDER.test(path) ? path.replace(/[^/]+$/, "*") : path)));
}
