import { DAY_MS } from "@anxin/core/time";
import { DELIVERED_KEPT_MS, DIVERTED_KEPT_MS } from "@anxin/core/webhook/delivery";
import { OLD_DELIVERIES_PAGE_MAX } from "@anxin/store/webhook-retention";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { status } from "../outside/testing/webhook-receiver.js";
import { statementsOf } from "../testing/statements.js";
import { prepareQueue, settle } from "../worker.js";
import { forgetDeliveries, PAGES_A_SWEEP_MAX } from "./forget.js";
import { type Endpoint, type Listening, openListening } from "./testing/listening.js";

let house: Listening;
beforeEach(async () => {
  house = await openListening();
});
afterEach(() => house.close());

const context = () => house.market.server.context;
const forget = (stop?: AbortSignal) => forgetDeliveries(context(), stop);
/** Sends what is due, and lets it settle. */
const tell = async (): Promise<void> => {
  await house.caughtUp();
  await house.tell();
};
const advance = (ms: number) => house.market.server.clock.advance(ms);
const rows = (table: string) => house.market.count(`select count(*) from ${table}`);
const kept = async () => ({
  deliveries: await rows("webhook_delivery"),
  attempts: await rows("webhook_attempt"),
  events: await rows("webhook_event"),
});
const issued = { types: ["policy.issued"] };
const states = async (endpoint: Pick<Endpoint, "endpointId">) =>
  (await house.deliveries(endpoint)).map(({ state }) => state);
const call = (method: string, endpoint: Endpoint, rest: string, body?: object, headers = {}) =>
  house.call(method, `/v1/webhook-endpoints/${endpoint.endpointId}${rest}`, { headers, ...(body && { body }) });

/** An endpoint that was paused while something happened, so that it is set aside. */
async function missed(): Promise<{ readonly endpoint: Endpoint; takeUp(): Promise<unknown> }> {
  const endpoint = await house.listen(issued);
  const wish = { url: `${house.receiver.origin}/hook`, ...issued };
  const paused = await call("PUT", endpoint, "", { ...wish, status: "paused" }, { "if-match": endpoint.etag });
  await house.sell(1);
  await tell();
  const headers = { "if-match": String(paused.headers["etag"]) };
  return { endpoint, takeUp: () => call("PUT", endpoint, "", { ...wish, status: "active" }, headers) };
}

describe("what was delivered", () => {
  it("stays 30 days after it was taken, and then goes with its attempts and its event", async () => {
    expect(DELIVERED_KEPT_MS).toBe(30 * DAY_MS);
    const endpoint = await house.listen(issued);
    await house.sell(2);
    await tell();
    advance(DELIVERED_KEPT_MS - DAY_MS);
    await house.sell(1);
    await tell();
    advance(DAY_MS);
    expect(await forget()).toBe(0);
    expect(await kept()).toEqual({ deliveries: 3, attempts: 3, events: 3 });
    advance(1);
    expect(await forget()).toBe(2);
    expect(await kept()).toEqual({ deliveries: 1, attempts: 1, events: 1 });
    expect(await states(endpoint)).toEqual(["delivered"]);
    expect(await forget()).toBe(0);
  });

  it("counts from when it was taken last, not from when it was made", async () => {
    const endpoint = await house.listen(issued);
    await house.sell(1);
    await tell();
    const [delivery] = await house.deliveries(endpoint);
    advance(DELIVERED_KEPT_MS - DAY_MS);
    expect((await call("POST", endpoint, `/deliveries/${delivery?.deliveryId}/replay`)).status).toBe(200);
    advance(2 * DAY_MS);
    expect(await forget()).toBe(0);
    await tell();
    advance(DELIVERED_KEPT_MS);
    expect(await forget()).toBe(0);
    advance(1);
    expect(await forget()).toBe(1);
    expect(await kept()).toEqual({ deliveries: 0, attempts: 0, events: 0 });
  });

  it("leaves an event for as long as another endpoint has not got it", async () => {
    await house.listen(issued);
    const { endpoint } = await missed();
    advance(DELIVERED_KEPT_MS + 1);
    expect(await forget()).toBe(1);
    expect(await kept()).toEqual({ deliveries: 1, attempts: 0, events: 1 });
    expect(await states(endpoint)).toEqual(["diverted"]);
  });

  it("stays while it would be told again, as long as an older transaction is open", async () => {
    const older = await house.market.server.database.owner.connect();
    try {
      await older.query("begin; select pg_current_xact_id()");
      await house.listen(issued);
      await house.sell(1);
      await house.tell();
      advance(DELIVERED_KEPT_MS + 1);
      expect(await forget()).toBe(0);
      await house.tell();
      expect(house.receiver.received).toHaveLength(1);
    } finally {
      await older.query("rollback");
      older.release();
    }
    await tell();
    expect(await forget()).toBe(1);
    await tell();
    expect(house.receiver.received).toHaveLength(1);
  });
});

