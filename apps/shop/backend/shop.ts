// Understands the demo marketplace's server: every call of its pages, and nothing of how they reach it.

import type { InputOf } from "@anxin/client/operation";
import { chooseCovers, compareProducts, moveClock, readChooser, readClock } from "@anxin/client/operations.generated";
import { Problem } from "@anxin/client/problem";
import { formatInstant, type Instant } from "@anxin/core/time";
import { type Access, type Anxin, openAnxin } from "./anxin.js";
import { type Book, openBook } from "./book.js";
import { checkOut, goodsNamed, QUANTITY_MAX } from "./checkout.js";
import { GOODS } from "./goods.js";
import { MERCHANTS } from "./merchants.js";
import { after, type Order, summaryOf } from "./order.js";
import { photograph } from "./photo.js";
import { fieldsOf, isFields, listOf, oneOf, textOf, wholeOf } from "./reading.js";
import { refuse, ShopRefusal } from "./refused.js";
import type { Run } from "./run.js";
import { CUSTOMERS, type Customer, customerOf, shown } from "./shoppers.js";
import { beginStory, playChapter, showStory, type Theatre } from "./story.js";
import { viewOf } from "./view.js";
import {
  CHAPTERS,
  type GoodsList,
  type OrderList,
  type OrderView,
  type PortalAnswer,
  type SessionView,
  STEPS,
  STORY_NAMES,
  type StoryView,
  type TimeView,
} from "./wire.js";

export interface ShopOptions {
  /** Asked at each call: both are known once the server listens, and a key may be rotated. */
  readonly access: () => Access;
  /** Where the shop keeps its own orders. */
  readonly dataFolder: string;
  /** Business time. */
  readonly now: () => Instant;
  readonly fetch?: typeof fetch;
}

export interface ShopRequest {
  readonly method: string;
  /** Below where the shop is mounted, with its question: `/offers?sku=demo-tee`. */
  readonly path: string;
  /** Parsed JSON. */
  readonly body: unknown;
  /** Value of the shop's cookie. */
  readonly session: string | null;
  readonly language: "zh-CN" | "en";
}

