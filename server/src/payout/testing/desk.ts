// What the tests of payouts share: a real database, the real client, the local gateway, and claims that were granted.

import { randomBytes } from "node:crypto";
import { assert, present } from "@anxin/core/assert";
import { bookOf, type Id, idSource } from "@anxin/core/id";
import { type AccountBalance, trialBalance } from "@anxin/core/ledger/balance";
import { claimAgreed, reserveSet } from "@anxin/core/ledger/templates";
import type { Fen } from "@anxin/core/money";
import type { Payee } from "@anxin/core/order/order";
import { type Instant, plus } from "@anxin/core/time";
import { insertClaims } from "@anxin/store/claim";
import { insertTransfers } from "@anxin/store/ledger";
import { type PayoutRow, payoutsById } from "@anxin/store/payout";
import { addTenant } from "@anxin/store/tenant";
import { createTestDatabase, type TestDatabase } from "@anxin/store/testing/database";
import { inTransaction } from "@anxin/store/transaction";
import { pino } from "pino";
import { catalogue } from "../../catalogue.js";
import { UNDECIDED } from "../../claim/state.js";
import { readConfig } from "../../config.js";
import type { Context } from "../../context.js";
import { transferRows } from "../../ledger/book.js";
import { diskEvidenceStore } from "../../outside/evidence-store.js";
import { noScanner } from "../../outside/malware.js";
import { NOON, type OpenGateway, type Rehearsal } from "../../outside/testing/rehearsal.js";
import { untouched } from "../../untouched.js";
import { vault } from "../../vault.js";
import { prepareQueue } from "../../worker.js";
import { runDuePayouts } from "../due.js";
import { preparePayouts } from "../prepare.js";

export const TENANT = 1;
export const OTHER_TENANT = 2;
export const MERCHANT = "shop-1001";
export const BUYER = "b-42";
export const BOOK = bookOf(TENANT, MERCHANT);
const PAYEE: Payee = { channel: "alipay", account: "buyer42@example.com", name: "王小明" };

export interface Desk {
  readonly context: Context;
  readonly database: TestDatabase;
  readonly gateway: OpenGateway;
  readonly now: () => Instant;
  /** Moves business time, and nothing else. */
  readonly advance: (ms: number) => void;
  /** Lives through a span of business time, doing whatever falls due in it for any payout. */
  readonly live: (spanMs: number) => Promise<void>;
  /** Claims that were granted, each with a payout, prepared in one transaction. */
  readonly grant: (amounts: readonly Fen[], payee?: Payee | null) => Promise<readonly Id[]>;
  readonly read: (payoutId: Id) => Promise<PayoutRow>;
  /** Moves the lease of a payout into the past, as if its sender had been gone for a minute. */
  readonly expireLease: (payoutId: Id) => Promise<void>;
  readonly balances: (tenantId?: number) => Promise<Readonly<Record<string, AccountBalance>>>;
  readonly claimStatuses: () => Promise<readonly string[]>;
  readonly events: () => Promise<readonly string[]>;
  readonly end: () => Promise<void>;
}

/** A desk of its own for one test, without a server. */
export async function openDesk(rehearsal: Rehearsal): Promise<Desk> {
  const database = await createTestDatabase();
  const gateway = await rehearsal.open();
  let now = NOON;
  const context: Context = {
    config: readConfig({}),
    log: pino({ level: "silent" }),
    db: database.app,
    owner: database.owner,
    clock: {
      now: () => now,
      set: async (at) => {
        now = at;
      },
      refresh: async () => undefined,
    },
    ids: idSource(() => now, 0),
    randomBytes,
    vault: vault(Buffer.alloc(32, 7), randomBytes),
    channel: rehearsal.client("key", `${gateway.origin}/gateway.do`),
    pagePay: null,
    evidence: diskEvidenceStore(rehearsal.directory),
    malware: noScanner,
    notices: null,
    noticeBook: null,
    recoveries: null,
    recoveryDesk: null,
    webhooks: untouched("sender of webhooks"),
    catalogue,
  };
  await prepareQueue(context);
  await addTenant(database.owner, { tenantId: TENANT, code: "demo", name: "Demo" }, NOON);
  await addTenant(database.owner, { tenantId: OTHER_TENANT, code: "other", name: "Other" }, NOON);
  const advance = (ms: number): void => {
    now = plus(now, ms);
  };
  const end = async (): Promise<void> => {
    await gateway.close();
    await database.drop();
  };
  const live = async (spanMs: number): Promise<void> => {
    const until = now + spanMs;
    await runDuePayouts(context);
    for (let next = await nextDue(database); next !== null && next <= until; next = await nextDue(database)) {
      advance(Math.max(0, next - now));
      const { sent, queried } = await runDuePayouts(context);
      assert(sent + queried > 0, "what is due is done");
    }
    advance(until - now);
  };
  return { ...deskAt(context, database), gateway, advance, live, end };
}

