// Understands how an MP4 video is cleaned where it stands: pictures and sound stay byte for byte, everything else is emptied.
//
// There is no transcoder here, so that nothing can be written anew. What is left of the file is what it takes to play it: the
// boxes of a closed list, and those bytes of the media data that a track of pictures or sound refers to. Places and makers stand
// in other boxes (udta, meta, uuid), in tracks of other kinds, or in bytes that no track refers to; all of them become zeros.

import { formatInstant, instant } from "@anxin/core/time";
import { VIDEO_TRACKS_MAX } from "./limits.js";
import { type Box, type BoxCount, blank, childrenOf, damaged, onlyChild, plainBoxes, readBoxes } from "./mp4-boxes.js";
import { type Range, sampleRanges } from "./mp4-samples.js";
import { type Reencoded, Unreadable } from "./reading.js";

const unsupported = (detail: string): Unreadable => new Unreadable({ code: "evidence_unsupported", detail });
const CODEC = "the video is in an encoding that can't be checked here; record it as MP4 in H.264 or H.265";
const ELSEWHERE = "the video refers to data outside of its file; save it as one file and send that";
const NO_PICTURES = "the file holds no pictures; send a video, or photos of what it shows";

/** Ways to encode, the bytes before the boxes of an entry, and the boxes that a player needs of it. */
interface Encoding {
  readonly codecs: readonly string[];
  readonly fieldBytes: number;
}
const ENCODINGS: Readonly<Record<string, Encoding>> = {
  vide: {
    codecs: ["avc1", "avc3", "hvc1", "hev1", "mp4v", "s263", "vp08", "vp09", "av01", "dvh1", "dvhe"],
    fieldBytes: 78,
  },
  soun: { codecs: ["mp4a", "samr", "sawb", "ac-3", "ec-3", "Opus", "fLaC", "alac"], fieldBytes: 28 },
};
const SETUP = [
  ...["avcC", "hvcC", "esds", "d263", "vpcC", "av1C", "dvcC", "dvvC", "damr", "dac3", "dec3", "dOps", "dfLa", "alac"],
  ...["pasp", "colr", "clap", "btrt", "chnl", "fiel"],
];
/** The encoder's name in an entry of a track of pictures. */
const ENCODER: Range = { from: 42, to: 74 };
/** A larger set-up box says more than how to decode. */
const SETUP_BYTES_MAX = 64 * 1024;

const FULL_HEADER = 4;
/** Version, flags and how many entries follow. */
const LIST_HEADER = 8;

interface Track {
  readonly box: Box;
  /** Four letters: "vide", "soun", and whatever else there is. */
  readonly handler: string;
  readonly table: Box;
}

/** A number of a fixed place in a box. Throws Unreadable when the box is too short. */
function uint32(bytes: Buffer, box: Box, at: number): number {
  if (box.body + at + 4 > box.end) throw damaged();
  return bytes.readUInt32BE(box.body + at);
}

function readTrack(bytes: Buffer, box: Box): Track {
  const media = onlyChild(box, "mdia");
  const handler = onlyChild(media, "hdlr");
  uint32(bytes, handler, 8);
  const type = bytes.toString("latin1", handler.body + 8, handler.body + 12);
  return { box, handler: type, table: onlyChild(onlyChild(media, "minf"), "stbl") };
}

/** Version, flags, an empty field, the handler and three more: the rest is a name for people. */
const HANDLER_BYTES = 24;

/** Empties what a track says to people, and every box of its entries that is not for decoding. Throws Unreadable. */
function cleanTrack(bytes: Buffer, { box, handler, table }: Track, count: BoxCount): void {
  const encoding = ENCODINGS[handler];
  if (encoding === undefined) return;
  const media = onlyChild(box, "mdia");
  const named = onlyChild(media, "hdlr");
  bytes.fill(0, Math.min(named.end, named.body + HANDLER_BYTES), named.end);
  requireOwnData(bytes, onlyChild(onlyChild(onlyChild(media, "minf"), "dinf"), "dref"), count);
  const entries = onlyChild(table, "stsd");
  uint32(bytes, entries, FULL_HEADER);
  for (const entry of plainBoxes(bytes, entries.body + LIST_HEADER, entries.end, count)) {
    if (!encoding.codecs.includes(entry.type)) throw unsupported(CODEC);
    if (entry.end - entry.body < encoding.fieldBytes) throw damaged();
    if (handler === "vide") bytes.fill(0, entry.body + ENCODER.from, entry.body + ENCODER.to);
    for (const part of plainBoxes(bytes, entry.body + encoding.fieldBytes, entry.end, count)) {
      if (!SETUP.includes(part.type)) blank(bytes, part);
      else if (part.end - part.body > SETUP_BYTES_MAX) throw damaged();
    }
  }
}

