// Calls the product as a marketplace's server does: with the same body again, until there is an answer that says something.

import { setTimeout as delay } from "node:timers/promises";

/** What came back; the body is parsed JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface CallOptions {
  readonly body?: unknown;
  /** Idempotency-Key. */
  readonly key?: string;
  /** If-Match. */
  readonly ifMatch?: string;
}

export interface Client {
  /** One exchange. Throws when the connection breaks or stays silent. */
  once(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /**
   * The same exchange again while the connection breaks or the product says that it can't work now (503). For calls that may
   * be repeated: readings, calls with a key, orders.
   *
   * @throws when the product stays away for longer than the client's patience
   */
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** `call` for what must succeed. Throws on any status of 300 and more. Answers the body. */
  ok(method: string, path: string, options?: CallOptions): Promise<unknown>;
  /** Every item of a list, over all its pages. */
  all(path: string): Promise<readonly unknown[]>;
  /** How often an exchange had to be repeated: that faults hit somebody. */
  repeated(): number;
}

const ANSWER_MS_MAX = 30_000;
const PATIENCE_MS = 90_000;
/** Between two tries: short, since it is the product's return that is waited for. */
const RETRY_PAUSE_MS = 50;
const PAGE_ITEMS = 200;

/** Why an exchange came to nothing, for the error of one that came to nothing for good. */
type Exchange = { readonly answer: Answer } | { readonly fault: string };

/** A client of one caller. */
export function connectClient(url: string, apiKey: string): Client {
  let repeated = 0;

  async function once(method: string, path: string, { body, key, ifMatch }: CallOptions = {}): Promise<Answer> {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(key === undefined ? {} : { "idempotency-key": key }),
        ...(ifMatch === undefined ? {} : { "if-match": ifMatch }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? null : JSON.parse(text) };
  }

  async function exchange(method: string, path: string, options: CallOptions): Promise<Exchange> {
    try {
      const answer = await once(method, path, options);
      return answer.status === 503 ? { fault: `503 ${JSON.stringify(answer.body)}` } : { answer };
    } catch (error) {
      return { fault: error instanceof Error ? `${error.message} ${String(error.cause ?? "")}` : String(error) };
    }
  }

  async function call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const done = await exchange(method, path, options);
      if ("answer" in done) return done.answer;
      if (performance.now() > deadline) throw new Error(`${method} ${path} stays unanswered: ${done.fault}`);
      repeated += 1;
      await delay(RETRY_PAUSE_MS);
    }
  }

  async function ok(method: string, path: string, options: CallOptions = {}): Promise<unknown> {
    const { status, body } = await call(method, path, options);
    if (status >= 300) throw new Error(`${method} ${path} answered ${status} ${JSON.stringify(body)}`);
    return body;
  }

  async function all(path: string): Promise<readonly unknown[]> {
    const items: unknown[] = [];
    const separator = path.includes("?") ? "&" : "?";
    for (let cursor = ""; ; ) {
      const page = `${path}${separator}limit=${PAGE_ITEMS}${cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`}`;
      const { data, next } = (await ok("GET", page)) as {
        readonly data: readonly unknown[];
        readonly next: string | null;
      };
      items.push(...data);
      if (next === null) return items;
      cursor = next;
    }
  }

  return { once, call, ok, all, repeated: () => repeated };
}
