// Those who listen hear what is theirs, once it is there, and nothing else.

import type { ServerResponse } from "node:http";
import { connect as dial } from "node:net";
import { connect, type PoolClient } from "@anxin/store/connection";
import { insertOutbox } from "@anxin/store/outbox";
import { inTransaction } from "@anxin/store/transaction";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { claimOf, openShop, QUALITY_FIELDS, QUALITY_FILES, type Shop } from "../claim/testing/shop.js";
import type { Context } from "../context.js";
import type { Api } from "../http/api.js";
import { DRAIN_MS_MAX } from "../http/limits.js";
import { buildServer } from "../http/server.js";
import { peopleRoutes } from "../people/routes.js";
import { switchRoutes } from "../switch/routes.js";
import { outboxSettled } from "../testing/settled.js";
import { hubOf } from "./hub.js";
import { NAMED_MAX, PAGE_BATCHES_MAX, STREAM_LIMITS, type StreamLimits } from "./limits.js";
import { liveRoutes } from "./routes.js";
import { hear, type Listener, listen } from "./testing/listener.js";

const LIMITS: StreamLimits = { ...STREAM_LIMITS, pollMs: 20 };

let shop: Shop;
let origin: string;
let listeners: Listener[];
beforeEach(async () => {
  shop = await openShop({ rooms: [switchRoutes, (api, context) => liveRoutes(api, context, LIMITS)] });
  origin = await listen(shop.server.api);
  listeners = [];
});
afterEach(async () => {
  for (const listener of listeners) await listener.leave();
  await shop.close();
});

async function open(options: Parameters<typeof hear>[1], at = origin): Promise<Listener> {
  const listener = await hear(at, options);
  listeners.push(listener);
  return listener;
}

const staff = () => shop.server.tenant.staff;
const types = ({ events }: Pick<Listener, "events">) => events.map(({ type }) => type);

async function fileQuality(as = shop.buyer, buyerId = "b-42") {
  const cover = await shop.cover({ product: "quality", sumInsured: 60_000n, buyerId });
  const evidence = await shop.evidence(QUALITY_FILES, `buyer:${buyerId}`);
  const answer = await shop.file(cover, { peril: "defect", fields: QUALITY_FIELDS, evidence }, as);
  expect(answer.status).toBe(201);
  return claimOf(answer);
}

/** Tells of things that need not be there, `batches` times in one transaction each. */
async function tell(batches: number, ids: readonly bigint[], tenantId = 1): Promise<void> {
  const { context } = shop.server;
  for (let i = 0; i < batches; i++) {
    await inTransaction(context.db, tenantId, (tx) =>
      insertOutbox(tx, {
        ...{ tenantId, batchId: context.ids.next(0), recordedAt: context.clock.now() },
        events: [{ type: "policy.issued", ids }],
      }),
    );
  }
}

const policies = (count: number) => Array.from({ length: count }, () => shop.server.context.ids.next(1));

