import { readFile } from "node:fs/promises";
import { Refused } from "@anxin/core/refusal";
import exifr from "exifr";
import { PDFDocument, PDFName } from "pdf-lib";
import sharp from "sharp";
import { afterAll, describe, expect, test, vi } from "vitest";
import {
  ACTIVE_PDFS,
  encryptedPdf,
  heicImage,
  htmlPage,
  pdfPages,
  phonePhoto,
  pixelBomb,
  pngPicture,
  polyglot,
  svgImage,
  tellingPdf,
  webpPicture,
} from "../testing/files.js";
import { PDF_PAGES_MAX } from "./limits.js";
import { reencoder } from "./reencode.js";
import { sniff } from "./sniff.js";
import { phoneVideo } from "./testing/video.js";

const reader = reencoder();
afterAll(() => reader.close());

async function refusalOf(work: Promise<unknown>): Promise<Refused["refusal"]> {
  const error: unknown = await work.then(
    () => null,
    (failure: unknown) => failure,
  );
  if (!(error instanceof Refused)) throw new Error(`was not refused: ${String(error)}`);
  return error.refusal;
}

/** Processes that this one has started and that have not ended. */
async function children(): Promise<number[]> {
  const list = await readFile(`/proc/self/task/${process.pid}/children`, "utf8");
  return list
    .split(" ")
    .filter((pid) => pid !== "")
    .map(Number);
}

describe("sniffing", () => {
  test("types come from bytes", async () => {
    expect(await sniff(await phonePhoto())).toBe("image/jpeg");
    expect(await sniff(await pngPicture())).toBe("image/png");
    expect(await sniff(await webpPicture())).toBe("image/webp");
    expect(await sniff(heicImage)).toBe("image/heic");
    expect(await sniff(await pdfPages(1))).toBe("application/pdf");
    expect(await sniff(phoneVideo().bytes)).toBe("video/mp4");
  });

  test.each([
    ["an empty file", Buffer.alloc(0), "evidence_unreadable"],
    ["SVG", svgImage, "evidence_unsupported"],
    ["HTML", htmlPage, "evidence_unsupported"],
    [
      "QuickTime",
      Buffer.from(phoneVideo().bytes.toString("latin1").replaceAll("mp42", "qt  "), "latin1"),
      "evidence_unsupported",
    ],
    ["text", Buffer.from("hello"), "evidence_unsupported"],
    [
      "an archive",
      Buffer.from("PK\u0003\u0004 and so on, with enough bytes to look like one", "latin1"),
      "evidence_unsupported",
    ],
  ])("%s is refused", async (_name, bytes, code) => {
    expect(await sniff(bytes)).toMatchObject({ code });
  });

  test("a photo that is a web page or an archive too is refused", async () => {
    expect(await sniff(await polyglot())).toMatchObject({ code: "evidence_malicious" });
    const archive = Buffer.concat([await phonePhoto(), Buffer.from("PK\u0005\u0006", "latin1"), Buffer.alloc(18)]);
    expect(await sniff(archive)).toMatchObject({ code: "evidence_malicious" });
  });
});

describe("images", () => {
  test("place, maker and orientation are gone, the time is a fact beside, and the picture stands upright", async () => {
    const photo = await phonePhoto();
    expect(await exifr.gps(photo)).toMatchObject({ latitude: 30.25, longitude: 120.15 });
    const { bytes, grey, ...facts } = await reader.reencode(photo, "image/jpeg");
    expect(grey).toHaveLength(64 * 64);
    expect(facts).toEqual({
      mediaType: "image/jpeg",
      width: 240,
      height: 320,
      pages: null,
      reencoded: true,
      capturedAt: "2026-11-22T10:00:00+08:00",
    });
    const kept = Buffer.from(bytes);
    expect(await exifr.parse(kept, true).catch(() => undefined)).toBeUndefined();
    const { exif, icc, iptc, xmp, orientation } = await sharp(kept).metadata();
    expect({ exif, icc, iptc, xmp, orientation }).toEqual({});
    expect(kept.includes("HUAWEI")).toBe(false);
  });

  test.each([
    ["PNG", pngPicture, "image/png"],
    ["WebP", webpPicture, "image/webp"],
  ] as const)("%s stays what it is", async (_name, make, type) => {
    const { mediaType, width, height, capturedAt, bytes } = await reader.reencode(await make(), type);
    expect({ mediaType, width, height, capturedAt }).toEqual({
      mediaType: type,
      width: 320,
      height: 240,
      capturedAt: null,
    });
    expect(await sniff(Buffer.from(bytes))).toBe(type);
  });

  test.each([
    ["PNG", "png", "image/png"],
    ["WebP", "webp", "image/webp"],
  ] as const)("the time of a %s is a fact too, by the offset that it names", async (_name, format, type) => {
    const exif = { IFD2: { DateTimeDigitized: "2026:11:22 10:00:00", OffsetTimeDigitized: "+09:00" } };
    const photo = await sharp(await pngPicture())
      .withExif(exif)
      .toFormat(format)
      .toBuffer();
    const { capturedAt, bytes } = await reader.reencode(photo, type);
    expect(capturedAt).toBe("2026-11-22T10:00:00+09:00");
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
  });

  test("what is appended to a photo is not kept", async () => {
    const photo = await phonePhoto();
    const plain = await reader.reencode(photo, "image/jpeg");
    const laden = await reader.reencode(Buffer.concat([photo, Buffer.from("<script>alert(1)</script>")]), "image/jpeg");
    expect(Buffer.from(laden.bytes)).toEqual(Buffer.from(plain.bytes));
  });

  test("too many pixels are refused with the limit", async () => {
    const bomb = await pixelBomb();
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await refusalOf(reader.reencode(bomb, "image/png"))).toMatchObject({
      code: "evidence_too_large",
      limit: 50_000_000,
      unit: "pixels",
    });
  });

  test("half a photo is refused", async () => {
    const photo = await phonePhoto();
    const half = photo.subarray(0, Math.floor(photo.length / 2));
    expect(await refusalOf(reader.reencode(half, "image/jpeg"))).toMatchObject({ code: "evidence_unreadable" });
  });

  test("an image that the library has no codec for is refused with what to do", async () => {
    const refusal = await refusalOf(reader.reencode(heicImage, "image/heic"));
    expect(refusal).toMatchObject({ code: "evidence_unsupported" });
    expect(refusal.detail).toContain("JPEG");
  });
});

