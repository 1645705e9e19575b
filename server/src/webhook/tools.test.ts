import { formatInstant, HOUR_MS } from "@anxin/core/time";
import { EVENT_KINDS, WEBHOOK_TYPES } from "@anxin/core/webhook/event-type";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SHOP } from "../order/testing/marketplace.js";
import { expectProblem } from "../testing/problem.js";
import { type Listening, openListening } from "./testing/listening.js";

let house: Listening;
let merchant: string;
beforeAll(async () => {
  house = await openListening();
  const { server: at } = house.market;
  merchant = await at.session(at.tenant, "merchant", SHOP);
});
afterAll(() => house.close());

const ENDPOINTS = "/v1/webhook-endpoints";
const server = () => house.market.server;
const call = (method: string, url: string, as: string, body?: object, headers: Record<string, string> = {}) =>
  house.call(method, url, { as, headers, ...(body === undefined ? {} : { body }) });
describe("the catalogue", () => {
  it("has every type with an example of its message, in the language asked for", async () => {
    const english = (await call("GET", "/v1/webhook-event-types", merchant)).body as {
      data: { type: string; title: string }[];
    };
    expect(english.data.map(({ type }) => type)).toEqual([...WEBHOOK_TYPES]);
    expect(english.data[0]).toMatchObject({
      ...{ title: "Cover was issued", ofMerchant: true },
      example: {
        specversion: "1.0",
        type: "policy.issued",
        source: "http://anxin.test",
        data: EVENT_KINDS["policy.issued"].example.data,
      },
    });
    const chinese = await call("GET", "/v1/webhook-event-types", merchant, undefined, { "accept-language": "zh-CN" });
    expect((chinese.body as { data: unknown[] }).data[0]).toMatchObject({ title: "保单已承保" });
  });
});

describe("checking a signature", () => {
  const check = (body: object, as = merchant) => call("POST", `${ENDPOINTS}/signature-checks`, as, body);

  it("says whether it fits, and if not, why", async () => {
    const endpoint = await house.listen();
    await call("POST", `${ENDPOINTS}/${endpoint.endpointId}/test`, server().tenant.apiKey);
    const request = house.receiver.received.at(-1);
    const headers = Object.fromEntries(
      Object.entries(request?.headers ?? {}).map(([name, value]) => [name.toUpperCase(), String(value)]),
    );
    const message = { secret: endpoint.secret, headers, body: request?.body ?? "" };
    expect((await check(message)).body).toEqual({ valid: true, fault: null, explanation: "The signature fits." });
    const wrong = [
      [{ body: `${message.body} ` }, "body_reserialized"],
      [{ body: message.body.replace("endpoint", "end") }, "signature_mismatch"],
      [{ secret: "whsec_AAAA" }, "secret_malformed"],
      [{ headers: { ...headers, "WEBHOOK-ID": "evt_other" } }, "signature_mismatch"],
      [{ headers: {} }, "id_missing"],
    ] as const;
    for (const [change, fault] of wrong) {
      const answer = await check({ ...message, ...change });
      expect(answer).toMatchObject({ status: 200, body: { valid: false, fault } });
      expect((answer.body as { explanation: string }).explanation).toMatch(/^[\x20-\x7e]{10,}$/);
    }
    const chinese = await call("POST", `${ENDPOINTS}/signature-checks`, merchant, message, { "accept-language": "zh" });
    expect(chinese.body).toMatchObject({ explanation: "签名正确。" });
  });

  it("refuses what is no message", async () => {
    expectProblem(await check({ secret: "x", headers: {} }), "validation_failed");
    expectProblem(await check({ secret: "x", headers: { a: 1 }, body: "" }), "validation_failed");
    expectProblem(await check({ secret: "x", headers: {}, body: "y".repeat(100_001) }), "validation_failed");
  });
});

it("health says how each endpoint has done in the last day", async () => {
  const { tenant, database, clock } = server();
  await database.owner.query("update webhook_endpoint set deleted_at = now()");
  const sound = await house.listen({ types: ["policy.issued"] });
  const failing = await house.listen({ types: ["policy.issued"], url: `${house.receiver.origin}/bad` });
  const unused = await house.listen({ types: ["payout.failed"] });
  house.receiver.always((response, { url }) => void response.writeHead(url === "/bad" ? 500 : 204).end());
  await house.sell(4);
  await house.tell();
  const health = async () => {
    const answer = await call("GET", "/v1/webhook-health", tenant.staff.supervisor.token);
    expect(answer.status).toBe(200);
    return (answer.body as { data: Record<string, unknown>[] }).data;
  };
  const now = formatInstant(clock.now());
  expect(await health()).toMatchObject([
    { endpointId: unused.endpointId, state: "healthy", attempts: 0, successPercent: null, p50Ms: null, p95Ms: null },
    {
      ...{ endpointId: failing.endpointId, state: "failing", attempts: 4, successPercent: 0, failingSince: now },
      ...{ waiting: 4, diverted: 0, oldestUndeliveredAt: now },
    },
    {
      ...{ endpointId: sound.endpointId, state: "healthy", attempts: 4, successPercent: 100, lastSuccessAt: now },
      ...{ p50Ms: expect.any(Number), p95Ms: expect.any(Number), waiting: 0, oldestUndeliveredAt: null },
    },
  ]);
  // What people try out says nothing of how deliveries go.
  await call("POST", `${ENDPOINTS}/${sound.endpointId}/test`, tenant.apiKey);
  expect((await health())[2]).toMatchObject({ attempts: 4 });
  await database.owner.query(
    "update webhook_delivery set state = 'diverted', next_at = null where next_at is not null",
  );
  await database.owner.query("update webhook_endpoint set failing_since = null");
  clock.advance(25 * HOUR_MS);
  expect((await health()).map(({ state, attempts, diverted }) => [state, attempts, diverted])).toEqual([
    ["healthy", 0, 0],
    ["diverted", 0, 4],
    ["healthy", 0, 0],
  ]);
  const first = await call("GET", "/v1/webhook-health?limit=1", tenant.staff.auditor.token);
  const { next } = first.body as { next: string };
  const second = await call("GET", `/v1/webhook-health?limit=1&cursor=${next}`, tenant.staff.auditor.token);
  expect(second.body).toMatchObject({ data: [{ endpointId: failing.endpointId }] });
  expectProblem(await call("GET", "/v1/webhook-health?cursor=x", tenant.staff.auditor.token), "cursor_invalid");
});
