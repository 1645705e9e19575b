// Understands which part of a long table is in view: its rows are drawn, the rest is room of the right height.

import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";

/** As wide as a phone; there a row is a card. */
const NARROW = "(max-width: 640px)";

export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = matchMedia(NARROW);
      query.addEventListener("change", listener);
      return () => query.removeEventListener("change", listener);
    },
    () => matchMedia(NARROW).matches,
  );
}

/** A table of fewer rows is drawn whole, and scrolls with its page. */
const DRAWN_WHOLE_MAX = 60;
/** Rows drawn beyond what is in view, so that a quick scroll shows no gap. */
const BEYOND_ROWS = 12;
/** The next page is asked for so many rows before the end. */
const AHEAD_ROWS = 30;

const stay = (): boolean => false;

interface View {
  readonly box: RefObject<HTMLDivElement | null>;
  /** Whether only a part is drawn, in a box of its own height. */
  readonly isPart: boolean;
  /** Places of the rows to draw. */
  readonly places: readonly number[];
  readonly before: number;
  readonly after: number;
  /** To be told a drawn row's height. */
  readonly measure: (row: Element | null) => void;
}

interface Length {
  readonly count: number;
  readonly keyOf: (place: number) => string;
  readonly rowHeight: number;
  readonly hasMore: boolean;
  readonly isFetching: boolean;
  readonly more: (() => void) | undefined;
}

export function useView({ count, keyOf, rowHeight, hasMore, isFetching, more }: Length): View {
  const box = useRef<HTMLDivElement | null>(null);
  const isPart = count > DRAWN_WHOLE_MAX;
  const virtual = useVirtualizer({
    count,
    enabled: isPart,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    getItemKey: keyOf,
    overscan: BEYOND_ROWS,
  });
  // Whoever scrolls decides where they are: a row that is measured while they do does not take them back.
  virtual.shouldAdjustScrollPositionOnItemSizeChange = stay;
  const items = virtual.getVirtualItems();
  const first = items[0];
  const last = items.at(-1);
  const isNearEnd = isPart && last !== undefined && last.index >= count - AHEAD_ROWS;
  useEffect(() => {
    if (isNearEnd && hasMore && !isFetching) more?.();
  }, [isNearEnd, hasMore, isFetching, more]);
  if (!isPart) {
    const places = Array.from({ length: count }, (_, place) => place);
    return { box, isPart, places, before: 0, after: 0, measure: () => undefined };
  }
  return {
    box,
    isPart,
    places: items.map(({ index }) => index),
    before: first?.start ?? 0,
    after: last === undefined ? 0 : virtual.getTotalSize() - last.end,
    measure: virtual.measureElement,
  };
}

/**
 * Widths of columns that stay while rows come and go: those that the first rows asked for, until the columns or the room for them
 * change. Null while they are looked for.
 */
export function useSteadyWidths(box: RefObject<HTMLDivElement | null>, columns: string, isOn: boolean) {
  const [room, setRoom] = useState(0);
  const [found, setFound] = useState<{ readonly of: string; readonly widths: readonly number[] } | null>(null);
  const of = `${columns} ${room}`;
  useEffect(() => {
    const element = box.current;
    if (element === null || !isOn) return;
    const observer = new ResizeObserver(([entry]) => setRoom(Math.round(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [box, isOn]);
  useLayoutEffect(() => {
    if (!isOn || found?.of === of) return;
    const heads = box.current?.querySelectorAll("thead th") ?? [];
    setFound({ of, widths: Array.from(heads, (head) => head.getBoundingClientRect().width) });
  }, [box, isOn, of, found]);
  return isOn && found?.of === of ? found.widths : null;
}
