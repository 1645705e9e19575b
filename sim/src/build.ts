// Makes sure that what is started is what is in the sources: the product is tested as it is built.

import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..", "..");
/** The floors that the product is built from, and where their sources lie. */
const FLOORS = [
  ["core", "core/src"],
  ["products", "products"],
  ["store", "store/src"],
  ["server", "server/src"],
] as const;

/** Tests are built too, yet no part of what runs. */
const isSource = (path: string): boolean =>
  path.endsWith(".ts") && !path.endsWith(".d.ts") && !path.endsWith(".test.ts") && !/(^|\/)testing\//.test(path);

/** When the newest source below a folder was written, and which one it is. */
function newestSource(folder: string): { readonly path: string; readonly writtenMs: number } {
  let newest = { path: folder, writtenMs: 0 };
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.name === "dist" || entry.name === "node_modules") continue;
    const found = entry.isDirectory()
      ? newestSource(path)
      : { path, writtenMs: isSource(path) ? statSync(path).mtimeMs : 0 };
    if (found.writtenMs > newest.writtenMs) newest = found;
  }
  return newest;
}

/**
 * The program to start.
 *
 * @throws when it was never built, or a source was changed since; the message says what to do
 */
export function builtProduct(): string {
  const program = join(ROOT, "server", "dist", "main.js");
  for (const [floor, sources] of FLOORS) {
    const built = statSync(join(ROOT, floor, "dist", ".tsbuildinfo"), { throwIfNoEntry: false });
    if (built === undefined || !existsSync(program)) {
      throw new Error(`The product is not built (${floor}/dist is missing): run "npm run build" first, or "npm test".`);
    }
    const newest = newestSource(join(ROOT, sources));
    if (newest.writtenMs > built.mtimeMs) {
      throw new Error(
        `The build of ${floor} is older than ${newest.path}: run "npm run build" first, or "npm test", ` +
          `so that what is tested is what is written.`,
      );
    }
  }
  return program;
}