/** What a desk does with any context whose first tenant is TENANT. */
export function deskAt(context: Context, database: TestDatabase): Omit<Desk, "gateway" | "advance" | "live" | "end"> {
  const column = async (text: string): Promise<readonly string[]> => {
    const { rows } = await database.owner.query<{ value: string }>(text);
    return rows.map((row) => row.value);
  };
  return {
    context,
    database,
    now: () => context.clock.now(),
    grant: (amounts, payee = PAYEE) => grant(context, amounts, payee),
    read: (payoutId) => read(context, payoutId),
    expireLease: async (payoutId) => {
      await database.owner.query("update payout set lease_until = clock_timestamp() where payout_id = $1", [payoutId]);
    },
    balances: (tenantId = TENANT) => balances(database, tenantId),
    claimStatuses: () => column("select status as value from claim order by claim_id"),
    events: () => column("select unnest(types) as value from outbox order by batch_id"),
  };
}

async function nextDue(database: TestDatabase): Promise<number | null> {
  const { rows } = await database.owner.query<{ next: number | null }>("select min(next_at) as next from payout");
  return rows[0]?.next ?? null;
}

async function read(context: Context, payoutId: Id): Promise<PayoutRow> {
  const rows = await inTransaction(context.db, TENANT, (tx) => payoutsById(tx, TENANT, [{ book: BOOK, payoutId }]));
  return present(rows[0], "the payout is there");
}

async function balances(database: TestDatabase, tenantId: number): Promise<Readonly<Record<string, AccountBalance>>> {
  const { rows } = await database.owner.query<{ debit: string; credit: string; amount: bigint }>(
    "select debit, credit, sum(amount)::int8 as amount from transfer where tenant_id = $1 group by debit, credit",
    [tenantId],
  );
  return Object.fromEntries(trialBalance(rows).accounts.map((account) => [account.code, account]));
}

function grant(context: Context, amounts: readonly Fen[], payee: Payee | null): Promise<readonly Id[]> {
  return inTransaction(context.db, TENANT, async (tx) => {
    const now = context.clock.now();
    const claims = amounts.map((amount) => grantedClaim(context, amount, now));
    await insertClaims(tx, claims);
    const where = { tenantId: TENANT, book: BOOK, merchantId: MERCHANT, occurredAt: now, recordedAt: now };
    await insertTransfers(
      tx,
      claims.flatMap(({ claimId, policyId, product, agreedAmount }) => {
        const postings = [reserveSet("insurance", agreedAmount), claimAgreed("insurance", agreedAmount)];
        const rows = postings.map((posting) => ({ ...posting, claimId, policyId, product }));
        return transferRows(context, { ...where, transactionId: context.ids.next(BOOK) }, rows);
      }),
    );
    return preparePayouts(
      context,
      tx,
      claims.map(({ claimId, policyId, product, agreedAmount: amount }) => {
        const decisionId = context.ids.next(BOOK);
        const about = { claimId, policyId, product, decisionId, book: BOOK, merchantId: MERCHANT, buyerId: BUYER };
        return {
          ...about,
          funding: "insurance" as const,
          purpose: "benefit" as const,
          amount,
          payee,
          title: "退货运费险",
        };
      }),
    );
  });
}

function grantedClaim(context: Context, amount: Fen, now: Instant): Parameters<typeof insertClaims>[1][number] {
  const claimId = context.ids.next(BOOK);
  return {
    ...UNDECIDED,
    book: BOOK,
    tenantId: TENANT,
    claimId,
    policyId: context.ids.next(BOOK),
    orderId: `T-${claimId}`,
    lineId: "1",
    merchantId: MERCHANT,
    buyerId: BUYER,
    product: "return-freight",
    productVersion: 1,
    peril: "return",
    returnId: "r1",
    waybillKey: null,
    status: "approved",
    revision: 2,
    occurredAt: now,
    reportedAt: now,
    decidedAt: now,
    description: "",
    fields: "{}",
    declaration: true,
    requestedAmount: null,
    reserve: 0n,
    agreedAmount: amount,
    filedBy: "system",
  };
}
