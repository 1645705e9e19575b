// Understands the issuance flow: a batch of snapshots of one tenant, applied in one transaction.
//
// Lock, read, decide, write. Statements for any batch size: 5 to read (merchants, directory, bands, campaigns, wallets), 1 to
// lock and 3 to read orders that are known, 1 each to write wallets, orders, policies, transfers and the outbox, and a fixed
// number more where there are endorsements, gifts or returns. Locks are taken in one order everywhere: directory, orders,
// wallets, campaigns, waybills, each by key; so batches never wait for each other in a ring. Nothing is written before
// everything is decided; premium is debited in the transaction that issues the policy.

import { present } from "@anxin/core/assert";
import type { Id } from "@anxin/core/id";
import { bookOf } from "@anxin/core/id";
import { premiumDebited, premiumRefunded } from "@anxin/core/ledger/templates";
import type { Fen } from "@anxin/core/money";
import type { CoverFacts } from "@anxin/core/order/cover";
import {
  type Declined,
  decideOrder,
  type KnownPolicy,
  NO_OUTCOMES,
  type OrderDecision,
} from "@anxin/core/order/decide";
import type { Funds } from "@anxin/core/order/funds";
import type { OrderSnapshot } from "@anxin/core/order/order";
import { evolve } from "@anxin/core/policy/policy";
import type { Refusal } from "@anxin/core/refusal";
import type { Instant } from "@anxin/core/time";
import type { ClaimSummary } from "@anxin/store/claim-history";
import { insertTransfers, type TransferRow } from "@anxin/store/ledger";
import {
  insertOrders,
  lockOrders,
  moveCampaignRows,
  moveGiftRows,
  moveWalletRows,
  type OrderWrite,
  takeOrderIds,
  updateOrders,
} from "@anxin/store/order";
import { type BatchEvents, insertOutbox } from "@anxin/store/outbox";
import { type EndorsementRow, insertEndorsements, insertPolicies } from "@anxin/store/policy";
import { execute } from "@anxin/store/statement";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { type OpenedClaims, openReturnClaims } from "../claim/returns.js";
import type { Context } from "../context.js";
import { failpoint } from "../failpoint.js";
import { transferRows } from "../ledger/book.js";
import {
  type BandOf,
  loadBands,
  loadHistories,
  loadMerchants,
  lockFunds,
  type MerchantTerms,
  type OrderHistory,
  orderKey,
} from "./load.js";
import { openPayee, sealPayee } from "./payee.js";
import { quoteReader } from "./quote.js";
import { decodeSnapshot, encodeSnapshot, fingerprint, seenBefore, withSeen } from "./snapshot.js";

export interface AppliedOrder {
  readonly orderId: string;
  readonly version: number;
  readonly outcome: "applied" | "unchanged" | "stale" | "rejected";
  readonly policies: readonly KnownPolicy[];
  readonly declined: readonly Declined[];
  readonly claims: readonly ClaimSummary[];
  readonly refusal: Refusal | null;
}

/** What a snapshot is, before anything is decided about it. */
type Reading =
  | {
      readonly kind: "newer";
      readonly order: OrderSnapshot;
      readonly write: OrderWrite;
      readonly history: OrderHistory | null;
    }
  | { readonly kind: "settled"; readonly result: AppliedOrder; readonly remember: OrderWrite | null };

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

async function applyBatch(
  context: Context,
  tx: Tx,
  tenant: TenantTerms,
  orders: readonly OrderSnapshot[],
): Promise<Map<string, AppliedOrder>> {
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
  const remembered = readings.flatMap((reading) =>
    reading.kind === "settled" && reading.remember !== null ? [reading.remember] : [],
  );
  if (newer.length === 0) {
    await updateOrders(tx, tx.tenantId, now, remembered);
    return results;
  }
  const bands = await loadBands(
    tx,
    newer.map((reading) => reading.order),
    now,
  );
  const histories = new Map(
    newer.flatMap(({ order, history }) => (history === null ? [] : [[order.orderId, history] as const])),
  );
  const { funds, campaigns } = await lockFunds(
    tx,
    newer.map((reading) => reading.order),
    merchants,
    histories,
  );
  const shared = { context, tenant, now, bands, campaigns, funds };
  const decided = newer.map((reading) =>
    decide(reading, present(merchants.get(reading.order.merchantId), "the merchant is known"), shared),
  );
  failpoint("issuance.before_write");
  const opened = await write(context, tx, now, decided, remembered, funds);
  const exhausted = new Map(opened.exhausted.map((row) => [row.policyId, row.change]));
  for (const { reading, decision } of decided) {
    const policies = decision.policies.map(({ policy, state }) => {
      const change = exhausted.get(policy.policyId);
      return { policy, state: change === undefined ? state : evolve(state, change) };
    });
    results.set(
      reading.order.orderId,
      applied(reading, { ...decision, policies }, opened.claimsByOrder.get(reading.order.orderId)),
    );
  }
  failpoint("issuance.before_commit");
  return results;
}

