// The load generator of the offers benchmark, in a process of its own: keep-alive connections, one request after another on each.

import { connect, type Socket } from "node:net";
import { CATEGORIES } from "@anxin/core/product/product";
import {
  BUYER_DIGITS,
  BUYER_MARK,
  enrolledShop,
  type LoadResult,
  type LoadWish,
  plainShop,
  SHOPS,
  sequence,
} from "./offers-wire.js";

const CARTS = 500;
const HEAD_END = Buffer.from("\r\n\r\n");

/** Carts of many kinds of goods at prices of 10 to 10,000 yuan, for shops of both sorts. */
function carts(lineCount: number): Buffer[] {
  const next = sequence(20_261_111);
  return Array.from({ length: CARTS }, (_, cart) => {
    const lines = Array.from({ length: lineCount }, (_line, i) => ({
      lineId: String(i + 1),
      sku: `SKU-${next() % 100_000}`,
      category: CATEGORIES[next() % CATEGORIES.length],
      unitPrice: 1_000 + (next() % 999_000),
      quantity: 1 + (next() % 3),
    }));
    const merchantId = cart % 2 === 0 ? enrolledShop(next() % SHOPS) : plainShop(next() % SHOPS);
    const shipTo = { province: "四川省", city: "成都市" };
    return Buffer.from(JSON.stringify({ merchantId, buyerId: BUYER_MARK, shipTo, lines }));
  });
}

interface Request {
  readonly bytes: Buffer;
  /** Where the buyer's digits are. */
  readonly buyerAt: number;
}

function requests({ url, apiKey, lines }: LoadWish): Request[] {
  return carts(lines).map((body) => {
    const head = [
      "POST /v1/offers HTTP/1.1",
      `host: ${new URL(url).host}`,
      `authorization: Bearer ${apiKey}`,
      "content-type: application/json",
      `content-length: ${body.length}`,
    ];
    const bytes = Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), body]);
    return { bytes, buyerAt: bytes.indexOf(BUYER_MARK) + BUYER_MARK.length - BUYER_DIGITS };
  });
}

/** Reads one answer after another off a connection; calls back with the size of each body. Throws for anything but 200. */
function onAnswers(socket: Socket, answered: (bodyBytes: number) => void): void {
  let buffered: Buffer = Buffer.alloc(0);
  socket.on("data", (part: Buffer) => {
    buffered = buffered.length === 0 ? part : Buffer.concat([buffered, part]);
    const headEnd = buffered.indexOf(HEAD_END);
    if (headEnd < 0) return;
    const head = buffered.toString("latin1", 0, headEnd);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
    const end = headEnd + HEAD_END.length + length;
    if (!head.startsWith("HTTP/1.1 200")) throw new Error(`answered ${buffered.toString().slice(0, 600)}`);
    if (buffered.length < end) return;
    buffered = buffered.subarray(end);
    answered(length);
  });
}

function quantile(sorted: Float64Array, part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

/** Buyers of a stretch are not those of another: numbers go on. */
let buyersSoFar = 0;

function load(wish: LoadWish): Promise<LoadResult> {
  const all = requests(wish);
  const tookMs: number[] = [];
  let bytes = 0;
  let sent = 0;
  let open = wish.connections;
  const { hostname, port } = new URL(wish.url);
  const since = performance.now();
  const until = since + wish.seconds * 1_000;
  return new Promise((resolve, reject) => {
    const finish = (): void => {
      const seconds = (performance.now() - since) / 1_000;
      const sorted = Float64Array.from(tookMs).sort();
      resolve({
        requests: tookMs.length,
        seconds,
        p50Ms: quantile(sorted, 0.5),
        p99Ms: quantile(sorted, 0.99),
        p999Ms: quantile(sorted, 0.999),
        answerBytes: tookMs.length === 0 ? 0 : bytes / tookMs.length,
      });
    };
    for (let i = 0; i < wish.connections; i++) {
      const socket = connect(Number(port), hostname);
      socket.setNoDelay(true);
      socket.on("error", reject);
      let sentAt = 0;
      const send = (): void => {
        const { bytes: request, buyerAt } = all[sent % all.length] ?? { bytes: Buffer.alloc(0), buyerAt: 0 };
        const buyer = wish.buyers === 0 ? ++buyersSoFar : sent % wish.buyers;
        sent += 1;
        const mine = Buffer.from(request);
        mine.write(String(buyer).padStart(BUYER_DIGITS, "0"), buyerAt);
        sentAt = performance.now();
        socket.write(mine);
      };
      onAnswers(socket, (length) => {
        const now = performance.now();
        tookMs.push(now - sentAt);
        bytes += length;
        if (now < until) send();
        else {
          socket.destroy();
          open -= 1;
          if (open === 0) finish();
        }
      });
      socket.once("connect", send);
    }
  });
}

process.on("message", (wish: LoadWish) => {
  void load(wish).then((result) => process.send?.(result));
});
process.once("disconnect", () => process.exit(0));
