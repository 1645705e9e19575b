// How we are known to Alipay: application, gateway, keys or certificates, read from the environment.

import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";

/** How Alipay's answers are checked, and how our key is named to it. */
export type AlipayTrust =
  | { readonly mode: "key" /** Base64 of the SubjectPublicKeyInfo. */; readonly alipayPublicKey: string }
  | {
      readonly mode: "certificate";
      /** PEM each. */
      readonly appCertificate: string;
      readonly rootCertificates: string;
      readonly alipayCertificate: string;
    };

export interface AlipayConfig {
  readonly appId: string;
  readonly gateway: string;
  /** The account that payments on a page go to, 2088 and twelve digits; null where nobody pays on one. */
  readonly sellerId: string | null;
  /** RSA, as PEM in PKCS #1: the form that the SDK takes by default. */
  readonly privateKey: string;
  readonly trust: AlipayTrust;
  /** How long connecting, the answer's head and its body may each take, in milliseconds. */
  readonly timeoutMs: number;
}

/** What is wrong with the configuration: every fault at once, each naming its variable. */
export class AlipayConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`Alipay is not configured:\n${faults.map((fault) => `- ${fault}`).join("\n")}`);
    this.name = "AlipayConfigError";
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

const GATEWAY_DEFAULT = "https://openapi.alipay.com/gateway.do";
const TIMEOUT_MS_DEFAULT = 5_000;
const TIMEOUT_MS_MIN = 100;
const TIMEOUT_MS_MAX = 60_000;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Reads ALIPAY_* variables. In sandbox mode a gateway on this machine may be spoken to in plain HTTP; otherwise only HTTPS
 * to another machine is accepted, so that a leftover rehearsal setting can never swallow real payouts.
 * Throws AlipayConfigError.
 */
export function readAlipayConfig(env: Environment, mode: { readonly sandbox: boolean }): AlipayConfig {
  const faults: string[] = [];
  const found: Findings = { env, note: (fault) => void faults.push(fault) };
  const appId = env["ALIPAY_APP_ID"] ?? "";
  if (!/^\d{10,32}$/.test(appId)) found.note("ALIPAY_APP_ID: the application's id, 10 to 32 digits, is needed.");
  const gateway = env["ALIPAY_GATEWAY"] ?? GATEWAY_DEFAULT;
  const objection = gatewayObjection(gateway, mode.sandbox);
  if (objection !== null) found.note(`ALIPAY_GATEWAY: ${objection}`);
  const sellerId = env["ALIPAY_SELLER_ID"]?.trim() || null;
  if (sellerId !== null && !/^2088\d{12}$/.test(sellerId)) {
    found.note("ALIPAY_SELLER_ID: the id of the account that is paid to, 2088 and twelve digits, is needed.");
  }
  const timeoutMs = readTimeout(found);
  const key = readPrivateKey(found);
  const trust = readTrust(found, key);
  if (faults.length > 0 || key === null || trust === null) throw new AlipayConfigError(faults);
  return { appId, gateway, sellerId, privateKey: pkcs1(key), trust, timeoutMs };
}

interface Findings {
  readonly env: Environment;
  note(fault: string): void;
}

/** What speaks against a gateway address; null when nothing does. */
function gatewayObjection(gateway: string, sandbox: boolean): string | null {
  if (!URL.canParse(gateway)) return "is not an address.";
  const url = new URL(gateway);
  const loopback = LOOPBACK.test(url.hostname);
  if (url.username !== "" || url.password !== "") return "must not carry a user or a password.";
  if (url.search !== "" || url.hash !== "") return "must not carry a query or a fragment.";
  if (loopback && !sandbox) return "points at this machine; that is for the sandbox only.";
  if (url.protocol === "https:" || (url.protocol === "http:" && loopback)) return null;
  return "must be https; plain http is for a local gateway in the sandbox only.";
}

function readTimeout({ env, note }: Findings): number {
  const text = env["ALIPAY_TIMEOUT_MS"];
  if (text === undefined) return TIMEOUT_MS_DEFAULT;
  const value = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (value < TIMEOUT_MS_MIN || value > TIMEOUT_MS_MAX) {
    note(`ALIPAY_TIMEOUT_MS: a whole number from ${TIMEOUT_MS_MIN} to ${TIMEOUT_MS_MAX} is needed.`);
  }
  return value;
}

function readNamedFile({ env, note }: Findings, name: string, what: string): string | null {
  const path = env[name];
  if (path === undefined || path === "") {
    note(`${name}: the path of ${what} is needed.`);
    return null;
  }
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    note(`${name}: ${path} cannot be read (${codeOf(error)}).`);
    return null;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}

