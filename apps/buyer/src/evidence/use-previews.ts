// Understands pictures that are shown before they are with the server; what shows them is given back when the page goes.

import { useCallback, useEffect, useRef, useState } from "react";

interface Previews {
  /** Addresses by file. */
  readonly previews: ReadonlyMap<string, string>;
  show(id: string, file: Blob): void;
}

export function usePreviews(): Previews {
  const [previews, setPreviews] = useState<ReadonlyMap<string, string>>(new Map());
  const made = useRef(new Map<string, string>());
  const show = useCallback((id: string, file: Blob): void => {
    if (!file.type.startsWith("image/") || made.current.has(id)) return;
    made.current.set(id, URL.createObjectURL(file));
    setPreviews(new Map(made.current));
  }, []);
  useEffect(() => {
    const held = made.current;
    return () => {
      for (const url of held.values()) URL.revokeObjectURL(url);
      held.clear();
    };
  }, []);
  return { previews, show };
}
