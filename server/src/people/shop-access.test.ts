import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { merchantRoutes } from "../merchant/routes.js";
import { expectProblem, pointersOf } from "../testing/problem.js";
import { startTestServer, type TestServer } from "../testing/server.js";
import { peopleRoutes } from "./routes.js";

const OWN = "shop-own";
const OTHER = "shop-other";
const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";
const PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0";

interface KeyBody {
  readonly keyId: string;
  readonly key: string;
  readonly label: string;
  readonly scopes: readonly string[];
  readonly merchantId: string | null;
  readonly status?: string;
  readonly lastUsedAt?: string | null;
}
interface SessionBody {
  readonly sessionId: string;
  readonly device: { readonly browser: string; readonly system: string } | null;
  readonly isCurrent: boolean;
}

let server: TestServer;
let own: string;
let other: string;
beforeAll(async () => {
  server = await startTestServer({ rooms: [peopleRoutes, merchantRoutes] });
  for (const merchantId of [OWN, OTHER]) {
    const answer = await server.call("PUT", `/v1/merchants/${merchantId}`, {
      as: server.tenant.apiKey,
      body: { name: merchantId },
    });
    expect(answer.status).toBeLessThan(300);
  }
  own = await server.session(server.tenant, "merchant", OWN);
  other = await server.session(server.tenant, "merchant", OTHER);
});
afterAll(() => server.close());

let calls = 0;
const make = (body: unknown, as = own, shop = OWN) =>
  server.call("POST", `/v1/merchants/${shop}/api-keys`, { as, body, key: `make-${calls++}` });
const rotate = (keyId: string, as = own, shop = OWN) =>
  server.call("POST", `/v1/merchants/${shop}/api-keys/${keyId}/rotations`, {
    as,
    body: { overlap: "PT1H" },
    key: `rotate-${calls++}`,
  });
const revoke = (keyId: string, as = own, shop = OWN) =>
  server.call("DELETE", `/v1/merchants/${shop}/api-keys/${keyId}`, { as });
const whoIs = (as: string) => server.call("GET", "/v1/sessions/current", { as });
const shopOf = (as: string, shop: string) => server.call("GET", `/v1/merchants/${shop}`, { as });
const rename = (as: string, shop: string) =>
  server.call("PUT", `/v1/merchants/${shop}/enrolments/quality`, {
    as,
    body: { scope: { all: true }, status: "paused" },
  });
async function dataOf<T>(path: string, as: string): Promise<readonly T[]> {
  const answer = await server.call("GET", path, { as });
  expect(answer.status).toBe(200);
  return (answer.body as { data: readonly T[] }).data;
}
const keysOf = (shop = OWN, as = own) => dataOf<KeyBody>(`/v1/merchants/${shop}/api-keys?limit=200`, as);
const sessionsOf = (shop = OWN, as = own) => dataOf<SessionBody>(`/v1/merchants/${shop}/sessions?limit=200`, as);
async function entries(shop: string) {
  const { rows } = await server.database.owner.query(
    "select actor, action, after from audit_entry where subject_kind = 'merchant' and subject_id = $1 order by entry_id",
    [shop],
  );
  return rows as readonly { actor: string; action: string; after: string }[];
}
/** Comes in as a browser does: by the address that the marketplace was given. Answers the cookie's token. */
async function comeIn(shop: string, userAgent: string): Promise<string> {
  const opened = await server.call("POST", "/v1/portal-sessions", {
    as: server.tenant.apiKey,
    body: { role: "merchant", merchantId: shop },
  });
  const { pathname } = new URL((opened.body as { url: string }).url);
  const entered = await server.call("GET", pathname, { headers: { "user-agent": userAgent } });
  expect(entered.status).toBe(303);
  return /anxin_session=([^;]+)/.exec(String(entered.headers["set-cookie"]))?.[1] ?? "";
}