export interface ShopAnswer {
  readonly status: number;
  /** JSON, or bytes of a picture. */
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Shop {
  handle(request: ShopRequest): Promise<ShopAnswer>;
}

/** Names who shops; nothing secret, since a visitor may be each of the three. */
export const SHOP_COOKIE = "anxin_shop";

interface Call {
  readonly book: Book;
  readonly anxin: Anxin;
  readonly theatre: Theatre;
  readonly customer: Customer;
  readonly parts: readonly string[];
  readonly question: URLSearchParams;
  readonly body: unknown;
  readonly now: Instant;
}

type Answering = (call: Call) => Promise<unknown> | unknown;

const LIST_MAX = 20;

const goods = (): GoodsList => ({
  goods: GOODS,
  merchants: MERCHANTS.map(({ merchantId, name, city }) => ({ merchantId, name, city })),
});

const session = ({ customer }: Call): SessionView => ({ shopper: shown(customer), shoppers: CUSTOMERS.map(shown) });

function enter({ body }: Call): ShopAnswer {
  const { shopperId } = fieldsOf(body);
  const names = CUSTOMERS.map((each) => each.shopperId);
  const customer = customerOf(oneOf(shopperId, "/shopperId", names));
  const view: SessionView = { shopper: shown(customer), shoppers: CUSTOMERS.map(shown) };
  const cookie = `${SHOP_COOKIE}=${customer.shopperId}; Path=/shop; HttpOnly; SameSite=Lax`;
  return { status: 200, body: view, headers: { "set-cookie": cookie } };
}

const OFFERED_MAX = GOODS.length;

/** What `<anxin-badge src>` and `<anxin-covers src>` are given for one of the goods. */
function offer({ anxin, customer, question }: Call): Promise<unknown> {
  const wanted = {
    goods: goodsNamed(textOf(question.get("sku"), "/query/sku")),
    quantity: wholeOf(question.get("quantity") ?? 1, "/query/quantity", 1, QUANTITY_MAX),
  };
  return anxin.offers([wanted], { buyerId: customer.shopperId, home: customer.home });
}

/** The offers of a whole page or cart at once. */
function offers({ anxin, customer, body }: Call): Promise<unknown> {
  const wanted = listOf(fieldsOf(body)["lines"], "/lines", OFFERED_MAX).map((each, place) => {
    const { sku, quantity } = fieldsOf(each, `/lines/${place}`);
    return {
      goods: goodsNamed(textOf(sku, `/lines/${place}/sku`)),
      quantity: wholeOf(quantity ?? 1, `/lines/${place}/quantity`, 1, QUANTITY_MAX),
    };
  });
  return anxin.offers(wanted, { buyerId: customer.shopperId, home: customer.home });
}

function orders({ book, customer, question }: Call): OrderList {
  const from = wholeOf(question.get("from") ?? 0, "/query/from", 0, Number.MAX_SAFE_INTEGER);
  const all = book.ordersOf(customer.shopperId);
  const next = from + LIST_MAX;
  return { data: all.slice(from, next).map(summaryOf), next: next < all.length ? String(next) : null };
}

/** A shopper's own order. */
function orderNamed({ book, customer, parts }: Call): Order {
  const order = book.order(parts[1] ?? "");
  return order?.isPlaced === true && order.shopperId === customer.shopperId
    ? order
    : refuse(404, "not_found", "there is no such order");
}

const order = (call: Call): Promise<OrderView> => viewOf(call.anxin, orderNamed(call));

/** A step of the logistics; pressed twice it is one step, since it names the version that was seen. */
function step(call: Call): Promise<OrderView> {
  const { book, anxin, body, now } = call;
  const wish = fieldsOf(body);
  const wanted = oneOf(wish["step"], "/step", STEPS);
  const version = wholeOf(wish["version"], "/version", 1, Number.MAX_SAFE_INTEGER);
  return book.inTurn(async () => {
    const seen = orderNamed(call);
    if (seen.story !== null) refuse(409, "conflict", "this order is part of a story, and goes on there");
    if (seen.version > version) return viewOf(anxin, seen);
    const next =
      after(seen, wanted, formatInstant(now)) ?? refuse(409, "conflict", "that cannot happen to the order now");
    await book.keep({ orders: [next] });
    return viewOf(anxin, next);
  });
}

/** Brings the shopper, or the buyer of one order, into the portal where their covers are. */
async function portal(call: Call): Promise<PortalAnswer> {
  const orderId = isFields(call.body) ? call.body["orderId"] : undefined;
  const { buyerId } =
    orderId === undefined
      ? { buyerId: call.customer.shopperId }
      : orderNamed({ ...call, parts: ["orders", textOf(orderId, "/orderId")] });
  const { path } = await call.anxin.enter(buyerId);
  return { path };
}

function photo(call: Call): ShopAnswer {
  const run = call.book.run(call.parts[1] ?? "");
  const orderId = call.parts[0] === "stories" ? run?.orderId : call.book.order(call.parts[1] ?? "")?.orderId;
  const number = wholeOf(/^(\d)\.png$/.exec(call.parts[3] ?? "")?.[1], "/path/number", 0, 9);
  const bytes = orderId === undefined ? null : photograph(orderId, number);
  if (bytes === null) return refuse(404, "not_found", "there is no such photo");
  return {
    status: 200,
    body: bytes,
    headers: { "content-type": "image/png", "cache-control": "private, max-age=3600" },
  };
}

const time = async ({ anxin }: Call): Promise<TimeView> => anxin.call(readClock, {});
const DURATIONS = ["PT2H", "P1D", "P7D"] as const;
const passTime = async ({ anxin, body }: Call): Promise<TimeView> =>
  anxin.call(moveClock, { body: { advance: oneOf(fieldsOf(body)["advance"], "/advance", DURATIONS) } });

function begin({ book, theatre, customer, body, now }: Call): Promise<StoryView> {
  const { story, runId } = fieldsOf(body);
  const name = oneOf(story, "/story", STORY_NAMES);
  const id = textOf(runId, "/runId", /^[\w-]{8,64}$/);
  return book.inTurn(async () => showStory(theatre, await beginStory(theatre, customer, name, id, now)));
}

function runNamed({ book, customer, parts }: Call): Run {
  const run = book.run(parts[1] ?? "");
  return run !== null && run.shopperId === customer.shopperId
    ? run
    : refuse(404, "not_found", "there is no such story");
}

function play(call: Call): Promise<StoryView> {
  const { book, theatre, body } = call;
  return book.inTurn(async () => {
    const run = runNamed(call);
    const chapter = oneOf(fieldsOf(body)["chapter"], "/chapter", CHAPTERS[run.story]);
    return showStory(theatre, await playChapter(theatre, run, chapter));
  });
}

/** Answers of the guided choice; Anxin looks at them. */
type Answers = Parameters<typeof asked>[0];
const asked = (body: InputOf<NonNullable<(typeof chooseCovers)["contract"]>>["body"]) => ({ body });
const choose = ({ anxin, body }: Call): Promise<unknown> => anxin.call(chooseCovers, asked(fieldsOf(body) as Answers));

/** Every call of the pages; a star stands for a name. */
const CALLS: Readonly<Record<string, Answering>> = {
  "GET goods": goods,
  "GET session": session,
  "POST session": enter,
  "GET offers": offer,
  "POST offers": offers,
  "GET comparison": ({ anxin }) => anxin.call(compareProducts, {}),
  "GET chooser": ({ anxin }) => anxin.call(readChooser, {}),
  "POST chooser": choose,
  "POST checkouts": ({ book, anxin, customer, body, now }) =>
    book.inTurn(() => checkOut(book, anxin, customer, body, formatInstant(now))),
  "GET orders": orders,
  "GET orders/*": order,
  "POST orders/*/steps": step,
  "GET orders/*/photos/*": photo,
  "POST portal": portal,
  "GET time": time,
  "POST time": passTime,
  "POST stories": begin,
  "GET stories/*": (call) => showStory(call.theatre, runNamed(call)),
  "POST stories/*/chapters": play,
  "GET stories/*/photos/*": photo,
};

/** The name of a call: every second part of a path is somebody's or something's. */
const nameOf = (method: string, parts: readonly string[]): string =>
  `${method} ${parts.map((part, place) => (place % 2 === 1 ? "*" : part)).join("/")}`;

const isAnswer = (value: unknown): value is ShopAnswer =>
  isFields(value) && "status" in value && "headers" in value && "body" in value;

/** What went wrong, in the form of Anxin's own problems. Whatever is not one goes on to who mounted the shop. */
function problemAnswer(error: unknown): ShopAnswer {
  const headers = { "content-type": "application/problem+json; charset=utf-8" };
  if (error instanceof ShopRefusal) {
    const { status, code, message } = error;
    const body = {
      type: `/problems/${code}`,
      code,
      title: message,
      status,
      detail: message,
      requestId: null,
      errors: [],
    };
    return { status, headers, body };
  }
  if (!(error instanceof Problem)) throw error;
  // Anxin's own words; where it did not answer at all, the shop is the one that has none.
  if (error.body !== null) return { status: error.status, headers, body: error.body };
  return problemAnswer(new ShopRefusal(502, "unavailable", error.message));
}

export function openShop({ access, dataFolder, now, fetch: ask = fetch }: ShopOptions): Shop {
  const book = openBook(dataFolder);
  const readers = {
    "zh-CN": openAnxin(access, "zh-CN", ask),
    en: openAnxin(access, "en", ask),
  } as const;
  return {
    async handle({ method, path, body, session: name, language }) {
      try {
        const { pathname, searchParams } = new URL(path, "http://shop");
        const parts = pathname.split("/").filter((part) => part !== "");
        const answering = CALLS[nameOf(method, parts)];
        if (answering === undefined) refuse(404, "route_not_found", "the shop has no such address");
        const anxin = readers[language];
        const theatre = { book, anxin, ask };
        const call: Call = {
          ...{ book, anxin, theatre, parts, body, question: searchParams, customer: customerOf(name), now: now() },
        };
        const answer = await answering(call);
        if (isAnswer(answer)) return answer;
        return { status: 200, body: answer, headers: {} };
      } catch (error) {
        return problemAnswer(error);
      }
    },
  };
}
