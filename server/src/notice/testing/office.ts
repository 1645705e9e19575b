// What the tests of notices share: a server whose stand-in delivers, notices as they are kept, and what calls for them.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bookOf, formatId, type Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { Band } from "@anxin/core/product/rate";
import type { Day } from "@anxin/core/time";
import { insertOutbox } from "@anxin/store/outbox";
import { insertBands } from "@anxin/store/rating-band";
import { inTransaction } from "@anxin/store/transaction";
import { raiseAlerts } from "@anxin/store/wallet-alert";
import { type DeliveredNotice, type NoticeBook, noticeBook } from "../../outside/notice-channel-book.js";
import { issue, MERCHANT, type Wish } from "../../policy/testing/sold.js";
import { startTestServer, type TestServer, type TestServerOptions } from "../../testing/server.js";

/** A notice as it is kept. */
export interface KeptNotice {
  readonly noticeId: string;
  readonly kind: string;
  readonly recipient: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly state: string;
  readonly reason: string;
  readonly attempts: number;
  readonly dueAt: number;
}

interface Ids {
  readonly notice_id: Id;
  readonly due_at: bigint;
}

export interface Office {
  readonly server: TestServer;
  readonly tenantId: number;
  readonly book: NoticeBook;
  issue(...wishes: readonly Wish[]): Promise<readonly Id[]>;
  /** A wallet that runs low, as who watches wallets tells it. */
  alert(balance: Fen, daysLeft: number | null): Promise<void>;
  /** A nightly run that is done, and the bands of the usual shop that it decided. */
  rate(runOn: string, ...bands: readonly (readonly [effectiveOn: string, band: Band])[]): Promise<void>;
  /** All notices of the first tenant, oldest first. */
  kept(): Promise<readonly KeptNotice[]>;
  /** What the first tenant's people were told, oldest first. */
  delivered(): Promise<readonly DeliveredNotice[]>;
  close(): Promise<void>;
}

export async function openOffice(options: TestServerOptions = {}): Promise<Office> {
  const folder = mkdtempSync(join(tmpdir(), "anxin-office-"));
  const book = noticeBook(folder);
  const server = await startTestServer({ noticeBook: book, ...options });
  const { context, database } = server;
  const { tenantId } = server.tenant;
  return {
    server,
    tenantId,
    book,
    issue: (...wishes) => issue(context, tenantId, wishes),
    async alert(balance, daysLeft) {
      const merchantBook = bookOf(tenantId, MERCHANT);
      const alertId = context.ids.next(merchantBook);
      await database.owner.query(
        `insert into wallet (book, tenant_id, merchant_id, balance, floor, updated_at)
         values ($1::int2, $2::int4, $3::text, $4::int8, least($4::int8, 0), now())
         on conflict on constraint wallet_pk do update set balance = excluded.balance, floor = excluded.floor`,
        [merchantBook, tenantId, MERCHANT, balance],
      );
      const alert = { alertId, book: merchantBook, merchantId: MERCHANT, balance, lowBalance: null, daysLeft };
      await inTransaction(context.db, tenantId, async (tx) => {
        const now = context.clock.now();
        const ids = await raiseAlerts(tx, [alert], now);
        const events = [{ type: "wallet.low", ids } as const];
        await insertOutbox(tx, { tenantId, batchId: context.ids.next(0), recordedAt: now, events });
      });
    },
    async rate(runOn, ...bands) {
      const counts = { exposures: 100n, returns: 10n, collectivePpm: 0n, credibilityPpm: 0n, weightedPpm: 0n };
      const rows = bands.map(([on, band]) => ({ subjectId: MERCHANT, effectiveOn: on as Day, band, ...counts }));
      await inTransaction(context.db, tenantId, (tx) => insertBands(tx, "merchant", runOn as Day, rows));
      await database.owner.query(
        `insert into rating_run select (jsonb_populate_record(null::rating_run, $1::jsonb)).*`,
        [
          {
            ...{ tenant_id: tenantId, run_on: runOn, sequence: 1, state: "done", phase: "forget", cursor: "" },
            ...{ done: 1, total: 1, changed: 1, blocked: 0, notice_days: 7, exposures: 0, returns: 0 },
            ...{ result_hash: "", started_at: "2026-11-11T00:00:00Z" },
          },
        ],
      );
    },
    async kept() {
      const { rows } = await database.owner.query<Omit<KeptNotice, "noticeId" | "dueAt"> & Ids>(
        `select notice_id, kind, audience || ' ' || recipient_id as recipient, subject, data::jsonb as data, state, reason, attempts,
           (extract(epoch from due_at) * 1000)::int8 as due_at
         from notice where tenant_id = $1 order by notice_id`,
        [tenantId],
      );
      return rows.map(({ notice_id, due_at, ...row }) => ({
        ...row,
        noticeId: formatId("notice", notice_id),
        dueAt: Number(due_at),
      }));
    },
    delivered: async () => [...(await book.delivered(tenantId, { recipientId: null, limit: 1_000 }))].reverse(),
    async close() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
