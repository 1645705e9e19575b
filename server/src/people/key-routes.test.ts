import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectProblem, pointersOf } from "../testing/problem.js";
import { startTestServer, type TestServer } from "../testing/server.js";
import { peopleRoutes } from "./routes.js";

interface NewKey {
  readonly keyId: string;
  readonly key: string;
  readonly label: string;
  readonly expiresAt: string | null;
}

let server: TestServer;
let admin: string;
beforeAll(async () => {
  server = await startTestServer({ rooms: [peopleRoutes] });
  admin = server.tenant.staff.admin.token;
});
afterAll(() => server.close());

let keys = 0;
const create = (body: unknown, as = admin) =>
  server.call("POST", "/v1/api-keys", { as, body, key: `create-${keys++}` });
const rotate = (keyId: string, body: unknown = {}) =>
  server.call("POST", `/v1/api-keys/${keyId}/rotations`, { as: admin, body, key: `rotate-${keys++}` });
const whoIs = (as: string) => server.call("GET", "/v1/sessions/current", { as });

interface KeyRow {
  readonly keyId: string;
  readonly label: string;
  readonly scopes: readonly string[];
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

async function listed(): Promise<readonly KeyRow[]> {
  const answer = await server.call("GET", "/v1/api-keys?limit=200", { as: admin });
  expect(answer.status).toBe(200);
  return (answer.body as { data: KeyRow[] }).data;
}

describe("making a key", () => {
  test("it is shown once, works at once, and is listed without its secret", async () => {
    const answer = await create({ label: "erp", scopes: ["orders:write", "*:read"] });
    expect(answer).toMatchObject({
      status: 201,
      body: { label: "erp", scopes: ["orders:write", "*:read"], expiresAt: null },
    });
    const { key, keyId } = answer.body as NewKey;
    expect(key).toMatch(/^ak_test_[\w-]{43}$/);
    expect(await whoIs(key)).toMatchObject({ body: { role: "server", caller: "server:erp" } });
    const row = (await listed()).find((each) => each.keyId === keyId);
    expect(row).toMatchObject({ label: "erp", revokedAt: null });
    expect(JSON.stringify(await listed())).not.toContain(key);
  });

  test("a retry with the same Idempotency-Key shows the same key", async () => {
    const call = () => server.call("POST", "/v1/api-keys", { as: admin, body: { label: "retry" }, key: "same" });
    const first = await call();
    expect((await call()).body).toEqual(first.body);
    expect((await listed()).filter(({ label }) => label === "retry")).toHaveLength(1);
    expectProblem(
      await server.call("POST", "/v1/api-keys", { as: admin, body: { label: "retry" } }),
      "idempotency_key_missing",
    );
  });

  test.each([
    [{}, "/label"],
    [{ label: "" }, "/label"],
    [{ label: "a\u0000" }, "/label"],
    [{ label: "x", scopes: [] }, "/scopes"],
    [{ label: "x", scopes: ["everything"] }, "/scopes/0"],
    [{ label: "x", scopes: ["orders:delete"] }, "/scopes/0"],
    [{ label: "x", expiresAt: "tomorrow at noon sharp" }, "/expiresAt"],
    [{ label: "x", expiresAt: "2026-02-30T00:00:00.000Z" }, "/expiresAt"],
  ])("%j is refused, naming %s", async (body, pointer) => {
    expect(pointersOf(expectProblem(await create(body), "validation_failed"))).toContain(pointer);
  });

  test("only an admin may", async () => {
    for (const as of [server.tenant.apiKey, server.tenant.staff.platform.token, server.tenant.staff.auditor.token]) {
      expectProblem(await create({ label: "x" }, as), "forbidden");
      expectProblem(await server.call("GET", "/v1/api-keys", { as }), "forbidden");
    }
  });
});

describe("rotating a key", () => {
  test("both work while they overlap, under one name; then the old one is told to go", async () => {
    const { key, keyId } = (await create({ label: "shop", scopes: ["orders:write", "sessions:read"] })).body as NewKey;
    const answer = await rotate(keyId, { overlap: "PT1H" });
    expect(answer).toMatchObject({
      status: 201,
      body: { label: "shop", scopes: ["orders:write", "sessions:read"], expiresAt: null },
    });
    const successor = answer.body as NewKey;
    const { expiresAt: _runsOut, ...before } = (await whoIs(key)).body as Record<string, unknown>;
    expect((await whoIs(successor.key)).body).toEqual({ ...before, expiresAt: null });
    expect((await listed()).find((each) => each.keyId === keyId)?.expiresAt).not.toBeNull();
    await server.database.owner.query(
      "update api_key set expires_at = now() where label = 'shop' and expires_at is not null",
    );
    const { key: other, keyId: otherId } = (await create({ label: "other" })).body as NewKey;
    expect((await whoIs(other)).status).toBe(200);
    await server.call("DELETE", `/v1/api-keys/${otherId}`, { as: admin });
    expectProblem(await rotate(otherId), "state_conflict");
    expectProblem(await rotate(keyId), "state_conflict");
  });

  test.each(["PT59S", "P91D", "one day", "", "-PT1H"])("an overlap of %j is refused", async (overlap) => {
    const { keyId } = (await create({ label: "overlap" })).body as NewKey;
    expect(pointersOf(expectProblem(await rotate(keyId, { overlap }), "validation_failed"))).toEqual(["/overlap"]);
  });

  test("an unknown key is not found", async () => {
    expectProblem(await rotate(`key_${"0".repeat(16)}`), "not_found");
    expectProblem(await rotate("key_%25"), "not_found");
  });
});

describe("revoking a key", () => {
  test("it stops at once, and once more changes nothing", async () => {
    const { key, keyId } = (await create({ label: "leaked" })).body as NewKey;
    expect((await whoIs(key)).status).toBe(200);
    expect((await server.call("DELETE", `/v1/api-keys/${keyId}`, { as: admin })).status).toBe(204);
    expectProblem(await whoIs(key), "unauthenticated");
    const revokedAt = (await listed()).find((each) => each.keyId === keyId)?.revokedAt;
    expect((await server.call("DELETE", `/v1/api-keys/${keyId}`, { as: admin })).status).toBe(204);
    expect((await listed()).find((each) => each.keyId === keyId)?.revokedAt).toBe(revokedAt);
  });

  test("another tenant's key does not exist", async () => {
    const { keyId } = (await create({ label: "mine" })).body as NewKey;
    const stranger = server.other.staff.admin.token;
    expectProblem(await server.call("DELETE", `/v1/api-keys/${keyId}`, { as: stranger }), "not_found");
    const theirs = await server.call("GET", "/v1/api-keys", { as: stranger });
    expect((theirs.body as { data: KeyRow[] }).data.map(({ label }) => label)).toEqual(["main"]);
  });
});

test("a list is walked page by page, each key once, and its cursor is good for it alone", async () => {
  for (let i = 0; i < 5; i++) await create({ label: `page-${i}` });
  const seen: string[] = [];
  let next: string | null = "";
  while (next !== null) {
    const url: string = `/v1/api-keys?limit=2${next === "" ? "" : `&cursor=${encodeURIComponent(next)}`}`;
    const page = (await server.call("GET", url, { as: admin })).body as { data: KeyRow[]; next: string | null };
    expect(page.data.length).toBeLessThanOrEqual(2);
    seen.push(...page.data.map(({ keyId }) => keyId));
    next = page.next;
  }
  expect(seen).toEqual((await listed()).map(({ keyId }) => keyId));
  expect(new Set(seen).size).toBe(seen.length);
  const page = (await server.call("GET", "/v1/api-keys?limit=2", { as: admin })).body as { next: string };
  const at = (cursor: string, as = admin) =>
    server.call("GET", `/v1/api-keys?cursor=${encodeURIComponent(cursor)}`, { as });
  expect((await at(page.next)).status).toBe(200);
  expectProblem(await at(page.next, server.other.staff.admin.token), "cursor_invalid");
  expectProblem(await at(`${page.next}x`), "cursor_invalid");
  expectProblem(await at(page.next.replace(/^./, (first) => (first === "A" ? "B" : "A"))), "cursor_invalid");
  expectProblem(await at("garbage"), "cursor_invalid");
  expectProblem(await at(""), "cursor_invalid");
  for (const limit of ["0", "201", "-1", "1e9", "x"]) {
    expectProblem(await server.call("GET", `/v1/api-keys?limit=${limit}`, { as: admin }), "validation_failed");
  }
});
