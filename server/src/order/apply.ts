// Understands the issuance flow: a batch of snapshots of one tenant, applied in one transaction.
//
// Lock, read, decide, write. Statements for any batch size: 6 to read (switches, merchants, directory, bands, campaigns,
// wallets), 1 to lock and 3 to read orders that are known, 1 each to write wallets, orders, policies, transfers and the outbox,
// and a fixed number more where there are endorsements, gifts, returns, sales to buyers, declines, or cover that waits behind a
// switch.
// Locks are taken in one order everywhere: switches, directory, orders, wallets, campaigns, waybills, each by key; so batches
// never wait for each other in a ring. Nothing is written before everything is decided; premium is debited in the transaction
// that issues the policy.

import { present } from "@anxin/core/assert";
import { bindsPolicy } from "@anxin/core/claim/claim";
import { bookOf } from "@anxin/core/id";
import type { CoverFacts } from "@anxin/core/order/cover";
import { decideOrder, NO_OUTCOMES, type OrderDecision } from "@anxin/core/order/decide";
import type { Funds } from "@anxin/core/order/funds";
import type { OrderSnapshot } from "@anxin/core/order/order";
import { evolve } from "@anxin/core/policy/policy";
import type { StopCheck } from "@anxin/core/switch/switch";
import type { Instant } from "@anxin/core/time";
import { claimWaybills, type WaybillHold } from "@anxin/store/claim";
import type { ClaimSummary } from "@anxin/store/claim-history";
import { insertConsents } from "@anxin/store/consent";
import { passSwitches } from "@anxin/store/kill-switch";
import { insertTransfers } from "@anxin/store/ledger";
import { insertOrders, moveWalletRows, type OrderWrite, updateOrders } from "@anxin/store/order";
import { type BatchEvents, insertOutbox } from "@anxin/store/outbox";
import { type EndorsementRow, insertEndorsements, insertPolicies } from "@anxin/store/policy";
import { execute } from "@anxin/store/statement";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { type OpenedClaims, settleReturns } from "../claim/returns.js";
import type { Context } from "../context.js";
import { failpoint } from "../failpoint.js";
import { consentRows } from "../policy/consent.js";
import { writeCampaigns } from "./campaigns.js";
import { noteDeclines } from "./declined.js";
import { lockFunds } from "./funds.js";
import { listHeld } from "./held.js";
import { type Bands, loadBands, loadMerchants, type MerchantTerms } from "./load.js";
import { premiumTransfers } from "./premium.js";
import { quoteReader } from "./quote.js";
import {
  type AppliedOrder,
  type Newer,
  type OrderName,
  readOrders,
  rejected,
  reopenOrders,
  unknownMerchant,
} from "./read.js";

/** The tenant's terms that the flow needs. */
export interface TenantTerms {
  readonly tenantId: number;
  readonly bindingDelayDays: number;
}

/**
 * Applies snapshots of distinct orders. Each is answered when the transaction is durable. Throws only when the database
 * fails; a refusal belongs to its own order and harms no other.
 */
export async function applyOrders(
  context: Context,
  tenant: TenantTerms,
  orders: readonly OrderSnapshot[],
): Promise<AppliedOrder[]> {
  const sorted = [...orders].sort((a, b) => (a.orderId < b.orderId ? -1 : a.orderId > b.orderId ? 1 : 0));
  const results = await inTransaction(context.db, tenant.tenantId, (tx) => applyBatch(context, tx, tenant, sorted));
  failpoint("issuance.after_commit");
  return orders.map((order) => present(results.get(order.orderId), "every order of a batch has a result"));
}

/**
 * Decides orders once more whose cover waited behind a switch, from the snapshots that are kept: under the same locks and in the
 * same way, so that it harms nobody to do it twice, or beside somebody else. Answers how many of them had something to issue.
 */
export async function applyHeld(context: Context, tenant: TenantTerms, names: readonly OrderName[]): Promise<number> {
  const issued = await inTransaction(context.db, tenant.tenantId, async (tx) => {
    const stopped = await passSwitches(tx);
    const merchants = await loadMerchants(tx, [...new Set(names.map(({ merchantId }) => merchantId))]);
    const waiting = (await reopenOrders(context, tx, names)).filter(({ history }) =>
      history?.outcomes.held?.some(({ product }) => !stopped("issue", product)),
    );
    if (waiting.length > 0) {
      await applyNewer({ context, tx, tenant, now: context.clock.now(), stopped, merchants }, waiting, NOTHING_OLD);
    }
    return waiting.length;
  });
  failpoint("issuance.after_commit");
  return issued;
}