/** A reference to data in this file is a box without content whose flag says so. */
const OWN_DATA_BYTES = 4;

function requireOwnData(bytes: Buffer, references: Box, count: BoxCount): void {
  uint32(bytes, references, FULL_HEADER);
  for (const entry of plainBoxes(bytes, references.body + LIST_HEADER, references.end, count))
    if (entry.end - entry.body !== OWN_DATA_BYTES || uint32(bytes, entry, 0) !== 1) throw unsupported(ELSEWHERE);
}

/** Zeros wherever media data is not among these ranges. Throws Unreadable when one lies outside of all media data. */
function keepOnly(bytes: Buffer, data: readonly Box[], ranges: readonly Range[]): void {
  const sorted = [...ranges].filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from);
  if (!sorted.every(({ from, to }) => data.some((box) => box.body <= from && to <= box.end))) throw damaged();
  for (const { body, end } of data) {
    let kept = body;
    for (const { from, to } of sorted) {
      if (from >= end || to <= body) continue;
      if (from > kept) bytes.fill(0, kept, from);
      kept = Math.max(kept, to);
    }
    bytes.fill(0, kept, end);
  }
}

/** Seconds from 1904, where MP4 begins to count, to 1970. */
const EPOCH_1904_S = 2_082_844_800;
/** Cameras whose clock was never set count from 1904, from 1970 or from 2000: 2001-01-01T00:00:00Z and later is believed. */
const BELIEVED_FROM_MS = 978_307_200_000;
const BELIEVED_UNTIL_MS = 4_102_444_800_000;

/** When the file says that it was recorded; null when it says nothing that can be believed. */
function recordedAt(bytes: Buffer, header: Box): string | null {
  const isLong = uint32(bytes, header, 0) >>> 24 === 1;
  const seconds = isLong
    ? uint32(bytes, header, FULL_HEADER) * 2 ** 32 + uint32(bytes, header, FULL_HEADER + 4)
    : uint32(bytes, header, FULL_HEADER);
  const ms = (seconds - EPOCH_1904_S) * 1_000;
  return ms >= BELIEVED_FROM_MS && ms < BELIEVED_UNTIL_MS ? formatInstant(instant(ms)) : null;
}

/** Width and height stand at the end of a track's header, as fixed-point numbers. */
function sizeOf(bytes: Buffer, track: Track): { readonly width: number; readonly height: number } {
  const header = onlyChild(track.box, "tkhd");
  const at = header.end - header.body - 8;
  if (at < FULL_HEADER) throw damaged();
  return { width: uint32(bytes, header, at) >>> 16, height: uint32(bytes, header, at + 4) >>> 16 };
}

/**
 * Cleans a video. What is kept lies where it lay. Throws Unreadable for what is malformed, comes in fragments, refers to other
 * files, is encoded in a way that is not known here, or holds no pictures.
 */
export function cleanVideo(upload: Uint8Array): Reencoded {
  const bytes = Buffer.from(upload);
  const count = { boxes: 0 };
  const { file, needless } = readBoxes(bytes, count);
  if (file.children[0]?.type !== "ftyp") throw damaged();
  const movie = onlyChild(file, "moov");
  const tracks = childrenOf(movie, "trak").map((box) => readTrack(bytes, box));
  if (tracks.length > VIDEO_TRACKS_MAX) throw damaged();
  const [pictures] = tracks.filter(({ handler }) => handler === "vide");
  if (pictures === undefined) throw unsupported(NO_PICTURES);
  const facts = { ...sizeOf(bytes, pictures), capturedAt: recordedAt(bytes, onlyChild(movie, "mvhd")) };
  const played = tracks.filter(({ handler }) => handler in ENCODINGS);
  const ranges = played.flatMap(({ table }) => sampleRanges(bytes, table));
  for (const track of played) cleanTrack(bytes, track, count);
  keepOnly(bytes, childrenOf(file, "mdat"), ranges);
  for (const box of needless) blank(bytes, box);
  for (const { box } of tracks.filter(({ handler }) => !(handler in ENCODINGS))) blank(bytes, box);
  return { mediaType: "video/mp4", bytes, ...facts, pages: null, reencoded: false, grey: null };
}
