// The port to receivers of webhooks, and the client that reaches them over HTTP.
//
// The address is written by whoever listens, and the request comes from inside this network: what it names must never lead back
// in. So a name is looked up by the connection itself, every address that it stands for is judged, and the connection goes to
// exactly the one that was judged; a name that answers otherwise a moment later gains nothing. Nothing is followed elsewhere.

import { type LookupAddress, lookup } from "node:dns";
import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { addressKind } from "@anxin/core/webhook/address";
import { wallClockMs } from "../clock.js";

/** What an address may be. A production house lets neither plain HTTP nor loopback through. */
export interface WebhookRules {
  readonly plainHttp: boolean;
  /** For receivers on the same machine, while somebody writes one. */
  readonly loopback: boolean;
  /** For the whole exchange, the look-up of the name included. */
  readonly timeoutMs: number;
}

export const WEBHOOK_TIMEOUT_MS = 15_000;
/** Of an answer no more is read, and of that less is kept. */
const RESPONSE_BYTES_MAX = 4_096;
const EXCERPT_BYTES_MAX = 1_024;
/** The status says all that counts; what follows it is waited for no longer than this. */
const BODY_MS_MAX = 1_000;
const RESPONSE_HEAD_BYTES_MAX = 16_384;

/** Why an address is refused. */
export const ADDRESS_FAULTS = [
  "url_malformed",
  "scheme",
  "userinfo",
  "fragment",
  "port",
  "address_not_public",
] as const;
export type AddressFault = (typeof ADDRESS_FAULTS)[number];

export interface OutgoingWebhook {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** `durationMs` until the status came, or until nothing more was waited for. */
export type WebhookAnswer =
  | { readonly kind: "answered"; readonly status: number; readonly excerpt: string; readonly durationMs: number }
  /** `code` is the name of what went wrong, and never an address. */
  | { readonly kind: "unreached"; readonly code: string; readonly durationMs: number };

/** `send` never throws for anything that the outside does. */
export interface WebhookSender {
  /** Why nobody may listen at an address; null where nothing speaks against it. A name that cannot be looked up now may be. */
  objection(url: string): Promise<AddressFault | null>;
  send(webhook: OutgoingWebhook): Promise<WebhookAnswer>;
}

/** Every address that a name stands for; rejects where there is none. */
export type Resolver = (name: string) => Promise<readonly LookupAddress[]>;

const systemResolver: Resolver = (name) =>
  new Promise((resolve, reject) => {
    lookup(name, { all: true, verbatim: true }, (error, found) => (error === null ? resolve(found) : reject(error)));
  });

class AddressRefused extends Error {
  readonly code = "address_not_public";
}

const PORTS = { "https:": 443, "http:": 80 } as const;
/** Below are the services of a machine, which no receiver of webhooks is one of. */
const FREE_PORT_MIN = 1_024;

const may = ({ loopback }: WebhookRules, address: string): boolean => {
  const kind = addressKind(address);
  return kind === "public" || (kind === "loopback" && loopback);
};

/** The host of a URL as a resolver knows it: without the brackets of an IPv6 address. */
const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, "");

/** What of an address is seen without looking its name up. */
function plainFault(rules: WebhookRules, text: string): AddressFault | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  // A URL is read leniently; what had to be mended first is not sent to.
  if (url === null || /[\s\\]|[^\x21-\x7e]/.test(text)) return "url_malformed";
  if (url.protocol !== "https:" && !(url.protocol === "http:" && rules.plainHttp)) return "scheme";
  if (url.username !== "" || url.password !== "") return "userinfo";
  if (url.hash !== "") return "fragment";
  const port = url.port === "" ? PORTS[url.protocol] : Number(url.port);
  if (port !== PORTS[url.protocol] && port < FREE_PORT_MIN) return "port";
  const host = hostOf(url);
  return isIP(host) !== 0 && !may(rules, host) ? "address_not_public" : null;
}

/** Looks a name up and lets through the first of its addresses, if all of them may be connected to. */
async function judged(rules: WebhookRules, resolve: Resolver, name: string): Promise<LookupAddress> {
  const found = await resolve(name);
  const [first] = found;
  if (first === undefined || !found.every(({ address }) => may(rules, address))) throw new AddressRefused();
  return first;
}

