// The board shows what happened, each thing once, at a price that does not grow with it.

import { instant, plus } from "@anxin/core/time";
import type { PoolClient } from "@anxin/store/connection";
import { insertOutbox } from "@anxin/store/outbox";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ROLES } from "../http/api.js";
import { DELIVERED, type Marketplace, ORDER, openMarketplace, RETURN } from "../order/testing/marketplace.js";
import { type OpenGateway, type Rehearsal, rehearse } from "../outside/testing/rehearsal.js";
import { expectProblem } from "../testing/problem.js";
import { outboxSettled } from "../testing/settled.js";
import { settle } from "../worker.js";
import { readBoard } from "./board.js";
import { countBoard } from "./board-count.js";

const DAY_MS = 86_400_000;

let market: Marketplace;
let rehearsal: Rehearsal;
let gateway: OpenGateway;
beforeEach(async () => {
  rehearsal = rehearse();
  gateway = await rehearsal.open();
  const channel = rehearsal.client("key", `${gateway.origin}/gateway.do`);
  market = await openMarketplace(["return-freight"], { channel, topUp: 100_000_000 });
});
afterEach(async () => {
  await market.close();
  await gateway.close();
  rehearsal.end();
});

const board = (tenantId = 1) => readBoard(market.server.context, tenantId);
const sum = (slots: readonly number[]): number => slots.reduce((all, slot) => all + slot, 0);
const orders = (count: number, change: object = {}) =>
  Array.from({ length: count }, (_, i) => ({ ...ORDER, orderId: `o-${i}`, ...change }));
const returned = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    ...{ ...ORDER, orderId: `o-${i}`, version: 9, shipments: DELIVERED },
    returns: [{ ...RETURN, waybill: `ZT${300_000_000 + i}` }],
  }));

function write(tx: Tx, type: "policy.issued" | "claim.filed", count: number): Promise<void> {
  const { context } = market.server;
  const ids = Array.from({ length: count }, () => context.ids.next(1));
  const batch = { tenantId: tx.tenantId, batchId: context.ids.next(0), recordedAt: context.clock.now() };
  return insertOutbox(tx, { ...batch, events: [{ type, ids }] });
}

test("issued, filed, decided by rules and paid: in the series, and in the day's totals", async () => {
  const { context } = market.server;
  await market.feed(orders(3));
  await market.feed(returned(3));
  const before = await board();
  expect(before.today).toMatchObject({ policiesIssued: 0, automaticPpm: null });
  await settle(context);
  const { series, today, payouts, queue } = await board();
  const paid = await market.count("select sum(amount) from payout where status = 'succeeded'");
  expect(paid).toBeGreaterThan(0);
  expect(Object.values(series).filter(Array.isArray)).toHaveLength(5);
  for (const slots of Object.values(series).filter(Array.isArray)) expect(slots).toHaveLength(120);
  expect([series.policiesIssued, series.claimsFiled, series.claimsDecided, series.payoutsSucceeded].map(sum)).toEqual([
    3, 3, 3, 3,
  ]);
  expect(sum(series.paidAmount)).toBe(paid);
  expect(today).toEqual({
    ...{ day: "2026-11-11", policiesIssued: 3, policiesCancelled: 0, claimsFiled: 3, claimsDecided: 3 },
    ...{ claimsDecidedByRules: 3, automaticPpm: 1_000_000, claimsAppealed: 0, payoutsSucceeded: 3 },
    ...{ payoutsFailed: 0, payoutsReturned: 0, paidAmount: paid, returnedAmount: 0 },
  });
  expect(payouts).toEqual({ unknown: 0, stuck: 0 });
  expect(queue).toEqual({ ready: 0, oldestMs: null });
  expect((await board(2)).today.policiesIssued).toBe(0);
});

test("what nobody knows of, what waits and what is stopped is shown", async () => {
  const { context, tenant } = market.server;
  await gateway.control.script(["system_error"]);
  const body = { state: "stopped", reason: "wrong tariff", product: "quality" };
  await market.server.call("PUT", "/v1/tenants/switches/issue", { as: tenant.staff.platform.token, body });
  await market.feed(orders(1));
  await market.feed(returned(1));
  const waiting = await board();
  expect(waiting.queue.ready).toBe(1);
  expect(waiting.queue.oldestMs).toBeGreaterThanOrEqual(0);
  expect(waiting.stopped).toEqual([
    {
      ...{ name: "issue", product: "quality", reason: "wrong tariff", changedBy: "platform" },
      since: "2026-11-11T00:00:00.000Z",
    },
  ]);
  await settle(context);
  expect((await board()).payouts.unknown).toBe(1);
  await market.server.database.owner.query("update payout set human_task = 'reconcile'");
  expect((await board()).payouts).toEqual({ unknown: 1, stuck: 1 });
});

