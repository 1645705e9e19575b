// Understands how picked files are sent: two at a time, each with its progress, again by themselves once the network is back.

import { Problem } from "@anxin/client/problem";
import { uploadEvidence } from "@anxin/client/upload";
import { client, newKey } from "@anxin/ui/api";
import { useCallback, useEffect, useRef, useState } from "react";
import { nameOf, type PickedFile, type Shelf } from "./files.js";
import { shrink } from "./shrink.js";
import { usePreviews } from "./use-previews.js";
import { useQueue } from "./use-queue.js";

const AGAIN_MS = 4_000;

export type ChangeFiles = (change: (before: readonly PickedFile[]) => readonly PickedFile[]) => void;

interface Wish {
  readonly orderId: string;
  readonly files: readonly PickedFile[];
  readonly onFiles: ChangeFiles;
  readonly shelf: Shelf;
}

/** How a file fares. */
export interface Faring {
  /** From 0 to 1. */
  readonly progress: number;
  readonly problem: Problem | null;
}

export interface Uploads {
  readonly files: readonly PickedFile[];
  /** How many are being made smaller. */
  readonly preparing: number;
  readonly fares: ReadonlyMap<string, Faring>;
  /** Where a picked picture can be seen before it is with the server. */
  readonly previews: ReadonlyMap<string, string>;
  pick(kind: string, picked: readonly File[]): void;
  retry(id: string): void;
  remove(id: string): void;
}

const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem(0, "offline", error instanceof Error ? error.message : String(error));

type Fares = ReadonlyMap<string, Faring>;

/** How each file fares; nothing of those that arrived, or were taken out. */
function useFares(): readonly [Fares, (id: string, how: Faring | null) => void] {
  const [fares, setFares] = useState<Fares>(new Map());
  const fare = useCallback((id: string, how: Faring | null) => {
    setFares((before) => {
      const next = new Map(before);
      if (how === null) next.delete(id);
      else next.set(id, how);
      return next;
    });
  }, []);
  return [fares, fare];
}

/** What was picked before a reload goes on; what failed for want of a network is tried again. */
function useGoingOn(files: readonly PickedFile[], fares: Fares, begin: (file: PickedFile) => void): void {
  useEffect(() => {
    const unsent = files.filter(({ evidenceId }) => evidenceId === null);
    for (const file of unsent) if (!fares.has(file.id)) begin(file);
    const passing = unsent.filter(({ id }) => fares.get(id)?.problem?.isPassing === true);
    if (passing.length === 0) return;
    const again = (): void => {
      for (const file of passing) begin(file);
    };
    const timer = setTimeout(again, AGAIN_MS);
    addEventListener("online", again);
    return () => {
      clearTimeout(timer);
      removeEventListener("online", again);
    };
  }, [files, fares, begin]);
}

export function useUploads({ orderId, files, onFiles, shelf }: Wish): Uploads {
  const [fares, fare] = useFares();
  const { previews, show } = usePreviews();
  const [preparing, setPreparing] = useState(0);
  const gone = useRef(new Set<string>());

  const send = useCallback(
    async ({ id, kind, key, name }: PickedFile): Promise<void> => {
      const file = gone.current.has(id) ? null : await shelf.get(id);
      if (file === null) {
        onFiles((before) => before.filter((each) => each.id !== id || each.evidenceId !== null));
        return;
      }
      show(id, file);
      fare(id, { progress: 0, problem: null });
      try {
        const onProgress = (progress: number): void => fare(id, { progress, problem: null });
        const { evidenceId } = await uploadEvidence(client, { file, name, key, orderId, kind, onProgress });
        onFiles((before) => before.map((each) => (each.id === id ? { ...each, evidenceId } : each)));
        fare(id, null);
        await shelf.drop(id);
      } catch (error) {
        fare(id, gone.current.has(id) ? null : { progress: 0, problem: asProblem(error) });
      }
    },
    [orderId, onFiles, shelf, fare, show],
  );
  const begin = useQueue(send);
  useGoingOn(files, fares, begin);

  const take = async (kind: string, original: File): Promise<void> => {
    setPreparing((count) => count + 1);
    const small = await shrink(original).catch(() => original);
    const [id, key] = [newKey(), newKey()];
    await shelf.put(id, small);
    show(id, small);
    const name = nameOf(original.name, small.type);
    const picked = { id, key, kind, name, mediaType: small.type, bytes: small.size, evidenceId: null };
    onFiles((before) => [...before, picked]);
    setPreparing((count) => count - 1);
  };
  return {
    files,
    preparing,
    fares,
    previews,
    pick: (kind, picked) => {
      for (const original of picked) void take(kind, original);
    },
    retry: (id) => {
      const file = files.find((each) => each.id === id);
      if (file !== undefined) begin(file);
    },
    remove: (id) => {
      gone.current.add(id);
      onFiles((before) => before.filter((each) => each.id !== id));
      fare(id, null);
      void shelf.drop(id);
    },
  };
}
