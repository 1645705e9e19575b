// Makes files as attackers and broken programs send them: each looks like something that is taken, and is something else too.

import { once } from "node:events";
import { crc32, createDeflate, deflateRawSync } from "node:zlib";
import sharp from "sharp";
import { htmlPage, pdfPages, phonePhoto, pngPicture, svgImage, webpPicture } from "../../testing/files.js";
import { phoneVideo } from "./video.js";

const MIB = 1024 * 1024;
export const SCRIPT = "<img src=x onerror=alert(1)>";

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
}

const PNG_SIGNATURE_BYTES = 8;
const PNG_HEADER_BYTES = 25;

/** A PNG with another chunk after its header. */
const withChunk = (png: Buffer, chunk: Buffer): Buffer => {
  const at = PNG_SIGNATURE_BYTES + PNG_HEADER_BYTES;
  return Buffer.concat([png.subarray(0, at), chunk, png.subarray(at)]);
};

/** A PNG that says it is so large, whatever it holds. */
function withSize(png: Buffer, width: number, height: number): Buffer {
  const header = Buffer.from(png.subarray(PNG_SIGNATURE_BYTES + 8, PNG_SIGNATURE_BYTES + 21));
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const rest = png.subarray(PNG_SIGNATURE_BYTES + PNG_HEADER_BYTES);
  return Buffer.concat([png.subarray(0, PNG_SIGNATURE_BYTES), pngChunk("IHDR", header), rest]);
}

/** `mib` MiB of nothing, compressed to about a thousandth, of which never more than a part is in memory. */
async function inflated(mib: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  const deflate = createDeflate({ level: 9 }).on("data", (part: Buffer) => parts.push(part));
  const nothing = Buffer.alloc(MIB);
  for (let i = 0; i < mib; i++) if (!deflate.write(nothing)) await once(deflate, "drain");
  deflate.end();
  await once(deflate, "end");
  return Buffer.concat(parts);
}

/** The picture of a JPEG said to be of another size. */
function jpegOfSize(jpeg: Buffer, width: number, height: number): Buffer {
  const changed = Buffer.from(jpeg);
  const frame = changed.indexOf(Buffer.from([0xff, 0xc0, 0x00, 0x11]));
  changed.writeUInt16BE(height, frame + 5);
  changed.writeUInt16BE(width, frame + 7);
  return changed;
}

const withComment = (jpeg: Buffer, text: string): Buffer => {
  const head = Buffer.from([0xff, 0xfe, 0, 0]);
  head.writeUInt16BE(text.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, Buffer.from(text, "latin1"), jpeg.subarray(2)]);
};

/** An archive of one file that is much larger than it looks. */
function zipBomb(name = "photo.jpg", mib = 512): Buffer {
  const data = deflateRawSync(Buffer.alloc(MIB), { level: 9 });
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt32LE(data.length, 14);
  fields.writeUInt32LE(mib * MIB, 18);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), fields, Buffer.from(name)]);
  const central = Buffer.concat([
    Buffer.from("PK\u0001\u0002\u0014\0", "latin1"),
    fields,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length + data.length, 16);
  return Buffer.concat([local, data, central, end]);
}

/** A PDF document with one more object, and what the object is. */
async function pdfWith(object: Buffer): Promise<Buffer> {
  const whole = (await pdfPages(1)).toString("latin1");
  const at = whole.lastIndexOf("startxref");
  return Buffer.concat([Buffer.from(whole.slice(0, at), "latin1"), object, Buffer.from(whole.slice(at), "latin1")]);
}

/** An object stream that unpacks to `mib` MiB. */
async function pdfBomb(mib: number): Promise<Buffer> {
  const data = await inflated(mib);
  const head = `999 0 obj\n<</Type/ObjStm/N 1/First 10/Filter/FlateDecode/Length ${data.length}>>\nstream\n`;
  return pdfWith(Buffer.concat([Buffer.from(head), data, Buffer.from("\nendstream\nendobj\n")]));
}