describe("what was not delivered", () => {
  it("that was set aside stays 90 days, and then goes, also where the endpoint was deleted", async () => {
    expect(DIVERTED_KEPT_MS).toBe(90 * DAY_MS);
    const { endpoint } = await missed();
    const { endpoint: deleted } = await missed();
    expect((await call("DELETE", deleted, "")).status).toBe(204);
    // The first one was paused when the second one missed something: two wait for it.
    expect(await states(endpoint)).toEqual(["diverted", "diverted"]);
    advance(DIVERTED_KEPT_MS - DAY_MS);
    expect(await forget()).toBe(0);
    advance(DAY_MS + 1);
    expect(await forget()).toBe(3);
    expect(await kept()).toEqual({ deliveries: 0, attempts: 0, events: 0 });
  });

  it("and is replayed before is delivered, and stays as long as what was delivered", async () => {
    const { endpoint, takeUp } = await missed();
    advance(DIVERTED_KEPT_MS - DAY_MS);
    await takeUp();
    expect((await call("POST", endpoint, "/recoveries", { since: "2026-11-01T00:00:00Z" })).body).toMatchObject({
      replayed: 1,
    });
    await tell();
    expect(await states(endpoint)).toEqual(["delivered"]);
    advance(2 * DAY_MS);
    expect(await forget()).toBe(0);
    advance(DELIVERED_KEPT_MS);
    expect(await forget()).toBe(1);
  });

  it("that still waits for its next attempt stays, however old it is", async () => {
    const endpoint = await house.listen(issued);
    house.receiver.always(status(500));
    await house.sell(1);
    await tell();
    advance(2 * DIVERTED_KEPT_MS);
    expect(await forget()).toBe(0);
    expect(await states(endpoint)).toEqual(["pending"]);
  });
});

it("goes by itself when its time has come, as part of what falls due", async () => {
  await prepareQueue(context());
  await house.listen(issued);
  await house.sell(1);
  await settle(context());
  await house.caughtUp();
  expect(await rows("webhook_delivery")).toBe(1);
  advance(DELIVERED_KEPT_MS + 1);
  expect((await settle(context())).jobs).toContainEqual({ job: "forget_webhooks", times: 1 });
  expect(await kept()).toEqual({ deliveries: 0, attempts: 0, events: 0 });
});

it("goes page by page, with as many statements whatever its size, and leaves others their turn", async () => {
  await house.listen(issued);
  const { db, ids, clock } = context();
  /** Deliveries that were taken just now. */
  const delivered = (count: number) =>
    house.market.server.database.owner.query(
      `with made as (
         insert into webhook_delivery (tenant_id, created_at, delivered_at, delivery_id, endpoint_id, event_id, type, state)
         select e.tenant_id, at_ms($1), at_ms($1), $2::int8 + n, e.endpoint_id, 'evt_' || ($2 + n), 'policy.issued', 'delivered'
         from webhook_endpoint e, generate_series(1, $3::int4) n
         returning tenant_id, event_id, type, created_at)
       insert into webhook_event (tenant_id, event_id, type, subject, occurred_at, body)
       select tenant_id, event_id, type, 'policy/1', created_at, '{}' from made`,
      [clock.now(), ids.next(0), count],
    );
  const old = async (count: number): Promise<void> => {
    await delivered(count);
    advance(DELIVERED_KEPT_MS + 1);
  };
  await house.caughtUp();
  await old(1);
  const few = await statementsOf(db, () => forget());
  await old(OLD_DELIVERIES_PAGE_MAX);
  expect(await statementsOf(db, () => forget())).toBe(few);
  const more = 7;
  await old(OLD_DELIVERIES_PAGE_MAX * PAGES_A_SWEEP_MAX + more);
  expect(await forget(AbortSignal.abort())).toBe(0);
  expect(await forget()).toBe(OLD_DELIVERIES_PAGE_MAX * PAGES_A_SWEEP_MAX);
  expect(await forget()).toBe(more);
  expect(await kept()).toEqual({ deliveries: 0, attempts: 0, events: 0 });
});

it("is a matter of each marketplace by itself", async () => {
  const { server } = house.market;
  await house.listen(issued);
  await house.sell(1);
  await tell();
  await server.database.owner.query(
    `insert into webhook_event select 2, event_id, type, subject, occurred_at, body, merchant_body from webhook_event`,
  );
  advance(DELIVERED_KEPT_MS + 1);
  expect(await forget()).toBe(1);
  expect(await house.market.count("select count(*) from webhook_event where tenant_id = 2")).toBe(1);
});
