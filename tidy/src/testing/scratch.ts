// Understands a house on disk for one example, so that dependency-cruiser and knip can be asked about it.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { cruise, FLOORS } from "../import-graph.js";
import { type Tree, treeOf } from "../tree.js";
import { unusedIn } from "../unused.js";

const HOUSE = join(import.meta.dirname, "..", "..", "..");

const manifestOf = (floor: string): string =>
  JSON.stringify({
    name: `@anxin/${floor}`,
    type: "module",
    exports: { "./*": { "@anxin/source": "./src/*.ts", default: "./dist/*.js" } },
    dependencies: Object.fromEntries(
      FLOORS.filter((other) => other !== floor).map((other) => [`@anxin/${other}`, "0.1.0"]),
    ),
  });

/** Writes the files into a folder that goes when the test is over; the floors among them can import each other by name. */
export function scratchTree(files: Readonly<Record<string, string>>): Tree {
  const root = mkdtempSync(join(tmpdir(), "anxin-tidy-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write("package.json", JSON.stringify({ name: "scratch", type: "module", workspaces: FLOORS }));
  for (const [path, text] of Object.entries(files)) write(path, text);
  mkdirSync(join(root, "node_modules", "@anxin"), { recursive: true });
  for (const floor of FLOORS.filter((each) => Object.keys(files).some((path) => path.startsWith(`${each}/`)))) {
    write(`${floor}/package.json`, manifestOf(floor));
    symlinkSync(join(root, floor), join(root, "node_modules", "@anxin", floor));
  }
  return treeOf(files, { graph: () => cruise(root, HOUSE), unused: () => unusedIn(root, HOUSE) });
}
