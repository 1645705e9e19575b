import { DAY_MS, formatInstant, HOUR_MS, MINUTE_MS, plus, SECOND_MS } from "@anxin/core/time";
import { ATTEMPT_DELAYS_MS } from "@anxin/core/webhook/delivery";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  isSignedBy,
  openWebhookReceiver,
  reset,
  silence,
  status,
  type WebhookReceiver,
} from "../outside/testing/webhook-receiver.js";
import { type WebhookAnswer, type WebhookSender, webhookSender } from "../outside/webhook-sender.js";
import type { TestClock } from "../testing/server.js";
import { prepareQueue, settle, startWorker } from "../worker.js";
import { makeDeliveries } from "./make.js";
import { type Serving, sendDeliveries, serveDue } from "./send.js";
import { type Endpoint, freshKey, type Listening, LOOPBACK, messageOf, openListening } from "./testing/listening.js";

/** Short, so that a test of silence is. */
const IMPATIENT_MS = 300;

let house: Listening;
let receiver: WebhookReceiver;
let clock: TestClock;
beforeEach(async () => {
  house = await openListening();
  ({ receiver } = house);
  ({ clock } = house.market.server);
});
afterEach(() => house.close());

const context = () => house.market.server.context;
const make = () => makeDeliveries(context());
const send = (webhooks: WebhookSender = context().webhooks) => sendDeliveries({ ...context(), webhooks });
const impatient = webhookSender({ ...LOOPBACK, timeoutMs: IMPATIENT_MS });
const issued = { types: ["policy.issued"] };
const states = async (endpoint: Endpoint) =>
  (await house.deliveries(endpoint)).map(({ state, reason, attempts }) => [state, reason, attempts.length]);
const read = async ({ endpointId }: Pick<Endpoint, "endpointId">) =>
  (await house.call("GET", `/v1/webhook-endpoints/${endpointId}`)).body as Readonly<Record<string, unknown>>;
/** An answer that a test gives when it likes. */
function held(): { readonly sender: WebhookSender; readonly asked: string[]; answer(given: WebhookAnswer): void } {
  const asked: string[] = [];
  const waiting: ((given: WebhookAnswer) => void)[] = [];
  return {
    asked,
    sender: {
      objection: async () => null,
      send: ({ headers }) => {
        asked.push(headers["webhook-id"] ?? "");
        return new Promise((resolve) => void waiting.push(resolve));
      },
    },
    answer: (given) => {
      for (const each of waiting.splice(0)) each(given);
    },
  };
}
const TAKEN: WebhookAnswer = { kind: "answered", status: 204, excerpt: "", durationMs: 1 };
const LOST: WebhookAnswer = { kind: "unreached", code: "timeout", durationMs: 1 };

