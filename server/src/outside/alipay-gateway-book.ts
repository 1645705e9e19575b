// The local gateway's own book: an append-only file of JSON lines, written through to the disk before anything is answered.
//
// There is no lock that survives kill -9 on every system, so the book fences instead: who opens it writes a line saying so,
// and whatever an earlier owner writes after that line does not count. An owner re-reads the file after each line of its own,
// and stops when it finds that it has been succeeded. Two gateways can therefore never both believe that they moved money.

import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readSync, writeSync } from "node:fs";
import { join } from "node:path";
import { never } from "@anxin/core/assert";
import type { Instant } from "@anxin/core/time";

/** An order as the gateway remembers it. Plain JSON. */
export interface TransferOrder {
  readonly outBizNo: string;
  readonly orderNo: string;
  /** SHA-256 of the exact bytes that asked for it. */
  readonly content: string;
  /** The payee's account. */
  readonly payee: string;
  /** Fen, as a JSON number. */
  readonly amount: number;
  /** When it was asked for, by the time stamp of the request. */
  readonly at: Instant;
  readonly outcome: string;
  /** ABSENT: the request was seen, yet no order came of it. */
  readonly state: "SUCCESS" | "DEALING" | "FAIL" | "REFUND" | "ABSENT";
  /** Why it was refused. */
  readonly code: string | null;
  /** SHA-256 of the signature of the request that was met with silence: its retransmission is met with silence too. */
  readonly silentTo: string | null;
}

/** Money that goes back of a payment. */
export interface TradeRefund {
  readonly outRequestNo: string;
  /** SHA-256 of the exact bytes that asked for it. */
  readonly content: string;
  /** Fen, as a JSON number. */
  readonly amount: number;
  readonly at: Instant;
  readonly outcome: string;
  readonly state: "SUCCESS" | "DEALING" | "FAIL" | "ABSENT";
  readonly code: string | null;
  readonly silentTo: string | null;
}

/** A payment on the cashier's page, from when the page was first opened. Plain JSON. */
export interface Trade {
  readonly outTradeNo: string;
  readonly tradeNo: string;
  /** Fen, as a JSON number. */
  readonly amount: number;
  readonly subject: string;
  readonly at: Instant;
  readonly expiresAt: Instant | null;
  readonly notifyUrl: string;
  readonly returnUrl: string;
  readonly state: "WAIT" | "PAID" | "CLOSED";
  readonly paidAt: Instant | null;
  /** Whether the payment is still to be told to notifyUrl; "twice" until it was told once more than needed. */
  readonly notice: "none" | "due" | "twice" | "told" | "lost";
  readonly refunds: readonly TradeRefund[];
}

export type BookLine =
  | { readonly kind: "opened"; readonly owner: string }
  | { readonly kind: "scripted"; readonly owner: string; readonly outcomes: readonly string[] }
  /** The outcome of one transfer; `scripted` when it used up the first of the script. */
  | { readonly kind: "played"; readonly owner: string; readonly scripted: boolean; readonly order: TransferOrder }
  /** An order that the gateway knows already went on to another state. */
  | { readonly kind: "moved_on"; readonly owner: string; readonly order: TransferOrder }
  /** A payment as it now stands; `used` is the outcome of the script that it took up. */
  | { readonly kind: "traded"; readonly owner: string; readonly used: string | null; readonly trade: Trade }
  | { readonly kind: "reset"; readonly owner: string };

type Unowned<T> = T extends BookLine ? Omit<T, "owner"> : never;
export type BookEntry = Unowned<Exclude<BookLine, { kind: "opened" }>>;

/** Everything that the lines add up to. */
export interface BookState {
  readonly owner: string;
  readonly script: readonly string[];
  /** By out_biz_no. */
  readonly orders: ReadonlyMap<string, TransferOrder>;
  /** By out_trade_no. */
  readonly trades: ReadonlyMap<string, Trade>;
}

interface Folded {
  owner: string;
  script: readonly string[];
  /** Grown in place: a copy for every line would make a long book quadratic. */
  readonly orders: Map<string, TransferOrder>;
  readonly trades: Map<string, Trade>;
}

