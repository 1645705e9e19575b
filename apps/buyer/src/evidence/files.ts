// Understands the files of a slot on their way to the server: picked, shrunk, sent, and kept until they are.

/** A file that was picked. It is with the server once it has an `evidenceId`. */
export interface PickedFile {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly mediaType: string;
  /** As it is sent. */
  readonly bytes: number;
  /** The same for every try. */
  readonly key: string;
  readonly evidenceId: string | null;
}

/** Where bytes lie that were not sent yet. */
export interface Shelf {
  put(id: string, file: Blob): Promise<void>;
  get(id: string): Promise<Blob | null>;
  drop(id: string): Promise<void>;
}

/** A shelf for as long as the page is open. */
export function openShelf(): Shelf {
  const files = new Map<string, Blob>();
  return {
    put: async (id, file) => void files.set(id, file),
    get: async (id) => files.get(id) ?? null,
    drop: async (id) => void files.delete(id),
  };
}

/** The name that the server is given: the one it has, with the ending of what it became. */
export function nameOf(name: string, mediaType: string): string {
  return mediaType === "image/jpeg" && !/\.jpe?g$/i.test(name) ? `${name.replace(/\.[^.]*$/, "")}.jpg` : name;
}

export const ofKind = (files: readonly PickedFile[], kind: string): readonly PickedFile[] =>
  files.filter((file) => file.kind === kind);

export const isAllSent = (files: readonly PickedFile[]): boolean =>
  files.every(({ evidenceId }) => evidenceId !== null);

/** What a claim is told of its files. */
export function sentOf(files: readonly PickedFile[]): { evidenceId: string; kind: string }[] {
  return files.flatMap(({ evidenceId, kind }) => (evidenceId === null ? [] : [{ evidenceId, kind }]));
}
