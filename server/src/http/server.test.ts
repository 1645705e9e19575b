import { refuse } from "@anxin/core/refusal";
import { connect } from "@anxin/store/connection";
import fc from "fast-check";
import { pino } from "pino";
import { Type } from "typebox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectProblem, pointersOf } from "../testing/problem.js";
import { type Answer, startTestServer, type TestServer } from "../testing/server.js";
import type { Api } from "./api.js";
import { BODY_BYTES_MAX } from "./limits.js";
import { closedObject, ExternalId, Fen53, nullable, oneOf } from "./schema.js";
import { buildServer } from "./server.js";

const Body = closedObject({
  amount: Fen53,
  name: Type.Optional(nullable(ExternalId)),
  kind: Type.Optional(oneOf(["a", "b"])),
  items: Type.Optional(Type.Array(closedObject({ sku: ExternalId }), { maxItems: 3 })),
  open: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});

function probeRoom(api: Api): void {
  const config = { access: ["server"] } as const;
  api.post(
    "/v1/probe/:id",
    { config, schema: { params: closedObject({ id: ExternalId }), body: Body } },
    (request) => request.body,
  );
  api.get(
    "/v1/probe",
    {
      config,
      schema: {
        querystring: closedObject({
          limit: Type.Optional(Type.Integer({ maximum: 9 })),
          on: Type.Optional(Type.Boolean()),
        }),
      },
    },
    (request) => request.query,
  );
  api.get("/v1/probe/fault", { config }, () => {
    throw new Error("select secret from vault at 10.0.0.7");
  });
  api.get("/v1/probe/refusal", { config }, () =>
    refuse("limit_exceeded", "too many", { limit: 3, unit: "things", extra: { asked: 4 } }),
  );
  api.get("/v1/probe/lost", { config }, () => context().db.query("select 1"));
}

let server: TestServer;
/** A context whose database is not there. */
const context = () => ({ ...server.context, db: nowhere });
const nowhere = connect({ connectionString: "postgres://nobody@127.0.0.1:1/nothing", max: 1, applicationName: "test" });

beforeAll(async () => {
  server = await startTestServer({ rooms: [probeRoom] });
});
afterAll(async () => {
  await server.close();
  await nowhere.end();
});

