// Understands how personal data is sealed at rest: AES-256-GCM under a key derived for each tenant.

import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

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
    createHmac("sha256", keyFor(`sign:${purpose}`))
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
    verify(purpose, text, signature) {
      const expected = sign(purpose, text);
      return expected.length === signature.length && timingSafeEqual(expected, signature);
    },
  };
}
