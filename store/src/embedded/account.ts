// Decides under which user PostgreSQL's programs run, since they refuse to run as root.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { type Binaries, USE_A_SERVER } from "./binaries.js";

export interface Account {
  /** Words before the program's own command. */
  readonly prefix: readonly string[];
  /** The user to become, or null to stay who we are. */
  readonly become: { readonly uid: number; readonly gid: number } | null;
}

export interface Program {
  readonly binaries: Binaries;
  readonly account: Account;
  /** PostgreSQL's major version. */
  readonly major: number;
}

interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

const STAY: Account = { prefix: [], become: null };

/**
 * Tries the accounts that could own the data, best first, by asking for the server's version.
 *
 * As root, first a user namespace in which root goes by another id: it works below a closed home folder, and the files
 * stay root's. Where namespaces are refused (many containers), a system user, who then owns the data.
 *
 * @param owner the present owner of the data, or null before there is any
 * @throws when no account can run the server; the message says what was tried
 */
export async function chooseAccount(binaries: Binaries, owner: Owner | null): Promise<Program> {
  const failures: string[] = [];
  for (const account of candidates(owner)) {
    const outcome = await runProgram({ binaries, account }, "postgres", ["--version"]);
    const major = /PostgreSQL\) (\d+)/.exec(outcome.output)?.[1];
    if (outcome.ok && major !== undefined) return { binaries, account, major: Number(major) };
    failures.push(`${describe(account)}: ${outcome.output.trim() || "no answer"}`);
  }
  throw new Error(
    `PostgreSQL's programs in ${binaries.folder} can't be run here (${failures.join("; ") || "no account for it"}). ` +
      `They need a C library like Debian's or Red Hat's (not Alpine's), a folder that their user may enter, and a user ` +
      `that is not root. ${USE_A_SERVER}`,
  );
}

function candidates(owner: Owner | null): readonly Account[] {
  const me = process.getuid?.() ?? -1;
  if (me !== 0) {
    if (owner !== null && owner.uid !== me) {
      throw new Error(
        `The database folder belongs to user id ${owner.uid} and this process runs as ${me}: ` +
          `run it as that user, or give it another folder.`,
      );
    }
    // initdb wants a name for the user id, which an arbitrary id in a container lacks; the server itself does without.
    return hasName() ? [STAY] : [...namespaces(), STAY];
  }
  if (owner !== null && owner.uid !== 0) return [{ prefix: [], become: owner }];
  return [...namespaces(), ...systemUsers()];
}

function hasName(): boolean {
  try {
    return userInfo().username !== "";
  } catch {
    return false;
  }
}

interface KnownUser extends Owner {
  readonly name: string;
}

function knownUsers(): readonly KnownUser[] {
  try {
    return readFileSync("/etc/passwd", "utf8")
      .split("\n")
      .map((line) => line.split(":"))
      .map(([name = "", , uid = "", gid = ""]) => ({ name, uid: Number(uid), gid: Number(gid) }))
      .filter((user) => user.uid > 0 && user.gid > 0);
  } catch {
    return [];
  }
}

/** A namespace that shows us under the id of a known user, whose name initdb then finds. No right of that user is gained. */
function namespaces(): readonly Account[] {
  const users = knownUsers();
  const shown = users.find((user) => user.uid === 1000) ?? users[0];
  if (shown === undefined) return [];
  const prefix = ["unshare", "--user", `--map-user=${shown.uid}`, `--map-group=${shown.gid}`, "--"];
  return [{ prefix, become: null }];
}

function systemUsers(): readonly Account[] {
  const users = knownUsers();
  return ["postgres", "nobody"].flatMap((name) => {
    const user = users.find((known) => known.name === name);
    return user === undefined ? [] : [{ prefix: [], become: { uid: user.uid, gid: user.gid } }];
  });
}

function describe(account: Account): string {
  if (account.become !== null) return `as user id ${account.become.uid}`;
  return account.prefix.length === 0 ? "as the present user" : "in a user namespace";
}

/** The command, its words and the spawn options for one of PostgreSQL's programs. */
export function invocation(program: Omit<Program, "major">, name: string, words: readonly string[]) {
  const { binaries, account } = program;
  const [command = "", ...rest] = [...account.prefix, join(binaries.folder, name), ...words];
  return { command, words: rest, options: { env: { ...binaries.environment }, cwd: "/", ...account.become } };
}

/** Runs one of PostgreSQL's programs to its end; the output is both streams together. */
export function runProgram(program: Omit<Program, "major">, name: string, words: readonly string[]): Promise<Outcome> {
  const { command, words: rest, options } = invocation(program, name, words);
  return new Promise((resolve) => {
    const child = spawn(command, rest, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", (error) => resolve({ ok: false, output: error.message }));
    child.on("close", (code) => resolve({ ok: code === 0, output: Buffer.concat(chunks).toString("utf8") }));
  });
}
