// Understands where evidence files are kept.

import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { assert } from "@anxin/core/assert";

/** Files by key; a key is written once and never changed. */
export interface EvidenceStore {
  put(key: string, bytes: Buffer): Promise<void>;
  get(key: string): Promise<Buffer | null>;
}

/** 128 random bits in hexadecimal: nobody guesses one, and none can name a path. */
const KEY = /^[0-9a-f]{32}$/;
const SUFFIX_BYTES = 8;

/** The key itself; a text that is none is a bug of the caller's. */
export function checkKey(key: string): string {
  assert(KEY.test(key), "a key of evidence is 32 hexadecimal digits");
  return key;
}

/**
 * Keeps files below a directory, spread over 256 folders. A file appears under its key whole or not at all, also after a
 * power cut: it is written beside, flushed to the disk, and renamed.
 */
export function diskEvidenceStore(directory: string): EvidenceStore {
  const pathOf = (key: string): string => join(directory, checkKey(key).slice(0, 2), key);
  return {
    async put(key, bytes) {
      const path = pathOf(key);
      const folder = dirname(path);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const beside = `${path}.${randomBytes(SUFFIX_BYTES).toString("hex")}.part`;
      try {
        await writeDurably(beside, bytes);
        await rename(beside, path);
        await syncFolder(folder);
      } catch (error) {
        await rm(beside, { force: true });
        throw error;
      }
    },
    async get(key) {
      try {
        return await readFile(pathOf(key));
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
        throw error;
      }
    },
  };
}

async function writeDurably(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A rename is durable once its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
