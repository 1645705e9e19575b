// Creates a PostgreSQL data folder, whole or not at all.

import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { platform } from "node:os";
import { join } from "node:path";
import { type Account, type Program, runProgram } from "./account.js";
import { adviceFor } from "./advice.js";

/** Where things are below the folder that the caller names. */
export interface Layout {
  readonly root: string;
  readonly data: string;
  readonly password: string;
  readonly log: string;
  /** Links between libraries, where the package's own folder can't be written. */
  readonly links: string;
}

export function layoutOf(root: string): Layout {
  return {
    root,
    data: join(root, "cluster/data"),
    password: join(root, "cluster/password"),
    log: join(root, "postgres.log"),
    links: join(root, "lib"),
  };
}

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** Who owns the data, or null before there is any. */
export function ownerOfData(layout: Layout): Owner | null {
  if (!existsSync(layout.data)) return null;
  const { uid, gid } = lstatSync(layout.data);
  return { uid, gid };
}

/**
 * Makes sure that there is a data folder that the program can use: creates it, or checks the one that is there.
 *
 * @throws when the data was written by another major version of PostgreSQL, or initdb fails
 */
export async function prepareCluster(program: Program, layout: Layout): Promise<void> {
  if (!existsSync(layout.data)) {
    await createCluster(program, layout);
    return;
  }
  const version = readFileSync(join(layout.data, "PG_VERSION"), "utf8").trim();
  if (version !== String(program.major)) {
    throw new Error(
      `${layout.root} holds data of PostgreSQL ${version}, and the programs here are version ${program.major}. ` +
        `Export it with version ${version} and load it into a new folder; the two can't share one.`,
    );
  }
  handOver(layout.root, program.account);
}

/** The superuser's password; only the owner of the folder can read it. */
export function readPassword(layout: Layout): string {
  try {
    return readFileSync(layout.password, "utf8").trim();
  } catch (cause) {
    throw new Error(`The database's password file ${layout.password} can't be read: restore it from a backup.`, {
      cause,
    });
  }
}

/**
 * initdb works in a folder of its own, which gets its name only when it is complete, password included: a process that
 * is killed half way leaves nothing that a later start could mistake for a database.
 */
async function createCluster(program: Program, layout: Layout): Promise<void> {
  for (const name of readdirSync(layout.root)) {
    // Its initdb may still be writing: what it adds behind our back is deleted in the next round.
    if (name.startsWith("cluster-")) rmSync(join(layout.root, name), { recursive: true, force: true, maxRetries: 20 });
  }
  const draft = join(layout.root, `cluster-${randomBytes(6).toString("hex")}`);
  mkdirSync(draft, { mode: 0o700 });
  const password = join(draft, "password");
  writeFileSync(password, randomBytes(24).toString("base64url"), { mode: 0o600, flush: true });
  handOver(layout.root, program.account);
  const made = await runProgram(program, "initdb", initdbWords(join(draft, "data"), password));
  if (!made.ok) {
    rmSync(draft, { recursive: true, force: true });
    throw new Error(
      `PostgreSQL could not create its data folder. ${adviceFor(made.output, layout.root, null)}\n` +
        `initdb said: ${made.output.trim()}`,
    );
  }
  renameSync(draft, join(layout.root, "cluster"));
  syncFolder(layout.root);
}

function initdbWords(data: string, passwordFile: string): readonly string[] {
  // Both sort by code point, on every system alike. macOS has no C.UTF-8 of its own: PostgreSQL brings one.
  const locale =
    platform() === "darwin"
      ? ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
      : ["--locale=C.UTF-8"];
  const access = ["--username=postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  return ["-D", data, ...access, "--encoding=UTF8", "--data-checksums", ...locale];
}

/** Gives everything to the user that the server will run as. Links are given, not followed. */
function handOver(path: string, account: Account): void {
  if (account.become === null) return;
  const { uid, gid } = account.become;
  const entry = lstatSync(path);
  if (entry.isSymbolicLink()) return;
  if (entry.uid !== uid || entry.gid !== gid) chownSync(path, uid, gid);
  if (!entry.isDirectory()) return;
  for (const name of readdirSync(path)) handOver(join(path, name), account);
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes the folder for everything, closed to other users. */
export function makeRoot(root: string): void {
  try {
    mkdirSync(root, { recursive: true, mode: 0o700 });
    chmodSync(root, 0o700);
  } catch (cause) {
    throw new Error(`The database folder ${root} can't be made or belongs to another user: give another folder.`, {
      cause,
    });
  }
}
