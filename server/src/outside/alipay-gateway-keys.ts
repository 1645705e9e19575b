// Makes the keys and certificates that the local gateway and its client share. Nothing here is good for real money.

import { generateKeyPairSync, type KeyObject, randomBytes, sign, X509Certificate } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Paths of everything that `generateGatewayKeys` writes, readable by the owner only. */
export interface GatewayKeyFiles {
  /** PKCS #8 PEM. */
  readonly appPrivateKey: string;
  readonly appPublicKey: string;
  readonly alipayPrivateKey: string;
  readonly alipayPublicKey: string;
  readonly appCertificate: string;
  readonly rootCertificate: string;
  readonly alipayCertificate: string;
}

export function gatewayKeyFiles(directory: string): GatewayKeyFiles {
  return {
    appPrivateKey: join(directory, "app-private.pem"),
    appPublicKey: join(directory, "app-public.pem"),
    alipayPrivateKey: join(directory, "alipay-private.pem"),
    alipayPublicKey: join(directory, "alipay-public.pem"),
    appCertificate: join(directory, "app.crt"),
    rootCertificate: join(directory, "root.crt"),
    alipayCertificate: join(directory, "alipay.crt"),
  };
}

/**
 * Makes RSA-2048 keys for the application and for Alipay, and a small authority with a certificate for each. Leaves a
 * complete set alone, since a book signed for one application is of no use to another.
 */
export function generateGatewayKeys(directory: string): GatewayKeyFiles {
  const files = gatewayKeyFiles(directory);
  if (Object.values(files).every((path) => existsSync(path))) return files;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const root = rsaPair();
  const app = rsaPair();
  const alipay = rsaPair();
  const authority = { name: "Anxin sandbox authority", key: root.privateKey };
  const contents: Readonly<Record<keyof GatewayKeyFiles, string>> = {
    appPrivateKey: pem(app.privateKey, "pkcs8"),
    appPublicKey: pem(app.publicKey, "spki"),
    alipayPrivateKey: pem(alipay.privateKey, "pkcs8"),
    alipayPublicKey: pem(alipay.publicKey, "spki"),
    appCertificate: certificate(authority, { name: "Anxin sandbox application", key: app.publicKey }),
    rootCertificate: certificate(authority, { name: authority.name, key: root.publicKey }),
    alipayCertificate: certificate(authority, { name: "Anxin sandbox channel", key: alipay.publicKey }),
  };
  for (const name of Object.keys(files) as (keyof GatewayKeyFiles)[]) {
    writeFileSync(files[name], contents[name], { mode: 0o600 });
  }
  return files;
}

const rsaPair = () => generateKeyPairSync("rsa", { modulusLength: 2_048 });
const pem = (key: KeyObject, type: "pkcs8" | "spki"): string => key.export({ type, format: "pem" }).toString();

export function readText(path: string): string {
  return readFileSync(path, "utf8");
}

// X.509 v3 in DER (RFC 5280), as little of it as a certificate of a sandbox takes.

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), derLength(body.length), body]);
}

function derLength(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.from(bytes);
}

const SEQUENCE = 0x30;
const SET = 0x31;
const NULL = Buffer.from([0x05, 0x00]);
/** 1.2.840.113549.1.1.11, sha256WithRSAEncryption. */
const SHA256_WITH_RSA = der(SEQUENCE, der(0x06, Buffer.from("2a864886f70d01010b", "hex")), NULL);
const COMMON_NAME = der(0x06, Buffer.from("550403", "hex"));
/** From 2020 to the end of 2049, the last year that UTCTime can write: a rehearsal never expires. */
const VALIDITY = der(SEQUENCE, der(0x17, Buffer.from("200101000000Z")), der(0x17, Buffer.from("491231235959Z")));

/** The critical extension basicConstraints, "is an authority". */
const MAY_ISSUE = der(0xa3, der(SEQUENCE, Buffer.from("300f0603551d130101ff040530030101ff", "hex")));

const nameOf = (text: string): Buffer =>
  der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(0x0c, Buffer.from(text)))));

interface Subject {
  readonly name: string;
  readonly key: KeyObject;
}

function certificate(issuer: { readonly name: string; readonly key: KeyObject }, subject: Subject): string {
  const body = der(
    SEQUENCE,
    der(0xa0, der(0x02, Buffer.from([2]))),
    // Positive and without a leading zero byte, whatever chance brings.
    der(0x02, Buffer.from([0x5a]), randomBytes(15)),
    SHA256_WITH_RSA,
    nameOf(issuer.name),
    VALIDITY,
    nameOf(subject.name),
    subject.key.export({ type: "spki", format: "der" }),
    ...(subject.name === issuer.name ? [MAY_ISSUE] : []),
  );
  const signature = sign("sha256", body, issuer.key);
  const whole = der(SEQUENCE, body, SHA256_WITH_RSA, der(0x03, Buffer.from([0]), signature));
  return new X509Certificate(whole).toString();
}
