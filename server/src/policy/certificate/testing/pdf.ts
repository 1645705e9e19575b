// Reads back what a certificate says and draws, from the document's own bytes: no reader has to be installed.

import { present } from "@anxin/core/assert";
import { decodePDFRawStream, PDFArray, PDFDict, PDFDocument, PDFName, type PDFPage, PDFRawStream } from "pdf-lib";

export interface ReadDocument {
  readonly pages: number;
  /** All words in the order in which they are drawn, without white space. */
  readonly text: string;
  /** The names of the fonts inside, without the marks of their subsets. */
  readonly fonts: readonly string[];
  /** The metadata packet (XMP). */
  readonly metadata: string;
  /** The squares of the first page's QR code, row by row; true is dark. */
  readonly matrix: readonly (readonly boolean[])[];
}

export async function readDocument(pdf: Uint8Array): Promise<ReadDocument> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const pages = document.getPages();
  const fonts = pages.flatMap((page) => fontsOf(page).map(([, font]) => String(font.get(PDFName.of("BaseFont")))));
  const packet = document.catalog.lookup(PDFName.of("Metadata"));
  return {
    pages: pages.length,
    text: pages.map(textOf).join("").replace(/\s/g, ""),
    fonts: [...new Set(fonts.map((font) => font.replace(/^\/[A-Z]{6}\+|-Identity-H$/g, "")))].sort(),
    metadata: packet instanceof PDFRawStream ? streamText(packet, "utf8") : "",
    matrix: matrixOf(contentOf(present(pages[0], "there is a first page"))),
  };
}

const streamText = (stream: PDFRawStream, encoding: "latin1" | "utf8"): string =>
  Buffer.from(decodePDFRawStream(stream).decode()).toString(encoding);

function contentOf(page: PDFPage): string {
  const contents = page.node.Contents();
  const streams = contents instanceof PDFArray ? contents.asArray().map((_, i) => contents.lookup(i)) : [contents];
  return streams.map((stream) => (stream instanceof PDFRawStream ? streamText(stream, "latin1") : "")).join("\n");
}

function fontsOf(page: PDFPage): readonly (readonly [name: string, font: PDFDict])[] {
  const fonts = page.node.Resources()?.lookupMaybe(PDFName.of("Font"), PDFDict);
  return (fonts?.keys() ?? []).map((name) => [
    String(name),
    present(fonts?.lookup(name, PDFDict), "a font is a dictionary"),
  ]);
}

/** What the glyphs of a font stand for. */
function glyphsOf(font: PDFDict): ReadonlyMap<number, string> {
  const map = font.lookup(PDFName.of("ToUnicode"));
  const text = map instanceof PDFRawStream ? streamText(map, "latin1") : "";
  return new Map(
    [...text.matchAll(/^<([0-9A-F]{4})> <([0-9A-F]+)>$/gm)].map(([, glyph = "", points = ""]) => [
      Number.parseInt(glyph, 16),
      utf16(points),
    ]),
  );
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** A literal string that begins at `start`, and where it ends: parentheses inside may nest (ISO 32000-1, 7.3.4.2). */
function literalAt(content: string, start: number): { readonly bytes: Buffer; readonly end: number } {
  let text = "";
  let depth = 1;
  let at = start + 1;
  for (; depth > 0; at++) {
    const character = content[at] ?? ")";
    if (character === "\\") {
      const octal = /^[0-7]{1,3}/.exec(content.slice(at + 1, at + 4))?.[0];
      const next = content[at + 1] ?? "";
      text += octal === undefined ? (ESCAPES[next] ?? next) : String.fromCharCode(Number.parseInt(octal, 8));
      at += octal?.length ?? 1;
      continue;
    }
    if (character === "(") depth += 1;
    if (character === ")") depth -= 1;
    if (depth > 0) text += character;
  }
  return { bytes: Buffer.from(text, "latin1"), end: at };
}

const TOKENS = /(\/f\d+) [\d.]+ Tf|\/ActualText <FEFF([0-9A-F]*)>|<([0-9A-F]+)>|(?<!\/Lang )\(|\bEMC\b/g;

const utf16 = (hex: string): string => Buffer.from(hex, "hex").swap16().toString("utf16le");

/** Strings stand in nothing but text here: two-byte glyphs of the font that was chosen last, unless a text is given in their place. */
function textOf(page: PDFPage): string {
  const fonts = new Map(fontsOf(page).map(([name, font]) => [name, glyphsOf(font)]));
  const content = contentOf(page);
  let glyphs: ReadonlyMap<number, string> = new Map();
  let given = false;
  let text = "";
  TOKENS.lastIndex = 0;
  for (let token = TOKENS.exec(content); token !== null; token = TOKENS.exec(content)) {
    const [whole, font, actual, hex] = token;
    if (font !== undefined) glyphs = present(fonts.get(font), "a font that is used is named");
    if (actual !== undefined) text += utf16(actual);
    if (actual !== undefined || whole === "EMC") given = actual !== undefined;
    if (hex === undefined && whole !== "(") continue;
    const literal = hex === undefined ? literalAt(content, token.index) : null;
    const bytes = literal?.bytes ?? Buffer.from(hex ?? "", "hex");
    if (literal !== null) TOKENS.lastIndex = literal.end;
    for (let i = 0; !given && i + 1 < bytes.length; i += 2) text += glyphs.get(bytes.readUInt16BE(i)) ?? "\ufffd";
  }
  return text;
}

/** The one shape of very many rectangles is the QR code: its first corner is at 0, 0 and its squares are of one size. */
function matrixOf(content: string): boolean[][] {
  const path = present(
    content.split(/\bcm\b/).find((part) => (part.match(/^h$/gm)?.length ?? 0) > 100),
    "the first page has a QR code",
  );
  const corners = [...path.matchAll(/^(-?[\d.]+) (-?[\d.]+) ([ml])$/gm)].map(([, x, y]) => [Number(x), Number(y)]);
  const boxes = Array.from({ length: corners.length / 4 }, (_, i) => {
    const four = corners.slice(i * 4, i * 4 + 4);
    const [xs, ys] = [four.map(([x = 0]) => x), four.map(([, y = 0]) => y)];
    return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  });
  const unit = Math.min(...boxes.map(({ top, bottom }) => bottom - top));
  const size = Math.round(Math.max(...boxes.map(({ bottom }) => bottom)) / unit);
  const middle = (index: number): number => (index + 0.5) * unit;
  return Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (_unused, x) =>
      boxes.some(
        ({ left, right, top, bottom }) =>
          left < middle(x) && middle(x) < right && top < middle(y) && middle(y) < bottom,
      ),
    ),
  );
}