/** Takes new order ids, locks known ones, and tells newer snapshots from what was seen before. */
async function readOrders(context: Context, tx: Tx, orders: readonly OrderSnapshot[]): Promise<Reading[]> {
  if (orders.length === 0) return [];
  const keys = orders.map((order) => orderKey(tx.tenantId, order));
  const byLane = [...keys].sort((a, b) => a.lane - b.lane || (a.orderId < b.orderId ? -1 : 1));
  const taken = await takeOrderIds(tx, tx.tenantId, byLane);
  const rows = await lockOrders(
    tx,
    tx.tenantId,
    byLane.filter((key) => !taken.has(key.orderId)),
  );
  const histories = await loadHistories(tx, rows);
  return orders.map((order) => readOrder(context, tx.tenantId, order, histories.get(order.orderId) ?? null));
}

function readOrder(context: Context, tenantId: number, order: OrderSnapshot, history: OrderHistory | null): Reading {
  const encoded = encodeSnapshot(order);
  const hash = fingerprint(order, encoded);
  const fresh = {
    book: bookOf(tenantId, order.merchantId),
    orderId: order.orderId,
    merchantId: order.merchantId,
    buyerId: order.buyerId,
    version: order.version,
    snapshot: encoded,
    outcomes: "",
  };
  if (history === null) {
    const write = {
      ...fresh,
      seen: withSeen(Buffer.alloc(0), order.version, hash),
      payeeSealed: sealPayee(context.vault, tenantId, order.payee),
    };
    return { kind: "newer", order, write, history };
  }
  const { row } = history;
  const settled = (outcome: AppliedOrder["outcome"], remember: OrderWrite | null): Reading => {
    return { kind: "settled", result: standing(order, outcome, history), remember };
  };
  const refusal = contradiction(order, history);
  if (refusal !== null) return { kind: "settled", result: rejected(order, refusal), remember: null };
  const before = seenBefore(row.seen, order.version, hash);
  if (before === "other") return { kind: "settled", result: rejected(order, versionConflict(order)), remember: null };
  if (before === "same") return settled("unchanged", null);
  const seen = withSeen(row.seen, order.version, hash);
  if (BigInt(order.version) < row.version) {
    const { snapshot, payee_sealed: payeeSealed, outcomes } = row;
    return settled("stale", { ...fresh, version: Number(row.version), seen, snapshot, payeeSealed, outcomes });
  }
  return {
    kind: "newer",
    order,
    write: { ...fresh, seen, payeeSealed: sealPayee(context.vault, tenantId, order.payee) },
    history,
  };
}

/** What a newer snapshot may never change: whose order it is, and lines that a policy insures. */
function contradiction(order: OrderSnapshot, { row, policies }: OrderHistory): Refusal | null {
  const changed =
    row.merchant_id !== order.merchantId ? "merchantId" : row.buyer_id !== order.buyerId ? "buyerId" : null;
  if (changed !== null) {
    const detail = `order ${order.orderId} belongs to another ${changed === "merchantId" ? "merchant" : "buyer"}; an order keeps both for good`;
    return {
      code: "identity_changed",
      detail,
      errors: [{ pointer: `/${changed}`, code: "identity_changed", detail: "must stay as first sent" }],
    };
  }
  const lost = policies.find(({ policy }) => !order.lines.some((line) => line.lineId === policy.lineId));
  if (lost === undefined || BigInt(order.version) < row.version) return null;
  const detail = `line ${lost.policy.lineId} is insured and must stay in the order; tell what happened to it by cancelledAt or returns`;
  return { code: "validation_failed", detail, errors: [{ pointer: "/lines", code: "insured_line_missing", detail }] };
}

interface Shared {
  readonly context: Context;
  readonly tenant: TenantTerms;
  readonly now: Instant;
  readonly bands: BandOf;
  readonly campaigns: CoverFacts["campaigns"];
  readonly funds: Funds;
}

interface Decided {
  readonly reading: Extract<Reading, { kind: "newer" }>;
  readonly decision: OrderDecision;
  readonly merchant: MerchantTerms;
}

function decide(
  reading: Decided["reading"],
  merchant: MerchantTerms,
  { context, tenant, now, bands, campaigns, funds }: Shared,
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
      quote: quoteReader(context.vault, tenant.tenantId),
      merchantBand: bands("merchant", order.merchantId),
      buyerBand: bands("buyer", order.buyerId),
      returnTo: merchant.returnTo,
      outcomes: history?.outcomes ?? NO_OUTCOMES,
      policies: history?.policies ?? [],
      returnsClaimed: history?.claims.flatMap((claim) => (claim.returnId === null ? [] : [claim.returnId])) ?? [],
      nextId: () => context.ids.next(book),
    },
    funds,
  );
  return { reading, decision, merchant };
}

