// Understands the limit to compare with: binary COPY of the very rows that the product wrote, into twins of its tables.

import { once } from "node:events";
import { connect } from "@anxin/store/connection";
import type { Pool, PoolClient } from "pg";
import { from, to } from "pg-copy-streams";

/** The tables that issuance adds rows to, in the order in which the product writes them. */
export const TABLES = ["order_directory", "orders", "policy", "transfer", "outbox"] as const;
type Table = (typeof TABLES)[number];

/** Tables of one table's columns, constraints and indexes, without the row-level security that COPY does not work with. */
const TWIN_SCHEMA = "copied";

const SIGNATURE_BYTES = 11;
/** Signature, flags, and the length of an extension that PostgreSQL has never used. */
const HEADER_BYTES = SIGNATURE_BYTES + 8;
const TRAILER = Buffer.from([0xff, 0xff]);

/** The rows that one transaction copies, table by table: whole files of the binary format, header and trailer included. */
export type Transaction = ReadonlyMap<Table, Buffer>;

/** Where each row of a binary COPY file begins, and where the last one ends. */
export function rowStarts(file: Buffer): number[] {
  const starts: number[] = [];
  let at = HEADER_BYTES + file.readInt32BE(SIGNATURE_BYTES + 4);
  for (;;) {
    starts.push(at);
    const fields = file.readInt16BE(at);
    if (fields === -1) return starts;
    at += 2;
    for (let field = 0; field < fields; field++) at += 4 + Math.max(0, file.readInt32BE(at));
  }
}

/** Cuts a binary COPY file into `parts` files of as many rows each as can be. */
export function cut(file: Buffer, parts: number): Buffer[] {
  const starts = rowStarts(file);
  const header = file.subarray(0, starts[0]);
  const rows = starts.length - 1;
  return Array.from({ length: parts }, (_, part) => {
    const first = starts[Math.floor((part * rows) / parts)];
    const last = starts[Math.floor(((part + 1) * rows) / parts)];
    return Buffer.concat([header, file.subarray(first, last), TRAILER]);
  });
}

export interface Limit {
  /** Reads what the product has just written, as the transactions to repeat: as many as the product made. */
  read(): Promise<readonly Transaction[]>;
  /** Copies the transactions over all connections. */
  write(transactions: readonly Transaction[]): Promise<void>;
  /** How many policies the twin holds. */
  policies(): Promise<number>;
  /** Empties the twins. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the limit on the product's own server, with as many connections as the product has callers. */
export async function openLimit(databaseUrl: string, connections: number): Promise<Limit> {
  const pool = connect({ connectionString: databaseUrl, max: connections, applicationName: "anxin bench" });
  await pool.query(`create schema if not exists ${TWIN_SCHEMA}`);
  for (const table of TABLES) {
    await pool.query(`create table if not exists ${TWIN_SCHEMA}.${table} (like public.${table} including all)`);
  }
  return {
    async read() {
      const { rows } = await pool.query<{ batches: number }>(`select count(*)::int4 as batches from ${WRITTEN.outbox}`);
      const batches = rows[0]?.batches ?? 0;
      const transactions = Array.from({ length: batches }, () => new Map<Table, Buffer>());
      for (const table of TABLES) {
        const parts = cut(await dump(pool, table), batches);
        for (const [i, transaction] of transactions.entries()) transaction.set(table, parts[i] ?? Buffer.alloc(0));
      }
      return transactions;
    },
    async write(transactions) {
      const waiting = transactions.values();
      await Promise.all(
        Array.from({ length: connections }, async () => {
          const client = await pool.connect();
          try {
            for (const transaction of waiting) await repeat(client, transaction);
          } finally {
            client.release();
          }
        }),
      );
    },
    async policies() {
      const { rows } = await pool.query<{ n: number }>(`select count(*)::int4 as n from ${TWIN_SCHEMA}.policy`);
      return rows[0]?.n ?? 0;
    },
    clear: async () => {
      await pool.query(`truncate ${TABLES.map((table) => `${TWIN_SCHEMA}.${table}`).join(", ")}`);
    },
    close: () => pool.end(),
  };
}

/** What issuance wrote, and not the sweeps that follow it. */
const WRITTEN: Readonly<Partial<Record<Table, string>>> = { outbox: "outbox where types = array['policy.issued']" };

/** A table's rows in the order in which they lie there, which is that of their insertion. */
async function dump(pool: Pool, table: Table): Promise<Buffer> {
  const client = await pool.connect();
  try {
    const parts: Buffer[] = [];
    for await (const part of client.query(
      to(`copy (select * from ${WRITTEN[table] ?? table}) to stdout (format binary)`),
    ))
      parts.push(part as Buffer);
    return Buffer.concat(parts);
  } finally {
    client.release();
  }
}

async function repeat(client: PoolClient, transaction: Transaction): Promise<void> {
  await client.query("begin");
  for (const [table, rows] of transaction) {
    const stream = client.query(from(`copy ${TWIN_SCHEMA}.${table} from stdin (format binary)`));
    const finished = once(stream, "finish");
    stream.end(rows);
    await finished;
  }
  await client.query("commit");
}
