// Lets one process at a time own a folder, and a later one take over when the owner has died.

import { randomBytes } from "node:crypto";
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { identityOf } from "./process.js";

export interface Ownership {
  /** Gives the folder up. Doing it twice does no harm. */
  readonly release: () => void;
}

interface Claim {
  readonly pid: number;
  /** Null once given up. */
  readonly identity: string | null;
}

const CLAIM_FILE = /^owner-(\d{1,15})$/;

/** A living process owns the folder; the message names it and says what to do. */
export class FolderInUse extends Error {
  constructor(folder: string, pid: number) {
    super(inUse(folder, pid));
    this.name = "FolderInUse";
  }
}

/**
 * Claims are files `owner-1`, `owner-2`, …; the highest counts. A claim is only ever made by creating the next file,
 * which the file system lets exactly one process do, and the highest is never deleted: so nobody can act on a claim
 * that somebody else has replaced meanwhile.
 *
 * @throws FolderInUse when a living process owns the folder
 */
export function takeOwnership(folder: string): Ownership {
  const identity = identityOf(process.pid);
  for (;;) {
    const latest = latestClaim(folder);
    const owner = readClaim(folder, latest);
    if (owner !== null && isHeld(owner)) throw new FolderInUse(folder, owner.pid);
    const mine = latest + 1;
    if (!createClaim(folder, mine, { pid: process.pid, identity })) continue;
    if (latestClaim(folder) !== mine) {
      // Somebody was two steps ahead and had already cleaned up the number that we got.
      rmSync(claimPath(folder, mine), { force: true });
      continue;
    }
    for (const older of claims(folder)) if (older < mine) rmSync(claimPath(folder, older), { force: true });
    return { release: () => release(folder, mine) };
  }
}

/** Whether a living process owns the folder. */
export function isOwned(folder: string): boolean {
  const owner = readClaim(folder, latestClaim(folder));
  return owner !== null && isHeld(owner);
}

function inUse(folder: string, pid: number): string {
  const who = pid === process.pid ? "this process already" : `process ${pid}`;
  return (
    `${folder} is in use by ${who}. One process runs a database folder at a time: ` +
    `stop that one first, or give this one another folder.`
  );
}

function isHeld(claim: Claim): boolean {
  return claim.identity !== null && identityOf(claim.pid) === claim.identity;
}

function claims(folder: string): readonly number[] {
  return readdirSync(folder).flatMap((name) => {
    const match = CLAIM_FILE.exec(name);
    return match === null ? [] : [Number(match[1])];
  });
}

function latestClaim(folder: string): number {
  return Math.max(0, ...claims(folder));
}

const claimPath = (folder: string, number: number): string => join(folder, `owner-${number}`);

/** Null when there is none by this number, as there never is by 0. */
function readClaim(folder: string, number: number): Claim | null {
  try {
    const read: unknown = JSON.parse(readFileSync(claimPath(folder, number), "utf8"));
    return isClaim(read) ? read : null;
  } catch {
    return null;
  }
}

function isClaim(value: unknown): value is Claim {
  return typeof value === "object" && value !== null && "pid" in value && "identity" in value;
}

/** Whole file or none: written aside, then linked to its name, which fails when the name is taken. */
function createClaim(folder: string, number: number, claim: Claim): boolean {
  const draft = writeDraft(folder, claim);
  try {
    linkSync(draft, claimPath(folder, number));
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function release(folder: string, number: number): void {
  // A folder that has been deleted needs no release.
  if (readClaim(folder, number)?.identity !== identityOf(process.pid)) return;
  renameSync(writeDraft(folder, { pid: process.pid, identity: null }), claimPath(folder, number));
}

function writeDraft(folder: string, claim: Claim): string {
  const draft = join(folder, `claim-${randomBytes(8).toString("hex")}`);
  writeFileSync(draft, JSON.stringify(claim), { mode: 0o600 });
  return draft;
}
