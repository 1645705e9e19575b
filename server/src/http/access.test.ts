import { instant } from "@anxin/core/time";
import { inTransaction } from "@anxin/store/transaction";
import { Secret, TOTP } from "otpauth";
import { Type } from "typebox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { wallClockMs } from "../clock.js";
import { addApiKey, createApiKey } from "../people/api-keys.js";
import { peopleRoutes } from "../people/routes.js";
import { expectProblem } from "../testing/problem.js";
import { startTestServer, type TestServer } from "../testing/server.js";
import { type Api, ROLES } from "./api.js";
import { closedObject } from "./schema.js";

function probeRoom(api: Api): void {
  const schema = { body: closedObject({ x: Type.Optional(Type.Integer()) }) };
  api.get("/v1/probes", { config: { access: ["server", "auditor", "buyer"] } }, (request) => request.principal);
  api.post("/v1/probes", { config: { access: ["server", "auditor"] }, schema }, (request) => request.principal);
  api.get("/v1/open-probes", { config: { access: "public" } }, () => ({ hello: "stranger" }));
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ rooms: [probeRoom, peopleRoutes] });
});
afterAll(() => server.close());

describe("who is asking", () => {
  test("a key, a session and a cookie each say who it is", async () => {
    const byKey = await server.call("GET", "/v1/probes", { as: server.tenant.apiKey });
    expect(byKey).toMatchObject({
      status: 200,
      body: { tenantId: 1, role: "server", subject: "main", caller: "server:main" },
    });
    const { token, staffId } = server.tenant.staff.auditor;
    const principal = { tenantId: 1, role: "auditor", subject: staffId, caller: `staff:${staffId}` };
    expect(await server.call("GET", "/v1/probes", { as: token })).toMatchObject({ status: 200, body: principal });
    const byCookie = await server.call("GET", "/v1/probes", { headers: { cookie: `anxin_session=${token}` } });
    expect(byCookie).toMatchObject({ status: 200, body: principal });
    const buyer = await server.session(server.tenant, "buyer", "b-42");
    expect(await server.call("GET", "/v1/probes", { as: buyer })).toMatchObject({
      body: { role: "buyer", caller: "buyer:b-42" },
    });
  });

  test("a key of another tenant is of that tenant", async () => {
    expect(await server.call("GET", "/v1/probes", { as: server.other.apiKey })).toMatchObject({
      body: { tenantId: 2 },
    });
  });

  test.each([
    ["nothing", {}],
    ["another scheme", { authorization: "Basic dXNlcjpwYXNz" }],
    ["no token", { authorization: "Bearer " }],
    ["a token that is none", { authorization: "Bearer hello" }],
    ["an unknown key", { authorization: `Bearer ak_test_${"A".repeat(43)}` }],
    ["an unknown session", { authorization: `Bearer st_${"A".repeat(43)}` }],
    ["SQL", { authorization: "Bearer ' or 1=1 --" }],
    ["an unknown cookie", { cookie: `anxin_session=st_${"A".repeat(43)}` }],
    ["a very long token", { authorization: `Bearer ${"x".repeat(5_000)}` }],
  ])("%s is nobody", async (_name, headers) => {
    const answer = await server.call("GET", "/v1/probes", { headers: headers as Record<string, string> });
    expectProblem(answer, "unauthenticated");
    expect(answer.headers["www-authenticate"]).toBe('Bearer realm="anxin"');
  });

  test("a stranger is refused before the body is looked at", async () => {
    expectProblem(await server.call("POST", "/v1/probes", { body: "{{{" }), "unauthenticated");
  });

  test("a key is hashed at rest", async () => {
    const { rows } = await server.database.owner.query(
      "select k::text as row from api_key k union all select s::text from session s",
    );
    expect(rows.length).toBeGreaterThan(2);
    expect(JSON.stringify(rows)).not.toMatch(/ak_test_|st_[A-Za-z0-9]/);
  });

  test("an expired key, a revoked key, an ended session and a disabled colleague are nobody", async () => {
    const now = wallClockMs();
    const { key: expired } = await createApiKey(server.context, 1, {
      label: "old",
      scopes: ["*"],
      expiresAt: instant(now - 1),
      merchantId: null,
    });
    expectProblem(await server.call("GET", "/v1/probes", { as: expired }), "unauthenticated");
    const { key: revoked } = await createApiKey(server.context, 1, {
      label: "lost",
      scopes: ["*"],
      expiresAt: null,
      merchantId: null,
    });
    await server.database.owner.query("update api_key set revoked_at = now() where label = 'lost'");
    expectProblem(await server.call("GET", "/v1/probes", { as: revoked }), "unauthenticated");
    const ended = await server.session(server.tenant, "buyer", "b-ended");
    await server.database.owner.query("update session set ended_at = now() where subject = 'b-ended'");
    expectProblem(await server.call("GET", "/v1/probes", { as: ended }), "unauthenticated");
    const late = await server.session(server.tenant, "buyer", "b-late");
    await server.database.owner.query("update session set expires_at = now() where subject = 'b-late'");
    expectProblem(await server.call("GET", "/v1/probes", { as: late }), "unauthenticated");
    const { staffId } = server.other.staff.auditor;
    const gone = await server.session(server.other, "auditor", staffId);
    await server.database.owner.query("update staff set disabled_at = now() where staff_id = $1", [staffId]);
    expectProblem(await server.call("GET", "/v1/probes", { as: gone }), "unauthenticated");
  });

  test("a moved business clock neither locks anybody out nor keeps a key alive", async () => {
    const before = server.clock.now();
    server.clock.advance(400 * 86_400_000);
    expect((await server.call("GET", "/v1/probes", { as: server.tenant.staff.auditor.token })).status).toBe(200);
    await server.clock.set(before);
  });
});

