// A stand-in for Alipay's gateway on this machine: checks every signature, signs every answer, keeps a book of its own.
// It knows no time but the time stamps of the requests that it verified, so that a sandbox's movable clock rules it too.

import { createHash, createPrivateKey, createPublicKey, randomUUID, sign, verify, X509Certificate } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { fenToWire, parseYuan } from "@anxin/core/money";
import { ALIPAY_POLICY } from "@anxin/core/payout/channel";
import { type Instant, parseInstant } from "@anxin/core/time";
import { type Book, openBook, parseJson, Succeeded } from "./alipay-gateway-book.js";
import { answerControl } from "./alipay-gateway-control.js";
import { gatewayKeyFiles, readText } from "./alipay-gateway-keys.js";
import { failure, type GatewayReply, type Played, playQuery, playTransfer } from "./alipay-gateway-outcomes.js";
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
  const identity = readIdentity(options);
  const server = createServer((request, response) => {
    handle({ options, book, identity }, request, response).catch((error: unknown) => {
      // Nothing may be answered that is not in a book that counts.
      response.destroy();
      if (error instanceof Succeeded) options.onSucceeded();
      else options.onFault(error);
    });
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => {
        book.close();
        resolve();
      });
      server.closeAllConnections();
    });
  return { server, book, close };
}

interface Desk {
  readonly options: GatewayOptions;
  readonly book: Book;
  readonly identity: Identity;
}

async function handle(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  if (body === undefined) return;
  const url = new URL(request.url ?? "/", "http://gateway");
  if (body === null) {
    response.writeHead(413).end();
  } else if (url.pathname.startsWith("/control/")) {
    const { authorization } = request.headers;
    const question = { method: request.method ?? "", path: url.pathname, authorization, body };
    const answer = answerControl(desk.book, desk.options.token, question);
    response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
  } else if (url.pathname === "/gateway.do" && request.method === "POST") {
    answerChannel(
      desk,
      { ...Object.fromEntries(url.searchParams), ...Object.fromEntries(new URLSearchParams(body)) },
      response,
    );
  } else {
    response.writeHead(404).end();
  }
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

type Params = Readonly<Record<string, string>>;

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

function decide({ options, book, identity }: Desk, params: Params): Played {
  if (params["app_id"] !== options.appId) return only(failure("isv.invalid-app-id", "无效的AppID参数", "40002"));
  if (!isGenuine(identity, params)) return only(failure("isv.invalid-signature", "验签出错", "40002"));
  const at = parseInstant(`${(params["timestamp"] ?? "").replace(" ", "T")}+08:00`);
  if (at === null) return only(failure("isv.invalid-timestamp", "非法的时间戳参数", "40002"));
  const content = parseContent(params["biz_content"] ?? "");
  if (content === null) return only(failure("INVALID_PARAMETER", "参数有误"));
  if (params["method"] === "alipay.fund.trans.uni.transfer") return transfer(book, params, content, at);
  if (params["method"] === "alipay.fund.trans.common.query") {
    return playQuery(book.state(), content.outBizNo, at);
  }
  return only(failure("isv.invalid-method", "不存在的方法名", "40002"));
}

function transfer(book: Book, params: Params, content: Content, at: Instant): Played {
  const { outBizNo, amount, payee } = content;
  if (amount === null || payee === null || content.title === "") return only(failure("INVALID_PARAMETER", "参数有误"));
  const contentHash = sha256Of(params["biz_content"] ?? "");
  const signature = sha256Of(params["sign"] ?? "");
  return playTransfer(book.state(), { outBizNo, content: contentHash, payee, amount, at, signature });
}

/** What the gateway reads of the business content; null where a part is missing or malformed. */
interface Content {
  readonly outBizNo: string;
  readonly amount: number | null;
  readonly payee: string | null;
  readonly title: string;
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

function parseContent(text: string): Content | null {
  const content = parseJson(text);
  if (!isObject(content)) return null;
  const outBizNo = textOf(content["out_biz_no"]);
  const product = [content["product_code"], content["biz_scene"]].join();
  if (!ALIPAY_POLICY.numberPattern.test(outBizNo) || product !== "TRANS_ACCOUNT_NO_PWD,DIRECT_TRANSFER") return null;
  return {
    outBizNo,
    amount: readAmount(content["trans_amount"]),
    payee: readPayee(content["payee_info"]),
    title: textOf(content["order_title"]),
  };
}

function readAmount(value: unknown): number | null {
  const amount = /\.\d\d$/.test(textOf(value)) ? parseYuan(textOf(value)) : null;
  return amount === null || amount < ALIPAY_POLICY.amountMin ? null : fenToWire(amount);
}

function readPayee(value: unknown): string | null {
  if (!isObject(value)) return null;
  const account = textOf(value["identity"]);
  const byUserId = value["identity_type"] === "ALIPAY_USER_ID" && /^2088\d{12}$/.test(account);
  const byName = value["identity_type"] === "ALIPAY_LOGON_ID" && account !== "" && textOf(value["name"]) !== "";
  return byUserId || byName ? account : null;
}

/** Keys of both sides, and the serial numbers under which certificates are named in requests and answers. */
type Identity = ReturnType<typeof readIdentity>;

function readIdentity({ keys }: GatewayOptions) {
  const files = gatewayKeyFiles(keys);
  const serial = (path: string): string => serialOf(new X509Certificate(readText(path)));
  return {
    appKey: createPublicKey(readText(files.appPublicKey)),
    alipayKey: createPrivateKey(readText(files.alipayPrivateKey)),
    appSerial: serial(files.appCertificate),
    rootSerial: serial(files.rootCertificate),
    alipaySerial: serial(files.alipayCertificate),
  };
}

/** How Alipay names a certificate: MD5 over the issuer, most specific part first, and the serial number in decimals. */
function serialOf(certificate: X509Certificate): string {
  const issuer = certificate.issuer.split("\n").reverse().join(",");
  return createHash("md5")
    .update(`${issuer}${BigInt(`0x${certificate.serialNumber}`)}`)
    .digest("hex");
}

/** RSA2 over all parameters but the signature, sorted; in certificate mode the certificates must be the right ones too. */
function isGenuine(identity: Identity, params: Params): boolean {
  const { sign: signature = "", ...rest } = params;
  const signed = Object.keys(rest)
    .filter((name) => rest[name] !== "")
    .sort()
    .map((name) => `${name}=${rest[name]}`)
    .join("&");
  if (params["sign_type"] !== "RSA2") return false;
  if (!verify("sha256", Buffer.from(signed, "utf8"), identity.appKey, Buffer.from(signature, "base64"))) return false;
  const appSerial = params["app_cert_sn"];
  if (appSerial === undefined) return true;
  return appSerial === identity.appSerial && params["alipay_root_cert_sn"] === identity.rootSerial;
}

function envelope(identity: Identity, params: Params, reply: GatewayReply): string {
  const body = JSON.stringify(reply);
  const name = `${(params["method"] ?? "error").replaceAll(".", "_")}_response`;
  const signature = sign("sha256", Buffer.from(body, "utf8"), identity.alipayKey).toString("base64");
  const certificate = params["app_cert_sn"] === undefined ? "" : `"alipay_cert_sn":"${identity.alipaySerial}",`;
  return `{${JSON.stringify(name)}:${body},${certificate}"sign":"${signature}"}`;
}
