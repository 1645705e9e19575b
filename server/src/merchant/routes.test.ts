import { formatInstant } from "@anxin/core/time";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectProblem, pointersOf } from "../testing/problem.js";
import { startTestServer, type TestServer } from "../testing/server.js";
import { merchantRoutes } from "./routes.js";

let server: TestServer;
let key: string;
beforeAll(async () => {
  server = await startTestServer({ rooms: [merchantRoutes] });
  key = server.tenant.apiKey;
});
afterAll(() => server.close());

const put = (id: string, body: unknown, as = key) =>
  server.call("PUT", `/v1/merchants/${encodeURIComponent(id)}`, { as, body });
const get = (path: string, as = key) => server.call("GET", `/v1/merchants/${path}`, { as });
const enrol = (path: string, body: unknown, options: { as?: string; headers?: Record<string, string> } = {}) =>
  server.call("PUT", `/v1/merchants/${path}`, { as: key, body, ...options });

const ADDRESS = { province: "浙江省", city: "杭州市" };

describe("merchants", () => {
  test("are registered with an empty wallet, and read back", async () => {
    const body = { name: "小店", returnAddress: ADDRESS, tier: "gold", since: "2024-05-01T08:00:00+08:00" };
    const created = await put("shop-1", body);
    const now = formatInstant(server.clock.now());
    const view = { merchantId: "shop-1", ...body, since: "2024-05-01T00:00:00.000Z", updatedAt: now };
    expect(created).toMatchObject({ status: 201, body: view });
    expect(await get("shop-1")).toMatchObject({ status: 200, body: view });
    expect(await get("shop-1/wallet")).toMatchObject({
      status: 200,
      body: { balance: 0, movements: { data: [], next: null } },
    });
  });

  test("keep what a later call leaves out, and lose what it sets to null", async () => {
    await put("shop-2", { name: "二号店", returnAddress: ADDRESS, tier: "gold", since: "2024-05-01T00:00:00.000Z" });
    server.clock.advance(1_000);
    const renamed = await put("shop-2", { name: "新二号店" });
    expect(renamed).toMatchObject({
      status: 200,
      body: {
        name: "新二号店",
        returnAddress: ADDRESS,
        tier: "gold",
        since: "2024-05-01T00:00:00.000Z",
        updatedAt: formatInstant(server.clock.now()),
      },
    });
    expect(await put("shop-2", { name: "新二号店", returnAddress: null })).toMatchObject({
      body: { returnAddress: null, tier: "gold" },
    });
  });

  test("begin as standard, from now on", async () => {
    const now = formatInstant(server.clock.now());
    expect(await put("shop-3", { name: "三号店" })).toMatchObject({
      status: 201,
      body: { tier: "standard", since: now, returnAddress: null },
    });
  });

  test("have ids of the marketplace's own, untouched", async () => {
    const id = "店/铺 %2F?#'\"1";
    expect(await put(id, { name: "x" })).toMatchObject({ status: 201, body: { merchantId: id } });
    expect(await get(encodeURIComponent(id))).toMatchObject({ status: 200, body: { merchantId: id } });
    expectProblem(await put("x".repeat(65), { name: "x" }), "validation_failed");
    expectProblem(await put("a\nb", { name: "x" }), "validation_failed");
  });

  test("twenty registrations at once make one merchant with one wallet", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => put("shop-rush", { name: "x" })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(19);
  });

  test.each([
    [{}, "/name"],
    [{ name: "" }, "/name"],
    [{ name: "x".repeat(101) }, "/name"],
    [{ name: 1 }, "/name"],
    [{ name: "x", colour: "red" }, "/colour"],
    [{ name: "x", returnAddress: {} }, "/returnAddress/province"],
    [{ name: "x", returnAddress: { province: "火星", city: "x" } }, "/returnAddress/province"],
    [{ name: "x", tier: "GOLD!" }, "/tier"],
    [{ name: "x", since: "yesterday, I think so" }, "/since"],
    [{ name: "x", since: "2024-05-01T00:00:00" }, "/since"],
    [{ name: "x", since: "1970-01-01T00:00:00.000Z" }, "/since"],
  ])("%j is refused, naming %s", async (body, pointer) => {
    expect(pointersOf(expectProblem(await put("shop-bad", body), "validation_failed"))).toContain(pointer);
    expectProblem(await get("shop-bad"), "not_found");
  });

  test("are written by the marketplace, and read by finance and audit as well", async () => {
    for (const role of ["platform", "admin"] as const) {
      expect((await put("shop-1", { name: "小店" }, server.tenant.staff[role].token)).status).toBe(200);
    }
    for (const role of ["finance", "auditor"] as const) {
      expect((await get("shop-1", server.tenant.staff[role].token)).status).toBe(200);
      expectProblem(await put("shop-1", { name: "x" }, server.tenant.staff[role].token), "forbidden");
    }
    expectProblem(await get("shop-1", server.tenant.staff.adjuster.token), "forbidden");
    expectProblem(await get("shop-1", await server.session(server.tenant, "buyer", "b-1")), "forbidden");
    expectProblem(await server.call("GET", "/v1/merchants/shop-1"), "unauthenticated");
  });

  test("see their own shop only, and do not write their own tier", async () => {
    const merchant = await server.session(server.tenant, "merchant", "shop-1");
    expect((await get("shop-1", merchant)).status).toBe(200);
    expectProblem(await get("shop-2", merchant), "not_found");
    expectProblem(await put("shop-1", { name: "x", tier: "gold" }, merchant), "forbidden");
  });

  test("of another marketplace do not exist", async () => {
    expectProblem(await get("shop-1", server.other.apiKey), "not_found");
    expect((await put("shop-1", { name: "another" }, server.other.apiKey)).status).toBe(201);
    expect(await get("shop-1")).toMatchObject({ body: { name: "小店" } });
  });
});