/** Outcomes that are meant for something else than a transfer say for what before a colon. */
export type Scripted = "transfer" | "refund" | "notify";
const scriptedFor = (outcome: string): Scripted =>
  outcome.startsWith("refund:") ? "refund" : outcome.startsWith("notify:") ? "notify" : "transfer";

/** The next outcome of the script for one kind of thing; null when the script says nothing about it. */
export const nextScripted = (script: readonly string[], what: Scripted): string | null =>
  script.find((outcome) => scriptedFor(outcome) === what) ?? null;

function without(script: readonly string[], used: string | null): readonly string[] {
  const at = used === null ? -1 : script.indexOf(used);
  return at < 0 ? script : script.filter((_, place) => place !== at);
}

/** The one total function of lines. Lines of an owner that was succeeded do not count. */
function fold(state: Folded, line: BookLine): void {
  if (line.kind === "opened") state.owner = line.owner;
  if (line.kind === "opened" || line.owner !== state.owner) return;
  switch (line.kind) {
    case "scripted":
      state.script = line.outcomes;
      return;
    case "played":
      if (line.scripted) state.script = without(state.script, nextScripted(state.script, "transfer"));
      state.orders.set(line.order.outBizNo, line.order);
      return;
    case "moved_on":
      state.orders.set(line.order.outBizNo, line.order);
      return;
    case "traded":
      state.script = without(state.script, line.used);
      state.trades.set(line.trade.outTradeNo, line.trade);
      return;
    case "reset":
      state.script = [];
      state.orders.clear();
      state.trades.clear();
      return;
    default:
      never(line);
  }
}

/** Thrown to an owner that has been succeeded. It must answer nobody any more. */
export class Succeeded extends Error {
  constructor() {
    super("another gateway has opened this book");
    this.name = "Succeeded";
  }
}

export interface Book {
  state(): BookState;
  /** Writes a line through to the disk; throws Succeeded when it does not count. */
  append(entry: BookEntry): void;
  /** Whether another gateway has opened the book meanwhile. */
  succeeded(): boolean;
  close(): void;
}

/** Opens the book in a directory and takes it over from whoever had it. */
export function openBook(directory: string, owner: string): Book {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = openSync(join(directory, "book.jsonl"), "a+", 0o600);
  const state: Folded = { owner: "", script: [], orders: new Map(), trades: new Map() };
  let readTo = 0;
  let torn = Buffer.alloc(0);
  /** Reads what was written since, by us or by another; a last line without its end waits for the rest. */
  const catchUp = (): void => {
    const fresh = readFrom(file, readTo);
    readTo += fresh.length;
    const lines = Buffer.concat([torn, fresh]);
    const end = lines.lastIndexOf(0x0a) + 1;
    torn = Buffer.from(lines.subarray(end));
    for (const line of lines.subarray(0, end).toString("utf8").split("\n")) {
      const parsed = parseLine(line);
      if (parsed !== null) fold(state, parsed);
    }
  };
  const write = (line: BookLine): void => {
    writeSync(file, `${torn.length > 0 ? "\n" : ""}${JSON.stringify(line)}\n`);
    fsyncSync(file);
    catchUp();
    if (state.owner !== owner) throw new Succeeded();
  };
  catchUp();
  write({ kind: "opened", owner });
  return {
    state: () => state,
    append: (entry) => write({ ...entry, owner }),
    succeeded: () => {
      catchUp();
      return state.owner !== owner;
    },
    close: () => closeSync(file),
  };
}

function readFrom(file: number, position: number): Buffer {
  const length = fstatSync(file).size - position;
  if (length <= 0) return Buffer.alloc(0);
  const buffer = Buffer.alloc(length);
  return buffer.subarray(0, readSync(file, buffer, 0, length, position));
}

/** A line that a crash tore apart was never answered for: it does not count. */
const parseLine = (text: string): BookLine | null => parseJson(text) as BookLine | null;

/** Null where the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