/** Writes what was decided, and opens the claims that confirmed returns make. Answers what came of the returns. */
async function write(
  context: Context,
  tx: Tx,
  now: Instant,
  decided: readonly Decided[],
  remembered: readonly OrderWrite[],
  funds: Funds,
): Promise<OpenedClaims> {
  await writeFunds(tx, now, funds);
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
  await insertEndorsements(
    tx,
    tx.tenantId,
    decided.flatMap((entry) => endorsementRows(context, entry, now)),
  );
  await insertTransfers(
    tx,
    decided.flatMap((entry) => premiumTransfers(context, entry, now)),
  );
  const opened = await openReturnClaims(
    context,
    tx,
    decided
      .filter(({ decision }) => decision.returnClaims.length > 0)
      .map(({ reading, decision, merchant }) => {
        return { order: reading.order, decision, claims: reading.history?.claims ?? [], returnTo: merchant.returnTo };
      }),
  );
  const batchId = context.ids.next(0);
  await insertOutbox(tx, {
    tenantId: tx.tenantId,
    batchId,
    recordedAt: now,
    events: [...orderEvents(decided), ...opened.events],
  });
  return opened;
}

async function writeFunds(tx: Tx, now: Instant, funds: Funds): Promise<void> {
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
  const campaigns = [...funds.campaignChanges()];
  if (campaigns.length > 0)
    await execute(tx, moveCampaignRows, [
      tx.tenantId,
      campaigns.map(([id]) => id),
      campaigns.map(([, change]) => change),
    ]);
  const gifts = funds.giftChanges();
  if (gifts.length > 0) {
    await execute(tx, moveGiftRows, [
      tx.tenantId,
      gifts.map((g) => g.campaignId),
      gifts.map((g) => g.buyerId),
      gifts.map((g) => g.gifts),
    ]);
  }
}

function endorsementRows(context: Context, { reading, decision }: Decided, now: Instant): EndorsementRow[] {
  return decision.endorsed.map(({ policyId, change }) => {
    const { book } = reading.write;
    return { endorsementId: context.ids.next(book), policyId, book, recordedAt: now, change };
  });
}

function premiumTransfers(context: Context, { decision }: Decided, now: Instant): TransferRow[] {
  const policyOf = (policyId: Id): KnownPolicy["policy"] =>
    present(
      decision.policies.find(({ policy }) => policy.policyId === policyId)?.policy,
      "an endorsed policy is the order's own",
    );
  const rows = (
    policy: KnownPolicy["policy"],
    make: (funding: "insurance" | "guarantee_service") => ReturnType<typeof premiumDebited>,
  ): TransferRow[] => {
    const { funding } = present(
      context.catalogue.version(policy.product, policy.productVersion),
      "a sold version is known",
    );
    const cause = {
      policyId: policy.policyId,
      product: policy.product,
      ...(policy.campaignId === null ? {} : { campaignId: policy.campaignId }),
    };
    const { tenantId, book, merchantId } = policy;
    const where = {
      tenantId,
      book,
      merchantId,
      transactionId: context.ids.next(book),
      occurredAt: policy.boundAt,
      recordedAt: now,
    };
    return transferRows(context, where, [{ ...make(funding), ...cause }]);
  };
  const debits = decision.issued.flatMap((policy) =>
    rows(policy, (funding) => premiumDebited(policy.payer, funding, policy.premium)),
  );
  const refunds = decision.endorsed.flatMap(({ policyId, change }) => {
    if (change.kind !== "cancelled" || change.refund === 0n) return [];
    const policy = policyOf(policyId);
    return rows(policy, (funding) => premiumRefunded(policy.payer, funding, change.refund as Fen));
  });
  return [...debits, ...refunds];
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
      ids: endorsed.filter(({ change }) => change.kind === "period_fixed").map(({ policyId }) => policyId),
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
    claims: [...(history?.claims ?? []), ...(claims ?? [])],
    refusal: null,
  };
}

/** An order as it already stands: what a repeated or late snapshot is answered with. */
function standing(order: OrderSnapshot, outcome: AppliedOrder["outcome"], history: OrderHistory): AppliedOrder {
  const { policies, claims } = history;
  return {
    orderId: order.orderId,
    version: order.version,
    outcome,
    policies,
    declined: history.outcomes.declined,
    claims,
    refusal: null,
  };
}

export function rejected(order: Pick<OrderSnapshot, "orderId" | "version">, refusal: Refusal): AppliedOrder {
  return {
    orderId: order.orderId,
    version: order.version,
    outcome: "rejected",
    policies: [],
    declined: [],
    claims: [],
    refusal,
  };
}

function unknownMerchant(order: OrderSnapshot): Refusal {
  const detail = `merchant ${order.merchantId} is not known; register it first with PUT /v1/merchants/${encodeURIComponent(order.merchantId)}`;
  return { code: "merchant_unknown", detail, errors: [{ pointer: "/merchantId", code: "merchant_unknown", detail }] };
}

function versionConflict(order: OrderSnapshot): Refusal {
  const detail = `version ${order.version} was sent before with another body; give a changed order a higher version`;
  return { code: "version_conflict", detail, errors: [{ pointer: "/version", code: "version_conflict", detail }] };
}

/** A known order's snapshot, with its payee opened. */
export function openSnapshot(
  context: Context,
  tenantId: number,
  row: { snapshot: string; payee_sealed: Buffer | null },
): OrderSnapshot {
  return decodeSnapshot(row.snapshot, openPayee(context.vault, tenantId, row.payee_sealed));
}
