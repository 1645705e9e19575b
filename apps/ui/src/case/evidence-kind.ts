// Understands in which of three ways a kept file is shown: as a picture, as a video, or as a document to open.

export type EvidenceShape = "picture" | "video" | "document";

export function shapeOf(mediaType: string): EvidenceShape {
  if (mediaType.startsWith("image/")) return "picture";
  return mediaType.startsWith("video/") ? "video" : "document";
}

/** Where the bytes are. They come as an attachment that no browser runs. */
export const evidenceUrl = (evidenceId: string): string => `/v1/evidence/${encodeURIComponent(evidenceId)}`;
