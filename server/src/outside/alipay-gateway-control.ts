// The control surface of the local gateway, guarded by a bearer token: the script, the book, a fresh start.

import { timingSafeEqual } from "node:crypto";
import { type Book, parseJson } from "./alipay-gateway-book.js";
import { isOutcome } from "./alipay-gateway-outcomes.js";
import { sha256Of } from "./transfer-channel.js";

/** A transfer as the gateway's own book shows it; amount in fen. */
export interface BookedTransfer {
  readonly outBizNo: string;
  readonly payee: string;
  readonly amount: number;
  readonly state: "SUCCESS" | "DEALING" | "FAIL" | "REFUND";
}

/** A payment as the gateway's own book shows it; amounts in fen. */
export interface BookedTrade {
  readonly outTradeNo: string;
  readonly amount: number;
  readonly state: "WAIT" | "PAID" | "CLOSED";
  readonly refunds: readonly {
    readonly outRequestNo: string;
    readonly amount: number;
    readonly state: "SUCCESS" | "DEALING" | "FAIL";
  }[];
}

export interface ControlQuestion {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

export interface ControlAnswer {
  readonly status: number;
  readonly body: unknown;
}

const OUTCOMES_MAX = 10_000;

export function answerControl(book: Book, token: string, question: ControlQuestion): ControlAnswer {
  const given = Buffer.from(sha256Of(question.authorization ?? ""));
  if (!timingSafeEqual(given, Buffer.from(sha256Of(`Bearer ${token}`)))) return { status: 401, body: {} };
  switch (`${question.method} ${question.path}`) {
    case "POST /control/script":
      return script(book, question.body);
    case "GET /control/transfers":
      return { status: 200, body: { data: transfersOf(book) } };
    case "GET /control/trades":
      return { status: 200, body: { data: tradesOf(book) } };
    case "POST /control/reset":
      book.append({ kind: "reset" });
      return { status: 200, body: {} };
    default:
      return { status: 404, body: {} };
  }
}

function script(book: Book, text: string): ControlAnswer {
  const outcomes = outcomesOf(text);
  if (outcomes === null) return { status: 400, body: { detail: "outcomes: a list of known outcomes is needed" } };
  book.append({ kind: "scripted", outcomes });
  return { status: 200, body: { outcomes } };
}

function outcomesOf(text: string): readonly string[] | null {
  const body = parseJson(text);
  const outcomes = typeof body === "object" && body !== null && "outcomes" in body ? body.outcomes : null;
  if (!Array.isArray(outcomes) || outcomes.length > OUTCOMES_MAX || !outcomes.every(isOutcome)) return null;
  return outcomes;
}

/** In the order in which the numbers were first seen; what came to no order is not in the list. */
function transfersOf(book: Book): readonly BookedTransfer[] {
  return [...book.state().orders.values()].flatMap(({ outBizNo, payee, amount, state }) =>
    state === "ABSENT" ? [] : [{ outBizNo, payee, amount, state }],
  );
}

/** In the order in which their pages were first opened; a refund that came to nothing is not in the list. */
function tradesOf(book: Book): readonly BookedTrade[] {
  return [...book.state().trades.values()].map(({ outTradeNo, amount, state, refunds }) => ({
    outTradeNo,
    amount,
    state,
    refunds: refunds.flatMap(({ outRequestNo, amount: back, state: came }) =>
      came === "ABSENT" ? [] : [{ outRequestNo, amount: back, state: came }],
    ),
  }));
}

/** The client's side of the control surface. Throws when the gateway is away or says no. */
export interface GatewayControl {
  script(outcomes: readonly string[]): Promise<void>;
  transfers(): Promise<readonly BookedTransfer[]>;
  trades(): Promise<readonly BookedTrade[]>;
  reset(): Promise<void>;
}

/** `control` is the address of the surface, "http://127.0.0.1:PORT/control". */
export function gatewayControl(control: string, token: string): GatewayControl {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${control}/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`the local gateway answered ${response.status} to ${method} ${path}`);
    return response.json();
  };
  return {
    script: async (outcomes) => void (await call("POST", "script", { outcomes })),
    transfers: async () => ((await call("GET", "transfers")) as { readonly data: readonly BookedTransfer[] }).data,
    trades: async () => ((await call("GET", "trades")) as { readonly data: readonly BookedTrade[] }).data,
    reset: async () => void (await call("POST", "reset", {})),
  };
}