describe("a shop's key", () => {
  test("is shown once, stands for the shop, and is listed without its secret and with when it was used", async () => {
    const answer = await make({ label: "ERP", scopes: ["*:read"] });
    expect(answer).toMatchObject({ status: 201, body: { label: "ERP", scopes: ["*:read"], merchantId: OWN } });
    const { key, keyId } = answer.body as KeyBody;
    expect((await keysOf()).find((each) => each.keyId === keyId)).toMatchObject({ status: "active", lastUsedAt: null });
    expect(await whoIs(key)).toMatchObject({
      body: { role: "merchant", subject: OWN, caller: `merchant-key:ERP@${OWN}` },
    });
    const listed = (await keysOf()).find((each) => each.keyId === keyId);
    expect(Date.parse(listed?.lastUsedAt ?? "")).not.toBeNaN();
    expect(JSON.stringify(await keysOf())).not.toContain(key);
  });

  test("reads its own shop alone: another's answers as one that is not there, and nobody writes with a key to read", async () => {
    const { key: reading } = (await make({ label: "reads", scopes: ["*:read"] })).body as KeyBody;
    const { key: writing } = (await make({ label: "writes" })).body as KeyBody;
    expect((await shopOf(reading, OWN)).status).toBe(200);
    for (const key of [reading, writing]) expectProblem(await shopOf(key, OTHER), "not_found");
    expectProblem(await rename(reading, OWN), "forbidden");
    expect((await rename(writing, OWN)).status).toBe(200);
    expectProblem(await rename(writing, OTHER), "not_found");
    for (const part of ["wallet", "wallet/top-ups", "enrolments", "enrolments/quality"]) {
      expect((await server.call("GET", `/v1/merchants/${OWN}/${part}`, { as: writing })).status, part).toBe(200);
      expectProblem(await server.call("GET", `/v1/merchants/${OTHER}/${part}`, { as: writing }), "not_found");
    }
    // What is for the marketplace, or for the house, is not for a shop's key.
    expectProblem(
      await server.call("POST", "/v1/portal-sessions", { as: writing, body: { role: "merchant", merchantId: OWN } }),
      "forbidden",
    );
    expectProblem(await server.call("GET", "/v1/staff", { as: writing }), "forbidden");
  });

  test("makes no keys, ends no sessions, and does not even look at them", async () => {
    const { key, keyId } = (await make({ label: "curious" })).body as KeyBody;
    expectProblem(await make({ label: "child" }, key), "forbidden");
    expectProblem(await rotate(keyId, key), "forbidden");
    expectProblem(await revoke(keyId, key), "forbidden");
    for (const part of ["api-keys", "sessions"])
      expectProblem(await server.call("GET", `/v1/merchants/${OWN}/${part}`, { as: key }), "forbidden");
    expectProblem(await server.call("DELETE", `/v1/merchants/${OWN}/sessions`, { as: key }), "forbidden");
    expectProblem(await server.call("DELETE", "/v1/sessions/current", { as: key }), "forbidden");
    expect((await whoIs(key)).status).toBe(200);
  });

  test("is rotated with an overlap, under one name, and revoked at once; the log tells of all three", async () => {
    const made = (await make({ label: "turned" })).body as KeyBody;
    const answer = await rotate(made.keyId);
    expect(answer).toMatchObject({ status: 201, body: { label: "turned", scopes: ["*"], merchantId: OWN } });
    const next = answer.body as KeyBody;
    const name = { caller: `merchant-key:turned@${OWN}` };
    for (const key of [made.key, next.key]) expect(await whoIs(key)).toMatchObject({ status: 200, body: name });
    expect((await revoke(next.keyId)).status).toBe(204);
    expectProblem(await whoIs(next.key), "unauthenticated");
    expectProblem(await rotate(next.keyId), "state_conflict");
    expect((await revoke(next.keyId)).status).toBe(204);
    const acts = (await entries(OWN)).filter(({ after }) => after.includes("turned"));
    expect(acts.map(({ actor, action }) => [actor, action]).slice(0, 3)).toEqual([
      [`merchant:${OWN}`, "merchant.key_created"],
      [`merchant:${OWN}`, "merchant.key_rotated"],
      [`merchant:${OWN}`, "merchant.key_revoked"],
    ]);
    expect(JSON.stringify(acts)).not.toMatch(/ak_test_/);
  });

  test("of one shop is not another's to see, rotate or revoke", async () => {
    const { key, keyId } = (await make({ label: "mine" })).body as KeyBody;
    expectProblem(await rotate(keyId, other, OWN), "not_found");
    expectProblem(await revoke(keyId, other, OWN), "not_found");
    expectProblem(await rotate(keyId, other, OTHER), "not_found");
    expectProblem(await revoke(keyId, other, OTHER), "not_found");
    expectProblem(await make({ label: "x" }, other, OWN), "not_found");
    expectProblem(await server.call("GET", `/v1/merchants/${OWN}/api-keys`, { as: other }), "not_found");
    expect((await keysOf(OTHER, other)).map((each) => each.keyId)).not.toContain(keyId);
    expect((await whoIs(key)).status).toBe(200);
  });

  test.each([
    [{}, "/label"],
    [{ label: "" }, "/label"],
    [{ label: "erp@home" }, "/label"],
    [{ label: "x", scopes: ["everything"] }, "/scopes/0"],
    [{ label: "x", merchantId: OTHER }, "/merchantId"],
    [{ label: "x", expiresAt: "soon" }, "/expiresAt"],
  ])("%j is refused, naming %s", async (body, pointer) => {
    expect(pointersOf(expectProblem(await make(body), "validation_failed"))).toContain(pointer);
  });

  test("a shop has only so many at once", async () => {
    const shop = "shop-many";
    await server.call("PUT", `/v1/merchants/${shop}`, { as: server.tenant.apiKey, body: { name: shop } });
    const as = await server.session(server.tenant, "merchant", shop);
    const statuses: number[] = [];
    for (let i = 0; i < 20; i++) statuses.push((await make({ label: `k${i}` }, as, shop)).status);
    expect(new Set(statuses)).toEqual(new Set([201]));
    expect(expectProblem(await make({ label: "more" }, as, shop), "limit_exceeded")).toMatchObject({ limit: 20 });
    const [newest] = await keysOf(shop, as);
    expect(newest?.label).toBe("k19");
    await revoke(newest?.keyId ?? "", as, shop);
    expect((await make({ label: "again" }, as, shop)).status).toBe(201);
    const page = await server.call("GET", `/v1/merchants/${shop}/api-keys?limit=5`, { as });
    const { data, next } = page.body as { data: KeyBody[]; next: string };
    const rest = await server.call(
      "GET",
      `/v1/merchants/${shop}/api-keys?limit=200&cursor=${encodeURIComponent(next)}`,
      { as },
    );
    const all = [...data, ...(rest.body as { data: KeyBody[] }).data].map(({ keyId }) => keyId);
    expect(all).toHaveLength(21);
    expect(new Set(all).size).toBe(21);
  });
});

