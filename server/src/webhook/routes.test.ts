import { DAY_MS, formatInstant, plus } from "@anxin/core/time";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SHOP } from "../order/testing/marketplace.js";
import { isSignedBy, status } from "../outside/testing/webhook-receiver.js";
import { expectProblem, pointersOf } from "../testing/problem.js";
import type { Answer } from "../testing/server.js";
import {
  type DeliveryAnswer,
  type Endpoint,
  freshKey,
  type Listening,
  messageOf,
  openListening,
} from "./testing/listening.js";

let house: Listening;
let merchant: string;
let otherMerchant: string;
beforeAll(async () => {
  house = await openListening();
  const { server } = house.market;
  merchant = await server.session(server.tenant, "merchant", SHOP);
  otherMerchant = await server.session(server.tenant, "merchant", "shop-2002");
});
afterAll(() => house.close());

const ENDPOINTS = "/v1/webhook-endpoints";
const call = (method: string, url: string, as: string, body?: object, headers: Record<string, string> = {}) =>
  house.call(method, url, { as, headers, ...(body === undefined ? {} : { body }) });
const server = () => house.market.server;
const staff = (role: keyof Listening["market"]["server"]["tenant"]["staff"]) => server().tenant.staff[role].token;
const add = (body: object, as = server().tenant.apiKey, key: string | null = freshKey(), language = "en") =>
  house.call("POST", ENDPOINTS, {
    ...{ as, body, headers: { "accept-language": language } },
    ...(key === null ? {} : { key }),
  });
const at = (url: string) => ({ url, types: ["*"] });
const hook = () => `${house.receiver.origin}/hook`;
const put = (endpoint: Endpoint, body: object, etag: string | null = endpoint.etag, as = server().tenant.apiKey) =>
  call("PUT", `${ENDPOINTS}/${endpoint.endpointId}`, as, body, etag === null ? {} : { "if-match": etag });
const fieldsOf = (answer: Answer) =>
  expectProblem(answer, "validation_failed").errors.map(({ pointer, code }) => [pointer, code]);

describe("who may do what", () => {
  const everybody = () => ({
    ...Object.fromEntries(Object.entries(server().tenant.staff).map(([role, { token }]) => [role, token])),
    ...{ merchant, server: server().tenant.apiKey },
  });
  const allowed = async (method: string, url: string): Promise<string[]> => {
    expectProblem(await house.call(method, url, { as: "nonsense" }), "unauthenticated");
    const buyer = await server().session(server().tenant, "buyer", "b-42");
    expectProblem(await house.call(method, url, { as: buyer }), "forbidden");
    const roles: string[] = [];
    for (const [role, as] of Object.entries(everybody())) {
      const answer = await house.call(method, url, { as });
      if (answer.status === 403) expectProblem(answer, "forbidden");
      else roles.push(role);
    }
    return roles.sort();
  };
  const WRITERS = ["admin", "merchant", "platform", "server"];

  it("is the same for every call of a kind", async () => {
    const one = `${ENDPOINTS}/whk_0000000000000`;
    const reads = [ENDPOINTS, one, `${one}/deliveries`, `${one}/deliveries/whd_0000000000000`];
    for (const url of reads)
      expect(await allowed("GET", url), url).toEqual(["admin", "auditor", ...WRITERS.slice(1)].sort());
    const writes = [
      ["POST", ENDPOINTS],
      ["PUT", one],
      ["DELETE", one],
      ["POST", `${one}/secret-rotations`],
      ["POST", `${one}/test`],
      ["POST", `${one}/recoveries`],
      ["POST", `${one}/deliveries/whd_0000000000000/replay`],
      ["POST", `${ENDPOINTS}/signature-checks`],
    ] as const;
    for (const [method, url] of writes) expect(await allowed(method, url), url).toEqual(WRITERS);
    expect(await allowed("GET", "/v1/webhook-health")).toEqual(["admin", "auditor", "platform", "supervisor"]);
    expect(await allowed("GET", "/v1/webhook-event-types")).toHaveLength(9);
  });
});

