// Understands buying: one order for each shop whose goods are in the cart, placed once however often the button is pressed.

import { createHash } from "node:crypto";
import { Problem } from "@anxin/client/problem";
import type { Anxin } from "./anxin.js";
import type { Book } from "./book.js";
import { goodsOf } from "./goods.js";
import type { Cover, Order, OrderLine } from "./order.js";
import { coversOf, fieldsOf, listOf, textOf, wholeOf } from "./reading.js";
import { refuse } from "./refused.js";
import type { Customer } from "./shoppers.js";
import type { CheckoutAnswer, Goods } from "./wire.js";

const LINES_MAX = 20;
export const QUANTITY_MAX = 9;

export interface Bought {
  readonly goods: Goods;
  readonly quantity: number;
  readonly covers: readonly Cover[];
}

export const goodsNamed = (sku: string): Goods =>
  goodsOf(sku) ?? refuse(404, "not_found", `the shop does not sell ${sku}`);

function boughtOf(value: unknown, pointer: string): Bought {
  const { sku, quantity, covers } = fieldsOf(value, pointer);
  return {
    goods: goodsNamed(textOf(sku, `${pointer}/sku`)),
    quantity: wholeOf(quantity, `${pointer}/quantity`, 1, QUANTITY_MAX),
    covers: coversOf(covers, `${pointer}/covers`),
  };
}

const DIGEST_LENGTH = 10;

/** The same for the same buyer and checkout: so that buying twice comes to the same orders. */
export const numberOf = (...parts: readonly string[]): string =>
  createHash("sha256").update(parts.join("\u0000")).digest("hex").slice(0, DIGEST_LENGTH).toUpperCase();

const lineOf = ({ goods, quantity, covers }: Bought, place: number): OrderLine => ({
  ...{ lineId: String(place + 1), sku: goods.sku, title: goods.title, category: goods.category },
  ...{ unitPrice: goods.unitPrice, quantity, covers },
});

/** A new order of one shop's goods, paid. */
export function orderOf(
  orderId: string,
  { shopperId, account, realName, home }: Customer,
  bought: readonly Bought[],
  at: string,
): Order {
  return {
    ...{ orderId, version: 1, shopperId, buyerId: shopperId, payee: { account, name: realName }, shipTo: home },
    ...{ merchantId: bought[0]?.goods.merchantId ?? "", placedAt: at, lines: bought.map(lineOf) },
    ...{ cancelledAt: null, shippedAt: null, deliveredAt: null, comeback: null, reported: null, story: null },
    isPlaced: false,
  };
}

/** What was bought of each shop, in the order of the cart. */
function byMerchant(bought: readonly Bought[]): readonly (readonly Bought[])[] {
  const merchants = [...new Set(bought.map(({ goods }) => goods.merchantId))];
  return merchants.map((merchantId) => bought.filter(({ goods }) => goods.merchantId === merchantId));
}

/**
 * Places the orders of a cart. They are kept before Anxin is told, so that after a crash the next try finds them and goes on; an
 * order that Anxin refuses is forgotten with those that were to come after it, and the problem is the answer.
 */
export async function checkOut(
  book: Book,
  anxin: Anxin,
  customer: Customer,
  body: unknown,
  at: string,
): Promise<CheckoutAnswer> {
  const { checkoutId: given, lines } = fieldsOf(body);
  const checkoutId = textOf(given, "/checkoutId", /^[\w-]{8,64}$/);
  const bought = listOf(lines, "/lines", LINES_MAX).map((each, place) => boughtOf(each, `/lines/${place}`));
  const number = numberOf(customer.shopperId, checkoutId);
  const orders = byMerchant(bought).map((group, place) => {
    const orderId = `S${number}-${place + 1}`;
    return book.order(orderId) ?? orderOf(orderId, customer, group, at);
  });
  await book.keep({ orders });
  for (const order of orders.filter(({ isPlaced }) => !isPlaced)) {
    await place(book, anxin, order).catch(async (error: unknown) => {
      if (error instanceof Problem && !error.isPassing) {
        await book.drop(
          orders.map(({ orderId }) => orderId).filter((orderId) => book.order(orderId)?.isPlaced !== true),
        );
      }
      throw error;
    });
  }
  return { checkoutId, orderIds: orders.map(({ orderId }) => orderId) };
}

async function place(book: Book, anxin: Anxin, order: Order): Promise<void> {
  await anxin.tell(order);
  await book.keep({ orders: [{ ...order, isPlaced: true }] });
}
