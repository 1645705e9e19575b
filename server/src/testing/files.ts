// Makes files such as people and attackers upload.

import { PDFDocument, PDFName, PDFString } from "pdf-lib";
import sharp from "sharp";

const WIDTH = 320;
const HEIGHT = 240;

/** Pixels with structure, so that encoders have something to do; `seed` makes another picture. */
function picture(seed: number): ReturnType<typeof sharp> {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3);
  for (let i = 0; i < pixels.length; i++) pixels[i] = (i * (seed + 7) + (i >> 9) * 31) & 0xff;
  return sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } });
}

/** A photo as a phone makes it: turned by its orientation, with maker, time and place. */
export function phonePhoto(seed = 1): Promise<Buffer> {
  return picture(seed)
    .jpeg({ quality: 92 })
    .withExif({
      IFD0: { Make: "HUAWEI", Model: "P60" },
      IFD2: { DateTimeOriginal: "2026:11:22 10:00:00" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "30/1 15/1 0/1", GPSLongitudeRef: "E", GPSLongitude: "120/1 9/1 0/1" },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

export const pngPicture = (seed = 1): Promise<Buffer> => picture(seed).png().toBuffer();
export const webpPicture = (seed = 1): Promise<Buffer> => picture(seed).webp().toBuffer();

/** A small file that decodes to very many pixels. */
export function pixelBomb(): Promise<Buffer> {
  return sharp({ create: { width: 10_000, height: 10_000, channels: 3, background: "#fff" } })
    .png({ compressionLevel: 9 })
    .toBuffer();
}

/** A PDF document of white pages with a line of text. */
export async function pdfPages(count: number): Promise<Buffer> {
  const document = await PDFDocument.create();
  for (let i = 0; i < count; i++) document.addPage([200, 200]).drawText(`page ${i + 1}`, { size: 12 });
  return Buffer.from(await document.save());
}

/** A PDF document that tells who made it and where its photo was taken, with a link, a stamp and a note on opening. */
async function tellingDocument(): Promise<PDFDocument> {
  const document = await PDFDocument.create();
  const page = document.addPage([200, 200]);
  page.drawImage(await document.embedJpg(await phonePhoto()), { x: 0, y: 0, width: 100, height: 100 });
  document.setAuthor("王小明");
  document.setTitle("detective story");
  const { context } = document;
  document.catalog.set(PDFName.of("OpenAction"), context.obj({ S: "GoTo", D: [page.ref, "Fit"] }));
  const action = { S: "URI", URI: PDFString.of("http://example.com") };
  const link = { Type: "Annot", Subtype: "Link", Rect: [0, 0, 50, 50], A: action };
  const stamp = { Type: "Annot", Subtype: "Stamp", Rect: [0, 0, 50, 50], A: action };
  page.node.set(PDFName.of("Annots"), context.obj([link, stamp].map((mark) => context.register(context.obj(mark)))));
  page.node.set(PDFName.of("AA"), context.obj({ O: action }));
  const metadata = context.stream("<x:xmpmeta>王小明</x:xmpmeta>", { Type: "Metadata", Subtype: "XML" });
  document.catalog.set(PDFName.of("Metadata"), context.register(metadata));
  return document;
}

const saved = async (document: PDFDocument): Promise<Buffer> =>
  Buffer.from(await document.save({ useObjectStreams: false }));

export const tellingPdf = async (): Promise<Buffer> => saved(await tellingDocument());

/** PDF documents that run a program, start one of the computer's, or carry a file along. */
export const ACTIVE_PDFS: Readonly<Record<string, () => Promise<Buffer>>> = {
  "JavaScript of the document": async () => {
    const document = await tellingDocument();
    document.addJavaScript("main", "app.alert('hello')");
    return saved(document);
  },
  "JavaScript of a page, spelled otherwise": async () => {
    const document = await tellingDocument();
    const action = { S: "JavaScript", JS: PDFString.of("app.beep()") };
    document.getPage(0).node.set(PDFName.of("AA"), document.context.obj({ O: action }));
    const bytes = (await saved(document)).toString("latin1");
    return Buffer.from(bytes.replaceAll("/JavaScript", "/J#61vaScript").replaceAll("/JS ", "/#4aS "), "latin1");
  },
  "a program that is started": async () => {
    const document = await tellingDocument();
    document.catalog.set(PDFName.of("OpenAction"), document.context.obj({ S: "Launch", F: PDFString.of("cmd.exe") }));
    return saved(document);
  },
  "a file inside": async () => {
    const document = await tellingDocument();
    await document.attach(Buffer.from("MZ program"), "setup.exe", { mimeType: "application/octet-stream" });
    return saved(document);
  },
  "JavaScript in a compressed object": async () => {
    const document = await tellingDocument();
    document.addJavaScript("main", "app.alert('hello')");
    return Buffer.from(await document.save({ useObjectStreams: true }));
  },
};

/** An encrypted PDF document, as far as a reader looks before it asks for the password. */
export async function encryptedPdf(): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.addPage([200, 200]);
  const { context } = document;
  const lock = {
    Filter: "Standard",
    V: 1,
    R: 2,
    P: -44,
    O: PDFString.of("o".repeat(32)),
    U: PDFString.of("u".repeat(32)),
  };
  context.trailerInfo.Encrypt = context.register(context.obj(lock));
  return Buffer.from(await document.save({ useObjectStreams: false }));
}

export const svgImage = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
export const htmlPage = Buffer.from("<!doctype html><html><body><script>alert(1)</script></body></html>");
/** The head of a HEIC image of a phone. */
export const heicImage = Buffer.concat([
  Buffer.from("\u0000\u0000\u0000\u0018ftypheic\u0000\u0000\u0000\u0000mif1heic", "latin1"),
  Buffer.alloc(256),
]);

/** A photo and a web page in one file. */
export async function polyglot(): Promise<Buffer> {
  return Buffer.concat([await phonePhoto(), htmlPage]);
}
