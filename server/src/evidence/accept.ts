// Understands how an upload becomes a piece of evidence: known by its bytes, written anew, kept under a key nobody can guess.

import { createHash } from "node:crypto";
import { formatId, type Id } from "@anxin/core/id";
import { Refused } from "@anxin/core/refusal";
import { parseInstant } from "@anxin/core/time";
import { type EvidenceRow, insertEvidence } from "@anxin/store/evidence";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import type { Reencoder } from "./reencode.js";
import { sniff } from "./sniff.js";

const KEY_BYTES = 16;

export const sha256 = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();

/**
 * Reads an upload and keeps what it shows. The bytes are kept before the row is written, so that no row is without its
 * bytes; bytes whose row was never written are under a key that nobody knows. Throws Refused for what is not taken.
 */
export async function keepUpload(
  context: Context,
  reader: Reencoder,
  principal: Principal,
  upload: Buffer,
): Promise<EvidenceRow> {
  const type = await sniff(upload);
  if (typeof type !== "string") throw new Refused(type);
  const { bytes, mediaType, width, height, pages, capturedAt } = await reader.reencode(upload, type);
  const kept = Buffer.from(bytes);
  const storageKey = context.randomBytes(KEY_BYTES).toString("hex");
  await context.evidence.put(storageKey, kept);
  return {
    evidenceId: context.ids.next(0),
    storageKey,
    uploadedBy: principal.caller,
    uploadedAt: context.clock.now(),
    originalSha256: sha256(upload),
    sha256: sha256(kept),
    ...{ mediaType, width, height, pages },
    bytes: kept.length,
    capturedAt: capturedAt === null ? null : parseInstant(capturedAt),
  };
}

export async function recordEvidence(tx: Tx, row: EvidenceRow) {
  await insertEvidence(tx, row);
  return {
    evidenceId: evidenceName(row.evidenceId),
    sha256: row.sha256.toString("hex"),
    mediaType: row.mediaType,
    bytes: row.bytes,
  };
}

export const evidenceName = (evidenceId: Id): string => formatId("evidence", evidenceId);