/** What a connection asks for the address of a name: the one that was judged, and no other. */
function judging(rules: WebhookRules, resolve: Resolver): LookupFunction {
  return (name, { all }, answer) => {
    judged(rules, resolve, name).then(
      (found) => (all === true ? answer(null, [found]) : answer(null, found.address, found.family)),
      (error: NodeJS.ErrnoException) => answer(error, "", 0),
    );
  };
}

/** How an answer began: what a person can read of it. */
function excerptOf(parts: readonly Buffer[]): string {
  const bytes = Buffer.concat(parts).subarray(0, EXCERPT_BYTES_MAX);
  // A character that was cut through at the end is left out.
  const text = new TextDecoder("utf-8").decode(bytes, { stream: true });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out, since no database text holds them all.
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, " ");
}

/** The name of what went wrong; never a message, which may hold the address. */
function nameOf(error: NodeJS.ErrnoException): string {
  return typeof error.code === "string" && error.code !== "" ? error.code : error.name;
}

/** Reads how an answer begins, and says so when there is enough of it, or no more of it comes in time. */
function readBeginning(response: IncomingMessage, done: (excerpt: string) => void): void {
  const parts: Buffer[] = [];
  let bytes = 0;
  const end = (): void => {
    clearTimeout(patience);
    response.removeAllListeners();
    // What still comes, or breaks, is nobody's concern.
    response.on("error", () => undefined);
    done(excerptOf(parts));
  };
  const patience = setTimeout(end, BODY_MS_MAX);
  response.on("data", (part: Buffer) => {
    parts.push(part);
    bytes += part.length;
    if (bytes >= RESPONSE_BYTES_MAX) end();
  });
  for (const event of ["end", "error", "close"]) response.once(event, end);
}

/** One exchange on a connection of its own, which ends with it. */
function exchange(rules: WebhookRules, resolve: Resolver, webhook: OutgoingWebhook): Promise<WebhookAnswer> {
  const began = wallClockMs();
  return new Promise((settle) => {
    const url = new URL(webhook.url);
    const open = url.protocol === "https:" ? httpsRequest : httpRequest;
    const request: ClientRequest = open(url, {
      method: "POST",
      headers: { ...webhook.headers, "content-length": Buffer.byteLength(webhook.body), connection: "close" },
      agent: false,
      lookup: judging(rules, resolve),
      maxHeaderSize: RESPONSE_HEAD_BYTES_MAX,
    });
    const elapsed = (): number => wallClockMs() - began;
    const patience = setTimeout(
      () => end({ kind: "unreached", code: "timeout", durationMs: elapsed() }),
      rules.timeoutMs,
    );
    const end = (answer: WebhookAnswer): void => {
      clearTimeout(patience);
      request.destroy();
      settle(answer);
    };
    // Destroying it makes it fail once more, when nobody listens any longer.
    request.on("error", (error) => end({ kind: "unreached", code: nameOf(error), durationMs: elapsed() }));
    request.on("response", (response) => {
      clearTimeout(patience);
      const answer = { kind: "answered", status: response.statusCode ?? 0, durationMs: elapsed() } as const;
      readBeginning(response, (excerpt) => end({ ...answer, excerpt }));
    });
    request.on("upgrade", () => end({ kind: "unreached", code: "upgrade_refused", durationMs: elapsed() }));
    request.end(webhook.body);
  });
}

/** Makes the client; nothing has to be closed. */
export function webhookSender(rules: WebhookRules, resolve: Resolver = systemResolver): WebhookSender {
  return {
    async objection(text) {
      const fault = plainFault(rules, text);
      if (fault !== null) return fault;
      const host = hostOf(new URL(text));
      if (isIP(host) !== 0) return null;
      const found = await resolve(host).catch(() => []);
      return found.every(({ address }) => may(rules, address)) ? null : "address_not_public";
    },
    async send(webhook) {
      // Rules may have become stricter since the address was saved.
      const fault = plainFault(rules, webhook.url);
      if (fault !== null) return { kind: "unreached", code: fault, durationMs: 0 };
      return exchange(rules, resolve, webhook);
    },
  };
}
