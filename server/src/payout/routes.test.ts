import { formatId } from "@anxin/core/id";
import { DAY_MS, HOUR_MS } from "@anxin/core/time";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { NOON, type OpenGateway, rehearse } from "../outside/testing/rehearsal.js";
import { startTestServer, type TestServer } from "../testing/server.js";
import { prepareQueue } from "../worker.js";
import { runDuePayouts } from "./due.js";
import { payoutRoutes } from "./routes.js";
import { BUYER, deskAt, MERCHANT } from "./testing/desk.js";

const rehearsal = rehearse();
afterAll(() => rehearsal.end());

let gateway: OpenGateway;
let server: TestServer;
let desk: ReturnType<typeof deskAt>;
beforeEach(async () => {
  gateway = await rehearsal.open();
  const channel = rehearsal.client("key", `${gateway.origin}/gateway.do`);
  server = await startTestServer({ rooms: [payoutRoutes], channel, startsAt: NOON });
  await prepareQueue(server.context);
  desk = deskAt(server.context, server.database);
});
afterEach(async () => {
  await server.close();
  await gateway.close();
});

const get = (url: string, as = server.tenant.apiKey, headers = {}) => server.call("GET", url, { as, headers });
const path = (payoutId: bigint): string => `/v1/payouts/${formatId("payout", payoutId)}`;

async function settledFor(ms: number): Promise<void> {
  for (let lived = 0; lived <= ms; lived += HOUR_MS / 2) {
    await runDuePayouts(server.context);
    server.clock.advance(HOUR_MS / 2);
  }
}

async function failedPayout(): Promise<bigint> {
  await gateway.control.script(["refused:PAYEE_NOT_EXIST"]);
  const [payoutId = 0n] = await desk.grant([1_000n]);
  await settledFor(HOUR_MS);
  expect((await desk.read(payoutId)).status).toBe("failed");
  return payoutId;
}

describe("reading", () => {
  it("shows a payout with its attempts, its numbers and the next step, its payee masked", async () => {
    const [payoutId = 0n] = await desk.grant([1_000n]);
    const before = await get(path(payoutId));
    expect(before.body).toMatchObject({ status: "prepared", nextStepAt: "2026-11-11T04:00:00.000Z", attempts: [] });
    await runDuePayouts(server.context);
    const after = await get(path(payoutId));
    const name = formatId("payout", payoutId);
    expect(after.status).toBe(200);
    expect(after.body).toMatchObject({
      payoutId: name,
      status: "succeeded",
      amount: 1_000,
      currency: "CNY",
      payee: "bu***@example.com 王**",
      outBizNo: name,
      attempt: 1,
      channelOrderNo: expect.stringMatching(/^\d{28,}$/),
      humanTask: null,
      settledAt: "2026-11-11T04:00:00.000Z",
      nextStepAt: "2026-11-11T05:00:00.000Z",
      attempts: [
        { action: "send", answer: "started", outBizNo: name },
        { action: "send", answer: "succeeded", outBizNo: name },
      ],
    });
    expect(after.headers["etag"]).not.toBe(before.headers["etag"]);
    const same = await get(path(payoutId), undefined, { "if-none-match": after.headers["etag"] });
    expect([same.status, same.body]).toEqual([304, null]);
    expect(JSON.stringify(after.body)).not.toContain("buyer42");
  });

  it("shows buyers and merchants their own, without how the house talks to its bank", async () => {
    const payoutId = await failedPayout();
    for (const [role, subject] of [
      ["buyer", BUYER],
      ["merchant", MERCHANT],
    ] as const) {
      const own = await get(path(payoutId), await server.session(server.tenant, role, subject));
      expect(own.body).toMatchObject({ status: "failed", humanTask: null, attempts: [] });
      const strange = await server.session(server.tenant, role, "somebody-else");
      expect((await get(path(payoutId), strange)).status).toBe(404);
      expect((await get("/v1/payouts", strange)).body).toEqual({ data: [], next: null });
    }
  });

  it("does not know another tenant's payouts, nor malformed ids", async () => {
    const [payoutId = 0n] = await desk.grant([1_000n]);
    expect((await get(path(payoutId), server.other.apiKey)).status).toBe(404);
    expect((await get("/v1/payouts", server.other.apiKey)).body).toEqual({ data: [], next: null });
    expect((await get("/v1/payouts/pay_nonsense")).status).toBe(404);
    expect((await get(path(payoutId), "")).status).toBe(401);
  });

  it("lists page by page, narrowed by claim, policy, status and open tasks", async () => {
    const failed = await failedPayout();
    const rest = await desk.grant([2_000n, 3_000n, 4_000n]);
    const ids = async (query: string): Promise<string[]> => {
      const { body } = await get(`/v1/payouts?${query}`);
      return (body as { data: { payoutId: string }[] }).data.map(({ payoutId }) => payoutId);
    };
    const names = [failed, ...rest].map((id) => formatId("payout", id));
    expect(await ids("")).toEqual([...names].reverse());
    expect(await ids("humanTask=true")).toEqual([names[0]]);
    expect(await ids("humanTask=false&status=prepared")).toHaveLength(3);
    const { claim_id: claimId, policy_id: policyId, order_id: orderId } = await desk.read(failed);
    expect(await ids(`claimId=${formatId("claim", claimId)}`)).toEqual([names[0]]);
    expect(await ids(`policyId=${formatId("policy", policyId)}`)).toEqual([names[0]]);
    expect(await ids(`policyId=${formatId("policy", policyId)}&claimId=${formatId("claim", claimId + 1n)}`)).toEqual(
      [],
    );
    // The order itself was never told, so nothing hangs on it.
    expect(await ids(`orderId=${orderId}`)).toEqual([]);
    const first = (await get("/v1/payouts?limit=3")).body as { data: unknown[]; next: string };
    expect(first.data).toHaveLength(3);
    expect(await ids(`limit=3&cursor=${first.next}`)).toEqual([names[0]]);
    expect((await get("/v1/payouts?claimId=nonsense")).body).toMatchObject({
      code: "validation_failed",
      errors: [{ pointer: "/query/claimId" }],
    });
    expect((await get("/v1/payouts?cursor=forged.x")).status).toBe(400);
    expect((await get("/v1/payouts?status=lost")).status).toBe(400);
  });
});

