// What the tests of due work share: policies issued and endorsed as the flows do it, and what the world was told of them.

import { present } from "@anxin/core/assert";
import { bookOf, type Id } from "@anxin/core/id";
import type { Endorsement, Policy } from "@anxin/core/policy/policy";
import type { Instant } from "@anxin/core/time";
import { type EventType, insertOutbox } from "@anxin/store/outbox";
import { insertEndorsements, insertPolicies } from "@anxin/store/policy";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import type { Context } from "../../context.js";

export const MERCHANT = "shop-1001";
export const BUYER = "b-42";

/** What a test says about a policy. */
export interface Wish {
  readonly effectiveAt: Instant | null;
  readonly expiresAt: Instant | null;
  readonly product?: string;
  readonly orderId?: string;
  readonly merchantId?: string;
  readonly buyerId?: string;
  readonly boundAt?: Instant;
}

/** Writes policies and what is told of them, in a transaction that is open. */
export async function issueIn(context: Context, tx: Tx, wishes: readonly Wish[]): Promise<readonly Id[]> {
  const { tenantId } = tx;
  const now = context.clock.now();
  const policies = wishes.map((wish): Policy => {
    const merchantId = wish.merchantId ?? MERCHANT;
    const book = bookOf(tenantId, merchantId);
    const policyId = context.ids.next(book);
    return {
      ...{ policyId, book, tenantId, merchantId, orderId: wish.orderId ?? `T-${policyId}`, lineId: String(policyId) },
      ...{ buyerId: wish.buyerId ?? BUYER, product: wish.product ?? "return-freight", productVersion: 1 },
      ...{ payer: "merchant", campaignId: null, premium: 60n, sumInsured: 1_200n, rating: "test" },
      ...{ boundAt: wish.boundAt ?? now, effectiveAt: wish.effectiveAt, expiresAt: wish.expiresAt, issuedAt: now },
    };
  });
  const ids = policies.map(({ policyId }) => policyId);
  await insertPolicies(tx, tenantId, policies);
  await tell(context, tx, "policy.issued", ids);
  return ids;
}

async function tell(context: Context, tx: Tx, type: EventType, ids: readonly Id[]): Promise<void> {
  const recordedAt = context.clock.now();
  await insertOutbox(tx, { tenantId: tx.tenantId, batchId: context.ids.next(0), recordedAt, events: [{ type, ids }] });
}

export const issue = (context: Context, tenantId: number, wishes: readonly Wish[]): Promise<readonly Id[]> =>
  inTransaction(context.db, tenantId, (tx) => issueIn(context, tx, wishes));

/** Issues one. */
export async function issueOne(context: Context, tenantId: number, wish: Wish): Promise<Id> {
  const [id] = await issue(context, tenantId, [wish]);
  return present(id, "a policy was issued");
}

/** Endorses a policy of the usual merchant, and tells it. */
export async function endorse(context: Context, tenantId: number, policyId: Id, change: Endorsement): Promise<void> {
  await inTransaction(context.db, tenantId, async (tx) => {
    const book = bookOf(tenantId, MERCHANT);
    const recordedAt = context.clock.now();
    await insertEndorsements(tx, tenantId, [
      { endorsementId: context.ids.next(book), policyId, book, recordedAt, change },
    ]);
    await tell(context, tx, change.kind === "cancelled" ? "policy.cancelled" : "policy.endorsed", [policyId]);
  });
}

export interface Told {
  readonly kind: string;
  readonly policyId: Id;
}

/** What the world was told of time, in the order in which it was told. */
export async function toldOf(context: Context, tenantId: number): Promise<readonly Told[]> {
  const { rows } = await context.owner.query<{ types: string[]; counts: number[]; ids: bigint[] }>(
    "select types, counts, ids from outbox where tenant_id = $1 order by batch_id",
    [tenantId],
  );
  return rows.flatMap(({ types, counts, ids }) => {
    const kinds = types.flatMap((type, i) => Array.from({ length: counts[i] ?? 0 }, () => type));
    return kinds.flatMap((type, i) => {
      const kind = /^policy\.(in_force|expired)$/.exec(type)?.[1];
      return kind === undefined ? [] : [{ kind, policyId: ids[i] ?? 0n }];
    });
  });
}

/** What was told of one policy, in order. */
export const toldOfOne = async (context: Context, tenantId: number, policyId: Id): Promise<readonly string[]> =>
  (await toldOf(context, tenantId)).filter((told) => told.policyId === policyId).map(({ kind }) => kind);