describe("what they may do", () => {
  test("a role that a route is not for is refused", async () => {
    for (const role of ROLES.filter((each) => each !== "auditor" && each !== "buyer" && each !== "merchant")) {
      expectProblem(await server.call("GET", "/v1/probes", { as: server.tenant.staff[role].token }), "forbidden");
    }
    const merchant = await server.session(server.tenant, "merchant", "shop-1");
    expectProblem(await server.call("GET", "/v1/probes", { as: merchant }), "forbidden");
    const buyer = await server.session(server.tenant, "buyer", "b-1");
    expectProblem(await server.call("POST", "/v1/probes", { as: buyer, body: {} }), "forbidden");
  });

  test.each([
    [["probes:read"], 200, 403],
    [["probes:write"], 403, 200],
    [["*:read"], 200, 403],
    [["orders:read", "orders:write"], 403, 403],
    [["probes:read", "probes:write"], 200, 200],
    [["*"], 200, 200],
  ])("a key with scopes %j reads with %i and writes with %i", async (scopes, read, write) => {
    const { key } = await inTransaction(server.context.db, 1, (tx) =>
      addApiKey(server.context, tx, { label: "scoped", scopes, expiresAt: null, merchantId: null }),
    );
    expect((await server.call("GET", "/v1/probes", { as: key })).status).toBe(read);
    expect((await server.call("POST", "/v1/probes", { as: key, body: {} })).status).toBe(write);
  });

  test("a public route needs nobody", async () => {
    expect((await server.call("GET", "/v1/open-probes")).status).toBe(200);
  });
});

describe("writes with a cookie", () => {
  const write = (headers: Record<string, string>) => {
    const cookie = `anxin_session=${server.tenant.staff.auditor.token}`;
    return server.call("POST", "/v1/probes", { body: {}, headers: { cookie, host: "anxin.test", ...headers } });
  };

  test.each([
    ["from our own page", { "sec-fetch-site": "same-origin" }],
    ["typed by the user", { "sec-fetch-site": "none" }],
    ["from our own page, by an old browser", { origin: "http://anxin.test" }],
  ])("%s are taken", async (_name, headers) => {
    expect((await write(headers as unknown as Record<string, string>)).status).toBe(200);
  });

  test.each([
    ["from another site", { "sec-fetch-site": "cross-site" }],
    ["from a sister site", { "sec-fetch-site": "same-site" }],
    ["from another origin", { origin: "http://evil.test" }],
    ["from a sandboxed frame", { origin: "null" }],
    ["from nowhere", {}],
    ["that lie in Origin alone", { "sec-fetch-site": "cross-site", origin: "http://anxin.test" }],
  ])("%s are refused", async (_name, headers) => {
    expectProblem(await write(headers as unknown as Record<string, string>), "csrf");
  });

  test("a bearer token needs no such proof", async () => {
    const { token } = server.tenant.staff.auditor;
    expect(
      (await server.call("POST", "/v1/probes", { as: token, body: {}, headers: { "sec-fetch-site": "cross-site" } }))
        .status,
    ).toBe(200);
  });
});

