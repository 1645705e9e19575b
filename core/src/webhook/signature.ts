// Understands what a webhook's signature covers, how it is written, and why one does not fit (Standard Webhooks 1.0).
//
// The hash itself is made outside, since this floor is pure: whoever calls hands in HMAC-SHA-256 under the secret, in base64.

/** Bytes of a secret, by the specification. */
const SECRET_BYTES_MIN = 24;
const SECRET_BYTES_MAX = 64;
const SECRET_PREFIX = "whsec_";

/** How far a timestamp may be from the receiver's clock, either way, before it counts as replayed. */
export const TOLERANCE_SECONDS = 300;

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;
const VERSION = "v1";

/** The base64 of a secret, without its prefix; null when it is no secret of the specification. */
export function secretKey(secret: string): string | null {
  if (!secret.startsWith(SECRET_PREFIX)) return null;
  const text = secret.slice(SECRET_PREFIX.length);
  const bytes = Math.floor((text.replace(/=+$/, "").length * 3) / 4);
  return BASE64.test(text) && bytes >= SECRET_BYTES_MIN && bytes <= SECRET_BYTES_MAX ? text : null;
}

/** What is signed. `timestamp` is seconds since 1970, in decimals, as the header has it. */
export const signedText = (id: string, timestamp: string, body: string): string => `${id}.${timestamp}.${body}`;

/** The header: a signature for each secret that holds now, the newest first. */
export const signatureHeader = (signatures: readonly string[]): string =>
  signatures.map((each) => `${VERSION},${each}`).join(" ");

/** A message as it came to its receiver. Header names are in small letters. */
export interface SignedMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const SIGNATURE_FAULTS = [
  "secret_malformed",
  "id_missing",
  "timestamp_missing",
  "signature_missing",
  "timestamp_malformed",
  "version_unsupported",
  "body_reserialized",
  "signature_mismatch",
  "timestamp_too_old",
  "timestamp_too_new",
] as const;
export type SignatureFault = (typeof SIGNATURE_FAULTS)[number];

/** The text of a body that was parsed and written again; null when it is no JSON, or was written so already. */
function reserialized(body: string): string | null {
  try {
    const again = JSON.stringify(JSON.parse(body));
    return again === body ? null : again;
  } catch {
    return null;
  }
}

/**
 * Why a message would be refused by a receiver that holds the secret; null when it would be taken. The signature is looked at
 * before its age, so that an old message can still be examined.
 *
 * @param hash HMAC-SHA-256 of a text in UTF-8 under the secret, in base64; null when the secret is malformed
 * @param nowSeconds of the receiver's clock, since 1970
 */
export function signatureFault(
  { headers, body }: SignedMessage,
  hash: ((text: string) => string) | null,
  nowSeconds: number,
): SignatureFault | null {
  if (hash === null) return "secret_malformed";
  const id = headers["webhook-id"] ?? "";
  const timestamp = headers["webhook-timestamp"] ?? "";
  const signature = headers["webhook-signature"] ?? "";
  if (id === "") return "id_missing";
  if (timestamp === "") return "timestamp_missing";
  if (signature === "") return "signature_missing";
  if (!/^\d{1,12}$/.test(timestamp)) return "timestamp_malformed";
  const ours = signature.split(" ").filter((each) => each.startsWith(`${VERSION},`));
  if (ours.length === 0) return "version_unsupported";
  const fits = (text: string): boolean => ours.includes(`${VERSION},${hash(signedText(id, timestamp, text))}`);
  if (!fits(body)) {
    const again = reserialized(body);
    return again !== null && fits(again) ? "body_reserialized" : "signature_mismatch";
  }
  const age = nowSeconds - Number(timestamp);
  if (age > TOLERANCE_SECONDS) return "timestamp_too_old";
  return age < -TOLERANCE_SECONDS ? "timestamp_too_new" : null;
}

/** A secret of these bytes, which the caller drew at random and wrote in base64. */
export const secretOf = (base64: string): string => `${SECRET_PREFIX}${base64}`;
