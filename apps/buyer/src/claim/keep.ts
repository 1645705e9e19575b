// Understands where a claim is kept while it is written: in the browser's own database, apart for each buyer.

import { del, get, set } from "idb-keyval";
import type { Shelf } from "../evidence/files.js";
import type { Draft } from "./draft.js";

const draftAt = (buyer: string, policyId: string): string => `anxin draft ${buyer} ${policyId}`;
const fileAt = (id: string): string => `anxin file ${id}`;

/** Writes follow each other, so that the last one stands. A browser that keeps nothing must not keep anybody from claiming. */
let last: Promise<unknown> = Promise.resolve();
function inTurn<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  const done = last.then(work).catch(() => otherwise);
  last = done;
  return done;
}

export const readDraft = (buyer: string, policyId: string): Promise<Draft | null> =>
  inTurn(async () => (await get<Draft>(draftAt(buyer, policyId))) ?? null, null);

export const keepDraft = (buyer: string, draft: Draft): Promise<void> =>
  inTurn(() => set(draftAt(buyer, draft.policyId), draft), undefined);

export const dropDraft = (buyer: string, policyId: string): Promise<void> =>
  inTurn(() => del(draftAt(buyer, policyId)), undefined);

/** Files that were not sent yet; beside the database in memory, for browsers that keep nothing. */
const held = new Map<string, Blob>();
export const keptFiles: Shelf = {
  async put(id, file) {
    held.set(id, file);
    await inTurn(() => set(fileAt(id), file), undefined);
  },
  get: async (id) => held.get(id) ?? inTurn(async () => (await get<Blob>(fileAt(id))) ?? null, null),
  async drop(id) {
    held.delete(id);
    await inTurn(() => del(fileAt(id)), undefined);
  },
};
