// Reads a stream of events over a connection, as a browser does.

import type { Api } from "../../http/api.js";
import type { LiveEvent } from "../sight.js";

export interface Listener {
  readonly status: number;
  readonly headers: Headers;
  /** What a problem says, where there is no stream. */
  readonly problem: { readonly code?: string; readonly limit?: number; readonly unit?: string };
  /** Everything that was heard so far, in order. */
  readonly events: readonly LiveEvent[];
  /** Comments, which are heartbeats. */
  readonly beats: readonly string[];
  /** As a browser would send it when it comes back. */
  lastEventId(): string;
  /** Waits until something was heard, or fails. */
  until(isThere: (events: readonly LiveEvent[]) => boolean): Promise<void>;
  /** Waits until the server ends it; false: the line was cut. */
  readonly ended: Promise<boolean>;
  leave(): Promise<void>;
}

const PATIENCE_MS = 10_000;

/** The address at which a server listens, from now on. */
export async function listen(api: Api): Promise<string> {
  return api.listen({ host: "127.0.0.1", port: 0 });
}

/** Opens a stream, and returns once it is there or refused. */
export async function hear(
  origin: string,
  { as, cookie, lastEventId }: { readonly as?: string; readonly cookie?: string; readonly lastEventId?: string },
): Promise<Listener> {
  const leaving = new AbortController();
  const response = await fetch(`${origin}/v1/events/stream`, {
    signal: leaving.signal,
    headers: {
      accept: "text/event-stream",
      "accept-language": "en",
      ...(as === undefined ? {} : { authorization: `Bearer ${as}` }),
      ...(cookie === undefined ? {} : { cookie: `anxin_session=${cookie}` }),
      ...(lastEventId === undefined ? {} : { "last-event-id": lastEventId }),
    },
  });
  const isStream = response.status === 200;
  const heard = { events: [] as LiveEvent[], beats: [] as string[], last: "" };
  let stir = (): void => undefined;
  const ended = isStream ? readAll(response, heard, () => stir()) : Promise.resolve(true);
  return {
    status: response.status,
    headers: response.headers,
    problem: isStream ? {} : ((await response.json()) as Listener["problem"]),
    events: heard.events,
    beats: heard.beats,
    lastEventId: () => heard.last,
    async until(isThere) {
      const patience = AbortSignal.timeout(PATIENCE_MS);
      while (!isThere(heard.events)) {
        if (patience.aborted) throw new Error(`not heard in ${PATIENCE_MS} ms; heard ${JSON.stringify(heard)}`);
        await new Promise<void>((resolve) => {
          stir = resolve;
          patience.addEventListener("abort", () => resolve(), { once: true });
        });
      }
    },
    ended,
    async leave() {
      leaving.abort();
      await ended;
    },
  };
}

async function readAll(
  response: Response,
  heard: { readonly events: LiveEvent[]; readonly beats: string[]; last: string },
  stir: () => void,
): Promise<boolean> {
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) takeBlock(block, heard);
      stir();
    }
    return true;
  } catch {
    return false;
  }
}

function takeBlock(
  block: string,
  heard: { readonly events: LiveEvent[]; readonly beats: string[]; last: string },
): void {
  for (const line of block.split("\n")) {
    const [, name, value = ""] = /^([a-z]*): ?(.*)$/.exec(line) ?? [];
    if (name === "") heard.beats.push(value);
    if (name === "id") heard.last = value;
    if (name === "data") heard.events.push(JSON.parse(value) as LiveEvent);
  }
}