describe("adding an endpoint", () => {
  it("shows its secret once, and the same answer to the same key", async () => {
    const key = freshKey();
    const body = { ...at(hook()), types: ["*", "policy.issued"], description: "the main one" };
    const answer = await add(body, undefined, key);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      ...{ url: hook(), types: ["*"], description: "the main one", merchantId: null, status: "active" },
      ...{ pauseReason: null, failingSince: null, previousSecretUntil: null },
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
      endpointId: expect.stringMatching(/^whk_[0-9a-z]{13}$/),
    });
    const { endpointId, secret, etag } = answer.body as Endpoint;
    expect(answer.headers["etag"]).toBe(etag);
    expect((await add(body, undefined, key)).body).toEqual(answer.body);
    const read = await call("GET", `${ENDPOINTS}/${endpointId}`, staff("auditor"));
    expect(read.status).toBe(200);
    expect(read.headers["etag"]).toBe(etag);
    const { secret: _secret, ...rest } = answer.body as Record<string, unknown>;
    expect(read.body).toEqual(rest);
    const stored = await server().database.owner.query<{ row: string; sealed: Buffer }>(
      "select e::text as row, secret_sealed as sealed from webhook_endpoint e",
    );
    for (const { row, sealed } of stored.rows) expect(row + sealed.toString("latin1")).not.toContain(secret);
  });

  it("refuses what is no endpoint", async () => {
    expectProblem(await add(at(hook()), undefined, null), "idempotency_key_missing");
    expect(fieldsOf(await add({}))).not.toEqual([]);
    expect(pointersOf(expectProblem(await add({ url: hook(), types: [] }), "validation_failed"))).toEqual(["/types"]);
    expect(pointersOf(expectProblem(await add({ url: hook(), types: ["policy.lost"] }), "validation_failed"))).toEqual([
      "/types/0",
    ]);
    expect(pointersOf(expectProblem(await add({ ...at(hook()), more: 1 }), "validation_failed"))).toEqual(["/more"]);
    expect(
      pointersOf(expectProblem(await add({ ...at(hook()), description: "a\u0000b" }), "validation_failed")),
    ).toEqual(["/description"]);
  });

  it.each([
    ["http://10.0.0.1/", "address_not_public"],
    ["http://169.254.169.254/latest/meta-data", "address_not_public"],
    ["http://[::ffff:a9fe:a9fe]/", "address_not_public"],
    ["http://0.0.0.0/", "address_not_public"],
    ["ftp://example.com/", "scheme"],
    ["https://a:b@example.com/", "userinfo"],
    ["https://example.com:22/", "port"],
    ["https://example.com/#x", "fragment"],
    ["example.com", "url_malformed"],
  ])("refuses to send to %s", async (url, code) => {
    expect(fieldsOf(await add(at(url)))).toEqual([["/url", code]]);
    const chinese = expectProblem(await add(at(url), undefined, freshKey(), "zh-CN"), "validation_failed");
    expect(chinese.errors[0]?.detail).toMatch(/[\u4e00-\u9fff]/);
    const [endpoint] = ((await call("GET", ENDPOINTS, server().tenant.apiKey)).body as { data: Endpoint[] }).data;
    if (endpoint !== undefined) expect(fieldsOf(await put(endpoint, at(url)))).toEqual([["/url", code]]);
  });

  it("of a shop is the shop's own, and hears nothing that is about no shop", async () => {
    const own = await add(at(hook()), merchant);
    expect(own).toMatchObject({ status: 201, body: { merchantId: SHOP } });
    expectProblem(await add({ ...at(hook()), merchantId: "shop-2002" }, merchant), "forbidden");
    expectProblem(await add({ ...at(hook()), merchantId: "shop-9999" }), "merchant_unknown");
    expectProblem(await add(at(hook()), otherMerchant), "merchant_unknown");
    const types = ["policy.issued", "switch.changed", "campaign.exhausted"];
    expect(fieldsOf(await add({ url: hook(), types }, merchant))).toEqual([
      ["/types/1", "not_of_merchant"],
      ["/types/2", "not_of_merchant"],
    ]);
    const { endpointId } = own.body as Endpoint;
    for (const url of [`${ENDPOINTS}/${endpointId}`, `${ENDPOINTS}/${endpointId}/deliveries`]) {
      expect((await call("GET", url, merchant)).status).toBe(200);
      expectProblem(await call("GET", url, otherMerchant), "not_found");
    }
    const all = (await call("GET", ENDPOINTS, merchant)).body as { data: { merchantId: string }[] };
    expect(all.data.map((each) => each.merchantId)).toEqual([SHOP]);
    expectProblem(await call("GET", `${ENDPOINTS}?merchantId=shop-2002`, merchant), "forbidden");
    const theirs = (await call("GET", `${ENDPOINTS}?merchantId=${SHOP}`, staff("platform"))).body as {
      data: Endpoint[];
    };
    expect(theirs.data.map((each) => each.endpointId)).toEqual([endpointId]);
  });

  it("has an end", async () => {
    for (let i = 0; i < 19; i++) expect((await add(at(hook()), merchant)).status).toBe(201);
    expect(expectProblem(await add(at(hook()), merchant), "limit_exceeded")).toMatchObject({
      limit: 20,
      unit: "endpoints",
    });
    expect((await add(at(hook()))).status).toBe(201);
  });
});

