// Understands the boxes of an MP4 file (ISO/IEC 14496-12), read strictly: every box lies whole within the one around it.

import { VIDEO_BOXES_MAX, VIDEO_DEPTH_MAX } from "./limits.js";
import { Unreadable } from "./reading.js";

export interface Box {
  readonly type: string;
  /** Offsets in the file: of the box, of what it holds, and of what comes after it. */
  readonly start: number;
  readonly body: number;
  readonly end: number;
  readonly children: readonly Box[];
}

const DAMAGED = "the video is damaged or incomplete; record it again, or send the original file";
export const damaged = (): Unreadable => new Unreadable({ code: "evidence_unreadable", detail: DAMAGED });

/** What may stand in a box that is looked into; a box of any other name is one that nobody needs in order to play the video. */
const GRAMMAR: Readonly<Record<string, readonly string[]>> = {
  file: ["ftyp", "moov", "mdat"],
  moov: ["mvhd", "trak"],
  trak: ["tkhd", "edts", "mdia"],
  edts: ["elst"],
  mdia: ["mdhd", "hdlr", "minf"],
  minf: ["vmhd", "smhd", "dinf", "stbl"],
  dinf: ["dref"],
  stbl: ["stsd", "stts", "ctts", "stsc", "stsz", "stz2", "stco", "co64", "stss"],
};

/** Bytes that these boxes hold, in either version; one that holds more carries something along. */
const SIZES: Readonly<Record<string, readonly number[]>> = {
  mvhd: [100, 112],
  tkhd: [84, 96],
  mdhd: [24, 36],
  vmhd: [12],
  smhd: [8],
};

/** Lists, after version, flags and how many entries there are: the bytes of an entry, in either version. */
const ENTRIES: Readonly<Record<string, readonly number[]>> = { stts: [8], ctts: [8], stss: [4], elst: [12, 20] };
const LIST_HEADER_BYTES = 8;
/** Brands of four letters each; real files name a handful. */
const BRANDS_BYTES_MAX = 128;

/** Whether a box that is kept as it is holds what it should, and nothing beside. */
function holdsItsOwn(bytes: Buffer, { type, body, end }: Omit<Box, "children">): boolean {
  const length = end - body;
  if (type === "ftyp") return length <= BRANDS_BYTES_MAX;
  const entries = ENTRIES[type];
  if (entries === undefined) return SIZES[type]?.includes(length) !== false;
  if (length < LIST_HEADER_BYTES) return false;
  const count = bytes.readUInt32BE(body + 4);
  return entries.some((entry) => count * entry === length - LIST_HEADER_BYTES);
}

/** Boxes that a reader has to know in order to play: without them the rest means something else. */
const FRAGMENTS = ["moof", "mfra"];
const FRAGMENTED =
  "the video is recorded in fragments; save it as an ordinary MP4 file, or send photos of what it shows";

const HEADER_BYTES = 8;
const LONG_HEADER_BYTES = 16;
/** Sizes that say something else: to the end of the file, and that a long size follows. */
const TO_THE_END = 0;
const LONG = 1;

/** One box at `start` that must end by `limit`. */
function readHeader(bytes: Buffer, start: number, limit: number, isFile: boolean): Omit<Box, "children"> {
  if (limit - start < HEADER_BYTES) throw damaged();
  const short = bytes.readUInt32BE(start);
  const type = bytes.toString("latin1", start + 4, start + HEADER_BYTES);
  if (short === LONG && limit - start < LONG_HEADER_BYTES) throw damaged();
  const long = short === LONG ? bytes.readBigUInt64BE(start + HEADER_BYTES) : BigInt(short);
  const header = short === LONG ? LONG_HEADER_BYTES : HEADER_BYTES;
  const size = short === TO_THE_END && isFile ? limit - start : Number(long);
  if (size < header || size > limit - start) throw damaged();
  return { type, start, body: start + header, end: start + size };
}

/** Boxes seen so far, in all of a file. */
export interface BoxCount {
  boxes: number;
}

/** Adds one to the boxes of a file. Throws Unreadable beyond the limit. */
function countBox(count: BoxCount): void {
  count.boxes += 1;
  if (count.boxes <= VIDEO_BOXES_MAX) return;
  const detail = `the video has more than ${VIDEO_BOXES_MAX} parts; save it anew, or send photos of what it shows`;
  throw new Unreadable({ code: "evidence_too_large", detail, limit: VIDEO_BOXES_MAX, unit: "boxes" });
}

/** The boxes that fill a range of the file exactly, without what they hold. Throws Unreadable. */
export function plainBoxes(bytes: Buffer, from: number, to: number, count: BoxCount): readonly Box[] {
  const boxes: Box[] = [];
  for (let at = from; at < to; at = boxes.at(-1)?.end ?? to) {
    countBox(count);
    boxes.push({ ...readHeader(bytes, at, to, false), children: [] });
  }
  return boxes;
}

/**
 * The boxes of a file that are needed to play it, as a tree, and every other box on the way, which is not looked into.
 * Throws Unreadable for what is not well-formed, is nested too deep, has too many boxes, or comes in fragments.
 */
export function readBoxes(bytes: Buffer, count: BoxCount): { readonly file: Box; readonly needless: readonly Box[] } {
  const needless: Box[] = [];
  const read = (parent: string, from: number, to: number, depth: number): readonly Box[] => {
    if (depth > VIDEO_DEPTH_MAX) throw damaged();
    const boxes: Box[] = [];
    for (let at = from; at < to; ) {
      countBox(count);
      const box = readHeader(bytes, at, to, parent === "file");
      at = box.end;
      if (!holdsItsOwn(bytes, box)) throw damaged();
      if (FRAGMENTS.includes(box.type)) throw new Unreadable({ code: "evidence_unsupported", detail: FRAGMENTED });
      if (GRAMMAR[parent]?.includes(box.type) === true)
        boxes.push({ ...box, children: box.type in GRAMMAR ? read(box.type, box.body, box.end, depth + 1) : [] });
      else needless.push({ ...box, children: [] });
    }
    return boxes;
  };
  const children = read("file", 0, bytes.length, 0);
  return { file: { type: "file", start: 0, body: 0, end: bytes.length, children }, needless };
}

export const childrenOf = (box: Box, type: string): readonly Box[] => box.children.filter((each) => each.type === type);

/** The one child of that type. Throws Unreadable when there is none, or more than one. */
export function onlyChild(box: Box, type: string): Box {
  const [child, ...more] = childrenOf(box, type);
  if (child === undefined || more.length > 0) throw damaged();
  return child;
}

/** Makes a box free space of the same size, with nothing in it: what comes after it stays where it is. */
export function blank(bytes: Buffer, { start, body, end }: Box): void {
  bytes.write("free", start + 4, "latin1");
  bytes.fill(0, body, end);
}
