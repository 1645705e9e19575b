// Understands who listens in this process: one reader for all of them, which looks only while somebody does.

import { setTimeout as delay } from "node:timers/promises";
import { Refused, refuse } from "@anxin/core/refusal";
import { formatInstant } from "@anxin/core/time";
import type { Horizon } from "@anxin/store/live";
import { wallClockMs } from "../clock.js";
import type { Context } from "../context.js";
import { type Channel, isDeserted, newChannel, type Subscriber, tellAll, tellResync, visit } from "./channel.js";
import type { StreamLimits } from "./limits.js";

export interface Hub {
  /**
   * Makes room for one stream of a caller; answers how to give it back. Refuses with `rate_limited` more than a caller may have,
   * and with `unavailable` more than the process holds.
   */
  admit(caller: string): () => void;
  /**
   * Tells a subscriber of everything from now on; or, where they say up to where they had heard, of what they missed. Answers
   * how to leave, once they are let in. `mayStay` is asked with every heartbeat, and ends their stream by false.
   */
  join(subscriber: Subscriber, heardUntil: Horizon | null, mayStay: () => Promise<boolean>): Promise<() => void>;
  /** Tells everybody of a tenant in this process that nothing they knew need be true any more. */
  resync(tenantId: number): void;
  /** Ends all streams, takes no more, and waits until nothing is read any more. */
  close(): Promise<void>;
}

const hubs = new WeakMap<Context, Hub>();

/** The hub of a house; null where no streams are served. */
export const hubOf = (context: Context): Hub | null => hubs.get(context) ?? null;

/** A clock that jumps by more than this was moved, and did not just tick. */
const CLOCK_MOVED_MS = 5_000;

interface Beating {
  readonly mayStay: () => Promise<boolean>;
  dueMs: number;
}

/** What the parts of a hub share. */
interface Post {
  readonly context: Context;
  readonly limits: StreamLimits;
  readonly channels: Map<number, Channel>;
  readonly beating: Map<Subscriber, Beating>;
  readonly stop: AbortController;
  /** Ends the pause between two rounds. */
  wake: AbortController;
}

export function openHub(context: Context, limits: StreamLimits): Hub {
  const post: Post = {
    ...{ context, limits, channels: new Map(), beating: new Map() },
    ...{ stop: new AbortController(), wake: new AbortController() },
  };
  let reading: Promise<void> | null = null;
  const read = (): void => {
    post.wake.abort();
    if (post.stop.signal.aborted) return;
    reading ??= rounds(post).finally(() => {
      reading = null;
      // Whoever came while the last round ended finds nobody reading.
      if (post.channels.size > 0) read();
    });
  };
  const hub: Hub = {
    admit: admission(limits),
    join: (subscriber, heardUntil, mayStay) => join(post, { subscriber, heardUntil, mayStay }, read),
    resync(tenantId) {
      const channel = post.channels.get(tenantId);
      if (channel !== undefined) tellResync(context, channel);
    },
    async close() {
      post.stop.abort();
      post.wake.abort();
      for (const subscriber of post.beating.keys()) subscriber.stream.end();
      await reading;
    },
  };
  hubs.set(context, hub);
  return hub;
}

function admission({ streamsMax, streamsPerCallerMax }: StreamLimits): Hub["admit"] {
  const callers = new Map<string, number>();
  let streams = 0;
  return (caller) => {
    const own = callers.get(caller) ?? 0;
    if (own >= streamsPerCallerMax) {
      const unit = "open event streams of one caller";
      const extra = { retryAfter: 30 };
      refuse("rate_limited", `there are ${own} ${unit}; close one`, { limit: streamsPerCallerMax, unit, extra });
    }
    if (streams >= streamsMax) {
      const unit = "open event streams of one process";
      refuse("unavailable", `there are ${streams} ${unit}; ask again every few seconds instead`, {
        ...{ limit: streamsMax, unit },
      });
    }
    callers.set(caller, own + 1);
    streams += 1;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      streams -= 1;
      const left = (callers.get(caller) ?? 1) - 1;
      if (left === 0) callers.delete(caller);
      else callers.set(caller, left);
    };
  };
}

function join(
  { channels, beating, stop, limits }: Post,
  who: {
    readonly subscriber: Subscriber;
    readonly heardUntil: Horizon | null;
    readonly mayStay: () => Promise<boolean>;
  },
  read: () => void,
): Promise<() => void> {
  const { subscriber, heardUntil, mayStay } = who;
  if (stop.signal.aborted) throw stopping();
  const { tenantId } = subscriber.principal;
  const channel = channels.get(tenantId) ?? newChannel(tenantId);
  channels.set(tenantId, channel);
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      beating.delete(subscriber);
      channel.subscribers.delete(subscriber);
      channel.arriving.delete(arrival);
    };
    const arrival = {
      ...{ subscriber, heardUntil },
      settle(error: unknown) {
        if (error === null) {
          resolve(leave);
          return;
        }
        leave();
        reject(error as Error);
      },
    };
    subscriber.stream.body.once("close", leave);
    beating.set(subscriber, { mayStay, dueMs: wallClockMs() + limits.heartbeatMs });
    channel.arriving.add(arrival);
    read();
  });
}

/** Reads for everybody, round by round, until nobody listens any more. */
async function rounds(post: Post): Promise<void> {
  const { context, channels, stop, limits } = post;
  let ahead = aheadMs(context);
  while (!stop.signal.aborted && channels.size > 0) {
    post.wake = new AbortController();
    const moved = Math.abs(aheadMs(context) - ahead) > CLOCK_MOVED_MS;
    ahead = aheadMs(context);
    for (const channel of channels.values()) {
      if (isDeserted(channel)) channels.delete(channel.tenantId);
      else await serve(context, channel, moved);
    }
    beat(post);
    await delay(limits.pollMs, undefined, { signal: post.wake.signal }).catch(() => undefined);
  }
  for (const { arriving } of channels.values()) {
    for (const arrival of arriving) arrival.settle(stopping());
  }
}

const stopping = (): Refused =>
  new Refused({ code: "unavailable", detail: "this process is stopping; another one takes over" });

/** How far business time is ahead of the wall's: changes at a jump when a sandbox moves its clock. */
const aheadMs = ({ clock }: Context): number => clock.now() - wallClockMs();

async function serve(context: Context, channel: Channel, isClockMoved: boolean): Promise<void> {
  try {
    await visit(context, channel);
    if (isClockMoved) tellAll(channel, { type: "clock.moved", at: formatInstant(context.clock.now()) });
  } catch (error) {
    context.log.warn(
      { err: error, tenantId: channel.tenantId },
      "live events could not be read; the next look goes on",
    );
  }
}

/** Says to whoever was not beaten to for long that the stream is alive, unless they may not listen any more. */
function beat({ context, channels, beating, limits }: Post): void {
  const now = wallClockMs();
  for (const [subscriber, due] of beating) {
    if (now < due.dueMs) continue;
    due.dueMs = now + limits.heartbeatMs;
    const place = channels.get(subscriber.principal.tenantId)?.watch?.horizon;
    due.mayStay().then(
      (stays) => {
        if (!stays) subscriber.stream.end();
        else if (place !== undefined) subscriber.stream.beat(place);
      },
      (error: unknown) => context.log.warn({ err: error }, "whether a listener may stay could not be read"),
    );
  }
}
