// Understands what a slot of a form takes: photos from the camera, papers that may be PDF, or a video.

export interface Takes {
  /** For the button that opens the camera. */
  readonly camera: "image/*" | "video/*";
  /** For the button that picks files that are there. */
  readonly files: string;
  readonly isVideo: boolean;
}

const VIDEO = /_video$/;
/** What only a camera can show; everything else may be a paper, and so a PDF. */
const SEEN = new Set([
  "outer_box",
  "waybill_label",
  "damage",
  "product_photo",
  "allergy_photo",
  "spoilage",
  "device_id",
]);

export function takes(kind: string): Takes {
  if (VIDEO.test(kind)) return { camera: "video/*", files: "video/mp4", isVideo: true };
  return { camera: "image/*", files: SEEN.has(kind) ? "image/*" : "image/*,application/pdf", isVideo: false };
}
