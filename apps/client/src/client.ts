// Understands calls of the contract: addresses, headers, answers and problems. For browsers, and for servers with a key.

import type { AnswerOf, Contract, InputOf, Operation } from "./operation.js";
import { noAnswer, problemOf } from "./problem.js";

/** How a client reaches the server. */
export interface ClientOptions {
  /** Origin without a slash at its end; empty for the page's own. */
  readonly url?: string;
  /** Key of a server, or token of a person; without one a browser sends its cookie. */
  readonly token?: string;
  /** zh-CN or en, asked at each call. */
  readonly language?: () => string;
  readonly fetch?: typeof fetch;
}

/** What a call says beside its input. */
export interface CallHeaders {
  /** The same for every retry of one operation. */
  readonly key?: string;
  /** The version that is edited, as it was read. */
  readonly ifMatch?: string;
  readonly signal?: AbortSignal;
}

export interface Exchange<T> {
  readonly body: T;
  /** Version of what was read, to be given back when it is edited. */
  readonly etag: string | null;
}

export interface Client {
  readonly options: ClientOptions;
  /** @throws Problem when the server refuses, or is not heard */
  call<C extends Contract>(operation: Operation<C>, input: InputOf<C> & CallHeaders): Promise<AnswerOf<C>>;
  /** As `call`, with the version of what was answered. */
  exchange<C extends Contract>(
    operation: Operation<C>,
    input: InputOf<C> & CallHeaders,
  ): Promise<Exchange<AnswerOf<C>>>;
}

interface Parts extends CallHeaders {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** The address of an operation with its parts and questions; undefined ones are left out. */
export function addressOf(
  template: string,
  { path = {}, query = {} }: { path?: Parts["path"]; query?: Parts["query"] },
): string {
  const filled = template.replace(/\{(\w+)\}/g, (_match, name: string) => encodeURIComponent(String(path[name])));
  const asked = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== "");
  const search = new URLSearchParams(
    asked.flatMap(([name, value]) =>
      Array.isArray(value) ? value.map((each): [string, string] => [name, String(each)]) : [[name, String(value)]],
    ),
  ).toString();
  return search === "" ? filled : `${filled}?${search}`;
}

function headersOf(options: ClientOptions, { key, ifMatch, body }: Parts): Headers {
  const headers = new Headers({ accept: "application/json" });
  if (options.language !== undefined) headers.set("accept-language", options.language());
  if (options.token !== undefined) headers.set("authorization", `Bearer ${options.token}`);
  if (body !== undefined) headers.set("content-type", "application/json");
  if (key !== undefined) headers.set("idempotency-key", key);
  if (ifMatch !== undefined) headers.set("if-match", ifMatch);
  return headers;
}

export function openClient(options: ClientOptions = {}): Client {
  const ask = options.fetch ?? ((...request: Parameters<typeof fetch>) => fetch(...request));
  const exchange = async <C extends Contract>(
    { method, path }: Operation<C>,
    input: InputOf<C> & CallHeaders,
  ): Promise<Exchange<AnswerOf<C>>> => {
    const parts = input as Parts;
    const request: RequestInit = { method, headers: headersOf(options, parts) };
    if (parts.body !== undefined) request.body = JSON.stringify(parts.body);
    if (parts.signal !== undefined) request.signal = parts.signal;
    const response = await ask(`${options.url ?? ""}${addressOf(path, parts)}`, request).catch((error: unknown) => {
      if (parts.signal?.aborted === true) throw error;
      throw noAnswer();
    });
    const text = await response.text().catch(() => {
      throw noAnswer();
    });
    if (!response.ok) throw problemOf(response.status, text);
    return { body: (text === "" ? null : JSON.parse(text)) as AnswerOf<C>, etag: response.headers.get("etag") };
  };
  return {
    options,
    exchange,
    call: async (operation, input) => (await exchange(operation, input)).body,
  };
}
