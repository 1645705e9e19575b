import { present } from "@anxin/core/assert";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@anxin/core/time";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { expectProblem } from "../testing/problem.js";
import { openTill, type RefundView, type Till } from "./testing/till.js";
import { runDueRefunds } from "./wallet-refund-send.js";

let till: Till;
beforeEach(async () => {
  till = await openTill();
});
afterEach(async () => {
  await till.check();
  await till.close();
});

const wallet = async (): Promise<number> => (await till.wallet()).balance;
const ask = (amount: unknown, options: object = {}) =>
  till.call("POST", "/refunds", { body: { amount }, key: `ask-${String(amount)}`, ...options });
const sentBack = async () =>
  (await till.gateway.control.trades()).map(({ refunds }) => refunds.map(({ amount, state }) => `${amount} ${state}`));
const exchanges = ({ exchanges: all = [] }: RefundView) => all.map(({ action, answer }) => `${action} ${answer}`);
/** The balance of the account of what is on its way. */
const clearing = async (): Promise<number> => {
  const { apiKey: as } = till.market.server.tenant;
  const { body } = await till.market.server.call("GET", "/v1/ledger/trial-balance", { as });
  const { accounts } = body as { accounts: readonly { readonly code: string; readonly balance: number }[] };
  return present(
    accounts.find(({ code }) => code === "2206"),
    "the account is in the chart",
  ).balance;
};

describe("a refund of unused balance", () => {
  test("leaves the wallet at once and goes back to where it was paid from, the newest first", async () => {
    const [older, newer] = [await till.paid(30_000), await till.paid(20_000)];
    const refund = await till.refund(25_000);
    expect(refund).toMatchObject({
      amount: 25_000,
      status: "pending",
      parts: [
        { topUpId: newer.topUpId, amount: 20_000, status: "prepared", outRequestNo: `${refund.refundId}_1` },
        { topUpId: older.topUpId, amount: 5_000, status: "prepared", outRequestNo: `${refund.refundId}_2` },
      ],
    });
    expect(await wallet()).toBe(25_000);
    expect(await clearing()).toBe(25_000);
    expect(await sentBack()).toEqual([[], []]);
    await till.pass(0);
    expect(await sentBack()).toEqual([["5000 SUCCESS"], ["20000 SUCCESS"]]);
    const done = await till.readRefund(refund.refundId);
    expect(done).toMatchObject({ status: "succeeded", parts: [{ status: "succeeded" }, { status: "succeeded" }] });
    expect(exchanges(done)).toEqual(["send started", "send succeeded", "send started", "send succeeded"]);
    expect(await clearing()).toBe(0);
    expect(await till.topUp(newer.topUpId)).toMatchObject({ refunded: 20_000 });
    expect(await till.topUp(older.topUpId)).toMatchObject({ refunded: 5_000 });
    const { movements } = await till.wallet();
    const moved = movements.data.slice(0, 2).map(({ cause, change, refundId }) => ({ cause, change, refundId }));
    const { refundId } = refund;
    expect(moved).toEqual([
      { cause: "wallet_refund_prepared", change: -5_000, refundId },
      { cause: "wallet_refund_prepared", change: -20_000, refundId },
    ]);
    const list = await till.call("GET", "/refunds?limit=1");
    expect(list).toMatchObject({
      status: 200,
      body: { data: [{ refundId, status: "succeeded" }], next: expect.any(String) },
    });
  });

  test("is at most the positive balance, to the fen, and never touches credit", async () => {
    await till.terms(10_000);
    await till.paid(1_000);
    expectProblem(await ask(1_001), "wallet_insufficient");
    for (const amount of [0, -1, 0.5, "1", 2 ** 53]) expectProblem(await ask(amount), "validation_failed");
    expect((await ask(1_000)).status).toBe(201);
    expectProblem(await ask(1), "wallet_insufficient");
    await till.pass(0);
    expect(await wallet()).toBe(0);
    expect(await sentBack()).toEqual([["1000 SUCCESS"]]);
  });

  test("asked for twice at the same time never goes beyond the balance", async () => {
    await till.paid(1_000);
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => ask(300, { key: `race-${i}` })));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(3);
    expect(statuses.filter((status) => status === 422)).toHaveLength(7);
    await till.pass(0);
    expect(await wallet()).toBe(100);
    expect(await sentBack()).toEqual([["300 SUCCESS", "300 SUCCESS", "300 SUCCESS"]]);
  });

  test("happens once for a key, and belongs to its shop", async () => {
    await till.paid(1_000);
    const first = await ask(400, { key: "once" });
    expect((await ask(400, { key: "once" })).body).toEqual(first.body);
    expectProblem(await ask(401, { key: "once" }), "idempotency_key_reused");
    expectProblem(await till.call("POST", "/refunds", { body: { amount: 1 } }), "idempotency_key_missing");
    const { other, tenant } = till.market.server;
    const { staff } = tenant;
    expectProblem(await ask(1, { as: other.apiKey }), "not_found");
    expectProblem(await ask(1, { as: staff.adjuster.token }), "forbidden");
    const { refundId } = first.body as RefundView;
    expectProblem(await till.call("GET", `/refunds/${refundId}`, { as: other.apiKey }), "not_found");
    expectProblem(await till.call("GET", "/refunds", { as: other.apiKey }), "not_found");
    for (const id of ["wrf_0000000000000", "x"]) expectProblem(await till.call("GET", `/refunds/${id}`), "not_found");
    expect((await till.call("GET", `/refunds/${refundId}`, { as: staff.auditor.token })).status).toBe(200);
    expect(await wallet()).toBe(600);
    await till.pass(0);
  });

  test("of money that nobody paid in the sandbox is done at once", async () => {
    await till.call("POST", "/top-ups", { body: { amount: 700 }, key: "at once" });
    expect(await till.refund(500)).toMatchObject({ status: "succeeded", parts: [{ status: "succeeded" }] });
    expect(await wallet()).toBe(200);
    expect(await till.gateway.control.trades()).toEqual([]);
  });
});

