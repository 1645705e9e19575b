// Understands one tenant's listeners in this process: who has come, what is new, and who is told of it.

import { formatId, type Id } from "@anxin/core/id";
import { formatInstant } from "@anxin/core/time";
import { type Horizon, holdersAt } from "@anxin/store/live";
import { inTransaction } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import { beginWatch, type Fresh, look, type Outsiders, type Watch } from "./follow.js";
import { NAMED_MAX, PAGES_BEHIND_MAX } from "./limits.js";
import { heard, hearsHolders, type LiveEvent } from "./sight.js";
import type { EventStream } from "./stream.js";

/** Somebody who listens. */
export interface Subscriber {
  readonly principal: Principal;
  readonly stream: EventStream;
}

/** Somebody who has come and is not told of anything yet. */
export interface Arrival {
  readonly subscriber: Subscriber;
  /** Up to where they had heard everything before the line was lost; null: they come for the first time. */
  readonly heardUntil: Horizon | null;
  /** They are let in, or it could not be done. */
  settle(error: unknown): void;
}

export interface Channel {
  readonly tenantId: number;
  readonly subscribers: Set<Subscriber>;
  readonly arriving: Set<Arrival>;
  /** Null until it was looked at once. */
  watch: Watch | null;
  /** Who has which claim in hand; null while nobody is told of that. */
  holders: ReadonlyMap<Id, string> | null;
}

export const newChannel = (tenantId: number): Channel => ({
  ...{ tenantId, watch: null, holders: null },
  subscribers: new Set(),
  arriving: new Set(),
});

export const isDeserted = ({ subscribers, arriving }: Channel): boolean => subscribers.size + arriving.size === 0;

const resyncEvent = (context: Context): LiveEvent => ({ type: "resync", at: formatInstant(context.clock.now()) });

function outsidersAmong(people: Iterable<Subscriber>): Outsiders {
  const principals = [...people].map(({ principal }) => principal);
  const ids = (role: Principal["role"]) => [
    ...new Set(principals.filter((each) => each.role === role).map(({ subject }) => subject)),
  ];
  return { merchants: ids("merchant"), buyers: ids("buyer") };
}

/** Tells everybody the same, whoever they are. */
export function tellAll(channel: Channel, event: LiveEvent): void {
  const place = channel.watch?.horizon;
  if (place === undefined) return;
  for (const { stream } of channel.subscribers) stream.tell([event], place);
}

/** Tells everybody that nothing they knew need be true any more. */
export function tellResync(context: Context, channel: Channel): void {
  tellAll(channel, resyncEvent(context));
}

/**
 * One visit: lets in who has come, then tells of what is new. Whoever comes in between waits for the next visit, so that
 * nothing is told before it is known whose it is. Statements: 1 where nothing is new, 1 more with news while buyers or
 * merchants listen, 1 more while a desk of claims does.
 */
export async function visit(context: Context, channel: Channel): Promise<void> {
  const arriving = [...channel.arriving];
  try {
    channel.watch ??= await beginWatch(context, channel.tenantId);
  } catch (error) {
    for (const arrival of arriving) dismiss(channel, arrival, error);
    throw error;
  }
  for (const arrival of arriving) await letIn(context, channel, channel.watch, arrival);
  await tellNews(context, channel, channel.watch);
  await tellHolders(context, channel);
}

function dismiss(channel: Channel, arrival: Arrival, error: unknown): void {
  channel.arriving.delete(arrival);
  arrival.settle(error);
}

async function letIn(context: Context, channel: Channel, watch: Watch, arrival: Arrival): Promise<void> {
  const { subscriber, heardUntil } = arrival;
  try {
    const missed = heardUntil === null ? [] : await missedBy(context, channel.tenantId, watch, subscriber, heardUntil);
    // Who went while they waited is not let in.
    if (channel.arriving.delete(arrival)) {
      channel.subscribers.add(subscriber);
      subscriber.stream.open(missed, watch.horizon);
    }
    arrival.settle(null);
  } catch (error) {
    dismiss(channel, arrival, error);
  }
}

/** What somebody missed since they heard last; that they have to read everything anew, when it is too much or cannot be known. */
async function missedBy(
  context: Context,
  tenantId: number,
  { horizon }: Watch,
  subscriber: Subscriber,
  heardUntil: Horizon,
): Promise<readonly LiveEvent[]> {
  if (BigInt(heardUntil) > BigInt(horizon)) return [resyncEvent(context)];
  const since = { horizon: heardUntil, told: new Map() };
  const { fresh, isCut } = await look(context, tenantId, since, outsidersAmong([subscriber]));
  return isCut ? [resyncEvent(context)] : heard(subscriber.principal, fresh.told, fresh.owners);
}

async function tellNews(context: Context, channel: Channel, from: Watch): Promise<void> {
  const outsiders = outsidersAmong(channel.subscribers);
  let watch = from;
  for (let page = 0; page < PAGES_BEHIND_MAX; page++) {
    const { watch: next, fresh, isCut } = await look(context, channel.tenantId, watch, outsiders);
    watch = next;
    channel.watch = watch;
    tellFresh(channel, fresh, watch.horizon);
    if (!isCut) return;
  }
  // Whoever is so far behind would never come to the present by reading everything on the way.
  channel.watch = await beginWatch(context, channel.tenantId);
  tellResync(context, channel);
}

function tellFresh(channel: Channel, { told, owners }: Fresh, place: Horizon): void {
  if (told.length === 0) return;
  // Everybody of one role in the house hears the same.
  const known = new Map<string, readonly LiveEvent[]>();
  for (const { principal, stream } of channel.subscribers) {
    const { role } = principal;
    const own = role === "buyer" || role === "merchant" ? `${role} ${principal.subject}` : role;
    const events = known.get(own) ?? heard(principal, told, owners);
    known.set(own, events);
    stream.tell(events, place);
  }
}

/** Leases are no business of the outbox: who has what in hand is looked at while somebody at a desk listens. */
async function tellHolders(context: Context, channel: Channel): Promise<void> {
  const desk = [...channel.subscribers].filter(({ principal }) => hearsHolders(principal.role));
  if (desk.length === 0 || channel.watch === null) {
    channel.holders = null;
    return;
  }
  const before = channel.holders;
  const now = context.clock.now();
  const holders = await inTransaction(context.db, channel.tenantId, (tx) => holdersAt(tx, now));
  channel.holders = holders;
  if (before === null) return;
  const changed = [...new Set([...before.keys(), ...holders.keys()])].filter(
    (id) => before.get(id) !== holders.get(id),
  );
  const events = holderEvents(changed, formatInstant(now));
  for (const { stream } of desk) stream.tell(events, channel.watch.horizon);
}

function holderEvents(claims: readonly Id[], at: string): readonly LiveEvent[] {
  const type = "claim.holder_changed";
  if (claims.length > NAMED_MAX) return [{ type, count: claims.length, at }];
  return claims.map((id) => ({ type, subject: formatId("claim", id), at }));
}
