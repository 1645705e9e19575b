// Understands how deliveries go out: taken and committed, sent with nothing open, and what was answered committed.
//
// A delivery is made at least once. One whose sender died is found again when its lease has run out, and is made again under the
// same id. Each endpoint is served by itself: it never waits for another one, and no more than a few of its deliveries are on
// their way at a time. Endpoints that failed last are served apart from the others, so that however many of them let us wait,
// they only wait for one another. Statements a page: 3 to take (endpoint, lock, lease), and 3 to store (attempts, deliveries,
// endpoint), 2 more where it is paused.

import { formatId, type Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import { afterAttempt, judgeStatus, pauseAfter, type Verdict } from "@anxin/core/webhook/delivery";
import { TEST_TYPE } from "@anxin/core/webhook/event-type";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { type EndpointRow, findEndpoint, noteOutcome, pauseEndpoint } from "@anxin/store/webhook";
import {
  bodyFor,
  type DeliveryMove,
  DUE_DELIVERIES_PAGE_MAX,
  type DueEndpoint,
  divertAll,
  dueEndpoints,
  type HeldDelivery,
  insertAttempts,
  moveDeliveries,
  type NewAttempt,
  takeDueDeliveries,
} from "@anxin/store/webhook-delivery";
import { wallClockMs } from "../clock.js";
import type { Context } from "../context.js";
import { failpoint } from "../failpoint.js";
import type { WebhookAnswer } from "../outside/webhook-sender.js";
import { signerFor } from "./secret.js";

/** Deliveries to one endpoint that are on their way at a time. */
const EXCHANGES_AT_ONCE = 8;
/** Endpoints that are served at a time: those that work, and those that failed last. */
const SOUND_AT_ONCE = 32;
const DOUBTFUL_AT_ONCE = 16;
/** Pages after which an endpoint lets others have their turn. */
const PAGES_A_TURN_MAX = 20;
/** A page is given up after this long; then what was not tried goes back. With one more timeout it is far within the lease. */
const PAGE_MS_MAX = 20_000;
export const DELIVERY_LEASE_MS = 60_000;
const USER_AGENT = "Anxin-Webhooks/1";

/** Endpoints that are being served now, by address. Held by who sends on and on; whoever sends once begins with none. */
export type Serving = Map<string, { readonly isDoubtful: boolean; readonly done: Promise<number> }>;

const nameOf = ({ tenant_id: tenantId, endpoint_id: endpointId }: DueEndpoint): string => `${tenantId} ${endpointId}`;

/**
 * Begins to serve the endpoints for which something is due, as many as may be served at a time, and does not wait for them.
 * Answers whether any was begun.
 */
export async function serveDue(context: Context, serving: Serving, stop?: AbortSignal): Promise<boolean> {
  let began = false;
  for (const endpoint of await dueEndpoints(context.owner, context.clock.now())) {
    const { is_doubtful: isDoubtful } = endpoint;
    const alike = [...serving.values()].filter((each) => each.isDoubtful === isDoubtful).length;
    const name = nameOf(endpoint);
    if (serving.has(name) || alike >= (isDoubtful ? DOUBTFUL_AT_ONCE : SOUND_AT_ONCE)) continue;
    if (stop?.aborted === true) break;
    began = true;
    const done = serve(context, endpoint, stop)
      .catch((error: unknown) => {
        context.log.warn(
          { err: error, endpointId: endpoint.endpoint_id.toString() },
          "an endpoint could not be served",
        );
        return 0;
      })
      .finally(() => serving.delete(name));
    serving.set(name, { isDoubtful, done });
  }
  return began;
}

/** Makes everything that is due, for all tenants, and waits for it; answers how many deliveries came further. */
export async function sendDeliveries(context: Context, stop?: AbortSignal): Promise<number> {
  const serving: Serving = new Map();
  await serveDue(context, serving, stop);
  const made = await Promise.all([...serving.values()].map(({ done }) => done));
  return made.reduce((sum, count) => sum + count, 0);
}

/** Makes what is due for one endpoint, page by page. */
async function serve(context: Context, endpoint: DueEndpoint, stop: AbortSignal | undefined): Promise<number> {
  let made = 0;
  for (let page = 0; page < PAGES_A_TURN_MAX && stop?.aborted !== true; page++) {
    const { moved, isLast } = await servePage(context, endpoint, stop);
    made += moved;
    if (isLast) break;
  }
  return made;
}

async function servePage(
  context: Context,
  { tenant_id: tenantId, endpoint_id: endpointId }: DueEndpoint,
  stop: AbortSignal | undefined,
): Promise<{ readonly moved: number; readonly isLast: boolean }> {
  const now = context.clock.now();
  const { endpoint, held } = await inTransaction(context.db, tenantId, async (tx) => {
    const found = await findEndpoint(tx, endpointId);
    if (found === null || found.status !== "active") return { endpoint: null, held: [] };
    return { endpoint: found, held: await takeDueDeliveries(tx, endpointId, now, DELIVERY_LEASE_MS) };
  });
  if (endpoint === null || held.length === 0) return { moved: 0, isLast: true };
  failpoint("webhook.before_send");
  const exchanges = await exchangeAll(context, tenantId, endpoint, held, stop);
  failpoint("webhook.after_send");
  await store(context, tenantId, endpointId, held, exchanges);
  // Where nothing is taken, the rest need not be tried at once.
  const wasTaken = [...exchanges.values()].some(({ verdict }) => verdict.kind === "taken");
  return { moved: exchanges.size, isLast: held.length < DUE_DELIVERIES_PAGE_MAX || !wasTaken };
}

/** One attempt, and what was heard of it. */
export interface Exchange {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly answer: WebhookAnswer;
  readonly verdict: Verdict;
}

/** Makes deliveries, some at a time. Ends early where the page takes too long, or one after the other is not taken. */
async function exchangeAll(
  context: Context,
  tenantId: number,
  endpoint: EndpointRow,
  held: readonly HeldDelivery[],
  stop: AbortSignal | undefined,
): Promise<ReadonlyMap<Id, Exchange>> {
  const exchanges = new Map<Id, Exchange>();
  const beganMs = wallClockMs();
  let untaken = 0;
  const courier = courierTo(context, tenantId, endpoint);
  const queue = held.values();
  const lane = async (): Promise<void> => {
    for (const delivery of queue) {
      const isOver = wallClockMs() - beganMs > PAGE_MS_MAX || untaken >= EXCHANGES_AT_ONCE;
      if (isOver || stop?.aborted === true) return;
      const made = await exchange(context, courier, delivery);
      exchanges.set(delivery.delivery_id, made);
      untaken = made.verdict.kind === "taken" ? 0 : untaken + 1;
    }
  };
  // Whoever failed last is asked by one delivery at a time until it takes one.
  const lanes = endpoint.failing_since === null ? EXCHANGES_AT_ONCE : 1;
  await Promise.all(Array.from({ length: lanes }, lane));
  return exchanges;
}

/** Where deliveries go, and what signs them. */
interface Courier {
  readonly endpoint: EndpointRow;
  readonly sign: ReturnType<typeof signerFor>;
}

export const courierTo = (context: Context, tenantId: number, endpoint: EndpointRow): Courier => ({
  endpoint,
  sign: signerFor(context, tenantId, endpoint, context.clock.now()),
});

/** Makes one delivery once. */
export async function exchange(
  context: Context,
  { endpoint, sign }: Courier,
  delivery: Pick<HeldDelivery, "delivery_id" | "event_id" | "body" | "merchant_body">,
): Promise<Exchange> {
  const body = bodyFor(endpoint, delivery);
  // Receivers compare it with their own clock, which is the one on the wall.
  const timestamp = String(Math.floor(wallClockMs() / 1_000));
  const headers = {
    "content-type": "application/json",
    "user-agent": USER_AGENT,
    "webhook-id": delivery.event_id,
    "webhook-timestamp": timestamp,
    "webhook-signature": sign(delivery.event_id, timestamp, body),
  };
  const { url } = endpoint;
  const answer = await context.webhooks.send({ url, headers, body }).catch((error: unknown): WebhookAnswer => {
    const deliveryId = formatId("webhookDelivery", delivery.delivery_id);
    context.log.warn({ err: error, deliveryId }, "a webhook could not be handed over");
    return { kind: "unreached", code: "internal_error", durationMs: 0 };
  });
  const verdict: Verdict =
    answer.kind === "answered" ? judgeStatus(answer.status) : { kind: "failed", code: answer.code };
  return { url, headers, answer, verdict };
}

/** Writes what was heard, and what follows for the deliveries and for the endpoint. */
async function store(
  context: Context,
  tenantId: number,
  endpointId: Id,
  held: readonly HeldDelivery[],
  exchanges: ReadonlyMap<Id, Exchange>,
): Promise<void> {
  const now = context.clock.now();
  const moves = held.map((delivery) => moveOf(context, delivery, exchanges.get(delivery.delivery_id), now));
  await inTransaction(context.db, tenantId, async (tx) => {
    await storeAttempts(tx, endpointId, held, exchanges, now);
    await moveDeliveries(tx, endpointId, moves);
    const verdicts = [...exchanges.values()].map(({ verdict }) => verdict);
    if (verdicts.length === 0) return;
    const took = verdicts.some(({ kind }) => kind === "taken");
    const failingSince = await noteOutcome(tx, endpointId, took, now);
    const pause = pauseAfter(verdicts, failingSince, now);
    if (pause === null) return;
    await pauseEndpoint(tx, endpointId, pause, now);
    await divertAll(tx, endpointId, "endpoint_paused");
    context.log.warn({ endpointId: formatId("webhook", endpointId), reason: pause }, "a webhook endpoint was paused");
  });
}

/** Writes the attempts that were made. */
export async function storeAttempts(
  tx: Tx,
  endpointId: Id,
  held: readonly HeldDelivery[],
  exchanges: ReadonlyMap<Id, Exchange>,
  at: Instant,
): Promise<void> {
  const made = held.flatMap((delivery): NewAttempt[] => {
    const found = exchanges.get(delivery.delivery_id);
    return found === undefined ? [] : [attemptOf(delivery, found, at)];
  });
  await insertAttempts(tx, endpointId, made);
}

function attemptOf(delivery: HeldDelivery, { url, headers, answer, verdict }: Exchange, at: Instant): NewAttempt {
  return {
    ...{ deliveryId: delivery.delivery_id, sequence: delivery.attempts, at, durationMs: answer.durationMs, url },
    status: answer.kind === "answered" ? answer.status : null,
    verdict: verdict.kind,
    reason: verdict.kind === "taken" ? "" : verdict.code,
    headers: JSON.stringify(headers),
    response: answer.kind === "answered" ? answer.excerpt : "",
    isTest: delivery.type === TEST_TYPE,
  };
}

const JITTER_BYTES = 4;
/** From 0 up to 1. */
const jitterOf = ({ randomBytes }: Context): number => randomBytes(JITTER_BYTES).readUInt32BE() / 2 ** 32;

/** What becomes of a delivery that was held; what was not tried is due as before, and a try of a person is made once. */
export function moveOf(
  context: Context,
  { delivery_id: deliveryId, tries, type }: HeldDelivery,
  made: Exchange | undefined,
  now: Instant,
): DeliveryMove {
  if (made === undefined)
    return { deliveryId, state: "pending", reason: "", nextAt: now, deliveredAt: null, unmade: 1 };
  const { state, nextAt, reason } = afterAttempt(made.verdict, tries - 1, now, jitterOf(context));
  const deliveredAt = state === "delivered" ? now : null;
  if (type === TEST_TYPE && state === "pending") {
    return { deliveryId, state: "diverted", reason, nextAt: null, deliveredAt, unmade: 0 };
  }
  return { deliveryId, state, reason, nextAt, deliveredAt, unmade: 0 };
}
