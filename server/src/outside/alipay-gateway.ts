// A stand-in for Alipay's gateway on this machine: checks every signature, signs every answer, keeps a book of its own.
// It knows no time but the time stamps of the requests that it verified, so that a sandbox's movable clock rules it too.

import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type Instant, instant } from "@anxin/core/time";
import { type Book, openBook, Succeeded } from "./alipay-gateway-book.js";
import { cashierLanguage, cashierPage, cashierPolicy, invalidPage } from "./alipay-gateway-cashier.js";
import { answerControl } from "./alipay-gateway-control.js";
import { envelope, type Identity, isGenuine, type Params, readIdentity } from "./alipay-gateway-identity.js";
import { type Notices, openNotices, type Post, postForm } from "./alipay-gateway-notices.js";
import { failure, type GatewayReply, type Played, playQuery, playTransfer } from "./alipay-gateway-outcomes.js";
import {
  parseContent,
  readPage,
  readRefundAmount,
  readTradeNumbers,
  type TransferContent,
  timeOf,
} from "./alipay-gateway-requests.js";
import {
  openTrade,
  payTrade,
  playClose,
  playRefund,
  playRefundQuery,
  playTradeQuery,
} from "./alipay-gateway-trades.js";
import { sha256Of } from "./transfer-channel.js";

export interface GatewayOptions {
  /** Where the book lies. */
  readonly directory: string;
  /** Where `generateGatewayKeys` put the keys. */
  readonly keys: string;
  readonly appId: string;
  /** Bearer token of the control surface. */
  readonly token: string;
  /** How long a scripted silence holds the connection before it is cut, in milliseconds. */
  readonly silenceMs: number;
  /** How messages about payments are sent; over HTTP where nothing else is said. */
  readonly post?: Post;
  /** Called when another gateway has taken the book over. */
  readonly onSucceeded: () => void;
  /** Called when the book cannot be written, or for a bug: nothing was answered. */
  readonly onFault: (error: unknown) => void;
}

export interface Gateway {
  readonly server: Server;
  readonly book: Book;
  close(): Promise<void>;
}

const BODY_BYTES_MAX = 65_536;

/** Opens the book and makes the server; the caller lets it listen, on loopback only. */
export function openGateway(options: GatewayOptions): Gateway {
  const book = openBook(options.directory, randomUUID());
  const identity = readIdentity(options.keys);
  const fault = (error: unknown): void => {
    if (error instanceof Succeeded) options.onSucceeded();
    else options.onFault(error);
  };
  const clock = { at: latestOf(book) };
  const { appId, post = postForm } = options;
  const notices = openNotices({ book, identity, appId, post, now: () => clock.at, onFault: fault });
  const server = createServer((request, response) => {
    handle({ options, book, identity, clock, notices }, request, response).catch((error: unknown) => {
      // Nothing may be answered that is not in a book that counts.
      response.destroy();
      fault(error);
    });
  });
  const close = () =>
    new Promise<void>((resolve) => {
      notices.stop();
      server.close(() => {
        book.close();
        resolve();
      });
      server.closeAllConnections();
    });
  return { server, book, close };
}

/** The latest time that the book knows. */
function latestOf(book: Book): Instant {
  const { orders, trades } = book.state();
  let latest = 0;
  for (const { at } of [...orders.values(), ...trades.values()]) latest = Math.max(latest, at);
  return instant(latest);
}

interface Desk {
  readonly options: GatewayOptions;
  readonly book: Book;
  readonly identity: Identity;
  /** The latest time stamp that was verified: a page that is paid on brings none of its own. */
  readonly clock: { at: Instant };
  readonly notices: Notices;
}

async function handle(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  if (body === undefined) return;
  const url = new URL(request.url ?? "/", "http://gateway");
  const asked = `${request.method ?? ""} ${url.pathname}`;
  if (body === null) {
    response.writeHead(413).end();
  } else if (url.pathname.startsWith("/control/")) {
    const { authorization } = request.headers;
    const question = { method: request.method ?? "", path: url.pathname, authorization, body };
    const answer = answerControl(desk.book, desk.options.token, question);
    response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
  } else if (asked === "POST /gateway.do") {
    answerChannel(
      desk,
      { ...Object.fromEntries(url.searchParams), ...Object.fromEntries(new URLSearchParams(body)) },
      response,
    );
  } else if (asked === "GET /gateway.do") {
    showCashier(desk, Object.fromEntries(url.searchParams), request, response);
  } else if (asked.startsWith("POST /cashier/")) {
    payAtCashier(desk, decodeURIComponent(url.pathname.slice("/cashier/".length)), response);
  } else {
    response.writeHead(404).end();
  }
}