describe("a delivery", () => {
  it("goes out signed, and its receiver verifies it by itself", async () => {
    const endpoint = await house.listen(issued);
    await house.sell(2);
    await house.tell();
    expect(receiver.received).toHaveLength(2);
    for (const request of receiver.received) {
      expect(isSignedBy(endpoint.secret, request)).toBe(true);
      expect(isSignedBy(endpoint.secret, { ...request, body: `${request.body} ` })).toBe(false);
      expect(isSignedBy("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", request)).toBe(false);
      expect(messageOf(request).id).toBe(request.headers["webhook-id"]);
      const age = (performance.timeOrigin + performance.now()) / 1_000 - Number(request.headers["webhook-timestamp"]);
      expect(Math.abs(age)).toBeLessThan(30);
    }
    expect(await states(endpoint)).toEqual([
      ["delivered", "", 1],
      ["delivered", "", 1],
    ]);
    expect(await send()).toBe(0);
  });

  it("is kept as it was sent, with what was answered", async () => {
    const endpoint = await house.listen(issued);
    receiver.script(status(500, {}, "<b>no</b>"));
    await house.sell(1);
    await house.tell();
    const [delivery] = await house.deliveries(endpoint);
    const [request] = receiver.received;
    expect(delivery?.body).toBe(request?.body);
    const [attempt] = delivery?.attempts ?? [];
    expect(attempt).toMatchObject({ status: 500, verdict: "failed", reason: "http_500", response: "<b>no</b>" });
    for (const [name, value] of Object.entries(attempt?.headers ?? {})) expect(request?.headers[name]).toBe(value);
    expect(isSignedBy(endpoint.secret, { headers: attempt?.headers ?? {}, body: delivery?.body ?? "" })).toBe(true);
  });

  it("that is never taken follows the table of the contract under one id, and is then set aside", async () => {
    const endpoint = await house.listen(issued);
    receiver.always(status(503));
    await house.sell(1);
    await make();
    for (const [attempt, delay] of ATTEMPT_DELAYS_MS.entries()) {
      if (delay > 0) {
        clock.advance(delay - 1);
        expect(await send()).toBe(0);
        clock.advance(Math.ceil(delay / 10) + 1);
      }
      expect(await send()).toBe(1);
      expect(receiver.received).toHaveLength(attempt + 1);
    }
    expect(await states(endpoint)).toEqual([["diverted", "http_503", 10]]);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    clock.advance(30 * DAY_MS);
    expect(await send()).toBe(0);
  });

  it.each([
    ["answers 500", status(500), "http_500", 500],
    ["sends elsewhere", status(302, { location: "http://127.0.0.1:1/" }), "http_302", 302],
    ["is too busy", status(429, { "retry-after": "1" }), "http_429", 429],
    ["says nothing", silence, "timeout", null],
    ["breaks off", reset, "ECONNRESET", null],
  ] as const)("to a receiver that %s is tried again until it is taken", async (_what, answer, reason, code) => {
    const endpoint = await house.listen(issued);
    receiver.script(answer);
    await house.sell(1);
    await make();
    await send(answer === silence ? impatient : undefined);
    expect(await states(endpoint)).toEqual([["pending", reason, 1]]);
    expect(await read(endpoint)).toMatchObject({ status: "active", failingSince: formatInstant(clock.now()) });
    clock.advance(6 * SECOND_MS);
    await send();
    const [delivery] = await house.deliveries(endpoint);
    expect(delivery).toMatchObject({ state: "delivered", deliveredAt: formatInstant(clock.now()) });
    expect(delivery?.attempts.map((each) => each.status)).toEqual([code, 204]);
    expect(await read(endpoint)).toMatchObject({ failingSince: null, lastSuccessAt: formatInstant(clock.now()) });
  });

  it("to an address that leads inside by now never leaves", async () => {
    const endpoint = await house.listen(issued);
    await house.sell(1);
    await make();
    await send(webhookSender({ plainHttp: true, loopback: false, timeoutMs: IMPATIENT_MS }));
    expect(await states(endpoint)).toEqual([["pending", "address_not_public", 1]]);
    expect(receiver.connections()).toBe(0);
  });
});

