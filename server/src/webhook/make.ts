// Understands the sweep that makes deliveries of what the outbox tells; who issues and decides knows nothing of it.
//
// Statements a page: 1 for who listens, at most 7 for what happened, whatever the number of things, and 2 to write.

import { bookOfId, type Id } from "@anxin/core/id";
import { hears, type WebhookType } from "@anxin/core/webhook/event-type";
import type { EventType } from "@anxin/store/outbox";
import type { OutboxBatch } from "@anxin/store/outbox-reader";
import type { Tx } from "@anxin/store/transaction";
import { alertsById } from "@anxin/store/wallet-alert";
import { type Listener, listeners, listeningTenants, WEBHOOK_READER } from "@anxin/store/webhook";
import { insertDeliveries, insertEvents, type NewDelivery, type NewEvent } from "@anxin/store/webhook-delivery";
import {
  toldCampaigns,
  toldClaims,
  toldDeclines,
  toldPayouts,
  toldPolicies,
  toldSwitches,
} from "@anxin/store/webhook-source";
import type { Context } from "../context.js";
import { type Follower, followOutbox } from "../follow.js";
import { eventOf, type Happening } from "./event.js";
import {
  alertHappening,
  campaignHappening,
  claimHappening,
  debitHappenings,
  declineHappening,
  payoutHappening,
  policyHappening,
  switchHappening,
} from "./happening.js";

type Told = Exclude<WebhookType, "wallet.debited">;
const POLICY_TYPES = [
  "policy.issued",
  "policy.in_force",
  "policy.endorsed",
  "policy.cancelled",
  "policy.expired",
] as const;
const CLAIM_TYPES = [
  "claim.filed",
  "claim.evidence_requested",
  "claim.decided",
  "claim.closed",
  "claim.appealed",
  "claim.appeal_ended",
] as const;
const PAYOUT_TYPES = ["payout.succeeded", "payout.failed", "payout.returned"] as const;
const OTHER_TYPES = ["policy.declined", "wallet.low", "campaign.exhausted", "switch.changed"] as const;
const TOLD: readonly EventType[] = [
  ...POLICY_TYPES,
  ...CLAIM_TYPES,
  ...PAYOUT_TYPES,
  ...OTHER_TYPES,
] satisfies readonly Told[];

const FOLLOWER: Follower = {
  reader: WEBHOOK_READER,
  types: TOLD,
  tenants: ({ owner }) => listeningTenants(owner),
  async take(context, tx, _batches, told) {
    const listening = await listeners(tx);
    if (listening.length === 0) return 0;
    const wanted = told.map((batch) => narrowed(batch, listening));
    const happeningsOf = await gather(tx, wanted);
    const events: NewEvent[] = [];
    const deliveries: NewDelivery[] = [];
    for (const batch of wanted) {
      const telling = { tenantId: tx.tenantId, batchId: batch.batchId, at: batch.recordedAt };
      for (const happening of happeningsOf(batch)) {
        const concerned = listening.filter((listener) => concerns(listener, batch, happening));
        if (concerned.length === 0) continue;
        const event = eventOf(context.config.publicUrl, telling, happening);
        events.push(event);
        deliveries.push(...concerned.map((listener) => deliveryOf(context, listener, event)));
      }
    }
    await insertEvents(tx, events);
    return insertDeliveries(tx, context.clock.now(), deliveries);
  },
};

/** Makes deliveries of what is new, for all tenants of whom somebody listens; answers how many. */
export const makeDeliveries = (context: Context, stop?: AbortSignal): Promise<number> =>
  followOutbox(context, FOLLOWER, stop);

/** What of a batch anybody listens to. Issued policies tell of debits too. */
function narrowed(batch: OutboxBatch, listening: readonly Listener[]): OutboxBatch {
  const isWanted = (type: string): boolean => listening.some(({ types }) => hears(types, type));
  const events = batch.events.filter(
    ({ type }) => isWanted(type) || (type === "policy.issued" && isWanted("wallet.debited")),
  );
  return { ...batch, events };
}

