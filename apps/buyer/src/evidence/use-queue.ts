// Understands work that waits its turn: two at a time, each thing once at a time.

import { useCallback, useRef } from "react";

const AT_ONCE_MAX = 2;

/** Begins the work on a thing, now or when it is its turn; nothing where that is under way. */
export function useQueue<T extends { readonly id: string }>(work: (thing: T) => Promise<void>): (thing: T) => void {
  const inHand = useRef(new Set<string>());
  const waiting = useRef<T[]>([]);
  const begin = useCallback(
    (thing: T): void => {
      if (inHand.current.has(thing.id) || waiting.current.some(({ id }) => id === thing.id)) return;
      if (inHand.current.size >= AT_ONCE_MAX) {
        waiting.current.push(thing);
        return;
      }
      inHand.current.add(thing.id);
      void work(thing).finally(() => {
        inHand.current.delete(thing.id);
        const next = waiting.current.shift();
        if (next !== undefined) begin(next);
      });
    },
    [work],
  );
  return begin;
}
