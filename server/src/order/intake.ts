// Understands batching without a timer: a free writer takes whatever is queued, and each caller waits for its own orders only.

import { present } from "@anxin/core/assert";
import type { OrderSnapshot } from "@anxin/core/order/order";
import { isConnectionFailure } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { applyOrders, type TenantTerms } from "./apply.js";
import { type AppliedOrder, rejected } from "./read.js";

/** Orders that one transaction takes at the most; the rate stops growing between 300 and 1,000. */
const BATCH_MAX = 500;
/** Transactions at a time for each tenant. */
const WRITERS = 2;

interface Waiting {
  readonly order: OrderSnapshot;
  readonly done: (result: AppliedOrder) => void;
  readonly failed: (error: unknown) => void;
}

interface Lane {
  tenant: TenantTerms;
  queue: Waiting[];
  /** Orders that a writer has in hand: a later version of the same order waits for it. */
  readonly inHand: Set<string>;
  writers: number;
}

export interface OrderIntake {
  /** Applies orders and answers when they are durable, each in its own time with others' orders in the same transactions. */
  submit(tenant: TenantTerms, orders: readonly OrderSnapshot[]): Promise<AppliedOrder[]>;
  /** Orders that wait, for the metrics. */
  waiting(): number;
}

export function orderIntake(context: Context): OrderIntake {
  const lanes = new Map<number, Lane>();

  function take(lane: Lane): Waiting[] {
    const batch: Waiting[] = [];
    const rest: Waiting[] = [];
    for (const entry of lane.queue) {
      if (batch.length >= BATCH_MAX || lane.inHand.has(entry.order.orderId)) rest.push(entry);
      else {
        lane.inHand.add(entry.order.orderId);
        batch.push(entry);
      }
    }
    lane.queue = rest;
    return batch;
  }

  async function work(lane: Lane): Promise<void> {
    for (let batch = take(lane); batch.length > 0; batch = take(lane)) {
      await settle(context, lane.tenant, batch);
      for (const { order } of batch) lane.inHand.delete(order.orderId);
    }
    lane.writers -= 1;
  }

  return {
    submit(tenant, orders) {
      const lane = lanes.get(tenant.tenantId) ?? { tenant, queue: [], inHand: new Set<string>(), writers: 0 };
      lanes.set(tenant.tenantId, lane);
      lane.tenant = tenant;
      const results = orders.map(
        (order) => new Promise<AppliedOrder>((done, failed) => lane.queue.push({ order, done, failed })),
      );
      for (let free = WRITERS - lane.writers; free > 0 && lane.queue.length > 0; free--) {
        lane.writers += 1;
        void work(lane);
      }
      return Promise.all(results);
    },
    waiting: () => [...lanes.values()].reduce((count, lane) => count + lane.queue.length, 0),
  };
}

/** Applies a batch; when it fails for another reason than the connection, order by order, so that a poisoned one harms no other. */
async function settle(context: Context, tenant: TenantTerms, batch: readonly Waiting[]): Promise<void> {
  try {
    const results = await applyOrders(
      context,
      tenant,
      batch.map((entry) => entry.order),
    );
    for (const [i, entry] of batch.entries()) entry.done(present(results[i], "every order of a batch has a result"));
  } catch (error) {
    if (isConnectionFailure(error)) {
      for (const entry of batch) entry.failed(error);
    } else if (batch.length === 1) {
      const [{ order, done }] = batch as [Waiting];
      context.log.error({ err: error, orderId: order.orderId }, "an order could not be applied");
      done(
        rejected(order, {
          code: "unavailable",
          detail: "the order could not be applied; nothing of it was written; send it again",
        }),
      );
    } else {
      for (const entry of batch) await settle(context, tenant, [entry]);
    }
  }
}