const picture = (width: number, height: number): ReturnType<typeof sharp> =>
  sharp({ create: { width, height, channels: 3, background: "#fed" } });

async function animatedWebp(): Promise<Buffer> {
  const frames = await Promise.all([1, 2, 3].map((seed) => pngPicture(seed)));
  return sharp(frames, { join: { animated: true } })
    .webp()
    .toBuffer();
}

async function cmykJpeg(): Promise<Buffer> {
  return sharp(await pngPicture())
    .toColourspace("cmyk")
    .jpeg()
    .toBuffer();
}

const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="30,15N"/></rdf:RDF></x:xmpmeta>`;

/** What is refused, with status and code. */
export const REFUSED: readonly (readonly [
  name: string,
  make: () => Promise<Buffer> | Buffer,
  status: number,
  code: string,
])[] = [
  ["SVG with a script", () => svgImage, 415, "evidence_unsupported"],
  ["HTML", () => htmlPage, 415, "evidence_unsupported"],
  ["HTML after a JPEG", async () => Buffer.concat([await phonePhoto(), htmlPage]), 422, "evidence_malicious"],
  [
    "HTML in a JPEG's comment",
    async () => withComment(await phonePhoto(), String(htmlPage)),
    422,
    "evidence_malicious",
  ],
  [
    "SVG in a PNG's text",
    async () => withChunk(await pngPicture(), pngChunk("tEXt", svgImage)),
    422,
    "evidence_malicious",
  ],
  [
    "PHP in a PNG's text",
    async () => withChunk(await pngPicture(), pngChunk("tEXt", Buffer.from("<?php system('x');"))),
    422,
    "evidence_malicious",
  ],
  [
    "a JPEG that is an archive too",
    async () => Buffer.concat([await phonePhoto(), zipBomb("a.class", 1)]),
    422,
    "evidence_malicious",
  ],
  [
    "a GIF that is an archive too",
    () => Buffer.concat([Buffer.from("GIF89a\u0001\0\u0001\0\0\0\0;", "latin1"), zipBomb("a.class", 1)]),
    415,
    "evidence_unsupported",
  ],
  [
    "a JPEG that is a PDF too",
    async () => Buffer.concat([await phonePhoto(), await pdfPages(1)]),
    422,
    "evidence_malicious",
  ],
  ["a video that is HTML too", () => Buffer.concat([phoneVideo().bytes, htmlPage]), 422, "evidence_malicious"],
  ["an archive that unpacks to 512 MiB", () => zipBomb(), 415, "evidence_unsupported"],
  [
    "a PNG of 60,000 by 60,000 pixels",
    async () => withSize(await pngPicture(), 60_000, 60_000),
    413,
    "evidence_too_large",
  ],
  [
    "a PNG of two thousand million pixels a side",
    async () => withSize(await pngPicture(), 0x7fff_ffff, 0x7fff_ffff),
    422,
    "evidence_unreadable",
  ],
  [
    "a PNG of 100 million white pixels",
    () => picture(10_000, 10_000).png({ compressionLevel: 9 }).toBuffer(),
    413,
    "evidence_too_large",
  ],
  [
    "a JPEG that says it is 65,500 pixels a side",
    async () => jpegOfSize(await phonePhoto(), 65_500, 65_500),
    413,
    "evidence_too_large",
  ],
  [
    "a WebP of 256 million pixels",
    () => picture(16_000, 16_000).webp({ lossless: true, effort: 0 }).toBuffer(),
    413,
    "evidence_too_large",
  ],
  [
    "a PNG that has a fraction of its 49 million pixels",
    async () => withSize(await pngPicture(), 7_000, 7_000),
    422,
    "evidence_unreadable",
  ],
  ["half a JPEG", async () => (await phonePhoto()).subarray(0, 3_000), 422, "evidence_unreadable"],
  ["half a PNG", async () => (await pngPicture()).subarray(0, 2_000), 422, "evidence_unreadable"],
  ["half a WebP", async () => (await webpPicture()).subarray(0, 2_000), 422, "evidence_unreadable"],
  ["half a video", () => phoneVideo().bytes.subarray(0, 1_800), 422, "evidence_unreadable"],
  ["half a document", async () => (await pdfPages(2)).subarray(0, 100), 422, "evidence_unreadable"],
  ["a PDF that unpacks to 2 GiB", () => pdfBomb(2_048), 422, "evidence_unreadable"],
  ["a video whose box is larger than the file", () => lyingVideo("moov", 0x7fff_ffff), 422, "evidence_unreadable"],
  ["a video whose box is smaller than its head", () => lyingVideo("stbl", 4), 422, "evidence_unreadable"],
  ["a video whose sound lies outside of its data", () => lyingVideo("stco", 0, 12), 422, "evidence_unreadable"],
];

function lyingVideo(type: string, value: number, at = -4): Buffer {
  const { bytes } = phoneVideo();
  bytes.writeUInt32BE(value, bytes.indexOf(type) + at);
  return bytes;
}

/** What is made harmless, with the type in which it is kept. */
export const HARMLESS: readonly (readonly [name: string, make: () => Promise<Buffer> | Buffer, mediaType: string])[] = [
  ["a photo with its place in EXIF", () => phonePhoto(), "image/jpeg"],
  [
    "a PNG with its place in EXIF and XMP",
    async () =>
      sharp(await phonePhoto())
        .keepMetadata()
        .withXmp(XMP)
        .png()
        .toBuffer(),
    "image/png",
  ],
  [
    "a WebP with its place in EXIF and XMP",
    async () =>
      sharp(await phonePhoto())
        .keepMetadata()
        .withXmp(XMP)
        .webp()
        .toBuffer(),
    "image/webp",
  ],
  ["a script in a JPEG's comment", async () => withComment(await phonePhoto(), SCRIPT), "image/jpeg"],
  ["a script after a WebP", async () => Buffer.concat([await webpPicture(), Buffer.from(SCRIPT)]), "image/webp"],
  ["a PDF that is an archive too", async () => Buffer.concat([await pdfPages(1), zipBomb()]), "application/pdf"],
  [
    "a PDF nested a hundred thousand deep",
    () => pdfWith(Buffer.from(`998 0 obj\n${"[".repeat(100_000)}\nendobj\n`)),
    "application/pdf",
  ],
  ["a CMYK JPEG", cmykJpeg, "image/jpeg"],
  ["an animated WebP", animatedWebp, "image/webp"],
  [
    "a PNG whose text unpacks to 512 MiB",
    async () =>
      withChunk(await pngPicture(), pngChunk("zTXt", Buffer.concat([Buffer.from("Comment\0\0"), await inflated(512)]))),
    "image/png",
  ],
  [
    "a PNG whose other text unpacks to 512 MiB",
    async () =>
      withChunk(
        await pngPicture(),
        pngChunk("iTXt", Buffer.concat([Buffer.from("Comment\0\u0001\0\0\0"), await inflated(512)])),
      ),
    "image/png",
  ],
  [
    "a PNG whose colours unpack to 512 MiB",
    async () =>
      withChunk(await pngPicture(), pngChunk("iCCP", Buffer.concat([Buffer.from("icc\0\0"), await inflated(512)]))),
    "image/png",
  ],
  [
    "a JPEG of 49 million pixels, drawn in passes",
    () => picture(7_000, 7_000).jpeg({ progressive: true }).toBuffer(),
    "image/jpeg",
  ],
  [
    "a PNG of 49 million pixels, interlaced",
    () => picture(7_000, 7_000).png({ progressive: true, compressionLevel: 9 }).toBuffer(),
    "image/png",
  ],
  ["a phone's video", () => phoneVideo().bytes, "video/mp4"],
  ["a video of 30 MiB", () => phoneVideo({ picture: Buffer.alloc(30 * MIB, 7) }).bytes, "video/mp4"],
];
