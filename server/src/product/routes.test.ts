import { parseInstant } from "@anxin/core/time";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectProblem } from "../testing/problem.js";
import { startTestServer, type TestServer } from "../testing/server.js";
import { productRoutes } from "./routes.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ rooms: [productRoutes] });
});
afterAll(() => server.close());

const get = (path: string, headers: Record<string, string> = {}, as = server.tenant.apiKey) =>
  server.call("GET", `/v1/products${path}`, { as, headers });

interface Product {
  readonly code: string;
  readonly version: number;
  readonly name: string;
  readonly names: { readonly zh: string; readonly en: string };
}

describe("the list", () => {
  test("holds every product that is on sale today, in the caller's language and with both names", async () => {
    const english = (await get("")).body as { data: Product[]; next: null };
    const live = server.context.catalogue.live(server.clock.now());
    expect(english.data.map(({ code, version }) => [code, version])).toEqual(
      live.map(({ code, version }) => [code, version]),
    );
    expect(english.data.map(({ name }) => name)).toEqual(live.map(({ name }) => name.en));
    expect(english.data.map(({ names }) => names)).toEqual(live.map(({ name }) => name));
    expect(english.next).toBeNull();
    const answer = await get("", { "accept-language": "zh-CN" });
    expect(answer.headers["content-language"]).toBe("zh-CN");
    expect((answer.body as { data: Product[] }).data.map(({ name }) => name)).toEqual(live.map(({ name }) => name.zh));
  });

  test("is for everybody who is signed in", async () => {
    const buyer = await server.session(server.tenant, "buyer", "b-1");
    expect((await get("", {}, buyer)).status).toBe(200);
    expectProblem(await server.call("GET", "/v1/products"), "unauthenticated");
  });
});

describe("a product", () => {
  test("every version of the catalogue is shown whole, amounts as whole fen", async () => {
    for (const product of server.context.catalogue.all) {
      const answer = await get(`/${product.code}/versions/${product.version}`);
      expect(answer.status).toBe(200);
      const body = answer.body as Record<string, unknown>;
      expect(body).toMatchObject({
        code: product.code,
        version: product.version,
        filing: product.filing,
        terms: product.terms.en,
        payers: product.payers,
        tariff: {
          code: product.tariff.code,
          by: product.tariff.by,
          minimum: Number(product.tariff.minimum),
          rounding: product.tariff.rounding,
        },
        endorsement: product.endorsement,
        cancellation: {
          payers: product.cancellation.payers,
          refund: product.cancellation.refund.kind,
          reinstatementDays: product.cancellation.reinstatementDays,
        },
        shop: { wholeShop: product.shop.wholeShop, ageDaysMin: product.shop.ageDaysMin },
        coverages: [
          {
            code: product.coverage.code,
            claimsMax: product.coverage.claimsMax,
            benefit: { kind: product.coverage.benefit.kind },
          },
        ],
      });
      expect((body["tariff"] as { rows: unknown[] }).rows).toHaveLength(product.tariff.rows.length);
      expect(body["clauses"]).toEqual(
        product.clauses.map(({ id, title, text }) => ({ id, title: title.en, text: text.en })),
      );
      expect((body["documents"] as unknown[]).length).toBe(product.documents.length);
      expect((body["fields"] as unknown[]).length).toBe(product.fields.length);
    }
  });

  test("by its code it is the version on sale", async () => {
    const live = server.context.catalogue.live(server.clock.now()).find(({ code }) => code === "return-freight");
    expect(await get("/return-freight")).toMatchObject({
      status: 200,
      body: { code: "return-freight", version: live?.version },
    });
  });

  test("a period is said in words", async () => {
    expect((await get("/return-freight")).body).toMatchObject({ period: { expiry: "90 days from shipment" } });
    expect((await get("/return-freight", { "accept-language": "zh" })).body).toMatchObject({
      period: { expiry: "发货起 90 天" },
    });
    expect((await get("/allergy")).body).toMatchObject({ period: { inception: "at 00:00 of the day after delivery" } });
    expect((await get("/transit-damage")).body).toMatchObject({ period: { expiry: "48 hours from delivery" } });
  });

  test("its ETag changes with version and language, and answers 304", async () => {
    const english = await get("/return-freight");
    const chinese = await get("/return-freight", { "accept-language": "zh" });
    const { etag } = english.headers;
    expect(etag).not.toBe(chinese.headers["etag"]);
    expect(english.headers["vary"]).toBe("accept-language");
    const same = await get("/return-freight", { "if-none-match": `W/${String(etag)}, "other"` });
    expect(same).toMatchObject({ status: 304, body: null });
    expect((await get("/return-freight", { "if-none-match": String(chinese.headers["etag"]) })).status).toBe(200);
  });

  test("what is unknown is not found, what is no version is refused", async () => {
    expectProblem(await get("/nothing"), "not_found");
    expectProblem(await get("/nothing/versions/1"), "not_found");
    expectProblem(await get("/return-freight/versions/9999"), "not_found");
    for (const version of ["0", "-1", "1.5", "one", "01", "1000000"]) {
      expectProblem(await get(`/return-freight/versions/${version}`), "validation_failed");
    }
  });

  test("before it is on sale only its versions are there", async () => {
    const before = server.clock.now();
    const past = parseInstant("1999-01-01T00:00:00.000Z");
    if (past === null) throw new Error("that is an instant");
    await server.clock.set(past);
    expectProblem(await get("/return-freight"), "not_found");
    expect((await get("")).body).toEqual({ data: [], next: null });
    expect((await get("/return-freight/versions/1")).status).toBe(200);
    await server.clock.set(before);
  });
});
