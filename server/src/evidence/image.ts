// Understands how an image is decoded and drawn anew, so that only what is seen remains.

import exifr from "exifr";
import sharp, { type Sharp } from "sharp";
import { IMAGE_PIXELS_MAX } from "./limits.js";
import { type Reencoded, Unreadable } from "./reading.js";
import type { ReadableType } from "./sniff.js";

/** Only the decoders of what we take: the library can read far more than anyone should send. */
export function restrictDecoders(): void {
  sharp.block({ operation: ["VipsForeignLoad"] });
  const formats = ["Jpeg", "Png", "Webp", "Heif"];
  sharp.unblock({ operation: formats.map((format) => `VipsForeignLoad${format}Buffer`) });
  sharp.cache(false);
  sharp.concurrency(1);
}

const JPEG_QUALITY = 90;
const UNREADABLE = "the image is damaged or incomplete; take the photo again, or send the original file";
const HEIC_UNSUPPORTED =
  "HEIC images can't be read here; set the camera to \u201cmost compatible\u201d, or send the photo as JPEG";

/**
 * Draws an image anew: turned as the camera held it, in sRGB, without any metadata, first frame only. Throws Unreadable.
 * HEIC becomes JPEG, where the library has the codec.
 */
export async function reencodeImage(
  bytes: Uint8Array,
  type: Exclude<ReadableType, "application/pdf">,
): Promise<Reencoded> {
  try {
    const image = sharp(bytes, { limitInputPixels: IMAGE_PIXELS_MAX, failOn: "error", pages: 1, sequentialRead: true });
    const { width, height } = await image.metadata();
    if (width * height > IMAGE_PIXELS_MAX) throw tooManyPixels();
    const { data, info } = await encode(image.autoOrient().toColourspace("srgb"), type).toBuffer({
      resolveWithObject: true,
    });
    const mediaType = type === "image/heic" ? "image/jpeg" : type;
    return {
      mediaType,
      bytes: data,
      width: info.width,
      height: info.height,
      pages: null,
      capturedAt: await capturedAt(bytes),
    };
  } catch (error) {
    throw asUnreadable(error, type);
  }
}

function encode(image: Sharp, type: ReadableType): Sharp {
  switch (type) {
    case "image/png":
      return image.png();
    case "image/webp":
      return image.webp({ quality: JPEG_QUALITY });
    default:
      return image.jpeg({ quality: JPEG_QUALITY });
  }
}

function tooManyPixels(): Unreadable {
  const detail = `the image has more than ${IMAGE_PIXELS_MAX} pixels; send it in a smaller size`;
  return new Unreadable({ code: "evidence_too_large", detail, limit: IMAGE_PIXELS_MAX, unit: "pixels" });
}

function asUnreadable(error: unknown, type: ReadableType): Unreadable {
  if (error instanceof Unreadable) return error;
  if (error instanceof Error && /pixel limit/i.test(error.message)) return tooManyPixels();
  return type === "image/heic"
    ? new Unreadable({ code: "evidence_unsupported", detail: HEIC_UNSUPPORTED })
    : new Unreadable({ code: "evidence_unreadable", detail: UNREADABLE });
}

const EXIF_TIME = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})$/;
const EXIF_OFFSET = /^[+-]\d{2}:\d{2}$/;
/** Cameras that name no offset are taken to stand where their users are. */
const SHANGHAI_OFFSET = "+08:00";

/** When the picture says that it was taken, RFC 3339; null when it says nothing that can be read. */
async function capturedAt(bytes: Uint8Array): Promise<string | null> {
  try {
    const tags: unknown = await exifr.parse(Buffer.from(bytes), {
      pick: ["DateTimeOriginal", "OffsetTimeOriginal"],
      reviveValues: false,
      gps: false,
    });
    if (typeof tags !== "object" || tags === null) return null;
    const { DateTimeOriginal: time, OffsetTimeOriginal: offset } = tags as Record<string, unknown>;
    const match = typeof time === "string" ? EXIF_TIME.exec(time) : null;
    if (match === null) return null;
    const [, year, month, day, clock] = match;
    return `${year}-${month}-${day}T${clock}${typeof offset === "string" && EXIF_OFFSET.test(offset) ? offset : SHANGHAI_OFFSET}`;
  } catch {
    return null;
  }
}
