// Understands the secrets of endpoints: drawn at random, shown once, kept sealed, and signed with.

import { createHmac } from "node:crypto";
import type { Instant } from "@anxin/core/time";
import { secretKey, secretOf, signatureHeader, signedText } from "@anxin/core/webhook/signature";
import type { EndpointRow } from "@anxin/store/webhook";
import type { Context } from "../context.js";

const PURPOSE = "webhook_secret";
const SECRET_BYTES = 32;

/** A new secret, as it is shown to who will verify with it. */
export const newSecret = ({ randomBytes }: Pick<Context, "randomBytes">): string =>
  secretOf(randomBytes(SECRET_BYTES).toString("base64"));

export const sealWebhookSecret = ({ vault }: Pick<Context, "vault">, tenantId: number, secret: string): Buffer =>
  vault.seal(tenantId, PURPOSE, Buffer.from(secret));

/** HMAC-SHA-256 under a secret, in base64; null when the secret is malformed. */
export function hashBy(secret: string): ((text: string) => string) | null {
  const base64 = secretKey(secret);
  if (base64 === null) return null;
  const key = Buffer.from(base64, "base64");
  return (text) => createHmac("sha256", key).update(text).digest("base64");
}

type Secrets = Pick<EndpointRow, "secret_sealed" | "previous_sealed" | "previous_until">;

/** What signs for an endpoint: every secret that holds at an instant, the newest first. */
export function signerFor(
  { vault }: Pick<Context, "vault">,
  tenantId: number,
  { secret_sealed: newest, previous_sealed: previous, previous_until: until }: Secrets,
  now: Instant,
): (id: string, timestamp: string, body: string) => string {
  const both = previous !== null && until !== null && now < until ? [newest, previous] : [newest];
  const hashes = both.flatMap((sealed) => hashBy(vault.open(tenantId, PURPOSE, sealed).toString()) ?? []);
  return (id, timestamp, body) => signatureHeader(hashes.map((hash) => hash(signedText(id, timestamp, body))));
}