describe("who hears what", () => {
  test("a claim is heard by its buyer, its shop, the house and the server, and by nobody else", async () => {
    const own = await open({ as: shop.buyer });
    const seller = await open({ as: shop.merchant });
    const desk = await open({ cookie: staff().adjuster.token });
    const finance = await open({ as: staff().finance.token });
    const server = await open({ as: shop.server.tenant.apiKey });
    const stranger = await open({ as: shop.otherBuyer });
    const rival = await open({ as: shop.otherMerchant });
    const elsewhere = await open({ as: shop.server.other.staff.adjuster.token });
    expect(own.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(own.headers.get("cache-control")).toBe("no-store");

    const claim = await fileQuality();
    expect((await shop.decide(claim, { outcome: "approve", amount: 100 })).status).toBe(201);
    for (const each of [own, seller, desk, finance, server]) {
      await each.until((events) => events.some(({ type }) => type === "claim.decided"));
      const filed = each.events.find(({ type }) => type === "claim.filed");
      expect(filed).toEqual({ type: "claim.filed", subject: claim.claimId, at: "2026-11-22T04:00:00.000Z" });
    }
    // What is last in the outbox is theirs, so that all that is not was passed over.
    const another = await fileQuality(shop.otherBuyer, "b-77");
    await stranger.until((events) => events.length > 0);
    expect(stranger.events).toEqual([
      { type: "claim.filed", subject: another.claimId, at: "2026-11-22T04:00:00.000Z" },
    ]);
    expect(own.events.filter(({ subject }) => subject === another.claimId)).toEqual([]);
    await tell(1, policies(1), 2);
    await elsewhere.until((events) => events.length > 0);
    expect(types(elsewhere)).toEqual(["policy.issued"]);
    expect(rival.events).toEqual([]);
  });

  test("a step that decides nothing is heard too: what was added, and what waits for a second pair of eyes", async () => {
    const own = await open({ as: shop.buyer });
    const claim = await fileQuality();
    const [file] = await shop.evidence(["other"]);
    const added = await shop.server.call("POST", `/v1/claims/${claim.claimId}/evidence`, {
      ...{ as: shop.buyer, key: "more-1", body: { evidence: [{ ...file, kind: "product_photo" }] } },
    });
    expect(added.status).toBe(201);
    await own.until((events) => events.some(({ type }) => type === "claim.changed"));
    expect(own.events.find(({ type }) => type === "claim.changed")?.subject).toBe(claim.claimId);
  });

  test("who has a claim in hand is told to desks, and not to its buyer", async () => {
    const desk = await open({ as: staff().adjuster.token });
    const own = await open({ as: shop.buyer });
    const claim = await fileQuality();
    await desk.until((events) => events.length > 0);
    const lease = `/v1/review/claims/${claim.claimId}/lease`;
    const taken = await shop.server.call("POST", lease, { as: shop.server.tenant.otherAdjuster.token, body: {} });
    expect(taken.status).toBe(200);
    await desk.until((events) => events.length > 1);
    expect(desk.events.at(-1)).toEqual({
      ...{ type: "claim.holder_changed", subject: claim.claimId, at: "2026-11-22T04:00:00.000Z" },
    });
    await shop.server.call("DELETE", lease, { as: shop.server.tenant.otherAdjuster.token });
    await desk.until((events) => events.length > 2);
    await fileQuality();
    await own.until((events) => events.length > 1);
    expect(types(own)).toEqual(["claim.filed", "claim.filed"]);
  });

  test("a switch is told to everybody", async () => {
    const listeners = [
      await open({ as: staff().adjuster.token }),
      await open({ as: shop.buyer }),
      await open({ as: shop.merchant }),
    ];
    const body = { state: "stopped", reason: "wrong tariff" };
    expect(
      (await shop.server.call("PUT", "/v1/tenants/switches/pay", { as: staff().platform.token, body })).status,
    ).toBe(200);
    for (const each of listeners) await each.until((events) => events.some(({ type }) => type === "switch.changed"));
  });

  test("many things at once are one event with their number; a buyer's own among them are named", async () => {
    const desk = await open({ as: staff().adjuster.token });
    const own = await open({ as: shop.buyer });
    const cover = await shop.cover({ product: "quality" });
    await tell(1, [...policies(499), cover.id]);
    await own.until((events) => events.length > 0);
    expect(own.events).toMatchObject([{ type: "policy.issued", subject: cover.policyId }]);
    await desk.until((events) => events.length > 0);
    expect(desk.events).toMatchObject([{ type: "policy.issued", count: 500 }]);
    await tell(1, policies(NAMED_MAX));
    await desk.until((events) => events.length > NAMED_MAX);
    expect(desk.events.at(-1)).not.toHaveProperty("count");
  });
});

describe("gaps", () => {
  test("who comes back is told what they missed, and nothing before", async () => {
    const first = await open({ as: shop.buyer });
    const before = await fileQuality();
    await first.until((events) => events.length > 0);
    // No place passes a transaction that is still open, in this database or another one of the cluster.
    await outboxSettled(shop.server.database.owner);
    const next = await fileQuality();
    await first.until((events) => events.some(({ subject }) => subject === next.claimId));
    await first.leave();
    const missed = await fileQuality();
    const second = await open({ as: shop.buyer, lastEventId: first.lastEventId() });
    await second.until((events) => events.some(({ subject }) => subject === missed.claimId));
    expect(second.events.filter(({ subject }) => subject === before.claimId)).toEqual([]);
    const third = await open({ as: shop.otherBuyer, lastEventId: first.lastEventId() });
    await fileQuality(shop.otherBuyer, "b-77");
    await third.until((events) => events.length > 0);
    expect(third.events).toHaveLength(1);
  });

  test.each([
    ["a gap that is too long", async () => tell(PAGE_BATCHES_MAX + 1, policies(1)), (last: string) => last],
    ["a place that this database has not reached", async () => undefined, () => "999999999999999"],
    ["what is no place", async () => undefined, () => "yesterday"],
  ])("%s: everything is to be read anew", async (_name, meanwhile, place) => {
    const first = await open({ as: shop.buyer });
    await first.leave();
    await meanwhile();
    const second = await open({ as: shop.buyer, lastEventId: place(first.lastEventId()) });
    await second.until((events) => events.length > 0);
    expect(types(second)).toEqual(["resync"]);
  });

  test("a batch that commits late, behind younger ones, is told all the same, once", async () => {
    const desk = await open({ as: staff().adjuster.token });
    const { context } = shop.server;
    const late = context.ids.next(1);
    await inTransaction(context.db, 1, async (tx) => {
      const batch = { tenantId: 1, batchId: context.ids.next(0), recordedAt: context.clock.now() };
      await insertOutbox(tx, { ...batch, events: [{ type: "policy.expired", ids: [late] }] });
      await tell(1, policies(1));
      await desk.until((events) => events.length > 0);
    });
    await desk.until((events) => events.length > 1);
    await tell(1, policies(1));
    await desk.until((events) => events.length > 2);
    expect(types(desk)).toEqual(["policy.issued", "policy.expired", "policy.issued"]);
  });

  test("a sandbox that starts over, or moves its clock, says so", async () => {
    const own = await open({ as: shop.buyer });
    hubOf(shop.server.context)?.resync(1);
    await own.until((events) => events.length > 0);
    shop.server.clock.advance(3_600_000);
    await own.until((events) => events.length > 1);
    expect(own.events).toEqual([
      { type: "resync", at: "2026-11-22T04:00:00.000Z" },
      { type: "clock.moved", at: "2026-11-22T05:00:00.000Z" },
    ]);
  });
});

describe("several processes", () => {
  test("what one writes is heard at the other, and a place of one is good at the other", async () => {
    const { context, database } = shop.server;
    const db = connect({ connectionString: database.appUrl, max: 3, applicationName: "another process" });
    const another: Context = { ...context, db };
    const api = buildServer(another, [(room, house) => liveRoutes(room, house, LIMITS)]);
    try {
      const there = await listen(api);
      const far = await open({ as: shop.buyer }, there);
      const near = await open({ as: shop.buyer });
      const claim = await fileQuality();
      await far.until((events) => events.length > 0);
      await near.until((events) => events.length > 0);
      expect(far.events).toEqual(near.events);
      await near.leave();
      const missed = await fileQuality();
      const moved = await open({ as: shop.buyer, lastEventId: near.lastEventId() }, there);
      await moved.until((events) => events.some(({ subject }) => subject === missed.claimId));
      expect(claim.claimId).not.toBe(missed.claimId);
    } finally {
      await api.close();
      await db.end();
    }
  });
});

describe("limits", () => {
  async function limited(
    limits: Partial<StreamLimits>,
    work: (at: string, api: Api, context: Context) => Promise<void>,
  ): Promise<void> {
    const context: Context = { ...shop.server.context };
    const rooms = [peopleRoutes, (room: Api, house: Context) => liveRoutes(room, house, { ...LIMITS, ...limits })];
    const api = buildServer(context, rooms);
    try {
      await work(await listen(api), api, context);
    } finally {
      await api.close();
    }
  }

  test("a caller and a process have so many streams, and a stream that is closed makes room", () =>
    limited({ streamsMax: 3, streamsPerCallerMax: 2 }, async (at) => {
      const first = await open({ as: shop.buyer }, at);
      expect((await open({ as: shop.buyer }, at)).status).toBe(200);
      const third = await open({ as: shop.buyer }, at);
      expect(third).toMatchObject({
        status: 429,
        problem: { code: "rate_limited", limit: 2, unit: "open event streams of one caller" },
      });
      expect(third.headers.get("retry-after")).toBe("30");
      expect((await open({ as: shop.merchant }, at)).status).toBe(200);
      const full = await open({ as: shop.otherBuyer }, at);
      expect(full).toMatchObject({
        status: 503,
        problem: { code: "unavailable", limit: 3, unit: "open event streams of one process" },
      });
      await first.leave();
      await expect.poll(async () => (await open({ as: shop.buyer }, at)).status).toBe(200);
    }));

  test("a stream that is open is one call, however long it lasts", async () => {
    const { config } = shop.server.context;
    const limits = { ...config.limits, peopleRequestsPerSecondMax: 1 };
    const context: Context = { ...shop.server.context, config: { ...config, limits } };
    const api = buildServer(context, [(room, house) => liveRoutes(room, house, { ...LIMITS, heartbeatMs: 20 })]);
    try {
      const at = await listen(api);
      const own = await open({ as: shop.buyer }, at);
      expect((await open({ as: shop.buyer }, at)).status).toBe(429);
      await expect.poll(() => own.beats.length, { timeout: 5_000 }).toBeGreaterThan(60);
      expect((await open({ as: shop.buyer }, at)).status).toBe(200);
    } finally {
      await api.close();
    }
  });

  test("a silent stream beats, and ends when its reader signs out", () =>
    limited({ heartbeatMs: 50 }, async (at) => {
      const token = await shop.server.session(shop.server.tenant, "buyer", "b-42");
      const own = await open({ as: token }, at);
      await expect.poll(() => own.beats.length).toBeGreaterThan(1);
      const out = await fetch(`${at}/v1/sessions/current`, {
        method: "DELETE",
        headers: { authorization: `Bearer ${token}` },
      });
      expect(out.status).toBe(204);
      expect(await own.ended).toBe(true);
    }));

  test("who does not read is cut off, and others hear on", () =>
    limited({}, async (at, api, context) => {
      const { hostname, port } = new URL(at);
      const lazy = dial(Number(port), hostname);
      let isOver = false;
      // Whoever has a paused socket learns of its end when they write.
      lazy
        .on("error", () => undefined)
        .once("close", () => {
          isOver = true;
        });
      const served = new Promise<ServerResponse>((resolve) => {
        api.server.once("request", (_request, response) => resolve(response));
      });
      lazy.pause();
      lazy.write(`GET /v1/events/stream HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${shop.merchant}\r\n\r\n`);
      const response = await served;
      const own = await open({ as: shop.buyer }, at);
      // The connection itself takes some megabytes before anything waits here.
      for (let round = 0; round < 5_000 && !response.destroyed; round++) {
        for (let i = 0; i < 200; i++) hubOf(context)?.resync(1);
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(response.destroyed).toBe(true);
      expect(isOver).toBe(false);
      lazy.destroy();
      const before = own.events.length;
      hubOf(context)?.resync(1);
      await own.until((events) => events.length > before);
    }));
});

describe("what it costs", () => {
  /** The names of the statements that reach the database from here on. */
  function statements(): string[] {
    const names: string[] = [];
    const watched = new Set<PoolClient>();
    const watch = (client: PoolClient): void => {
      if (watched.has(client)) return;
      watched.add(client);
      const { query } = client;
      const told = (...words: unknown[]): unknown => {
        const [asked] = words as [{ readonly name?: string } | string];
        if (typeof asked === "object" && asked.name !== undefined) names.push(asked.name);
        return Reflect.apply(query, client, words);
      };
      client.query = told as typeof query;
    };
    shop.server.context.db.on("acquire", watch);
    return names;
  }

  test("nothing while nobody listens, one statement a look, and one more with news for somebody outside, or for a desk", async () => {
    const names = statements();
    const times = (name: string) => names.filter((each) => each === name).length;
    const looks = () => times("select_outbox_news");
    await tell(40, policies(1));
    expect(looks()).toBe(0);

    const own = await open({ as: shop.buyer });
    await vi.waitFor(() => expect(looks()).toBeGreaterThan(20));
    expect(times("select_owners_of_news") + times("select_review_holders")).toBe(0);
    const cover = await shop.cover({ product: "quality" });
    await tell(1, [...policies(499), cover.id]);
    await own.until((events) => events.length > 0);
    expect(times("select_owners_of_news")).toBe(1);

    const desk = await open({ as: staff().adjuster.token });
    const before = looks();
    await vi.waitFor(() => expect(looks()).toBeGreaterThan(before + 20));
    expect(Math.abs(times("select_review_holders") - (looks() - before))).toBeLessThanOrEqual(2);

    await own.leave();
    await desk.leave();
    await vi.waitFor(async () => {
      const last = looks();
      await tell(40, policies(1));
      expect(looks()).toBe(last);
    });
  });
});

describe("access", () => {
  test("a stranger is refused, and so is who asks by another method", async () => {
    expect(await open({})).toMatchObject({ status: 401, problem: { code: "unauthenticated" } });
    expect(await open({ as: "st_nobody" })).toMatchObject({ status: 401 });
    for (const method of ["HEAD", "POST"]) {
      expect((await shop.server.call(method, "/v1/events/stream", { as: shop.buyer })).status).toBe(405);
    }
  });

  test("a process that stops ends its streams at once, and takes no more", async () => {
    const own = await open({ as: shop.buyer });
    const desk = await open({ as: staff().adjuster.token });
    const began = performance.now();
    await shop.server.api.close();
    expect(performance.now() - began).toBeLessThan(DRAIN_MS_MAX / 4);
    expect(await Promise.all([own.ended, desk.ended])).toEqual([true, true]);
    await expect(hear(origin, { as: shop.buyer })).rejects.toThrow();
  });
});
