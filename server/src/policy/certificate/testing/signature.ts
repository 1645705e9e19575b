// Checks the signature of a PDF by itself: what is covered, whether the digest is of these bytes, and whether the key signed it.

import { createHash, verify, X509Certificate } from "node:crypto";
import { present } from "@anxin/core/assert";
import forge from "node-forge";

export interface CheckedSignature {
  /** Every byte but the signature's own is covered. */
  readonly whole: boolean;
  /** The signed digest is that of the bytes. */
  readonly digestFits: boolean;
  /** The certificate's key signed that digest. */
  readonly signatureFits: boolean;
  readonly certificate: X509Certificate;
  /** The signing time, as UTCTime: "261111000000Z". */
  readonly signedAt: string;
}

/** The parts of a message that forge keeps but does not declare. */
interface Capture {
  readonly signature: string;
  readonly authenticatedAttributes: readonly forge.asn1.Asn1[];
}

export function checkSignature(pdf: Buffer): CheckedSignature {
  const [, ...range] = present(
    /\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/.exec(pdf.toString("latin1")),
    "the document is signed",
  );
  const [start = 0, first = 0, second = 0, rest = 0] = range.map(Number);
  const signed = Buffer.concat([pdf.subarray(start, start + first), pdf.subarray(second, second + rest)]);
  const hex = pdf.subarray(first + 1, second - 1).toString("latin1");
  const message = messageOf(Buffer.from(hex, "hex"));
  const { signature, authenticatedAttributes } = message.rawCapture;
  const digest = attribute(authenticatedAttributes, forge.pki.oids["messageDigest"]);
  const certificate = new X509Certificate(
    forge.pki.certificateToPem(present(message.certificates[0], "it is enclosed")),
  );
  return {
    whole: start === 0 && second + rest === pdf.length && pdf[first] === 0x3c && pdf[second - 1] === 0x3e,
    digestFits: Buffer.from(digest, "binary").equals(createHash("sha256").update(signed).digest()),
    signatureFits: verify(
      "sha256",
      setOf(authenticatedAttributes),
      certificate.publicKey,
      Buffer.from(signature, "binary"),
    ),
    certificate,
    signedAt: attribute(authenticatedAttributes, forge.pki.oids["signingTime"]),
  };
}

function messageOf(der: Buffer): {
  readonly rawCapture: Capture;
  readonly certificates: readonly forge.pki.Certificate[];
} {
  // Behind the message there are zeros, up to the room that was kept for it.
  const asn1 = forge.asn1.fromDer(forge.util.createBuffer(der.toString("binary")), { parseAllBytes: false } as never);
  return forge.pkcs7.messageFromAsn1(asn1) as unknown as ReturnType<typeof messageOf>;
}

/** What is signed is the attributes as a SET (RFC 5652, 5.4), though they are written under a tag of their own. */
function setOf(attributes: readonly forge.asn1.Asn1[]): Buffer {
  const { Class, Type, create, toDer } = forge.asn1;
  return Buffer.from(toDer(create(Class.UNIVERSAL, Type.SET, true, [...attributes])).getBytes(), "binary");
}

function attribute(attributes: readonly forge.asn1.Asn1[], oid: string | undefined): string {
  for (const { value } of attributes) {
    const [type, values] = value as forge.asn1.Asn1[];
    const [first] = (values?.value ?? []) as forge.asn1.Asn1[];
    if (type !== undefined && forge.asn1.derToOid(type.value as string) === oid) return (first?.value ?? "") as string;
  }
  throw new Error("broken promise: the attribute is signed");
}