describe("an endpoint", () => {
  it("that says it is gone is paused at once, and all that waits for it is set aside", async () => {
    const endpoint = await house.listen(issued);
    receiver.always(status(410));
    await house.sell(20);
    await house.tell();
    expect(await read(endpoint)).toMatchObject({ status: "paused", pauseReason: "gone" });
    expect(new Set((await house.deliveries(endpoint)).map(({ state }) => state))).toEqual(new Set(["diverted"]));
    const asked = receiver.received.length;
    await house.sell(1);
    await house.tell();
    expect(receiver.received).toHaveLength(asked);
  });

  it("that took nothing for five days is paused, and shown so; a success in between begins them anew", async () => {
    const endpoint = await house.listen(issued);
    const round = async (answer: Parameters<WebhookReceiver["always"]>[0]): Promise<void> => {
      receiver.always(answer);
      await house.sell(1);
      await house.tell();
    };
    await round(status(500));
    clock.advance(5 * DAY_MS - HOUR_MS);
    await round(status(204));
    await round(status(500));
    clock.advance(5 * DAY_MS - 1);
    await round(status(500));
    expect(await read(endpoint)).toMatchObject({ status: "active" });
    clock.advance(1);
    await round(status(500));
    expect(await read(endpoint)).toMatchObject({ status: "paused", pauseReason: "failing" });
    const health = await house.call("GET", "/v1/webhook-health", {
      as: house.market.server.tenant.staff.platform.token,
    });
    expect(health.body).toMatchObject({ data: [{ state: "paused", pauseReason: "failing", waiting: 0 }] });
  });

  it("that lets us wait keeps no other waiting", async () => {
    const dead = await house.listen(issued);
    const other = await openWebhookReceiver();
    try {
      const sound = await house.listen({ ...issued, url: `${other.origin}/hook` });
      receiver.always(silence);
      await house.sell(40);
      await make();
      const serving: Serving = new Map();
      await serveDue(context(), serving);
      await expect.poll(() => other.received.length).toBe(40);
      await expect
        .poll(async () => new Set((await house.deliveries(sound)).map(({ state }) => state)))
        .toEqual(new Set(["delivered"]));
      // Still waited for, by a few of its own: everybody else goes on being served.
      expect(serving.size).toBe(1);
      expect(receiver.received.length).toBeLessThanOrEqual(8);
      await house.sell(10);
      await make();
      await serveDue(context(), serving);
      await expect.poll(() => other.received.length).toBe(50);
      await receiver.close();
      await Promise.all([...serving.values()].map(({ done }) => done));
      expect(new Set((await house.deliveries(dead)).map(({ state }) => state))).toEqual(new Set(["pending"]));
    } finally {
      await other.close();
    }
  });

  it("that fails gets what it was not asked about back as it was, and is asked one by one until it takes something", async () => {
    const endpoint = await house.listen(issued);
    receiver.always(status(500));
    await house.sell(100);
    await house.tell();
    const tried = receiver.received.length;
    expect(tried).toBeLessThanOrEqual(16);
    const untried = (await states(endpoint)).filter(([, , attempts]) => attempts === 0);
    expect(untried).toHaveLength(100 - tried);
    expect(untried.every(([state, reason]) => state === "pending" && reason === "")).toBe(true);
    receiver.always(status(204));
    clock.advance(MINUTE_MS);
    while ((await send()) > 0);
    expect(new Set((await states(endpoint)).map(([state]) => state))).toEqual(new Set(["delivered"]));
  });

  it("whose secret was renewed is signed for with both, and then with the new one alone", async () => {
    const endpoint = await house.listen(issued);
    const rotated = await house.call("POST", `/v1/webhook-endpoints/${endpoint.endpointId}/secret-rotations`, {
      key: freshKey(),
    });
    const { secret } = rotated.body as Endpoint;
    expect(secret).not.toBe(endpoint.secret);
    const verified = async () => {
      await house.sell(1);
      await house.tell();
      const [last] = receiver.received.slice(-1);
      return [endpoint.secret, secret].map((each) => last !== undefined && isSignedBy(each, last));
    };
    expect(await verified()).toEqual([true, true]);
    clock.advance(24 * HOUR_MS - 1);
    expect(await verified()).toEqual([true, true]);
    clock.advance(1);
    expect(await verified()).toEqual([false, true]);
  });
});

describe("senders", () => {
  it("side by side make each delivery once", async () => {
    const endpoint = await house.listen(issued);
    await house.sell(250);
    await make();
    const made = await Promise.all([send(), send(), send()]);
    expect(made.reduce((sum, count) => sum + count, 0)).toBe(250);
    expect(receiver.received).toHaveLength(250);
    expect(new Set((await house.deliveries(endpoint)).map(({ state }) => state))).toEqual(new Set(["delivered"]));
  });

  it("leave alone what another holds until its lease runs out; then it is made again under the same id", async () => {
    const endpoint = await house.listen(issued);
    await house.sell(1);
    await make();
    const slow = held();
    const sending = send(slow.sender);
    await expect.poll(() => slow.asked.length).toBe(1);
    expect(await send()).toBe(0);
    await house.market.server.database.owner.query("update webhook_delivery set lease_until = clock_timestamp()");
    expect(await send()).toBe(1);
    expect(receiver.received.map(({ headers }) => headers["webhook-id"])).toEqual(slow.asked);
    // The first sender comes back with bad news: the delivery was taken meanwhile, and stays so.
    slow.answer(LOST);
    await sending;
    expect(await states(endpoint)).toEqual([["delivered", "", 2]]);
  });

  it("that come back with good news of what was set aside meanwhile are believed", async () => {
    const endpoint = await house.listen(issued);
    await house.sell(1);
    await make();
    const slow = held();
    const sending = send(slow.sender);
    await expect.poll(() => slow.asked.length).toBe(1);
    const body = { url: `${receiver.origin}/hook`, ...issued, status: "paused" };
    const headers = { "if-match": endpoint.etag };
    expect((await house.call("PUT", `/v1/webhook-endpoints/${endpoint.endpointId}`, { body, headers })).status).toBe(
      200,
    );
    expect(await states(endpoint)).toEqual([["diverted", "endpoint_paused", 0]]);
    slow.answer(TAKEN);
    await sending;
    expect(await states(endpoint)).toEqual([["delivered", "", 1]]);
  });

  it("that are told to stop leave the rest due", async () => {
    const endpoint = await house.listen(issued);
    await house.sell(50);
    await make();
    const stop = new AbortController();
    receiver.always((response) => {
      stop.abort();
      response.writeHead(204).end();
    });
    await sendDeliveries(context(), stop.signal);
    const first = receiver.received.length;
    expect(first).toBeLessThan(50);
    await send();
    expect(receiver.received).toHaveLength(50);
    expect(new Set((await states(endpoint)).map(([state]) => state))).toEqual(new Set(["delivered"]));
  });

  it("hold no transaction open while they wait", async () => {
    await house.listen(issued);
    await house.sell(1);
    await make();
    const slow = held();
    const sending = send(slow.sender);
    await expect.poll(() => slow.asked.length).toBe(1);
    expect(
      await house.market.count(`select count(*) from pg_stat_activity
      where datname = current_database() and state like 'idle in transaction%'`),
    ).toBe(0);
    slow.answer(TAKEN);
    await sending;
  });
});

