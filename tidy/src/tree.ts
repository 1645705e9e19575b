// Understands the repository as the rules see it: its files, their syntax, who imports whom, and what nobody uses.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import type { Finding } from "./finding.js";
import { cruise, type ImportGraph, NO_IMPORTS } from "./import-graph.js";
import { NO_RATCHET, parseRatchet, RATCHET_PATH, type Ratchet } from "./ratchet.js";
import { unusedIn } from "./unused.js";

export interface Tree {
  /** Every file that a person wrote, relative to the repository, sorted. */
  readonly paths: readonly string[];
  readonly ratchet: Ratchet;
  text(path: string): string;
  /** Parsed once; with parents set, so that a rule can look around a node. */
  source(path: string): ts.SourceFile;
  /** Asked of dependency-cruiser the first time. */
  graph(): ImportGraph;
  /** Asked of knip the first time. */
  unused(): readonly Finding[];
}

/** Built, installed or left behind by a run: nobody wrote what is in there. */
const NOT_OURS = new Set([".git", "node_modules", "dist", ".anxin", "reports", "coverage", ".stryker-tmp"]);
const NOT_OUR_FILES = new Set(["package-lock.json"]);

function walk(root: string, folder: string, into: string[]): void {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!NOT_OURS.has(entry.name)) walk(root, path, into);
    } else if (entry.isFile() && !NOT_OUR_FILES.has(entry.name) && !entry.name.endsWith(".tsbuildinfo")) {
      into.push(path);
    }
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

interface Borrowed {
  readonly graph?: () => ImportGraph;
  readonly unused?: () => readonly Finding[];
  readonly ratchet?: Ratchet;
}

function tree(paths: readonly string[], read: (path: string) => string, borrowed: Borrowed): Tree {
  const sources = new Map<string, ts.SourceFile>();
  return {
    paths: [...paths].sort(),
    ratchet: borrowed.ratchet ?? NO_RATCHET,
    text: read,
    source(path) {
      const known = sources.get(path);
      if (known !== undefined) return known;
      const parsed = ts.createSourceFile(path, read(path), ts.ScriptTarget.ES2023, true);
      sources.set(path, parsed);
      return parsed;
    },
    graph: once(borrowed.graph ?? (() => NO_IMPORTS)),
    unused: once(borrowed.unused ?? (() => [])),
  };
}

/** The tree on disk. */
export function readTree(root: string): Tree {
  const paths: string[] = [];
  walk(root, "", paths);
  const read = (path: string): string => readFileSync(join(root, path), "utf8");
  return tree(paths, read, {
    graph: () => cruise(root),
    unused: () => unusedIn(root),
    ratchet: paths.includes(RATCHET_PATH) ? parseRatchet(read(RATCHET_PATH)) : NO_RATCHET,
  });
}

/** A tree in memory, for examples of what a rule accepts and refuses. */
export function treeOf(files: Readonly<Record<string, string>>, borrowed: Borrowed = {}): Tree {
  const read = (path: string): string => {
    const text = files[path];
    if (text === undefined) throw new Error(`${path} is not in this tree`);
    return text;
  };
  return tree(Object.keys(files), read, borrowed);
}