/** The transaction of a batch, and what is known in it before any order is looked at. */
interface Batch {
  readonly context: Context;
  readonly tx: Tx;
  readonly tenant: TenantTerms;
  readonly now: Instant;
  readonly stopped: StopCheck;
  readonly merchants: ReadonlyMap<string, MerchantTerms>;
}

async function applyBatch(
  context: Context,
  tx: Tx,
  tenant: TenantTerms,
  orders: readonly OrderSnapshot[],
): Promise<Map<string, AppliedOrder>> {
  const stopped = await passSwitches(tx);
  const now = context.clock.now();
  const results = new Map<string, AppliedOrder>();
  const merchants = await loadMerchants(tx, [...new Set(orders.map((order) => order.merchantId))]);
  const known = orders.filter((order) => {
    if (merchants.has(order.merchantId)) return true;
    results.set(order.orderId, rejected(order, unknownMerchant(order)));
    return false;
  });
  const readings = await readOrders(context, tx, known);
  for (const reading of readings) if (reading.kind === "settled") results.set(reading.result.orderId, reading.result);
  const newer = readings.filter((reading) => reading.kind === "newer");
  const settled = readings.filter((reading) => reading.kind === "settled");
  const old: OldTellings = {
    remembered: settled.flatMap(({ remember }) => (remember === null ? [] : [remember])),
    late: settled.flatMap(({ late }) => late),
  };
  if (newer.length === 0) {
    await updateOrders(tx, tx.tenantId, now, old.remembered);
    await claimWaybills(tx, old.late);
    return results;
  }
  const batch = { context, tx, tenant, now, stopped, merchants };
  for (const result of await applyNewer(batch, newer, old)) results.set(result.orderId, result);
  return results;
}

/** What older snapshots leave behind: that they were seen, and numbers of returns that were paid for. */
interface OldTellings {
  readonly remembered: readonly OrderWrite[];
  readonly late: readonly WaybillHold[];
}

const NOTHING_OLD: OldTellings = { remembered: [], late: [] };

/** Decides newer snapshots in their order and writes what follows, with what is to be remembered of older ones. */
async function applyNewer(batch: Batch, newer: readonly Newer[], old: OldTellings): Promise<AppliedOrder[]> {
  const { tx, now, merchants } = batch;
  const bands = await loadBands(
    tx,
    newer.map((reading) => reading.order),
    now,
  );
  const histories = new Map(
    newer.flatMap(({ order, history }) => (history === null ? [] : [[order.orderId, history] as const])),
  );
  const { funds, campaigns } = await lockFunds(
    batch.context,
    tx,
    newer.map((reading) => reading.order),
    merchants,
    histories,
  );
  const shared = { ...batch, bands, campaigns, funds };
  const decided = newer.map((reading) =>
    decide(reading, present(merchants.get(reading.order.merchantId), "the merchant is known"), shared),
  );
  failpoint("issuance.before_write");
  const opened = await write(batch, decided, old, funds);
  const exhausted = new Map(opened.exhausted.map((row) => [row.policyId, row.change]));
  const results = decided.map(({ reading, decision }) => {
    const policies = decision.policies.map(({ policy, state }) => {
      const change = exhausted.get(policy.policyId);
      return { policy, state: change === undefined ? state : evolve(state, change) };
    });
    return applied(reading, { ...decision, policies }, opened.claimsByOrder.get(reading.order.orderId));
  });
  failpoint("issuance.before_commit");
  return results;
}

interface Shared extends Batch {
  readonly bands: Bands;
  readonly campaigns: CoverFacts["campaigns"];
  readonly funds: Funds;
}

interface Decided {
  readonly reading: Newer;
  readonly decision: OrderDecision;
  readonly merchant: MerchantTerms;
}

function decide(
  reading: Decided["reading"],
  merchant: MerchantTerms,
  { context, tenant, now, stopped, bands, campaigns, funds }: Shared,
): Decided {
  const { order, history } = reading;
  const book = bookOf(tenant.tenantId, order.merchantId);
  const decision = decideOrder(
    order,
    {
      now,
      book,
      tenantId: tenant.tenantId,
      bindingDelayDays: tenant.bindingDelayDays,
      live: context.catalogue.live,
      product: context.catalogue.version,
      enrolments: merchant.enrolments,
      campaigns,
      quote: quoteReader(context, tenant.tenantId),
      merchantBand: bands.bandOf("merchant", order.merchantId),
      merchantTier: merchant.tier,
      buyerBand: bands.bandOf("buyer", order.buyerId),
      buyerBlockedUntil: bands.blockOf(order.buyerId),
      returnTo: merchant.returnTo,
      outcomes: history?.outcomes ?? NO_OUTCOMES,
      isOff: (product) => stopped("issue", product),
      policies: history?.policies ?? [],
      returnsClaimed: history?.claims.flatMap((claim) => (claim.returnId === null ? [] : [claim.returnId])) ?? [],
      policiesClaimed: history?.claims.filter(bindsPolicy).map((claim) => claim.policyId) ?? [],
      nextId: () => context.ids.next(book),
    },
    funds,
  );
  return { reading, decision, merchant };
}

