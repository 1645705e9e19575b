// Understands how an image is decoded and drawn anew, so that only what is seen remains.

import { GREY_SIDE } from "@anxin/core/evidence/grey";
import exifr from "exifr";
import sharp, { type Sharp } from "sharp";
import { FRAMES_MAX, IMAGE_PIXELS_MAX } from "./limits.js";
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
/** The library as it is built for npm decodes AV1 only; one that was built with H.265 says so. */
const READS_HEIC = sharp.format.heif.input.fileSuffix?.includes(".heic") === true;
const HEIC_UNSUPPORTED =
  "HEIC images can't be read here; set the camera to \u201cmost compatible\u201d, or send the photo as JPEG";

/**
 * Draws an image anew: turned as the camera held it, in sRGB, without any metadata, first frame only. Throws Unreadable.
 * HEIC becomes JPEG, where the library has the codec.
 */
export async function reencodeImage(
  bytes: Uint8Array,
  type: Exclude<ReadableType, "application/pdf" | "video/mp4">,
): Promise<Reencoded> {
  if (type === "image/heic" && !READS_HEIC) throw heicUnsupported();
  try {
    const image = sharp(bytes, { limitInputPixels: IMAGE_PIXELS_MAX, failOn: "error", pages: 1, sequentialRead: true });
    const { width, height, pages = 1, exif } = await image.metadata();
    if (width * height > IMAGE_PIXELS_MAX) throw tooManyPixels();
    if (pages > FRAMES_MAX) throw tooManyFrames();
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
      capturedAt: exif === undefined ? null : await capturedAt(exif),
      reencoded: true,
      grey: await greyOf(data),
    };
  } catch (error) {
    throw asUnreadable(error, type);
  }
}

/** What is kept, as a small square of brightness; where it is transparent, white lies beneath. */
async function greyOf(kept: Buffer): Promise<Uint8Array> {
  const square = sharp(kept, { limitInputPixels: IMAGE_PIXELS_MAX, sequentialRead: true })
    .flatten({ background: "#ffffff" })
    .resize(GREY_SIDE, GREY_SIDE, { fit: "fill" })
    .toColourspace("b-w");
  return new Uint8Array(await square.extractChannel(0).raw({ depth: "uchar" }).toBuffer());
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

function tooManyFrames(): Unreadable {
  const detail = `the image has more than ${FRAMES_MAX} frames; send a photo instead of an animation`;
  return new Unreadable({ code: "evidence_too_large", detail, limit: FRAMES_MAX, unit: "frames" });
}

const heicUnsupported = (): Unreadable => new Unreadable({ code: "evidence_unsupported", detail: HEIC_UNSUPPORTED });

/** A build may name the format and still lack the codec of this one image. */
const LACKS_CODEC = /unsupported codec|no decoding plugin|unsupported feature/i;

function asUnreadable(error: unknown, type: ReadableType): Unreadable {
  if (error instanceof Unreadable) return error;
  if (error instanceof Error && /pixel limit/i.test(error.message)) return tooManyPixels();
  const codecless = type === "image/heic" && error instanceof Error && LACKS_CODEC.test(error.message);
  return codecless ? heicUnsupported() : new Unreadable({ code: "evidence_unreadable", detail: UNREADABLE });
}

const EXIF_TIME = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})$/;
const EXIF_OFFSET = /^[+-]\d{2}:\d{2}$/;
/** Cameras that name no offset are taken to stand where their users are. */
const SHANGHAI_OFFSET = "+08:00";

/** The metadata of a container begins with this where a JPEG would have it, and without it elsewhere. */
const EXIF_HEAD = Buffer.from("Exif\0\0", "latin1");
/** When the shutter was released, and when it was made digital: of a phone's photo the same. */
const TIMES = [
  ["DateTimeOriginal", "OffsetTimeOriginal"],
  ["CreateDate", "OffsetTimeDigitized"],
] as const;

/** When the picture says that it was taken, RFC 3339; null when it says nothing that can be read. */
async function capturedAt(exif: Buffer): Promise<string | null> {
  try {
    const bare = exif.subarray(0, EXIF_HEAD.length).equals(EXIF_HEAD) ? exif.subarray(EXIF_HEAD.length) : exif;
    const found: unknown = await exifr.parse(bare, { pick: TIMES.flat(), reviveValues: false, gps: false });
    if (typeof found !== "object" || found === null) return null;
    const tags = found as Readonly<Record<string, unknown>>;
    return TIMES.map(([time, offset]) => timeOf(tags[time], tags[offset])).find((time) => time !== null) ?? null;
  } catch {
    return null;
  }
}

function timeOf(time: unknown, offset: unknown): string | null {
  const match = typeof time === "string" ? EXIF_TIME.exec(time) : null;
  if (match === null) return null;
  const [, year, month, day, clock] = match;
  return `${year}-${month}-${day}T${clock}${typeof offset === "string" && EXIF_OFFSET.test(offset) ? offset : SHANGHAI_OFFSET}`;
}