const post = (body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  server.call("POST", "/v1/probe/x", { as: server.tenant.apiKey, body, headers });
const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  server.call("GET", path, { as: server.tenant.apiKey, headers });

describe("addresses and methods", () => {
  test("an unknown address is a problem, signed in or not", async () => {
    expectProblem(await get("/v1/nothing"), "route_not_found");
    expectProblem(await server.call("GET", "/wp-login.php"), "route_not_found");
    expectProblem(await server.call("POST", "/v1/nothing", { body: { a: 1 } }), "route_not_found");
  });

  test("a known address asked with another method names those that it has", async () => {
    const answer = await server.call("DELETE", "/v1/probe/some-id", { as: server.tenant.apiKey });
    expectProblem(answer, "method_not_allowed");
    expect(answer.headers["allow"]).toBe("POST");
    expect((await server.call("OPTIONS", "/v1/probe")).headers["allow"]).toBe("GET, HEAD");
  });

  test("an address that is badly encoded, too long, or holds control characters is refused", async () => {
    expectProblem(await get("/v1/probe/%E0%A4%A"), "validation_failed");
    const long = await server.call("POST", `/v1/probe/${"x".repeat(2_000)}`, {
      as: server.tenant.apiKey,
      body: { amount: 1 },
    });
    expectProblem(long, "route_not_found");
    const nul = await server.call("POST", "/v1/probe/a%00b", { as: server.tenant.apiKey, body: { amount: 1 } });
    expect(pointersOf(expectProblem(nul, "validation_failed"))).toEqual(["/path/id"]);
  });

  test("64 Chinese characters fit into a path", async () => {
    const id = encodeURIComponent("店".repeat(64));
    expect(
      (await server.call("POST", `/v1/probe/${id}`, { as: server.tenant.apiKey, body: { amount: 1 } })).status,
    ).toBe(200);
  });
});

describe("bodies", () => {
  test("what fits is taken as it is", async () => {
    const body = {
      amount: 9_007_199_254_740_991,
      name: "店",
      kind: "a",
      items: [{ sku: "s" }],
      open: { any: [1, { thing: 2 }] },
    };
    expect(await post(body)).toMatchObject({ status: 200, body });
  });

  test.each([
    ["text", '{"amount": 1', "malformed_json"],
    ["two values", '{"amount": 1}{}', "malformed_json"],
    ["a single quote", "{'amount': 1}", "malformed_json"],
    ["NaN", '{"amount": NaN}', "malformed_json"],
    ["__proto__", '{"amount": 1, "__proto__": {"x": 1}}', "malformed_json"],
    ["escaped __proto__", '{"amount": 1, "open": {"\\u005f_proto__": {"x": 1}}}', "malformed_json"],
    ["constructor.prototype", '{"amount": 1, "open": {"constructor": {"prototype": {"x": 1}}}}', "malformed_json"],
    ["nothing", "", "validation_failed"],
    ["null", "null", "validation_failed"],
    ["a list", "[]", "validation_failed"],
    ["a text", '"hello"', "validation_failed"],
  ])("%s is refused", async (_name, text, code) => {
    expectProblem(await post(text), code);
  });

  test.each([
    [{}, ["/amount"]],
    [{ amount: 1.5 }, ["/amount"]],
    [{ amount: "1" }, ["/amount"]],
    [{ amount: -1 }, ["/amount"]],
    [{ amount: 2 ** 53 }, ["/amount"]],
    [{ amount: 1e300 }, ["/amount"]],
    [{ amount: null }, ["/amount"]],
    [{ amount: true }, ["/amount"]],
    [{ amount: 1, extra: 1 }, ["/extra"]],
    [{ amount: 1, "a/b~c": 1 }, ["/a~1b~0c"]],
    [{ amount: 1, kind: "c" }, ["/kind"]],
    [{ amount: 1, name: "" }, ["/name"]],
    [{ amount: 1, name: "x".repeat(65) }, ["/name"]],
    [{ amount: 1, name: "a\u0000b" }, ["/name"]],
    [{ amount: 1, name: "a\ud800b" }, ["/name"]],
    [{ amount: 1, items: [{ sku: "a" }, { sku: 1 }, { skv: "a" }] }, ["/items/1/sku", "/items/2/skv", "/items/2/sku"]],
    [
      { amount: 1, items: [{}, {}, {}, {}] },
      ["/items", "/items/0/sku", "/items/1/sku", "/items/2/sku", "/items/3/sku"],
    ],
    [{ amount: "x", kind: 3, name: 4 }, ["/amount", "/kind", "/name"]],
  ])("%j is refused, naming %j", async (body, pointers) => {
    const problem = expectProblem(await post(body), "validation_failed");
    expect([...new Set(pointersOf(problem))].sort()).toEqual([...pointers].sort());
  });

  test("how to mend a field is said in the caller's language", async () => {
    const english = expectProblem(await post({ kind: "c", more: 1 }), "validation_failed");
    expect(english.errors).toEqual([
      { pointer: "/amount", code: "required", detail: "is missing; send it" },
      { pointer: "/more", code: "unknown_field", detail: "is not a field here; leave it out" },
      { pointer: "/kind", code: "enum", detail: "must be one of a, b" },
    ]);
    const answer = await post({ amount: -1 }, { "accept-language": "zh-CN,zh;q=0.9,en;q=0.8" });
    expect(answer.headers["content-language"]).toBe("zh-CN");
    const chinese = expectProblem(answer, "validation_failed");
    expect(chinese.title).toBe("请求内容有误");
    expect(chinese.errors).toEqual([{ pointer: "/amount", code: "minimum", detail: "不得小于 0" }]);
  });

  test("a body with very many faults is refused quickly, and names at most twenty", async () => {
    const many = expectProblem(
      await post({ amount: 1, items: Array.from({ length: 5_000 }, () => 1) }),
      "validation_failed",
    );
    expect(many.errors.length).toBeLessThanOrEqual(20);
    const huge = expectProblem(
      await post({ amount: 1, items: Array.from({ length: 400_000 }, () => 1) }),
      "validation_failed",
    );
    expect(pointersOf(huge)).toContain("/items");
  });

  test("deep JSON is refused wherever it is", async () => {
    const deep = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
    expect((await post(`{"amount": 1, "open": {"a": ${deep(20)}}}`)).status).toBe(200);
    const problem = expectProblem(await post(`{"amount": 1, "open": {"a": ${deep(100)}}}`), "validation_failed");
    expect(problem).toMatchObject({ limit: 32, unit: "levels" });
    expect(pointersOf(problem)).toEqual(["/open/a/0"]);
    expectProblem(await post(deep(200_000)), "validation_failed");
    expectProblem(await post("[".repeat(200_000)), "malformed_json");
  });

  test("a body beyond the limit is refused with the limit, whether or not it says its length", async () => {
    const big = JSON.stringify({ amount: 1, name: "x".repeat(BODY_BYTES_MAX) });
    expect(expectProblem(await post(big), "body_too_large")).toMatchObject({ limit: BODY_BYTES_MAX, unit: "bytes" });
    expectProblem(await post("x".repeat(10_000_000)), "body_too_large");
  });

  test.each([
    "text/plain",
    "application/xml",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonp",
    "application/json; charset=gbk",
    "application/json; charset=utf-16",
    "application/json;; charset=utf-8",
    "application/json\tfoo",
    "*/*",
    "json",
  ])("Content-Type %s is refused", async (type) => {
    expectProblem(await post('{"amount": 1}', { "content-type": type }), "unsupported_media_type");
  });

  test.each([
    "application/json",
    "APPLICATION/JSON",
    "application/json; charset=utf-8",
    'application/json;charset="UTF-8"',
  ])("Content-Type %s is taken", async (type) => {
    expect((await post('{"amount": 1}', { "content-type": type })).status).toBe(200);
  });

  test("whatever JSON is sent, the answer is never a fault of ours", async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 5 }), async (text) => {
        expect((await post(text)).status).toBeLessThan(500);
      }),
      { numRuns: 200 },
    );
  });

  test("whatever bytes are sent, the answer is never a fault of ours", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect((await post(Buffer.from(bytes))).status).toBe(400);
      }),
      { numRuns: 100 },
    );
  });
});

