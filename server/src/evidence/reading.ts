// Understands what passes between the server and the process that reads evidence.

import type { ReadableType } from "./sniff.js";

/** One file to read. */
export interface ReadOrder {
  readonly type: ReadableType;
  readonly bytes: Uint8Array;
}

/** A file written anew: what it shows, and nothing that it carried along. */
export interface Reencoded {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly width: number | null;
  readonly height: number | null;
  readonly pages: number | null;
  /** When the picture says that it was taken, RFC 3339. */
  readonly capturedAt: string | null;
  /** False for what was only cleaned where it stands. */
  readonly reencoded: boolean;
  /** A picture as 64 by 64 values of brightness; null for what is no picture. */
  readonly grey: Uint8Array | null;
}

/** Why a file could not be read, in the words of the refusal that it becomes. */
export interface Unread {
  readonly code: "evidence_unreadable" | "evidence_unsupported" | "evidence_too_large" | "evidence_malicious";
  readonly detail: string;
  readonly limit?: number;
  readonly unit?: string;
}

export type ReadAnswer =
  | { readonly reencoded: Reencoded }
  | { readonly unread: Unread }
  /** A bug of ours, for the log. */
  | { readonly fault: string };

/** Carries `Unread` out of the depth of a reader. */
export class Unreadable extends Error {
  constructor(readonly unread: Unread) {
    super(unread.detail);
    this.name = "Unreadable";
  }
}
