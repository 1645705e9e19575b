// Understands what a batch of orders needs to know before it is decided, read in a fixed number of statements.

import { BOOK_COUNT, bookOf, stableHash } from "@anxin/core/id";
import type { CoverFacts, Enrolment, EnrolmentScope } from "@anxin/core/order/cover";
import type { Outcomes } from "@anxin/core/order/decide";
import type { OrderSnapshot, Place } from "@anxin/core/order/order";
import { fold, type KnownPolicy } from "@anxin/core/policy/policy";
import type { Band } from "@anxin/core/product/rate";
import { type Day, type Instant, shanghaiDay, startOfDay, within } from "@anxin/core/time";
import { type ClaimSummary, claimsOfPolicies } from "@anxin/store/claim-history";
import { type OrderKey, type OrderRow, selectBands, selectMerchantTerms } from "@anxin/store/order";
import { endorsementsOf, policiesOfOrders } from "@anxin/store/policy";
import { run } from "@anxin/store/statement";
import type { Tx } from "@anxin/store/transaction";

/** Where an order is looked up: a lane by its id, a book by its merchant. */
export function orderKey(tenantId: number, order: Pick<OrderSnapshot, "orderId" | "merchantId">): OrderKey {
  return {
    lane: laneOf(order.orderId),
    book: bookOf(tenantId, order.merchantId),
    orderId: order.orderId,
    merchantId: order.merchantId,
  };
}

export const laneOf = (orderId: string): number => stableHash(orderId) % BOOK_COUNT;

export interface MerchantTerms {
  readonly returnTo: Place | null;
  readonly tier: string;
  /** When the shop opened. */
  readonly since: Instant;
  readonly enrolments: readonly Enrolment[];
}

/** Terms of the merchants that are known, by merchant id. */
export async function loadMerchants(tx: Tx, merchantIds: readonly string[]): Promise<Map<string, MerchantTerms>> {
  const rows = await run(tx, selectMerchantTerms, [
    tx.tenantId,
    merchantIds.map((id) => bookOf(tx.tenantId, id)),
    merchantIds,
  ]);
  const merchants = new Map<string, MerchantTerms & { readonly enrolments: Enrolment[] }>();
  for (const row of rows) {
    const returnTo =
      row.return_province === null ? null : { province: row.return_province, city: row.return_city ?? "" };
    const terms = merchants.get(row.merchant_id) ?? { returnTo, tier: row.tier, since: row.since, enrolments: [] };
    if (row.product !== null) {
      const scope = { kind: row.scope_kind, values: row.scope_values ?? [] } as EnrolmentScope;
      const exclusions = { categories: row.excluded_categories ?? [], skus: row.excluded_skus ?? [] };
      terms.enrolments.push({ product: row.product, scope, exclusions, status: row.status as Enrolment["status"] });
    }
    merchants.set(row.merchant_id, terms);
  }
  return merchants;
}

/** Bands in force today of the merchants and buyers of a batch. */
export function loadBands(tx: Tx, orders: readonly OrderSnapshot[], now: Instant): Promise<Bands> {
  return loadSubjectBands(
    tx,
    [...new Set(orders.map((order) => order.merchantId))],
    [...new Set(orders.map((order) => order.buyerId))],
    now,
  );
}

/** What experience says of the merchants and buyers that were asked for. */
export interface Bands {
  /** The band in force today; who has none is new. */
  bandOf(kind: "merchant" | "buyer", id: string): Band;
  /** When a buyer could not, or cannot, buy a product. */
  blockOf(buyerId: string): CoverFacts["buyerBlockedUntil"];
}

export async function loadSubjectBands(
  tx: Tx,
  merchants: readonly string[],
  buyers: readonly string[],
  now: Instant,
): Promise<Bands> {
  const kinds = [...merchants.map(() => "merchant"), ...buyers.map(() => "buyer")];
  const rows = await run(tx, selectBands, [tx.tenantId, kinds, [...merchants, ...buyers], shanghaiDay(now)]);
  const bands = new Map<string, Band>();
  const blocks = new Map<string, Block[]>();
  for (const { subject_kind, subject_id, band, product, blocked_on, until_on } of rows) {
    if (band !== null) bands.set(`${subject_kind}|${subject_id}`, band as Band);
    if (product === null || blocked_on === null || until_on === null) continue;
    const block = { product, from: startOfDay(blocked_on as Day), until: startOfDay(until_on as Day) };
    blocks.set(subject_id, [...(blocks.get(subject_id) ?? []), block]);
  }
  return {
    bandOf: (kind, id) => bands.get(`${kind}|${id}`) ?? "new",
    blockOf(buyerId) {
      const own = blocks.get(buyerId) ?? [];
      return (product, at) => own.find((block) => block.product === product && within(block, at))?.until ?? null;
    },
  };
}

/** A buyer cannot buy a product in this period. */
interface Block {
  readonly product: string;
  readonly from: Instant;
  readonly until: Instant;
}

/** What an order already has. */
export interface OrderHistory {
  readonly row: OrderRow;
  readonly outcomes: Outcomes;
  readonly policies: readonly KnownPolicy[];
  readonly claims: readonly ClaimSummary[];
}

/** Policies with their endorsements folded in, and claims, of orders that are known; by order id. */
export async function loadHistories(tx: Tx, rows: readonly OrderRow[]): Promise<Map<string, OrderHistory>> {
  const histories = new Map<string, OrderHistory>();
  if (rows.length === 0) return histories;
  const policies = await policiesOfOrders(
    tx,
    tx.tenantId,
    rows.map((row) => ({ book: row.book, orderId: row.order_id })),
  );
  const endorsements = await endorsementsOf(tx, tx.tenantId, policies);
  const claims = await claimsOfPolicies(tx, tx.tenantId, policies);
  for (const row of rows) {
    const own = policies.filter((policy) => policy.orderId === row.order_id);
    histories.set(row.order_id, {
      row,
      outcomes: JSON.parse(row.outcomes) as Outcomes,
      policies: own.map((policy) => {
        return {
          policy,
          state: fold(
            policy,
            (endorsements.get(policy.policyId) ?? []).map((entry) => entry.change),
          ),
        };
      }),
      claims: own.flatMap((policy) => claims.get(policy.policyId) ?? []),
    });
  }
  return histories;
}
