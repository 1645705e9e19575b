// Understands how the sandbox's staff come into the stories: each signs in once, with password and one-time code.

import { setTimeout as delay } from "node:timers/promises";
import { tokenOf } from "../staff.js";
import type { SandboxAccess } from "./sandbox.js";

export interface Staff {
  /** The token of the first member of staff with a role, or of another of them. */
  enter(role: string, number?: number): Promise<string>;
}

/** A one-time code holds for half a minute, and once. */
const CODE_MS = 30_000;

export function staffOf(access: SandboxAccess): Staff {
  const tokens = new Map<string, string>();
  return {
    async enter(role, number = 0) {
      const who = `${role} ${number}`;
      const token = tokens.get(who) ?? (await signedIn(access, role, number));
      tokens.set(who, token);
      return token;
    },
  };
}

/** Whoever used this half minute's code a moment ago waits for the next one. */
async function signedIn(access: SandboxAccess, role: string, number: number): Promise<string> {
  try {
    return await tokenOf(access, role, number);
  } catch (error) {
    if (!(error instanceof Error && error.message.includes("totp_wrong"))) throw error;
    const now = performance.timeOrigin + performance.now();
    await delay(CODE_MS - (now % CODE_MS) + 1_000);
    return tokenOf(access, role, number);
  }
}
