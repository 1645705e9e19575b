// Understands what a file is, from its bytes alone: names and headers are claims of who sends them.

import type { Refusal } from "@anxin/core/refusal";
import { fileTypeFromBuffer } from "file-type";
import { UPLOAD_BYTES_MAX } from "./limits.js";

/** What the reader takes. */
export const READABLE_TYPES = [
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/heic",
  "application/pdf",
  "video/mp4",
] as const;
export type ReadableType = (typeof READABLE_TYPES)[number];

const ACCEPTED = "JPEG, PNG and WebP images, PDF documents and MP4 videos are accepted";
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
  if (found !== "video/mp4" && bytes.length > UPLOAD_BYTES_MAX) return tooLarge(UPLOAD_BYTES_MAX);
  const type = HEIC.includes(found ?? "") ? "image/heic" : READABLE_TYPES.find((readable) => readable === found);
  if (type === undefined) {
    const what =
      found === null
        ? "the file is neither an image, a document nor a video"
        : `files of type ${found} are not accepted`;
    return { code: "evidence_unsupported", detail: `${what}; ${ACCEPTED}` };
  }
  return type === "application/pdf" || !hasSecondFace(bytes) ? type : SECOND_FACE;
}

export function tooLarge(limit: number): Refusal {
  const detail = `the file is larger than ${limit / (1024 * 1024)} MiB; send it in a smaller size`;
  return { code: "evidence_too_large", detail, limit, unit: "bytes" };
}

const SECOND_FACE: Refusal = {
  code: "evidence_malicious",
  detail: "the file is a photo and something else at the same time; send it as the camera made it",
};

/** The end of an archive's directory, within the last 64 KiB and 22 bytes: an archive may be appended to anything. */
const ARCHIVE_END_REACH = 65_557;
const ARCHIVE_END = Buffer.from([0x50, 0x4b, 0x05, 0x06]);

function hasSecondFace(bytes: Buffer): boolean {
  if (bytes.subarray(-ARCHIVE_END_REACH).includes(ARCHIVE_END)) return true;
  const text = bytes.toString("latin1");
  return SECOND_FACES.some((face) => face.test(text));
}
