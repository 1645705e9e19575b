// Understands the one process that opens files from strangers: it has no secrets, and may be killed at any moment.

import { reencodeImage, restrictDecoders } from "./image.js";
import { KEPT_BYTES_MAX } from "./limits.js";
import { cleanVideo } from "./mp4.js";
import { rewritePdf } from "./pdf.js";
import { type ReadAnswer, type ReadOrder, type Reencoded, Unreadable } from "./reading.js";

async function written({ type, bytes }: ReadOrder): Promise<Reencoded> {
  if (type === "application/pdf") return rewritePdf(bytes);
  return type === "video/mp4" ? cleanVideo(bytes) : reencodeImage(bytes, type);
}

async function reencode(order: ReadOrder): Promise<Reencoded> {
  const reencoded = await written(order);
  if (reencoded.bytes.length <= KEPT_BYTES_MAX) return reencoded;
  const detail = `written anew the file is larger than ${KEPT_BYTES_MAX} bytes; send it in a smaller size`;
  throw new Unreadable({ code: "evidence_too_large", detail, limit: KEPT_BYTES_MAX, unit: "bytes" });
}

async function answer(order: ReadOrder): Promise<ReadAnswer> {
  try {
    return { reencoded: await reencode(order) };
  } catch (error) {
    if (error instanceof Unreadable) return { unread: error.unread };
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

restrictDecoders();
process.on("disconnect", () => process.exit());
process.on("message", (order: ReadOrder) => {
  void answer(order).then((result) => process.send?.(result));
});