/** Who listens hears from the beginning on, and a shop of itself alone. */
function concerns(listener: Listener, batch: OutboxBatch, { type, merchantId }: Happening): boolean {
  const own = listener.merchant_id === null || listener.merchant_id === merchantId;
  return own && hears(listener.types, type) && batch.recordedAt >= listener.created_at;
}

const deliveryOf = (context: Context, listener: Listener, { eventId, type }: NewEvent): NewDelivery => ({
  deliveryId: context.ids.next(0),
  endpointId: listener.endpoint_id,
  eventId,
  type,
  isDue: listener.status === "active",
});

const idsOf = (batches: readonly OutboxBatch[], types: readonly string[]): readonly Id[] => [
  ...new Set(
    batches.flatMap(({ events }) => events.filter(({ type }) => types.includes(type)).flatMap(({ ids }) => ids)),
  ),
];

/** Reads things by id, all of one kind in one statement, and none where there are none. */
async function byId<R>(
  ids: readonly Id[],
  read: (ids: readonly Id[]) => Promise<readonly R[]>,
  idOf: (row: R) => Id,
): Promise<ReadonlyMap<Id, R>> {
  const rows = ids.length === 0 ? [] : await read(ids);
  return new Map(rows.map((row) => [idOf(row), row]));
}

/** Reads everything that some batches name; answers what happened in one of them, each subject once for each type. */
async function gather(tx: Tx, batches: readonly OutboxBatch[]): Promise<(batch: OutboxBatch) => readonly Happening[]> {
  const ids = (types: readonly Told[]): readonly Id[] => idsOf(batches, types);
  const policies = await byId(
    ids(POLICY_TYPES),
    (of) => toldPolicies(tx, of),
    (row) => row.policy_id,
  );
  const claims = await byId(
    ids(CLAIM_TYPES),
    (of) => toldClaims(tx, of),
    (row) => row.claim_id,
  );
  const payouts = await byId(
    ids(PAYOUT_TYPES),
    (of) => toldPayouts(tx, of),
    (row) => row.payout_id,
  );
  const declines = await byId(
    ids(["policy.declined"]),
    (of) => toldDeclines(tx, of),
    (row) => row.decline_id,
  );
  const alertKeys = (of: readonly Id[]) => of.map((alertId) => ({ book: bookOfId(alertId), alertId }));
  const alerts = await byId(
    ids(["wallet.low"]),
    (of) => alertsById(tx, alertKeys(of)),
    (row) => row.alert_id,
  );
  const campaigns = await byId(
    ids(["campaign.exhausted"]),
    (of) => toldCampaigns(tx, of),
    (row) => row.campaign_id,
  );
  const switches = await byId(
    ids(["switch.changed"]),
    (of) => toldSwitches(tx, of),
    (row) => row.change_id,
  );
  const some =
    <R>(rows: ReadonlyMap<Id, R>, word: (row: R) => Happening) =>
    (id: Id): readonly Happening[] => {
      const row = rows.get(id);
      return row === undefined ? [] : [word(row)];
    };
  const wordingOf = (type: EventType): ((id: Id) => readonly Happening[]) => {
    if (isIn(POLICY_TYPES, type)) return some(policies, (row) => policyHappening(type, row));
    if (isIn(CLAIM_TYPES, type)) return some(claims, (row) => claimHappening(type, row));
    if (isIn(PAYOUT_TYPES, type)) return some(payouts, (row) => payoutHappening(type, row));
    if (type === "policy.declined") return some(declines, declineHappening);
    if (type === "wallet.low") return some(alerts, alertHappening);
    return type === "campaign.exhausted" ? some(campaigns, campaignHappening) : some(switches, switchHappening);
  };
  return (batch) => {
    const issued = idsOf([batch], ["policy.issued"]).flatMap((id) => policies.get(id) ?? []);
    const told = batch.events.flatMap(({ type, ids: about }) => [...new Set(about)].flatMap(wordingOf(type)));
    return [...told, ...debitHappenings(issued)];
  };
}

const isIn = (types: readonly string[], type: string): boolean => types.includes(type);
