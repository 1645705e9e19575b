// Makes MP4 videos box by box, as phones write them: with a maker, a place in three spots, and a track that tells the way.

/** Boxes as they are written: a size, four letters, and what they hold. */
export function box(type: string, ...parts: readonly (Buffer | number[])[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, body]);
}

export const u32 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [i, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, 4 * i);
  return bytes;
};
const zeros = (count: number): Buffer => Buffer.alloc(count);
const text = (words: string): Buffer => Buffer.from(words, "latin1");

/** 2026-11-22T02:00:00Z, counted from 1904. */
export const RECORDED_S = 1_795_312_800 + 2_082_844_800;
export const PLACE = "+30.2500+120.1500/";
export const MAKER = "HUAWEI P60";

interface TrackWish {
  readonly handler: string;
  readonly entry: Buffer;
  /** Where its only chunk lies, and the sizes of its samples. */
  readonly offset: number;
  readonly sizes: readonly number[];
  readonly header: Buffer;
}

function track({ handler, entry, offset, sizes, header }: TrackWish): Buffer {
  const table = box(
    "stbl",
    box("stsd", u32(0, 1), entry),
    box("stts", u32(0, 1, sizes.length, 1_000)),
    box("stsc", u32(0, 1, 1, sizes.length, 1)),
    box("stsz", u32(0, 0, sizes.length, ...sizes)),
    box("stco", u32(0, 1, offset)),
  );
  const references = box("dinf", box("dref", u32(0, 1), box("url ", u32(1))));
  const name = text(`${MAKER} ${handler}\0`);
  const media = box(
    "mdia",
    box("mdhd", u32(0, RECORDED_S, RECORDED_S, 30_000, 1_000 * sizes.length), zeros(4)),
    box("hdlr", u32(0, 0), text(handler), zeros(12), name),
    box("minf", header, references, table),
  );
  const size = u32(640 << 16, 360 << 16);
  return box(
    "trak",
    box("tkhd", u32(7, RECORDED_S, RECORDED_S, 1, 0, 0), zeros(52), size),
    media,
    box("udta", box("©xyz", text(PLACE))),
  );
}

const picturesEntry = (): Buffer =>
  box(
    "avc1",
    zeros(24),
    [2, 128, 1, 104],
    zeros(14),
    text(MAKER.padEnd(32, "\0")),
    [0, 24, 255, 255],
    box("avcC", [1, 100, 0, 31, 255, 225, 0, 0]),
    box("uuid", text(`maker's note ${PLACE}`)),
  );
const soundEntry = (): Buffer => box("mp4a", zeros(28), box("esds", zeros(30)));
const wayEntry = (): Buffer => box("mett", zeros(8), text("application/gps\0"));

export interface VideoParts {
  /** Every byte of it as it is written, and where each kind of media data lies. */
  readonly bytes: Buffer;
  readonly pictures: { readonly at: number; readonly bytes: Buffer };
  readonly sound: { readonly at: number; readonly bytes: Buffer };
}

export interface VideoWish {
  /** What the samples of the pictures hold; numbers, when left out. */
  readonly picture?: Buffer;
  /** Seconds since 1904. */
  readonly recordedS?: number;
}

/** A video of one second: pictures, sound, and a track of positions; a place in `udta`, `meta`, `uuid` and between the samples. */
export function phoneVideo(wish: VideoWish = {}): VideoParts {
  const picture = wish.picture ?? Buffer.from(Array.from({ length: 900 }, (_, i) => (i * 37 + (i >> 3)) & 0xff));
  const sound = Buffer.from(Array.from({ length: 300 }, (_, i) => (i * 91) & 0xff));
  const way = text(`GPS ${PLACE} `.repeat(4));
  const gap = text(`freeGPS ${PLACE}`);
  const lead = box("ftyp", text("mp42"), u32(0), text("mp42isom"));
  const start = lead.length + 8;
  const data = box("mdat", picture, gap, way, sound);
  const at = {
    pictures: start,
    way: start + picture.length + gap.length,
    sound: start + picture.length + gap.length + way.length,
  };
  const third = Math.floor(picture.length / 3);
  const recorded = wish.recordedS ?? RECORDED_S;
  const movie = box(
    "moov",
    box("mvhd", u32(0, recorded, recorded, 1_000, 1_000), zeros(80)),
    track({
      handler: "vide",
      entry: picturesEntry(),
      offset: at.pictures,
      sizes: [third, third, picture.length - 2 * third],
      header: box("vmhd", zeros(12)),
    }),
    track({
      handler: "soun",
      entry: soundEntry(),
      offset: at.sound,
      sizes: [sound.length],
      header: box("smhd", zeros(8)),
    }),
    track({ handler: "meta", entry: wayEntry(), offset: at.way, sizes: [way.length], header: box("nmhd", zeros(4)) }),
    box("udta", box("©xyz", text(PLACE)), box("©mod", text(MAKER)), box("loci", text(PLACE))),
    box("meta", u32(0), box("hdlr", zeros(8), text("mdta"), zeros(13)), box("ilst", text(PLACE))),
  );
  const tail = [box("uuid", text(`XMP ${PLACE} ${MAKER}`)), box("free", text(PLACE))];
  const bytes = Buffer.concat([lead, data, movie, ...tail]);
  return { bytes, pictures: { at: at.pictures, bytes: picture }, sound: { at: at.sound, bytes: sound } };
}