describe("queries", () => {
  test("numbers and truth values are read when they are spelled as JSON spells them", async () => {
    expect(await get("/v1/probe?limit=7&on=true")).toMatchObject({ status: 200, body: { limit: 7, on: true } });
  });

  test.each([
    "limit=07",
    "limit=1e1",
    "limit=0x1",
    "limit=",
    "limit=%201",
    "limit=10",
    "limit=1.0",
    "on=1",
    "on=TRUE",
    "limit=1&limit=2",
    "other=1",
    "__proto__=1",
  ])("%s is refused", async (query) => {
    const problem = expectProblem(await get(`/v1/probe?${query}`), "validation_failed");
    expect(pointersOf(problem)[0]).toBe(`/query/${query.split("=")[0]}`);
  });
});

describe("faults and refusals", () => {
  test("a fault of ours says nothing but the request's id", async () => {
    const problem = expectProblem(await get("/v1/probe/fault"), "internal_error");
    expect(JSON.stringify(problem)).not.toMatch(/secret|10\.0\.0\.7/);
  });

  test("the log of a fault has its place and the request's id, and none of the values that the database quotes", async () => {
    const lines: string[] = [];
    const log = pino({ level: "error" }, { write: (line: string) => void lines.push(line) });
    const api = buildServer({ ...server.context, log }, [
      (room, { db }) =>
        void room.get("/broken", { config: { access: "public" } }, () => db.query("select '6222 0210 0112'::integer")),
    ]);
    const answer = await api.inject("/broken");
    expect(answer.statusCode).toBe(500);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      requestId: answer.headers["x-request-id"],
      route: "/broken",
      fault: { code: "22P02", message: 'invalid input syntax for type integer: "…"' },
    });
    expect(lines[0]).not.toContain("6222");
    await api.close();
  });

  test("a refusal keeps its limit, unit and extra facts", async () => {
    expect(expectProblem(await get("/v1/probe/refusal"), "limit_exceeded")).toMatchObject({
      limit: 3,
      unit: "things",
      asked: 4,
    });
  });

  test("a database that is not there is 503 with Retry-After", async () => {
    const answer = await get("/v1/probe/lost");
    expectProblem(answer, "unavailable");
    expect(answer.headers["retry-after"]).toBe("2");
  });

  test("another version of the API is refused by name", async () => {
    expect((await get("/v1/probe", { "x-api-version": "2026-12-01" })).headers["x-api-version"]).toBe("2026-12-01");
    const problem = expectProblem(await get("/v1/probe", { "x-api-version": "2019-01-01" }), "validation_failed");
    expect(pointersOf(problem)).toEqual(["/header/x-api-version"]);
  });

  test("every answer of the API may not be kept, framed or sniffed", async () => {
    for (const answer of [await get("/v1/probe"), await get("/v1/nothing"), await server.call("GET", "/healthz")]) {
      expect(answer.headers).toMatchObject({
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
      });
      expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
      expect(answer.headers["x-powered-by"]).toBeUndefined();
      expect(answer.headers["server"]).toBeUndefined();
    }
  });

  test("each problem has a page and a JSON of its own", async () => {
    const json = await server.call("GET", "/problems/if_match_stale");
    expect(json).toMatchObject({ status: 200, body: { code: "if_match_stale", status: 412 } });
    const html = await server.call("GET", "/problems/if_match_stale", { headers: { accept: "text/html" } });
    expect(html.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(html.body).toContain("<h1>Changed by someone else</h1>");
    expectProblem(await server.call("GET", "/problems/<script>"), "not_found");
    expectProblem(await server.call("GET", `/problems/${"x".repeat(65)}`), "validation_failed");
  });
});