describe("rates", () => {
  let slow: TestServer;
  beforeAll(async () => {
    const limits = { peopleRequestsPerSecondMax: 5, publicRequestsPerSecondMax: 4, signInsPerMinuteMax: 3 };
    slow = await startTestServer({ rooms: [probeRoom, peopleRoutes], config: { limits } });
  });
  afterAll(() => slow.close());

  /** Statuses of many calls at once. */
  const burst = async (count: number, call: () => ReturnType<TestServer["call"]>) =>
    Promise.all(Array.from({ length: count }, () => call()));

  test("a person is slowed down, and told the limit and when to come back; a colleague is not", async () => {
    const answers = await burst(30, () => slow.call("GET", "/v1/probes", { as: slow.tenant.staff.auditor.token }));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(20);
    const [first] = refused;
    if (first === undefined) throw new Error("somebody was refused");
    expect(expectProblem(first, "rate_limited")).toMatchObject({ limit: 5, unit: "requests per second" });
    expect(Number(first.headers["retry-after"])).toBeGreaterThanOrEqual(1);
    expect((await slow.call("GET", "/v1/probes", { as: slow.other.staff.auditor.token })).status).toBe(200);
  });

  test("a server is not, until its tenant sets a limit", async () => {
    const free = await burst(50, () => slow.call("GET", "/v1/probes", { as: slow.tenant.apiKey }));
    expect(free.every(({ status }) => status === 200)).toBe(true);
    await slow.database.owner.query("update tenant set requests_per_second_max = 2 where tenant_id = 2");
    const limited = await burst(50, () => slow.call("GET", "/v1/probes", { as: slow.other.apiKey }));
    const refused = limited.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(40);
    expect(refused[0]?.body).toMatchObject({ limit: 2, unit: "requests per second and key" });
  });

  test("strangers and who tries tokens are slowed down by address", async () => {
    const strangers = await burst(30, () => slow.call("GET", "/v1/open-probes"));
    expect(strangers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(20);
    const guesses = await burst(30, () => slow.call("GET", "/v1/probes", { as: `st_${"B".repeat(43)}` }));
    expect(guesses.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(20);
  });
});

describe("rates of signing in", () => {
  const MAX = 3;
  let slow: TestServer;
  beforeAll(async () => {
    const limits = { peopleRequestsPerSecondMax: 1_000, publicRequestsPerSecondMax: 1_000, signInsPerMinuteMax: MAX };
    slow = await startTestServer({ rooms: [peopleRoutes], config: { limits, trustProxy: true } });
  });
  afterAll(() => slow.close());

  const codeOf = (totpSecret: string): string =>
    new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate({ timestamp: wallClockMs() });
  const signIn = (email: string, address: string, right?: { password: string; totpSecret: string }) =>
    slow.call("POST", "/v1/sessions", {
      body: {
        email,
        password: right?.password ?? "wrong password",
        totp: right === undefined ? "000000" : codeOf(right.totpSecret),
      },
      headers: { "x-forwarded-for": address },
    });

  test("tries with one e-mail are counted wherever they come from, also its own right one", async () => {
    const { email } = slow.tenant.staff.admin;
    for (let i = 0; i < MAX; i++) expectProblem(await signIn(email.toUpperCase(), `10.0.0.${i}`), "credentials_wrong");
    const answer = await signIn(email, "10.0.0.9", slow.tenant.staff.admin);
    expect(expectProblem(answer, "rate_limited")).toMatchObject({ limit: MAX, unit: "sign-ins per minute and e-mail" });
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    expect(Number(answer.headers["retry-after"])).toBeLessThanOrEqual(60);
  });

  test("failed tries from one address are counted whatever e-mail they try, at once or one after the other", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => signIn(`nobody-${i}@x.test`, "10.0.1.1")));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(MAX);
    const answer = await signIn("another@x.test", "10.0.1.1");
    expect(expectProblem(answer, "rate_limited")).toMatchObject({
      limit: MAX,
      unit: "failed sign-ins per minute and address",
    });
    expect((await signIn("another@x.test", "10.0.1.2")).status).toBe(401);
  });

  test("a whole office may sign in from one address", async () => {
    const { adjuster, supervisor, finance, auditor, actuary, platform } = slow.tenant.staff;
    for (const staff of [adjuster, supervisor, finance, auditor, actuary, platform]) {
      expect((await signIn(staff.email, "10.0.2.1", staff)).status).toBe(201);
    }
  });
});
