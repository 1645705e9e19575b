import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectProblem } from "../testing/problem.js";
import { startTestServer, type TestServer } from "../testing/server.js";
import { chooserRoutes } from "./chooser-routes.js";
import { comparisonRoutes } from "./comparison-routes.js";
import { productRoutes } from "./routes.js";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ rooms: [productRoutes, comparisonRoutes, chooserRoutes] });
});
afterAll(() => server.close());

const zh = { "accept-language": "zh-CN" };
const get = (path: string, headers: Record<string, string> = zh) =>
  server.call("GET", `/v1/products/${path}`, { as: server.tenant.apiKey, headers });
const choose = (answers: object, headers: Record<string, string> = zh) =>
  server.call("POST", "/v1/products/chooser", { as: server.tenant.apiKey, headers, body: { answers } });

type Row = Readonly<Record<string, string>>;

describe("the comparison", () => {
  it("holds every product on sale, all of its words in the caller's language", async () => {
    const live = server.context.catalogue.live(server.clock.now());
    for (const [language, strange] of [
      ["zh-CN", /[a-z]{4,}/],
      ["en", /[\u4e00-\u9fff]/],
    ] as const) {
      const { status, body, headers } = await get("comparison", { "accept-language": language });
      expect(status).toBe(200);
      expect(headers["content-language"]).toBe(language);
      const { columns, rows } = body as { columns: { name: string; title: string }[]; rows: Row[] };
      expect(rows.map(({ product }) => product)).toEqual(live.map(({ code }) => code));
      for (const row of rows) {
        for (const { name, title } of columns) {
          expect(row[name], `${row["product"]} ${name}`).not.toBe("");
          expect(`${title} ${row[name]}`, `${row["product"]} ${name}`).not.toMatch(strange);
        }
      }
    }
  });

  it("makes the table that buyers know: what is covered, what it suits, what to mind", async () => {
    const { body } = await get("comparison");
    const { columns, rows } = body as { columns: { name: string; title: string }[]; rows: Row[] };
    expect(columns.slice(0, 3).map(({ title }) => title)).toEqual(["保障内容", "适用场景", "注意事项"]);
    const table = (code: string): string[] => {
      const row = rows.find(({ product }) => product === code);
      return [row?.["name"] ?? "", ...columns.slice(0, 3).map(({ name }) => row?.[name] ?? "")];
    };
    const [freight, quality, transit] = ["return-freight", "quality", "transit-damage"].map(table);
    const has = (cells: string[] | undefined, words: readonly RegExp[]): void => {
      for (const [i, each] of words.entries()) expect(cells?.[i], `column ${i}`).toMatch(each);
    };
    has(freight, [/退货运费险/, /退货/, /^服装、鞋靴/, /退货运费的赔付上限/]);
    has(quality, [/品质保障险/, /质量/, /电子产品.*家电/, /检测报告/]);
    has(transit, [/物流破损险/, /破碎/, /^易碎品、家电/, /验货并拍照留存/]);
  });

  it("gives a price that the tariff asks", async () => {
    const { rows } = (await get("comparison")).body as { rows: { product: string; example: unknown }[] };
    expect(rows.find(({ product }) => product === "screen-crack")?.example).toEqual({
      ...{ category: "digital", unitPrice: 399_900, payer: "buyer", premium: 19_900, sumInsured: 399_900 },
      words: "3999 元的电子产品：买家付保费 199 元，保额 3999 元",
    });
  });

  it("is for everybody who is signed in", async () => {
    expectProblem(await server.call("GET", "/v1/products/comparison"), "unauthenticated");
    const buyer = await server.session(server.tenant, "buyer", "b-1");
    expect((await server.call("GET", "/v1/products/comparison", { as: buyer })).status).toBe(200);
  });
});

describe("the chooser", () => {
  it("asks in the caller's language, for what can be answered", async () => {
    const { questions } = (await get("chooser")).body as {
      questions: { id: string; kind: string; required: boolean; options: { value: string; title: string }[] }[];
    };
    expect(questions.map(({ id, kind, required }) => [id, kind, required])).toEqual([
      ["goods", "one", true],
      ["price", "one", false],
      ["worries", "many", false],
      ["returns", "one", false],
    ]);
    const worries = questions[2]?.options.map(({ value }) => value) ?? [];
    expect(worries).toContain("breakage");
    expect(new Set(worries).size).toBe(worries.length);
    for (const { value } of questions[0]?.options ?? [])
      for (const { value: price } of questions[1]?.options ?? [])
        expect((await choose({ goods: value, price, worries })).status).toBe(200);
  });

  it("answers with covers, the named worry first, each with its reason", async () => {
    const vase = (await choose({ goods: "fragile", price: "100_to_500", worries: ["breakage"] })).body as {
      data: { product: string; reason: string; reasons: { code: string }[]; premium: number }[];
    };
    expect(vase.data[0]).toMatchObject({ product: "transit-damage", premium: 500 });
    expect(vase.data[0]?.reasons.map(({ code }) => code)).toEqual(["worry", "goods", "fragile_goods"]);
    expect(vase.data[0]?.reason).toMatch(/^保您担心的：破碎、断裂；/);
    const phone = (await choose({ goods: "digital", price: "over_3000", worries: ["screen_crack"] }, {}))
      .body as typeof vase;
    expect(phone.data[0]?.product).toBe("screen-crack");
    expect(phone.data[0]?.reason).toMatch(/^Covers what worries you: screen broken by accident; /);
  });

  it("refuses answers to what was not asked", async () => {
    expectProblem(await choose({ price: "over_3000" }), "validation_failed");
    expectProblem(await choose({ goods: "cars" }), "validation_failed");
    expectProblem(await choose({ goods: "digital", price: "free" }), "validation_failed");
    const strange = await choose({ goods: "digital", worries: ["breakage", "meteor"] });
    expectProblem(strange, "validation_failed");
    expect((strange.body as { errors: { pointer: string }[] }).errors[0]?.pointer).toBe("/answers/worries/1");
    expectProblem(
      await server.call("POST", "/v1/products/chooser", { body: { answers: { goods: "digital" } } }),
      "unauthenticated",
    );
  });
});