/** The page of a signed order. */
function showCashier(desk: Desk, params: Params, request: IncomingMessage, response: ServerResponse): void {
  const language = cashierLanguage(request.headers["accept-language"]);
  const call = desk.options.appId === params["app_id"] && isGenuine(desk.identity, params) ? readPage(params) : null;
  if (call !== null) heard(desk, call.at);
  const opened = call === null ? null : openTrade(desk.book.state(), call);
  if (opened?.entry != null) desk.book.append(opened.entry);
  response.writeHead(opened === null ? 400 : 200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": cashierPolicy(opened?.trade.returnUrl ?? null),
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
  });
  response.end(opened === null ? invalidPage(language) : cashierPage(language, opened.trade, desk.clock.at));
}

/** The payer presses the button: paid, told, and led back. */
function payAtCashier(desk: Desk, outTradeNo: string, response: ServerResponse): void {
  const known = desk.book.state().trades.get(outTradeNo);
  if (known === undefined) {
    response.writeHead(404).end();
    return;
  }
  const paid = payTrade(desk.book.state(), known, desk.clock.at);
  if (paid !== null) {
    desk.book.append(paid.entry);
    desk.notices.tell(outTradeNo);
  }
  const back = new URL(known.returnUrl);
  back.searchParams.set("out_trade_no", outTradeNo);
  const status = paid === null && known.state !== "PAID" ? 409 : 303;
  response.writeHead(status, status === 303 ? { location: back.href } : {}).end();
}

function heard({ clock }: Desk, at: Instant): void {
  if (at > clock.at) clock.at = at;
}

/** The body; null when it is too long, undefined when the client went away in the middle of it. */
async function readBody(request: IncomingMessage): Promise<string | null | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length <= BODY_BYTES_MAX) chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return length > BODY_BYTES_MAX ? null : Buffer.concat(chunks).toString("utf8");
}

function answerChannel(desk: Desk, params: Params, response: ServerResponse): void {
  const { reply, entry } = decide(desk, params);
  if (entry !== null) desk.book.append(entry);
  if (reply === "silence") {
    const cut = setTimeout(() => response.destroy(), desk.options.silenceMs);
    response.once("close", () => clearTimeout(cut));
    return;
  }
  response.writeHead(200, { "content-type": "application/json;charset=utf-8" });
  response.end(envelope(desk.identity, params, reply));
}

const only = (reply: GatewayReply): Played => ({ reply, entry: null });

function decide(desk: Desk, params: Params): Played {
  const { options, book, identity } = desk;
  if (params["app_id"] !== options.appId) return only(failure("isv.invalid-app-id", "无效的AppID参数", "40002"));
  if (!isGenuine(identity, params)) return only(failure("isv.invalid-signature", "验签出错", "40002"));
  const at = timeOf(params["timestamp"]);
  if (at === null) return only(failure("isv.invalid-timestamp", "非法的时间戳参数", "40002"));
  heard(desk, at);
  return playMethod(book, params, at) ?? only(failure("INVALID_PARAMETER", "参数有误"));
}

/** Null where the business content is not what the method needs. */
function playMethod(book: Book, params: Params, at: Instant): Played | null {
  const content = parseContent(params["biz_content"] ?? "");
  const { outTradeNo, outRequestNo } = readTradeNumbers(params["biz_content"] ?? "");
  switch (params["method"]) {
    case "alipay.fund.trans.uni.transfer":
      return content === null ? null : transfer(book, params, content, at);
    case "alipay.fund.trans.common.query":
      return content === null ? null : playQuery(book.state(), content.outBizNo, at);
    case "alipay.trade.query":
      return outTradeNo === null ? null : playTradeQuery(book.state(), outTradeNo, at);
    case "alipay.trade.close":
      return outTradeNo === null ? null : playClose(book.state(), outTradeNo);
    case "alipay.trade.refund":
      return refund(book, params, at);
    case "alipay.trade.fastpay.refund.query":
      if (outTradeNo === null || outRequestNo === null) return null;
      return playRefundQuery(book.state(), outTradeNo, outRequestNo, at);
    default:
      return only(failure("isv.invalid-method", "不存在的方法名", "40002"));
  }
}

function transfer(book: Book, params: Params, content: TransferContent, at: Instant): Played {
  const { outBizNo, amount, payee } = content;
  if (amount === null || payee === null || content.title === "") return only(failure("INVALID_PARAMETER", "参数有误"));
  const contentHash = sha256Of(params["biz_content"] ?? "");
  const signature = sha256Of(params["sign"] ?? "");
  return playTransfer(book.state(), { outBizNo, content: contentHash, payee, amount, at, signature });
}

function refund(book: Book, params: Params, at: Instant): Played | null {
  const text = params["biz_content"] ?? "";
  const { outTradeNo, outRequestNo } = readTradeNumbers(text);
  const amount = readRefundAmount(text);
  if (outTradeNo === null || outRequestNo === null || amount === null) return null;
  const signature = sha256Of(params["sign"] ?? "");
  return playRefund(book.state(), { outTradeNo, outRequestNo, content: sha256Of(text), amount, at, signature });
}
