// Understands which parcels are on their way to buyers: what the outbox tells of cover leads to the orders, and so to their numbers.
//
// Issuance pays nothing for it. A return comes days after the parcel that it might be confused with, so that this may lag behind.
// Statements a page: those of the follower, one for the snapshots, one for the parcels.

import type { Id } from "@anxin/core/id";
import { insertOutboundParcels, type OutboundParcelRow, snapshotsOfPolicies } from "@anxin/store/fraud";
import type { BatchEvents, EventType } from "@anxin/store/outbox";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { followOutbox } from "../follow.js";
import { decodeSnapshot } from "../order/snapshot.js";
import { parcelHash } from "./traits.js";

/** Who reads the outbox for it. */
const READER = "outbound_parcel";
/** Cover is issued or changed when a parcel leaves, also the one that replaces another. */
const TYPES = ["policy.issued", "policy.endorsed"] as const satisfies readonly EventType[];

/** Notes the parcels of orders that the outbox tells of, for all tenants; answers how many were new. */
export function noteOutboundParcels(context: Context, stop?: AbortSignal): Promise<number> {
  return followOutbox(context, { reader: READER, types: TYPES, take: noteBatches }, stop);
}

async function noteBatches(_context: Context, tx: Tx, batches: readonly (readonly BatchEvents[])[]): Promise<number> {
  const policyIds = new Set<Id>(batches.flatMap((events) => events.flatMap(({ ids }) => ids)));
  const orders = await snapshotsOfPolicies(tx, policyIds);
  return insertOutboundParcels(
    tx,
    orders.flatMap(({ orderId, snapshot }) => parcelsOf(orderId, snapshot)),
  );
}

function parcelsOf(orderId: string, snapshot: string): OutboundParcelRow[] {
  return decodeSnapshot(snapshot, null).shipments.flatMap(({ carrier, waybill }) => {
    const hash = waybill === "" ? null : parcelHash(carrier, waybill);
    return hash === null ? [] : [{ hash, orderId }];
  });
}