describe("the house", () => {
  test("sees a shop's keys and may revoke them, and makes and rotates none", async () => {
    const { platform, admin, auditor, finance, adjuster } = server.tenant.staff;
    const { key, keyId } = (await make({ label: "watched" })).body as KeyBody;
    for (const { token } of [platform, admin, auditor])
      expect((await keysOf(OWN, token)).map((each) => each.keyId)).toContain(keyId);
    for (const { token } of [finance, adjuster])
      expectProblem(await server.call("GET", `/v1/merchants/${OWN}/api-keys`, { as: token }), "forbidden");
    expectProblem(await make({ label: "x" }, platform.token), "forbidden");
    expectProblem(await rotate(keyId, admin.token), "forbidden");
    expectProblem(await revoke(keyId, auditor.token), "forbidden");
    expectProblem(
      await server.call("POST", `/v1/api-keys/${keyId}/rotations`, { as: admin.token, body: {}, key: `r-${calls++}` }),
      "not_found",
    );
    const listed = await dataOf<KeyBody>("/v1/api-keys?limit=200", admin.token);
    expect(listed.find((each) => each.keyId === keyId)).toMatchObject({ merchantId: OWN });
    expect((await revoke(keyId, platform.token)).status).toBe(204);
    expectProblem(await whoIs(key), "unauthenticated");
    const { key: second, keyId: secondId } = (await make({ label: "watched too" })).body as KeyBody;
    expect((await server.call("DELETE", `/v1/api-keys/${secondId}`, { as: admin.token })).status).toBe(204);
    expectProblem(await whoIs(second), "unauthenticated");
  });

  test("of another marketplace sees nothing of it", async () => {
    const { keyId } = (await make({ label: "theirs" })).body as KeyBody;
    const { admin, platform } = server.other.staff;
    expectProblem(await revoke(keyId, platform.token), "not_found");
    expectProblem(await server.call("DELETE", `/v1/api-keys/${keyId}`, { as: admin.token }), "not_found");
    expectProblem(await server.call("GET", `/v1/merchants/${OWN}/sessions`, { as: platform.token }), "not_found");
  });
});