describe("enrolments", () => {
  const all = { scope: { all: true }, status: "active" };
  beforeAll(async () => {
    await put("shop-e", { name: "e" });
  });

  test("a shop enrols for all its goods; the same once more changes nothing", async () => {
    const first = await enrol("shop-e/enrolments/return-freight", all);
    const since = formatInstant(server.clock.now());
    expect(first).toMatchObject({ status: 200, body: { product: "return-freight", ...all, since, revision: 1 } });
    expect(first.headers["etag"]).toBe('"enrolment.shop-e%2Freturn-freight.1"');
    server.clock.advance(1_000);
    expect((await enrol("shop-e/enrolments/return-freight", all)).body).toEqual(first.body);
    expect((await get("shop-e/enrolments/return-freight")).body).toEqual(first.body);
  });

  test("what the shop agreed to is kept: the texts of today's version word for word, when, and by whom", async () => {
    await put("shop-agrees", { name: "agrees" });
    const path = "shop-agrees/enrolments/price-protection";
    expect((await enrol(path, all)).body).toMatchObject({ revision: 1, consent: null });
    const version =
      server.context.catalogue.live(server.clock.now()).find(({ code }) => code === "price-protection")?.version ?? 0;
    const consent = { termsVersion: version, language: "zh" };
    const own = await server.session(server.tenant, "merchant", "shop-agrees");
    server.clock.advance(1_000);
    const agreedAt = formatInstant(server.clock.now());
    const agreed = await enrol(path, { ...all, consent }, { as: own });
    const kept = { ...consent, agreedBy: "merchant", agreedAt };
    expect(agreed).toMatchObject({ status: 200, body: { revision: 2, consent: kept } });
    const { texts, termsUrl } = (agreed.body as { consent: { texts: unknown[]; termsUrl: string } }).consent;
    expect(termsUrl).toBe(`/v1/products/price-protection/versions/${version}/terms`);
    const hash = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(texts).toEqual([
      { kind: "terms", version, sha256: hash },
      { kind: "summary", version, sha256: hash },
    ]);
    server.clock.advance(1_000);
    // Said once more it is known already; a pause says nothing of terms, and keeps what was said of them.
    expect((await enrol(path, { ...all, consent }, { as: own })).body).toEqual(agreed.body);
    const paused = await enrol(path, { ...all, status: "paused" }, { as: server.tenant.staff.platform.token });
    expect(paused.body).toMatchObject({ revision: 3, consent: { ...kept, agreedBy: "merchant:shop-agrees" } });
    expect((await get("shop-agrees/enrolments")).body).toMatchObject({
      data: expect.arrayContaining([
        expect.objectContaining({ product: "price-protection", consent: expect.anything() }),
      ]),
    });
  });

  test("terms that are not sold now cannot be agreed to", async () => {
    await put("shop-stale", { name: "stale" });
    const path = "shop-stale/enrolments/quality";
    expectProblem(await enrol(path, { ...all, consent: { termsVersion: 999, language: "zh" } }), "state_conflict");
    expectProblem(await get(path), "not_found");
    for (const consent of [
      {},
      { termsVersion: 1 },
      { termsVersion: "1", language: "zh" },
      { termsVersion: 1, language: "fr" },
    ]) {
      expectProblem(await enrol(path, { ...all, consent }), "validation_failed");
    }
  });

  test("scopes of categories and goods are kept sorted, so that their order changes nothing", async () => {
    const path = "shop-e/enrolments/quality";
    await enrol(path, { scope: { categories: ["shoes", "apparel"] }, status: "active" });
    const again = await enrol(path, { scope: { categories: ["apparel", "shoes"] }, status: "active" });
    expect(again).toMatchObject({ body: { scope: { categories: ["apparel", "shoes"] }, revision: 1 } });
    const skus = await enrol(path, { scope: { skus: ["B", "A"] }, status: "paused" });
    expect(skus).toMatchObject({ body: { scope: { skus: ["A", "B"] }, status: "paused", revision: 2 } });
  });

  test("every change leaves its history", async () => {
    const { rows } = await server.database.owner.query(
      "select revision, scope_kind, scope_values, status, changed_by from enrolment_change where merchant_id = 'shop-e' and product = 'quality' order by revision",
    );
    expect(rows).toEqual([
      {
        revision: 1,
        scope_kind: "categories",
        scope_values: ["apparel", "shoes"],
        status: "active",
        changed_by: "server:main",
      },
      { revision: 2, scope_kind: "skus", scope_values: ["A", "B"], status: "paused", changed_by: "server:main" },
    ]);
  });

  test("pausing and resuming count anew since when", async () => {
    const path = "shop-e/enrolments/transit-damage";
    const started = (await enrol(path, all)).body as { since: string };
    server.clock.advance(60_000);
    const widened = await enrol(path, { scope: { skus: ["A"] }, status: "active" });
    expect(widened).toMatchObject({ body: { since: started.since } });
    const paused = formatInstant(server.clock.now());
    expect(await enrol(path, { ...all, status: "paused" })).toMatchObject({ body: { since: paused } });
    server.clock.advance(60_000);
    expect(await enrol(path, all)).toMatchObject({ body: { since: formatInstant(server.clock.now()), revision: 4 } });
  });

  test("an edit made on an older version is refused, and told by whom and when it changed", async () => {
    const path = "shop-e/enrolments/allergy";
    const { etag = "" } = (await enrol(path, all)).headers;
    const edit = (status: string, tag: string, as = key) =>
      enrol(path, { scope: { all: true }, status }, { as, headers: { "if-match": tag } });
    const changedAt = formatInstant(server.clock.now());
    const changed = await edit("paused", String(etag), server.tenant.staff.platform.token);
    expect(changed.status).toBe(200);
    const problem = expectProblem(await edit("active", String(etag)), "if_match_stale");
    expect(problem).toMatchObject({ changedBy: "platform", changedAt, etag: changed.headers["etag"] });
    expectProblem(await edit("active", `W/${String(changed.headers["etag"])}`), "if_match_missing");
    expect((await edit("active", `"other", ${String(changed.headers["etag"])}`)).status).toBe(200);
  });

  test("ten first enrolments at once leave one first revision", async () => {
    await put("shop-race", { name: "r" });
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        enrol("shop-race/enrolments/return-freight", { scope: { skus: [`s${i}`] }, status: "active" }),
      ),
    );
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const { rows } = await server.database.owner.query<{ revisions: number[] }>(
      "select array_agg(revision order by revision) as revisions from enrolment_change where merchant_id = 'shop-race'",
    );
    const succeeded = answers.filter(({ status }) => status === 200).length;
    expect(rows[0]?.revisions).toEqual(Array.from({ length: succeeded }, (_, i) => i + 1));
    for (const answer of answers) if (answer.status === 409) expectProblem(answer, "state_conflict");
  });

  test.each([
    [{}, ["/scope", "/status"]],
    [{ scope: {}, status: "active" }, ["/scope"]],
    [{ scope: { all: true, skus: ["a"] }, status: "active" }, ["/scope"]],
    [{ scope: { all: false }, status: "active" }, ["/scope/all"]],
    [{ scope: { categories: [] }, status: "active" }, ["/scope/categories"]],
    [{ scope: { categories: ["toys"] }, status: "active" }, ["/scope/categories/0"]],
    [{ scope: { categories: ["shoes", "shoes"] }, status: "active" }, ["/scope/categories"]],
    [{ scope: { skus: [""] }, status: "active" }, ["/scope/skus/0"]],
    [{ scope: { skus: [1] }, status: "active" }, ["/scope/skus/0"]],
    [{ scope: { skus: Array.from({ length: 5_001 }, (_, i) => `s${i}`) }, status: "active" }, ["/scope/skus"]],
    [{ scope: { all: true }, status: "on" }, ["/status"]],
    [{ scope: { all: true }, status: "active", more: 1 }, ["/more"]],
  ])("%j is refused", async (body, pointers) => {
    const problem = expectProblem(await enrol("shop-e/enrolments/screen-crack", body), "validation_failed");
    expect([...new Set(pointersOf(problem))].sort()).toEqual(pointers);
  });

  test("products that are unknown, not on sale yet, or not paid by merchants are refused", async () => {
    const problem = expectProblem(await enrol("shop-e/enrolments/nothing", all), "product_unknown");
    expect(pointersOf(problem)).toEqual(["/path/product"]);
    expectProblem(await enrol("shop-e/enrolments/screen-crack", all), "not_eligible");
    const early = await startTestServer({
      rooms: [merchantRoutes],
      catalogue: { ...server.context.catalogue, live: () => [] },
    });
    expectProblem(
      await early.call("PUT", "/v1/merchants/x/enrolments/quality", { as: early.tenant.apiKey, body: all }),
      "product_not_live",
    );
    await early.close();
  });

  test("a merchant enrols its own shop, and no other", async () => {
    const merchant = await server.session(server.tenant, "merchant", "shop-e");
    expect((await enrol("shop-e/enrolments/return-freight", all, { as: merchant })).status).toBe(200);
    expectProblem(await enrol("shop-1/enrolments/return-freight", all, { as: merchant }), "not_found");
    expectProblem(await get("shop-1/enrolments", merchant), "not_found");
    expectProblem(await get("shop-1/enrolments/return-freight", merchant), "not_found");
    expectProblem(
      await enrol("shop-e/enrolments/quality", all, { as: server.tenant.staff.finance.token }),
      "forbidden",
    );
  });

  test("what is not there is not found", async () => {
    expectProblem(await enrol("nobody/enrolments/return-freight", all), "not_found");
    expectProblem(await get("nobody/enrolments"), "not_found");
    expectProblem(await get("shop-1/enrolments/return-freight"), "not_found");
    expectProblem(await get("shop-e/enrolments/return-freight", server.other.apiKey), "not_found");
  });

  test("are listed page by page", async () => {
    interface Page {
      readonly data: readonly { readonly product: string }[];
      readonly next: string | null;
    }
    const products: string[] = [];
    let url: string | null = "shop-e/enrolments?limit=2";
    while (url !== null) {
      const page: Page = (await get(url)).body as Page;
      products.push(...page.data.map(({ product }) => product));
      url = page.next === null ? null : `shop-e/enrolments?limit=2&cursor=${encodeURIComponent(page.next)}`;
    }
    expect(products).toEqual(["allergy", "quality", "return-freight", "transit-damage"]);
    const { next } = (await get("shop-e/enrolments?limit=1")).body as Page;
    expectProblem(await get(`shop-race/enrolments?cursor=${encodeURIComponent(next ?? "")}`), "cursor_invalid");
  });
});
