// Understands all the evidence of a claim as one archive: every file that the viewer may see, and a list of what they are.

import { PassThrough, Readable } from "node:stream";
import { formatId, type Id } from "@anxin/core/id";
import { formatInstant, type Instant } from "@anxin/core/time";
import type { HeldEvidence } from "@anxin/store/evidence";
import yazl from "yazl";
import { dateOf } from "../clock.js";
import type { Context } from "../context.js";
import { instantTextOrNull } from "../http/schema.js";
import { fileNameOf, keptBytes } from "./serve.js";

/** One file of the archive. */
export interface BundledFile {
  readonly held: HeldEvidence;
  readonly kind: string;
  readonly party: string;
  /** As the viewer may know them. */
  readonly addedBy: string;
  readonly addedAt: Instant;
  readonly bytes: number;
}

export interface Bundle {
  readonly claimId: Id;
  readonly madeAt: Instant;
  readonly files: readonly BundledFile[];
}

const MANIFEST = "manifest.json";
/** Whoever may read the archive may read what is unpacked of it, and nobody runs it. */
const FILE_MODE = 0o100_600;

/** The place in the list, the kind and the id: nothing in a name comes from whoever sent the file. */
function nameOf({ held, kind }: BundledFile, index: number): string {
  const number = String(index + 1).padStart(2, "0");
  return `${number}-${kind.replace(/[^a-z0-9_]/g, "_").slice(0, 64)}-${fileNameOf(held)}`;
}

/** What the archive says of a file; `missing` when its bytes are gone, and the file in the archive is empty. */
function entryOf(file: BundledFile, name: string, missing: boolean) {
  const { held, kind, party, addedBy, addedAt, bytes } = file;
  return {
    name,
    evidenceId: formatId("evidence", held.evidenceId),
    ...{ kind, party, addedBy, missing, bytes },
    addedAt: formatInstant(addedAt),
    mediaType: held.mediaType,
    sha256: held.sha256.toString("hex"),
    capturedAt: instantTextOrNull(held.capturedAt),
  };
}

/**
 * The archive as a stream, which holds one file at a time: each is fetched when its turn comes, and the list last, when it is
 * known what was there. The stream fails, and the archive stays without an end, when a file is not what was kept.
 */
export function bundleStream(context: Pick<Context, "evidence">, { claimId, madeAt, files }: Bundle): Readable {
  const zip = new yazl.ZipFile();
  const archive = zip.outputStream.pipe(new PassThrough());
  zip.on("error", (error: Error) => archive.destroy(error));
  const options = (at: Instant, compress: boolean) => ({ mtime: dateOf(at), mode: FILE_MODE, compress });
  const entries: ReturnType<typeof entryOf>[] = [];
  const fetched = async (file: BundledFile, name: string): Promise<Readable> => {
    const bytes = await keptBytes(context, file.held);
    entries.push(entryOf(file, name, bytes === null));
    return streamOf(bytes ?? Buffer.alloc(0));
  };
  for (const [index, file] of files.entries()) {
    const name = nameOf(file, index);
    zip.addReadStreamLazy(name, options(file.addedAt, false), (give) => {
      fetched(file, name).then(
        (stream) => give(null, stream),
        (error: unknown) => give(error, archive),
      );
    });
  }
  zip.addReadStreamLazy(MANIFEST, options(madeAt, true), (give) => {
    const list = { claimId: formatId("claim", claimId), madeAt: formatInstant(madeAt), files: entries };
    give(null, streamOf(Buffer.from(`${JSON.stringify(list, null, 2)}\n`)));
  });
  zip.end();
  return archive;
}

const streamOf = (bytes: Buffer): Readable => Readable.from([bytes], { objectMode: false });
