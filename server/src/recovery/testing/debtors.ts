// What the tests of recoveries share: a shop whose orders are covered, claims that were granted, and everybody who acts on recoveries.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { present } from "@anxin/core/assert";
import { bookOfId, formatId, type Id, parseId } from "@anxin/core/id";
import { type Instant, parseInstant, plus } from "@anxin/core/time";
import { type ClaimRow, insertClaims } from "@anxin/store/claim";
import { listRecoveries } from "@anxin/store/recovery";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { expect } from "vitest";
import { INVARIANTS } from "../../invariant/checks.js";
import {
  type Marketplace,
  type MarketplaceOptions,
  ORDER,
  openMarketplace,
  SHOP,
} from "../../order/testing/marketplace.js";
import { type RecoveryDesk, recoveryDesk } from "../../outside/recovery-desk.js";
import type { Answer, CallOptions } from "../../testing/server.js";
import { type DecidedClaim, openRecoveries } from "../open.js";

/** A recovery as it is answered, so far as the tests look. */
export interface RecoveryAnswer {
  readonly recoveryId: string;
  readonly claimId: string;
  readonly decisionId: string;
  readonly status: string;
  readonly claimed: number;
  readonly denied: number;
  readonly received: number;
  readonly netted: number;
  readonly writtenOff: number | null;
  readonly receivable: number;
  readonly owedBack: number;
  readonly attempt: number;
  readonly netFrom: string | null;
  readonly deadlineAt: string | null;
  readonly debtor: { readonly kind: string; readonly id: string };
  readonly timeline: readonly {
    readonly kind: string;
    readonly amount: number | null;
    readonly actor: string;
    readonly reference: string | null;
    readonly status: string;
  }[];
  readonly attempts: readonly {
    readonly batchId: string;
    readonly reference: string;
    readonly state: string;
    readonly humanTask: string | null;
  }[];
  readonly writeOffs: readonly { readonly writeOffId: string; readonly status: string; readonly amount: number }[];
  readonly movements: readonly {
    readonly kind: string;
    readonly debit: string;
    readonly credit: string;
    readonly amount: number;
  }[];
}

/** A claim that was granted, with what was opened for it. */
export interface Granted {
  readonly claim: ClaimRow;
  readonly recoveryId: string;
}

export interface GrantWish {
  readonly product: "transit-damage" | "quality";
  readonly peril: string;
  readonly amount: bigint;
  readonly carrier?: string;
  readonly merchantId?: string;
}

export interface Debtors {
  readonly market: Marketplace;
  readonly desk: RecoveryDesk;
  /** Tokens. */
  readonly finance: string;
  readonly supervisor: string;
  readonly merchant: string;
  /** Grants a claim on a fresh order, and decides nothing else about it. */
  grant(wish: GrantWish): Promise<Granted>;
  /** A later decision on the claim: so much is granted now altogether. */
  decide(granted: Granted, amount: bigint): Promise<void>;
  /** How many statements it takes to open the recoveries of these claims once more, for another amount. */
  statements(granted: readonly Granted[], amount: bigint): Promise<number>;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** POST by finance, under a key of its own. */
  post(path: string, body?: object, options?: CallOptions): Promise<Answer>;
  read(recoveryId: string, as?: string): Promise<RecoveryAnswer>;
  etag(recoveryId: string): Promise<string>;
  /** What a tenant has, by account: in the direction in which it grows. */
  balances(): Promise<Readonly<Record<string, number>>>;
  /** Fails unless the invariants hold that are about money and recoveries. */
  check(): Promise<void>;
  close(): Promise<void>;
}

let keys = 0;
export const freshKey = (): string => `recovery-${++keys}`;

export async function openDebtors(options: MarketplaceOptions = {}): Promise<Debtors> {
  const directory = mkdtempSync(join(tmpdir(), "anxin-debtors-"));
  const desk = recoveryDesk(directory);
  const wish = { recoveryDesk: desk, topUp: 1_000_000, ...options };
  const market = await openMarketplace(["transit-damage", "quality"], wish);
  const { server } = market;
  const { tenant } = server;
  return {
    ...{ market, desk },
    finance: tenant.staff.finance.token,
    supervisor: tenant.staff.supervisor.token,
    merchant: await server.session(tenant, "merchant", SHOP),
    ...deciding(market),
    ...calling(market),
    check: () => check(market),
    async close() {
      await market.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** A fresh order whose parcel was shipped the day before. */
async function sell(market: Marketplace, { product, carrier = "SF", merchantId = SHOP }: GrantWish) {
  const number = ++keys;
  const orderId = `R-${number}`;
  const shipments = ORDER.shipments.map((each) => ({ ...each, carrier, waybill: `${carrier}900000${number}` }));
  const lines = ORDER.lines.map((line) => ({ ...line, category: "digital", unitPrice: 900_000, freight: 1_000 }));
  const { results } = await market.feed([{ ...ORDER, orderId, merchantId, lines, shipments }]);
  const policy = results[0]?.policies.find((each) => each.product === product);
  const text = present(policy, `the order is covered: ${JSON.stringify(results)}`).policyId;
  return { policyId: present(parseId("policy", text), "a policy id can be read"), orderId };
}

/** A transaction that counts what it sends. */
function counting(tx: Tx): { readonly tx: Tx; count(): number } {
  let count = 0;
  const counted = new Proxy(tx, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== "function") return value;
      if (property === "query") count += 1;
      return value.bind(target) as unknown;
    },
  });
  return { tx: counted, count: () => count };
}

