// Understands passwords and one-time codes of staff.

import { hash, verify } from "@node-rs/argon2";
import { Secret, TOTP } from "otpauth";

/** OWASP's recommendation for Argon2id, which is the library's default kind: 19 MiB, two passes, one lane. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const PASSWORD_LENGTH_MIN = 12;
export const PASSWORD_LENGTH_MAX = 200;

/** Takes about a tenth of a second, on a thread of its own. */
export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2ID);

let decoy: Promise<string> | null = null;

/** Whether the password belongs to the hash. Without a hash (nobody has this e-mail) it takes as long, and is false. */
export async function passwordFits(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("nobody has this password");
  const fits = await verify(passwordHash ?? (await decoy), password);
  return fits && passwordHash !== null;
}

/** RFC 6238: six digits, new every 30 seconds; SHA-1 is what authenticator apps know. */
const STEP_SECONDS = 30;
/** Codes of this many steps before and after are taken, for clocks that differ. */
const STEPS_AROUND = 1;
const TOTP_SECRET_BYTES = 20;

const totp = (secret: string): TOTP =>
  new TOTP({ secret: Secret.fromBase32(secret), algorithm: "SHA1", digits: 6, period: STEP_SECONDS });

/** A fresh secret in base 32, as authenticator apps take it. */
export function newTotpSecret(randomBytes: (count: number) => Buffer): string {
  const bytes = new Uint8Array(randomBytes(TOTP_SECRET_BYTES));
  return new Secret({ buffer: bytes.buffer }).base32;
}

/** The step whose code this is, or null when it is the code of none around now. */
export function totpStep(secret: string, code: string, nowMs: number): number | null {
  const delta = totp(secret).validate({ token: code, timestamp: nowMs, window: STEPS_AROUND });
  return delta === null ? null : Math.floor(nowMs / (STEP_SECONDS * 1_000)) + delta;
}