describe("an endpoint", () => {
  it("is listed newest first, page by page", async () => {
    const pages: string[][] = [];
    let next: string | null = "";
    while (next !== null) {
      const cursor: string = next === "" ? "" : `&cursor=${encodeURIComponent(next)}`;
      const { body } = await call("GET", `${ENDPOINTS}?limit=7${cursor}`, server().tenant.apiKey);
      const page = body as { data: Endpoint[]; next: string | null };
      pages.push(page.data.map(({ endpointId }) => endpointId));
      next = page.next;
    }
    const ids = pages.flat();
    expect(pages.length).toBeGreaterThan(2);
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
    expectProblem(await call("GET", `${ENDPOINTS}?cursor=x`, server().tenant.apiKey), "cursor_invalid");
    expectProblem(await call("GET", `${ENDPOINTS}?limit=0`, server().tenant.apiKey), "validation_failed");
  });

  it("is changed on the version that was read, paused and taken up again", async () => {
    const endpoint = await house.listen();
    const body = { ...at(`${hook()}/2`), types: ["policy.issued"], description: "second", status: "paused" };
    expectProblem(await put(endpoint, body, null), "if_match_missing");
    const paused = await put(endpoint, body);
    expect(paused).toMatchObject({ status: 200, body: { ...body, pauseReason: "person" } });
    const stale = expectProblem(await put(endpoint, body), "if_match_stale");
    expect(stale).toMatchObject({ changedBy: "server:main" });
    const kept = await put(endpoint, { url: body.url, types: ["*"] }, String(paused.headers["etag"]));
    expect(kept.body).toMatchObject({ status: "paused", description: "second", types: ["*"] });
    const active = await put(endpoint, { url: body.url, types: ["*"], status: "active" }, String(kept.headers["etag"]));
    expect(active.body).toMatchObject({ status: "active", pauseReason: null, pausedAt: null });
    expect(fieldsOf(await put(endpoint, { ...body, status: "gone" }))).toEqual([["/status", "enum"]]);
  });

  it("that is deleted is there no more", async () => {
    const { endpointId } = await house.listen();
    const one = `${ENDPOINTS}/${endpointId}`;
    expect((await call("DELETE", one, staff("admin"))).status).toBe(204);
    expectProblem(await call("DELETE", one, staff("admin")), "not_found");
    expectProblem(await call("GET", one, staff("admin")), "not_found");
    expectProblem(await call("POST", `${one}/test`, staff("admin")), "not_found");
    expectProblem(
      await call("POST", `${one}/recoveries`, staff("admin"), { since: "2026-11-11T00:00:00Z" }),
      "not_found",
    );
    const rotation = { as: staff("admin"), key: freshKey() };
    expectProblem(await house.call("POST", `${one}/secret-rotations`, rotation), "not_found");
    expectProblem(await call("PUT", one, staff("admin"), at(hook()), { "if-match": '"x"' }), "not_found");
  });

  it("is in the audit log with who did what, and with the server alone of its address", async () => {
    const endpoint = await house.listen({ url: `${hook()}?token=in-the-address` });
    const paused = await put(endpoint, { ...at(hook()), status: "paused" }, endpoint.etag, staff("admin"));
    expect(paused.status).toBe(200);
    const one = `${ENDPOINTS}/${endpoint.endpointId}`;
    await house.call("POST", `${one}/secret-rotations`, { key: freshKey() });
    await call("DELETE", one, staff("admin"));
    const { rows } = await server().database.owner.query<Record<string, string>>(
      "select action, actor, before, after from audit_entry where subject_id = $1 order by entry_id",
      [endpoint.endpointId],
    );
    const admin = `staff:${server().tenant.staff.admin.staffId}`;
    expect(rows.map(({ action, actor }) => [action, actor])).toEqual([
      ["webhook.added", "server:main"],
      ["webhook.changed", admin],
      ["webhook.secret_renewed", "server:main"],
      ["webhook.ended", admin],
    ]);
    expect(JSON.parse(rows[1]?.["after"] ?? "")).toMatchObject({ server: house.receiver.origin, status: "paused" });
    expect(JSON.stringify(rows)).not.toContain("in-the-address");
  });

  it("gets a new secret once for each key", async () => {
    const { endpointId, secret } = await house.listen();
    const url = `${ENDPOINTS}/${endpointId}/secret-rotations`;
    expectProblem(await house.call("POST", url, {}), "idempotency_key_missing");
    const key = freshKey();
    const first = await house.call("POST", url, { key });
    const previousSecretUntil = formatInstant(plus(server().clock.now(), DAY_MS));
    expect(first).toMatchObject({ status: 201, body: { endpointId, previousSecretUntil } });
    expect((await house.call("POST", url, { key })).body).toEqual(first.body);
    expect((first.body as Endpoint).secret).not.toBe(secret);
  });

  it("of another marketplace is not found, whatever is done with it", async () => {
    const endpoint = await house.listen();
    await house.sell(1);
    await house.tell();
    const [delivery] = await house.deliveries(endpoint);
    const as = server().other.apiKey;
    const one = `${ENDPOINTS}/${endpoint.endpointId}`;
    for (const url of [one, `${one}/deliveries`, `${one}/deliveries/${delivery?.deliveryId}`]) {
      expectProblem(await call("GET", url, as), "not_found");
    }
    expectProblem(await put(endpoint, at(hook()), endpoint.etag, as), "not_found");
    expectProblem(await call("DELETE", one, as), "not_found");
    for (const what of ["test", `deliveries/${delivery?.deliveryId}/replay`]) {
      expectProblem(await call("POST", `${one}/${what}`, as), "not_found");
    }
    expectProblem(await call("POST", `${one}/recoveries`, as, { since: "2026-11-11T00:00:00Z" }), "not_found");
    expectProblem(await house.call("POST", `${one}/secret-rotations`, { as, key: freshKey() }), "not_found");
    expect((await call("GET", ENDPOINTS, as)).body).toEqual({ data: [], next: null });
    expect((await call("GET", "/v1/webhook-health", server().other.staff.platform.token)).body).toEqual({
      data: [],
      next: null,
    });
    for (const table of ["webhook_endpoint", "webhook_event", "webhook_delivery", "webhook_attempt"]) {
      const seen = await server().database.app.connect();
      try {
        await seen.query("begin; set local anxin.tenant = '2'");
        expect((await seen.query(`select count(*)::int4 as n from ${table}`)).rows).toEqual([{ n: 0 }]);
        await seen.query("rollback");
      } finally {
        seen.release();
      }
    }
  });
});

