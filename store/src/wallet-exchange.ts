// Understands the log of what was exchanged with the payment channel about top-ups and refunds. Append-only.

import type { Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import { execute, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

/** What an exchange was about: a top-up (part 0), or a part of a refund. */
export interface ExchangeSubject {
  readonly book: number;
  readonly subjectId: Id;
  readonly part: number;
}

export interface Exchange extends ExchangeSubject {
  /** Exchanges about one thing are shown in the order of their ids. */
  readonly exchangeId: Id;
  readonly at: Instant;
  readonly action: "send" | "query" | "close" | "notice" | "task";
  readonly answer: string;
  readonly code: string | null;
  readonly detail: string;
}

export const insertExchangeRow = statement(
  "insert_wallet_exchange",
  {},
  `insert into wallet_exchange (tenant_id, book, subject_id, part, exchange_id, at, action, answer, code, detail)
   values ($1::int4, $2::int2, $3::int8, $4::int4, $5::int8, at_ms($6::int8), $7::text, $8::text, $9::text, $10::text)`,
);

/** Notes an exchange. */
export async function noteExchange(tx: Tx, exchange: Exchange): Promise<void> {
  const { book, subjectId, part, exchangeId, at, action, answer, code, detail } = exchange;
  await execute(tx, insertExchangeRow, [
    tx.tenantId,
    book,
    subjectId,
    part,
    exchangeId,
    at,
    action,
    answer,
    code,
    detail,
  ]);
}

export const selectExchanges = statement(
  "select_wallet_exchanges",
  { part: "int4", at: "timestamptz", action: "text", answer: "text", code: "text?", detail: "text" },
  `select part, at, action, answer, code, detail from wallet_exchange
   where book = $2::int2 and tenant_id = $1::int4 and subject_id = $3::int8
   order by part, exchange_id`,
);
export type ExchangeRow = Row<(typeof selectExchanges)["row"]>;

/** Everything that was exchanged about a top-up or a refund, in order. */
export function exchangesOf(tx: Tx, { book, subjectId }: Omit<ExchangeSubject, "part">): Promise<ExchangeRow[]> {
  return run(tx, selectExchanges, [tx.tenantId, book, subjectId]);
}