test("a slot is a second of the clock that dates ids, and what is older than two minutes has left", async () => {
  const { context, clock } = market.server;
  const put = (count: number) => inTransaction(context.db, 1, (tx) => write(tx, "policy.issued", count));
  await put(7);
  clock.advance(60_000);
  await put(5);
  clock.advance(61_000);
  await put(2);
  const { series } = await board();
  expect(series.policiesIssued.flatMap((count, slot) => (count === 0 ? [] : [[slot, count]]))).toEqual([
    [58, 5],
    [119, 2],
  ]);
  expect(Date.parse(series.from)).toBe(context.clock.now() - 119_000);
});

describe("the day's totals", () => {
  test("count each batch once, however often and by however many it is counted, and late ones too", async () => {
    const { context } = market.server;
    await inTransaction(context.db, 1, async (late) => {
      await write(late, "claim.filed", 4);
      for (let i = 0; i < 3; i++) await inTransaction(context.db, 1, (tx) => write(tx, "policy.issued", 10));
      await Promise.all([countBoard(context), countBoard({ ...context })]);
    });
    await Promise.all([countBoard(context), countBoard({ ...context }), countBoard({ ...context })]);
    await outboxSettled(market.server.database.owner);
    await countBoard(context);
    expect((await board()).today).toMatchObject({ policiesIssued: 30, claimsFiled: 4 });
  });

  test("begin anew at midnight in Shanghai by business time", async () => {
    const { context, clock } = market.server;
    const put = () => inTransaction(context.db, 1, (tx) => write(tx, "policy.issued", 1));
    await clock.set(instant(Date.parse("2026-11-11T15:59:59.999Z")));
    await put();
    await clock.set(plus(clock.now(), 1));
    await put();
    await put();
    await outboxSettled(market.server.database.owner);
    await countBoard(context);
    expect((await board()).today).toMatchObject({ day: "2026-11-12", policiesIssued: 2 });
    await clock.set(plus(clock.now(), -DAY_MS / 2));
    expect((await board()).today).toMatchObject({ day: "2026-11-11", policiesIssued: 1 });
  });
});

test("a board takes the same statements however much happened", async () => {
  const { context } = market.server;
  const statementsOf = async (work: () => Promise<unknown>): Promise<number> => {
    const spies = new Map<PoolClient, { mockRestore(): void; mock: { calls: unknown[] } }>();
    const watch = (client: PoolClient): void => {
      if (!spies.has(client)) spies.set(client, vi.spyOn(client, "query"));
    };
    context.db.on("acquire", watch);
    await work();
    context.db.off("acquire", watch);
    const calls = [...spies.values()].map((spy) => spy.mock.calls.length);
    for (const spy of spies.values()) spy.mockRestore();
    return calls.reduce((all, each) => all + each, 0);
  };
  const none = await statementsOf(() => board());
  await market.feed(orders(200));
  await market.feed(returned(100));
  await settle(context);
  // begin, what was told, the day, what waits, switches, commit
  expect([none, await statementsOf(() => board())]).toEqual([6, 6]);
});

describe("access", () => {
  test("the board is for those who run the house, and for servers", async () => {
    const { server } = market;
    const { tenant } = server;
    const readers: string[] = [];
    for (const role of ROLES) {
      const own = role === "buyer" || role === "merchant" ? await server.session(tenant, role, "x") : null;
      const token = own ?? (role in tenant.staff ? tenant.staff[role as keyof typeof tenant.staff].token : "");
      const answer = await server.call("GET", "/v1/board", { as: token });
      if (answer.status === 200) readers.push(role);
      else expectProblem(answer, "forbidden");
    }
    expect(readers).toEqual(["supervisor", "actuary", "finance", "auditor", "platform", "admin"]);
    expect((await market.get("/v1/board")).status).toBe(200);
    expectProblem(await server.call("GET", "/v1/board"), "unauthenticated");
  });

  test("many who look at once share what was read", async () => {
    const { context, tenant, call } = market.server;
    const taken = vi.spyOn(context.db, "connect");
    const as = tenant.apiKey;
    await call("GET", "/v1/board", { as });
    const one = taken.mock.calls.length;
    const answers = await Promise.all(Array.from({ length: 20 }, () => call("GET", "/v1/board", { as })));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(taken.mock.calls.length).toBeLessThanOrEqual(one + 1);
    taken.mockRestore();
  });
});
