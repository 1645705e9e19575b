// What we use of yauzl, which brings no types.

declare module "yauzl" {
  import type { Readable } from "node:stream";

  export interface Entry {
    readonly fileName: string;
    readonly externalFileAttributes: number;
    getLastModDate(): Date;
  }
  export interface Archive {
    on(event: "entry", heard: (entry: Entry) => void): void;
    on(event: "end", heard: () => void): void;
    on(event: "error", heard: (error: Error) => void): void;
    readEntry(): void;
    openReadStream(entry: Entry, opened: (error: Error | null, stream: Readable) => void): void;
  }
  export function fromBuffer(
    bytes: Buffer,
    options: { readonly lazyEntries: true },
    opened: (error: Error | null, archive: Archive) => void,
  ): void;
}
