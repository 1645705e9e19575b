import { expect, it } from "vitest";
import { addressOf, openClient } from "./client.js";
import { decideClaim, listClaims, readClaim, signOut } from "./operations.generated.js";
import { Problem } from "./problem.js";

interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: unknown;
}

function serverThat(answer: () => Response | Promise<Response>) {
  const sent: Sent[] = [];
  const ask: typeof fetch = async (url, { method, headers, body } = {}) => {
    sent.push({ url: String(url), method: String(method), headers: new Headers(headers), body });
    return answer();
  };
  return { sent, client: openClient({ url: "http://anxin", token: "ak_test_1", language: () => "en", fetch: ask }) };
}
const json = (body: unknown, init: ResponseInit = {}) => new Response(JSON.stringify(body), init);

it("fills in the address, and leaves out what was not asked", () => {
  expect(addressOf("/v1/a/{id}/b", { path: { id: "x/?#" } })).toBe("/v1/a/x%2F%3F%23/b");
  expect(addressOf("/v1/a", { query: { one: 1, two: undefined, three: "", four: ["x", "y"] } })).toBe(
    "/v1/a?one=1&four=x&four=y",
  );
});

it("says who asks, in which language, which version is edited and under which key", async () => {
  const { sent, client } = serverThat(() => json({ claimId: "clm_1" }, { headers: { etag: '"3"' } }));
  const path = { claimId: "clm_1" };
  expect(await client.exchange(readClaim, { path })).toEqual({ body: { claimId: "clm_1" }, etag: '"3"' });
  const body = { outcome: "reject", reasonCodes: ["not_covered"], note: "x" } as const;
  await client.call(decideClaim, {
    path,
    body: { ...body, reasonCodes: [...body.reasonCodes] },
    key: "k1",
    ifMatch: '"3"',
  });
  const [read, decided] = sent;
  expect(read).toMatchObject({ url: "http://anxin/v1/claims/clm_1", method: "GET", body: undefined });
  expect(Object.fromEntries(decided?.headers ?? [])).toMatchObject({
    authorization: "Bearer ak_test_1",
    "accept-language": "en",
    "idempotency-key": "k1",
    "if-match": '"3"',
    "content-type": "application/json",
  });
});

it("a refusal is a problem with its code, its fields and the request to ask about", async () => {
  const told = {
    type: "/problems/invalid_request",
    code: "invalid_request",
    title: "t",
    status: 400,
    detail: "d",
    requestId: "req_1",
    errors: [{ pointer: "/limit", code: "maximum", detail: "at most 200" }],
  };
  const { client } = serverThat(() => json(told, { status: 400 }));
  const problem = await client.call(listClaims, {}).catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(Problem);
  expect(problem).toMatchObject({
    status: 400,
    code: "invalid_request",
    requestId: "req_1",
    errors: told.errors,
    isPassing: false,
  });
});

it("what a proxy says, and silence, are problems too; both may pass", async () => {
  const proxy = serverThat(() => new Response("<html>", { status: 502 }));
  await expect(proxy.client.call(listClaims, {})).rejects.toMatchObject({
    code: "unreadable",
    status: 502,
    isPassing: true,
  });
  const silence = serverThat(() => Promise.reject(new TypeError("fetch failed")));
  await expect(silence.client.call(listClaims, {})).rejects.toMatchObject({
    code: "offline",
    status: 0,
    isPassing: true,
  });
});

it("an answer without a body is null; who ends a call is told so", async () => {
  const empty = serverThat(() => new Response(null, { status: 204 }));
  expect(await empty.client.call(signOut, {})).toBeNull();
  const ended = new AbortController();
  const slow = serverThat(() => Promise.reject(new DOMException("ended", "AbortError")));
  ended.abort();
  await expect(slow.client.call(listClaims, { signal: ended.signal })).rejects.toMatchObject({ name: "AbortError" });
});