/** Writes what was decided, and opens the claims that confirmed returns make. Answers what came of the returns. */
async function write(
  { context, tx, now, stopped }: Batch,
  decided: readonly Decided[],
  { remembered, late }: OldTellings,
  funds: Funds,
): Promise<OpenedClaims> {
  const exhausted = await writeFunds(tx, now, funds);
  const writes = decided.map(({ reading, decision }) => ({
    ...reading.write,
    outcomes: JSON.stringify(decision.outcomes),
  }));
  await insertOrders(
    tx,
    tx.tenantId,
    now,
    writes.filter((_, i) => decided[i]?.reading.history === null),
  );
  await updateOrders(tx, tx.tenantId, now, [
    ...writes.filter((_, i) => decided[i]?.reading.history !== null),
    ...remembered,
  ]);
  await insertPolicies(
    tx,
    tx.tenantId,
    decided.flatMap(({ decision }) => decision.issued),
  );
  await insertConsents(
    tx,
    now,
    decided.flatMap(({ reading, decision }) => consentRows(context, reading.order, decision.issued)),
  );
  await insertEndorsements(
    tx,
    tx.tenantId,
    decided.flatMap((entry) => endorsementRows(context, entry, now)),
  );
  await insertTransfers(
    tx,
    decided.flatMap(({ decision }) => premiumTransfers(context, decision, now)),
  );
  await listHeld(
    tx,
    decided.map(({ reading, decision }) => ({
      ...{ book: reading.write.book, orderId: reading.order.orderId },
      before: reading.history?.outcomes.held ?? [],
      after: decision.outcomes.held ?? [],
    })),
    now,
  );
  const returning = decided
    .filter(({ reading, decision }) => decision.returnClaims.length > 0 || (reading.history?.claims.length ?? 0) > 0)
    .map(({ reading: { order, history }, decision, merchant: { returnTo, since: shopSince } }) => {
      return { order, decision, history, claims: history?.claims ?? [], returnTo, shopSince };
    });
  const opened = await settleReturns(context, tx, stopped, returning, late);
  const declined = await noteDeclines(context, tx, now, decided);
  const batchId = context.ids.next(0);
  await insertOutbox(tx, {
    tenantId: tx.tenantId,
    batchId,
    recordedAt: now,
    events: [...orderEvents(decided), declined, ...opened.events, exhausted],
  });
  return opened;
}

/** Writes what changed in wallets and budgets that this transaction holds. Answers which campaigns it exhausted, to be told. */
export async function writeFunds(tx: Tx, now: Instant, funds: Funds): Promise<BatchEvents> {
  const wallets = [...funds.walletChanges()];
  if (wallets.length > 0) {
    const books = wallets.map(([merchantId]) => bookOf(tx.tenantId, merchantId));
    await execute(tx, moveWalletRows, [
      tx.tenantId,
      now,
      books,
      wallets.map(([id]) => id),
      wallets.map(([, change]) => change),
    ]);
  }
  return writeCampaigns(tx, now, funds);
}

function endorsementRows(context: Context, { reading, decision }: Decided, now: Instant): EndorsementRow[] {
  return decision.endorsed.map(({ policyId, change }) => {
    const { book } = reading.write;
    return { endorsementId: context.ids.next(book), policyId, book, recordedAt: now, change };
  });
}

function orderEvents(decided: readonly Decided[]): BatchEvents[] {
  const endorsed = decided.flatMap(({ decision }) => decision.endorsed);
  return [
    { type: "policy.issued", ids: decided.flatMap(({ decision }) => decision.issued.map((policy) => policy.policyId)) },
    {
      type: "policy.cancelled",
      ids: endorsed.filter(({ change }) => change.kind === "cancelled").map(({ policyId }) => policyId),
    },
    {
      type: "policy.endorsed",
      ids: endorsed.filter(({ change }) => change.kind !== "cancelled").map(({ policyId }) => policyId),
    },
  ];
}

function applied(
  { order, history }: Decided["reading"],
  decision: OrderDecision,
  claims: readonly ClaimSummary[] | undefined,
): AppliedOrder {
  return {
    orderId: order.orderId,
    version: order.version,
    outcome: "applied",
    policies: decision.policies,
    declined: decision.outcomes.declined,
    held: decision.outcomes.held ?? [],
    claims: claims ?? history?.claims ?? [],
    refusal: null,
  };
}
