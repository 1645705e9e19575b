// Understands the envelope that orders come in: its limits, and which orders in it can be read.

import type { OrderSnapshot } from "@anxin/core/order/order";
import { type Refusal, Refused, refuse } from "@anxin/core/refusal";
import type { Language } from "../http/language.js";
import { fieldRefusal } from "../http/schema.js";
import { parseOrder } from "./snapshot.js";
import { ORDERS_MAX } from "./wire.js";

/** The list of orders, or a refusal that names what is wrong with the envelope. Orders themselves are looked at one by one. */
export function readEnvelope(body: unknown): readonly unknown[] {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new Refused(fieldRefusal("", "type", 'must be an object {"orders": […]}'));
  const { orders, ...rest } = body as { orders?: unknown };
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined)
    throw new Refused(fieldRefusal(`/${unknown}`, "unknown_field", "is not a field of this body; leave it out"));
  if (!Array.isArray(orders))
    throw new Refused(fieldRefusal("/orders", orders === undefined ? "required" : "type", "must be a list of orders"));
  if (orders.length === 0) throw new Refused(fieldRefusal("/orders", "minItems", "must hold at least one order"));
  if (orders.length > ORDERS_MAX) {
    const detail = `must hold at most ${ORDERS_MAX} orders; send the rest in another call`;
    refuse("limit_exceeded", `/orders ${detail}`, {
      limit: ORDERS_MAX,
      unit: "orders",
      errors: [{ pointer: "/orders", code: "maxItems", detail }],
    });
  }
  return orders;
}

export type Parsed = OrderSnapshot | Refusal;
export const isRefusal = (parsed: Parsed): parsed is Refusal => "code" in parsed;

/** Reads every order; a call of which no order can be read is refused as a whole, naming the fields. */
export function readOrders(bodies: readonly unknown[], language: Language): Parsed[] {
  const parsed = bodies.map((body, i) => parseOrder(body, `/orders/${i}`, language));
  const refusals = parsed.filter(isRefusal);
  const [first] = refusals;
  if (first !== undefined && refusals.length === parsed.length)
    throw new Refused({ ...first, errors: refusals.flatMap((refusal) => refusal.errors ?? []).slice(0, 20) });
  const seen = new Set<string>();
  return parsed.map((order, i) => {
    if (isRefusal(order)) return order;
    const key = `${order.orderId}\u0000${order.version}`;
    if (!seen.has(key)) {
      seen.add(key);
      return order;
    }
    const detail = `order ${order.orderId} version ${order.version} is in this call already`;
    return {
      code: "duplicate_in_batch",
      detail,
      errors: [{ pointer: `/orders/${i}`, code: "duplicate_in_batch", detail }],
    };
  });
}

/** What an order that could not be read calls itself, for the answer. */
export function nameOf(body: unknown): { orderId: string | null; version: number | null } {
  const { orderId, version } = (typeof body === "object" && body !== null ? body : {}) as {
    orderId?: unknown;
    version?: unknown;
  };
  return {
    orderId: typeof orderId === "string" ? orderId.slice(0, 64) : null,
    version: typeof version === "number" && Number.isSafeInteger(version) ? version : null,
  };
}
