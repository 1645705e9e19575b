// Understands an order as the shop keeps it: where it stands, what can happen next, and how the whole of it is told to Anxin.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { type Merchant, merchantOf } from "./merchants.js";
import type { Category, OrderStage, OrderSummary, Place, Step, StoryName, Text } from "./wire.js";

type OrdersBody = operations["feedOrders"]["requestBody"]["content"]["application/json"];
/** An order as `POST /v1/orders` takes it. */
export type Snapshot = OrdersBody["orders"][number];
/** What Anxin answers to one. */
export type Told = AnswerOf<operations["feedOrders"]>["results"][number];
/** A cover that the buyer ticked, as the page's element hands it over. */
export type Cover = NonNullable<Snapshot["lines"][number]["covers"]>[number];

export interface OrderLine {
  readonly lineId: string;
  readonly sku: string;
  readonly title: Text;
  readonly category: Category;
  /** Fen. */
  readonly unitPrice: number;
  readonly quantity: number;
  readonly covers: readonly Cover[];
}

/** Times are RFC 3339; what has not happened yet is null. */
export interface Order {
  readonly orderId: string;
  /** Grows with each thing that happens; Anxin is told the whole order under each. */
  readonly version: number;
  readonly shopperId: string;
  /** As Anxin knows the buyer; in a story another one for each run. */
  readonly buyerId: string;
  readonly payee: { readonly account: string; readonly name: string };
  readonly shipTo: Place;
  readonly merchantId: string;
  readonly placedAt: string;
  readonly cancelledAt: string | null;
  readonly lines: readonly OrderLine[];
  readonly shippedAt: string | null;
  readonly deliveredAt: string | null;
  readonly comeback: {
    readonly requestedAt: string;
    readonly shippedAt: string | null;
    readonly receivedAt: string | null;
  } | null;
  readonly reported: "broken" | "counterfeit" | null;
  readonly story: { readonly story: StoryName; readonly runId: string } | null;
  /** Whether Anxin took the order at all; until then it may still be refused, and is not shown. */
  readonly isPlaced: boolean;
}

function stageOf({ cancelledAt, shippedAt, deliveredAt, comeback }: Order): OrderStage {
  if (cancelledAt !== null) return "cancelled";
  if (comeback !== null) {
    if (comeback.receivedAt !== null) return "returned";
    return comeback.shippedAt === null ? "return_requested" : "return_shipped";
  }
  if (deliveredAt !== null) return "delivered";
  return shippedAt === null ? "paid" : "shipped";
}

const NEXT: Readonly<Record<OrderStage, readonly Step[]>> = {
  paid: ["ship", "cancel"],
  cancelled: [],
  shipped: ["deliver", "break"],
  delivered: ["request_return", "break", "counterfeit"],
  return_requested: ["ship_return"],
  return_shipped: ["confirm_return"],
  returned: [],
};

/** What can happen to an order now. */
const stepsOf = (order: Order): readonly Step[] =>
  NEXT[stageOf(order)].filter((step) => order.reported === null || (step !== "break" && step !== "counterfeit"));

/** What a step changes; `at` is when it happens. */
function changesOf(order: Order, step: Step, at: string): Partial<Order> {
  const { comeback } = order;
  switch (step) {
    case "ship":
      return { shippedAt: at };
    case "cancel":
      return { cancelledAt: at };
    case "deliver":
      return { deliveredAt: at };
    case "break":
      return { deliveredAt: order.deliveredAt ?? at, reported: "broken" };
    case "counterfeit":
      return { reported: "counterfeit" };
    case "request_return":
      return { comeback: { requestedAt: at, shippedAt: null, receivedAt: null } };
    case "ship_return":
      return { comeback: comeback === null ? null : { ...comeback, shippedAt: at } };
    case "confirm_return":
      return { comeback: comeback === null ? null : { ...comeback, receivedAt: at } };
  }
}

/** The order after a step, as its next version; null where the step cannot happen now. */
export function after(order: Order, step: Step, at: string): Order | null {
  if (!stepsOf(order).includes(step)) return null;
  return { ...order, ...changesOf(order, step, at), version: order.version + 1 };
}

const GRAMS = 420;
/** Carriers of the way there and of the way back. */
const [CARRIER, RETURN_CARRIER] = ["SF", "ZTO"];

export const waybillOf = ({ orderId }: Order): string => `SF-${orderId}`;

function shipmentsOf(order: Order): NonNullable<Snapshot["shipments"]> {
  const { shippedAt, deliveredAt, lines } = order;
  if (shippedAt === null) return [];
  const lineIds = lines.map(({ lineId }) => lineId);
  return [{ shipmentId: "s1", lineIds, carrier: CARRIER, waybill: waybillOf(order), shippedAt, deliveredAt }];
}

type Parcel = NonNullable<Snapshot["returns"]>[number];

function returnsOf({ orderId, comeback, lines, shipTo }: Order): NonNullable<Snapshot["returns"]> {
  if (comeback === null) return [];
  const { requestedAt, shippedAt, receivedAt } = comeback;
  const lineIds = lines.map(({ lineId }) => lineId);
  const parcel: Parcel = { returnId: "r1", lineIds, reason: "size", mode: "self_ship", requestedAt };
  if (shippedAt === null) return [parcel];
  const scans = [{ at: shippedAt, kind: "picked_up", ...shipTo, weightGrams: GRAMS }];
  const sent = { ...parcel, carrier: RETURN_CARRIER, waybill: `ZT-${orderId}`, shippedAt, scans };
  return [receivedAt === null ? sent : { ...sent, receivedAt, refundedAt: receivedAt }];
}

function lineOf({ lineId, sku, title, category, unitPrice, quantity, covers }: OrderLine): Snapshot["lines"][number] {
  return { lineId, sku, title: title.zh, category, unitPrice, quantity, freight: 0, covers: [...covers] };
}

/** The whole order as it now stands. */
export function snapshotOf(order: Order): Snapshot {
  const { orderId, version, merchantId, buyerId, payee, shipTo, placedAt, cancelledAt, lines, reported } = order;
  const merchant: Merchant | null = merchantOf(merchantId);
  return {
    ...{ orderId, version, currency: "CNY", merchantId, buyerId, shipTo, returnTo: merchant?.returnAddress ?? null },
    payee: { channel: "alipay", ...payee },
    ...{ placedAt, paidAt: placedAt, cancelledAt },
    lines: lines.map(lineOf),
    shipments: shipmentsOf(order),
    returns: returnsOf(order),
    extra: reported === null ? {} : { reported },
  };
}

/** An order as lists show it. */
export function summaryOf(order: Order): OrderSummary {
  const { orderId, version, merchantId, placedAt, lines, reported, story } = order;
  return {
    ...{ orderId, version, merchantId, placedAt, reported, story },
    stage: stageOf(order),
    lines: lines.map(({ covers: _covers, ...line }) => line),
    total: lines.reduce((sum, { unitPrice, quantity }) => sum + unitPrice * quantity, 0),
    steps: story === null ? stepsOf(order) : [],
  };
}
