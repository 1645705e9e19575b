import { present } from "@anxin/core/assert";
import { bookOf, type Id } from "@anxin/core/id";
import { HOUR_MS } from "@anxin/core/time";
import { EVENT_KINDS, WEBHOOK_TYPES, type WebhookType } from "@anxin/core/webhook/event-type";
import type { PoolClient } from "@anxin/store/connection";
import { type BatchEvents, insertOutbox } from "@anxin/store/outbox";
import { inTransaction } from "@anxin/store/transaction";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DELIVERED, ORDER, RETURN, SHOP } from "../order/testing/marketplace.js";
import { makeDeliveries } from "./make.js";
import { type Listening, messageOf, openListening } from "./testing/listening.js";

let house: Listening;
beforeEach(async () => {
  house = await openListening();
});
afterEach(() => house.close());

const make = () => makeDeliveries(house.market.server.context);
const told = async (endpoint: { readonly endpointId: string }) =>
  (await house.deliveries(endpoint)).map(({ type, subject }) => `${type} ${subject.split("/")[0]}`).sort();
const rows = (table: string) => house.market.count(`select count(*) from ${table}`);

/** Counts the statements that reach the database while `work` runs, transaction commands included. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const { db } = house.market.server.context;
  const spies = new Map<PoolClient, { mockRestore(): void; mock: { calls: unknown[] } }>();
  const watch = (client: PoolClient): void => {
    if (!spies.has(client)) spies.set(client, vi.spyOn(client, "query"));
  };
  db.on("acquire", watch);
  await work();
  db.off("acquire", watch);
  const count = [...spies.values()].reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  for (const spy of spies.values()) spy.mockRestore();
  return count;
}

describe("what is told", () => {
  it("is one event for each policy, and one for what a shop paid, with ids that are each of one thing", async () => {
    const endpoint = await house.listen();
    await house.sell(3);
    expect(await make()).toBe(4);
    expect(await told(endpoint)).toEqual([
      "policy.issued policy",
      "policy.issued policy",
      "policy.issued policy",
      "wallet.debited merchant",
    ]);
    const deliveries = await house.deliveries(endpoint);
    expect(new Set(deliveries.map(({ eventId }) => eventId)).size).toBe(4);
    const debit = deliveries.find(({ type }) => type === "wallet.debited");
    expect(messageOf(debit ?? { body: "" }).data).toEqual({
      merchantId: SHOP,
      currency: "CNY",
      amount: 180,
      policies: 3,
    });
  });

  it("reads as the catalogue says, with CloudEvents attributes and nothing by which a person is known", async () => {
    const endpoint = await house.listen();
    await house.market.feed([{ ...ORDER, shipments: DELIVERED }]);
    await house.market.feed([{ ...ORDER, version: 4, shipments: DELIVERED, returns: [RETURN] }]);
    await house.market.feed([{ ...ORDER, orderId: "poor", buyerId: "b-43" }]);
    const stop = { state: "stopped", reason: "张三 13800138000" };
    expect((await house.call("PUT", "/v1/tenants/switches/pay", { body: stop })).status).toBe(200);
    await make();
    const deliveries = await house.deliveries(endpoint);
    const types = new Set(deliveries.map(({ type }) => type));
    expect([...types]).toEqual(
      expect.arrayContaining(["policy.issued", "claim.filed", "claim.decided", "switch.changed"]),
    );
    for (const { type, subject, eventId, body } of deliveries) {
      const message = messageOf({ body });
      const { example } = EVENT_KINDS[type as WebhookType];
      expect(message).toMatchObject({ specversion: "1.0", id: eventId, type, subject, source: "http://anxin.test" });
      expect(message.time).toMatch(/^2026-11-11T.*Z$/);
      expect(Object.keys(message.data).sort()).toEqual(Object.keys(example.data).sort());
      for (const [name, value] of Object.entries(example.data)) {
        if (value !== null && message.data[name] !== null) expect(typeof message.data[name]).toBe(typeof value);
      }
      expect(subject.split("/")[0]).toBe(example.subject.split("/")[0]);
      expect(Buffer.byteLength(body)).toBeLessThan(20_000);
      for (const secret of [
        "王小明",
        "buyer42@example.com",
        "纯棉T恤",
        "SF1001",
        "ZT2001",
        "张三",
        "13800138000",
        "成都市",
      ]) {
        expect(body).not.toContain(secret);
      }
    }
  });

  it("says what was declined, and why", async () => {
    const endpoint = await house.listen({ types: ["policy.declined"] });
    await house.market.server.database.owner.query("update wallet set balance = 0");
    const { results } = await house.market.feed([{ ...ORDER, buyerId: "b-42" }]);
    expect(results[0]?.declined).toEqual([{ product: "return-freight", lineId: "1", code: "wallet_insufficient" }]);
    await house.market.feed([{ ...ORDER, version: 4, shipments: DELIVERED }]);
    await make();
    const [delivery, ...others] = await house.deliveries(endpoint);
    expect(others).toEqual([]);
    expect(messageOf(delivery ?? { body: "" }).data).toEqual({
      ...{ orderId: ORDER.orderId, lineId: "1", merchantId: SHOP, buyerId: "b-42" },
      ...{ product: "return-freight", code: "wallet_insufficient" },
    });
  });

  it("is what was asked for, and nothing else", async () => {
    const [issued, debited, neither] = [
      await house.listen({ types: ["policy.issued"] }),
      await house.listen({ types: ["wallet.debited"] }),
      await house.listen({ types: ["payout.failed"] }),
    ];
    await house.sell(2);
    await make();
    expect(await told(issued)).toEqual(["policy.issued policy", "policy.issued policy"]);
    expect(await told(debited)).toEqual(["wallet.debited merchant"]);
    expect(await told(neither)).toEqual([]);
  });

  it("to a shop is of itself alone", async () => {
    const { server } = house.market;
    const put = { as: server.tenant.apiKey, body: { name: "Other" } };
    expect((await server.call("PUT", "/v1/merchants/shop-2002", put)).status).toBeLessThan(300);
    const own = await house.listen({ merchantId: SHOP });
    const others = await house.listen({ merchantId: "shop-2002" });
    await house.sell(1);
    const stop = { state: "stopped", reason: "drill" };
    expect((await house.call("PUT", "/v1/tenants/switches/pay", { body: stop })).status).toBe(200);
    await make();
    expect(await told(own)).toEqual(["policy.issued policy", "wallet.debited merchant"]);
    expect(await told(others)).toEqual([]);
  });

  it("begins when somebody begins to listen", async () => {
    await house.sell(2);
    house.market.server.clock.advance(HOUR_MS);
    const first = await house.listen({ types: ["policy.issued"] });
    await house.sell(1);
    house.market.server.clock.advance(HOUR_MS);
    const second = await house.listen({ types: ["policy.issued"] });
    await house.sell(1);
    await make();
    expect(await told(first)).toHaveLength(2);
    expect(await told(second)).toHaveLength(1);
  });

  it("begins then too while an older transaction keeps what was before from settling", async () => {
    const older = await house.market.server.database.owner.connect();
    try {
      await older.query("begin; select pg_current_xact_id()");
      await house.sell(2);
      const endpoint = await house.listen({ types: ["policy.issued"] });
      await house.sell(1);
      await make();
      expect(await told(endpoint)).toEqual(["policy.issued policy"]);
    } finally {
      await older.query("rollback");
      older.release();
    }
  });

  it("is the same however often the outbox is read", async () => {
    const endpoint = await house.listen();
    await house.sell(3);
    expect(await make()).toBe(4);
    const before = await house.deliveries(endpoint);
    await house.market.server.database.owner.query("update outbox_reader set written_by = '0', batch_id = 0");
    expect(await make()).toBe(0);
    expect(await house.deliveries(endpoint)).toEqual(before);
  });

  it("while an endpoint is paused is set aside", async () => {
    const { endpointId, etag } = await house.listen();
    const body = { url: `${house.receiver.origin}/hook`, types: ["*"], status: "paused" };
    await house.call("PUT", `/v1/webhook-endpoints/${endpointId}`, { body, headers: { "if-match": etag } });
    await house.sell(1);
    await make();
    const states = (await house.deliveries({ endpointId })).map(({ state, reason }) => [state, reason]);
    expect(states).toEqual([
      ["diverted", "endpoint_paused"],
      ["diverted", "endpoint_paused"],
    ]);
  });
});

describe("where nobody listens", () => {
  it("nothing is read and nothing is written", async () => {
    await house.sell(3);
    const read = vi.spyOn(house.market.server.context.db, "connect");
    expect(await make()).toBe(0);
    expect(read).not.toHaveBeenCalled();
    for (const table of ["webhook_event", "webhook_delivery"]) expect(await rows(table)).toBe(0);
  });

  it("any more, a later listener does not hear what was before", async () => {
    const { endpointId } = await house.listen();
    expect((await house.call("DELETE", `/v1/webhook-endpoints/${endpointId}`)).status).toBe(204);
    await house.sell(3);
    house.market.server.clock.advance(1);
    const later = await house.listen();
    await house.sell(1);
    expect(await make()).toBe(2);
    expect(await told(later)).toHaveLength(2);
  });

  it("in one marketplace, another's listener hears nothing of it", async () => {
    const { server } = house.market;
    const url = `${house.receiver.origin}/other`;
    const body = { url, types: ["*"] };
    const added = await server.call("POST", "/v1/webhook-endpoints", { as: server.other.apiKey, key: "other", body });
    expect(added.status).toBe(201);
    await house.sell(2);
    await house.tell();
    expect(house.receiver.received).toEqual([]);
    expect(await rows("webhook_delivery")).toBe(0);
  });
});

it("a batch of 500 policies takes as many statements as a batch of one", async () => {
  // While it is open nothing settles, so that the place never moves: whether it does is no matter of how much there is.
  const older = await house.market.server.database.owner.connect();
  try {
    await older.query("begin; select pg_current_xact_id()");
    await house.listen();
    await house.listen({ types: ["policy.issued"] });
    await house.sell(1);
    await make();
    await house.sell(1);
    const one = await statementsOf(make);
    await house.sell(500);
    expect(await statementsOf(make)).toBe(one);
  } finally {
    await older.query("rollback");
    older.release();
  }
  expect(await rows("webhook_event")).toBe(502 + 3);
  expect(await rows("webhook_delivery")).toBe(502 * 2 + 3);
});

/** Tells a batch as some flow does. */
async function tellBatch(events: readonly BatchEvents[]): Promise<void> {
  const { context, tenant } = house.market.server;
  const batch = { tenantId: tenant.tenantId, batchId: context.ids.next(0), recordedAt: context.clock.now() };
  await inTransaction(context.db, tenant.tenantId, (tx) => insertOutbox(tx, { ...batch, events }));
}
const OF_OUTBOX = WEBHOOK_TYPES.filter((type) => type !== "wallet.debited");