function readPrivateKey(found: Findings): KeyObject | null {
  const name = "ALIPAY_PRIVATE_KEY_FILE";
  const text = readNamedFile(found, name, "the application's private key");
  if (text === null) return null;
  const key = parsePrivateKey(text);
  if (key === null)
    found.note(`${name}: holds no RSA private key of at least 2048 bits (PEM, or Alipay's bare base64).`);
  return key;
}

/** Reads PEM (PKCS #1 or #8) or the bare base64 that Alipay's key tool writes. */
function parsePrivateKey(text: string): KeyObject | null {
  const der = (type: "pkcs1" | "pkcs8") => ({ key: Buffer.from(text, "base64"), format: "der", type }) as const;
  const readers = text.includes("-----BEGIN")
    ? [() => createPrivateKey(text)]
    : [() => createPrivateKey(der("pkcs8")), () => createPrivateKey(der("pkcs1"))];
  return firstStrongKey(readers);
}

function parsePublicKey(text: string): KeyObject | null {
  const read = text.includes("-----BEGIN")
    ? () => createPublicKey(text)
    : () => createPublicKey({ key: Buffer.from(text, "base64"), format: "der", type: "spki" });
  return firstStrongKey([read]);
}

const RSA_BITS_MIN = 2_048;

function firstStrongKey(readers: readonly (() => KeyObject)[]): KeyObject | null {
  for (const read of readers) {
    try {
      const key = read();
      const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
      if (key.asymmetricKeyType === "rsa" && bits >= RSA_BITS_MIN) return key;
    } catch {
      // Not in this form; perhaps in the next one.
    }
  }
  return null;
}

const pkcs1 = (key: KeyObject): string => key.export({ type: "pkcs1", format: "pem" }).toString();

const CERTIFICATE_FILES = ["ALIPAY_APP_CERT_FILE", "ALIPAY_ROOT_CERT_FILE", "ALIPAY_PUBLIC_CERT_FILE"] as const;

/** Key mode by ALIPAY_PUBLIC_KEY_FILE, certificate mode by all three certificates; both or neither is a fault. */
function readTrust(found: Findings, key: KeyObject | null): AlipayTrust | null {
  const byKey = (found.env["ALIPAY_PUBLIC_KEY_FILE"] ?? "") !== "";
  const byCertificate = CERTIFICATE_FILES.some((name) => (found.env[name] ?? "") !== "");
  if (byKey && byCertificate) {
    found.note(
      "ALIPAY_PUBLIC_KEY_FILE and the ALIPAY_*_CERT_FILE variables exclude each other: key or certificate mode.",
    );
    return null;
  }
  if (byCertificate) return readCertificates(found, key);
  if (byKey) return readPublicKey(found);
  found.note(
    `ALIPAY_PUBLIC_KEY_FILE (key mode) or ${CERTIFICATE_FILES.join(", ")} (certificate mode): one of them is needed.`,
  );
  return null;
}

function readPublicKey(found: Findings): AlipayTrust | null {
  const name = "ALIPAY_PUBLIC_KEY_FILE";
  const text = readNamedFile(found, name, "Alipay's public key");
  if (text === null) return null;
  const key = text.includes("PRIVATE KEY") ? null : parsePublicKey(text);
  if (key === null) {
    found.note(`${name}: holds no RSA public key of at least 2048 bits (PEM, or Alipay's bare base64).`);
    return null;
  }
  return { mode: "key", alipayPublicKey: key.export({ type: "spki", format: "der" }).toString("base64") };
}

function readCertificates(found: Findings, key: KeyObject | null): AlipayTrust | null {
  const [appName, rootName, alipayName] = CERTIFICATE_FILES;
  const appCertificate = readCertificate(found, appName, "the application's certificate");
  const rootCertificates = readCertificate(found, rootName, "Alipay's root certificates");
  const alipayCertificate = readCertificate(found, alipayName, "Alipay's certificate");
  if (appCertificate === null || rootCertificates === null || alipayCertificate === null) return null;
  if (key !== null && !new X509Certificate(appCertificate).checkPrivateKey(key)) {
    found.note(`${appName}: does not belong to the key in ALIPAY_PRIVATE_KEY_FILE.`);
  }
  return { mode: "certificate", appCertificate, rootCertificates, alipayCertificate };
}

/** The file may hold several certificates, as Alipay's root file does, some of them of kinds that are unknown here. */
function readCertificate(found: Findings, name: string, what: string): string | null {
  const text = readNamedFile(found, name, what);
  if (text === null) return null;
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (blocks.some(isCertificate)) return text;
  found.note(`${name}: holds no X.509 certificate in PEM.`);
  return null;
}

function isCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}
