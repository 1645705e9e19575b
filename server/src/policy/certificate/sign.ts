// Understands how a PDF is signed: PKCS #7, detached, over every byte but the signature's own (ISO 32000-1, 12.8).

import { createHash } from "node:crypto";
import { plainAddPlaceholder } from "@signpdf/placeholder-plain";
import { P12Signer } from "@signpdf/signer-p12";
import { SignPdf } from "@signpdf/signpdf";
import forge from "node-forge";

/** A key and its certificate, as PKCS #12. */
export interface SigningKey {
  readonly p12: Uint8Array;
  readonly password: string;
}

export interface SigningOrder {
  readonly pdf: Uint8Array;
  readonly key: SigningKey;
  /** Who signs and why, as readers of the document show it. */
  readonly name: string;
  readonly reason: string;
  /** Milliseconds since 1970. */
  readonly signedAtMs: number;
}

/** Room for the signature with its certificates, in bytes: a chain of four, with room to spare. */
const SIGNATURE_BYTES_MAX = 16_384;
const IDENTIFIER_BYTES = 16;

export async function signPdf({ pdf, key, name, reason, signedAtMs }: SigningOrder): Promise<Buffer> {
  const pdfBuffer = Buffer.from(pdf);
  const signingTime = dateOf(signedAtMs);
  const texts = { name: hexText(name), reason: hexText(reason) };
  const prepared = plainAddPlaceholder({
    pdfBuffer,
    name: standIn("n", texts.name),
    reason: standIn("r", texts.reason),
    contactInfo: "",
    location: "",
    signingTime,
    signatureLength: SIGNATURE_BYTES_MAX,
  });
  const signer = new P12Signer(Buffer.from(key.p12), { passphrase: key.password });
  const named = withText(withText(prepared, "n", texts.name), "r", texts.reason);
  return new SignPdf().sign(identified(pdfBuffer, named), signer, signingTime);
}

/** Text as PDF spells it in hexadecimal: UTF-16 with its mark (ISO 32000-1, 7.9.2.2). */
const hexText = (text: string): string => Buffer.from(`\ufeff${text}`, "utf16le").swap16().toString("hex");

/** The placeholder garbles what is not ASCII. So letters of the same length stand in, and no offset moves when the text takes their place. */
const standIn = (letter: string, hex: string): string => letter.repeat(hex.length);

function withText(pdf: Buffer, letter: string, hex: string): Buffer {
  const start = pdf.lastIndexOf(`(${standIn(letter, hex)})`);
  if (start < 0) throw new Error("broken promise: the placeholder writes what it is given");
  return Buffer.concat([pdf.subarray(0, start), Buffer.from(`<${hex}>`), pdf.subarray(start + hex.length + 2)]);
}

/** The signing libraries want a Date; this one is told its time and reads no clock. */
function dateOf(ms: number): Date {
  const date = forge.asn1.utcTimeToDate("700101000000Z");
  date.setTime(ms);
  return date;
}

/**
 * PDF/A wants an identifier in the last trailer (ISO 19005-2, 6.1.3), and the placeholder brings a trailer without: it gets the
 * document's own first half, and a second that is this revision's. Only the trailer's end moves, and no offset points there.
 */
function identified(original: Buffer, prepared: Buffer): Buffer {
  const trailer = original.subarray(original.lastIndexOf("trailer")).toString("latin1");
  const first = /\/ID \[(\([^)]*\)|<[^>]*>)/.exec(trailer)?.[1];
  if (first === undefined) throw new Error("broken promise: the document has an identifier");
  const digest = createHash("sha256")
    .update(prepared)
    .digest("hex")
    .slice(0, 2 * IDENTIFIER_BYTES);
  const end = prepared.lastIndexOf("/Prev ");
  return Buffer.concat([
    prepared.subarray(0, end),
    Buffer.from(`/ID [${first} <${digest}>]\n`),
    prepared.subarray(end),
  ]);
}
