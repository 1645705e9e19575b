// Understands what buyers were shown and agreed to: written once with the policy, and only ever read.

import type { Id } from "@anxin/core/id";
import type { Consent, ConsentText } from "@anxin/core/order/order";
import type { Text } from "@anxin/core/product/product";
import type { Instant } from "@anxin/core/time";
import { execute, instantArray, int2Array, int8Array, run, statement, textArray } from "./statement.js";
import type { Tx } from "./transaction.js";

/** The sale of one policy that a buyer paid for. */
export interface ConsentRow {
  readonly policyId: Id;
  readonly book: number;
  readonly orderVersion: number;
  /** The token as the order carried it. */
  readonly quote: string;
  /** What the quote went with. */
  readonly language: keyof Text;
  readonly texts: readonly ConsentText[];
  /** What the marketplace told; null when it told nothing. */
  readonly told: Consent | null;
}

export const insertConsentRows = statement(
  "insert_policy_consents",
  {},
  `insert into policy_consent (tenant_id, recorded_at, policy_id, book, order_version, quote, language, texts, channel,
     shown_at, agreed_at, agreed_language, agreed_texts)
   select $1::int4, at_ms($2::int8), policy_id, book, order_version, quote, language, texts, channel,
     shown_at, agreed_at, nullif(agreed_language, ''), nullif(agreed_texts, '')
   from unnest($3::int8[], $4::int2[], $5::int8[], $6::text[], $7::text[], $8::text[], $9::text[], $10::timestamptz[],
     $11::timestamptz[], $12::text[], $13::text[])
     as row (policy_id, book, order_version, quote, language, texts, channel, shown_at, agreed_at, agreed_language, agreed_texts)`,
);

/** Keeps the sales of a batch in one statement; none when there are none. */
export async function insertConsents(tx: Tx, now: Instant, rows: readonly ConsentRow[]): Promise<void> {
  if (rows.length === 0) return;
  await execute(tx, insertConsentRows, [
    tx.tenantId,
    now,
    int8Array(rows.map((row) => row.policyId)),
    int2Array(rows.map((row) => row.book)),
    int8Array(rows.map((row) => BigInt(row.orderVersion))),
    textArray(rows.map((row) => row.quote)),
    textArray(rows.map((row) => row.language)),
    textArray(rows.map((row) => JSON.stringify(row.texts))),
    textArray(rows.map((row) => row.told?.channel ?? "")),
    instantArray(rows.map((row) => row.told?.shownAt ?? null)),
    instantArray(rows.map((row) => row.told?.agreedAt ?? null)),
    textArray(rows.map((row) => row.told?.language ?? "")),
    textArray(rows.map((row) => (row.told === null ? "" : JSON.stringify(row.told.texts)))),
  ]);
}

export const selectConsent = statement(
  "select_policy_consent",
  {
    order_version: "int8",
    quote: "text",
    language: "text",
    texts: "text",
    channel: "text",
    shown_at: "timestamptz?",
    agreed_at: "timestamptz?",
    agreed_language: "text?",
    agreed_texts: "text?",
    recorded_at: "timestamptz",
  },
  `select order_version, quote, language, texts, channel, shown_at, agreed_at, agreed_language, agreed_texts, recorded_at
   from policy_consent where book = $2::int2 and policy_id = $3::int8 and tenant_id = $1::int4`,
);

const languageOf = (text: string | null): keyof Text => (text === "en" ? "en" : "zh");

/** How a policy was sold, and when that was recorded; null for one that no buyer bought. */
export async function findConsent(
  tx: Tx,
  book: number,
  policyId: Id,
): Promise<(ConsentRow & { readonly recordedAt: Instant }) | null> {
  const [row] = await run(tx, selectConsent, [tx.tenantId, book, policyId]);
  if (row === undefined) return null;
  const { shown_at: shownAt, agreed_at: agreedAt, agreed_texts: agreedTexts } = row;
  const told =
    shownAt === null || agreedAt === null || agreedTexts === null
      ? null
      : {
          shownAt,
          agreedAt,
          language: languageOf(row.agreed_language),
          texts: JSON.parse(agreedTexts) as ConsentText[],
          channel: row.channel,
        };
  return {
    policyId,
    book,
    orderVersion: Number(row.order_version),
    quote: row.quote,
    language: languageOf(row.language),
    texts: JSON.parse(row.texts) as ConsentText[],
    told,
    recordedAt: row.recorded_at,
  };
}