describe("a retry", () => {
  const retry = (payoutId: bigint, body: unknown = {}, key = "k1", as = server.tenant.staff.finance.token) =>
    server.call("POST", `${path(payoutId)}/retries`, { as, body, key });

  it("pays under a new number, beside the old one, to a corrected payee", async () => {
    const payoutId = await failedPayout();
    const payee = { channel: "alipay", account: "13800000000", name: "李雷" };
    const answer = await retry(payoutId, { payee });
    const name = formatId("payout", payoutId);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      status: "prepared",
      outBizNo: `${name}_1`,
      attempt: 2,
      payee: "138****0000 李*",
      humanTask: null,
    });
    await settledFor(5 * DAY_MS);
    expect((await get(path(payoutId))).body).toMatchObject({ status: "succeeded", humanTask: null, attempt: 2 });
    expect(await gateway.control.transfers()).toMatchObject([
      { outBizNo: name, state: "FAIL" },
      { outBizNo: `${name}_1`, state: "SUCCESS", payee: "13800000000" },
    ]);
    const { attempts } = (await get(path(payoutId))).body as { attempts: { action: string; detail: string }[] };
    expect(attempts.find(({ action }) => action === "retry")?.detail).toContain(`replaces ${name}, which failed`);
    const books = await desk.balances();
    expect([books["1231"]?.balance, books["2241"]?.balance, books["1012"]?.balance]).toEqual([0n, 0n, -1_000n]);
    expect(await desk.claimStatuses()).toEqual(["approved"]);
  });

  it("after money came back goes where it was to go before", async () => {
    await gateway.control.script(["refund_after_success"]);
    const [payoutId = 0n] = await desk.grant([1_000n]);
    await settledFor(2 * HOUR_MS);
    expect((await desk.read(payoutId)).status).toBe("returned");
    expect((await retry(payoutId)).status).toBe(201);
    await settledFor(HOUR_MS);
    expect((await gateway.control.transfers()).map(({ state }) => state)).toEqual(["REFUND", "SUCCESS"]);
  });

  it("is refused while nothing is confirmed, and once it is paid", async () => {
    await gateway.control.script(["timeout_not_moved"]);
    const [payoutId = 0n] = await desk.grant([1_000n]);
    expect((await retry(payoutId, {}, "a")).body).toMatchObject({ status: 409, code: "payout_not_failed" });
    await runDuePayouts(server.context);
    expect((await desk.read(payoutId)).status).toBe("unknown");
    expect((await retry(payoutId, {}, "b")).status).toBe(409);
    await settledFor(HOUR_MS);
    expect((await desk.read(payoutId)).status).toBe("succeeded");
    expect((await retry(payoutId, {}, "c")).status).toBe(409);
    expect(await gateway.control.transfers()).toHaveLength(1);
  });

  it("happens once, however often and by how many it is asked for", async () => {
    const payoutId = await failedPayout();
    const answers = await Promise.all(["a", "b", "c", "d"].map((key) => retry(payoutId, {}, key)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    await runDuePayouts(server.context);
    const [won = ""] = answers.flatMap(({ status }, i) => (status === 201 ? [["a", "b", "c", "d"][i] ?? ""] : []));
    expect((await retry(payoutId, {}, won)).status).toBe(201);
    expect((await gateway.control.transfers()).map(({ state }) => state)).toEqual(["FAIL", "SUCCESS"]);
  });

  it("names what is wrong with a payee that cannot be paid, and leaves everything as it was", async () => {
    const payoutId = await failedPayout();
    const payee = { channel: "alipay", account: "someone@example.com", name: "" };
    expect((await retry(payoutId, { payee })).body).toMatchObject({
      status: 400,
      code: "validation_failed",
      errors: [{ pointer: "/payee/name", code: "name_missing" }],
    });
    expect((await retry(payoutId, { payee: { ...payee, iban: "x" } })).status).toBe(400);
    expect(await desk.read(payoutId)).toMatchObject({ status: "failed", attempt: 1, human_task: "transfer_failed" });
    expect((await retry(payoutId)).status).toBe(201);
  });

  it("is for those who may move money, with a key", async () => {
    const payoutId = await failedPayout();
    const { adjuster, auditor, actuary } = server.tenant.staff;
    for (const { token } of [adjuster, auditor, actuary]) {
      expect((await retry(payoutId, {}, "k", token)).status).toBe(403);
    }
    expect((await retry(payoutId, {}, "k", await server.session(server.tenant, "buyer", BUYER))).status).toBe(403);
    expect((await retry(payoutId, {}, "k", server.other.apiKey)).status).toBe(404);
    const { status, body } = await server.call("POST", `${path(payoutId)}/retries`, { as: server.tenant.apiKey });
    expect([status, body]).toMatchObject([400, { code: "idempotency_key_missing" }]);
    expect((await desk.read(payoutId)).status).toBe("failed");
    expect(
      (await server.call("POST", `${path(payoutId)}/retries`, { as: server.tenant.apiKey, key: "k" })).status,
    ).toBe(201);
  });
});