it("ids of nothing are not told, and stop nobody", async () => {
  const endpoint = await house.listen();
  const { context } = house.market.server;
  await tellBatch(OF_OUTBOX.map((type) => ({ type, ids: [context.ids.next(1)] })));
  expect(await make()).toBe(0);
  await house.sell(1);
  expect(await make()).toBe(2);
  expect(await told(endpoint)).toHaveLength(2);
});

/** One of each thing that the outbox can name, written as far as its event tells of it; by the first word of its types. */
async function everything(): Promise<Readonly<Record<string, Id>>> {
  const { context, database, tenant } = house.market.server;
  const book = bookOf(tenant.tenantId, SHOP);
  await house.market.feed([{ ...ORDER, shipments: DELIVERED }]);
  await house.market.feed([{ ...ORDER, version: 4, shipments: DELIVERED, returns: [RETURN] }]);
  const ask = async (sql: string, ...values: readonly unknown[]): Promise<Id> => {
    const { rows: found } = await database.owner.query<{ id: Id }>(sql, [...values]);
    return present(found[0]?.id, "there is one");
  };
  const fresh = (): Id => context.ids.next(book);
  const policy = await ask("select policy_id as id from policy");
  const claim = await ask("select claim_id as id from claim");
  const payout = await ask("select payout_id as id from payout");
  const decision = await ask("select decision_id as id from decision");
  await ask(
    `insert into endorsement (endorsement_id, policy_id, recorded_at, at, refund, tenant_id, book, kind, reason)
     values ($1, $2, now(), now(), 60, 1, $3, 'cancelled', '王小明') returning endorsement_id as id`,
    ...[fresh(), policy, book],
  );
  await ask(
    `insert into supplement (book, tenant_id, claim_id, round, requested_by, requested_at, reason, delivered_at, closes_at)
     values ($1, 1, $2, 1, 'staff:1', now(), '', now(), now()) returning claim_id as id`,
    ...[book, claim],
  );
  await ask(
    `insert into supplement_document values ($1, 1, $2, 1, 1, 'damage_photo', '王小明的照片', 1, true) returning claim_id as id`,
    ...[book, claim],
  );
  await ask(
    `insert into appeal (book, tenant_id, appeal_id, claim_id, decision_id, round, state, reason, rules, filed_by, filed_at, due_at)
     values ($1, 1, $2, $3, $4, 1, 'open', '王小明', '{}', 'buyer:b-42', now(), now()) returning appeal_id as id`,
    ...[book, fresh(), claim, decision],
  );
  const alert = await ask(
    `insert into wallet_alert values ($1, 1, $2, $3, -20, 100, null, now()) returning alert_id as id`,
    ...[book, fresh(), SHOP],
  );
  const decline = await ask(
    `insert into declined_cover values ($1, 1, $2, 'o', '1', $3, 'b', 'quality', 'too_late', now()) returning decline_id as id`,
    ...[book, fresh(), SHOP],
  );
  const dates = { startsAt: "2026-11-01T00:00:00.000Z", endsAt: "2026-12-01T00:00:00.000Z" };
  const body = { product: "return-freight", budget: 1_000, ...dates, rules: {} };
  expect((await house.call("POST", "/v1/campaigns", { key: "campaign", body })).status).toBe(201);
  const campaign = await ask("select campaign_id as id from campaign");
  const stop = { state: "stopped", reason: "张三" };
  expect((await house.call("PUT", "/v1/tenants/switches/issue", { body: stop })).status).toBe(200);
  const change = await ask("select change_id as id from kill_switch_change");
  return { policy, claim, payout, campaign, switch: change, wallet: alert, "policy.declined": decline };
}

