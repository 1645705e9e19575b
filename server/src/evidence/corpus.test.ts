import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import exifr from "exifr";
import { PDFDocument } from "pdf-lib";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openShop, type Shop } from "../claim/testing/shop.js";
import { phonePhoto } from "../testing/files.js";
import { READER_MEMORY_MIB } from "./limits.js";
import { HARMLESS, REFUSED, SCRIPT } from "./testing/corpus.js";
import { type EvidenceDesk, evidenceDesk, multipart, type Uploaded } from "./testing/desk.js";
import { MAKER, PLACE } from "./testing/video.js";

/** What the reader may exceed its limit by between two looks at it, and what the server itself may grow by, in MiB. */
const OVERSHOOT_MIB = 200;
const SERVER_GROWTH_MIB = 300;

let folder: string;
let shop: Shop;
let desk: EvidenceDesk;
let watching: NodeJS.Timeout;
const peak = { reader: 0, server: 0, serverBefore: 0 };

/** Resident memory of a process at its highest, or now, in MiB; 0 when it has ended. */
async function memory(pid: number | "self", what: "VmHWM" | "VmRSS"): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(new RegExp(`${what}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) / 1024;
}

async function watch(): Promise<void> {
  const threads = await readdir("/proc/self/task");
  for (const thread of threads) {
    const children = await readFile(`/proc/self/task/${thread}/children`, "utf8").catch(() => "");
    for (const pid of children.split(" ").filter((each) => each !== ""))
      peak.reader = Math.max(peak.reader, await memory(Number(pid), "VmHWM"));
  }
  peak.server = Math.max(peak.server, await memory("self", "VmRSS"));
}

const WATCH_EVERY_MS = 10;

const MAKER_OF_FILES = fileURLToPath(new URL("./testing/corpus-main.ts", import.meta.url));

/** A file of the corpus, by its place among those that are refused and then those that are made harmless. */
const corpusFile = (index: number): Promise<Buffer> => readFile(join(folder, String(index)));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "anxin-corpus-"));
  const words = ["--conditions=@anxin/source", "--import", "tsx", MAKER_OF_FILES, folder];
  await promisify(execFile)(process.execPath, words);
  shop = await openShop();
  desk = evidenceDesk(shop.server);
  await desk.uploaded(await phonePhoto(), shop.buyer);
  peak.serverBefore = await memory("self", "VmRSS");
  if (process.platform === "linux") watching = setInterval(() => void watch(), WATCH_EVERY_MS);
}, 180_000);
afterAll(async () => {
  clearInterval(watching);
  await shop.close();
  await rm(folder, { recursive: true, force: true });
});

/** The server takes the next file as if nothing had been. */
async function stillServes(): Promise<void> {
  await desk.uploaded(await phonePhoto(), shop.buyer);
  expect((await desk.fetch("/healthz")).status).toBe(200);
}

describe("is refused, with what to do, and the next file is taken:", () => {
  test.each(REFUSED.map(([name, , status, code], i) => [name, i, status, code] as const))(
    "%s",
    async (_name, i, status, code) => {
      const before = await desk.count();
      const answer = await desk.upload(await corpusFile(i), shop.buyer);
      expect(answer).toMatchObject({ status, body: { code, status } });
      expect((answer.body as { detail: string }).detail).toMatch(/send|take|record|save|print|choose|accepted/);
      expect(await desk.count()).toBe(before);
      await stillServes();
    },
  );
});

/** Words that nothing that is kept may hold, whatever it is. */
const NEVER = [
  SCRIPT,
  "<script",
  "onerror",
  "HUAWEI",
  MAKER,
  PLACE,
  "GPSLatitude",
  "xmpmeta",
  "PK\u0003\u0004",
  "PK\u0005\u0006",
  "%PDF-1.7\n%PDF",
];

async function expectHarmless(bytes: Buffer, mediaType: string): Promise<void> {
  for (const word of NEVER) expect(bytes.includes(Buffer.from(word, "latin1")), word).toBe(false);
  if (mediaType === "application/pdf") return void (await PDFDocument.load(bytes));
  if (mediaType === "video/mp4") return;
  // Of WebP this reader knows nothing, and the decoder below says all.
  const blocks = { tiff: true, xmp: true, icc: true, iptc: true, ihdr: false, jfif: false };
  const told: unknown = mediaType === "image/webp" ? undefined : await exifr.parse(bytes, blocks);
  expect(told).toBeUndefined();
  const { exif, icc, iptc, xmp, comments, pages = 1, channels, space } = await sharp(bytes).metadata();
  expect({ exif, icc, iptc, xmp, comments, pages, space }).toEqual({ pages: 1, space: "srgb" });
  expect(channels).toBe(3);
}

describe("is made harmless, which what is kept shows, and the next file is taken:", () => {
  test.each(HARMLESS.map(([name, , type], i) => [name, REFUSED.length + i, type] as const))(
    "%s",
    async (_name, i, mediaType) => {
      const answer = await desk.upload(await corpusFile(i), shop.buyer);
      expect(answer.status, JSON.stringify(answer.body)).toBe(201);
      const { evidenceId } = answer.body as Uploaded;
      expect(answer.body).toMatchObject({ mediaType });
      const { bytes } = await desk.download(evidenceId, shop.buyer);
      await expectHarmless(bytes, mediaType);
      await stillServes();
    },
  );
});

describe("the name of a file is nobody's business:", () => {
  test.each([
    ["a path that leads elsewhere", "../../../../etc/cron.d/x.jpg"],
    ["a path of another system", "C:\\\\Windows\\\\system32\\\\x.jpg"],
    ["another type", "report.pdf.exe"],
    ["zeros", "photo\u0000.jpg.html"],
    ["a name of 10,000 letters", `${"长".repeat(3_000)}.jpg`],
    ["a name of 100,000 letters", `${"x".repeat(100_000)}.jpg`],
    ["no name", ""],
  ])("%s", async (_name, fileName) => {
    const before = await readdir(process.cwd());
    const answer = await desk.post(multipart([{ bytes: await phonePhoto(), fileName }]), shop.buyer);
    if (answer.status === 201) {
      const { evidenceId } = answer.body as Uploaded;
      const { headers } = await desk.download(evidenceId, shop.buyer);
      expect(headers["content-disposition"]).toBe(`attachment; filename="${evidenceId}.jpg"`);
    } else expect(answer.status).toBe(400);
    expect(await readdir(process.cwd())).toEqual(before);
    await stillServes();
  });
});

test.runIf(process.platform === "linux")("all of this took memory within the limits", () => {
  expect(peak.reader).toBeGreaterThan(10);
  expect(peak.reader).toBeLessThan(READER_MEMORY_MIB + OVERSHOOT_MIB);
  expect(peak.server - peak.serverBefore).toBeLessThan(SERVER_GROWTH_MIB);
});