function deciding(market: Marketplace): Pick<Debtors, "grant" | "decide" | "statements"> {
  const { context, tenant } = market.server;
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(context.db, tenant.tenantId, work);
  const decided = (claim: ClaimRow, agreedBefore: bigint): DecidedClaim => {
    const product = present(context.catalogue.version(claim.product, claim.productVersion), "it is sold");
    const shippedAt = present(parseInstant(ORDER.shipments[0]?.shippedAt ?? ""), "it was shipped");
    const decisionId = context.ids.next(claim.book);
    return { claim, agreedBefore, decisionId, product, decidedBy: "rules", shippedAt, freight: 1_000n };
  };
  const open = (tx: Tx, claim: ClaimRow, agreedBefore: bigint): Promise<void> =>
    openRecoveries(context, tx, [decided(claim, agreedBefore)], context.clock.now());
  const agree = async (tx: Tx, claims: readonly ClaimRow[], amount: bigint): Promise<void> => {
    const ids = claims.map(({ claimId }) => claimId);
    await tx.query("update claim set agreed_amount = $2 where claim_id = any ($1::int8[])", [ids, amount]);
  };
  return {
    async grant(wish) {
      const { policyId, orderId } = await sell(market, wish);
      const claimId = context.ids.next(bookOfId(policyId));
      const claim = claimRow(claimId, { ...wish, policyId, orderId, now: context.clock.now() });
      return within(async (tx) => {
        await insertClaims(tx, [claim]);
        await open(tx, claim, 0n);
        const [row] = await listRecoveries(tx, filterOf(claim));
        return { claim, recoveryId: row === undefined ? "" : formatId("recovery", row.recovery_id) };
      });
    },
    decide: ({ claim }, amount) =>
      within(async (tx) => {
        await agree(tx, [claim], amount);
        await open(tx, { ...claim, agreedAmount: amount }, claim.agreedAmount);
      }),
    statements: (granted, amount) =>
      within(async (tx) => {
        const claims = granted.map(({ claim }) => claim);
        const decisions = claims.map((claim) => decided({ ...claim, agreedAmount: amount }, claim.agreedAmount));
        await agree(tx, claims, amount);
        const counted = counting(tx);
        await openRecoveries(context, counted.tx, decisions, context.clock.now());
        return counted.count();
      }),
  };
}

function calling({ server }: Marketplace): Pick<Debtors, "call" | "post" | "read" | "etag" | "balances"> {
  const call = (
    method: string,
    path: string,
    { as = server.tenant.staff.finance.token, ...more }: CallOptions = {},
  ): Promise<Answer> => server.call(method, path, { as, ...more });
  return {
    call,
    post: (path, body, options = {}) =>
      call("POST", path, { key: freshKey(), ...(body === undefined ? {} : { body }), ...options }),
    async read(recoveryId, as) {
      const answer = await call("GET", `/v1/recoveries/${recoveryId}`, as === undefined ? {} : { as });
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      return answer.body as RecoveryAnswer;
    },
    etag: async (recoveryId) => String((await call("GET", `/v1/recoveries/${recoveryId}`)).headers["etag"]),
    async balances() {
      const { body } = await call("GET", "/v1/ledger/trial-balance");
      const { accounts } = body as { accounts: readonly { code: string; balance: number }[] };
      const moved = accounts.filter(({ balance }) => balance !== 0);
      return Object.fromEntries(moved.map(({ code, balance }) => [code, balance]));
    },
  };
}

const filterOf = ({ book, claimId }: ClaimRow) => ({
  ...{ statuses: null, debtorKind: null, debtorId: null, product: null, merchantId: null, before: null, limit: 1 },
  claim: { book, claimId },
});

function claimRow(
  claimId: Id,
  wish: GrantWish & { readonly policyId: Id; readonly orderId: string; readonly now: Instant },
): ClaimRow {
  const { product, peril, amount, policyId, orderId, now, merchantId = SHOP } = wish;
  return {
    ...{ book: bookOfId(policyId), tenantId: 1, claimId, policyId, orderId, lineId: "1", merchantId, buyerId: "b-42" },
    ...{ product, productVersion: 1, peril, returnId: null, waybillKey: null, status: "approved", revision: 2 },
    ...{ occurredAt: plus(now, -2), reportedAt: plus(now, -1), decidedAt: now, description: "", fields: "{}" },
    ...{ declaration: true, requestedAmount: null, reserve: 0n, agreedAmount: amount, advancedAmount: 0n, rounds: 0 },
    ...{ lapsed: false, decidedByRules: true, reviewed: false, appeals: 0, openAppealId: null, filedBy: "buyer:b-42" },
  };
}

/** Wallets and postings, whole money, and recoveries; claims are planted here, so that what is about them is not asked. */
const ABOUT_MONEY = ["I1", "I14", "I18"];

async function check({ server }: Marketplace): Promise<void> {
  const { context, tenant } = server;
  const scope = {
    catalogue: context.catalogue,
    now: context.clock.now(),
    latest: context.clock.now(),
    newestMax: null,
  };
  const wanted = INVARIANTS.filter(({ id }) => ABOUT_MONEY.includes(id));
  expect(wanted).toHaveLength(ABOUT_MONEY.length);
  for (const { id, check: ask } of wanted) {
    const { violations } = await inTransaction(context.db, tenant.tenantId, (tx) => ask(scope, tx));
    expect({ id, violations }).toEqual({ id, violations: [] });
  }
}