it("every type reads as its example in the catalogue", async () => {
  const named = await everything();
  const endpoint = await house.listen();
  await tellBatch(
    OF_OUTBOX.map((type) => ({
      type,
      ids: [present(named[type] ?? named[type.split(".")[0] ?? ""], "it is named")],
    })),
  );
  expect(await make()).toBe(WEBHOOK_TYPES.length);
  const deliveries = await house.deliveries(endpoint);
  expect(deliveries.map(({ type }) => type).sort()).toEqual([...WEBHOOK_TYPES].sort());
  const shapeOf = (value: unknown): unknown =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, shapeOf(each)]))
      : Array.isArray(value)
        ? "list"
        : "value";
  for (const { type, subject, body: text } of deliveries) {
    const { example } = EVENT_KINDS[type as WebhookType];
    expect(shapeOf(messageOf({ body: text }).data), type).toEqual(shapeOf(example.data));
    expect(subject.split("/")[0]).toBe(example.subject.split("/")[0]);
    expect(text).not.toMatch(/王小明|张三|buyer42/);
  }
});

it("a shop does not hear of what its buyers are suspected, in the event as in the claim", async () => {
  await house.market.feed([{ ...ORDER, shipments: DELIVERED }]);
  await house.market.feed([{ ...ORDER, version: 4, shipments: DELIVERED, returns: [RETURN] }]);
  const { database } = house.market.server;
  await database.owner.query("update decision set reason_codes = '{suspected_fraud,needs_assessment}'");
  const { rows: found } = await database.owner.query<{ id: Id }>("select claim_id as id from claim");
  const ours = await house.listen({ types: ["claim.decided"] });
  const theirs = await house.listen({ types: ["claim.decided"], merchantId: SHOP });
  await tellBatch([{ type: "claim.decided", ids: found.map(({ id }) => id) }]);
  await house.tell();
  const codesOf = async (endpoint: { readonly endpointId: string }) => {
    const [delivery] = await house.deliveries(endpoint);
    const { decision } = messageOf(delivery ?? { body: "" }).data as { decision: { reasonCodes: string[] } };
    return decision.reasonCodes;
  };
  expect(await codesOf(ours)).toEqual(["suspected_fraud", "needs_assessment"]);
  expect(await codesOf(theirs)).toEqual(["needs_assessment"]);
  expect(house.receiver.received.filter(({ body }) => body.includes("suspected_fraud"))).toHaveLength(1);
});
