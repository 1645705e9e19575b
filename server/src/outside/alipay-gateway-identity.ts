// Who the local gateway is: it checks that requests are signed by our application, and signs what it says itself.

import { createHash, createPrivateKey, createPublicKey, sign, verify, X509Certificate } from "node:crypto";
import { gatewayKeyFiles, readText } from "./alipay-gateway-keys.js";
import type { GatewayReply } from "./alipay-gateway-outcomes.js";

export type Params = Readonly<Record<string, string>>;

/** Keys of both sides, and the serial numbers under which certificates are named in requests and answers. */
export type Identity = ReturnType<typeof readIdentity>;

export function readIdentity(keys: string) {
  const files = gatewayKeyFiles(keys);
  const serial = (path: string): string => serialOf(new X509Certificate(readText(path)));
  return {
    appKey: createPublicKey(readText(files.appPublicKey)),
    alipayKey: createPrivateKey(readText(files.alipayPrivateKey)),
    appSerial: serial(files.appCertificate),
    rootSerial: serial(files.rootCertificate),
    alipaySerial: serial(files.alipayCertificate),
  };
}

/** How Alipay names a certificate: MD5 over the issuer, most specific part first, and the serial number in decimals. */
function serialOf(certificate: X509Certificate): string {
  const issuer = certificate.issuer.split("\n").reverse().join(",");
  return createHash("md5")
    .update(`${issuer}${BigInt(`0x${certificate.serialNumber}`)}`)
    .digest("hex");
}

/** RSA2 over all parameters but the signature, sorted; in certificate mode the certificates must be the right ones too. */
export function isGenuine(identity: Identity, params: Params): boolean {
  const { sign: signature = "", ...rest } = params;
  const signed = Object.keys(rest)
    .filter((name) => rest[name] !== "")
    .sort()
    .map((name) => `${name}=${rest[name]}`)
    .join("&");
  if (params["sign_type"] !== "RSA2") return false;
  if (!verify("sha256", Buffer.from(signed, "utf8"), identity.appKey, Buffer.from(signature, "base64"))) return false;
  const appSerial = params["app_cert_sn"];
  if (appSerial === undefined) return true;
  return appSerial === identity.appSerial && params["alipay_root_cert_sn"] === identity.rootSerial;
}

export function envelope(identity: Identity, params: Params, reply: GatewayReply): string {
  const body = JSON.stringify(reply);
  const name = `${(params["method"] ?? "error").replaceAll(".", "_")}_response`;
  const signature = sign("sha256", Buffer.from(body, "utf8"), identity.alipayKey).toString("base64");
  const certificate = params["app_cert_sn"] === undefined ? "" : `"alipay_cert_sn":"${identity.alipaySerial}",`;
  return `{${JSON.stringify(name)}:${body},${certificate}"sign":"${signature}"}`;
}

/** A message to whoever asked to be told, as a form: signed over all fields but the signature and its type, sorted. */
export function signedForm(identity: Identity, fields: Params): string {
  const signed = Object.keys(fields)
    .sort()
    .map((name) => `${name}=${fields[name]}`)
    .join("&");
  const signature = sign("sha256", Buffer.from(signed, "utf8"), identity.alipayKey).toString("base64");
  return new URLSearchParams({ ...fields, sign_type: "RSA2", sign: signature }).toString();
}
