// Understands where in an MP4 file the samples of a track lie: its tables, each checked against the box that holds it.

import { VIDEO_SAMPLES_MAX } from "./limits.js";
import { type Box, childrenOf, damaged, onlyChild } from "./mp4-boxes.js";
import { Unreadable } from "./reading.js";

/** A part of the file, from one offset up to, and without, another. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Version and flags, before every table. */
const FULL_HEADER = 4;
const COUNTED = FULL_HEADER + 4;
const SIZES_HEADER = FULL_HEADER + 8;

/** How many entries a table says that it has. Throws Unreadable when that does not fill its box exactly. */
function entriesIn(bytes: Buffer, { body, end }: Box, entryBytes: number): number {
  if (end - body < COUNTED) throw damaged();
  const count = bytes.readUInt32BE(body + FULL_HEADER);
  if (count * entryBytes !== end - body - COUNTED) throw damaged();
  return count;
}

function tooManySamples(): Unreadable {
  const detail = `a track of the video has more than ${VIDEO_SAMPLES_MAX} samples; send the part that matters`;
  return new Unreadable({ code: "evidence_too_large", detail, limit: VIDEO_SAMPLES_MAX, unit: "samples" });
}

interface Sizes {
  readonly count: number;
  at(sample: number): number;
}

/** The size of every sample: one for all, or a table of 32, 16, 8 or 4 bits each. */
function readSizes(bytes: Buffer, table: Box): Sizes {
  const [plain, compact] = [childrenOf(table, "stsz"), childrenOf(table, "stz2")];
  const [box, ...more] = [...plain, ...compact];
  if (box === undefined || more.length > 0 || box.end - box.body < SIZES_HEADER) throw damaged();
  const given = bytes.readUInt32BE(box.body + FULL_HEADER);
  const count = bytes.readUInt32BE(box.body + FULL_HEADER + 4);
  const bits = plain.length > 0 ? (given === 0 ? 32 : 0) : given & 0xff;
  if (![0, 4, 8, 16, 32].includes(bits) || (bits === 0 && plain.length === 0)) throw damaged();
  const first = box.body + SIZES_HEADER;
  if (Math.ceil((count * bits) / 8) !== box.end - first) throw damaged();
  return {
    count,
    at(sample) {
      if (bits === 0) return given;
      if (bits === 4) return (bytes.readUInt8(first + (sample >> 1)) >> (sample % 2 === 0 ? 4 : 0)) & 0xf;
      return bytes.readUIntBE(first + (sample * bits) / 8, bits / 8);
    },
  };
}

/** The offset of every chunk, in 32 or 64 bits. */
function readChunks(bytes: Buffer, table: Box): readonly number[] {
  const [short, long] = [childrenOf(table, "stco"), childrenOf(table, "co64")];
  const [box, ...more] = [...short, ...long];
  if (box === undefined || more.length > 0) throw damaged();
  const width = short.length > 0 ? 4 : 8;
  const count = entriesIn(bytes, box, width);
  if (count > VIDEO_SAMPLES_MAX) throw tooManySamples();
  return Array.from({ length: count }, (_, i) => {
    const at = box.body + COUNTED + i * width;
    return width === 4 ? bytes.readUInt32BE(at) : Number(bytes.readBigUInt64BE(at));
  });
}

const RUN_BYTES = 12;

/** How many samples lie in each chunk: runs of chunks that are alike, of which only the first chunk is named. */
function samplesPerChunk(bytes: Buffer, table: Box, chunks: number): readonly number[] {
  const box = onlyChild(table, "stsc");
  const runs = entriesIn(bytes, box, RUN_BYTES);
  const perChunk: number[] = [];
  for (let run = 0; run < runs; run++) {
    const at = box.body + COUNTED + run * RUN_BYTES;
    const first = bytes.readUInt32BE(at);
    const next = run + 1 < runs ? bytes.readUInt32BE(at + RUN_BYTES) : chunks + 1;
    if (first !== perChunk.length + 1 || next <= first || next > chunks + 1) throw damaged();
    const samples = bytes.readUInt32BE(at + 4);
    while (perChunk.length < next - 1) perChunk.push(samples);
  }
  if (perChunk.length !== chunks) throw damaged();
  return perChunk;
}

/**
 * Where the samples of a track lie, a range for each chunk. Throws Unreadable when its tables contradict each other or the
 * size of the file, or name more than VIDEO_SAMPLES_MAX samples.
 */
export function sampleRanges(bytes: Buffer, table: Box): readonly Range[] {
  const sizes = readSizes(bytes, table);
  if (sizes.count > VIDEO_SAMPLES_MAX) throw tooManySamples();
  const chunks = readChunks(bytes, table);
  const perChunk = samplesPerChunk(bytes, table, chunks.length);
  let sample = 0;
  const ranges = chunks.map((from, i) => {
    let to = from;
    const last = sample + (perChunk[i] ?? 0);
    if (last > sizes.count) throw damaged();
    for (; sample < last; sample++) to += sizes.at(sample);
    if (to > bytes.length) throw damaged();
    return { from, to };
  });
  if (sample !== sizes.count) throw damaged();
  return ranges;
}