describe("deliveries", () => {
  // What is scripted is for the endpoint of the test alone.
  beforeEach(() => server().database.owner.query("update webhook_endpoint set deleted_at = now()"));

  it("are listed newest first, narrowed, page by page, with every attempt", async () => {
    const endpoint = await house.listen();
    house.receiver.script(status(500, {}, "out of order"));
    await house.sell(4);
    await house.tell();
    const all = await house.deliveries(endpoint);
    expect(all).toHaveLength(5);
    expect(all.map(({ deliveryId }) => deliveryId)).toEqual(
      all
        .map(({ deliveryId }) => deliveryId)
        .sort()
        .reverse(),
    );
    const failed = await house.deliveries(endpoint, "state=pending");
    expect(failed).toHaveLength(1);
    expect(failed[0]?.attempts).toMatchObject([{ sequence: 1, status: 500, response: "out of order" }]);
    expect(await house.deliveries(endpoint, "type=wallet.debited")).toHaveLength(1);
    const [one] = all;
    expect(await house.deliveries(endpoint, `eventId=${one?.eventId}`)).toEqual([one]);
    expect(await house.deliveries(endpoint, `subject=${encodeURIComponent(one?.subject ?? "")}`)).toEqual([one]);
    expect(await house.deliveries(endpoint, "since=2026-11-12T00:00:00Z")).toEqual([]);
    const page = await call("GET", `${ENDPOINTS}/${endpoint.endpointId}/deliveries?limit=2`, staff("auditor"));
    const { data, next } = page.body as { data: DeliveryAnswer[]; next: string };
    expect(data).toEqual(all.slice(0, 2));
    const elsewhere = `${ENDPOINTS}/${endpoint.endpointId}/deliveries?state=pending&cursor=${next}`;
    expectProblem(await call("GET", elsewhere, staff("auditor")), "cursor_invalid");
    expect(await house.deliveries(endpoint, `limit=2&cursor=${next}`)).toEqual(all.slice(2, 4));
    const read = await call(
      "GET",
      `${ENDPOINTS}/${endpoint.endpointId}/deliveries/${one?.deliveryId}`,
      staff("auditor"),
    );
    expect(read).toMatchObject({ status: 200, body: one });
    expectProblem(
      await call("GET", `${ENDPOINTS}/${endpoint.endpointId}/deliveries/whd_1`, staff("auditor")),
      "not_found",
    );
    for (const query of ["state=lost", "type=none", "since=today", "limit=201", "more=1"]) {
      const url = `${ENDPOINTS}/${endpoint.endpointId}/deliveries?${query}`;
      expectProblem(await call("GET", url, staff("auditor")), "validation_failed");
    }
  });

  it("are made once more under the same id, whatever became of them", async () => {
    const endpoint = await house.listen({ types: ["policy.issued"] });
    await house.sell(1);
    await house.tell();
    const [before] = await house.deliveries(endpoint);
    const url = `${ENDPOINTS}/${endpoint.endpointId}/deliveries/${before?.deliveryId}/replay`;
    const came = house.receiver.received.length;
    expect(await call("POST", url, merchant)).toMatchObject({ status: 404 });
    const replayed = await call("POST", url, staff("platform"));
    expect(replayed).toMatchObject({ status: 200, body: { state: "pending", eventId: before?.eventId } });
    await house.tell();
    const [first, again, ...more] = [house.receiver.received[came - 1], ...house.receiver.received.slice(came)];
    expect(more).toEqual([]);
    expect(again?.headers["webhook-id"]).toBe(before?.eventId);
    expect(again?.body).toBe(first?.body);
    expect((await house.deliveries(endpoint))[0]?.attempts).toHaveLength(2);
    expectProblem(await call("POST", url.replace(/whd_[^/]*/, "whd_0000000000000"), staff("platform")), "not_found");
    await put(endpoint, { ...at(hook()), status: "paused" });
    expectProblem(await call("POST", url, staff("platform")), "state_conflict");
  });

  it("that an endpoint missed since a time are made once more, by one call", async () => {
    const endpoint = await house.listen({ types: ["policy.issued"] });
    const since = "2026-11-11T00:00:00Z";
    const recoveries = `${ENDPOINTS}/${endpoint.endpointId}/recoveries`;
    await house.sell(1);
    await house.tell();
    const paused = await put(endpoint, { url: hook(), types: ["policy.issued"], status: "paused" });
    await house.sell(2);
    await house.tell();
    expectProblem(await call("POST", recoveries, staff("admin"), { since }), "state_conflict");
    await put(endpoint, { url: hook(), types: ["policy.issued"], status: "active" }, String(paused.headers["etag"]));
    house.receiver.script(status(500));
    await house.sell(1);
    await house.tell();
    const undelivered = await house.deliveries(endpoint, "state=diverted");
    expect(undelivered).toHaveLength(2);
    expect((await call("POST", recoveries, staff("admin"), { since: "2026-11-11T00:00:01Z" })).body).toEqual({
      replayed: 0,
      isComplete: true,
    });
    const recovered = await call("POST", recoveries, staff("admin"), { since });
    expect(recovered).toMatchObject({ status: 200, body: { replayed: 3, isComplete: true } });
    await house.tell();
    expect((await house.deliveries(endpoint)).map(({ state }) => state)).toEqual(
      Array.from({ length: 4 }, () => "delivered"),
    );
    expect(fieldsOf(await call("POST", recoveries, staff("admin"), { since: "some time ago or so" }))).not.toEqual([]);
    expectProblem(await call("POST", recoveries, staff("admin"), {}), "validation_failed");
  });

  it("that try an endpoint out are made once, at once, also while it is paused", async () => {
    const endpoint = await house.listen();
    const url = `${ENDPOINTS}/${endpoint.endpointId}/test`;
    const answer = await call("POST", url, server().tenant.apiKey);
    expect(answer).toMatchObject({ status: 200, body: { type: "endpoint.test", state: "delivered" } });
    const request = house.receiver.received.at(-1);
    expect(request !== undefined && isSignedBy(endpoint.secret, request)).toBe(true);
    expect(messageOf(request ?? { body: "" })).toMatchObject({
      type: "endpoint.test",
      data: { endpointId: endpoint.endpointId },
    });
    house.receiver.script(status(410, {}, "nobody here"));
    const failed = await call("POST", url, server().tenant.apiKey);
    expect(failed.body).toMatchObject({ state: "diverted", attempts: [{ status: 410, response: "nobody here" }] });
    expect((await call("GET", `${ENDPOINTS}/${endpoint.endpointId}`, staff("admin"))).body).toMatchObject({
      status: "active",
    });
    house.receiver.script(status(500));
    expect((await call("POST", url, server().tenant.apiKey)).body).toMatchObject({
      state: "diverted",
      nextAttemptAt: null,
    });
    await put(endpoint, { ...at(hook()), status: "paused" });
    expect((await call("POST", url, server().tenant.apiKey)).body).toMatchObject({ state: "delivered" });
  });
});
