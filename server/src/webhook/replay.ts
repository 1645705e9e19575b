// Understands how deliveries are made on somebody's word: to try an endpoint out, once more, or all that it missed.

import { present } from "@anxin/core/assert";
import { formatId, type Id, parseId } from "@anxin/core/id";
import { refuse } from "@anxin/core/refusal";
import type { Instant } from "@anxin/core/time";
import { TEST_TYPE } from "@anxin/core/webhook/event-type";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import type { EndpointRow } from "@anxin/store/webhook";
import {
  type AttemptLogRow,
  attemptsOf,
  type DeliveryRow,
  type HeldDelivery,
  insertDeliveries,
  insertEvents,
  listDeliveries,
  moveDeliveries,
  recoverDeliveries,
  replayDelivery,
  takeDelivery,
} from "@anxin/store/webhook-delivery";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import { endpointName, holdEndpoint, readEndpoint } from "./endpoint.js";
import { eventOf } from "./event.js";
import { courierTo, DELIVERY_LEASE_MS, exchange, moveOf, storeAttempts } from "./send.js";

/** Deliveries that one call has made once more. */
export const RECOVERIES_MAX = 10_000;

const ANY = { state: null, type: null, eventId: null, subject: null, since: null, before: null } as const;

/** A delivery with its attempts, and the endpoint that it goes to. */
export interface WholeDelivery {
  readonly endpoint: EndpointRow;
  readonly delivery: DeliveryRow;
  readonly attempts: readonly AttemptLogRow[];
}

async function wholeDelivery(tx: Tx, endpoint: EndpointRow, deliveryId: Id): Promise<WholeDelivery | null> {
  const { endpoint_id: endpointId } = endpoint;
  const [delivery] = await listDeliveries(tx, endpointId, { ...ANY, deliveryId, limit: 1 });
  if (delivery === undefined) return null;
  const attempts = (await attemptsOf(tx, endpointId, [deliveryId])).get(deliveryId) ?? [];
  return { endpoint, delivery, attempts };
}

/** A delivery to an endpoint that the caller may see; refuses any other with `not_found`. */
export async function readDelivery(tx: Tx, endpoint: EndpointRow, text: string): Promise<WholeDelivery> {
  const deliveryId = parseId("webhookDelivery", text);
  const whole = deliveryId === null ? null : await wholeDelivery(tx, endpoint, deliveryId);
  return whole ?? refuse("not_found", `there is no delivery ${text} to this endpoint`);
}

function requireActive({ status }: EndpointRow): void {
  if (status !== "active") refuse("state_conflict", "the endpoint is paused; take it up again first");
}

/** Has one delivery made once more, under the same id, whatever became of it. Refuses with `not_found` and `state_conflict`. */
export function replay(
  context: Context,
  principal: Principal,
  { endpointId, deliveryId }: { readonly endpointId: string; readonly deliveryId: string },
): Promise<WholeDelivery> {
  return inTransaction(context.db, principal.tenantId, async (tx) => {
    const endpoint = await holdEndpoint(tx, principal, endpointId);
    requireActive(endpoint);
    const { delivery } = await readDelivery(tx, endpoint, deliveryId);
    await replayDelivery(tx, endpoint.endpoint_id, delivery.delivery_id, context.clock.now());
    return readDelivery(tx, endpoint, deliveryId);
  });
}

/** Has everything made once more that an endpoint has not got since an instant, the oldest first; answers how much. */
export function recover(context: Context, principal: Principal, endpointId: string, since: Instant): Promise<number> {
  return inTransaction(context.db, principal.tenantId, async (tx) => {
    const endpoint = await holdEndpoint(tx, principal, endpointId);
    requireActive(endpoint);
    const now = context.clock.now();
    return recoverDeliveries(tx, endpoint.endpoint_id, { now, since, limit: RECOVERIES_MAX, testType: TEST_TYPE });
  });
}

/** Sends an endpoint an event of its own, and answers what came of it. A paused one can be tried out too. */
export async function tryOut(context: Context, principal: Principal, text: string): Promise<WholeDelivery> {
  const { tenantId } = principal;
  const { endpoint, held } = await inTransaction(context.db, tenantId, async (tx) => {
    const found = await readEndpoint(tx, principal, text);
    return { endpoint: found, held: await makeTest(context, tx, found) };
  });
  const made = await exchange(context, courierTo(context, tenantId, endpoint), held);
  const now = context.clock.now();
  const { endpoint_id: endpointId } = endpoint;
  return inTransaction(context.db, tenantId, async (tx) => {
    await storeAttempts(tx, endpointId, [held], new Map([[held.delivery_id, made]]), now);
    await moveDeliveries(tx, endpointId, [moveOf(context, held, made, now)]);
    return present(await wholeDelivery(tx, endpoint, held.delivery_id), "what was just written is there");
  });
}

/** Writes the event and its delivery, held by the caller. Three statements. */
async function makeTest(context: Context, tx: Tx, endpoint: EndpointRow): Promise<HeldDelivery> {
  const now = context.clock.now();
  const endpointId = endpointName(endpoint);
  const telling = { tenantId: tx.tenantId, batchId: context.ids.next(0), at: now };
  const event = eventOf(context.config.publicUrl, telling, {
    ...{ type: TEST_TYPE, subject: `webhook-endpoint/${endpointId}`, merchantId: endpoint.merchant_id },
    ...{ data: { endpointId }, merchantData: null },
  });
  const deliveryId = context.ids.next(0);
  await insertEvents(tx, [event]);
  const delivery = {
    deliveryId,
    endpointId: endpoint.endpoint_id,
    eventId: event.eventId,
    type: TEST_TYPE,
    isDue: true,
  };
  await insertDeliveries(tx, now, [delivery]);
  const held = await takeDelivery(tx, endpoint.endpoint_id, deliveryId, DELIVERY_LEASE_MS);
  return present(held, `${formatId("webhookDelivery", deliveryId)} was just written`);
}
