import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { VIDEO_BOXES_MAX, VIDEO_SAMPLES_MAX } from "./limits.js";
import { cleanVideo } from "./mp4.js";
import { type Unread, Unreadable } from "./reading.js";
import { box, MAKER, PLACE, phoneVideo, RECORDED_S, u32 } from "./testing/video.js";

function unread(bytes: Buffer): Unread {
  try {
    cleanVideo(bytes);
  } catch (error) {
    if (error instanceof Unreadable) return error.unread;
    throw error;
  }
  throw new Error("the video was taken");
}

/** The same video with one number elsewhere. */
function patched(bytes: Buffer, marker: string, offset: number, value: number): Buffer {
  const changed = Buffer.from(bytes);
  changed.writeUInt32BE(value >>> 0, changed.indexOf(Buffer.from(marker, "latin1")) + offset);
  return changed;
}

const renamed = (bytes: Buffer, from: string, to: string): Buffer =>
  Buffer.from(bytes.toString("latin1").replaceAll(from, to), "latin1");

describe("a video of a phone", () => {
  const { bytes, pictures, sound } = phoneVideo();
  const cleaned = cleanVideo(bytes);
  const kept = Buffer.from(cleaned.bytes);

  test("keeps its pictures and sound byte for byte, where they were", () => {
    expect(kept.length).toBe(bytes.length);
    for (const { at, bytes: samples } of [pictures, sound])
      expect(kept.subarray(at, at + samples.length)).toEqual(samples);
  });

  test("holds no place and no maker any more, in no box, track or gap", () => {
    for (const word of [PLACE, MAKER, "GPS", "XMP", "xyz", "loci", "uuid", "udta", "meta", "mett", "gps"]) {
      expect(bytes.includes(Buffer.from(word, "latin1")), word).toBe(true);
      expect(kept.includes(Buffer.from(word, "latin1")), word).toBe(false);
    }
  });

  test("says when it was recorded and how large it is, and that it was not written anew", () => {
    const { bytes: _bytes, ...facts } = cleaned;
    expect(facts).toEqual({
      ...{ mediaType: "video/mp4", width: 640, height: 360, pages: null, reencoded: false, grey: null },
      capturedAt: "2026-11-22T02:00:00.000Z",
    });
  });

  test("is the same when it is cleaned again", () => {
    expect(Buffer.from(cleanVideo(kept).bytes)).toEqual(kept);
  });

  test("the upload itself is left alone", () => {
    expect(phoneVideo().bytes).toEqual(bytes);
  });
});

test.each([
  [0, null],
  [RECORDED_S - 2_000_000_000, null],
  [RECORDED_S, "2026-11-22T02:00:00.000Z"],
])("a clock that stands at %i gives the capture time %s", (recordedS, capturedAt) => {
  expect(cleanVideo(phoneVideo({ recordedS }).bytes).capturedAt).toBe(capturedAt);
});

describe("a video that is not what it says is refused:", () => {
  const { bytes } = phoneVideo();
  const codes: readonly (readonly [string, Buffer, Unread["code"]])[] = [
    ["a box larger than the file", patched(bytes, "moov", -4, 0x7fff_ffff), "evidence_unreadable"],
    ["a box larger than the one around it", patched(bytes, "stbl", -4, 0x00ff_ffff), "evidence_unreadable"],
    ["a box smaller than its own head", patched(bytes, "mvhd", -4, 7), "evidence_unreadable"],
    ["a box that runs to the end, inside another", patched(bytes, "mdhd", -4, 0), "evidence_unreadable"],
    ["a long size without room for it", patched(bytes, "smhd", -4, 1), "evidence_unreadable"],
    ["more samples than its table holds", patched(bytes, "stsz", 12, 1_000_000), "evidence_unreadable"],
    ["samples beyond the end of the file", patched(bytes, "stsz", 16, 0x7fff_ffff), "evidence_unreadable"],
    ["a chunk outside of the media data", patched(bytes, "stco", 12, 0), "evidence_unreadable"],
    ["chunks that start at none", patched(bytes, "stsc", 12, 2), "evidence_unreadable"],
    ["a header that carries more", renamed(bytes, "vmhd", "mvhd"), "evidence_unreadable"],
    ["a list that is longer than it says", patched(bytes, "stts", 8, 0), "evidence_unreadable"],
    ["brands that go on and on", Buffer.concat([box("ftyp", Buffer.alloc(500)), bytes]), "evidence_unreadable"],
    ["two movies", Buffer.concat([bytes, box("moov")]), "evidence_unreadable"],
    ["no movie", renamed(bytes, "moov", "moox"), "evidence_unreadable"],
    ["something before its type", Buffer.concat([box("free"), bytes]), "evidence_unreadable"],
    ["bytes after the last box", Buffer.concat([bytes, Buffer.from("PK")]), "evidence_unreadable"],
    ["no pictures", renamed(bytes, "vide", "text"), "evidence_unsupported"],
    ["an unknown encoding", renamed(bytes, "avc1", "encv"), "evidence_unsupported"],
    ["fragments", Buffer.concat([bytes, box("moof", u32(0))]), "evidence_unsupported"],
    ["data elsewhere", patched(bytes, "url ", 4, 0), "evidence_unsupported"],
    [
      "very many boxes",
      Buffer.concat([bytes, ...Array.from({ length: VIDEO_BOXES_MAX }, () => box("free"))]),
      "evidence_too_large",
    ],
  ];
  test.each(codes)("%s", (_name, video, code) => {
    expect(unread(video)).toMatchObject({ code });
  });

  test("one size for very many samples", () => {
    const many = box("stsz", u32(0, 1, VIDEO_SAMPLES_MAX + 1));
    const at = bytes.indexOf("stsz") - 4;
    const same = bytes.readUInt32BE(at);
    const rest = box("free", Buffer.alloc(same - many.length - 8));
    const changed = Buffer.concat([bytes.subarray(0, at), many, rest, bytes.subarray(at + same)]);
    expect(unread(changed)).toMatchObject({ code: "evidence_too_large", unit: "samples" });
  });
});

test("whatever bytes of a video are others or missing, it is cleaned or refused, and never shows a place outside its samples", () => {
  const { bytes, pictures, sound } = phoneVideo();
  const change = fc.record({ at: fc.nat(bytes.length - 1), value: fc.nat(255) });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(bytes.length), (changes, cut) => {
      const broken = Buffer.from(cut % 3 === 0 ? bytes.subarray(0, cut) : bytes);
      for (const { at, value } of changes) if (at < broken.length) broken[at] = value;
      let kept: Buffer;
      try {
        kept = Buffer.from(cleanVideo(broken).bytes);
      } catch (error) {
        if (error instanceof Unreadable) return;
        throw error;
      }
      expect(kept.length).toBe(broken.length);
      const outside = Buffer.concat([
        kept.subarray(0, pictures.at),
        kept.subarray(pictures.at + pictures.bytes.length, sound.at),
        kept.subarray(sound.at + sound.bytes.length),
      ]);
      expect(outside.includes(PLACE) && !samplesMoved(broken, bytes)).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

/** Whether the tables that say where samples lie are others: then they may name a place as a picture, and nobody can tell. */
function samplesMoved(changed: Buffer, original: Buffer): boolean {
  return ["stsc", "stsz", "stco", "hdlr"].some((type) => {
    for (let at = original.indexOf(type); at !== -1; at = original.indexOf(type, at + 1)) {
      const end = at + original.readUInt32BE(at - 4);
      if (!changed.subarray(at - 4, end).equals(original.subarray(at - 4, end))) return true;
    }
    return false;
  });
}
