// Understands one stream of server-sent events: how events are written, and when a reader is too slow.

import { Readable } from "node:stream";
import { RETRY_MS } from "./limits.js";
import type { LiveEvent } from "./sight.js";

/** A stream that somebody reads. */
export interface EventStream {
  /** What Fastify sends; it ends when this stream is ended, and is destroyed when the reader goes. */
  readonly body: Readable;
  /** Begins: how soon to come back, and up to where the reader has heard everything with these events. */
  open(events: readonly LiveEvent[], place: string): void;
  /** Tells of events. `place` is where the reader stands when all of them came through. */
  tell(events: readonly LiveEvent[], place: string): void;
  /** Says that it is alive, and where the reader stands. */
  beat(place: string): void;
  /** Ends it in order. */
  end(): void;
}

/** Events as blocks. The last one carries the place: whoever loses the line in between is told the others again. */
const blocksOf = (events: readonly LiveEvent[], place: string): string =>
  events
    .map((event, i) => `${i === events.length - 1 ? `id: ${place}\n` : ""}data: ${JSON.stringify(event)}\n\n`)
    .join("");

/**
 * Makes a stream. `tooSlow` is called once when more than `waitingBytesMax` wait for the reader: in here, or in the connection,
 * whose own waiting bytes `onTheWay` answers.
 */
export function eventStream(waitingBytesMax: number, onTheWay: () => number, tooSlow: () => void): EventStream {
  const body = new Readable({ read: () => undefined });
  let isOver = false;
  const write = (text: string): void => {
    if (isOver || text === "") return;
    body.push(text);
    if (body.readableLength + onTheWay() <= waitingBytesMax) return;
    isOver = true;
    tooSlow();
  };
  return {
    body,
    open: (events, place) => write(`retry: ${RETRY_MS}\nid: ${place}\n\n${blocksOf(events, place)}`),
    tell: (events, place) => write(blocksOf(events, place)),
    beat: (place) => write(`: alive\nid: ${place}\n\n`),
    end() {
      if (isOver) return;
      isOver = true;
      body.push(null);
    },
  };
}
