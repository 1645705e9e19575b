// Understands how a PDF document is written anew with its pages only: nothing that acts, nothing that tells on anyone.

import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFObject,
  type PDFPage,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from "pdf-lib";
import { withoutMetadata } from "./jpeg-segments.js";
import { PDF_PAGES_MAX } from "./limits.js";
import { type Reencoded, Unreadable } from "./reading.js";

/** Entries that run, fetch, embed or describe; dropped wherever they stand. */
const DROPPED = [
  "OpenAction",
  "AA",
  "JS",
  "JavaScript",
  "EmbeddedFiles",
  "EF",
  "AF",
  "XFA",
  "Collection",
  "URLS",
  "RichMediaContent",
  "RichMediaSettings",
  "Metadata",
  "PieceInfo",
  "LastModified",
  "Names",
  "Popup",
  "IRT",
  "Parent",
  "PA",
  "B",
  "Thumb",
  "StructParents",
] as const;
/** Annotations that show a mark on the page, such as a stamp; others play, attach or link. */
const KEPT_ANNOTATIONS: readonly string[] = [
  "Text",
  "FreeText",
  "Line",
  "Square",
  "Circle",
  "Polygon",
  "PolyLine",
  "Highlight",
  "Underline",
  "Squiggly",
  "StrikeOut",
  "Stamp",
  "Caret",
  "Ink",
  "Widget",
  "Watermark",
];

const UNREADABLE = "the PDF document is damaged or incomplete; print it to a new PDF and send that";
const ACTIVE =
  "the PDF document runs a program, opens something or carries files along; print it to a new PDF and send that";
const ENCRYPTED = "the PDF document is protected by a password; save it without one and send that";

/** Actions that run or open something. */
const ACTING: readonly string[] = ["JavaScript", "Launch", "ImportData", "GoToE", "Rendition", "RichMediaExecute"];
/** Entries that hold a program or files. */
const CARRYING = ["JS", "JavaScript", "EF", "EmbeddedFiles", "XFA"] as const;
/** Annotations that hold files. */
const CARRIERS: readonly string[] = ["FileAttachment", "RichMedia", "Movie", "Sound", "Screen", "3D"];

const KEPT_AS = {
  mediaType: "application/pdf",
  width: null,
  height: null,
  capturedAt: null,
  reencoded: true,
  grey: null,
};

/**
 * Writes a document anew. Throws Unreadable when it is encrypted, damaged, empty, longer than
 * PDF_PAGES_MAX pages, or acts or carries files along.
 */
export async function rewritePdf(bytes: Uint8Array): Promise<Reencoded> {
  try {
    const source = await PDFDocument.load(bytes, { updateMetadata: false });
    const pages = source.getPageCount();
    if (pages === 0) throw new Unreadable({ code: "evidence_unreadable", detail: "the PDF document has no pages" });
    if (pages > PDF_PAGES_MAX) throw tooManyPages(pages);
    if (source.context.enumerateIndirectObjects().some(([, object]) => isActive(object)))
      throw new Unreadable({ code: "evidence_malicious", detail: ACTIVE });
    for (const page of source.getPages()) keepMarks(page);
    clean(source);
    const written = await PDFDocument.create({ updateMetadata: false });
    for (const page of await written.copyPages(source, source.getPageIndices())) written.addPage(page);
    const saved = await written.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
    return { ...KEPT_AS, bytes: saved, pages };
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    if (isEncrypted(error)) throw new Unreadable({ code: "evidence_unsupported", detail: ENCRYPTED });
    throw new Unreadable({ code: "evidence_unreadable", detail: UNREADABLE });
  }
}

/** Whether an object, or one that stands inside it, runs, opens or carries something. */
function isActive(object: PDFObject): boolean {
  if (object instanceof PDFArray) return object.asArray().some(isActive);
  const dict = dictOf(object);
  if (dict === null) return false;
  const named = (key: string): string => {
    const value = dict.get(PDFName.of(key));
    return value instanceof PDFName ? value.decodeText() : "";
  };
  if (CARRYING.some((key) => dict.has(PDFName.of(key))) || ACTING.includes(named("S"))) return true;
  return CARRIERS.includes(named("Subtype")) || dict.values().some(isActive);
}

const dictOf = (object: PDFObject): PDFDict | null =>
  object instanceof PDFStream ? object.dict : object instanceof PDFDict ? object : null;

/** The library's own error class does not survive its compilation, so that its text has to tell. */
function isEncrypted(error: unknown): boolean {
  return error instanceof Error && error.message.includes("is encrypted");
}

function tooManyPages(pages: number): Unreadable {
  const detail = `the PDF document has ${pages} pages; send the ${PDF_PAGES_MAX} that matter`;
  return new Unreadable({ code: "evidence_too_large", detail, limit: PDF_PAGES_MAX, unit: "pages" });
}

function keepMarks(page: PDFPage): void {
  const annotations = page.node.Annots();
  if (annotations === undefined) return;
  for (let at = annotations.size() - 1; at >= 0; at--) {
    const annotation = annotations.lookup(at);
    const subtype = annotation instanceof PDFDict ? annotation.lookup(PDFName.of("Subtype")) : undefined;
    if (!(subtype instanceof PDFName) || !KEPT_ANNOTATIONS.includes(subtype.decodeText())) annotations.remove(at);
  }
}

/** Cleans every object of the document. What nothing refers to any more is left behind when the pages are copied. */
function clean(source: PDFDocument): void {
  const pages = new Set<PDFObject>(source.getPages().map((page) => page.node));
  for (const [reference, object] of source.context.enumerateIndirectObjects()) {
    cleanObject(object, pages);
    if (object instanceof PDFRawStream && isJpeg(object.dict)) {
      source.context.assign(reference, PDFRawStream.of(object.dict, withoutMetadata(object.contents)));
    }
  }
}

function cleanObject(object: PDFObject, pages: ReadonlySet<PDFObject>): void {
  if (object instanceof PDFArray) for (const part of object.asArray()) cleanObject(part, pages);
  const dict = dictOf(object);
  if (dict === null) return;
  // A page finds inherited size and resources through its parent, and copying leaves that behind by itself.
  for (const name of DROPPED)
    if (name !== "Parent" || !(pages.has(dict) || isPageTree(dict))) dict.delete(PDFName.of(name));
  const action = dict.lookup(PDFName.of("A"));
  if (action instanceof PDFDict && action.has(PDFName.of("S"))) dict.delete(PDFName.of("A"));
  for (const [, part] of dict.entries()) if (!(part instanceof PDFRef)) cleanObject(part, pages);
}

function isPageTree(dict: PDFDict): boolean {
  return dict.lookup(PDFName.of("Type")) === PDFName.of("Pages");
}

function isJpeg(dict: PDFDict): boolean {
  const filter = dict.lookup(PDFName.of("Filter"));
  const only = filter instanceof PDFArray && filter.size() === 1 ? filter.lookup(0) : filter;
  return only === PDFName.of("DCTDecode");
}
