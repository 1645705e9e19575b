// Understands the code by which anybody who holds a certificate can ask whether it is genuine.

import { timingSafeEqual } from "node:crypto";
import type { Vault } from "../vault.js";

const PURPOSE = "certificate";
const TENANT_BYTES = 4;
/** 88 bits: nobody comes upon a code by trying. */
const MAC_BYTES = 11;
const CODE_BYTES = TENANT_BYTES + MAC_BYTES;
const CODE_LENGTH = (CODE_BYTES * 8) / 5;
/** Crockford's base 32: nothing in it is taken for something else when it is read from paper. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LOOKALIKES: Readonly<Record<string, string>> = { I: "1", L: "1", O: "0" };
const GROUP = /.{4}(?=.)/g;

function write(bytes: Buffer): string {
  let rest = BigInt(`0x${bytes.toString("hex")}`);
  let text = "";
  for (let i = 0; i < CODE_LENGTH; i++) {
    text = (ALPHABET[Number(rest & 31n)] ?? "") + text;
    rest >>= 5n;
  }
  return text;
}

/** What a code says, however it was typed; zeros for what is no code, so that every code is weighed alike. */
function read(code: string): Buffer {
  const letters = [...code.toUpperCase().replace(/[\s-]/g, "")].map((each) => LOOKALIKES[each] ?? each);
  if (letters.length !== CODE_LENGTH || letters.some((each) => !ALPHABET.includes(each)))
    return Buffer.alloc(CODE_BYTES);
  const value = letters.reduce((sum, each) => (sum << 5n) | BigInt(ALPHABET.indexOf(each)), 0n);
  return Buffer.from(value.toString(16).padStart(CODE_BYTES * 2, "0"), "hex");
}

const macOf = (vault: Vault, tenantId: number, policyNo: string): Buffer =>
  vault.sign(PURPOSE, `${tenantId}\u0000${policyNo}`).subarray(0, MAC_BYTES);

/**
 * The code of a policy's certificates: the tenant, and a keyed fingerprint of tenant and policy number. It names the tenant,
 * since whoever verifies is nobody's caller, and without a tenant the database shows nothing.
 */
export function verificationCode(vault: Vault, tenantId: number, policyNo: string): string {
  const tenant = Buffer.alloc(TENANT_BYTES);
  tenant.writeInt32BE(tenantId);
  return write(Buffer.concat([tenant, macOf(vault, tenantId, policyNo)])).replace(GROUP, "$&-");
}

/** The tenant whose policy this code belongs to; null when it is another's code, or nobody's. Takes as long for one as for another. */
export function tenantOfCode(vault: Vault, policyNo: string, code: string): number | null {
  const bytes = read(code);
  const tenantId = bytes.readInt32BE(0);
  return timingSafeEqual(macOf(vault, tenantId, policyNo), bytes.subarray(TENANT_BYTES)) ? tenantId : null;
}

/** Where a certificate is verified; what its QR code says. */
export const verificationUrl = (publicUrl: string, policyNo: string, code: string): string =>
  `${publicUrl}/v1/verify/${policyNo}?code=${code}`;