describe("health and measurements", () => {
  test("alive and ready", async () => {
    expect(await server.call("GET", "/healthz")).toMatchObject({ status: 200, body: { status: "alive" } });
    expect(await server.call("GET", "/readyz")).toMatchObject({ status: 200, body: { status: "ready" } });
  });

  test("not ready while the database is away or behind, but alive", async () => {
    const lost = buildServer({ ...server.context, owner: nowhere }, []);
    expect((await lost.inject("/healthz")).statusCode).toBe(200);
    expect((await lost.inject("/readyz")).statusCode).toBe(503);
    await lost.close();
    await server.database.owner.query("delete from migration where file = (select max(file) from migration)");
    expectProblem(await server.call("GET", "/readyz"), "unavailable");
  });

  test("metrics name routes by their pattern, pools and the event loop", async () => {
    await post({ amount: 1 });
    const text = String((await server.call("GET", "/metrics")).body);
    expect(text).toMatch(
      /anxin_http_request_seconds_count\{method="POST",route="\/v1\/probe\/:id",status="200"\} [1-9]/,
    );
    expect(text).toMatch(/anxin_database_connections\{pool="app",state="open"\}/);
    expect(text).toMatch(/nodejs_eventloop_lag_p99_seconds/);
    expect(text).not.toContain('/v1/probe/x"');
  });
});

describe("starting and stopping", () => {
  test("a route that does not say who may call it stops the start", async () => {
    const careless = buildServer(server.context, [(api) => void api.get("/v1/careless", () => "hello")]);
    await expect(careless.ready()).rejects.toThrow("GET /v1/careless does not say who may call it");
  });

  test("a body whose objects are open by mistake stops the start", async () => {
    const open = Type.Object({ list: Type.Array(Type.Object({ a: Type.String() })) }, { additionalProperties: false });
    const careless = buildServer(server.context, [
      (api) => void api.post("/v1/open", { config: { access: ["server"] }, schema: { body: open } }, () => "hello"),
    ]);
    await expect(careless.ready()).rejects.toThrow("POST /v1/open: the body's /list/0 takes unknown fields");
  });

  test("a request that is under way is finished when the server stops, and a later one is sent away", async () => {
    let letGo = (): void => undefined;
    let arrived = (): void => undefined;
    const here = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const stopping = buildServer(server.context, [
      (api) =>
        void api.get("/slow", { config: { access: "public" } }, async () => {
          arrived();
          await held;
          return { done: true };
        }),
    ]);
    const url = await stopping.listen({ port: 0, host: "127.0.0.1" });
    const slow = fetch(`${url}/slow`);
    await here;
    const closed = stopping.close();
    letGo();
    expect(await (await slow).json()).toEqual({ done: true });
    await closed;
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });

  test("what is not HTTP is answered with a problem and the connection closed", async () => {
    const api = buildServer(server.context, []);
    const url = await api.listen({ port: 0, host: "127.0.0.1" });
    const answer = await fetch(`${url}/healthz`, { headers: { "x-long": "x".repeat(20_000) } });
    expect(answer.status).toBe(431);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    await api.close();
  });
});
