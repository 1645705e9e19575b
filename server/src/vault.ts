// Understands how personal data is sealed at rest: AES-256-GCM under a key derived for each tenant.

import { createCipheriv, createDecipheriv, createHmac, hash, hkdfSync, timingSafeEqual } from "node:crypto";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const NONCES_AT_ONCE = 256;

export interface Vault {
  /** Seals bytes for a tenant; the purpose is bound to them, so that a sealed payee can't be passed off as something else. */
  seal(tenantId: number, purpose: string, plain: Buffer): Buffer;
  /** Opens what `seal` made; throws when tenant, purpose or bytes do not fit. */
  open(tenantId: number, purpose: string, sealed: Buffer): Buffer;
  /** A keyed fingerprint for signatures of our own tokens (cursors, quotes). */
  sign(purpose: string, text: string): Buffer;
  verify(purpose: string, text: string, signature: Buffer): boolean;
  /** Signs ASCII text as `sign` does, in base64url, for who signs many at a time. */
  signer(purpose: string): (ascii: string) => string;
}

const HASH = "sha256";
const BLOCK_BYTES = 64;
const HASH_BYTES = 32;

/**
 * HMAC-SHA-256 (RFC 2104) by its definition, H(K ⊕ opad ‖ H(K ⊕ ipad ‖ text)): two calls that make no objects, where making one
 * for each signature costs more than the hashing. The key is no longer than a block.
 */
function hmacBy(key: Buffer): (ascii: string) => string {
  const padded = (pad: number): Buffer =>
    Buffer.alloc(BLOCK_BYTES, pad).map((byte, i) => byte ^ (key[i] ?? 0)) as Buffer;
  const outer = Buffer.concat([padded(0x5c), Buffer.alloc(HASH_BYTES)]);
  let inner: Buffer = padded(0x36);
  return (ascii) => {
    const length = BLOCK_BYTES + ascii.length;
    if (inner.length < length) inner = Buffer.concat([inner.subarray(0, BLOCK_BYTES), Buffer.alloc(2 * length)]);
    inner.write(ascii, BLOCK_BYTES, "latin1");
    outer.write(hash(HASH, inner.subarray(0, length), "binary"), BLOCK_BYTES, "latin1");
    return hash(HASH, outer, "base64url");
  };
}

/** `masterKey` is 32 bytes that never leave this process. */
export function vault(masterKey: Buffer, randomBytes: (count: number) => Buffer): Vault {
  if (masterKey.length !== 32) throw new Error("ANXIN_MASTER_KEY must be 32 bytes in base64");
  const derive = (info: string): Buffer => Buffer.from(hkdfSync("sha256", masterKey, Buffer.alloc(0), info, 32));
  const keys = new Map<string, Buffer>();
  const keyFor = (info: string): Buffer => {
    const known = keys.get(info);
    if (known !== undefined) return known;
    const key = derive(info);
    keys.set(info, key);
    return key;
  };
  const sign = (purpose: string, text: string): Buffer =>
    createHmac(HASH, keyFor(`sign:${purpose}`))
      .update(text)
      .digest();
  let nonces: Buffer = Buffer.alloc(0);
  const nextNonce = (): Buffer => {
    // Many at a time: each call for random bytes goes to the kernel.
    if (nonces.length < NONCE_BYTES) nonces = randomBytes(NONCE_BYTES * NONCES_AT_ONCE);
    const nonce = nonces.subarray(0, NONCE_BYTES);
    nonces = nonces.subarray(NONCE_BYTES);
    return nonce;
  };
  return {
    seal(tenantId, purpose, plain) {
      const nonce = nextNonce();
      const cipher = createCipheriv("aes-256-gcm", keyFor(`seal:${tenantId}`), nonce);
      cipher.setAAD(Buffer.from(purpose));
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open(tenantId, purpose, sealed) {
      const decipher = createDecipheriv("aes-256-gcm", keyFor(`seal:${tenantId}`), sealed.subarray(0, NONCE_BYTES));
      decipher.setAAD(Buffer.from(purpose));
      decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
      return Buffer.concat([
        decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES)),
        decipher.final(),
      ]);
    },
    sign,
    signer: (purpose) => hmacBy(keyFor(`sign:${purpose}`)),
    verify(purpose, text, signature) {
      const expected = sign(purpose, text);
      return expected.length === signature.length && timingSafeEqual(expected, signature);
    },
  };
}