it("200 orders: every event is delivered at least once through failures, each under an id of its own", async () => {
  const endpoint = await house.listen();
  let turn = 0;
  const answers = [status(500), reset, status(204), status(307), status(204), status(204)];
  receiver.always((response, request) => answers[turn++ % answers.length]?.(response, request));
  await house.sell(120);
  await house.sell(80);
  for (let i = 0; i < 40; i++) {
    await house.tell();
    clock.advance(3 * HOUR_MS);
  }
  const delivered = await house.market.count("select count(*) from webhook_delivery where state = 'delivered'");
  expect(delivered).toBe(202);
  const byId = new Map(receiver.received.map((request) => [messageOf(request).id, messageOf(request)]));
  expect(byId.size).toBe(202);
  const policies = [...byId.values()].filter(({ type }) => type === "policy.issued");
  expect(new Set(policies.map(({ data }) => data["orderId"])).size).toBe(200);
  const debited = [...byId.values()].filter(({ type }) => type === "wallet.debited");
  expect(debited.map(({ data }) => data["policies"]).sort()).toEqual([120, 80]);
  expect(receiver.received.every((request) => isSignedBy(endpoint.secret, request))).toBe(true);
});

it("settling makes and sends whatever is due, and then nothing more", async () => {
  await prepareQueue(context());
  await house.listen(issued);
  await house.sell(3);
  const settled = await settle(context());
  const jobs = [
    { job: "make_webhooks", times: 3 },
    { job: "send_webhooks", times: 3 },
  ];
  expect(settled.jobs).toEqual(expect.arrayContaining(jobs));
  expect(await settle(context())).toMatchObject({ ran: 0, held: 0 });
});

it("a worker tells of what happens within two seconds, while another endpoint keeps silent", async () => {
  await prepareQueue(context());
  const other = await openWebhookReceiver();
  receiver.always(silence);
  await house.listen(issued);
  const sound = await house.listen({ ...issued, url: `${other.origin}/hook` });
  const worker = await startWorker({ ...context(), webhooks: webhookSender({ ...LOOPBACK, timeoutMs: 3_000 }) });
  try {
    await house.sell(1);
    await expect.poll(() => receiver.received.length, { timeout: 20_000 }).toBe(1);
    await expect.poll(() => other.received.length, { timeout: 20_000 }).toBe(1);
    other.script(status(500));
    const before = performance.now();
    await house.sell(1);
    await expect.poll(async () => (await house.deliveries(sound, "state=pending")).length, { timeout: 20_000 }).toBe(1);
    expect(performance.now() - before).toBeLessThan(10_000);
  } finally {
    await worker.stop();
    await other.close();
  }
});

it("a delivery that is due keeps its jitter within a tenth of the wait", async () => {
  const endpoint = await house.listen(issued);
  receiver.always(status(500));
  await house.sell(8);
  await house.tell();
  const due = (await house.deliveries(endpoint)).map(({ nextAttemptAt }) => nextAttemptAt ?? "");
  expect(new Set(due).size).toBeGreaterThan(1);
  for (const at of due) {
    expect(at >= formatInstant(plus(clock.now(), 5 * SECOND_MS))).toBe(true);
    expect(at <= formatInstant(plus(clock.now(), 5.5 * SECOND_MS))).toBe(true);
  }
});
