// Understands the calls of the shop's own server; they are asked and cached like those of the contract.

import { type Operation, operation } from "@anxin/client/operation";
import type { chooseCovers, compareProducts, offerCovers, readChooser } from "@anxin/client/operations.generated";
import type {
  Answer,
  CheckoutAnswer,
  GoodsList,
  OrderList,
  OrderView,
  PortalAnswer,
  SessionView,
  Step,
  StoryName,
  StoryView,
  TimeView,
} from "@anxin/shop/backend/wire";

interface Reads<Body, Path = undefined, Query = undefined> {
  readonly parameters: { readonly path: Path; readonly query: Query };
  readonly responses: { readonly 200: { readonly content: { readonly "application/json": Body } } };
}
interface Writes<Body, Given, Path = undefined> extends Reads<Body, Path> {
  readonly requestBody: { readonly content: { readonly "application/json": Given } };
}

const BASE = "/shop/api";
const get = <C extends Reads<unknown, unknown, unknown>>(path: string): Operation<C> => operation("GET", BASE + path);
const post = <C extends Writes<unknown, unknown, unknown>>(path: string): Operation<C> =>
  operation("POST", BASE + path);

export type Offers = Answer<typeof offerCovers>;
export type LineOffer = Offers["lines"][number];
export type ChooserAnswers =
  NonNullable<(typeof chooseCovers)["contract"]> extends {
    readonly requestBody: { readonly content: { readonly "application/json": infer Given } };
  }
    ? Given
    : never;

/** What a line's element says was ticked; handed on as it is. */
interface Ticked {
  readonly product: string;
  readonly quote: string;
}
export interface CheckoutLine {
  readonly sku: string;
  readonly quantity: number;
  readonly covers: readonly Ticked[];
}

export const readGoods = get<Reads<GoodsList>>("/goods");
export const readShopper = get<Reads<SessionView>>("/session");
export const becomeShopper = post<Writes<SessionView, { readonly shopperId: string }>>("/session");
export const readOffer = get<Reads<Offers, undefined, { readonly sku: string; readonly quantity?: number }>>("/offers");
export const offerAll = post<Writes<Offers, { readonly lines: readonly { readonly sku: string }[] }>>("/offers");
export const readComparison = get<Reads<Answer<typeof compareProducts>>>("/comparison");
export const readQuestions = get<Reads<Answer<typeof readChooser>>>("/chooser");
export const choose = post<Writes<Answer<typeof chooseCovers>, ChooserAnswers>>("/chooser");
export const checkOut =
  post<Writes<CheckoutAnswer, { readonly checkoutId: string; readonly lines: readonly CheckoutLine[] }>>("/checkouts");
export const readOrders = get<Reads<OrderList, undefined, { readonly from?: string }>>("/orders");
export const readOrder = get<Reads<OrderView, { readonly orderId: string }>>("/orders/{orderId}");
export const takeStep =
  post<Writes<OrderView, { readonly step: Step; readonly version: number }, { readonly orderId: string }>>(
    "/orders/{orderId}/steps",
  );
export const openPortal = post<Writes<PortalAnswer, { readonly orderId?: string }>>("/portal");
export const readTime = get<Reads<TimeView>>("/time");
export const passTime = post<Writes<TimeView, { readonly advance: string }>>("/time");
export const beginStory = post<Writes<StoryView, { readonly story: StoryName; readonly runId: string }>>("/stories");
export const readStory = get<Reads<StoryView, { readonly runId: string }>>("/stories/{runId}");
export const playChapter =
  post<Writes<StoryView, { readonly chapter: string }, { readonly runId: string }>>("/stories/{runId}/chapters");

export const photoOfOrder = (orderId: string, number: number): string =>
  `${BASE}/orders/${orderId}/photos/${number}.png`;
export const photoOfStory = (runId: string, number: number): string => `${BASE}/stories/${runId}/photos/${number}.png`;
export const offerAddress = (sku: string, quantity: number): string =>
  `${BASE}/offers?sku=${encodeURIComponent(sku)}&quantity=${quantity}`;

/** What changes with whatever happens to an order. */
export const ORDERS: readonly string[] = [`${BASE}/orders`];
export const EVERYTHING: readonly string[] = [BASE];