/** Longer than everything that a refund waits for: the queries, and the next day. */
const PATIENCE = [15_000, MINUTE_MS, 5 * MINUTE_MS, HOUR_MS, DAY_MS];

describe("a channel", () => {
  test.each([
    ["success", "succeeded", null, ["send started", "send succeeded"]],
    ["timeout_moved", "succeeded", null, ["send started", "send unknown", "query succeeded"]],
    [
      "timeout_not_moved",
      "succeeded",
      null,
      ["send started", "send unknown", "query not_found", "query not_found", "send started", "send succeeded"],
    ],
    [
      "system_error",
      "succeeded",
      null,
      ["send started", "send unknown", "query not_found", "query not_found", "send started", "send succeeded"],
    ],
    ["refused:TRADE_HAS_FINISHED", "failed", "transfer_failed", ["send started", "send failed", "query not_found"]],
    ["daily_cap", "succeeded", null, ["send started", "send capped", "send started", "send succeeded"]],
  ])("that plays %s ends %s, with the money in one place", async (outcome, status, task, log) => {
    const { topUpId } = await till.paid(1_000);
    await till.gateway.control.script([`refund:${outcome}`]);
    const { refundId } = await till.refund(600);
    await till.pass(0);
    for (const ms of PATIENCE) await till.pass(ms);
    const refund = await till.readRefund(refundId);
    expect(refund).toMatchObject({ status, parts: [{ status, humanTask: task }] });
    expect(exchanges(refund)).toEqual(log);
    expect(await wallet()).toBe(status === "failed" ? 1_000 : 400);
    expect(await till.topUp(topUpId)).toMatchObject({ refunded: status === "failed" ? 0 : 600 });
    expect(await sentBack()).toEqual([status === "failed" ? ["600 FAIL"] : ["600 SUCCESS"]]);
    expect(await clearing()).toBe(0);
  });

  test("that takes its time is asked until it is done", async () => {
    await till.paid(1_000);
    await till.gateway.control.script(["refund:dealing"]);
    const { refundId } = await till.refund(600);
    await till.pass(0);
    await till.pass(MINUTE_MS);
    expect(await till.readRefund(refundId)).toMatchObject({ status: "pending", parts: [{ status: "unknown" }] });
    expect(await clearing()).toBe(600);
    await till.pass(2 * HOUR_MS);
    expect(await till.readRefund(refundId)).toMatchObject({ status: "succeeded" });
  });

  test("that refused a top-up is not asked for it again: other top-ups serve, or finance pays", async () => {
    const [older, newer] = [await till.paid(500), await till.paid(1_000)];
    await till.gateway.control.script(["refund:refused:TRADE_NOT_ALLOW_REFUND"]);
    const { refundId } = await till.refund(800);
    for (const ms of [0, ...PATIENCE]) await till.pass(ms);
    expect(await till.readRefund(refundId)).toMatchObject({ status: "failed" });
    expect(await till.topUp(newer.topUpId)).toMatchObject({ refunded: 0 });
    expectProblem(await ask(501), "amount_above_limit");
    expect(await till.refund(500)).toMatchObject({ parts: [{ topUpId: older.topUpId, amount: 500 }] });
    await till.pass(0);
    const { call, tenant } = till.market.server;
    const as = tenant.staff.finance.token;
    const taskId = `${refundId}_1`;
    expect((await call("GET", "/v1/wallet-tasks", { as })).body).toMatchObject({ data: [{ taskId, refundId }] });
    const body = { note: "paid by bank transfer" };
    expect((await call("POST", `/v1/wallet-tasks/${taskId}/closing`, { as, body, key: "done" })).status).toBe(200);
    expect((await call("GET", "/v1/wallet-tasks", { as })).body).toEqual({ data: [] });
    expect(exchanges(await till.readRefund(refundId)).at(-1)).toBe("task closed");
  });

  test("that cannot be reached for a day leaves it open and has a person look, until it is back", async () => {
    await till.paid(1_000);
    const { refundId } = await till.refund(600);
    await till.lose();
    for (const ms of [0, ...PATIENCE, HOUR_MS]) await till.pass(ms);
    expect(await till.readRefund(refundId)).toMatchObject({
      status: "pending",
      parts: [{ status: "unknown", humanTask: "unknown_too_long" }],
    });
    expect(await wallet()).toBe(400);
    expect(await clearing()).toBe(600);
  });
});

