// Understands the key that certificates are signed with: the operator's, or one that a sandbox makes for itself.

import { randomBytes } from "node:crypto";
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { P12Signer } from "@signpdf/signer-p12";
import forge from "node-forge";
import type { SigningKey } from "./sign.js";

/** A key, and when its certificate is valid, in milliseconds since 1970; both ends belong to it. */
export interface ValidKey extends SigningKey {
  readonly validFromMs: number;
  readonly validUntilMs: number;
}

/** What is wrong with a key, in words for the operator. Never holds the password. */
export class SigningKeyError extends Error {}

/** Reads a key, and signs once with it, so that what cannot sign is known at the start. Throws SigningKeyError. */
export async function openSigningKey(key: SigningKey): Promise<ValidKey> {
  try {
    const { notBefore, notAfter } = certificateOf(key).validity;
    await new P12Signer(Buffer.from(key.p12), { passphrase: key.password }).sign(Buffer.from("check"), notBefore);
    return { ...key, validFromMs: notBefore.getTime(), validUntilMs: notAfter.getTime() };
  } catch (error) {
    throw new SigningKeyError(
      `it cannot be opened or cannot sign: it must be PKCS #12 with one RSA key and its certificate (${reasonOf(error)})`,
    );
  }
}

/** Libraries say what they could not read, and never the password. */
const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message.split("\n", 1)[0] : null) ?? "unreadable";

/** The certificate that belongs to the key, not one of its issuers. */
function certificateOf({ p12, password }: SigningKey): forge.pki.Certificate {
  const der = forge.util.createBuffer(Buffer.from(p12).toString("binary"));
  const opened = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(der), false, password);
  const bags = (type: string) => opened.getBags({ bagType: type })[type] ?? [];
  const key = bags(forge.pki.oids["pkcs8ShroudedKeyBag"] ?? "")[0]?.key as forge.pki.rsa.PrivateKey | undefined;
  const own = bags(forge.pki.oids["certBag"] ?? "").find(({ cert }) => {
    const publicKey = cert?.publicKey as forge.pki.rsa.PublicKey | undefined;
    return publicKey !== undefined && key?.n.equals(publicKey.n) === true;
  })?.cert;
  if (own === undefined) throw new Error("it holds no certificate for its key");
  return own;
}

const KEY_BITS = 2_048;
const SERIAL_BYTES = 16;
/** The file is for this user's eyes only; the password is there because PKCS #12 wants one. */
const SANDBOX_PASSWORD = "sandbox";
const VALIDITY = { from: "20250101000000Z", until: "20491231235959Z" };
const SUBJECT = [
  { shortName: "C", value: "CN" },
  { shortName: "O", value: "Anxin sandbox" },
  { shortName: "CN", value: "Anxin sandbox, no legal effect" },
];

/** The sandbox's own key: made once, kept beside the master key. Of processes that make it at the same time, one wins. */
export function keptSigningKey(directory: string): SigningKey {
  const path = join(directory, "signing.p12");
  if (!existsSync(path)) {
    const beside = `${path}.${randomBytes(SERIAL_BYTES).toString("hex")}.part`;
    writeFileSync(beside, selfSigned(), { mode: 0o600, flag: "wx" });
    try {
      linkSync(beside, path);
    } catch (error) {
      if (!existsSync(path)) throw error;
    } finally {
      rmSync(beside);
    }
  }
  return { p12: readFileSync(path), password: SANDBOX_PASSWORD };
}

function selfSigned(): Buffer {
  const { publicKey, privateKey } = forge.pki.rsa.generateKeyPair(KEY_BITS);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = publicKey;
  // A serial number is positive (RFC 5280, 4.1.2.2): its first bit is not set.
  certificate.serialNumber = `01${randomBytes(SERIAL_BYTES).toString("hex")}`;
  certificate.validity.notBefore = forge.asn1.generalizedTimeToDate(VALIDITY.from);
  certificate.validity.notAfter = forge.asn1.generalizedTimeToDate(VALIDITY.until);
  certificate.setSubject(SUBJECT);
  certificate.setIssuer(SUBJECT);
  certificate.setExtensions([
    { name: "basicConstraints", cA: false, critical: true },
    { name: "keyUsage", digitalSignature: true, nonRepudiation: true, critical: true },
    { name: "subjectKeyIdentifier" },
  ]);
  certificate.sign(privateKey, forge.md.sha256.create());
  const p12 = forge.pkcs12.toPkcs12Asn1(privateKey, [certificate], SANDBOX_PASSWORD, { algorithm: "aes256" });
  return Buffer.from(forge.asn1.toDer(p12).getBytes(), "binary");
}