describe("PDF documents", () => {
  test.each(Object.entries(ACTIVE_PDFS))("%s is refused", async (_name, make) => {
    const refusal = await refusalOf(reader.reencode(await make(), "application/pdf"));
    expect(refusal).toMatchObject({ code: "evidence_malicious" });
    expect(refusal.detail).toContain("print it");
  });

  test("pages and marks stay; what leads elsewhere or tells is gone", async () => {
    const telling = await tellingPdf();
    for (const word of ["OpenAction", "/AA", "HUAWEI", "URI", "xmpmeta"]) {
      expect(telling.includes(word), word).toBe(true);
    }
    const { bytes, pages, mediaType } = await reader.reencode(telling, "application/pdf");
    expect({ pages, mediaType }).toEqual({ pages: 1, mediaType: "application/pdf" });
    const kept = Buffer.from(bytes);
    for (const word of ["OpenAction", "/AA", "HUAWEI", "Exif", "URI", "xmpmeta", "/Info", "Author"]) {
      expect(kept.includes(word), word).toBe(false);
    }
    const document = await PDFDocument.load(kept, { updateMetadata: false });
    expect(document.getPage(0).getSize()).toEqual({ width: 200, height: 200 });
    const marks = document.getPage(0).node.Annots();
    expect(marks?.size()).toBe(1);
    expect(document.getPage(0).node.Resources()?.has(PDFName.of("XObject"))).toBe(true);
  });

  test("every page of a long document is kept, and one more is refused with the limit", async () => {
    expect(await reader.reencode(await pdfPages(PDF_PAGES_MAX), "application/pdf")).toMatchObject({
      pages: PDF_PAGES_MAX,
    });
    const refusal = await refusalOf(reader.reencode(await pdfPages(PDF_PAGES_MAX + 1), "application/pdf"));
    expect(refusal).toMatchObject({ code: "evidence_too_large", limit: PDF_PAGES_MAX, unit: "pages" });
  });

  test("a document with a password is refused with what to do", async () => {
    const refusal = await refusalOf(reader.reencode(await encryptedPdf(), "application/pdf"));
    expect(refusal).toMatchObject({ code: "evidence_unsupported" });
    expect(refusal.detail).toContain("password");
  });

  test("a broken document is refused", async () => {
    const whole = await pdfPages(3);
    expect(await refusalOf(reader.reencode(whole.subarray(0, 60), "application/pdf"))).toMatchObject({
      code: "evidence_unreadable",
    });
  });
});

describe("the process that reads", () => {
  test("files are read in the order in which they came, and one bad file harms no other", async () => {
    const photo = await phonePhoto();
    const files = [photo, photo.subarray(0, 200), photo, Buffer.from("no image"), photo];
    const settled = await Promise.allSettled(files.map((file) => reader.reencode(file, "image/jpeg")));
    expect(settled.map((each) => each.status)).toEqual(["fulfilled", "rejected", "fulfilled", "rejected", "fulfilled"]);
  });

  test("a file that takes too long is refused, and the next one is read", async () => {
    const hasty = reencoder({ readMsMax: 1, memoryMib: 900, queueMax: 4 });
    expect(await refusalOf(hasty.reencode(await phonePhoto(), "image/jpeg"))).toMatchObject({
      code: "evidence_unreadable",
    });
    hasty.close();
    expect(await reader.reencode(await phonePhoto(), "image/jpeg")).toMatchObject({ mediaType: "image/jpeg" });
  });

  test.runIf(process.platform === "linux")("a file that takes too much memory is refused", async () => {
    const small = reencoder({ readMsMax: 20_000, memoryMib: 1, queueMax: 4 });
    expect(await refusalOf(small.reencode(await pixelBomb(), "image/png"))).toMatchObject({
      code: "evidence_unreadable",
    });
    small.close();
  });

  test.runIf(process.platform === "linux")("a reader that ended while it waited costs no file", async () => {
    const replaced = reencoder({ readMsMax: 20_000, memoryMib: 900, queueMax: 4 });
    const before = await children();
    await replaced.reencode(await phonePhoto(), "image/jpeg");
    const started = (await children()).filter((pid) => !before.includes(pid));
    expect(started).toHaveLength(1);
    for (const pid of started) process.kill(pid, "SIGKILL");
    await vi.waitUntil(async () => (await children()).every((pid) => !started.includes(pid)));
    expect(await replaced.reencode(await phonePhoto(), "image/jpeg")).toMatchObject({ mediaType: "image/jpeg" });
    replaced.close();
  });

  test("more files than may wait are asked to come back", async () => {
    const narrow = reencoder({ readMsMax: 20_000, memoryMib: 900, queueMax: 1 });
    const photo = await phonePhoto();
    const first = narrow.reencode(photo, "image/jpeg");
    expect(await refusalOf(narrow.reencode(photo, "image/jpeg"))).toMatchObject({ code: "unavailable" });
    expect(await first).toMatchObject({ mediaType: "image/jpeg" });
    narrow.close();
  });
});