describe("who sends a refund", () => {
  test("is one of two workers", async () => {
    await till.paid(1_000);
    const { refundId } = await till.refund(600);
    const { context } = till.market.server;
    const stepped = await Promise.all([runDueRefunds(context), runDueRefunds(context), runDueRefunds(context)]);
    expect(stepped.reduce((sum, each) => sum + each, 0)).toBe(1);
    expect(exchanges(await till.readRefund(refundId))).toEqual(["send started", "send succeeded"]);
  });

  test("and does not come back is followed by one who asks first", async () => {
    await till.paid(1_000);
    const { refundId } = await till.refund(600);
    const { owner } = till.market.server.database;
    await till.pass(0);
    // As if the sender had died after the bytes went out, and its lease had run out.
    await owner.query("delete from transfer where kind = 'wallet_refund_succeeded'");
    await owner.query(
      `update wallet_refund set status = 'sending', lease_until = clock_timestamp() - interval '1 second', next_at = now() - interval '1 year',
         settled_at = null, machine = replace(machine, '"status":"succeeded"', '"status":"sending"')`,
    );
    await till.pass(MINUTE_MS);
    const refund = await till.readRefund(refundId);
    expect(refund.status).toBe("succeeded");
    expect(exchanges(refund).slice(2)).toEqual(["send interrupted", "query succeeded"]);
    expect(await sentBack()).toEqual([["600 SUCCESS"]]);
  });

  test("waits while payouts are stopped, and goes on when they run", async () => {
    await till.paid(1_000);
    const { call, tenant } = till.market.server;
    const as = tenant.staff.admin.token;
    const turn = async (state: string): Promise<void> => {
      const body = { state, reason: "a test" };
      const headers = state === "stopped" ? {} : { "if-match": '"switch.pay.1"' };
      expect(await call("PUT", "/v1/tenants/switches/pay", { as, body, headers })).toMatchObject({ status: 200 });
    };
    await turn("stopped");
    const { refundId } = await till.refund(600);
    await till.pass(MINUTE_MS);
    expect(await till.readRefund(refundId)).toMatchObject({ status: "pending", parts: [{ status: "prepared" }] });
    expect(await sentBack()).toEqual([[]]);
    await turn("running");
    await till.pass(MINUTE_MS);
    expect(await till.readRefund(refundId)).toMatchObject({ status: "succeeded" });
  });
});
