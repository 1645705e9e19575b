// Understands how people recognise what a policy or a claim is about: the goods of a line, and the shop that sold them.

import { fenToWire } from "@anxin/core/money";
import type { OrderSnapshot } from "@anxin/core/order/order";
import { CATEGORIES } from "@anxin/core/product/product";
import { goodsOfOrders } from "@anxin/store/order-list";
import type { Tx } from "@anxin/store/transaction";
import { type Static, Type } from "typebox";
import { Fen53, nullable, oneOf } from "../http/schema.js";

/** A line as a person knows it. */
export const LineView = Type.Object({
  sku: Type.String(),
  title: Type.String({ description: "as the marketplace told it; may be empty" }),
  category: oneOf(CATEGORIES),
  unitPrice: Fen53,
  quantity: Type.Integer(),
});
export type Line = Static<typeof LineView>;

/** Spread into the schema of whatever is about a line. */
export const goodsFields = {
  line: nullable({ ...LineView, description: "the goods, as the order last told of them" }),
  merchantName: nullable(Type.String()),
};

/** What is shown beside the ids of a line and its shop. */
export interface Goods {
  readonly line: Line | null;
  readonly merchantName: string | null;
}

export function lineView({ sku, title, category, unitPrice, quantity }: OrderSnapshot["lines"][number]): Line {
  return { sku, title, category, unitPrice: fenToWire(unitPrice), quantity };
}

export function goodsOf(order: Pick<OrderSnapshot, "lines">, lineId: string, merchantName: string | null): Goods {
  const found = order.lines.find((line) => line.lineId === lineId);
  return { line: found === undefined ? null : lineView(found), merchantName };
}

type Lines = OrderSnapshot["lines"];

/** The lines of a kept snapshot, as `encodeSnapshot` writes them, and nothing of the rest. */
function linesOf(snapshot: string): Lines {
  const kept = JSON.parse(snapshot) as {
    readonly lines: readonly (Omit<Lines[number], "unitPrice" | "freight"> & {
      readonly unitPrice: string;
      readonly freight: string;
    })[];
  };
  return kept.lines.map((line) => ({ ...line, unitPrice: BigInt(line.unitPrice), freight: BigInt(line.freight) }));
}

/** Which line of which order. */
interface OnLine {
  readonly book: number;
  readonly orderId: string;
  readonly lineId: string;
  readonly merchantId: string;
}

/** The goods of these lines, in their order. Statements: 1, none for nothing. */
export async function goodsOfLines(tx: Tx, lines: readonly OnLine[]): Promise<Goods[]> {
  if (lines.length === 0) return [];
  const orders = new Map(lines.map((line) => [line.orderId, line]));
  const rows = await goodsOfOrders(tx, [...orders.values()]);
  const known = new Map(
    rows.map(({ order_id: orderId, snapshot, merchant_name: name }) => {
      return [orderId, { order: { lines: snapshot === null ? [] : linesOf(snapshot) }, name }] as const;
    }),
  );
  return lines.map(({ orderId, lineId }) => {
    const { order, name } = known.get(orderId) ?? { order: { lines: [] }, name: null };
    return goodsOf(order, lineId, name);
  });
}
