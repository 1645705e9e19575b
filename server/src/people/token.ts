// Understands secrets that callers carry: how they look, and that only their hash is kept.

import { createHash } from "node:crypto";

/** 256 bits: nobody guesses one, so a fast hash is enough. */
const SECRET_BYTES = 32;
const SECRET = "[A-Za-z0-9_-]{43}";
const API_KEY = new RegExp(`^ak_(?:test|live)_${SECRET}$`);
const SESSION = new RegExp(`^st_${SECRET}$`);
const TICKET = new RegExp(`^tk_${SECRET}$`);

export type TokenKind = "key" | "session";

/** What a bearer token claims to be, by its form; null when it is nothing of ours. */
export function tokenKind(token: string): TokenKind | null {
  if (API_KEY.test(token)) return "key";
  return SESSION.test(token) ? "session" : null;
}

export const isTicket = (text: string): boolean => TICKET.test(text);

export const hashOf = (token: string): Buffer => createHash("sha256").update(token).digest();

type RandomBytes = (count: number) => Buffer;
const secret = (randomBytes: RandomBytes): string => randomBytes(SECRET_BYTES).toString("base64url");

export const newSessionToken = (randomBytes: RandomBytes): string => `st_${secret(randomBytes)}`;
export const newTicket = (randomBytes: RandomBytes): string => `tk_${secret(randomBytes)}`;
export const newApiKey = (randomBytes: RandomBytes, mode: "sandbox" | "production"): string =>
  `ak_${mode === "sandbox" ? "test" : "live"}_${secret(randomBytes)}`;
