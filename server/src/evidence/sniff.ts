// Understands what a file is, from its bytes alone: names and headers are claims of who sends them.

import type { Refusal } from "@anxin/core/refusal";
import { fileTypeFromBuffer } from "file-type";

/** What the reader takes. */
export const READABLE_TYPES = ["image/jpeg", "image/png", "image/webp", "image/heic", "application/pdf"] as const;
export type ReadableType = (typeof READABLE_TYPES)[number];

const ACCEPTED = "JPEG, PNG and WebP images and PDF documents are accepted";
/** High-efficiency images come under several names. */
const HEIC: readonly string[] = ["image/heic", "image/heif", "image/heic-sequence", "image/heif-sequence"];

/**
 * What browsers or archivers would run or open in a file that shows a picture. Each is so long that compressed pixels
 * practically never spell it.
 */
const SECOND_FACES = [
  /<script[\s>]/i,
  /<!doctype\s+html/i,
  /<html[\s>]/i,
  /<\?php\s/i,
  /<svg[^>]{0,200}xmlns/i,
  /%PDF-\d\./,
];

/** The type of a file, or why it is not taken. */
export async function sniff(bytes: Buffer): Promise<ReadableType | Refusal> {
  if (bytes.length === 0)
    return { code: "evidence_unreadable", detail: "the file is empty; choose it again and send it whole" };
  const found = (await fileTypeFromBuffer(bytes))?.mime ?? null;
  if (found === "video/mp4" || found === "video/quicktime") {
    return {
      code: "evidence_unsupported",
      detail: `video is not accepted yet; send photos of what it shows: ${ACCEPTED}`,
    };
  }
  const type = HEIC.includes(found ?? "") ? "image/heic" : READABLE_TYPES.find((readable) => readable === found);
  if (type === undefined) {
    const what =
      found === null ? "the file is neither an image nor a PDF document" : `files of type ${found} are not accepted`;
    return { code: "evidence_unsupported", detail: `${what}; ${ACCEPTED}` };
  }
  return type === "application/pdf" || !hasSecondFace(bytes) ? type : SECOND_FACE;
}

const SECOND_FACE: Refusal = {
  code: "evidence_malicious",
  detail: "the file is an image and something else at the same time; send the photo as the camera made it",
};

/** The end of an archive's directory, within the last 64 KiB and 22 bytes: an archive may be appended to anything. */
const ARCHIVE_END_REACH = 65_557;
const ARCHIVE_END = Buffer.from([0x50, 0x4b, 0x05, 0x06]);

function hasSecondFace(bytes: Buffer): boolean {
  if (bytes.subarray(-ARCHIVE_END_REACH).includes(ARCHIVE_END)) return true;
  const text = bytes.toString("latin1");
  return SECOND_FACES.some((face) => face.test(text));
}
