import type { Id } from "@anxin/core/id";
import { formatId } from "@anxin/core/id";
import { HOUR_MS, MINUTE_MS } from "@anxin/core/time";
import { afterAll, afterEach, beforeEach, expect, it } from "vitest";
import { NOON, type OpenGateway, rehearse } from "../outside/testing/rehearsal.js";
import { runDuePayouts } from "../payout/due.js";
import { payoutRoutes } from "../payout/routes.js";
import { sendPayouts, stepPayout, takePayout } from "../payout/send.js";
import { deskAt, TENANT } from "../payout/testing/desk.js";
import { expectProblem } from "../testing/problem.js";
import { startTestServer, type TestServer } from "../testing/server.js";
import { prepareQueue } from "../worker.js";
import { switchRoutes } from "./routes.js";

const rehearsal = rehearse();
afterAll(() => rehearsal.end());

let gateway: OpenGateway;
let server: TestServer;
let desk: ReturnType<typeof deskAt>;
beforeEach(async () => {
  gateway = await rehearsal.open();
  const channel = rehearsal.client("key", `${gateway.origin}/gateway.do`);
  server = await startTestServer({ rooms: [payoutRoutes, switchRoutes], channel, startsAt: NOON });
  await prepareQueue(server.context);
  desk = deskAt(server.context, server.database);
});
afterEach(async () => {
  await server.close();
  await gateway.close();
});

async function put(body: object, etag = ""): Promise<string> {
  const headers = etag === "" ? {} : { "if-match": etag };
  const answer = await server.call("PUT", "/v1/tenants/switches/pay", { as: server.tenant.apiKey, body, headers });
  expect(answer.status).toBe(200);
  return String(answer.headers["etag"]);
}
const stop = (product: string | null = null) => put({ state: "stopped", product, reason: "wrong payees" });
const due = () => runDuePayouts(server.context);
const moved = async () => (await gateway.control.transfers()).length;
const waiting = async (): Promise<number | undefined> => {
  const { body } = await server.call("GET", "/v1/tenants/switches", { as: server.tenant.apiKey });
  const { data } = body as { data: { name: string; product: string | null; waiting: { count: number } }[] };
  return data.find(({ name, product }) => name === "pay" && product === null)?.waiting.count;
};

it("nothing is sent, by a job, by the sweep or by hand; on resume the sweep sends all of it, each once", async () => {
  const etag = await stop();
  const ids = await desk.grant(Array.from({ length: 30 }, (_, i) => BigInt(1_000 + i)));
  await sendPayouts(server.context, { tenantId: TENANT, payoutIds: ids.map(String) });
  expect(await due()).toEqual({ sent: 0, queried: 0, failed: [] });
  expect(await stepPayout(server.context, TENANT, await desk.read(ids[0] as Id))).toBeNull();
  expect(await desk.read(ids[0] as Id)).toMatchObject({ status: "prepared", leased: false, revision: 1 });
  expect([await moved(), await waiting()]).toEqual([0, 30]);
  await put({ state: "running" }, etag);
  expect(await due()).toMatchObject({ sent: 30, failed: [] });
  expect([await moved(), await waiting()]).toEqual([30, 0]);
});

it("a product that is stopped waits, also in front of hundreds that do not", async () => {
  const etag = await stop("return-freight");
  await desk.grant(Array.from({ length: 201 }, () => 1_000n));
  await server.database.owner.query("update payout set next_at = next_at - interval '1 hour'");
  const [other = 0n] = await desk.grant([2_000n]);
  await server.database.owner.query(
    "update claim set product = 'quality' where claim_id = (select claim_id from payout where payout_id = $1)",
    [other],
  );
  expect(await due()).toMatchObject({ sent: 1 });
  expect((await desk.read(other)).status).toBe("succeeded");
  expect([await moved(), await waiting()]).toEqual([1, 201]);
  await put({ state: "running", product: "return-freight" }, etag);
  expect(await due()).toMatchObject({ sent: 201 });
});

it("what had begun is finished, and what nobody knows is asked about; the same bytes go out again only after", async () => {
  await gateway.control.script(["timeout_not_moved"]);
  const [begun = 0n] = await desk.grant([1_000n]);
  const [unclear = 0n] = await desk.grant([2_000n]);
  const taken = await takePayout(server.context, TENANT, await desk.read(unclear));
  expect(taken?.asked).toBe("send");
  const sending = stepPayout(server.context, TENANT, await desk.read(begun));
  const etag = await stop();
  expect(await sending).toBe("send");
  await desk.expireLease(unclear);
  let queried = 0;
  for (let minutes = 0; minutes < 120; minutes += 5) {
    server.clock.advance(5 * MINUTE_MS);
    const stepped = await due();
    expect(stepped).toMatchObject({ sent: 0, failed: [] });
    queried += stepped.queried;
  }
  expect(queried).toBeGreaterThan(2);
  expect([await moved(), await waiting()]).toEqual([0, 2]);
  expect((await desk.read(begun)).status).toBe("unknown");
  await put({ state: "running" }, etag);
  expect(await due()).toMatchObject({ sent: 2 });
  expect(await moved()).toBe(2);
});

it("a retry is refused, and done after the resume", async () => {
  await gateway.control.script(["refused:PAYEE_NOT_EXIST"]);
  const [payoutId = 0n] = await desk.grant([1_000n]);
  for (let hours = 0; hours < 2; hours++) {
    await due();
    server.clock.advance(HOUR_MS);
  }
  expect((await desk.read(payoutId)).status).toBe("failed");
  const etag = await stop();
  const url = `/v1/payouts/${formatId("payout", payoutId)}/retries`;
  const retry = () => server.call("POST", url, { as: server.tenant.apiKey, key: "retry", body: {} });
  expectProblem(await retry(), "switched_off");
  await put({ state: "running" }, etag);
  expect((await retry()).status).toBe(201);
});
