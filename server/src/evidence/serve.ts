// Understands how the bytes of evidence are handed out, so that no browser runs, frames or guesses at them.

import { createHash } from "node:crypto";
import type { HeldEvidence } from "@anxin/store/evidence";
import type { Context } from "../context.js";
import { evidenceName } from "./accept.js";

const EXTENSIONS: Readonly<Record<string, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "application/pdf": "pdf",
  "video/mp4": "mp4",
};

/** The types that evidence is kept in. */
export const KEPT_TYPES = Object.keys(EXTENSIONS);

export const fileNameOf = (evidence: Pick<HeldEvidence, "evidenceId" | "mediaType">): string =>
  `${evidenceName(evidence.evidenceId)}.${EXTENSIONS[evidence.mediaType] ?? "bin"}`;

/** The bytes that were kept, or null when they are gone. Throws when they are others: nobody is shown what was not sent. */
export async function keptBytes(
  { evidence: store }: Pick<Context, "evidence">,
  { storageKey, sha256 }: Pick<HeldEvidence, "storageKey" | "sha256">,
): Promise<Buffer | null> {
  const bytes = await store.get(storageKey);
  if (bytes === null || createHash("sha256").update(bytes).digest().equals(sha256)) return bytes;
  throw new Error(`the evidence under ${storageKey} is not what was kept`);
}

/** What is asked of a reply; a part of Fastify's. */
interface Replying {
  code(status: number): unknown;
  header(name: string, value: string): unknown;
}

const RANGE = /^bytes=(\d{0,10})-(\d{0,10})$/;

/** One range of bytes, as players ask for parts of a video. Null for whatever else is asked: the whole may be sent then. */
function rangeOf(header: string | undefined, length: number): { readonly from: number; readonly to: number } | null {
  const [, first = "", last = ""] = RANGE.exec(header ?? "") ?? [];
  if (first === "" && last === "") return null;
  const from = first === "" ? Math.max(0, length - Number(last)) : Number(first);
  const to = first === "" || last === "" ? length : Math.min(length, Number(last) + 1);
  return from < to ? { from, to } : null;
}

/** Sets the headers of a file and answers the bytes to send: the whole, or the part of a video that was asked for. */
export function asAttachment(
  request: { readonly headers: { readonly range?: string | undefined } },
  reply: Replying,
  evidence: HeldEvidence,
  bytes: Buffer,
): Buffer {
  reply.header("content-type", evidence.mediaType);
  reply.header("content-disposition", `attachment; filename="${fileNameOf(evidence)}"`);
  reply.header("x-content-type-options", "nosniff");
  reply.header("content-security-policy", "sandbox; default-src 'none'");
  reply.header("cache-control", "private, no-store");
  reply.header("accept-ranges", "bytes");
  const range = rangeOf(request.headers.range, bytes.length);
  if (range === null) return bytes;
  reply.code(206);
  reply.header("content-range", `bytes ${range.from}-${range.to - 1}/${bytes.length}`);
  return bytes.subarray(range.from, range.to);
}