describe("who is signed in for a shop", () => {
  test("is listed by device, the one that asks is marked, and one that is ended is out at once", async () => {
    const desk = await comeIn("shop-own", CHROME);
    const phone = await comeIn("shop-own", PHONE);
    const seen = await sessionsOf(OWN, desk);
    expect(seen.filter(({ isCurrent }) => isCurrent)).toMatchObject([
      { device: { browser: "chrome", system: "windows" } },
    ]);
    const onPhone = seen.find(({ device }) => device?.browser === "wechat");
    expect(onPhone).toMatchObject({ device: { system: "android" }, isCurrent: false });
    const end = (as: string, shop = OWN) =>
      server.call("DELETE", `/v1/merchants/${shop}/sessions/${onPhone?.sessionId ?? ""}`, { as });
    expectProblem(await end(other), "not_found");
    expectProblem(await end(other, OTHER), "not_found");
    expectProblem(await end(server.tenant.staff.auditor.token), "forbidden");
    expect((await whoIs(phone)).status).toBe(200);
    expect((await end(desk)).status).toBe(204);
    expectProblem(await whoIs(phone), "unauthenticated");
    expectProblem(await end(desk), "not_found");
    expect((await entries(OWN)).at(-1)).toMatchObject({ actor: `merchant:${OWN}`, action: "merchant.sessions_ended" });
  });

  test("a token that nobody used is nobody; all others are ended with it, and the address that was not followed", async () => {
    const shop = "shop-ending";
    await server.call("PUT", `/v1/merchants/${shop}`, { as: server.tenant.apiKey, body: { name: shop } });
    const opened = (
      await server.call("POST", "/v1/portal-sessions", {
        as: server.tenant.apiKey,
        body: { role: "merchant", merchantId: shop },
      })
    ).body as { url: string; token: string };
    const desk = await comeIn(shop, CHROME);
    const phone = await comeIn(shop, PHONE);
    expect(await sessionsOf(shop, desk)).toHaveLength(2);
    const ended = await server.call("DELETE", `/v1/merchants/${shop}/sessions`, { as: desk });
    expect(ended).toMatchObject({ status: 200, body: { ended: 1 } });
    expectProblem(await whoIs(phone), "unauthenticated");
    expectProblem(await whoIs(opened.token), "unauthenticated");
    expectProblem(await server.call("GET", new URL(opened.url).pathname), "not_found");
    expect(await sessionsOf(shop, desk)).toMatchObject([{ isCurrent: true }]);
    expect((await whoIs(own)).status).toBe(200);
    const by = server.tenant.staff.platform.token;
    expect(await server.call("DELETE", `/v1/merchants/${shop}/sessions`, { as: by })).toMatchObject({
      body: { ended: 1 },
    });
    expectProblem(await whoIs(desk), "unauthenticated");
  });

  test("a token is listed once it is used, without a device", async () => {
    const shop = "shop-token";
    await server.call("PUT", `/v1/merchants/${shop}`, { as: server.tenant.apiKey, body: { name: shop } });
    const token = await server.session(server.tenant, "merchant", shop);
    expect(await sessionsOf(shop, token)).toMatchObject([{ device: null, isCurrent: true }]);
  });
});
