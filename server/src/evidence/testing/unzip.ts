// Opens archives in tests, as strictly as yauzl does: names that lead elsewhere and sizes that lie are errors.

import type { Readable } from "node:stream";
import { type Archive, type Entry, fromBuffer } from "yauzl";

export interface Unzipped {
  readonly name: string;
  readonly bytes: Buffer;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
  /** As Unix has it. */
  readonly mode: number;
}

async function bytesOf(archive: Archive, entry: Entry): Promise<Buffer> {
  const stream = await new Promise<Readable>((resolve, reject) =>
    archive.openReadStream(entry, (error, opened) => (error === null ? resolve(opened) : reject(error))),
  );
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Every file of an archive, in its order. Rejects what is no whole archive. */
export function unzip(bytes: Buffer): Promise<readonly Unzipped[]> {
  return new Promise((resolve, reject) => {
    const files: Unzipped[] = [];
    fromBuffer(bytes, { lazyEntries: true }, (failure, archive) => {
      if (failure !== null) return reject(failure);
      archive.on("error", reject);
      archive.on("end", () => resolve(files));
      archive.on("entry", (entry) => {
        bytesOf(archive, entry).then((content) => {
          const mode = entry.externalFileAttributes >>> 16;
          files.push({ name: entry.fileName, bytes: content, modifiedAt: entry.getLastModDate().getTime(), mode });
          archive.readEntry();
        }, reject);
      });
      return archive.readEntry();
    });
  });
}
