// Understands how an upload becomes a piece of evidence: known by its bytes, looked at for malware, written anew, and kept under
// a key that nobody can guess, with the prints by which its picture is recognised again.

import { createHash } from "node:crypto";
import { type CropPrint, printsOf } from "@anxin/core/evidence/print";
import { formatId, type Id } from "@anxin/core/id";
import { Refused, refuse } from "@anxin/core/refusal";
import { parseInstant } from "@anxin/core/time";
import { type EvidenceRow, insertEvidence } from "@anxin/store/evidence";
import { insertEvidencePrints } from "@anxin/store/evidence-print";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import { instantTextOrNull } from "../http/schema.js";
import type { Reencoder } from "./reencode.js";
import { sniff } from "./sniff.js";

const KEY_BYTES = 16;

export const sha256 = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();

/** A file, and what whoever sends it says that it is about. */
export interface Upload {
  readonly bytes: Buffer;
  readonly orderId: string | null;
  readonly kind: string | null;
}

/** What is written down of an upload. */
export interface Accepted {
  readonly row: EvidenceRow;
  readonly prints: readonly CropPrint[];
}

/** Has a file looked at. Throws Refused when it is infected, and when the scanner could not say that it is not. */
async function scanned({ malware, log }: Context, bytes: Buffer): Promise<"clean" | "none"> {
  const scan = await malware.scan(bytes);
  switch (scan.verdict) {
    case "clean":
    case "none":
      return scan.verdict;
    case "infected":
      log.warn({ signature: scan.signature }, "an upload holds malware");
      return refuse("evidence_infected", "the malware scanner knows this file; send another one, from a clean device");
    case "too_large":
      return refuse("evidence_too_large", "the file is larger than the malware scanner takes; send a smaller one");
    case "unavailable":
      log.error({ scanner: malware.name, reason: scan.reason }, "the malware scanner gives no answer");
      return refuse("unavailable", "files can't be checked for malware just now; send it again in a minute");
  }
}

/**
 * Reads an upload and keeps what it shows. The bytes are kept before the row is written, so that no row is without its
 * bytes; bytes whose row was never written are under a key that nobody knows. Throws Refused for what is not taken.
 */
export async function keepUpload(
  context: Context,
  reader: Reencoder,
  principal: Principal,
  { bytes: upload, orderId, kind }: Upload,
): Promise<Accepted> {
  const type = await sniff(upload);
  if (typeof type !== "string") throw new Refused(type);
  const scan = await scanned(context, upload);
  const { bytes, capturedAt, grey, ...seen } = await reader.reencode(upload, type);
  const kept = Buffer.from(bytes);
  const storageKey = context.randomBytes(KEY_BYTES).toString("hex");
  await context.evidence.put(storageKey, kept);
  const row = {
    ...seen,
    evidenceId: context.ids.next(0),
    storageKey,
    uploadedBy: principal.caller,
    uploadedAt: context.clock.now(),
    originalSha256: sha256(upload),
    sha256: sha256(kept),
    bytes: kept.length,
    capturedAt: capturedAt === null ? null : parseInstant(capturedAt),
    ...{ orderId, kind, scan, grey },
  };
  return { row, prints: grey === null ? [] : printsOf(grey) };
}

/** Writes a piece of evidence and its prints: two statements. */
export async function recordEvidence(tx: Tx, { row, prints }: Accepted) {
  const { evidenceId, mediaType, bytes, capturedAt, reencoded = true, orderId = null, kind = null } = row;
  await insertEvidence(tx, row);
  await insertEvidencePrints(
    tx,
    prints.map((print) => ({ ...print, evidenceId })),
  );
  return {
    evidenceId: evidenceName(evidenceId),
    sha256: row.sha256.toString("hex"),
    ...{ mediaType, bytes, reencoded, orderId, kind },
    capturedAt: instantTextOrNull(capturedAt),
  };
}

export const evidenceName = (evidenceId: Id): string => formatId("evidence", evidenceId);
